"""Forms to set: a short one, and one with everything that can go wrong on paper."""

from __future__ import annotations

from datetime import date

from generator.publish.forms import Cell, Form, Gap, Grid, Group, Line, Row, Section

HEAD = Row((Cell("序号", strong=True), Cell("内容", strong=True), Cell("分值", strong=True)))
SIGN = Row((Cell("主持人（签字）：", 3, "left"),), height=14)
HOSTILE = "<w:t>&amp; ]]> \0\x07\ufffe\u202e=1+1"
SAYS = ("第", "页　共", "页")


def form(*sections: Section, mark: str = "") -> Form:
    return Form("试印", sections, "中共示例职业学校委员会", date(2017, 12, 20), SAYS, mark)


def table(count: int, text: str = "每月至少一次") -> Section:
    """A head, so many rows, and a row to sign in."""
    rows = (Row((Cell(str(number)), Cell(text, align="left"), Cell("3"))) for number in range(1, count + 1))
    return Section("评分表", (Line("党支部：甲"), Grid((1, 6, 1), (HEAD, *rows, SIGN), head=1)))


FULL = form(
    Section("记录本", (Line("甲党支部", "center", 16),), cover=True),
    Section("目录", (Grid((1, 5, 1), (Row((Cell("1"), Cell("会", align="left"), Cell(page_of=2))),)),)),
    table(70),
    Section(
        "会议",
        (
            Grid(
                (1, 4),
                (
                    Row((Cell("议题"), Cell(HOSTILE))),
                    Row((Cell("内容"), Cell("\n".join(["讨论" * 150] * 20), align="left", indented=True)), broken=True),
                    Row((Cell("网址"), Cell("x" * 400))),
                    Row((Cell("意见", lines="tlr"), Cell("", lines="tlr")), height=40, keep=True),
                    Row((Cell("", lines="blr"), Cell("签字：", align="right", lines="blr"))),
                ),
            ),
            Gap(6),
            Line("标题", keep=True),
            Grid((1, 1), (Row((Cell("甲"), Cell("乙"))),)),
        ),
        landscape=True,
    ),
    Section(
        "票",
        (Group((Line("票"), Grid((1,), (Row((Cell(),)),)))), Gap(10, cut=True), Group((Line("票"),))),
        titled=False,
    ),
    mark="演示",
)
