"""Which columns a sheet has: those of a record type, or of one of the three lists, from the one declaration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.model.pack import Pack
from generator.model.record import COMMITTEE
from generator.types import Field, RecordType, registry
from generator.types.kind import Keyed
from generator.types.offered import offered

ID, BRANCH, YEAR, BODY, TYPE, DATE = "_id", "_branch", "_year", "_body", "type", "date"
"""What a row says beside its fields: which record it is, of which branch, of which year, and its minutes."""
WORDS = {
    ID: ("记录编号", "编号"),
    BRANCH: ("支部", "党支部", "所属支部", "支部名称", "填报支部"),
    YEAR: ("年度", "年份", "所属年度"),
    BODY: ("会议内容", "记录正文", "正文", "会议记录", "活动内容", "活动情况", "内容"),
}
"""What these columns are called; the first is their head."""
BETWEEN = "·"
"""What stands between the name of a field and that of its part."""
LISTS = "rectification"
EXAMPLE = "示例"
"""What the first cell of a row begins with that shows how to fill in, and is no record."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: which field, or part of one, stands in it."""

    path: tuple[str, ...]
    """The field's id, then of its parts."""
    label: str
    field: Field | None
    """How its cells are read; None for what is no field."""
    needed: bool = False
    """Without it the record does not count."""
    asked: bool = False
    note: str = ""
    """What to write there, and for what."""

    @property
    def name(self) -> str:
        """The id of the field it belongs to."""
        return self.path[0]


@dataclass(frozen=True)
class Kind:
    """What a sheet holds: records of a type, or rows of a list."""

    type: RecordType | None
    list: Field | None = None

    @property
    def id(self) -> str:
        """The id of the type or list."""
        return self.type.id if self.type else self.list.id if self.list else ""

    @property
    def label(self) -> str:
        """What the sheet is called."""
        return self.type.zh[0] if self.type else self.list.zh[0] if self.list else ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name under which a sheet of it may come."""
        return (self.id, *(self.type.zh if self.type else self.list.zh if self.list else ()))

    @property
    def of_committee(self) -> bool:
        """Whether only the committee has such records."""
        return self.type is not None and self.type.folder == "committee"

    @cached_property
    def fields(self) -> dict[str, Field]:
        """The fields a row may have, by every name."""
        if self.list is not None:
            return dict(self.list.by_name)
        assert self.type is not None
        return dict(registry().fields_by_name((self.type.id,)))


def kinds() -> tuple[Kind, ...]:
    """Every kind of sheet, in the order in which records are listed; the three lists last."""
    types = (Kind(each) for _, group in registry().grouped for each in group)
    return (*types, *(Kind(None, each) for each in registry().documents[LISTS].fields.values()))


def columns(kind: Kind, pack: Pack | None = None, also: Iterable[str] = (), ids: bool = False) -> tuple[Column, ...]:
    """The columns of a new sheet, those asked for first.

    `pack`: whose rules a sheet of points has a column for; `also`: further fields; `ids`: with the records' ids.
    """
    first = [_special(ID)] if ids else []
    if kind.list is not None:
        first = [_special(BRANCH, True), _special(YEAR, True)]
        needs = kind.list.needs
        rest = [each for name, field in kind.list.fields.items() for each in _columns(field, name in needs, True, pack)]
        return (*first, *rest)
    assert kind.type is not None
    known = registry()
    if not kind.of_committee:
        first.append(_special(BRANCH, True))
    first += _columns(known.shared[DATE], True, True, pack)
    shown = [(each.field, each.needed, each.asked) for each in offered(kind.type, known)]
    there = {field.id for field, _, _ in shown}
    order = {each.id: number for number, each in enumerate((*known.shared.values(), *kind.fields.values()))}
    more = sorted({*also} - there - {DATE}, key=lambda name: order[name])
    shown += [(kind.fields[name], False, False) for name in more]
    rest = [column for field, needed, asked in shown for column in _columns(field, needed, asked, pack)]
    return (*first, *rest, _special(BODY))


def _special(id: str, needed: bool = False) -> Column:
    return Column((id,), WORDS[id][0], None, needed, needed)


def _columns(field: Field, needed: bool, asked: bool, pack: Pack | None) -> Iterator[Column]:
    """The columns of a field: one for each of its parts, or for each rule that takes points."""
    if field.kind == "parts" and not field.in_words:
        for path, leaf in _leaves(field, ()):
            label, note = BETWEEN.join(_words(field, path)), field.help.get("zh", "")
            yield Column((field.id, *path), label, leaf, _is_needed(field, path, needed), asked, note)
    elif field.kind == "scores" and pack is not None and isinstance(field.form, Keyed):
        for rule in pack.rules:
            if rule.points and not rule.of_committee:
                words = f"{rule.term.said('zh')}，最多{float(rule.points):g}分"
                yield Column((field.id, rule.id), f"{field.zh[0]}{BETWEEN}{rule.id}", field, needed, asked, words)
    else:
        yield Column((field.id,), field.zh[0], field, needed, asked)


def _leaves(field: Field, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Field]]:
    for name, each in field.fields.items():
        if each.kind == "parts":
            yield from _leaves(each, (*path, name))
        else:
            yield (*path, name), each


def _words(field: Field, path: tuple[str, ...]) -> Iterator[str]:
    yield field.zh[0]
    for name in path:
        field = field.fields[name]
        yield field.zh[0]


def _is_needed(field: Field, path: tuple[str, ...], needed: bool) -> bool:
    return needed and (path[0] in field.needs or not field.needs)


def unit_of(kind: Kind, branch: str) -> str:
    """The folder of a row's record."""
    return COMMITTEE if kind.of_committee else branch
