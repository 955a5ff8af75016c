"""status: the table for people, and the JSON as it is promised (design §5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.model.result import Status
from tests.school import CAMPAIGN, School, branch, days

AS_OF = "2017-12-05"
DECIMAL = re.compile(r"-?\d+(\.\d{1,6})?")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> School:
    school = School(
        tmp_path_factory.mktemp("status"), branch("jichu", groups=["g1", "g2"]), branch("jidian"), config=CAMPAIGN
    )
    school.records("committee_meeting", days("2017-*-08", skip=[4]))
    school.record("2017/jichu/03-10-group-meeting", {"groups": ["g1"]})
    school.record("2017/jichu/03-12-relation-check")
    school.record("2017/jichu/03-13-system-document", {"key": ["theory_study"]})
    school.record("2017/jichu/05-09-committee-meeting", {"make_up_for": "2017-04"})
    school.record("2017/_committee/11-12-inspection", {"branches": ["jichu"]})
    school.write("records/entered.csv", "record,entered_on\n2017/jichu/03-08-committee-meeting,2017-05-01\n")
    return school


@pytest.fixture(scope="module")
def document(school: School) -> dict[str, Any]:
    return school.status(as_of=AS_OF)


def rules(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for unit in (document["committee"], *document["branches"].values()):
        yield from unit["rules"].values()


def test_the_outside(document: dict[str, Any]) -> None:
    assert {"year", "as_of", "pack", "config_version", "committee", "branches"} <= set(document)
    assert (document["year"], document["as_of"], document["pack"]) == (2017, AS_OF, "five-good")
    assert re.fullmatch("[0-9a-f]{12}", document["config_version"])
    assert list(document["branches"]) == ["jichu", "jidian"]


def test_a_branch(document: dict[str, Any]) -> None:
    for found in document["branches"].values():
        assert {
            "rules", "standards", "computed_score", "computed_basis", "rounds", "rectification", "late_entries",
            "similar", "recommendable",
        } <= set(found)  # fmt: skip
        assert list(found["standards"]) == ["1", "2", "3", "4", "5"]
        for standard in found["standards"].values():
            assert DECIMAL.fullmatch(standard["points"])
            assert standard["earned"] is None or DECIMAL.fullmatch(standard["earned"])
        assert found["computed_score"] is None or DECIMAL.fullmatch(found["computed_score"])
        assert DECIMAL.fullmatch(found["computed_basis"])
    assert document["branches"]["jichu"]["late_entries"] == ["2017/jichu/03-08-committee-meeting"]


def test_every_rule(document: dict[str, Any]) -> None:
    found = list(rules(document))
    assert len(found) > 100
    for rule in found:
        assert {"status", "reason", "points", "earned", "windows", "evidence", "value", "why"} <= set(rule)
        assert rule["status"] in set(Status)
        assert rule["why"]
        for name in ("points", "earned"):
            assert rule[name] is None or DECIMAL.fullmatch(rule[name])
        assert rule["earned"] is None or rule["points"] is None or float(rule["earned"]) <= float(rule["points"])
        if rule["value"] is not None:
            assert {"numerator", "denominator", "threshold"} <= set(rule["value"])
            assert rule["value"]["threshold"] is None or DECIMAL.fullmatch(rule["value"]["threshold"])


def test_every_window(document: dict[str, Any]) -> None:
    found = [window for rule in rules(document) for window in rule["windows"]]
    assert {window["unit"] for window in found} >= {"jichu", "jidian", "jichu/g1", "jichu/g2"}
    for window in found:
        assert {"from", "to", "unit", "status", "reason", "count", "evidence"} <= set(window)
        assert DAY.fullmatch(window["from"])
        assert DAY.fullmatch(window["to"])
        assert window["from"] <= window["to"]
        assert window["status"] in set(Status)
        assert isinstance(window["count"], int)


def test_a_window_s_last_day_is_inclusive(document: dict[str, Any]) -> None:
    first = document["branches"]["jichu"]["rules"]["O02"]["windows"][0]
    assert (first["from"], first["to"], first["status"]) == ("2017-01-01", "2017-01-31", "pass")
    assert first["evidence"] == ["2017/jichu/01-08-committee-meeting"]


def test_the_same_bytes_again(school: School) -> None:
    argv = ("status", "--as-of", AS_OF, "--format", "json")
    assert school.run(*argv).out == school.run(*argv).out


def test_one_branch(school: School, document: dict[str, Any]) -> None:
    only = school.status(as_of=AS_OF, branch="jidian")
    assert only["branches"] == {"jidian": document["branches"]["jidian"]}


def test_the_pack_by_its_name(school: School) -> None:
    argv = ("status", "--as-of", AS_OF, "--format", "json")
    assert school.run(*argv, "--pack", "five-good").out == school.run(*argv).out


def test_the_table(school: School) -> None:
    ran = school.run("status", "--as-of", AS_OF)
    assert ran.code == 0
    assert ran.out.startswith("2017年  截至2017-12-05")
    assert {"jichu党支部", "jidian党支部"} <= set(ran.out.split())
    assert "仅供参考" in ran.out


def test_the_table_of_one_branch(school: School) -> None:
    out = school.run("status", "--as-of", AS_OF, "--branch", "jichu").out
    assert re.search(r"^O02 .*逾期完成", out, re.MULTILINE)
    assert "jidian" not in out


def test_in_english(school: School) -> None:
    out = school.run("--lang", "en", "status", "--as-of", AS_OF, "--branch", "jichu").out
    assert re.search(r"^O02 +[A-Z]?[a-z]", out, re.MULTILINE)


def test_the_year_is_the_latest_with_records(school: School) -> None:
    assert '"year": 2017' in school.run("status", "--as-of", "2019-06-01", "--format", "json").out
    assert '"year": 2016' in school.run("status", "--year", "2016", "--as-of", AS_OF, "--format", "json").out


def test_the_demonstration_s_day(tmp_path: Path) -> None:
    school = School(tmp_path, config={"demonstration": {"as_of": "2017-06-30"}})
    assert '"as_of": "2017-06-30"' in school.run("status", "--format", "json").out
    assert '"as_of": "2017-05-01"' in school.run("status", "--as-of", "2017-05-01", "--format", "json").out


def test_today_is_that_of_the_school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import date

    monkeypatch.setattr("generator.workspace.workspace.today", lambda: date(2018, 3, 4))
    assert '"as_of": "2018-03-04"' in School(tmp_path).run("status", "--format", "json").out


def test_a_rejected_record_is_said_and_the_rest_is_shown(tmp_path: Path) -> None:
    school = School(tmp_path)
    school.record("2017/jichu/03-08-committee-meeting", {"expected": "x"})
    ran = school.run("status", "--as-of", AS_OF)
    assert ran.code == 1
    assert "jichu党支部" in ran.out
    assert "1" in ran.err


def test_a_local_figure_changes_the_configuration_s_version(tmp_path: Path) -> None:
    plain = School(tmp_path / "a").status(as_of=AS_OF)["config_version"]
    local = School(tmp_path / "b", config={"rules": {"M06": {"threshold": "0.9"}}}).status(as_of=AS_OF)
    assert plain == School(tmp_path / "c").status(as_of=AS_OF)["config_version"] != local["config_version"]
