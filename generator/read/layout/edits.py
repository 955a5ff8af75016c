"""A text with some places of it put otherwise, and where each of its characters stood before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from generator.model.node import Mark
from generator.model.problem import Severity
from generator.types.findings import Findings


@dataclass(frozen=True, slots=True)
class Edit:
    """What to write from here to there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell of a place: a code of the problems with its figures."""

    offset: int
    code: str
    args: Mapping[str, object]
    mended: bool = True
    """Whether the edits remove what it tells."""
    error: bool = False
    """Whether it rejects the file."""


@dataclass(frozen=True)
class Edited:
    """The text as it was, and as it is after the edits."""

    before: str
    edits: Sequence[Edit] = ()
    notes: Sequence[Note] = ()
    _shifts: list[tuple[int, int, int, int]] = field(init=False, repr=False, compare=False, default_factory=list)
    """Of each edit where its text starts and ends afterwards, and where it started and ended before."""

    @cached_property
    def text(self) -> str:
        """The text after the edits."""
        pieces: list[str] = []
        at = length = 0
        for edit in sorted(self.edits, key=lambda each: (each.start, each.end)):
            pieces += (self.before[at : edit.start], edit.text)
            length += edit.start - at
            self._shifts.append((length, length + len(edit.text), edit.start, edit.end))
            length += len(edit.text)
            at = edit.end
        return "".join((*pieces, self.before[at:]))

    def original(self, mark: Mark, first_line: int = 1) -> Mark:
        """Where the character at the mark of the text stood before. Lines count from `first_line`."""
        starts = self._starts
        if not self.edits or not 0 <= mark.line - first_line < len(starts):
            return mark
        offset = starts[mark.line - first_line] + mark.column - 1
        at = bisect_right(self._shifts, (offset, len(self.text) + 1, 0, 0)) - 1
        if at < 0:
            return self.place(offset, first_line)
        start, end, was_start, was_end = self._shifts[at]
        inside = min(was_start + offset - start, was_end)
        return self.place(inside if offset < end else was_end + offset - end, first_line)

    def tell(self, findings: Findings, first_line: int) -> None:
        """Tells every note where it was typed."""
        for note in self.notes:
            severity = Severity.ERROR if note.error else Severity.WARNING
            findings.tell(severity, note.code, self.place(note.offset, first_line), **note.args)

    def place(self, offset: int, first_line: int = 1) -> Mark:
        """The mark of a character of the text as it was."""
        line = bisect_right(self._starts_before, offset) - 1
        return Mark(line + first_line, offset - self._starts_before[line] + 1)

    @cached_property
    def _starts(self) -> list[int]:
        return _line_starts(self.text)

    @cached_property
    def _starts_before(self) -> list[int]:
        return _line_starts(self.before)


def _line_starts(text: str) -> list[int]:
    starts = [0]
    while (at := text.find("\n", starts[-1])) >= 0:
        starts.append(at + 1)
    return starts
