"""Figures written into a bulletin: `{{fig:RULE.met@jichu=11/12}}`, so that they can be checked (design §6).

    {{fig:subject.measure@unit=figure}}     subject: a rule, a standard, score, baseline, final, rectification, records
                                            unit: a branch's id, _committee, or all

What stands before and after the marks is plain text. Full-width marks and digits are read as their plain forms.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.model.node import Mark

_MARKER = re.compile(r"\{\{\s*fig\b[^{}\n]*(?:\}\})?", re.IGNORECASE)
_PARTS = re.compile(
    r"\{\{\s*fig\s*[:：]\s*(?P<subject>[\w-]+)\s*[.．]\s*(?P<measure>\w+)\s*[@＠]\s*(?P<unit>[\w-]+)\s*[=＝]"
    r"\s*(?P<figure>[^{}\n]*?)\s*\}\}",
    re.IGNORECASE,
)
PARTS = ("subject", "measure", "unit", "figure")


@dataclass(frozen=True, slots=True)
class Marker:
    """One figure as it is written; `offsets` say where in the text each part begins."""

    text: str
    start: int
    subject: str = ""
    measure: str = ""
    unit: str = ""
    figure: str = ""
    offsets: tuple[int, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether it is written as it should be."""
        return bool(self.offsets)

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is a figure of."""
        return (self.subject, self.measure, self.unit)

    def offset(self, part: str) -> int:
        """Where a part of it begins; the marker's own place where it is not written as it should be."""
        return self.offsets[PARTS.index(part)] if self.offsets else self.start


def markers(text: str) -> Iterator[Marker]:
    """Every figure in a text, in order; those that are not written as they should be are not `whole`."""
    for found in _MARKER.finditer(text):
        parts = _PARTS.fullmatch(found[0])
        if parts is None:
            yield Marker(found[0], found.start())
            continue
        offsets = tuple(found.start() + parts.start(name) for name in PARTS)
        subject, measure, unit, figure = (plain(parts[name]) for name in PARTS)
        yield Marker(found[0], found.start(), subject, measure, unit, figure, offsets)


def with_figures(text: str, say: Callable[[Marker], str]) -> str:
    """The text with each figure as plain words."""
    made, last = [], 0
    for each in markers(text):
        made += [text[last : each.start], say(each)]
        last = each.start + len(each.text)
    return "".join([*made, text[last:]])


def written(marker: Marker, figure: str) -> str:
    """The marker with another figure."""
    subject, measure, unit = marker.key
    return f"{{{{fig:{subject}.{measure}@{unit}={figure}}}}}"


def place(text: str, offset: int, first_line: int) -> Mark:
    """Line and column, as editors count, of a place in a text that begins on that line."""
    line_start = text.rfind("\n", 0, offset) + 1
    return Mark(first_line + text.count("\n", 0, offset), offset - line_start + 1)


def plain(text: str) -> str:
    """A part without blanks, full-width forms as plain ones."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
