"""Closings rest on records that are there, on papers, or on words (design §4, Rectification)."""

from __future__ import annotations

from datetime import date

import pytest

from generator.judge.lists.evidence import proven
from generator.model.node import Mark
from generator.model.rectification import Rectification, Row
from generator.model.values import Values
from tests.values import values as as_values

KEY = (2017, "jichu")
CLOSED = {"by": "学校党委", "date": date(2017, 11, 28)}
RECORD = "2017/jichu/11-16-group-meeting"


def row(id: str, **columns: object) -> Row:
    return Values(as_values(columns, id=id), Mark(3, 1), {name: Mark(4, 9) for name in columns})


def lists(evidence: str | None, closing: str | None = None) -> Rectification:
    tasks = (row("T1", evidence=(evidence,)) if evidence else row("T1"), row("T2", evidence=("记录本",)))
    verified = CLOSED | ({"evidence": closing} if closing else {})
    duties = (row("R1", task="T1", verified=verified), row("R2", task="T2", verified=CLOSED))
    return Rectification(*KEY[::-1], "f", (row("P1"),), tasks, duties)


@pytest.mark.parametrize(
    ("evidence", "holds"),
    [
        (RECORD, True),
        (f"records/{RECORD}.md", True),
        (f"会议记录{RECORD}", True),
        ("签字页.pdf", True),
        ("11月16日会议记录", True),
        ("2017/jichu/11-17-group-meeting", False),
        ("records/2017/jichu/11-17-group-meeting.md", False),
        (f"{RECORD}、2017/jichu/11-17-group-meeting", False),
        ("2017/jichu/11-16-group-meeting-2", False),
    ],
)
@pytest.mark.parametrize("place", ["task", "closing"])
def test_a_record_that_is_not_there_closes_nothing(evidence: str, holds: bool, place: str) -> None:
    written = lists(evidence) if place == "task" else lists(None, evidence)
    found, problems = proven({KEY: written}, {RECORD})
    assert [("verified" in duty) for duty in found[KEY].responsibilities] == [holds, True]
    assert [(each.code, each.mark, each.rejects) for each in problems] == (
        [] if holds else [("evidence_unknown", Mark(4, 9), False)]
    )
