"""The lines between the fences: which name each begins with, on which level it stands, what stands after it."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial

from generator.model.node import quoted
from generator.read.layout.edits import Edit, Edited, Note
from generator.read.layout.flow import COLONS, FAR, closed, flow_edits
from generator.read.layout.names import (
    BROKEN,
    INVISIBLE,
    NUMBER,
    Head,
    Level,
    Line,
    Names,
    closed_up,
    head_of,
    known_head,
    lines_of,
    yaml_head,
)
from generator.read.layout.prose import prose
from generator.read.layout.references import refers
from generator.read.layout.scalar import BLANKS, is_block, is_textual, past_odd, read_plain
from generator.types import Field
from generator.types.findings import shortened

SIGN = re.compile(
    rf"[{INVISIBLE}{BROKEN}\u00a0\u2002\u2003\u2009\u3000：﹕∶︰]"
    r"|[:\[,-][ \t]+[&*!#][^ \t]|\S[ \t]#|[ \t]#[^ \t\n]"
    r"|^#[ \t]*[^\s:]+[ \t]*:[ \t]*[^\s#]"
    r"|^(?=[^\n]*\n[ \t]+\S)[^\s#-][^\n]*:[ \t]+[^\s|>\[{#]"
    r"|:[ \t]*\n[ \t]+[^\s\-#]|^(?=[^\n]*\n[ \t]+[^\s\-#])[^\n]*:[ \t]*#",
    re.MULTILINE,
)
"""What good YAML may hold, and yet be meant otherwise than YAML takes it.

Where the next line decides it is looked at first: a line of a thousand colons would be gone through as often.
"""
_COMMENTED = re.compile(rf"#[#{BLANKS}]*(?P<name>[^\s{COLONS}]+)[{BLANKS}]*[{COLONS}](?P<value>.*)", re.DOTALL)
_BULLET = re.compile(rf"(?:{NUMBER}|[·•●◦▪◆■＊*—–－])[{BLANKS}]*")
_NUMBERED = re.compile(rf"{NUMBER}[{BLANKS}]*")
_LISTS = frozenset(["lines", "branches", "groups", "records", "frame", "files", "types", "days"])
_LONGEST_NAME = 12


def tidied(text: str, names: Names) -> Edited:
    """The text with its lines in form; `names` gives the fields by every name they may be written under."""
    seen = prose(text, strict=True, ends_line=partial(_ends_line, names))
    return _Tidying(seen.text, names).run().over(seen)


def _ends_line(names: Names, before: str, after: str) -> bool:
    """Whether a soft end of a line stands before another field or item, or behind a comment."""
    said = after.lstrip(BLANKS)
    begins = said.startswith(("- ", "#")) or known_head(said, 0, [names]) or yaml_head(said, 0)
    return bool(begins) or before.lstrip(BLANKS).startswith("#")


class _Tidying:
    """One pass over the lines, from the first to the last."""

    def __init__(self, text: str, names: Names) -> None:
        self.text = text
        self.edits: list[Edit] = []
        self.notes: list[Note] = []
        self.lines = [*lines_of(text)]
        self.references = refers(text)
        base = self._base(names)
        self.levels = [Level(base, base, names)]
        self.waiting: Field | None = None
        """The field whose value is to come on deeper lines."""
        self.open = False
        self.value: tuple[int, Field] | None = None
        """Where the text after a name stands that may be the first of several items, and of which field it is."""
        self.next = 0

    def _base(self, names: Names) -> int:
        """The column in which most of the names stand."""
        columns = Counter(line.indent for line in self.lines if not line.dashes and head_of(line, [names]))
        most = max(columns.values(), default=0)
        return min((column for column, count in columns.items() if count == most), default=0)

    def run(self) -> Edited:
        """The text and its edits."""
        while self.next < len(self.lines):
            line = self.lines[self.next]
            self.next += 1
            if not line.rest.strip(BLANKS) and not line.dashes:
                if line.text.strip(" "):  # to YAML a line of other blanks than plain ones is not empty
                    self.edits.append(Edit(line.start, line.end, ""))
                continue
            if line.rest.startswith("#") and not line.dashes:
                self._comment(line)
            elif not (line.rest.startswith(("---", "...", "? ", "%")) and line.indent == 0):
                self._line(line)
        return Edited(self.text, self.edits, self.notes)

    def _line(self, line: Line) -> None:
        before = len(self.edits)
        listed = self.open or any(level.list for level in self.levels)
        if (line.dashes or self._is_item(line)) and (listed or not head_of(line, [self.levels[0].names])):
            self._item(line)
        else:
            head = self._head(line)
            if head is None:
                self._words(line)
            else:
                self._field(line, head)
        own = [each for each in self.edits[before:] if each.start >= line.start]
        if own:
            self._normalised(line, self.lines[self.next - 1].end, own)

    # ── Levels ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _field(self, line: Line, head: Head) -> None:
        level = self._level(line, head)
        if line.text[: len(line.text) - len(line.rest)] != " " * level.column:
            self.edits.append(Edit(line.start, line.at, " " * level.column))
        self._named(head, level, line.end)

    def _named(self, head: Head, level: Level, end: int) -> None:
        """The name, its colon, and what follows it up to `end`."""
        if self.text[head.start : head.colon] != head.name:
            self.edits.append(Edit(head.start, head.colon, head.name))
        field = level.names.get(head.key) if level.names else None
        value = head.after
        while value < end and self.text[value] in BLANKS:
            value += 1
        between = self.text[head.colon : value]
        wanted = ":" if value == end else ": "
        if between.rstrip(" ") != ":" or (value < end and between == ":"):
            self.edits.append(Edit(head.colon, value, wanted))
        self.open, self.waiting = False, field
        self._value(value, end, field, level)
        self.value = (value, field) if field and field.kind in _LISTS and not self.open and value < end else None

    def _level(self, line: Line, head: Head) -> Level:
        """Where the line belongs: in its own column if its name may stand there, else where the name is known."""
        if self.open and line.indent > self.levels[-1].indent:
            inner = self.waiting.by_name if self.waiting else None
            if inner or self.waiting is None or self.waiting.kind in ("node", "rules", "scores", "counts", "table"):
                level = Level(line.indent, self.levels[-1].column + line.indent - self.levels[-1].indent, inner or None)
                if not inner or head.key in inner or not self._homes(head.key):
                    self.levels.append(level)
                    return level
        here = [each for each in self.levels if each.indent == line.indent and not each.list]
        homes = self._homes(head.key)
        fitting = [each for each in here if each in homes or each.names is None or not homes]
        nearest = min(homes or self._maps(), key=lambda each: abs(each.indent - line.indent))
        level = fitting[0] if fitting else nearest
        del self.levels[self.levels.index(level) + 1 :]
        return level

    def _homes(self, name: str) -> list[Level]:
        return [each for each in self.levels if not each.list and each.names and name in each.names]

    def _maps(self) -> list[Level]:
        return [each for each in self.levels if not each.list]

    def _is_item(self, line: Line) -> bool:
        """Whether the line is an item of the list that is to come here, by its number or sign."""
        lists = self.open and self.waiting is not None and self.waiting.kind in _LISTS
        inside = self.levels[-1].list and self.levels[-1].indent == line.indent and self.levels[-1].items is not None
        numbered = self.value is not None and _NUMBERED.match(self.text, self.value[0])
        begun = numbered and not self.open and not self.levels[-1].list and _NUMBERED.match(line.rest)
        if not (lists or inside or begun) or not _BULLET.match(line.rest):
            return False
        return not any(head_of(line, [level.names]) for level in self._maps() if level.names)

    def _item(self, line: Line) -> None:
        """One item of a list: below its field, or beside the items before it."""
        if self.open:
            level = self.levels[-1]
            column = max(level.column, level.column + line.indent - level.indent)
            self.levels.append(Level(line.indent, column, None, self.waiting, list=True))
        else:
            lists = [each for each in self.levels if each.list]
            if not lists and self.value is not None and line.indent >= self.levels[-1].indent:
                lists = [self._begun(line, *self.value)]
            if not lists:
                self._words(line)
                return
            nearest = min(lists, key=lambda each: abs(each.indent - line.indent))
            del self.levels[self.levels.index(nearest) + 1 :]
        level = self.levels[-1]
        start = line.at
        bullet = _BULLET.match(line.rest) if not line.dashes else None
        if bullet:
            start += bullet.end()
        marks = line.text[: line.at - line.start] + (bullet[0] if bullet else "")
        wanted = " " * level.column + ("- " if start < line.end else "-")
        if line.dashes.count("-") <= 1 and marks.rstrip(" ") != wanted.rstrip(" "):
            self.edits.append(Edit(line.start, start, wanted))
        self.open, self.waiting = False, level.items
        names = level.items.by_name if level.items else None
        inner = Level(line.indent + start - line.at + len(line.dashes), level.column + 2, names or None)
        head = head_of(line, [names], start) if names else yaml_head(line.rest[start - line.at :], start)
        if head is not None and (names or level.items is None):
            self.levels.append(inner)
            self._named(head, inner, line.end)
        elif start < line.end:
            self._value(start, line.end, level.items, None)
        else:
            self.levels.append(inner)
            self.open = True

    def _begun(self, line: Line, start: int, field: Field) -> Level:
        """The list whose first item stands behind the name already."""
        column = self.levels[-1].column + 2 * (line.indent > self.levels[-1].indent)
        blanks = len(self.text[:start]) - len(self.text[:start].rstrip(BLANKS))
        number = _NUMBERED.match(self.text, start)
        first = number.end() if number else start
        self.edits.append(Edit(start - blanks, first, "\n" + " " * column + "- "))
        said = self.text[start:].split("\n", 1)[0].strip(BLANKS)
        items = (_NUMBERED.sub("", each.strip(BLANKS)) for each in (said, line.rest))
        form = "".join((f"{field.zh[0]}:", *(f"⏎{' ' * column}- {each}" for each in items)))
        self._remind(start, "list_begun", field=field.zh[0], value=shortened(said), form=form)
        self.levels.append(Level(line.indent, column, None, field, list=True))
        return self.levels[-1]

    # ── Names ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _head(self, line: Line) -> Head | None:
        """The name a line begins with: a known one, else what YAML takes for one, else what stands where names do."""
        inner = self.waiting.by_name if self.open and self.waiting else None
        known = head_of(line, [inner, *(level.names for level in reversed(self.levels))])
        if known is not None:
            return known
        if any(mark in line.rest[:1] for mark in "[{"):
            return None
        legal = yaml_head(line.rest, line.at)
        if legal is not None or self.open or line.indent > self._maps()[-1].indent:
            return legal
        for at, character in enumerate(line.rest[: _LONGEST_NAME + 1]):
            if character in COLONS:
                name = closed_up(line.rest[:at])
                stands = name and not name.isdigit() and not line.rest.startswith("//", at + 1)
                return Head(name, line.at, line.at + at, line.at + at + 1) if stands else None
            if character in "，。、；,;":
                return None
        return None

    # ── Values ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _words(self, line: Line) -> None:
        """A line without a name: the value of the field above, or more of it; else it is left for YAML to refuse."""
        if self.open and line.indent > self._maps()[-1].indent - (line.indent == 0):
            self.open = False
            self._value(line.at, line.end, self.waiting, None)

    def _value(self, start: int, end: int, field: Field | None, level: Level | None) -> None:
        """What stands from here to the end of the line, and on further lines where it goes on there."""
        value = self.text[start:end]
        if not value.strip(BLANKS):
            self.open = True
            return
        if is_block(value):
            self._skip_block()
            return
        if value[0] in "[{\"'" and self._bracketed(start, field):
            return
        if field and field.kind in _LISTS and level and (dash := re.match(r"-[ \t]+(?=\S)", value)):
            self.edits.append(Edit(start, start + dash.end(), ""))
            start, value = start + dash.end(), value[dash.end() :]
        found = read_plain(value, field, self.references)
        if found.doubtful:
            form = f"{found.text} {found.doubtful}"
            args = {"field": field.zh[0] if field else "", "value": found.doubtful, "text": quoted(form)}
            self._ask(start + value.index(found.doubtful), "comment_or_text", **args)
        if not found.text:
            self.open = True
            return
        last = start + value.index(found.text[0]) + len(found.text)
        first = last - len(found.text)
        split = self._split(first, last, field, level) if level is not None else None
        if split is not None and level is not None:
            at, head = split
            self._quote(first, at, field)
            self.edits.append(Edit(at, head.start, "\n" + " " * level.column))
            self._named(head, level, end)
        elif found.quoted:
            self._quote(first, last, field)

    def _quote(self, start: int, end: int, field: Field | None) -> None:
        """Puts what YAML would take otherwise between quotation marks."""
        said = self.text[start:end].rstrip(BLANKS)
        if read_plain(said, field, self.references).quoted or said[0] in "[{\"'":
            end = start + len(said)
            behind = past_odd(self.text, end)
            gap = " " if behind > end and self.text[behind : behind + 1].strip() else ""
            self.edits.append(Edit(start, behind, quoted(said) + gap))

    def _split(self, start: int, end: int, field: Field | None, level: Level) -> tuple[int, Head] | None:
        """Where a second field begins on the line, told apart by blanks, or behind a date, a number or a choice."""
        if not level.names or (field is not None and field.kind == "count"):
            return None
        signs = rf"[{BLANKS}]*[|;；][{BLANKS}]*|[{BLANKS}]+"
        signs = signs if is_textual(field) else rf"[{BLANKS}]*[，,、。][{BLANKS}]*|{signs}"
        for match in re.finditer(signs, self.text[start:end]):
            rest = self.text[start + match.end() : min(end, start + match.end() + FAR)]
            head = known_head(rest, start + match.end(), [level.names])
            if head is not None and match.start():
                return start + match.start(), head
        return None

    def _bracketed(self, start: int, field: Field | None) -> bool:
        """Whether a value in brackets or quotation marks ends as it should; the next line is then behind it."""
        stop = self.next
        column = self._maps()[-1].indent
        while stop < len(self.lines):
            line = self.lines[stop]
            if line.rest.strip() and line.indent <= column and self._head(line) is not None:
                break
            stop += 1
        limit = self.lines[stop].start if stop < len(self.lines) else len(self.text)
        end = closed(self.text, start, limit)
        if end is None:
            return False
        while self.next < len(self.lines) and self.lines[self.next].start < end:
            self.next += 1
        last = self.lines[self.next - 1].end
        behind = self.text[end:last].strip(BLANKS)
        if behind and not behind.startswith("#"):
            if "\n" in self.text[start:last]:
                return True
            whole = read_plain(self.text[start:last], field)
            self._quote(start, start + len(whole.text), field)
            return True
        if self.text[start] in "[{":
            self.edits += flow_edits(self.text, start, end, field, self.references)
        return True

    def _skip_block(self) -> None:
        """Leaves the lines of a block as they are: they end where a line stands no deeper than the field."""
        column = self._maps()[-1].indent
        while self.next < len(self.lines):
            line = self.lines[self.next]
            if line.rest.strip() and line.indent <= column:
                return
            self.next += 1

    # ── What is told ────────────────────────────────────────────────────────────────────────────────────────────

    def _comment(self, line: Line) -> None:
        """A line that is a comment for YAML and says a field for people, as `new` offers them: by its Chinese name."""
        match = _COMMENTED.match(line.rest)
        name = closed_up(match["name"]) if match else ""
        if match is None or name.isascii() or not any(name in (level.names or {}) for level in self.levels):
            return
        value = match["value"].strip(BLANKS)
        if value and not value.startswith("#"):
            self._ask(line.at, "commented_field", field=name, value=value)

    def _normalised(self, line: Line, end: int, edits: list[Edit]) -> None:
        """Tells of a line how it stands and how it is read, field by field."""
        shifted = [Edit(each.start - line.start, each.end - line.start, each.text) for each in edits]
        was = self.text[line.start : end]
        several = [" ".join(each.split()) for each in Edited(was, shifted).text.split("\n")]
        form = " ".join(several)
        value = " ".join(was.split())
        field = (self.waiting or self.levels[-1].items) if form[:1] in "-{[" else None
        name = field.zh[0] if field else form.partition(":")[0].lstrip("- {[")
        if len(several) > 1 and "\n" not in was:
            args = {"field": several[0].partition(":")[0], "value": shortened(value), "form": "、".join(several)}
            self._remind(line.at, "set_out", **args)
            return
        if form == value:
            form = Edited(was, shifted).text.rpartition("\n")[2].rstrip()
        args = {"field": name, "value": shortened(value), "form": form}
        self._remind(line.at - len(line.dashes), "spacing" if form.strip() == value else "unnormalised", **args)

    def _remind(self, offset: int, code: str, **args: object) -> None:
        self.notes.append(Note(offset, code, args))

    def _ask(self, offset: int, code: str, **args: object) -> None:
        """Something that could be meant in two ways: only who wrote it can mend it."""
        self.notes.append(Note(offset, code, args, mended=False))
