"""check: three formats of the same problems."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from tests.school import PRIVATE, School, command

BAD = "2017/jichu/03-08-committee-meeting"
WARNED = "2017/jichu/04-08-committee-meeting"


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = School(tmp_path)
    school.record(BAD, {"expected": "0x5"})
    school.record(WARNED, {"expected": "５人", "present": 5})
    return school


def test_json(school: School) -> None:
    code, found = school.check()
    assert code == 1
    assert set(found) == {"errors", "warnings", "problems"}
    assert (found["errors"], found["warnings"]) == (1, 1)
    first, second = found["problems"]
    for problem in (first, second):
        assert list(problem) == ["file", "line", "column", "severity", "code", "message", "hint"]
    lines = (school.root / first["file"]).read_text("utf-8").split("\n")
    assert first["file"] == f"records/{BAD}.md"
    assert (first["severity"], first["code"]) == ("error", "not_a_count")
    assert lines[first["line"] - 1][first["column"] - 1 :] == "0x5"
    assert (second["severity"], second["code"]) == ("warning", "unnormalised")
    assert "5" in second["hint"]


def test_text(school: School) -> None:
    ran = school.run("check")
    assert ran.code == 1
    unknown, place, message, hint, *_, summary = ran.out.splitlines()
    assert "录入日期" in unknown
    assert re.fullmatch(rf"records/{BAD}\.md:\d+:\d+: 错误 \[not_a_count\]", place)
    assert message.startswith("    ")
    assert hint.startswith("    提示：")
    assert summary == "错误1处，提醒1处"


def test_text_in_english(school: School) -> None:
    out = school.run("--lang", "en", "check").out
    assert ": error [not_a_count]" in out
    assert out.splitlines()[-1] == "1 error, 1 warning"


def test_json_in_english(school: School) -> None:
    found = json.loads(school.run("--lang", "en", "check", "--format", "json").out)
    assert all(re.match("[A-Z“]", problem["message"]) for problem in found["problems"])


ANNOTATION = re.compile(r"::(error|warning) file=([^,:]+),line=(\d+),col=(\d+),title=(\w+)::(.+)")


def test_annotations(school: School) -> None:
    lines = school.run("check", "--format", "github").out.splitlines()
    found: list[Any] = [ANNOTATION.fullmatch(line) for line in lines]
    assert [match.group(1, 2, 5) for match in found] == [
        ("error", f"records/{BAD}.md", "not_a_count"),
        ("warning", f"records/{WARNED}.md", "unnormalised"),
    ]


def test_annotations_are_escaped(school: School) -> None:
    name = "03-08-100%, two: lines\nend.md"
    school.write(f"records/2017/jichu/{name}", "x")
    lines = school.run("check", f"records/2017/jichu/{name}", "--format", "github").out.splitlines()
    (line,) = lines
    match = ANNOTATION.fullmatch(line)
    assert match
    assert match[2] == "records/2017/jichu/03-08-100%25%2C two%3A lines%0Aend.md"
    assert "100%25, two: lines%0Aend.md" in match[6]


def test_a_code_quality_report(school: School) -> None:
    found = json.loads(school.run("check", "--format", "gitlab").out)
    assert [(each["check_name"], each["severity"], each["location"]["path"]) for each in found] == [
        ("not_a_count", "major", f"records/{BAD}.md"),
        ("unnormalised", "minor", f"records/{WARNED}.md"),
    ]
    assert all(each["location"]["lines"]["begin"] > 1 and each["description"] for each in found)
    path = school.root / f"records/{BAD}.md"
    path.write_text(path.read_text("utf-8").replace("---\n", "---\n# x\n", 1), "utf-8")
    moved = json.loads(school.run("check", "--format", "gitlab").out)
    assert [each["fingerprint"] for each in moved] == [each["fingerprint"] for each in found]  # it is the same problem
    assert len({each["fingerprint"] for each in found}) == 2


def test_nothing_wrong(tmp_path: Path) -> None:
    school = School(tmp_path)
    assert (school.run("check").code, school.run("check").out) == (0, "错误0处，提醒0处\n")
    assert school.run("check", "--format", "github").out.strip() == ""
    assert school.check("--strict")[1] == {"errors": 0, "warnings": 0, "problems": []}


@pytest.mark.parametrize(
    ("paths", "codes"),
    [
        (["records"], ["not_a_count", "unnormalised"]),
        ([f"records/{BAD}.md"], ["not_a_count"]),
        ([f"records/{WARNED}.md"], ["unnormalised"]),
        (["records/2017/jichu/"], ["not_a_count", "unnormalised"]),
        (["site_config.yml"], []),
        (["."], ["not_a_count", "unnormalised"]),
        (["content", f"records/{WARNED}.md"], ["unnormalised"]),
    ],
)
def test_only_what_is_named(school: School, paths: list[str], codes: list[str]) -> None:
    code, found = school.check(*paths)
    assert [problem["code"] for problem in found["problems"]] == codes
    assert code == ("not_a_count" in codes)


def test_paths_are_relative_to_where_one_stands(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(school.root / "records/2017")
    ran = command("check", f"jichu/{Path(WARNED).name}.md")
    assert ran.code == 0, ran
    assert "unnormalised" in ran.out


@pytest.mark.parametrize(("argv", "code"), [([], 0), (["--strict"], 1)])
def test_warnings_alone(tmp_path: Path, argv: list[str], code: int) -> None:
    school = School(tmp_path)
    school.record(WARNED, {"expected": "５人", "present": 5})
    assert school.run("check", *argv).code == code


def test_a_private_root_outside_can_be_named(tmp_path: Path) -> None:
    roots = [PRIVATE["record_roots"][0], {"path": "../private", "shared": False}]
    school = School(tmp_path / "root", config={"record_roots": roots})
    school.write("../private/2017/jichu/03-08-dues.md", "x")
    ran = school.run("check", str(tmp_path / "private/2017/jichu/03-08-dues.md"))
    assert ran.code == 1, ran
    assert "no_front_matter" in ran.out


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_name_in_another_encoding_is_told_in_every_format(tmp_path: Path, form: str) -> None:
    school = School(tmp_path)
    school.record("2017/jichu/02-08-committee-meeting")
    name = os.fsdecode("03-08-会议.md".encode("gbk"))
    (tmp_path / "records/2017/jichu" / name).touch()
    ran = school.run("check", "--format", form)
    assert ran.code == 1
    assert "name_not_ascii" in ran.out


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        ({"M06": {"threshold": "most"}}, "parameter_figure"),
        ({"M06": {"nosuch": "1"}}, "parameter_unknown"),
        ({"M06": {"points": "many"}}, "pack_figure"),
        ({"X99": {"threshold": "1"}}, "config_rule_unknown"),
    ],
)
def test_a_local_figure_is_faulted_where_it_is_written(tmp_path: Path, rules: dict[str, Any], code: str) -> None:
    school = School(tmp_path, config={"rules": rules})
    (problem,) = [each for each in school.check()[1]["problems"] if each["code"] == code]
    assert problem["file"] == "site_config.yml"
    line = (tmp_path / "site_config.yml").read_text("utf-8").splitlines()[problem["line"] - 1]
    assert line.startswith("rules:")


def test_a_local_figure_without_a_name_is_told(tmp_path: Path) -> None:
    code, found = School(tmp_path, config={"rules": {"M06": "0.9"}}).check()
    assert code == 1
    assert [problem["file"] for problem in found["problems"]] == ["site_config.yml"]
