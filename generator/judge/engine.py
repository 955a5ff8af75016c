"""The one door of judging: records and a pack in, everything shown anywhere out (design §4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from generator.judge.events import Book, books
from generator.judge.kind import Case
from generator.judge.rules import Compiled
from generator.judge.similar import similar_pairs
from generator.judge.units import listed
from generator.model.config import Config
from generator.model.organization import Branch, Organization
from generator.model.record import COMMITTEE, Record
from generator.model.rectification import Rectification
from generator.model.result import BranchResult, Result, RuleResult, StandardResult

FULL_MARKS = 100
"""A computed score is out of 100, whatever the pack's total (plan 三 2: 百分制)."""


def judge(
    organization: Organization,
    records: Sequence[Record],
    rectification: Mapping[tuple[int, str], Rectification],
    entered_on: Mapping[str, date],
    compiled: Compiled,
    config: Config,
    year: int,
    as_of: date,
) -> Result:
    """How every branch stands in the year, as known at the end of the as-of day. Pure; all figures exact."""
    known = books(organization, records, as_of)

    def judged(branch: Branch | None) -> dict[str, RuleResult]:
        unit = branch.id if branch else COMMITTEE
        found: dict[str, RuleResult] = {}
        for rule in compiled.pack.rules:
            kind = compiled.kinds.get(rule.id)
            if kind is None or (rule.unit == "committee") != (branch is None):
                continue
            lists = rectification.get((year, unit))
            case = Case(rule, organization, branch, year, as_of, known[unit], known, lists, config, compiled.rule_ids)
            found[rule.id] = kind.judge(case)
        return found

    seen = [record for record in records if record.year == year and record.date <= as_of]
    alike = similar_pairs(seen, config.similar_share, config.similar_characters)
    branches = {
        branch.id: _scorecard(
            branch,
            judged(branch),
            compiled,
            _late(known[branch.id], entered_on, config, year),
            tuple(pair for pair in alike if any(record_id.split("/")[1] == branch.id for record_id in pair)),
        )
        for branch in organization.branches
        if listed(branch, year, as_of)
    }
    return Result(year, as_of, compiled.pack, branches, judged(None))


def _scorecard(
    branch: Branch,
    rules: Mapping[str, RuleResult],
    compiled: Compiled,
    late_entries: tuple[str, ...],
    similar: tuple[tuple[str, str], ...],
) -> BranchResult:
    standards = {
        standard.id: _standard(standard.id, standard.points, rules.values()) for standard in compiled.pack.standards
    }
    counted = [each for each in standards.values() if each.earned is not None]
    weight = sum((each.points for each in counted), Fraction(0))
    earned = sum((each.earned for each in counted if each.earned is not None), Fraction(0))
    return BranchResult(
        branch=branch.id,
        rules=rules,
        standards=standards,
        computed_score=FULL_MARKS * earned / weight if weight else None,
        late_entries=late_entries,
        similar=similar,
        computed_basis=sum((each.judged for each in standards.values()), Fraction(0)),
    )


def _late(book: Book, entered_on: Mapping[str, date], config: Config, year: int) -> tuple[str, ...]:
    """The branch's own records of the year that came in later than allowed; those of unknown entry are not late."""
    return tuple(
        event.id
        for event in book.events
        if event.record.year == year
        and event.record.branch == event.unit
        and is_late_entry(event.date, entered_on.get(event.id), config.late_entry_days)
    )


def is_late_entry(held: date, entered: date | None, allowed_days: int) -> bool:
    """Whether a record came in more than so many days after its event (design §3)."""
    return entered is not None and (entered - held).days > allowed_days


def _standard(standard_id: str, points: Fraction, rules: Iterable[RuleResult]) -> StandardResult:
    """What is left of the standard's rules, rescaled to its weight; nothing left: no figure."""
    own = [rule for rule in rules if rule.rule.standard == standard_id and rule.earned is not None]
    judged = sum((rule.rule.points for rule in own if rule.rule.points is not None), Fraction(0))
    earned = sum((rule.earned for rule in own if rule.earned is not None), Fraction(0))
    return StandardResult(standard_id, points, points * earned / judged if judged else None, judged)
