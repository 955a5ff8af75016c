"""explain: clause, windows, evidence and arithmetic, by steps a person can check."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.school import CAMPAIGN, School, branch, days

AS_OF = ("--year", "2017", "--as-of", "2017-12-05")


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> School:
    school = School(tmp_path_factory.mktemp("explain"), branch(groups=["g1"]), config=CAMPAIGN)
    school.records("committee_meeting", days("2017-*-08", skip=[4]))
    school.record("2017/_committee/11-12-inspection", {"branches": ["jichu"]})
    return school


def test_text(school: School) -> None:
    out = school.explain("O02", as_of="2017-12-05")
    assert out.startswith("O02  ")
    assert "方案：“" in out
    assert re.search(r"2017-04-01～2017-04-30 +jichu +未达标 +0", out)
    assert "2017/jichu/03-08-committee-meeting" in out
    assert re.search(r"^  1\. ", out, re.MULTILINE)
    assert re.search(r"4 × 10 ÷ 11 = 3\.636363", out)


def test_json(school: School) -> None:
    ran = school.run("explain", "O02", "--branch", "jichu", *AS_OF, "--format", "json")
    found = json.loads(ran.out)
    assert ran.code == 0
    assert (found["rule"], found["branch"], found["year"], found["as_of"]) == ("O02", "jichu", 2017, "2017-12-05")
    assert found["clause"]
    assert found["gloss"]["zh"]
    assert found["steps"]
    status = school.rule("O02", as_of="2017-12-05")
    assert {name: found[name] for name in ("status", "earned", "points", "windows")} == {
        name: status[name] for name in ("status", "earned", "points", "windows")
    }


def test_quotes_within_a_clause_are_inner_ones(school: School) -> None:
    out = school.explain("M10", as_of="2017-12-05")
    clause = re.search(r"^方案：“([^“”]*)”$", out, re.MULTILINE)
    assert clause and "‘失联’" in clause[1]


def test_in_english(school: School) -> None:
    out = school.run("--lang", "en", "explain", "O02", "--branch", "jichu", *AS_OF).out
    assert not re.search(r"[\u3400-\u9fff]", re.sub(r"“[^”]*”", "", out))


def test_a_system_is_called_as_on_the_page_of_the_branch(school: School) -> None:
    """It has the id of the record by which it is carried out, and another name."""
    out = school.explain("S01", as_of="2017-12-05")
    assert "党员党性定期分析" in out
    assert not re.search(r"^党性分析", out, re.MULTILINE)


def test_the_committee_s_own(school: School) -> None:
    ran = school.run("explain", "G04", "--branch", "_committee", *AS_OF)
    assert (ran.code, ran.out[:3]) == (0, "G04")


def test_a_branch_not_on_the_year_s_list(tmp_path: Path) -> None:
    school = School(tmp_path, branch(), branch("xin", valid_from="2017-09-01"))
    assert school.run("explain", "O02", "--branch", "xin", "--year", "2017", "--as-of", "2017-08-01").code == 2


def test_a_local_figure_is_said(tmp_path: Path) -> None:
    school = School(tmp_path, config={"rules": {"O02": {"min": "2"}}})
    assert "min" in school.explain("O02", as_of="2017-12-05")
    assert "本校" in school.explain("O02", as_of="2017-12-05")


def test_errors_elsewhere_are_in_the_exit_code(tmp_path: Path) -> None:
    school = School(tmp_path)
    school.record("2017/jichu/03-08-committee-meeting", {"expected": "x"})
    ran = school.run("explain", "O02", "--branch", "jichu", *AS_OF)
    assert ran.code == 1
    assert ran.out.startswith("O02")
