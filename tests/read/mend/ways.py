"""Texts of records, and what becomes of them once mended."""

from __future__ import annotations

from generator.model.problem import Problem, Severity
from generator.read.mend import Mended, mend

FILE = "records/2017/jichu/03-08-committee-meeting.md"
FORMS = [
    ("日期", "2017年3月8日", "2017-03-08"),
    ("日期", "2017年3月8号", "2017-03-08"),
    ("日期", "2017 年 3 月 8 日", "2017-03-08"),
    ("日期", "2017.3.8", "2017-03-08"),
    ("日期", "2017/3/8", "2017-03-08"),
    ("日期", "二〇一七年三月八日", "2017-03-08"),
    ("日期", "２０１７年３月８日", "2017-03-08"),
    ("日期", "２０１７-０３-０８", "2017-03-08"),
    ("时间", "下午两点二十分", "14:20"),
    ("时间", "14：00", "14:00"),
    ("时间", "14：00—15：30", "14:00-15:30"),
    ("时间", "14:00 - 15:30", "14:00-15:30"),
    ("时间", "下午2点至3点半", "14:00-15:30"),
    ("时间", "9:05", "09:05"),
    ("应到", "5人", "5"),
    ("应到", "５", "5"),
    ("应到", "5 名", "5"),
    ("补开", "2017年1月", "2017-01"),
    ("补开", "2017年第一季度", "2017-Q1"),
    ("草稿", "ＹＥＳ", "是"),
]
WAYS = [
    ("plain", "{name}: {value}\n"),
    ("single quotes", "{name}: '{value}'\n"),
    ("double quotes", '{name}: "{value}"\n'),
    ("with a comment", "{name}:   {value}  # 含新任委员 5人\n"),
    ("on the next line", "{name}:\n  {value}\n"),
    ("in English", "{english}: {value}\n"),
    ("quoted name", '"{name}": {value}\n'),
]
ENGLISH = {"日期": "date", "时间": "time", "应到": "expected", "补开": "make_up_for", "草稿": "draft"}
GOOD = """\
---
# 一季度
类型: 支部委员会   # 支委会
日期: 2017-03-08
地点: "第一会议室"

应到: '5'
present: 4
议题: ["研究 2017年3月8日 的工作", 5人小组]
---

会议内容 5人，2017年3月8日  \t

---
第二部分
"""


def text_of(front: str, minutes: str = "会议内容\n") -> str:
    return f"---\n类型: [支委会, 工作计划]\n{front}---\n{minutes}"


def mended(text: str | bytes, kind: str = "record", file: str = FILE) -> Mended:
    return mend(text if isinstance(text, bytes) else text.encode(), kind, file)


def codes(problems: tuple[Problem, ...], severity: Severity = Severity.ERROR) -> list[str]:
    return [problem.code for problem in problems if problem.severity is severity]


def said(found: Mended) -> list[str]:
    return [change.what.code.removeprefix("fmt.") for change in found.changes]
