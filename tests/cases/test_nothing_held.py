"""What nobody came to was not held, and few ballots are pointed at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.school import School, branch

GRADES = ("excellent", "qualified", "basically_qualified", "unqualified")


class TestNothingHeld:
    """What nobody came to, or of which there was none, was not held."""

    @pytest.mark.parametrize(
        ("stem", "none", "some"),
        [
            ("group-meeting", {"应到": 6, "实到": 0, "请假": 6}, {"应到": 6, "实到": 1, "请假": 5}),
            ("party-day", {"应到": 12, "实到": 0, "请假": 12}, {"应到": 12, "实到": 1, "请假": 11}),
            ("party-lecture", {"应到": 12, "实到": 0, "请假": 12}, {"应到": 12, "实到": 1, "请假": 11}),
            ("organizational-life-meeting", {"应到": 12, "实到": 0}, {"应到": 12, "实到": 1}),
            ("centralized-training", {"hours": 0}, {"hours": 1}),
            ("centralized-training", {"present": 0}, {"present": 1}),
            ("talk", {"talks": 0}, {"talks": 1}),
            ("party-spirit-analysis", {"analysed": 0}, {"analysed": 1}),
            (
                "member-appraisal",
                {"ballots": dict.fromkeys(GRADES, 0), "not_appraised": 12},
                {"ballots": dict.fromkeys(GRADES, 0) | {"qualified": 1}, "not_appraised": 11},
            ),
            (
                "mass-survey",
                {"ballots": {"issued": 60, "returned": 1, "invalid": 1, "good": 0}},
                {"ballots": {"issued": 60, "returned": 1, "invalid": 0, "good": 1}},
            ),
        ],
    )
    def test_none_and_one(self, tmp_path: Path, stem: str, none: dict[str, Any], some: dict[str, Any]) -> None:
        school = School(tmp_path, branch(groups=["g1"]))
        school.record(f"2017/jichu/05-10-{stem}", none)
        (found,) = school.problems(code="nothing_held")
        assert found["severity"] == "warning"
        school.record(f"2017/jichu/05-10-{stem}", some)
        assert school.problems(code="nothing_held") == []

    def test_no_more_voters_than_full_members(self, tmp_path: Path) -> None:
        school = School(tmp_path, branch(full=12, probationary=2))
        fields = {"应到": 14, "实到": 14, "voting_expected": 14, "voting_present": 14}
        school.record("2017/jichu/03-10-member-meeting", fields)
        (found,) = school.problems(code="roster")
        assert "12" in found["hint"]
        school.record("2017/jichu/03-10-member-meeting", fields | {"voting_expected": 12, "voting_present": 12})
        assert school.problems(code="roster") == []


class TestFewBallots:
    """A result on which few answered is used, and looked at."""

    @pytest.mark.parametrize(("returned", "told"), [(47, True), (48, False)])
    def test_fewer_than_eight_in_ten(self, tmp_path: Path, returned: int, told: bool) -> None:
        school = School(tmp_path)
        ballots = {"issued": 60, "returned": returned, "invalid": 0, "good": returned}
        school.record("2017/jichu/12-10-accountability-review", {"ballots": ballots})
        assert bool(school.problems(code="few_returned")) is told

    @pytest.mark.parametrize(("returned", "told"), [(19, True), (20, False)])
    def test_all_of_nineteen(self, tmp_path: Path, returned: int, told: bool) -> None:
        school = School(tmp_path)
        ballots = {"issued": 20, "returned": returned, "invalid": 0, "good": returned}
        school.record("2017/jichu/12-10-accountability-review", {"ballots": ballots})
        assert ("全部都是才达到95%" in school.explain("L05", as_of="2017-12-31")) is told
