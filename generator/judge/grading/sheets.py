"""The three scores of a round: two sheets that people filled, and one survey (plan 三 2, 4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from generator.judge.records.events import Event
from generator.model.grading import GRADES, Answers, Grading, Sheet, Survey
from generator.model.pack import Pack, Rule, Standard
from generator.model.result import RuleResult, Status
from generator.model.values import Values

FULL_MARKS = 100
"""Every score is out of 100, whatever the pack's total (plan 三 2: 百分制)."""
_SPARED = (Status.NOT_APPLICABLE, Status.EXEMPT)
_ABSTAIN = "abstain"


def sheet(event: Event, pack: Pack, rules: Mapping[str, RuleResult]) -> Sheet:
    """A sheet by rule or by standard; complete once every rule with points, or every standard, has its figure.

    Rules that do not apply to the branch, or from which it is exempt, need none, and the rest of their standard is
    brought to its weight. A sheet that names any rule is one by rule.
    """
    written, points = event.values.parts("points").scores(), event.values.parts("points").figures()
    by_rule = any(pack.rule(name) is not None for name in points)
    filled = _by_rule(points, pack, rules) if by_rule else _by_standard(points, pack)
    weights = (standard.points for standard in pack.standards if standard.id in filled.standards)
    whole = sum(weights, Fraction(0))
    complete = whole > 0 and not filled.missing
    score = FULL_MARKS * sum(filled.standards.values(), Fraction(0)) / whole if complete else None
    return Sheet(event.id, event.date, by_rule, complete, score, filled.standards, filled.missing, written)


@dataclass(frozen=True, slots=True)
class _Filled:
    standards: Mapping[str, Fraction]
    missing: tuple[str, ...]


def _by_standard(points: Mapping[str, Fraction], pack: Pack) -> _Filled:
    wanted = [standard.id for standard in pack.standards if standard.points]
    given = {name: points[name] for name in wanted if name in points}
    return _Filled(given, tuple(name for name in wanted if name not in points))


def _by_rule(points: Mapping[str, Fraction], pack: Pack, rules: Mapping[str, RuleResult]) -> _Filled:
    found: dict[str, Fraction] = {}
    missing: list[str] = []
    for standard in pack.standards:
        own = [rule for rule in pack.rules if rule.standard == standard.id and rule.points and not rule.of_committee]
        lacking = [rule.id for rule in own if rule.id not in points and not _spared(rules.get(rule.id))]
        missing += lacking
        figure = _standard(standard, [rule for rule in own if rule.id in points], points, pack)
        if figure is not None and not lacking:
            found[standard.id] = figure
    return _Filled(found, tuple(missing))


def _spared(found: RuleResult | None) -> bool:
    return found is None or found.status in _SPARED


def _standard(standard: Standard, given: Iterable[Rule], points: Mapping[str, Fraction], pack: Pack) -> Fraction | None:
    """What the rules given add up to, brought to the standard's weight; an item is one pool with floor 0."""
    rules = list(given)
    earned = sum((points[rule.id] for rule in rules if rule.item is None), Fraction(0))
    most = sum((rule.points or Fraction(0) for rule in rules if rule.item is None), Fraction(0))
    for item in pack.items:
        members = [rule for rule in rules if rule.item == item.id]
        if members:
            lost = sum(((rule.points or Fraction(0)) - points[rule.id] for rule in members), Fraction(0))
            earned += max(Fraction(0), item.points - lost)
            most += item.points
    return standard.points * earned / most if most else None


def survey(event: Event, figures: Grading) -> Survey:
    """The mean of the ballots that name a grade, each worth what the school laid down; abstentions name none."""
    ballots = event.values.parts("ballots").counts()
    counts = {grade: ballots[grade] for grade in GRADES if grade in ballots}
    returned = ballots.get("returned", 0)
    valid = sum(counts.values())
    answered = returned - ballots.get("invalid", 0) - ballots.get(_ABSTAIN, 0)
    whole = valid > 0 and (len(counts) == len(GRADES) or valid == answered)
    few = bool(ballots) and max(valid, answered) < figures.minimum_n
    worth = sum((figures.survey_values[grade] * number for grade, number in counts.items()), Fraction(0))
    upper = sum(counts.get(grade, 0) for grade in GRADES[:2])
    return Survey(
        record=event.id,
        date=event.date,
        valid=valid,
        returned=returned,
        issued=ballots.get("issued"),
        score=worth / valid if whole and not (few and figures.few_to_organization) else None,
        least=figures.minimum_n,
        too_few=few,
        uncounted=not whole,
        satisfied=Fraction(upper, valid) if whole else None,
        counts=counts,
        questions=tuple(_questions(event.values.parts("questions"))),
    )


def _questions(written: Values) -> Iterator[Answers]:
    for name in written:
        counts = written.parts(name).counts()
        total = sum(counts.values())
        if total:
            yield Answers(name, {each: Fraction(number, total) for each, number in counts.items()}, counts)
