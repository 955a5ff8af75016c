"""Characters of records that become documents and that no font at hand can set: told before anything is printed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.model.node import Mark
from generator.model.problem import Problem
from generator.model.record import COMMITTEE, Record
from generator.scan.glyphs import font_files, settable

DOCUMENTS = frozenset(
    [
        "affairs_disclosure",
        "bulletin",
        "campaign_plan",
        "commendation",
        "committee_decision",
        "mobilization",
        "public_notice",
    ]
)
"""Types of records that are printed as official documents where they are the committee's."""


def unprintable(records: Iterable[Record], own_fonts: Path | None) -> Iterator[Problem]:
    """A warning for each such character of a record, at its first place."""
    glyphs: set[int] | None = None
    for record in records:
        printed = record.branch == COMMITTEE and DOCUMENTS.intersection(record.types)
        for character, place in _odd(record) if printed else ():
            glyphs = settable(font_files(own_fonts)) if glyphs is None else glyphs
            if ord(character) not in glyphs:
                said = {"character": character, "sign": f"U+{ord(character):04X}"}
                yield record.warning("unprintable", place, **said)


def _odd(record: Record) -> Iterator[tuple[str, str | Mark]]:
    """Characters outside the everyday set (GB 2312), each once, with its place."""
    told: set[str] = set()
    for character, place in _all(record):
        if character not in told and _is_odd(character):
            told.add(character)
            yield character, place


def _all(record: Record) -> Iterator[tuple[str, str | Mark]]:
    yield from ((character, "title") for character in record.values.text("title"))
    for line, said in enumerate(record.body.split("\n"), record.body_line):
        yield from ((character, Mark(line, column)) for column, character in enumerate(said, 1))


def _is_odd(character: str) -> bool:
    if character.isascii() or unicodedata.category(character) in ("Mn", "Cf", "Zs"):
        return False
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False
