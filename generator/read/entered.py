"""records/entered.csv: when each record came in, where git cannot tell."""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Collection
from datetime import date
from functools import cache
from pathlib import Path

from generator.model.node import Mark
from generator.read.text import read_text
from generator.types import spelling
from generator.types.findings import Findings

HEADER = ["record", "entered_on"]
_EXAMPLE = "2017/jichu/03-08-committee-meeting"


def read_entered(path: Path, known: Collection[str], findings: Findings) -> dict[str, date]:
    """Record id to the day it was entered; rows that cannot be read, or are of no record that is `known`, are told."""
    text = read_text(path, findings) if path.is_file() else None
    if text is None:
        return {}
    entered: dict[str, date] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        plain = line and '"' not in line and "\r" not in line  # as are nearly all of tens of thousands
        row = line.split(",") if plain else _cells(line)
        if number == 1:
            if row != HEADER:
                findings.error("entered_header")
                return {}
        elif row:
            day = _day(row)
            if day is None:
                findings.error("entered_row", Mark(number, 1))
            elif row[0] in entered:
                findings.warning("entered_twice", Mark(number, 1), record=row[0], day=entered[row[0]].isoformat())
            else:
                entered[row[0]] = day
                if row[0] not in known:
                    meant = _near(row[0], known) if findings.may_guess() else _EXAMPLE
                    findings.warning("entered_of_none", Mark(number, 1), name=row[0], near=meant)
    return entered


def _near(name: str, known: Collection[str]) -> str:
    """The id of the record that is meant, as far as one can guess; else how ids are written."""
    folder = name.removeprefix("records/").rpartition("/")[0]
    beside = [each for each in known if each.rpartition("/")[0] == folder]
    bare = name.removeprefix("records/").removesuffix(".md").removesuffix(".yml")
    return next(iter(difflib.get_close_matches(bare, beside, n=1, cutoff=0.5)), _EXAMPLE)


def _cells(line: str) -> list[str]:
    """The cells of a line; one that csv cannot split is one cell."""
    try:
        return next(csv.reader(io.StringIO(line)), [])
    except csv.Error:
        return [line]


def _day(row: list[str]) -> date | None:
    return _day_of(row[1]) if len(row) == len(HEADER) else None


@cache
def _day_of(said: str) -> date | None:
    try:
        found = spelling.read_date(said)
    except (spelling.Impossible, spelling.Doubtful):
        return None
    return found[0] if found else None
