"""The cut: what an audience may see of records and results, as values of their own (design §7).

Pages are made from `PublicRecord` and `PublicResult` only, so what is cut here can be in nothing that is published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from generator.judge.kind import Kind
from generator.judge.known import Stage, goes_its_course, issued, known, known_lists, seen, stage
from generator.judge.lists.states import Standing, Tally, course, standings
from generator.judge.parameters import Use
from generator.model.on_demand import OnDemand
from generator.model.problem import Phrase
from generator.model.record import Record
from generator.model.rectification import Rectification, Row
from generator.model.result import BranchResult, Fault, Result, RuleResult, WindowResult
from generator.model.values import Values
from generator.publish.cut.gradings import GradingCutter
from generator.types import Field, registry
from generator.types.declaration import Audience

POINTS_SAID = frozenset(
    ["judging.why.scored", "packs.why.deducted", "packs.why.added", "faults.nothing_given"],
)
"""Sentences that name points."""
MINUTES = Audience.MEMBERS
"""The class of minutes."""


@dataclass(frozen=True, slots=True)
class PublicRecord:
    """A record of which only what one audience may see is left."""

    id: str
    branch: str
    year: int
    types: tuple[str, ...]
    date: date
    values: Values
    body: str
    incomplete: frozenset[str]
    draft: bool

    @property
    def stem(self) -> str:
        """The page's file name."""
        return self.id.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class PublicResult:
    """A result of which only what one audience may see is left."""

    result: Result
    scores_shown: bool
    hidden_rules: frozenset[str]
    """Rules whose result the audience does not see; they count in the totals all the same."""


def record_class(record: Record) -> Audience | None:
    """The narrowest of what its types, its choices and the record itself say; None for a type without pages."""
    declared = [registry().types[each] for each in record.types]
    if any(each.restricted for each in declared):
        return None
    classes = [each.audience for each in declared]
    classes += _chosen(record)
    if record.draft:
        classes.append(Audience.COMMITTEE)
    own = record.values.get("audience")
    if own is not None:
        classes.append(next((each for each in Audience if each == own), Audience.COMMITTEE))
    return max(classes, key=list(Audience).index)


def _chosen(record: Record) -> Iterator[Audience]:
    """The classes of what is chosen in it: a decision not to recommend is of another class than one to recommend."""
    for name, value in record.values.items():
        declared = declared_field(name, record.types)
        yield from (each.audience for each in declared.choices if each.id == value) if declared else ()


def opens(record: Record, audience: Audience, as_of: date) -> bool:
    """Whether the record has a page for the audience at the end of the day.

    What is not issued yet, or is disclosed only for other days, is there for the committee alone.
    """
    wanted = record_class(record)
    if wanted is None or not audience.sees(wanted) or not seen(record, as_of):
        return False
    return audience is Audience.COMMITTEE or (issued(record, as_of) and stage(record, as_of) is not Stage.ENDED)


def text_class(record: Record) -> Audience:
    """Who may read what the record says below its fields: a disclosure says itself to whom it is made."""
    if goes_its_course(record):
        return next((each for each in Audience if each == record.values.get("shown_to")), Audience.MEMBERS)
    return max((registry().types[each].text for each in record.types), key=list(Audience).index)


def cut(record: Record, audience: Audience, as_of: date) -> PublicRecord | None:
    """What the audience may see of the record at the end of the day; None where that is no page at all."""
    if not opens(record, audience, as_of):
        return None
    values = Values()
    for name, value in known(record, as_of).values.items():
        declared = declared_field(name, record.types)
        left = _cut_value(declared, value, audience) if declared else None
        if left is not None:
            values[name] = left
    if audience is Audience.COMMITTEE:
        unknown = [name for name in record.values if declared_field(name, record.types) is None]
        values |= {name: str(record.values[name]) for name in unknown}
    return PublicRecord(
        id=record.id,
        branch=record.branch,
        year=record.year,
        types=record.types,
        date=record.date,
        values=values,
        body=record.body if audience.sees(text_class(record)) else "",
        incomplete=frozenset(record.incomplete),
        draft=record.draft,
    )


@cache
def declared_field(name: str, types: tuple[str, ...]) -> Field | None:
    """The declaration of a record's field."""
    return registry().field(name, types)


def _cut_value(declared: Field, value: object, audience: Audience) -> object | None:
    if not audience.sees(declared.audience):
        return None
    if declared.kind == "parts":
        return _cut_parts(declared, value, audience) or None
    if declared.kind == "entries":
        entries = value if isinstance(value, tuple) else ()
        return tuple(left for entry in entries if (left := _cut_parts(declared, entry, audience))) or None
    return value


def _cut_parts(declared: Field, value: object, audience: Audience) -> Values:
    """Only what is declared inside, each by its own class."""
    found = value if isinstance(value, Values) else Values()
    return Values(
        {
            name: left
            for name, inner in declared.fields.items()
            if name in found and (left := _cut_value(inner, found[name], audience)) is not None
        }
    )


@dataclass(frozen=True, slots=True)
class Restricted:
    """How many records of a type without pages a branch has: all that is ever shown of them."""

    branch: str
    type: str
    count: int


def restricted_counts(records: Iterable[Record], audience: Audience, year: int, as_of: date) -> tuple[Restricted, ...]:
    """The counts, for the committee alone."""
    counts: dict[tuple[str, str], int] = {}
    for record in records if audience is Audience.COMMITTEE else ():
        if record.year == year and seen(record, as_of) and record_class(record) is None:
            key = (record.branch, record.types[0])
            counts[key] = counts.get(key, 0) + 1
    return tuple(Restricted(*key, count) for key, count in sorted(counts.items()))


@dataclass(frozen=True, slots=True)
class PublicLists:
    """The three lists of a branch, of which only what one audience may see is left, with the state of each task."""

    branch: str
    problems: tuple[Row, ...]
    tasks: tuple[Row, ...]
    responsibilities: tuple[Row, ...]
    standings: Mapping[str, Standing]
    """By the task's id; every audience sees them."""
    course: tuple[tuple[date, Tally], ...] = ()
    """The counts week by week up to the day, which every audience sees as well."""


def cut_lists(lists: Rectification, audience: Audience, as_of: date, never_shown: Callable[[str], bool]) -> PublicLists:
    """The lists as they stood at the end of the day; evidence of a type that never has a page is left out."""
    declared = registry().documents["rectification"].fields
    then = known_lists(lists, as_of)

    def rows(name: str, found: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(_cut_parts(declared[name], _without(row, never_shown), audience) for row in found)

    return PublicLists(
        lists.branch,
        rows("problems", then.problems),
        rows("tasks", then.tasks),
        rows("responsibilities", then.responsibilities),
        standings(lists, as_of),
        course(lists, as_of),
    )


def _without(row: Row, never_shown: Callable[[str], bool]) -> Row:
    if "evidence" in row:
        row = row.having(evidence=tuple(each for each in row.names("evidence") if not never_shown(each)))
    verified = row.parts("verified")
    return row.having(verified=verified.without("evidence")) if never_shown(verified.text("evidence")) else row


def cut_result(
    result: Result,
    kinds: Mapping[str, Kind],
    audience: Audience,
    publish_scores: str,
    never_shown: Callable[[str], bool],
) -> PublicResult:
    """What the audience may see of the result: standards' totals stay, rows of a stricter class go.

    `never_shown` says of a record's id that it is of a type that never has a page: such evidence is left out.
    """
    scores = audience.sees(Audience(publish_scores))
    cutter = _ResultCutter(kinds, audience, scores, never_shown)
    hidden = frozenset(rule.id for rule in result.pack.rules if not audience.sees(Audience(rule.audience)))
    grading = GradingCutter(audience, scores, hidden, never_shown)
    branches = OnDemand(result.branches, lambda unit: grading.branch(cutter.branch(result.branches[unit])))
    committee, quota = cutter.rules(result.committee), grading.quota(result.quota)
    return PublicResult(replace(result, branches=branches, committee=committee, quota=quota), scores, hidden)


@dataclass(frozen=True, slots=True)
class _ResultCutter:
    kinds: Mapping[str, Kind]
    audience: Audience
    scores: bool
    never_shown: Callable[[str], bool]

    def branch(self, branch: BranchResult) -> BranchResult:
        standards = branch.standards
        if not self.scores:
            standards = {key: replace(each, earned=None) for key, each in standards.items()}
        return replace(
            branch,
            rules=self.rules(branch.rules),
            standards=standards,
            computed_score=branch.computed_score if self.scores else None,
            late_entries=self._evidence(branch.late_entries),
            similar=tuple(pair for pair in branch.similar if len(self._evidence(pair)) == len(pair)),
        )

    def rules(self, rules: Mapping[str, RuleResult]) -> dict[str, RuleResult]:
        return {
            key: self._rule(found) for key, found in rules.items() if self.audience.sees(Audience(found.rule.audience))
        }

    def _rule(self, found: RuleResult) -> RuleResult:
        cut_found = replace(
            found,
            windows=tuple(self._window(window) for window in found.windows),
            evidence=self._evidence(found.evidence),
            parts=tuple(
                replace(part, evidence=self._evidence(part.evidence))
                for part in found.parts
                if self.audience.sees(Audience(part.audience))
            ),
        )
        if self.audience is Audience.COMMITTEE:
            return cut_found
        kind = self.kinds.get(found.rule.id)
        if kind is not None:
            cut_found = self._by_kind(cut_found, kind)
        if not self.scores:
            return _without_points(cut_found)
        return cut_found

    def _by_kind(self, found: RuleResult, kind: Kind) -> RuleResult:
        """Without the figures made of what the audience does not see, and the records chosen by it."""
        if not self._sees(kind.fields(Use.AID), kind):
            found = replace(found, aid=None)
        types = [registry().types[each] for each in kind.types()]
        chosen = self._sees_fields(kind.fields(Use.CHOICE), kind)
        never = bool(types) and all(each.restricted for each in types)
        hidden_parts = self._has_hidden_parts(found)
        if hidden_parts:
            # What only a hidden part rests on would tell that there is such a part.
            shown = {item for part in found.parts for item in part.evidence}
            found = replace(found, evidence=tuple(each for each in found.evidence if each in shown))
        if not chosen:
            windows = tuple(replace(each, evidence=()) for each in found.windows)
            found = replace(found, evidence=(), windows=windows, aid=None)
        if never or not chosen or hidden_parts or not self._sees(kind.fields(Use.FIGURES), kind):
            found = _without_figures(found)
        return found

    def _window(self, window: WindowResult) -> WindowResult:
        return replace(window, evidence=self._evidence(window.evidence))

    def _evidence(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(each for each in ids if not self.never_shown(each))

    def _has_hidden_parts(self, found: RuleResult) -> bool:
        """By the rule's declaration, so that nothing shows whether there was such a case."""
        kind = self.kinds.get(found.rule.id)
        return kind is not None and not all(self.audience.sees(Audience(each)) for each in kind.part_classes())

    def _sees(self, fields: Sequence[str], kind: Kind) -> bool:
        """Whether this audience sees every one of the fields that something is made of, and the records they are in."""
        classes = [registry().types[each].audience for each in kind.types()] if fields else []
        return self._sees_fields(fields, kind) and all(map(self.audience.sees, classes))

    def _sees_fields(self, fields: Iterable[str], kind: Kind) -> bool:
        """Whether this audience sees every one of the fields, whatever the class of the records."""
        declared = [each for name in fields for each in _path(name, kind.types())]
        return all(each is not None and self.audience.sees(each.audience) for each in declared)


def _path(name: str, types: tuple[str, ...]) -> Iterator[Field | None]:
    """The declarations of a field and of its part (`ballots.good`)."""
    first, _, part = name.partition(".")
    declared = declared_field(first, types)
    yield declared
    if part:
        yield declared.fields.get(part) if declared else None


def _without_figures(found: RuleResult) -> RuleResult:
    """Its status and its windows' stay: whether it is met is for everybody, by how much is not."""
    fault = found.fault and Fault(found.fault.bare or Phrase("faults.bare", {"what": found.rule.term}))
    windows = tuple(replace(each, count=None) for each in found.windows)
    why = Phrase(f"judging.why.{found.status}")
    return replace(found, why=why, value=None, steps=(), windows=windows, fault=fault)


def _without_points(found: RuleResult) -> RuleResult:
    """Points, and the sentences that name them, are left out where scores are not for this audience."""
    why = Phrase(f"judging.why.{found.status}") if _names_points(found.why) else found.why
    fault = found.fault
    if fault is not None and _names_points(fault.said):
        fault = Fault(fault.bare or Phrase("faults.bare", {"what": found.rule.term}))
    return replace(found, earned=None, steps=(), why=why, fault=fault)


def _names_points(said: object) -> bool:
    """Whether the phrase, or one inside it, names points."""
    if isinstance(said, tuple):
        return any(map(_names_points, said))
    return isinstance(said, Phrase) and (said.code in POINTS_SAID or any(map(_names_points, said.args.values())))
