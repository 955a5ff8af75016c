"""A text with some places of it put otherwise, and where each of its characters stood before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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

    @cached_property
    def text(self) -> str:
        """The text after the edits."""
        pieces: list[str] = []
        at = 0
        for edit in self._in_order:
            pieces += (self.before[at : edit.start], edit.text)
            at = edit.end
        return "".join((*pieces, self.before[at:]))

    @cached_property
    def _in_order(self) -> list[Edit]:
        return sorted(self.edits, key=lambda each: (each.start, each.end))

    @cached_property
    def _shifts(self) -> list[tuple[int, int, int, int]]:
        """Of each edit where its text starts and ends afterwards, and where it started and ended before."""
        found: list[tuple[int, int, int, int]] = []
        longer = 0
        for edit in self._in_order:
            start = edit.start + longer
            found.append((start, start + len(edit.text), edit.start, edit.end))
            longer += len(edit.text) - (edit.end - edit.start)
        return found

    def over(self, first: Edited) -> Edited:
        """Both edits in one: `first`, and these of the text it leaves, as edits of the text it was given."""
        if not first.edits:
            return self
        own = [Edit(*first._span(each.start, each.end), each.text) for each in self.edits]
        covered = sorted((each.start, each.end) for each in own if each.start < each.end)
        left: list[Edit] = []
        for edit in first.edits:
            at = bisect_right(covered, (edit.start, len(first.before))) - 1
            if at < 0 or covered[at][1] < edit.end:
                left.append(edit)
        notes = (replace(each, offset=first._span(each.offset, each.offset)[0]) for each in self.notes)
        return Edited(first.before, [*left, *own], [*first.notes, *notes])

    def _span(self, start: int, end: int) -> tuple[int, int]:
        """From where to where this piece of the text stood before; what was cut at its ends is none of it."""
        before = bisect_right(self._shifts, start, key=lambda each: each[1])
        within = bisect_left(self._shifts, end, key=lambda each: each[0])
        begins, ends = (self._shifts[count - 1] if count else (0, 0, 0, 0) for count in (before, within))
        was_start = begins[3] + start - begins[1]
        return was_start, max(was_start, ends[3] + end - ends[1])

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
