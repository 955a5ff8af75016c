"""Standard 3, elections on time and the end of terms, day by day (domain O10)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.school import OMIT, School, branch, reasons


class TestElection:
    """O09: four fifths of the eligible, and the superior's approval (design §4 ratio, domain §2.2)."""

    @pytest.mark.parametrize(
        ("eligible", "present", "status", "earned"),
        [
            (10, 8, "pass", "0.5"),
            (10, 7, "fail", "0"),
            (15, 12, "pass", "0.5"),
            (15, 11, "fail", "0"),
            (11, 9, "pass", "0.5"),
            (11, 8, "fail", "0"),
            (12, 12, "pass", "0.5"),
        ],
    )
    def test_presence(self, school: School, eligible: int, present: int, status: str, earned: str) -> None:
        school.record("2017/jichu/09-08-election", {"应到有选举权": eligible, "实到": present})
        rule = school.rule("O09", as_of="2017-12-05")
        assert (rule["status"], rule["points"], rule["earned"]) == (status, "0.5", earned)
        assert rule["value"] == {"numerator": present, "denominator": eligible, "threshold": "0.8"}

    def test_none_in_the_year(self, school: School) -> None:
        rule = school.rule("O09", as_of="2017-12-31")
        assert (rule["status"], rule["earned"], reasons(rule)) == ("not_applicable", None, {"no_case"})

    def test_day_before_it(self, school: School) -> None:
        school.record("2017/jichu/09-08-election")
        assert school.rule("O09", as_of="2017-09-07")["status"] == "not_applicable"

    def test_without_approval(self, school: School) -> None:
        school.record("2017/jichu/09-08-election", {"approved_on": OMIT})
        rule = school.rule("O09", as_of="2017-12-05")
        assert (rule["status"], rule["earned"]) == ("fail", "0")

    def test_approval_is_unseen_before_its_day(self, school: School) -> None:
        school.record("2017/jichu/09-08-election", {"approved_on": "2017-09-20"})
        assert school.rule("O09", as_of="2017-09-19")["status"] != "pass"
        assert school.rule("O09", as_of="2017-09-20")["status"] == "pass"

    def test_threshold_set_locally(self, tmp_path: Path) -> None:  # design §4: rules override by id
        school = School(tmp_path, config={"rules": {"O09": {"threshold": "0.9"}}})
        school.record("2017/jichu/09-08-election", {"应到有选举权": 10, "实到": 8})
        rule = school.rule("O09", as_of="2017-12-05")
        assert (rule["status"], rule["value"]["threshold"]) == ("fail", "0.9")


class TestTerm:
    """O10: pass while the term runs, fail after it, exempt with an approved extension (design §4 term)."""

    @pytest.fixture
    def school(self, tmp_path: Path) -> School:
        return School(tmp_path, branch(last_election={"on": "2014-09-10", "term_years": 3}))

    @pytest.mark.parametrize(
        ("as_of", "status", "earned"),
        [
            ("2017-01-01", "pass", "0.5"),
            ("2017-09-09", "pass", "0.5"),
            ("2017-09-10", "pass", "0.5"),
            ("2017-09-11", "fail", "0"),
        ],
        ids=["running", "day before", "due day", "day after"],
    )
    def test_due(self, school: School, as_of: str, status: str, earned: str) -> None:
        rule = school.rule("O10", as_of=as_of)
        assert (rule["status"], rule["earned"]) == (status, earned)

    def test_elected_in_time(self, school: School) -> None:
        school.record("2017/jichu/09-08-election")
        assert school.rule("O10", as_of="2017-12-05")["status"] == "pass"
        assert school.rule("O10", year=2018, as_of="2018-12-31")["status"] == "pass"

    def test_elected_too_late_runs_again_from_then(self, school: School) -> None:
        school.record("2017/jichu/10-10-election")
        assert school.rule("O10", as_of="2017-10-09")["status"] == "fail"
        assert school.rule("O10", as_of="2017-10-10")["status"] == "late"
        assert school.rule("O10", year=2018, as_of="2018-10-10")["status"] == "pass"

    def test_term_of_the_election_counts(self, school: School) -> None:
        school.record("2017/jichu/09-08-election", {"任期": 5})
        assert school.rule("O10", year=2022, as_of="2022-09-08")["status"] == "pass"
        assert school.rule("O10", year=2022, as_of="2022-09-09")["status"] == "fail"

    def test_extension(self, school: School) -> None:
        school.record("2017/jichu/09-01-waiver", {"rule": "O10", "window": ["2017-09-10", "2018-03-10"]})
        rule = school.rule("O10", as_of="2017-10-01")
        assert (rule["status"], rule["earned"]) == ("exempt", None)
        assert school.rule("O10", year=2018, as_of="2018-03-10")["status"] == "exempt"
        assert school.rule("O10", year=2018, as_of="2018-03-11")["status"] == "fail"

    def test_extension_works_from_its_date_on(self, school: School) -> None:
        school.record("2017/jichu/11-01-waiver", {"rule": "O10", "window": ["2017-09-10", "2018-03-10"]})
        assert school.rule("O10", as_of="2017-10-31")["status"] == "fail"
        assert school.rule("O10", as_of="2017-11-01")["status"] == "exempt"

    @pytest.mark.parametrize("last", [None, OMIT], ids=["null", "left out"])
    def test_no_election_known(self, tmp_path: Path, last: Any) -> None:
        school = School(tmp_path / "other", branch(last_election=last))
        rule = school.rule("O10", as_of="2017-12-05")
        assert (rule["status"], rule["earned"]) == ("no_evidence", None)
