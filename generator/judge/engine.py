"""The one door of judging: records and a pack in, everything shown anywhere out (design §4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from generator.judge.contrasts import contradictions
from generator.judge.events import Book, books
from generator.judge.grading import rounds
from generator.judge.grading_conditions import quota, recommendable
from generator.judge.grading_sheets import FULL_MARKS
from generator.judge.kind import Case
from generator.judge.rules import Compiled
from generator.judge.similar import similar_pairs
from generator.model.config import Config
from generator.model.organization import Branch, Organization
from generator.model.pack import Pack, Rule, Standard
from generator.model.period import Window
from generator.model.record import COMMITTEE, Record
from generator.model.rectification import Rectification
from generator.model.result import BranchResult, Result, RuleResult, StandardResult

_Rules = Mapping[str, RuleResult]


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
    window = compiled.pack.year.window(year)
    seen = [record for record in records if window.holds(record.date) and record.date <= as_of]
    alike = similar_pairs(seen, config.similar_share, config.similar_characters)

    def case(
        rule: Rule,
        branch: Branch | None,
        of: int,
        late: tuple[str, ...] = (),
        similar: tuple[tuple[str, str], ...] = (),
    ) -> Case:
        unit = branch.id if branch else COMMITTEE
        return Case(
            rule=rule,
            organization=organization,
            branch=branch,
            year=of,
            as_of=as_of,
            book=known[unit],
            all_books=known,
            rectification=rectification.get((of, unit)),
            config=config,
            rule_ids=compiled.rule_ids,
            pack=compiled.pack,
            late_entries=late,
            similar=similar,
        )

    def judged(branch: Branch | None, late: tuple[str, ...], similar: tuple[tuple[str, str], ...]) -> _Rules:
        return {
            rule.id: kind.judge(case(rule, branch, year, late, similar))
            for rule in compiled.pack.rules
            if (kind := compiled.kinds.get(rule.id)) is not None and (rule.unit == "committee") == (branch is None)
        }

    def graded(branch: Branch, found: BranchResult) -> BranchResult:
        def again(rule: str, of: int) -> RuleResult:
            own = compiled.pack.rule(rule)
            assert own is not None
            return found.rules[rule] if of == year else compiled.kinds[rule].judge(case(own, branch, of))

        book = known[branch.id]
        found = replace(
            found,
            rounds=rounds(found, book, compiled, config, window),
            contradictions=contradictions(found.rules, book, compiled, window),
        )
        conditions = recommendable(found, book, known[COMMITTEE], compiled, config, window, as_of, again)
        return replace(found, recommendable=conditions)

    branches: dict[str, BranchResult] = {}
    for branch in organization.branches:
        if branch.span.start <= as_of and branch.span.days_in(window.start, window.end):
            late = _late(known[branch.id], entered_on, config, window)
            similar = tuple(pair for pair in alike if any(each.split("/")[1] == branch.id for each in pair))
            found = _scorecard(branch, judged(branch, late, similar), compiled.pack, late, similar)
            branches[branch.id] = graded(branch, found)
    return Result(year, as_of, compiled.pack, branches, judged(None, (), ()), quota(branches, config))


def _scorecard(
    branch: Branch,
    rules: _Rules,
    pack: Pack,
    late_entries: tuple[str, ...],
    similar: tuple[tuple[str, str], ...],
) -> BranchResult:
    standards = {each.id: _standard(each, rules.values(), pack) for each in pack.standards}
    return BranchResult(
        branch=branch.id,
        rules=rules,
        standards=standards,
        computed_score=_score(standards.values(), rules.values(), pack),
        late_entries=late_entries,
        similar=similar,
        computed_basis=sum((each.judged for each in standards.values()), Fraction(0)),
    )


def _score(standards: Iterable[StandardResult], rules: Iterable[RuleResult], pack: Pack) -> Fraction | None:
    """Out of 100: what the standards earned, less deductions from the total, then the bonuses, each to its cap."""
    counted = [(each.points, each.earned) for each in standards if each.earned is not None]
    weight = sum((points for points, _ in counted), Fraction(0))
    if not weight:
        return None
    adjusted = [rule for rule in rules if _adjusts(rule)]
    bonus = sum((rule.earned for rule in adjusted if rule.earned and rule.earned > 0), Fraction(0))
    off = -sum((rule.earned for rule in adjusted if rule.earned and _from_total(rule)), Fraction(0))
    bonus = bonus if pack.bonus_cap is None else min(bonus, pack.bonus_cap)
    off = off if pack.deduction_cap is None else min(off, pack.deduction_cap)
    whole = pack.total or weight
    score = max(Fraction(0), sum((earned for _, earned in counted), Fraction(0)) / weight - off / whole)
    score += bonus / whole
    return FULL_MARKS * (score if pack.bonus_above_total else min(score, Fraction(1)))


def _adjusts(rule: RuleResult) -> bool:
    """A figure without points of its own is a deduction (below 0) or a bonus (above), not a part of the whole."""
    return rule.rule.points is None and rule.earned is not None


def _from_total(rule: RuleResult) -> bool:
    return rule.earned is not None and rule.earned < 0 and rule.rule.standard is None


def _late(book: Book, entered_on: Mapping[str, date], config: Config, year: Window) -> tuple[str, ...]:
    """The branch's own records of the year that came in later than allowed; those of unknown entry are not late."""
    return tuple(
        event.id
        for event in book.events
        if year.holds(event.record.date)
        and event.record.branch == event.unit
        and is_late_entry(event.record.date, entered_on.get(event.id), config.late_entry_days)
    )


def is_late_entry(held: date, entered: date | None, allowed_days: int) -> bool:
    """Whether a record came in more than so many days after its event (design §3)."""
    return entered is not None and (entered - held).days > allowed_days


def _standard(standard: Standard, rules: Iterable[RuleResult], pack: Pack) -> StandardResult:
    """What is left of the standard's rules and items, brought to its weight, less deductions from it.

    An item is one pool: each of its rules takes off it what the rule lost, and it never falls below nothing; it is
    judged once any of its rules is. Nothing left to judge: no figure. The floor of a standard is 0.
    """
    own = [rule for rule in rules if rule.rule.standard == standard.id and rule.earned is not None]
    parts = [(rule.rule.points, rule.earned) for rule in own if rule.rule.item is None and not _adjusts(rule)]
    for item in pack.items:
        members = [rule for rule in own if rule.rule.item == item.id]
        lost = sum(((rule.rule.points or 0) - (rule.earned or 0) for rule in members), Fraction(0))
        if members:
            parts.append((item.points, max(Fraction(0), item.points - lost)))
    judged = sum((points for points, _ in parts if points is not None), Fraction(0))
    earned = sum((found for _, found in parts if found is not None), Fraction(0))
    if not judged:
        return StandardResult(standard.id, standard.points, None, Fraction(0))
    off = sum((rule.earned for rule in own if _adjusts(rule) and rule.earned and rule.earned < 0), Fraction(0))
    figure = max(Fraction(0), standard.points * earned / judged + off)
    return StandardResult(standard.id, standard.points, figure, judged * standard.points / standard.sum)
