"""Days and periods as phrases of the catalogue: 2017-03 is 3月, 2017-Q1 is 第一季度, three in a row are a run."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from generator.model.interval import ONE_DAY
from generator.model.period import Window
from generator.model.problem import Phrase

_RUN = 3
"""From so many windows in a row on, they are said as a span: 3月至8月."""


def period(key: str, form: str = "window") -> Phrase:
    """The window of that key: without its year (`window`), or with it (`period`)."""
    year, _, part = key.partition("-")
    digits = part.lstrip("QH")
    return Phrase(f"pages.{form}.{_sort(part)}", {"year": year, "number": int(digits) if digits.isdigit() else 0})


def _sort(part: str) -> str:
    if not part:
        return "year"
    if part[0] == "Q":
        return f"quarter_{part[1:]}"
    if part[0] == "H":
        return f"half_{part[1:]}"
    return "month" if len(part) == 2 else "span"


def sort_of(window: Window) -> str:
    """What sort of window it is: month, quarter, half, year, or span (of days that the pack names)."""
    return _sort(window.key.partition("-")[2]).partition("_")[0]


def lengths(number: int, window: Window) -> Phrase:
    """So many windows of that sort: 12个月, 4个季度."""
    return Phrase(f"pages.length.{sort_of(window)}", {"number": number})


def day(found: date, of: int | None = None) -> Phrase:
    """3月31日; with its year where that is not the year spoken of."""
    figures = {"year": found.year, "month": found.month, "day": found.day, "iso": found.isoformat()}
    return Phrase("pages.day_in_year" if found.year == of else "pages.day", figures)


def periods(windows: Iterable[Window]) -> tuple[Phrase, ...]:
    """The windows in order, each once, several in a row as a span."""
    rows: list[list[Window]] = []
    for each in sorted(set(windows)):
        if rows and rows[-1][-1].end + ONE_DAY == each.start:
            rows[-1].append(each)
        else:
            rows.append([each])
    said: list[Phrase] = []
    for row in rows:
        if len(row) >= _RUN and sort_of(row[0]) != "span":
            said.append(Phrase("pages.window.run", {"first": period(row[0].key), "last": period(row[-1].key)}))
        else:
            said += [_window(each) for each in row]
    return tuple(said)


def _window(window: Window) -> Phrase:
    """Its name without the year; the days of a span that has none."""
    if sort_of(window) != "span":
        return period(window.key)
    year = window.start.year
    first, last = day(window.start, year), day(window.end, year)
    return first if window.start == window.end else Phrase("pages.span", {"first": first, "last": last})
