"""One line of prose that says several fields, as people write it, set out as those fields (design §3).

`应到: 应到12人，实到11人` says two fields, `日期: 8月23日至27日` two, `赞成: 全票通过` three. They are read with a
warning that shows the lines to write, which `fmt` then writes. What would be two records is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.model.node import Listing, Mark, Node, Scalar
from generator.model.node import Mapping as Written
from generator.types import Field, quantities, spelling
from generator.types.findings import Findings

_SHOWN_DAYS = 4
_SHORTEST_MOMENT = 6
"""No day with a clock is written shorter: 3月8日2点."""
Names = Mapping[str, Field]
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CompoundLine:
    """One line of prose: where its name and its value stand, and the lines that say the same."""

    key: Mark
    value: Mark
    pairs: Pairs


def set_out(
    mapping: Written, names: Names, year: int | None, findings: Findings
) -> tuple[Written, tuple[CompoundLine, ...]]:
    """The mapping of a record with its prose set out as fields, and what was set out.

    `names` gives the fields of its types by every name; `year` is that of its folder, for days without one.
    """
    found: list[CompoundLine] = []
    pairs: list[tuple[Scalar, Node]] = []
    day = next((_day(value, year) for key, value in mapping.pairs if _is(key, "date", names)), None)
    for key, written in mapping.pairs:
        value = _one_day(key, written, year, findings) if _is(key, "date", names) else written
        said = _said(key, value, names, year, day)
        pairs += _put(key, value, said, found)
        if said:
            _tell(key, value, said, findings)
    voting = next((value for key, value in pairs if _is(key, "voting_present", names)), None)
    resolved = [
        (key, _resolutions(value, names[key.text], _number(voting), found, findings))
        if _is(key, "resolutions", names)
        else (key, value)
        for key, value in pairs
    ]
    return Written(tuple(resolved), mapping.mark), tuple(found)


def _put(key: Scalar, value: Node, said: Pairs, found: list[CompoundLine]) -> list[tuple[Scalar, Node]]:
    if not said:
        return [(key, value)]
    found.append(CompoundLine(key.mark, value.mark, said))
    return [(Scalar(name, key.mark), Scalar(text, value.mark)) for name, text in said]


def _tell(key: Scalar, value: Node, said: Pairs, findings: Findings) -> None:
    written = value.text if isinstance(value, Scalar) else ""
    form = "、".join(f"{name}: {text}" for name, text in said)
    findings.warning("set_out", value.mark, field=key.text, value=written, form=form)


def _is(key: Scalar, field: str, names: Names) -> bool:
    return key.text in names and names[key.text].id == field


def _said(key: Scalar, value: Node, names: Names, year: int | None, day: date | None) -> Pairs:
    """The fields a pair says beside its own; none where it says what its name says and nothing else."""
    if _is(key, "date", names):
        return _days(key, value, names, year) or _moment(key, value, names, year)
    if _is(key, "time", names):
        return _moment(key, value, names, year, day)
    if isinstance(value, Scalar) and (key.text not in names or names[key.text].kind == "count"):
        return _counts(key, value, names)
    return ()


def _counts(key: Scalar, value: Scalar, names: Names) -> Pairs:
    """应到12人，实到11人: names of counts with their numbers; the first may be left to the field's own name."""
    if value.text.isdecimal():
        return ()
    counts = quantities.read_counts(value.text, [name for name, each in names.items() if each.kind == "count"])
    if not counts or (len(counts) == 1 and not counts[0][0]):
        return ()
    said: list[tuple[str, str]] = []
    for number, (name, count) in enumerate(counts):
        own = name or (key.text if not number else "")
        if own not in names or names[own].kind != "count":
            return ()
        said.append((own, str(count)))
    return tuple(said)


def _one_day(key: Scalar, value: Node, year: int | None, findings: Findings) -> Node:
    """The value, or where it names several days its first, with an error that offers a record for each."""
    items = value.items if isinstance(value, Listing) else (value,)
    texts = [item.text for item in items if isinstance(item, Scalar)]
    days = [day for text in texts for day in _several(text, year)]
    if len(days) < 2 or len(texts) < len(items):
        return value
    split = "；".join(f"{day:%m-%d}-….md → {key.text}: {day.isoformat()}" for day in days[:_SHOWN_DAYS])
    findings.error("several_days", value.mark, field=key.text, value="、".join(texts), split=split)
    return Scalar(days[0].isoformat(), value.mark)


def _several(text: str, year: int | None) -> tuple[date, ...]:
    try:
        return spelling.read_days(text, year)
    except (spelling.Impossible, spelling.Doubtful):
        return ()


def _days(key: Scalar, value: Node, names: Names, year: int | None) -> Pairs:
    """8月23日至27日: the first day and the last, the year of the folder where none is said."""
    try:
        span = spelling.read_range(value.text, year) if isinstance(value, Scalar) else None
    except (spelling.Impossible, spelling.Doubtful):
        return ()
    if span is None:
        return ()
    first, last = span
    end = () if last is None else ((_label(names["end_date"], key), last.isoformat()),)
    return ((key.text, first.isoformat()), *end)


def _day(value: Node, year: int | None) -> date | None:
    """The one day a scalar says, if it says one."""
    try:
        return spelling.read_one_day(value.text, year) if isinstance(value, Scalar) else None
    except (spelling.Impossible, spelling.Doubtful):
        return None


def _moment(key: Scalar, value: Node, names: Names, year: int | None, day: date | None = None) -> Pairs:
    """2017年3月8日下午2点: the day and the clock; the clock alone where `day` is that day and written already."""
    if not isinstance(value, Scalar) or len(value.text) < _SHORTEST_MOMENT:
        return ()
    try:
        found = spelling.read_moment(value.text, year)
    except (spelling.Impossible, spelling.Doubtful):
        return ()
    if found is None or (day is not None and found[0] != day):
        return ()
    of_day = () if day is not None else ((_label(names["date"], key), found[0].isoformat()),)
    return (*of_day, (_label(names["time"], key), found[1]))


def _number(value: Node | None) -> int | None:
    """The count a scalar says, if it says one."""
    try:
        found = quantities.read_count(value.text) if isinstance(value, Scalar) else None
    except spelling.Impossible:
        return None
    return found[0] if found else None


def _resolutions(
    value: Node, declared: Field, voting: int | None, found: list[CompoundLine], findings: Findings
) -> Node:
    """Each resolution with "all" for its votes set out; the number is only known where 实到有表决权 says it."""
    if not isinstance(value, Listing):
        return value
    names = {name: each for each in declared.fields.values() for name in each.names}
    return Listing(tuple(_votes(item, names, voting, found, findings) for item in value.items), value.mark)


def _votes(item: Node, names: Names, voting: int | None, found: list[CompoundLine], findings: Findings) -> Node:
    if not isinstance(item, Written):
        return item
    pairs: list[tuple[Scalar, Node]] = []
    for key, value in item.pairs:
        if not (_is(key, "for", names) and isinstance(value, Scalar) and quantities.says_all(value.text)):
            pairs.append((key, value))
            continue
        if voting is None:
            findings.warning("all_of_whom", value.mark, field=key.text, value=value.text)
            continue
        others = [name for name in _ALSO if not any(_is(each, name, names) for each, _ in item.pairs)]
        said = tuple(
            (_label(names[name], key), number)
            for name, number in (("for", str(voting)), *((each, "0") for each in others))
        )
        _tell(key, value, said, findings)
        pairs += _put(key, value, said, found)
    return Written(tuple(pairs), item.mark)


_ALSO = ("against", "abstain")
"""What nobody did where all were for it."""


def _label(field: Field, like: Scalar) -> str:
    """The name of the field in the language the other name is in."""
    return field.id if like.text.isascii() else field.zh[0]
