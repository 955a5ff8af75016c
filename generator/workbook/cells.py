"""What a person meant by a cell, as the text they would have written: what spreadsheets make of it is undone here."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from generator.model.node import Mark
from generator.types import Field
from generator.types.findings import Findings
from generator.workbook.book import ERROR, Cell

_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\x00-\x08\x0b-\x1f\x7f]|_x000D_")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[Ee]\+?\d{1,2}")
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000
"""Between them lie the days of 1954 to 2119: what smaller and larger numbers say is no day."""
_EXACT = 10**15
"""From here on a spreadsheet keeps 15 digits and puts zeros for the others."""
_DAYS = frozenset(["date", "pack_date", "days"])
_MONTHS = frozenset(["month", "window"])


def text_of(cell: Cell, declared: Field | None, first_day: date, mark: Mark, findings: Findings) -> str | None:
    """The text; None where nothing can be read, which is told at the mark."""
    kind, value = declared.kind if declared is not None else "text", cell.value
    if cell.fault:
        findings.error("cell_error" if cell.fault == ERROR else "formula_empty", mark, value=str(value))
        return None
    if isinstance(value, str):
        return _clean(value, kind, mark, findings)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime | date):
        return _day(value, kind, mark, findings)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        return _clock(value / timedelta(days=1))
    assert isinstance(value, int | float)
    return _number(value, kind, cell.percent, first_day, mark, findings)


def _clean(text: str, kind: str, mark: Mark, findings: Findings) -> str | None:
    plain = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")).strip()
    if kind in ("count", "number", "text") and _SCIENTIFIC.fullmatch(plain):
        findings.error("cell_scientific", mark, value=plain)
        return None
    return plain


def _day(value: date, kind: str, mark: Mark, findings: Findings) -> str | None:
    if isinstance(value, datetime):
        clock = f"{value:%H:%M}"
        if kind == "times":
            return clock
        if clock != "00:00" and kind in _DAYS:
            findings.error("cell_moment", mark, value=f"{value:%Y-%m-%d %H:%M}", day=f"{value:%Y-%m-%d}", clock=clock)
            return None
    if kind in _MONTHS and value.day == 1:
        return f"{value:%Y-%m}"
    return f"{value:%Y-%m-%d}"


def _clock(part: float) -> str:
    minutes = round(part * 24 * 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _number(value: float, kind: str, percent: bool, first_day: date, mark: Mark, findings: Findings) -> str | None:
    if value != value or abs(value) >= _EXACT:
        findings.error("cell_digits", mark, value=f"{value:.0f}")
        return None
    whole = value == int(value)
    if kind in _DAYS and _FIRST_SERIAL <= value <= _LAST_SERIAL:
        return (first_day + timedelta(days=int(value))).isoformat()
    if kind in _MONTHS and whole and _FIRST_SERIAL <= value <= _LAST_SERIAL:
        return f"{first_day + timedelta(days=int(value)):%Y-%m}"
    if kind == "times" and 0 <= value < 1:
        return _clock(value)
    if percent:
        return f"{value * 100:.10g}%"
    return str(int(value)) if whole else f"{value:.10g}"
