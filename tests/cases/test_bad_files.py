"""Broken and unusual files: named by place, never a traceback, and the others go on (design §3)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import pytest

from tests.cases.files import CLEAN, ERRORS, FOLDER, GOOD, PATH, UNUSUAL, WARNINGS, Case, expecting
from tests.school import School, branch, window

MARKS = "▸▹"


@dataclass(frozen=True)
class Place:
    line: int | None = None
    column: int | None = None


def placed(content: str | bytes) -> tuple[str | bytes, Place]:
    """The content without its mark, and where the mark stood."""
    if isinstance(content, bytes) or not (found := re.search(f"[{MARKS}]", content)):
        return content, Place()
    before, after = content[: found.start()], content[found.end() :]
    column = len(before) - before.rfind("\n") if found[0] == "▸" else None
    return before + after, Place(before.count("\n") + 1, column)


def named(cases: list[Case]) -> Any:
    assert len({case.name for case in cases}) == len(cases)
    return pytest.mark.parametrize("case", cases, ids=[case.name.replace(" ", "-") for case in cases])


@pytest.fixture
def neighbour(school: School) -> School:
    """A school with one good record, which every case must leave standing."""
    school.organize(branch(), branch("jidian"))
    school.record(f"{FOLDER}/02-08-committee-meeting")
    return school


def submit(school: School, case: Case) -> tuple[int, dict[str, Any], list[dict[str, Any]], Place]:
    """Writes the case; gives what `check` says, and what it says of this file."""
    content, place = placed(case.content)
    for path, text in {case.path: content, **case.also}.items():
        school.write(f"records/{path}", text)
    code, found = school.check()
    severities = [problem["severity"] for problem in found["problems"]]
    assert (found["errors"], found["warnings"]) == (severities.count("error"), severities.count("warning"))
    assert set(severities) <= {"error", "warning"}
    assert code == (1 if found["errors"] else 0)
    for problem in found["problems"]:
        assert all(problem[name].strip() for name in ("code", "message", "hint")), problem
        assert problem["line"] >= 1, problem
        assert problem["column"] >= 1, problem
    files = {f"records/{path}" for path in (case.path, *case.also)}
    assert {problem["file"] for problem in found["problems"]} <= files
    return code, found, found["problems"], place


def assert_named(case: Case, severity: str, problems: list[dict[str, Any]], place: Place) -> None:
    fitting = [
        problem
        for problem in problems
        if problem["severity"] == severity
        and place.line in (None, problem["line"])
        and place.column in (None, problem["column"])
        and case.code in (None, problem["code"])
    ]
    assert fitting, f"wanted a {severity} at {place}, got {problems}"
    if case.hint:
        assert any(re.search(case.hint, problem["hint"]) for problem in fitting), fitting


def assert_neighbour_counts(school: School, code: int, *, march: int | None) -> None:
    ran = school.run("status", "--year", "2017", "--as-of", "2017-12-05", "--format", "json")
    assert ran.code == code
    rule = json.loads(ran.out)["branches"]["jichu"]["rules"]["O02"]
    assert (window(rule, "2017-02")["status"], window(rule, "2017-02")["count"]) == ("pass", 1)
    if march is not None:
        assert window(rule, "2017-03")["count"] == march


@named(ERRORS)
def test_error(neighbour: School, case: Case) -> None:
    code, _, problems, place = submit(neighbour, case)
    assert code == 1
    assert_named(case, "error", problems, place)
    assert_neighbour_counts(neighbour, 1, march=None if case.also else 0)
    assert not (neighbour.root / "ran").exists()


@named(WARNINGS)
def test_warning(neighbour: School, case: Case) -> None:
    code, found, problems, place = submit(neighbour, case)
    assert (code, found["errors"]) == (0, 0), problems
    assert_named(case, "warning", problems, place)
    assert_neighbour_counts(neighbour, 0, march=1 if case.counted else 0)


@named(CLEAN)
def test_clean(neighbour: School, case: Case) -> None:
    _, found, _, _ = submit(neighbour, case)
    assert found["problems"] == []
    assert_neighbour_counts(neighbour, 0, march=1)


@named(UNUSUAL)
def test_unusual(neighbour: School, case: Case) -> None:
    code, _, _, _ = submit(neighbour, case)
    assert_neighbour_counts(neighbour, code, march=None)


@pytest.mark.parametrize("kind", ["folder", "link to nowhere", "link out of the root"])
def test_record_that_is_no_file(neighbour: School, kind: str) -> None:
    target = neighbour.root / "records" / PATH
    if kind == "folder":
        target.mkdir(parents=True)
    else:
        target.symlink_to("/nowhere" if kind == "link to nowhere" else "/etc/hostname")
    code, _ = neighbour.check()
    assert_neighbour_counts(neighbour, code, march=0)


def test_several_faults_are_all_named(neighbour: School) -> None:
    neighbour.write(f"records/{PATH}", GOOD.replace("应到: 5", "应到: 0x5").replace("实到: 4", "实到: 4.0"))
    lines = {problem["line"] for problem in neighbour.problems(severity="error")}
    assert lines == {8, 9}


def test_problems_stand_in_reading_order(neighbour: School) -> None:
    for day in ("05-08", "04-08"):
        text = GOOD.replace("2017-03-08", f"2017-{day}").replace("应到: 5", "应到: 0x5").replace("实到: 4", "实到: 4.0")
        neighbour.write(f"records/2017/jichu/{day}-committee-meeting.md", text)
    found = [(each["file"], each["line"]) for each in neighbour.check()[1]["problems"]]
    assert found == sorted(found)


def test_check_of_one_file(neighbour: School) -> None:  # design §5: check [PATH…]
    neighbour.write(f"records/{PATH}", expecting("0x5"))
    assert neighbour.check("records/2017/jichu/02-08-committee-meeting.md")[0] == 0
    assert neighbour.check(f"records/{PATH}")[0] == 1


def test_warnings_fail_only_when_strict(neighbour: School) -> None:
    neighbour.write(f"records/{PATH}", expecting("5人"))
    assert neighbour.check()[0] == 0
    assert neighbour.check("--strict")[0] == 1


@pytest.mark.parametrize("path", ["site_config.yml", "records/organization.yml", "content/standards/five-good.yml"])
@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"a: [", b"- a\n", b"\0", b"nosuch: 1\n"])
def test_broken_foundations_stop_with_their_problems(neighbour: School, path: str, content: bytes) -> None:
    """A broken organization, configuration or pack stops every command but `check` (design §4)."""
    neighbour.write(path, content)
    code, found = neighbour.check()
    assert code == 1
    assert path in {problem["file"] for problem in found["problems"]}
    ran = neighbour.run("status", "--year", "2017", "--as-of", "2017-12-05", "--format", "json")
    assert ran.code == 1
    assert path in ran.out + ran.err


@pytest.mark.parametrize("argv", [["status", "--nosuch"], ["nosuch"], ["explain"], ["status", "--as-of", "2017-02-30"]])
def test_wrong_usage(neighbour: School, argv: list[str]) -> None:  # design §5: 2
    assert neighbour.run(*argv).code == 2
