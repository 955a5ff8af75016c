"""Broken, unusual and good files of records, and what must be said of each (design §3).

In the text of a case, ▸ stands before the offending value; ▹ somewhere on its line.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.attached.samples import sample

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


ATTENDANCE = GOOD.replace("应到: 5\n实到: 4\n请假: 1\n缺席: 0\n", "{}\n")
INSPECTION = "2017/_committee/03-08-inspection.md"
SHEET = "2017/jichu/12-08-organization-review.md"


def inspection(branches: str) -> str:
    """A spot check of the school committee at branches as written."""
    return f"---\n类型: 督查\n日期: 2017-03-08\n方式: 随机抽查\n支部: {branches}\n---\n抽查记录\n"


def sheet(points: str) -> str:
    """A score sheet of the organization's review."""
    return f"---\n类型: 组织考评\n日期: 2017-12-08\n轮次: 考核评定\npoints: {{{points}}}\n---\n"


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
    Case("attachment that is not there", added("附件: [▸签到表.pdf]")),
    Case("attachment outside its folder", added("附件: [▸../a.pdf]")),
    Case("attachment by a path", added("附件: [▸a/b.pdf]")),
    Case("resolution without its text", added("决议:", "  - ▸赞成: 4")),
    Case("votes that are no number", added("决议: [{内容: 通过, 赞成: ▸多数}]")),
    Case("unknown field in a list", added("决议: [{内容: 通过, ▸弃: 0}]"), hint="弃权"),
    Case("another branch than the folder's", added("支部: ▸jidian"), code="branch_of_folder"),
    Case("a branch nobody knows", added("所属支部: ▸机关党支部"), code="branch_of_folder"),
    Case("type of the committee", changed("类型: 支部委员会", "类型: ▸督查"), f"{FOLDER}/03-08-inspection.md"),
    Case("score sheet above the maximum", sheet("L02: ▸9"), SHEET, code="points_above"),
    Case("score sheet of no rule", sheet("L99: ▸1"), SHEET, code="rule_unknown"),
    Case("points for a gate", sheet("P02: ▸3"), SHEET, code="points_or_gate"),
    # Several days or branches in one record are refused, and the split is offered
    Case("two days", dated("▸3月8日、15日"), code="several_days", hint="03-08-.*2017-03-08；03-15-.*2017-03-15"),
    Case("two whole days", dated("▸2017年3月8日和2017年3月15日"), code="several_days", hint="2017-03-15"),
    Case("two days as a list", dated("▸[2017-03-08, 2017-03-15]"), code="several_days", hint="2017-03-15"),
    Case("two days in figures", dated("▸2017-03-08, 2017-03-15"), code="several_days", hint="2017-03-15"),
    Case("two branches by name", added("支部: ▸jichu党支部、jidian党支部"), code="several_branches",
         hint="records/2017/jichu/03-08-committee-meeting.md；records/2017/jidian/03-08-committee-meeting.md"),
    Case("two branches by id", added("支部: ▸[jichu, jidian]"), code="several_branches", hint="2017/jidian/03-08"),
    Case("two branches in one text of the committee", inspection("▸jichu党支部和jidian党支部"), INSPECTION,
         code="several_branches", hint=r"\[jichu, jidian\]"),
    Case("branch by its name", inspection("▸jidian党支部"), INSPECTION, code="unknown_branch", hint="jidian$"),
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
    Case("a name with the figure", expecting("▸应到12人，其中女5人")),
    Case("figures in one line that were given before", expecting("应到5人，实到4人"), code="field_twice"),
    Case("a range that ends before it begins", dated("▸3月8日至6日"), code="date_order"),
    Case("a range of no days", dated("▸2017年2月30日至31日")),
    Case("words for a figure", expecting("▸全体")),
    Case("boolean for a figure", expecting("▸true")),
    # The file itself
    Case("empty file", ""),
    Case("only white space", "\n\n  \n"),
    Case("no front matter", "会议内容\n"),
    Case("front matter never closed", GOOD.replace("---\n会议内容\n", "")),
    Case("empty front matter", "---\n---\n会议内容\n"),
    Case("front matter is one word", "---\n支部委员会\n---\n会议内容\n"),
    Case("bracket never closed", changed("议题: [研究一季度工作]", "议题: [研究一季度工作")),
    Case("quotation never closed", placed_at('"第一会议室')),
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
    ("half an hour in words", timed("▸晚上7点半")),
    ("evening to evening", timed("▸晚7点半至9点一刻")),
]  # fmt: skip

SET_OUT = [
    ("attendance in one line", ATTENDANCE.format("应到: ▸应到5人，实到4人，请假1人")),
    ("attendance under a name of its own", ATTENDANCE.format("出席情况: ▸应到5人, 实到4人, 请假1人, 缺席0人")),
    ("attendance with spaces", ATTENDANCE.format("应到人数: ▸5人 实到 4人 请假:1人")),
    ("a range of days", dated("▸3月8日至10日")),
    ("a range of days with its year", dated("▸2017年3月8日—10日")),
    ("a range over the end of a month", dated("▸3月8日至4月2日")),
    ("a range in ISO form", dated("▸2017-03-08至2017-03-10")),
    ("a range in Chinese figures", dated("▸二〇一七年三月八日至十日")),
    ("a day of the folder's year", dated("▸3月8日")),
    ("all of those who can vote", added("实到有表决权: 4", "决议: [{内容: 通过计划, 表决: ▸全票通过}]")),
    ("all in other words", added("实到有表决权: 4", "决议:", "  - 内容: 通过计划", "    赞成: ▸一致同意")),
]

WARNINGS = [
    *(Case(name, text, code="set_out", counted=True) for name, text in SET_OUT),
    Case("all of nobody knows how many", added("决议: [{内容: 通过, 赞成: ▸全票}]"), code="all_of_whom", counted=True),
    *(Case(name, text, code="unnormalised", counted=True) for name, text in UNNORMALISED),
    Case("front matter is a list", "---\n- 类型: 支部委员会\n- 日期: 2017-03-08\n---\n会议内容\n", code="unnormalised"),
    Case("resolution that is a word", added("决议: ▸通过学习计划"), code="unnormalised", counted=True),
    Case("leave list of names only", added("请假名单: [▸甲]"), code="unnormalised", counted=True),
    Case("indented with a tab", added("决议:", "\t▸- {内容: 通过}"), code="spacing", counted=True),
    Case("value with a colon", changed("地点: 第一会议室", "▸地点: 会议室: 东侧"), code="unnormalised", counted=True),
    Case("alias of nothing", changed("地点: 第一会议室", "▸地点: *nowhere"), code="unnormalised", counted=True),
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
    Case("agenda over several lines", changed("议题: [研究一季度工作]", "议题:", "  - 研究一季度工作", "  - 学习文件")),
    Case("attachments in a folder of the record's name", added("附件: [签到表.pdf]"),
         also={f"{FOLDER}/03-08-committee-meeting/签到表.pdf": sample("a.pdf")}),
    Case("list of those on leave instead of a number",
         changed("请假: 1", "请假名单: [{姓名: 甲, 事由: 出差}]")),
    Case("a topic with a colon in quotation marks", placed_at('"第一会议室: 东侧"')),
    Case("a date in quotation marks", dated("'2017-03-08'")),
    Case("minutes with a table and code", GOOD + "\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n    ---\n    类型: 假的\n"),
    Case("minutes that look like raw HTML", GOOD + "\n<script>alert(1)</script>\n"),
    Case("blank lines in the front matter", changed("地点: 第一会议室", "", "地点: 第一会议室", "")),
    Case("its own branch named", added("支部: jichu")),
    Case("its own branch by its name", added("所属支部: jichu党支部")),
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
