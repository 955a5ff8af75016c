"""Broken and unusual files: named by place, never a traceback, and the others go on (design §3)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.school import School, window

GOOD = """\
---
类型: 支部委员会
日期: 2017-03-08
时间: 14:00-15:30
地点: 第一会议室
主持人: 支部书记
记录人: 组织委员
应到: 5
实到: 4
请假: 1
缺席: 0
议题: [研究一季度工作]
---
会议内容
"""
FOLDER = "2017/jichu"
PATH = f"{FOLDER}/03-08-committee-meeting.md"
PLAIN = f"{FOLDER}/03-08-committee-meeting.yml"
WAIVER = f"{FOLDER}/03-08-waiver.md"
# In the text of a case, ▸ stands before the offending value; ▹ somewhere on its line.
MARKS = "▸▹"


def changed(line: str, *instead: str) -> str:
    """The good record with one line put otherwise (none: left out)."""
    assert f"\n{line}\n" in GOOD, line
    return GOOD.replace(f"{line}\n", "".join(f"{each}\n" for each in instead))


def added(*lines: str) -> str:
    """The good record with more lines at the end of its front matter."""
    return GOOD.replace("\n---\n会议", "\n" + "".join(f"{each}\n" for each in lines) + "---\n会议")


def dated(value: str) -> str:
    """The good record with another date written."""
    return changed("日期: 2017-03-08", f"日期: {value}")


def timed(value: str) -> str:
    """The good record with another time written."""
    return changed("时间: 14:00-15:30", f"时间: {value}")


def expecting(value: str) -> str:
    """The good record with another number expected."""
    return changed("应到: 5", f"应到: {value}")


def placed_at(value: str) -> str:
    """The good record with another place written."""
    return changed("地点: 第一会议室", f"地点: {value}")


def waiver(rule: str = "rule: O02", window: str = "window: [2017-02-01, 2017-02-28]") -> str:
    """A waiver with its rule and window as written."""
    return f"---\n类型: 经批准的例外情况\n日期: 2017-03-08\n{rule}\n{window}\nbasis: 批复\napproved_by: 党委\n---\n"


@dataclass(frozen=True)
class Case:
    """One file, and what must be said of it."""

    name: str
    content: str | bytes
    path: str = PATH
    code: str | None = None
    hint: str | None = None
    counted: bool = False
    also: dict[str, str | bytes] = field(default_factory=dict)
    """Other files beside it."""


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


def bomb(depth: int = 30) -> str:
    """Aliases that double at each step: a billion values in a few lines."""
    rows = ["a0: &a0 [学, 学]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, depth))]
    return added(*rows)


RESTRICTED = changed("类型: 支部委员会", "类型: 组织处置")
ERRORS = [
    # Types and fields
    Case("unknown type", changed("类型: 支部委员会", "类型: ▸支部委员汇")),
    Case("unknown type in a list", changed("类型: 支部委员会", "类型: [支部委员会, ▸茶话会]")),
    Case("no type", changed("类型: 支部委员会")),
    Case("unknown field, near name", changed("主持人: 支部书记", "▹主持: 支部书记"), hint="主持人"),
    Case("unknown English field, near name", changed("主持人: 支部书记", "▹chiar: 支部书记"), hint="chair"),
    Case("unknown field, nothing near", added("▹天气: 晴")),
    Case("the same field twice", changed("地点: 第一会议室", "地点: 第一会议室", "▹地点: 第二会议室")),
    Case("the same field in two languages", changed("地点: 第一会议室", "地点: 第一会议室", "▹place: 第二会议室")),
    Case("the same field by two Chinese names", added("▹应到人数: 5")),
    Case("unknown group", added("党小组: [▸g9]")),
    Case("unknown audience", added("公开范围: ▸所有人")),
    Case("draft neither yes nor no", added("草稿: ▸也许")),
    Case("restricted type in a shared root", RESTRICTED, f"{FOLDER}/03-08-disposition.md"),
    Case("waiver that ends before it begins", waiver(window="▹window: [2017-02-28, 2017-02-01]"), WAIVER),
    Case("attachment of another kind", added("附件: [▸a.exe]")),
    # Dates and names
    Case("no such day", dated("▸2017-02-30")),
    Case("no such month", dated("▸2017-13-08")),
    Case("29 February of a common year", dated("▸2017-02-29"), f"{FOLDER}/02-29-committee-meeting.md"),
    Case("date is not the file's day", dated("▸2017-03-09")),
    Case("date is not the folder's year", dated("▸2016-03-08")),
    Case("date in another form", dated("▸03/08/2017"), hint=r"\d{4}-\d{2}-\d{2}"),
    Case("date in words", dated("▸昨天"), hint=r"\d{4}-\d{2}-\d{2}"),
    Case("date in the digits of another script", dated("▸٢٠١٧-٠٣-٠٨")),
    Case("date with a time", dated("▸2017-03-08T14:00:00Z")),
    Case("date is a list", dated("▸[2017-03-08]")),
    Case("no date", changed("日期: 2017-03-08")),
    Case("empty date", changed("日期: 2017-03-08", "日期:")),
    Case("ends before it begins", added("结束日期: 2017-03-07")),
    Case("time ends before it begins", timed("▸15:30-14:00")),
    Case("no such time", timed("▸25:00-26:00")),
    Case("no such window to make up", added("补开: ▸2017-13")),
    Case("no such quarter to make up", added("补开: ▸2017-Q5")),
    Case("file name without a day", GOOD, f"{FOLDER}/committee-meeting.md"),
    Case("file name with an impossible day", dated("2017-02-28"), f"{FOLDER}/02-30-committee-meeting.md"),
    Case("file name not ASCII", GOOD, f"{FOLDER}/03-08-支委会.md"),
    Case("unknown branch folder", GOOD, "2017/nosuch/03-08-committee-meeting.md"),
    Case("one stem as .md and .yml", GOOD, also={PLAIN: GOOD.split("---\n")[1]}),
    # Figures
    Case("sum does not come out", expecting("8")),
    Case("more present than expected", changed("实到: 4", "实到: 7")),
    Case("more present than expected, no leave given", GOOD.replace("实到: 4\n请假: 1\n缺席: 0\n", "实到: 7\n")),
    Case("hexadecimal", expecting("▸0x5")),
    Case("decimal point", expecting("▸5.0")),
    Case("exponent", expecting("▸1e2")),
    Case("negative", expecting("▸-5")),
    Case("underscore", expecting("▸1_0")),
    Case("octal", expecting("▸0o5")),
    Case("superscript", expecting("▸5²")),
    Case("digits of another script", expecting("▸٥")),
    Case("words for a figure", expecting("▸全体")),
    Case("boolean for a figure", expecting("▸true")),
    # The file itself
    Case("empty file", ""),
    Case("only white space", "\n\n  \n"),
    Case("no front matter", "会议内容\n"),
    Case("front matter never closed", GOOD.replace("---\n会议内容\n", "")),
    Case("empty front matter", "---\n---\n会议内容\n"),
    Case("front matter is a list", "---\n- 类型: 支部委员会\n- 日期: 2017-03-08\n---\n会议内容\n"),
    Case("front matter is one word", "---\n支部委员会\n---\n会议内容\n"),
    Case("indented with a tab", added("决议:", "▹\t- {内容: 通过}")),
    Case("bracket never closed", changed("议题: [研究一季度工作]", "议题: [研究一季度工作")),
    Case("quotation never closed", placed_at('"第一会议室')),
    Case("value with a colon", placed_at("▹第一会议室: 东侧")),
    Case("tag that would run code", placed_at('!!python/object/apply:os.system ["touch ran"]')),
    Case("merge key", changed("地点: 第一会议室", "<<: {地点: 第一会议室}")),
    Case("several documents in a .yml", "类型: 支委会\n日期: 2017-03-08\n---\n地点: 甲\n", PLAIN),
    Case("NUL byte", GOOD.replace("第一", "第\0一").encode()),
    Case("control character", GOOD.replace("第一", "第\x07一").encode()),
    Case("GB18030", GOOD.encode("gb18030")),
    Case("UTF-16", GOOD.encode("utf-16")),
    Case("bytes that are no UTF-8 in the minutes", GOOD.encode() + b"\xff\xfe\x80\n"),
    Case("lone surrogate", GOOD.encode() + "\ud800".encode("utf-8", "surrogatepass")),
    Case("front matter over 64 KB", changed("议题: [研究一季度工作]", f"议题: {'学' * 22_000}")),
    Case("minutes over 1 MB", GOOD + "学习讨论记录。\n" * 52_000),
    Case("alias bomb", bomb()),
    Case("alias of itself", added("决议: &a [*a]")),
    Case("alias of nothing", placed_at("*nowhere")),
    Case("nested a thousand deep", added(f"决议: {'[' * 1_000}{']' * 1_000}")),
    Case("nested ten thousand deep", added(f"决议: {'[' * 10_000}{']' * 10_000}")),
    Case("mappings nested a thousand deep", added(f"决议: {'{a: ' * 1_000}1{'}' * 1_000}")),
]  # fmt: skip

# What `fmt` mends: understood, counted, and said.
UNNORMALISED = [
    ("year, month, day in Chinese", dated("▸2017年3月8日")),
    ("号 for 日", dated("▸2017年3月8号")),
    ("date with points", dated("▸2017.3.8")),
    ("date with strokes", dated("▸2017/3/8")),
    ("date in Chinese figures", dated("▸二〇一七年三月八日")),
    ("date in full-width digits", dated("▸２０１７-０３-０８")),
    ("full-width digits", expecting("▸５")),
    ("figure with a measure word", expecting("▸5人")),
    ("end date in full-width digits", added("结束日期: ▸２０１７-０３-０８")),
    ("time in full-width digits", timed("▸１４:００-１５:３０")),
    ("time in words", timed("▸下午两点二十分")),
    ("full-width colon in a time", timed("▸14：00-15：30")),
    ("end date in Chinese", added("结束日期: ▸2017年3月9日")),
]  # fmt: skip

WARNINGS = [
    *(Case(name, text, code="unnormalised", counted=True) for name, text in UNNORMALISED),
    Case("leave not given", changed("请假: 1"), counted=True),
    Case("leave and absence not given", GOOD.replace("请假: 1\n缺席: 0\n", ""), counted=True),
    Case("slug of another type", GOOD, f"{FOLDER}/03-08-member-meeting.md", counted=True),
    Case("slug of no type", GOOD, f"{FOLDER}/03-08-zhiweihui.md", counted=True),
    Case("byte-order mark", b"\xef\xbb\xbf" + GOOD.encode(), counted=True),
    Case("neither minutes nor agenda", changed("议题: [研究一季度工作]").replace("会议内容\n", ""), code="incomplete"),
    Case("no chair", changed("主持人: 支部书记"), code="incomplete"),
    Case("figure left empty", changed("记录人: 组织委员", "记录人:"), code="incomplete"),
    Case("no quorum", GOOD.replace("实到: 4\n请假: 1", "实到: 2\n请假: 3"), code="no_quorum"),
    Case("waiver of a rule not in the pack", waiver(rule="rule: ▸O99"), WAIVER),
    Case("makes up a month to come", added("补开: 2017-08"), code="make_up_unmatched", counted=True),
]  # fmt: skip

ENGLISH = """\
---
type: committee_meeting
date: 2017-03-08
place: 第一会议室
chair: 支部书记
recorder: 组织委员
expected: 5
present: 4
on_leave: 1
absent: 0
agenda: 研究工作
---
"""
CLEAN = [
    Case("as it should be", GOOD),
    Case("CRLF", GOOD.replace("\n", "\r\n").encode()),
    Case("no newline at the end", GOOD.rstrip("\n")),
    Case("second record of the day", GOOD, f"{FOLDER}/03-08-committee-meeting-2.md"),
    Case("English names", ENGLISH),
    Case("both languages in one file", changed("地点: 第一会议室", "place: 第一会议室")),
    Case("names list of types", changed("类型: 支部委员会", "类型: [支委会]")),
    Case("quoted values", changed("应到: 5", 'expected: "5"')),
    Case("a comment", expecting("5   # 含新任委员")),
    Case("past midnight by its end date", changed("时间: 14:00-15:30", "时间: 22:00-01:00", "结束日期: 2017-03-09")),
    Case("dashes in the minutes", GOOD + "\n---\n\n第二部分\n"),
    Case("resolutions with votes", added("决议:", "  - {内容: 通过学习计划, 赞成: 4, 反对: 0, 弃权: 0}")),
    Case("a character beyond the basic plane", placed_at("𠀀室")),
    Case("plain .yml", GOOD.split("---\n")[1], PLAIN),
]  # fmt: skip

# No verdict is prescribed: only that the program stays on its feet.
UNUSUAL = [
    Case("a figure of 4,400 digits", expecting("9" * 4_400)),
    Case("year 0000", dated("0000-03-08")),
    Case("year 99999", dated("99999-03-08")),
    Case("an anchor used once", changed("地点: 第一会议室", "地点: &a 第一会议室", "title: *a")),
    Case("a complex key", changed("地点: 第一会议室", "? [地点, 时间]", ": 第一会议室")),
    Case("a null key", changed("地点: 第一会议室", "~: 第一会议室")),
    Case("carriage returns only", GOOD.replace("\n", "\r").encode()),
    Case("line separators in a value", placed_at("第一\u2028会议室")),
    Case("next-line character", placed_at("第一\u0085会议室")),
    Case("four hyphens", GOOD.replace("---\n类型", "----\n类型")),
    Case("a YAML directive", "%YAML 1.1\n" + GOOD),
    Case("document end mark", changed("地点: 第一会议室", "地点: 第一会议室", "...")),
    Case("a long word of hyphens", GOOD + "-" * 50_000),
    Case("text file", GOOD, f"{FOLDER}/03-08-committee-meeting.txt"),
    Case("file in the year's folder", GOOD, "2017/03-08-committee-meeting.md"),
    Case("file in a folder of the branch", GOOD, f"{FOLDER}/sub/03-08-committee-meeting.md"),
    Case("folder that is no year", GOOD, "archive/jichu/03-08-committee-meeting.md"),
    Case("hidden file", GOOD, f"{FOLDER}/.03-08-committee-meeting.md.swp"),
    Case("name of 200 characters", GOOD, f"2017/jichu/03-08-{'a' * 180}.md"),
    Case("name with a newline", GOOD, f"{FOLDER}/03-08-committee\nmeeting.md"),
]  # fmt: skip


def named(cases: list[Case]) -> Any:
    assert len({case.name for case in cases}) == len(cases)
    return pytest.mark.parametrize("case", cases, ids=[case.name.replace(" ", "-") for case in cases])


@pytest.fixture
def neighbour(school: School) -> School:
    """A school with one good record, which every case must leave standing."""
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
    rule = school.rule("O02", as_of="2017-12-05")
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
