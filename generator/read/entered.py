"""records/entered.csv: when each record came in, where git cannot tell."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

from generator.model.node import Mark
from generator.read.text import read_text
from generator.types import spelling
from generator.types.findings import Findings

HEADER = ["record", "entered_on"]


def read_entered(path: Path, findings: Findings) -> dict[str, date]:
    """Record id to the day it was entered; rows that cannot be read are problems."""
    text = read_text(path, findings) if path.is_file() else None
    if text is None:
        return {}
    entered: dict[str, date] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        row = _cells(line)
        if number == 1:
            if row != HEADER:
                findings.error("entered_header")
                return {}
        elif row:
            day = _day(row)
            if day is None:
                findings.error("entered_row", Mark(number, 1))
            else:
                entered[row[0]] = day
    return entered


def _cells(line: str) -> list[str]:
    """The cells of a line; one that csv cannot split is one cell."""
    try:
        return next(csv.reader(io.StringIO(line)), [])
    except csv.Error:
        return [line]


def _day(row: list[str]) -> date | None:
    try:
        found = spelling.read_date(row[1]) if len(row) == len(HEADER) else None
    except (spelling.Impossible, spelling.Doubtful):
        return None
    return found[0] if found else None
