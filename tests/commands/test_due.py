"""due: what must still happen, and by when."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.school import School, branch, days


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> School:
    school = School(tmp_path_factory.mktemp("due"), branch("jichu", groups=["g1", "g2"]), branch("jidian"))
    school.records("committee_meeting", days("2017-*-08", skip=[11, 12]))
    return school


def due(school: School, *argv: str) -> list[dict[str, Any]]:
    ran = school.run("due", "--format", "json", *argv)
    assert ran.code == 0
    document = json.loads(ran.out)
    assert set(document) == {"as_of", "days", "due", "terms"}
    found: list[dict[str, Any]] = document["due"]
    return found


def of(found: list[dict[str, Any]], rule: str) -> list[tuple[str, str, str]]:
    return [(item["unit"], item["by"], item["window"]) for item in found if item["rule"] == rule]


def test_what_is_open_and_when_it_ends(school: School) -> None:
    found = due(school, "--as-of", "2017-11-05", "--days", "30")
    assert of(found, "O02") == [("jichu", "2017-11-30", "2017-11"), ("jidian", "2017-11-30", "2017-11")]
    assert ("jichu/g1", "2017-11-30", "2017-11") in of(found, "O03")
    for item in found:
        assert set(item) == {"branch", "unit", "rule", "by", "window", "gloss"}
        assert "2017-11-05" <= item["by"] <= "2017-12-05"
        assert item["gloss"]
        assert item["unit"].split("/")[0] == item["branch"]
    assert [item["by"] for item in found] == sorted(item["by"] for item in found)


@pytest.mark.parametrize(("ahead", "there"), [("24", False), ("25", True)])
def test_as_far_ahead_as_asked(school: School, ahead: str, there: bool) -> None:
    assert bool(of(due(school, "--as-of", "2017-11-05", "--days", ahead), "O02")) is there


def test_what_is_done_is_not_due(school: School) -> None:
    assert ("jichu", "2017-03-31", "2017-03") not in of(due(school, "--as-of", "2017-03-10"), "O02")
    assert ("jidian", "2017-03-31", "2017-03") in of(due(school, "--as-of", "2017-03-10"), "O02")


def test_one_branch(school: School) -> None:
    found = due(school, "--as-of", "2017-11-05", "--branch", "jichu")
    assert {item["unit"].partition("/")[0] for item in found} == {"jichu"}


def test_a_branch_is_not_told_what_the_committee_has_to_do(tmp_path: Path) -> None:
    campaign = {"campaigns": {2017: {"theme": "x", "steps": [], "topics": ["甲"]}}}
    school = School(tmp_path, branch("jichu"), config=campaign)
    assert of(due(school, "--as-of", "2017-11-05"), "G04")
    assert not of(due(school, "--as-of", "2017-11-05", "--branch", "jichu"), "G04")
    assert "督查" not in school.run("remind", "--as-of", "2017-11-05").out


def test_over_the_turn_of_the_year(school: School) -> None:
    found = due(school, "--as-of", "2017-12-20", "--days", "60")
    assert ("jichu", "2017-12-31", "2017-12") in of(found, "O02")
    assert {item["by"][:4] for item in found} == {"2017", "2018"}


def test_text(school: School) -> None:
    out = school.run("due", "--as-of", "2017-11-05").out
    assert "jichu党支部 g1党小组" in out
    assert out.index("2017-11-30") > 0


def test_nothing_due(school: School) -> None:
    ran = school.run("due", "--as-of", "2017-11-05", "--days", "0")
    assert (ran.code, ran.out.splitlines()[1]) == (0, "没有")


def test_in_english(school: School) -> None:
    lines = school.run("--lang", "en", "due", "--as-of", "2017-11-05").out.splitlines()
    assert lines[0].isascii()


def test_errors_are_in_the_exit_code(tmp_path: Path) -> None:
    school = School(tmp_path)
    school.record("2017/jichu/03-08-committee-meeting", {"expected": "x"})
    for form in ("text", "json"):
        assert school.run("due", "--as-of", "2017-11-05", "--format", form).code == 1


def test_what_is_due_today_is_due_until_the_day_is_over(school: School) -> None:
    """What is judged at its end has failed; who can still do it is told that it is due."""
    assert ("jidian", "2017-03-31", "2017-03") in of(due(school, "--as-of", "2017-03-31"), "O02")
    assert ("jidian", "2017-03-31", "2017-03") not in of(due(school, "--as-of", "2017-04-01"), "O02")
    assert ("jichu", "2017-03-31", "2017-03") not in of(due(school, "--as-of", "2017-03-31"), "O02")
    eve, last = (
        {(item["unit"], item["rule"], item["window"]) for item in due(school, "--as-of", day, "--days", str(days))
         if item["by"] == "2017-12-31"}
        for day, days in (("2017-12-30", 1), ("2017-12-31", 0))
    )  # fmt: skip
    assert eve == last and len({rule for _, rule, _ in eve}) > 10
