"""What a command line names is found by any usual way of writing it, and told with candidates where it is not clear."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.commands.naming import named, near, plain
from tests.school import School, branch

BRANCHES = {
    "neike": ("neike", "内科党支部"),
    "neike2": ("neike2", "内科第二党支部"),
    "waike-1": ("waike-1", "外科党支部"),
    "hq": ("hq", "后勤 党支部"),
}
TAILS = ("党支部", "支部")


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = School(tmp_path, *(branch(id, name=name) for id, (_, name) in BRANCHES.items()))
    school.record("2017/neike/03-08-committee-meeting")
    return school


@pytest.mark.parametrize(
    ("written", "same"),
    [("Ｏ-02", "o2"), ("committee_meeting", "Committee-Meeting"), ("「三会 一课」", "“三会一课”"), ("O12", "o12")],
)
def test_case_width_blanks_and_marks_say_nothing(written: str, same: str) -> None:
    assert plain(written) == plain(same)


def test_a_zero_within_a_number_is_one() -> None:
    assert plain("O10") != plain("O1")
    assert plain("b100") != plain("b1")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("neike", ["neike"]),
        ("NEIKE", ["neike"]),
        ("内科党支部", ["neike"]),
        ("内科支部", ["neike"]),
        ("内科", ["neike"]),
        ("内科第二", ["neike2"]),
        ("第二", ["neike2"]),
        ("外科党支部委员会", ["waike-1"]),
        ("waike_1", ["waike-1"]),
        ("后勤党支部", ["hq"]),
        ("外 科", ["waike-1"]),
        ("科", []),
        ("科党支部", []),
        ("党支部", ["neike", "neike2", "waike-1", "hq"]),
        ("", []),
        ("——", []),
        ("儿科", []),
    ],
)
def test_branches(text: str, found: list[str]) -> None:
    assert list(named(text, BRANCHES, TAILS)) == found


def test_the_name_of_one_may_be_a_part_of_another_s() -> None:
    assert named("内科", {"a": ("a", "内科"), "b": ("b", "内科二")}) == ("a",)
    assert named("1", {"1": ("1", "一"), "11": ("11", "十一")}) == ("1",)


def test_two_of_one_name_are_both_told() -> None:
    """A branch that ended, and a later one called the same."""
    twice = {"old": ("old", "内科党支部"), "new": ("new", "内科党支部")}
    assert named("内科党支部", twice, TAILS) == ("old", "new")
    assert named("old", twice, TAILS) == ("old",)


def test_the_likest_first() -> None:
    assert near("nieke", BRANCHES, 1) == ["neike"]
    assert near("zzz", BRANCHES, 3) == []


@pytest.mark.parametrize("written", ["neike", "NEIKE", "内科党支部", "内科", "内科支部"])
@pytest.mark.parametrize("line", ["status --branch", "due --branch", "explain O02 --branch", "new 党课 --branch"])
def test_every_command_takes_a_branch_by_its_name(school: School, line: str, written: str) -> None:
    ran, by_id = (school.run(*line.split(), name) for name in (written, "neike"))
    assert ran.code == 0
    assert ran.out == by_id.out or "/neike/" in ran.out


def test_a_branch_that_is_not_clear_is_told_with_the_candidates(school: School) -> None:
    assert school.run("status", "--branch", "第二党").code == 0
    ran = school.run("status", "--branch", "支部")
    assert (ran.code, ran.out) == (2, "")
    assert all(f"{name}（{id}）" in ran.err for id, name in BRANCHES.values())


def test_of_a_thousand_branches_some_are_offered(tmp_path: Path) -> None:
    school = School(tmp_path, *(branch(f"b{number}", name=f"第{number}党支部") for number in range(300)))
    for asked in ("党支部", "儿科"):
        ran = school.run("status", "--branch", asked)
        assert ran.code == 2
        assert len(ran.err) < 400


@pytest.mark.parametrize("rule", ["O02", "o02", "o2", "Ｏ０２", "o-02", "支委会"])
def test_a_rule_in_any_case(school: School, rule: str) -> None:
    assert school.run("explain", rule, "--branch", "neike").out.startswith("O02 ")


def test_a_rule_of_the_pack_that_is_asked_for(school: School) -> None:
    text = (Path(__file__).resolve().parents[2] / "content/standards/regulation-2018.yml").read_text("utf-8")
    school.write("content/standards/regulation-2018.yml", text)
    config = (school.root / "site_config.yml").read_text("utf-8")
    school.write("site_config.yml", config.replace("beside: []", "beside: [regulation-2018]"))
    first = text.split("- id: ", 1)[1].split("\n", 1)[0]
    ran = school.run("explain", first.lower(), "--branch", "neike", "--year", "2019", "--pack", "regulation-2018")
    assert ran.out.startswith(first)
    assert school.run("explain", first, "--branch", "neike", "--year", "2019").code == 2


def test_a_rule_that_is_not_clear_is_told_with_the_candidates(school: School) -> None:
    ran = school.run("explain", "党员", "--branch", "neike")
    assert (ran.code, ran.out) == (2, "")
    assert "O01" in ran.err or "M0" in ran.err


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-03-12", "2026-03-12"),
        ("2026/3/12", "2026-03-12"),
        ("2026.3.12", "2026-03-12"),
        ("2026年3月12日", "2026-03-12"),
        ("二〇二六年三月十二日", "2026-03-12"),
        ("３月12日", "2026-03-12"),
        ("3月12号", "2026-03-12"),
        ("今天", "2026-03-01"),
        ("昨天", "2026-02-28"),
        ("前天", "2026-02-27"),
        ("明天", "2026-03-02"),
        ("Today", "2026-03-01"),
    ],
)
def test_a_date_in_every_way_records_may_be_dated(
    school: School, written: str, day: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.workspace.workspace.today", lambda: date(2026, 3, 1))
    assert f"/{day[:4]}/neike/{day[5:]}-" in school.run("new", "党课", "--branch", "内科", "--date", written).out
    assert day in school.run("due", "--as-of", written).out


@pytest.mark.parametrize(
    "written", ["2026-02-30", "2月30日", "3月", "8.3.2017", "12-05", "3月8日至9日", "3月8日、9日", "明年", ""]
)
def test_what_is_no_day(school: School, written: str) -> None:
    ran = school.run("status", "--as-of", written)
    assert (ran.code, ran.out) == (2, "")
    assert "今天" in ran.err


@pytest.mark.parametrize("written", ["2017", "2017年", "2017年度", "２０１７", "去年"])
def test_a_year(school: School, written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.workspace.workspace.today", lambda: date(2018, 3, 1))
    assert school.run("status", "--year", written, "--as-of", "2018-01-31").out.startswith("2017年 ")


@pytest.mark.parametrize("name", ["_committee", "学校党委", "党委", "示例职业学校委员会"])
def test_the_committee_by_its_name(school: School, name: str) -> None:
    assert school.run("explain", "G04", "--branch", name).code == 0
    assert school.run("status", "--branch", name).code == 2


@pytest.mark.parametrize("word", ["members", "Members", "党员"])
def test_an_audience_by_its_name(school: School, word: str) -> None:
    ran = school.run("export", "台账", "--audience", word, "--out", "-", "--format", "csv")
    assert ran.code == 0
    assert ran.out == school.run("export", "ledger", "--audience", "members", "--out", "-", "--format", "csv").out


@pytest.mark.parametrize("name", ["台账", "Ledger", " 台 账 ", "due", "近期应办"])
def test_a_table_by_its_name(school: School, name: str) -> None:
    assert school.run("export", name, "--audience", "committee", "--out", "-", "--format", "csv").code == 0


def test_a_kind_of_bulletin_by_its_name(school: School) -> None:
    assert school.run("bulletin", "new", "--as-of", "2017-11-30", "--kind", "表彰通报").code == 0
    text = (school.root / "records/2017/_committee/11-30-bulletin.md").read_text("utf-8")
    assert "通报类别: 表彰通报" in text
    assert "commending" in school.run("bulletin", "new", "--as-of", "2017-11-30", "--kind", "通报").err
