"""The steps of the campaign are judged in its year, of branches that were there (plan 三; design §4 step)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.school import CAMPAIGN, School, branch, reasons


class TestOutsideTheCampaign:
    @pytest.mark.parametrize("rule", ["P01", "P02", "P03", "P04", "P05", "P06", "P07", "P08", "P09"])
    @pytest.mark.parametrize("year", [2016, 2018])
    def test_not_applicable(self, school: School, rule: str, year: int) -> None:
        found = school.rule(rule, year=year, as_of=f"{year}-12-31")
        assert (found["status"], found["points"], found["earned"]) == ("not_applicable", None, None)
        assert "no_campaign" in reasons(found)

    @pytest.mark.parametrize("rule", ["P01", "P02", "P03", "P04", "P05", "P06", "P07"])
    def test_gates_have_no_points(self, school: School, rule: str) -> None:
        for as_of, status in (("2017-01-01", "pending"), ("2017-12-31", "fail")):
            found = school.rule(rule, as_of=as_of)
            assert (found["status"], found["points"], found["earned"]) == (status, None, None)

    def test_steps_change_no_score(self, school: School) -> None:
        before = school.status(as_of="2017-12-31")["branches"]["jichu"]
        school.record("2017/jichu/10-09-problem-search")
        after = school.status(as_of="2017-12-31")["branches"]["jichu"]
        assert after["rules"]["P02"]["status"] == "pass" != before["rules"]["P02"]["status"]
        for figure in ("standards", "computed_score", "computed_basis"):
            assert after[figure] == before[figure]


class TestBranchThatWasNotThere:
    """A step whose days begin after a branch ended, or of which it saw less than half, asks nothing of it."""

    @pytest.mark.parametrize(
        ("rule", "last_applying"),
        [("P01", "2017-10-01"), ("P02", "2017-10-01"), ("P03", "2017-10-21"), ("P04", "2017-11-01"),
         ("P05", "2017-11-06"), ("P06", "2017-12-06"), ("P07", "2017-12-11")],
    )  # fmt: skip
    def test_closed(self, tmp_path: Path, rule: str, last_applying: str) -> None:
        from datetime import date, timedelta

        day = date.fromisoformat(last_applying)  # the first day it is no more
        for until, applies in ((day, True), (day - timedelta(days=1), False)):
            school = School(tmp_path / until.isoformat(), branch(valid_to=until.isoformat()), config=CAMPAIGN)
            found = school.rule(rule, as_of="2017-12-31")
            assert (found["status"] == "fail") is applies, until
            assert applies or found["status"] == "not_applicable"
            assert applies or found["reason"] in ("closed", "part_window")

    def test_merged_away_in_june(self, tmp_path: Path) -> None:
        school = School(tmp_path, branch(valid_to="2017-06-15"), config=CAMPAIGN)
        for number in range(1, 10):
            found = school.rule(f"P0{number}", as_of="2017-12-31")
            assert (found["status"], found["reason"]) == ("not_applicable", "closed"), number
        assert school.rule("P01", as_of="2017-03-01")["status"] == "not_applicable"

    @pytest.mark.parametrize(("founded", "status"), [("2017-10-01", "fail"), ("2017-10-02", "not_applicable")])
    def test_founded_when_half_of_it_was_over(self, tmp_path: Path, founded: str, status: str) -> None:
        school = School(tmp_path, branch(valid_from=founded), config=CAMPAIGN)
        assert school.rule("P01", as_of="2017-12-31")["status"] == status


@pytest.mark.parametrize("rule", ["P01", "P02", "P03", "P04", "P05", "P06", "P07"])
def test_waived(school: School, rule: str) -> None:
    school.record("2017/jichu/01-05-waiver", {"rule": rule, "window": ["2017-01-01", "2017-12-31"]})
    assert school.rule(rule, as_of="2017-12-31")["status"] == "exempt"
