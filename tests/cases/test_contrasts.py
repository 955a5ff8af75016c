"""Six contrasts: nothing found against the records, and nothing found at all (plan 三 1, domain §1.6)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.school import PROJECT_PACK, School, branch

CAMPAIGN = {"campaigns": {2017: {}}}
AS_OF = "2017-12-20"


@pytest.fixture
def school(tmp_path: Path) -> School:
    return School(tmp_path, branch(committee=None, full=6), config=CAMPAIGN)


def search(school: School, none: Iterable[int], day: str = "10-09") -> str:
    """A search that found nothing under some of the six."""
    contrasts: list[dict[str, Any]] = [
        {"number": number, **({"none_found": "已核对记录"} if number in none else {"problems": ["学习不够"]})}
        for number in range(1, 7)
    ]
    return school.record(f"2017/jichu/{day}-problem-search", {"contrasts": contrasts}, suffix=".yml")


def found(school: School, as_of: str = AS_OF) -> list[tuple[int, list[str]]]:
    contradictions = school.status(as_of=as_of)["branches"]["jichu"]["contradictions"]
    return [(each["number"], each["rules"]) for each in contradictions]


def test_meetings_were_missed_before_the_search(school: School) -> None:
    search(school, [4])
    assert found(school) == [(4, ["O01", "O05"])]


def test_no_contradiction_where_problems_were_found(school: School) -> None:
    search(school, [])
    assert found(school) == []


def test_no_contradiction_under_a_contrast_without_data(school: School) -> None:
    search(school, [1, 3, 5, 6])
    assert found(school) == []


def test_what_was_missed_after_the_search_is_no_contradiction(school: School) -> None:
    school.records("member_meeting", ["2017-02-10", "2017-05-10", "2017-08-10"], present=6, expected=6)
    school.records("organizational_life_meeting", ["2017-06-10"], present=6, expected=6)
    search(school, [4])
    status = school.rule("O01", as_of="2018-01-05")
    assert status["status"] == "fail"  # the fourth quarter, which ended after the search
    assert found(school, "2018-01-05") == []


def test_the_latest_search_counts(school: School) -> None:
    search(school, [4])
    search(school, [], "10-16")
    assert [found(school, day) != [] for day in ("2017-10-15", "2017-10-16")] == [True, False]


def test_dues_paid_late(school: School) -> None:
    for month in range(1, 10):
        late = month == 5
        fields = {"month": f"2017-{month:02}", "due_members": 6, "paid_on_time": 5 if late else 6, "paid_in_full": 6}
        school.record(f"2017/jichu/{month:02}-28-dues", fields)
    search(school, [2])
    assert (2, ["M14"]) in found(school)


def test_a_text_beside_problems_is_no_claim(school: School) -> None:
    contrasts = [{"number": number, "problems": ["学习不够"], "none_found": "其余未发现"} for number in range(1, 7)]
    school.record("2017/jichu/10-09-problem-search", {"contrasts": contrasts}, suffix=".yml")
    assert found(school) == []


def test_nothing_found_at_all_is_for_people_to_look_at(school: School) -> None:
    search(school, range(1, 7))
    assert school.rule("P02", as_of=AS_OF)["status"] == "needs_review"


def test_nothing_found_under_five_of_six_passes(school: School) -> None:
    search(school, range(1, 6))
    assert school.rule("P02", as_of=AS_OF)["status"] == "pass"


def test_late_goes_before_that(school: School) -> None:
    search(school, range(1, 7), "10-16")
    assert school.rule("P02", as_of=AS_OF)["status"] == "late"


@pytest.mark.parametrize(
    ("written", "code"),
    [("{4: [O99]}", "rule_unknown"), ("{four: [O01]}", "parameter_whole"), ("[O01]", "parameter_map")],
)
def test_data_that_name_no_rule(tmp_path: Path, written: str, code: str) -> None:
    pack = "\n".join(
        f"  contradicted_by: {written}" if line.startswith("  contradicted_by:") else line
        for line in PROJECT_PACK.read_text("utf-8").splitlines()
    )
    assert [each["code"] for each in School(tmp_path, pack=pack + "\n").problems()] == [code]
