"""What a record must contain before it counts for a type, and what would make it count (design §4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.model.expression import Condition, parse_condition
from generator.model.node import Mark
from generator.model.organization import Branch
from generator.model.problem import Phrase, Problem
from generator.model.record import Lack, Record
from generator.types import RecordType, registry

MAJORITY = 2
"""A quorum is half: those present × 2 ≥ those entitled."""
NO_QUORUM = "no_quorum"
"""The code of a meeting to which too few came."""
_BODY = "body"


def codes() -> frozenset[str]:
    """The codes of every problem for which a record does not count."""
    declared = (each.code for kind in registry().types.values() for each in kind.counts_if)
    return frozenset(["incomplete", NO_QUORUM, *declared])


def why_not_counted(record: Record, branch: Branch | None, type_id: str | None = None) -> tuple[Problem, ...]:
    """Why the record, which is no draft, does not count for its types, or for the one given; empty where it does.

    Without a branch, as for an event of the whole school, nothing is compared with a roster.
    """
    types = record.types if type_id is None else (type_id,)
    return tuple(problem for each in types for problem in _why_not(record, registry().types[each], branch))


def off_the_roster(record: Record, branch: Branch) -> Iterator[Problem]:
    """Figures that the roster of the day does not bear out; those of single groups are not compared."""
    if "groups" in record.values:
        return
    roster = _roster(record, branch)
    values = {**record.values, "roster": roster}
    for kind in map(registry().types.__getitem__, record.types):
        wrong = [each for each in map(parse_condition, kind.roster) if each.holds(values) is False]
        for condition in wrong[:1]:
            name = condition.names[0].split(".")[0]
            full, members = roster["full"], roster["members"]
            exact = condition.compare == "=" or len(_limits(condition, kind)) == 1 or full == members
            right = str(full) if exact else f"{full}–{members}"
            figures = {"field": _label(name, kind), "written": condition.left.number(values), **roster, "right": right}
            yield record.warning("roster", name, **figures)


def _limits(condition: Condition, kind: RecordType) -> frozenset[str]:
    """The figures of the roster with which the field is compared."""
    same = [each for each in map(parse_condition, kind.roster) if each.left == condition.left]
    return frozenset(name for each in same for name in each.names if name.startswith("roster."))


def _why_not(record: Record, kind: RecordType, branch: Branch | None) -> Iterator[Problem]:
    lacks = record.incomplete.get(kind.id, ())
    for mark in dict.fromkeys(lack.mark for lack in lacks):
        here = [lack for lack in lacks if lack.mark == mark]
        yield _incomplete(
            record, kind, mark, (_lacking(each, kind) for each in here), (_write(each, kind) for each in here)
        )
    if lacks or branch is None:
        return
    voting = _voting(record, kind, branch)
    if voting is not None and voting[0] * MAJORITY < voting[1]:
        figures = {"type": kind.zh[0], "present": voting[0], "entitled": voting[1], "needed": -(-voting[1] // MAJORITY)}
        yield record.warning("no_quorum", "present", **figures)
    yield from _conditions(record, kind, branch)


def _conditions(record: Record, kind: RecordType, branch: Branch) -> Iterator[Problem]:
    """What else the declaration asks for, each problem once with every figure it compares."""
    roster = _roster(record, branch)
    values = {**record.values, "roster": roster}
    for code in dict.fromkeys(each.code for each in kind.counts_if):
        asked = [(each, parse_condition(each.holds)) for each in kind.counts_if if each.code == code]
        failed = [(each, condition) for each, condition in asked if condition.holds(values) is False]
        if not failed:
            continue
        declared, condition = failed[0]
        compared = {name: record.values.of(name) for _, each in asked for name in each.names if "." not in name}
        name = condition.names[0].split(".")[0]
        field = registry().field(name, (kind.id,))
        figures = {
            "type": kind.zh[0],
            "field": _label(name, kind),
            "example": field.example if field else "",
            "written": condition.left.number(values),
            **compared,
            **roster,
        }
        mark = record.mark(name)
        if declared.lack is None:
            yield record.warning(code, mark, **figures)
        else:
            lacking, write = (Phrase(f"judging.{part}.{declared.lack}", figures) for part in ("lack", "write"))
            yield _incomplete(record, kind, mark, (lacking,), (write,))


def _incomplete(
    record: Record, kind: RecordType, mark: Mark, missing: Iterable[object], write: Iterable[object]
) -> Problem:
    figures = {"type": kind.zh[0], "missing": tuple(missing), "write": _also(list(write))}
    return record.warning("incomplete", mark, **figures)


def _also(lines: list[object]) -> object:
    """Examples set apart so that each is taken for a line of its own."""
    if len(lines) < 2:
        return lines[0] if lines else ""
    return Phrase("judging.write.also", {"first": lines[0], "then": _also(lines[1:])})


def _lacking(lack: Lack, kind: RecordType) -> Phrase:
    names = tuple(Phrase("judging.lack.body") if name == _BODY else _label(name, kind) for name in lack.names)
    any_of = Phrase("judging.lack.any_of" if len(names) > 1 else "judging.lack.field", {"names": names})
    return Phrase("judging.lack.placeholder", {"names": any_of, "written": lack.written}) if lack.written else any_of


def _write(lack: Lack, kind: RecordType) -> object:
    """An example of what to write, as people would."""
    name = next((each for each in lack.names if each != _BODY), "")
    declared = registry().field(name, (kind.id,))
    example = f"{declared.zh[0]}: {declared.example}" if declared else ""
    return Phrase("judging.write.body", {"example": example}) if _BODY in lack.names else example


def _label(name: str, kind: RecordType) -> str:
    declared = registry().field(name, (kind.id,))
    return declared.zh[0] if declared else name


def _roster(record: Record, branch: Branch) -> Mapping[str, int]:
    """The members of the day, by the names that conditions have for them (`roster.full`)."""
    return {"full": branch.full_on(record.date), "members": branch.members_on(record.date)}


def _voting(record: Record, kind: RecordType, branch: Branch) -> tuple[int, int] | None:
    """How many of those entitled were there, and how many there are; None where nothing is asked or known."""
    if kind.quorum is None:
        return None
    given = record.values.count("voting_present")
    voting = (record.values.count("present") or 0) if given is None else given
    if kind.quorum == "full_members":
        full = branch.full_on(record.date)
        return (min(voting, full) if given is None else voting), full
    term = branch.committee_on(record.date)
    return None if term is None or term.size is None else (min(voting, term.size), term.size)
