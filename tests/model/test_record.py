"""A record that was kept is the same, and what is written in it is read only where somebody asks."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import date

import pytest

from generator.cache.kept import packed, unpacked
from generator.model import record as model
from generator.model.node import Mark
from generator.model.record import Lack, Record
from generator.model.values import Values

LACKS = {"party_day": (Lack(("place",), Mark(3, 1)),)}


def _record(**values: object) -> Record:
    return Record(
        id="2017/jichu/03-08-party-day",
        file="records/2017/jichu/03-08-party-day.md",
        branch="jichu",
        year=2017,
        types=("party_day",),
        date=date(2017, 3, 8),
        values=Values({"title": "参观", "names": ("2017/jichu/03-07-party-day",), **values}),
        marks={"title": Mark(2, 5)},
        body="内容",
        incomplete=LACKS,
        fingerprint="a",
    )


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often something was read of what a record was kept as."""
    found: list[int] = []

    def watched(data: bytes, named: object) -> object:
        found.append(len(data))
        return unpacked(data, {})

    monkeypatch.setattr(model, "unpacked", watched)
    return found


def test_a_record_kept_is_the_same(read: list[int]) -> None:
    made = _record(draft=True)
    for kept in (unpacked(packed(made, {}), {}), pickle.loads(pickle.dumps(made))):
        assert kept == made
        assert (kept.body, kept.marks, kept.incomplete) == ("内容", {"title": Mark(2, 5)}, LACKS)
        assert kept.values.text("title") == "参观"
    assert len(read) == 2


def test_what_is_asked_of_all_records_reads_nothing_of_them(read: list[int]) -> None:
    kept = unpacked(packed(_record(draft=True), {}), {})
    assert kept.draft and kept.filled == ("title", "names", "draft") and kept.named == ("2017/jichu/03-07-party-day",)
    assert (kept.id, kept.stem, kept.types, kept.date, kept.year) == (
        "2017/jichu/03-08-party-day",
        "03-08-party-day",
        ("party_day",),
        date(2017, 3, 8),
        2017,
    )
    assert unpacked(packed(kept, {}), {}).fingerprint == "a", "kept again as it is"
    assert not read


def test_what_was_read_is_given_back_and_read_again(read: list[int]) -> None:
    kept, made = unpacked(packed(_record(), {}), {}), _record()
    kept.let_go()
    for _ in range(2):
        assert kept.body == "内容" and kept.values.text("title") == "参观"
        kept.let_go()
    assert len(read) == 2 and kept == made
    made.let_go()
    assert made.body == "内容", "what was not kept anywhere is all there is"


def test_another_of_one_that_was_kept_is_another(read: list[int]) -> None:
    kept = unpacked(packed(_record(), {}), {})
    other = replace(kept, values=Values({"draft": True}))
    assert other.draft and not kept.draft and other.body == "内容"
    again = unpacked(packed(other, {}), {})
    assert again == other and again.draft


def test_a_record_has_nothing_else(read: list[int]) -> None:
    for each in (_record(), unpacked(packed(_record(), {}), {})):
        assert not hasattr(each, "anything")
