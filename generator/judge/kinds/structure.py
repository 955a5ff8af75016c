"""structure: how a branch is made up (domain §2.1: size, committee, groups)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.judge.case import Case
from generator.judge.faults import COMMITTEE_MISSING, joined
from generator.judge.kind import Finding, Kind, Tells, outside
from generator.judge.parameters import Wrong, described, list_of, parameter, schema_of, shape, whole
from generator.judge.scoring import PROPORTIONAL, Reached, Scoring, scoring
from generator.judge.units import committee_missing
from generator.model.node import Mapping as Written
from generator.model.node import Node
from generator.model.organization import Branch
from generator.model.problem import Phrase
from generator.model.result import Fault, Part, Status, Value

_Limits = tuple[int, int]


@described({"type": "array", "items": schema_of(whole), "minItems": 2, "maxItems": 2})
def _limits(node: Node) -> _Limits:
    """The fewest and the most, both included."""
    found = list_of(whole)(node)
    if len(found) != 2 or found[0] > found[1]:
        raise Wrong("parameter_list", node.mark)
    return found[0], found[1]


@dataclass(frozen=True, slots=True)
class Facts:
    """What must hold on the day; what is left out is not asked."""

    full_members: _Limits | None = None
    committee_from: int | None = None
    """Full members from which there must be a committee."""
    committee_size: _Limits | None = None
    groups_from: int | None = None
    """Members, probationary ones included, from which there must be groups."""


_SHAPE = shape(Facts, full_members=_limits, committee_from=whole, committee_size=_limits, groups_from=whole)


@described({**schema_of(_SHAPE), "minProperties": 1})
def _facts(node: Node) -> Facts:
    if isinstance(node, Written) and not node.pairs:
        raise Wrong("parameter_map", node.mark)
    found: Facts = _SHAPE(node)
    return found


@dataclass(frozen=True)
class Structure(Kind):
    """Facts of the organization on the day, or on the last day of the year or of the branch."""

    name = "structure"
    tells = Tells.STATES

    facts: Facts = parameter(_facts)
    scoring: Scoring = parameter(scoring("proportional", "all_or_nothing"), default=PROPORTIONAL)

    def find(self, case: Case) -> Finding:
        """Fails where a fact does not hold; one that concerns no such branch drops out."""
        branch, at = case.branch, case.at
        assert branch is not None
        found = dict(self._facts(branch, at))
        decided = [met for met in found.values() if met is not None]
        if not found:
            return outside("no_committee" if self.facts.committee_from else "no_case")
        if not decided:
            return Finding(Status.NO_EVIDENCE, Phrase("kinds.structure.why.fact_unknown"))
        met = sum(decided)
        status = Status.PASS if met == len(decided) else Status.FAIL
        figures = {"met": met, "decided": len(decided)}
        lacks = found.get("committee_from") is False and committee_missing(branch, case.seen_at)
        return Finding(
            status,
            Phrase("kinds.structure.why.facts", figures),
            Reached(status, met, len(decided)),
            reason=COMMITTEE_MISSING if lacks else None,
            value=Value(met, len(decided)),
            steps=[Phrase("kinds.structure.step.facts", figures)],
            fault=self._fault(case, branch, at, [name for name, known in found.items() if known is False]),
            parts=[Part(name, "there", known) for name, known in found.items()],
        )

    def _not_in_force(self, case: Case) -> str | None:
        return case.not_in_force_on(case.at)

    def _absent(self, case: Case) -> str | None:
        return None if case.branch is not None and case.branch.span.covers(case.at) else "part_window"

    def _fault(self, case: Case, branch: Branch, at: date, wrong: Sequence[str]) -> Fault | None:
        """The figures against what they should be; of a branch that is no more, as it was at its end."""
        if not wrong:
            return None
        clauses = [Phrase(f"kinds.structure.fault.{name}", self._against(name, branch, at)) for name in wrong]
        code = "faults.of" if branch.span.covers(case.seen_at) else "kinds.structure.fault.of_closed"
        return Fault(Phrase(code, {"what": case.rule.term, "missing": joined(clauses)}))

    def _against(self, name: str, branch: Branch, at: date) -> dict[str, object]:
        """What there is on the day, and the fewest and the most there should be, or the number it begins from."""
        term = branch.committee_on(at)
        count = {"committee_size": term.size if term else None, "groups_from": branch.members_on(at)}
        asked = getattr(self.facts, name)
        least, most = asked if isinstance(asked, tuple) else (asked, asked)
        return {"count": count.get(name, branch.full_on(at)), "least": least, "most": most}

    def _facts(self, branch: Branch, at: date) -> Iterator[tuple[str, bool | None]]:
        """Each fact that concerns the branch: true, false, or (None) not known."""
        facts, full, term = self.facts, branch.full_on(at), branch.committee_on(at)
        if facts.full_members is not None:
            yield "full_members", _inside(full, facts.full_members)
        if facts.committee_from is not None and full >= facts.committee_from:
            yield "committee_from", term is not None
        if facts.committee_size is not None and term is not None:
            yield "committee_size", None if term.size is None else _inside(term.size, facts.committee_size)
        if facts.groups_from is not None and branch.members_on(at) >= facts.groups_from:
            yield "groups_from", any(group.span.covers(at) for group in branch.groups)


def _inside(figure: int, limits: _Limits) -> bool:
    return limits[0] <= figure <= limits[1]
