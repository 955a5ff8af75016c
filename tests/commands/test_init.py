"""init: a root of one's own, whole or not at all, which checks clean and says what to do first."""

from __future__ import annotations

import io
import json
import os
import re
from datetime import date
from pathlib import Path

import pytest

from generator.founding import root
from generator.read.frame import read_frame
from tests.school import Ran, command
from tests.sweep import over

HOSPITAL = (
    *("--name", "中共仁和医院委员会", "--year", "2026"),
    *("--branch", "neike=内科党支部:23:5:2", "--branch", "waike=外科党支部:18", "--branch", "huli=护理党支部:30:5:3"),
    *("--branch", "yiji=医技党支部:6", "--branch", "机关党支部:9:3"),
)
COMPANY = ("--name", "中共永安公司总支部委员会", "--branch", "第一车间党支部:7", "--year", "2030", "--campaign")
STREET = (
    "--name",
    "光明街道党工委",
    "--short-name",
    "街道党工委",
    "--branch",
    "sq1=幸福里社区党支部:3:0",
    "--year",
    "2019",
)
OTHERS = re.compile("示例|演示|学校|全校|本校|2017|jichu|基础部")
"""Words of the demonstration, and of schools."""


def made(folder: Path, *options: str) -> Ran:
    ran = command("init", str(folder), *options)
    assert "Traceback" not in ran.err
    return ran


def lines(folder: Path) -> list[tuple[str, str]]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.parent.name != "schemas")
    return [(str(path), path.read_text("utf-8")) for path in files]


@pytest.mark.parametrize("options", [HOSPITAL, COMPANY, STREET], ids=["hospital", "company", "street"])
@pytest.mark.parametrize("place", ["site", "我们的 网站", "a,b: #c"])
def test_it_checks_clean_at_once(tmp_path: Path, options: tuple[str, ...], place: str) -> None:
    folder = tmp_path / place
    assert made(folder, *options).code == 0
    ran = command("--root", str(folder), "check", "--format", "json")
    assert (ran.code, json.loads(ran.out)["problems"]) == (0, [])
    assert command("--root", str(folder), "fmt", "--check").code == 0


@pytest.mark.parametrize("options", [HOSPITAL, COMPANY, STREET], ids=["hospital", "company", "street"])
def test_nothing_of_the_demonstration_is_in_it(tmp_path: Path, options: tuple[str, ...]) -> None:
    made(tmp_path / "site", *options)
    assert [(path, found[0]) for path, text in lines(tmp_path) if (found := OTHERS.search(text))] == []


def test_what_was_said_is_what_it_holds(tmp_path: Path) -> None:
    made(tmp_path / "site", *HOSPITAL)
    frame = read_frame(tmp_path / "site")
    organization = frame.organization
    assert (organization.name, organization.short_name) == ("中共仁和医院委员会", "仁和医院党委")
    said = [
        (each.id, each.name, each.full_members[0].count, [term.size for term in each.committee], len(each.groups))
        for each in organization.branches
    ]
    assert said == [
        ("neike", "内科党支部", 23, [5], 2),
        ("waike", "外科党支部", 18, [None], 0),  # seven and more have one; of how many nobody said
        ("huli", "护理党支部", 30, [5], 3),
        ("yiji", "医技党支部", 6, [], 0),
        ("zhibu1", "机关党支部", 9, [3], 0),
    ]
    assert [(each.path, each.shared) for each in frame.config.record_roots] == [
        ("records", True),
        ("../site-private", False),
    ]
    assert sorted(frame.calendar.years) == [2026]
    assert not frame.config.demonstration


def test_the_first_day_is_written_where_it_is_not_the_first_of_the_year(tmp_path: Path) -> None:
    for name, given, written in (("a", "2026年11月29日", date(2026, 11, 29)), ("b", "2026-01-01", None)):
        made(tmp_path / name, *HOSPITAL, "--start-on", given)
        assert read_frame(tmp_path / name).config.start_on == written


def test_what_began_before_the_first_day_is_not_judged(tmp_path: Path) -> None:
    for name, options in (("whole", ()), ("late", ("--start-on", "2026-11-29"))):
        made(tmp_path / name, *HOSPITAL, *options)
        ran = command("--root", str(tmp_path / name), "status", "--as-of", "2026-11-29", "--format", "json")
        rules = [rule for each in json.loads(ran.out)["branches"].values() for rule in each["rules"].values()]
        assert any(rule["status"] == "fail" for rule in rules) is (name == "whole")


@pytest.mark.parametrize("day", ["2025-12-31", "2027-01-01", "2026-02-30", "x"])
def test_a_first_day_outside_the_year_is_refused(tmp_path: Path, day: str) -> None:
    assert made(tmp_path / "site", *HOSPITAL, "--start-on", day).code == 2
    assert list(tmp_path.iterdir()) == []


def test_home_says_what_to_do_first_until_something_is_recorded(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    made(folder, *HOSPITAL)
    page = folder / "site/public/2026/index.html"
    assert command("--root", str(folder), "build", "--as-of", "2026-03-20").code == 0
    home = page.read_text("utf-8")
    assert 'id="first"' in home
    assert "wuhao new 支部党员大会 --branch neike" in home
    assert "records/2026/waike/" in home
    assert 'id="lights"' not in home
    assert command("--root", str(folder), "new", "党课", "--branch", "yiji", "--date", "2026-03-18").code == 0
    assert command("--root", str(folder), "build", "--as-of", "2026-03-20").code == 0
    home = page.read_text("utf-8")
    assert 'id="first"' not in home
    assert 'id="lights"' in home


def test_each_audience_s_first_site_can_be_made(tmp_path: Path) -> None:
    made(tmp_path / "site", *COMPANY)
    for audience in ("public", "members", "committee"):
        options = ("--audience", audience, "--as-of", "2030-01-05", "--strict")
        assert command("--root", str(tmp_path / "site"), "build", *options).code == 0


def test_restricted_records_go_beside_it(tmp_path: Path) -> None:
    made(tmp_path / "site", *HOSPITAL)
    ran = command("--root", str(tmp_path / "site"), "new", "组织处置", "--branch", "neike", "--date", "2026-03-10")
    assert ran.code == 0
    assert (tmp_path / "site-private/2026/neike/03-10-disposition.md").is_file()
    assert (tmp_path / "site-private").stat().st_mode & 0o077 == 0


def test_the_hook_can_be_run(tmp_path: Path) -> None:
    made(tmp_path / "site", *HOSPITAL)
    assert os.access(tmp_path / "site/hooks/pre-commit", os.X_OK)


@pytest.mark.parametrize("occupied", ["site", "site-private"])
def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path, occupied: str) -> None:
    (tmp_path / occupied).mkdir()
    (tmp_path / occupied / "x").write_text("x")
    ran = made(tmp_path / "site", *HOSPITAL)
    assert (ran.code, ran.out) == (2, "")
    assert occupied in ran.err
    assert lines(tmp_path) == [(str(tmp_path / occupied / "x"), "x")]


def test_an_empty_folder_stays_the_one_it_is(tmp_path: Path) -> None:
    """Somebody stands in it: `mkdir site; cd site; wuhao init .`"""
    (tmp_path / "site").mkdir()
    before = (tmp_path / "site").stat().st_ino
    assert made(tmp_path / "site", *HOSPITAL).code == 0
    assert (tmp_path / "site").stat().st_ino == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "site-private"]


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("fails", range(3))
def test_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool, fails: int) -> None:
    """Whatever cannot be put in its place, nothing of it stays."""
    if there:
        (tmp_path / "site").mkdir()
    done, rename = [], Path.rename

    def failing(self: Path, target: Path) -> Path:
        if len(done) == fails and tmp_path / "site" in (target, target.parent):
            raise OSError(28, "No space left on device")
        done.append(target)
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    ran = made(tmp_path / "site", *HOSPITAL)
    if ran.code:
        assert "No space left" in ran.err
        assert [path for path in tmp_path.rglob("*") if path != tmp_path / "site"] == []
    else:
        assert (tmp_path / "site/site_config.yml").is_file()


def test_a_text_that_cannot_be_written_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(root, "HOOK", "hooks/" + "x" * 300)
    assert made(tmp_path / "site", *HOSPITAL).code == 1
    assert list(tmp_path.iterdir()) == []


WRONG = [
    ((), "--name"),
    (("--name", "中共仁和医院委员会"), "--branch"),
    (("--name", " ", "--branch", "内科:3"), "--name"),
    (("--name", "甲", "--short-name", "", "--branch", "内科:3"), "--short-name"),
    (("--name", "甲\n乙", "--branch", "内科:3"), "文字"),
    (("--name", "<b>", "--branch", "内科:3"), "文字"),
    (("--name", "甲", "--branch", "内科"), "neike=内科党支部:23"),
    (("--name", "甲", "--branch", "内科:很多"), "neike=内科党支部:23"),
    (("--name", "甲", "--branch", ":3"), "neike=内科党支部:23"),
    (("--name", "甲", "--branch", "内科:0"), "人数"),
    (("--name", "甲", "--branch", "内科:10000"), "人数"),
    (("--name", "甲", "--branch", "内科:9:3:100"), "人数"),
    (("--name", "甲", "--branch", "内科=内科党支部:3"), "英文"),
    (("--name", "甲", "--branch", "_committee=内科党支部:3"), "英文"),
    (("--name", "甲", "--branch", "../x=内科党支部:3"), "英文"),
    (("--name", "甲", "--branch", "a=内科:3", "--branch", "a=外科:3"), "两次"),
    (("--name", "甲", "--branch", "内科:3", "--branch", "内科:4"), "两次"),
    (("--name", "甲", "--branch", "内科:3", "--year", "20266"), "--year"),
]


@over("case", WRONG)
def test_wrong_usage_is_told_with_what_to_write(tmp_path: Path, case: tuple[tuple[str, ...], str]) -> None:
    options, hint = case
    ran = made(tmp_path / "site", *options)
    assert (ran.code, ran.out) == (2, ""), ran
    assert hint in ran.err
    assert list(tmp_path.iterdir()) == []


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_what_is_not_given_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = ["中共仁和医院委员会", "", "内科党支部", "neike", "廿三", "23", "5", "2", "医技党支部", "", "6", "", ""]
    wrong = ["外科党支部", "外科", "18", "3", "0"]
    monkeypatch.setattr("sys.stdin", Terminal("\n".join([*answers, *wrong, "", "2026", "3月2日", "y"]) + "\n"))
    ran = made(tmp_path / "site")
    assert ran.code == 0, ran
    assert "看不懂“廿三”" in ran.err
    assert "英文" in ran.err  # the id that cannot be one, asked for again
    branches = read_frame(tmp_path / "site").organization.branches
    assert [(each.id, each.name, len(each.groups)) for each in branches] == [
        ("neike", "内科党支部", 2),
        ("zhibu1", "医技党支部", 0),
    ]
    assert read_frame(tmp_path / "site").organization.short_name == "仁和医院党委"


def test_leaving_off_in_the_middle_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("中共仁和医院委员会\n"))
    assert made(tmp_path / "site").code == 130
    assert list(tmp_path.iterdir()) == []
