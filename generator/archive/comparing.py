"""What changed between two states of a year: which records, what moved with them, and by which of them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.archive import origin
from generator.archive.states import NOW, State, in_bag
from generator.model.changes import Changes, RecordChange, RuleMove, ScoreMove, Standing
from generator.model.frozen import Frozen
from generator.model.grading import ROUNDS
from generator.model.record import COMMITTEE, Record
from generator.workspace.workspace import Workspace

_ABSENT = object()
Document = Mapping[str, Any]


def since_frozen(workspace: Workspace, bag: Frozen) -> Changes:
    """What would be otherwise if the year were frozen again as of the same day. Raises Refused for a damaged bag."""
    with tempfile.TemporaryDirectory(prefix="wuhao-") as scratch:
        before = in_bag(bag.path, bag.name, workspace.language, Path(scratch, "bag"))
        return compared(before, State(NOW, before.year, before.as_of, workspace))


def compared(before: State, after: State) -> Changes:
    """Everything that differs in the year."""
    units = _units(before.result, after.result)
    cited = {id for pair in units.values() for unit in pair for rule in _rules(unit).values() for id in _evidence(rule)}
    records = tuple(_records(before, after, cited))
    changed = {each.id for each in records}
    return Changes(
        year=after.year,
        before=before.name,
        after=after.name,
        as_of_before=before.as_of.isoformat(),
        as_of_after=after.as_of.isoformat(),
        records=records,
        rules=tuple(move for unit, pair in units.items() for move in _rule_moves(unit, pair, changed)),
        scores=tuple(move for unit, pair in units.items() if unit != COMMITTEE for move in _score_moves(unit, pair)),
        causes=tuple(_causes(before, after)),
    )


def _causes(before: State, after: State) -> Iterator[str]:
    """What else results depend on, where it is not the same in both."""
    if before.result.get("config_version") != after.result.get("config_version"):
        yield "settings"
    if any(each.program is not None and origin.differences(each.program) for each in (before, after)):
        yield "program"
    if before.as_of != after.as_of:
        yield "day"


def _units(before: Document, after: Document) -> dict[str, tuple[Document, Document]]:
    """Each branch, and the committee, of either."""
    one, other = before["branches"], after["branches"]
    found = {unit: (one.get(unit, {}), other.get(unit, {})) for unit in sorted({*one, *other})}
    return {**found, COMMITTEE: (before["committee"], after["committee"])}


def _rules(unit: Document) -> Document:
    found: Document = unit.get("rules", {})
    return found


def _evidence(rule: Document) -> frozenset[str]:
    """The records, and branches' lists, that a rule's result rests on."""
    parts = (*rule.get("windows", ()), *rule.get("parts", ()), rule)
    return frozenset(str(each).partition("#")[0] for part in parts for each in part.get("evidence", ()))


def _records(before: State, after: State, cited: Iterable[str]) -> Iterator[RecordChange]:
    """Records of the year, and those of other years that either result cites, that are not the same."""
    one, other = (_known(state, cited) for state in (before, after))
    for id in sorted({*one, *other}):
        was, now = one.get(id), other.get(id)
        if was is None or now is None:
            there = now if was is None else was
            types = there.types if isinstance(there, Record) else ()
            yield RecordChange(id, "added" if was is None else "removed", types)
        elif isinstance(was, Record) and isinstance(now, Record):
            if was.fingerprint != now.fingerprint:
                yield RecordChange(id, "changed", now.types, tuple(_fields(was, now)))
        elif was != now:
            yield RecordChange(id, "changed")


def _known(state: State, cited: Iterable[str]) -> dict[str, object]:
    """Records by id, and branches' lists as what stands in them."""
    source, wanted = state.workspace.source, set(cited)
    window = state.workspace.compiled(state.year).pack.year.window(state.year)
    years = range(window.start.year, window.end.year + 1)
    found: dict[str, object] = {
        record.id: record for record in source.records if record.year in years or record.id in wanted
    }
    for (year, unit), lists in source.rectification.items():
        if year in years:
            found[f"{year:04}/{unit}/rectification"] = repr((lists.problems, lists.tasks, lists.responsibilities))
    return found


def _fields(was: Record, now: Record) -> Iterator[str]:
    for name in sorted({*was.values, *now.values}):
        if was.values.get(name, _ABSENT) != now.values.get(name, _ABSENT):
            yield name
    if was.body != now.body:
        yield "body"


def _rule_moves(unit: str, pair: tuple[Document, Document], changed: set[str]) -> Iterator[RuleMove]:
    one, other = map(_rules, pair)
    for rule in dict.fromkeys((*one, *other)):
        was, now = one.get(rule), other.get(rule)
        if was and now and all(was.get(name) == now.get(name) for name in ("status", "earned")):
            continue
        rests = [_evidence(each) if each else frozenset() for each in (was, now)]
        records = sorted(((rests[0] | rests[1]) & changed) | (rests[0] ^ rests[1]))
        yield RuleMove(unit, rule, _standing(was), _standing(now), tuple(records))


def _standing(rule: Document | None) -> Standing | None:
    if rule is None:
        return None
    return Standing(str(rule.get("status")), rule.get("earned"), str(rule.get("fault") or rule.get("why") or ""))


def _score_moves(unit: str, pair: tuple[Document, Document]) -> Iterator[ScoreMove]:
    one, other = map(_scores, pair)
    for what in one:
        if one[what] != other[what]:
            yield ScoreMove(unit, what, one[what], other[what])


def _scores(unit: Document) -> dict[str, str | None]:
    rounds = unit.get("rounds") or {}
    found = {"computed_score": unit.get("computed_score")}
    for name in ROUNDS:
        given = rounds.get(name) or {}
        found |= {f"{name}.final": given.get("final"), f"{name}.grade": given.get("grade")}
    ready = unit.get("recommendable")
    return {**found, "recommendable": None if ready is None else str(bool(ready.get("met"))).lower()}
