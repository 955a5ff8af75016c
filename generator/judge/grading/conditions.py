"""Whether what a recommendation takes is there; the committee decides (plan 三 4, domain §4.4)."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import MINYEAR, date
from fractions import Fraction

from generator.judge.case import BEFORE_START
from generator.judge.combining import MET
from generator.judge.grading.bands import ladder
from generator.judge.grading.rounds import of_year, under_floor, vetoes
from generator.judge.kinds.veto import Veto
from generator.judge.records.decisions import DECISION, latest_on, recommends
from generator.judge.records.events import Book
from generator.judge.rules import Compiled
from generator.model.config import YearConfig
from generator.model.grading import ROUNDS, Asked, Condition, Recommendable, Round, Survey
from generator.model.period import Window
from generator.model.result import BranchResult, RuleResult

_YES, _HALF = "yes", Fraction(1, 2)
Judge = Callable[[str, int], RuleResult]
"""How a rule stands for the branch in a year."""


def recommendable(
    result: BranchResult,
    book: Book,
    committee: Book,
    compiled: Compiled,
    config: YearConfig,
    year: Window,
    as_of: date,
    judge: Judge,
) -> Recommendable | None:
    """Every condition of the pack; None where the pack has none, or in a year without campaign and grading."""
    wanted = compiled.pack.recommendable
    if wanted is None or not (config.campaign or any(each.begun for each in result.rounds.values())):
        return None
    final = result.rounds[ROUNDS[-1]]
    made = [_grade(final, wanted.grade, compiled, config)]
    for rule in wanted.rules:
        months, found = wanted.within_months.get(rule), result.rules.get(rule)
        if found is not None and found.reason == BEFORE_START:
            # Nobody can have recorded what it asks for.
            continue
        if months is None:
            made.append(_rule(rule, found))
        else:
            made.append(_recent(rule, _months_before(as_of, months), book, compiled, judge))
    if any(isinstance(kind, Veto) and kind.enabled for kind in compiled.kinds.values()):
        called = vetoes(result.rules, compiled)
        made.append(Condition("veto", not called, called))
    if config.grading.floors:
        low = under_floor(final, compiled, config)
        made.append(Condition("floor", not low, low))
    asked = _asked(final.mass_survey, config.grading.questions_least)
    if config.grading.questions_least is not None:
        made.append(_questions(final.mass_survey, asked))
    made.append(_decision(result.branch, committee, year))
    return Recommendable(tuple(made), asked)


def _grade(final: Round, wanted: str, compiled: Compiled, config: YearConfig) -> Condition:
    if final.grade is None:
        return Condition("grade", False, reason="not_final")
    return Condition("grade", ladder(compiled.pack, config).reaches(final.grade, wanted), reason=final.grade)


def _rule(rule: str, result: RuleResult | None) -> Condition:
    if result is None:
        return Condition(rule, False, reason="none")
    return Condition(rule, result.status in MET, result.all_evidence, str(result.status))


def _recent(rule: str, since: date, book: Book, compiled: Compiled, judge: Judge) -> Condition:
    """The rule by its latest record of any year, which must not be older than that day."""
    kind = compiled.kinds[rule]
    events = book.counted(kind.types(), kind.where)
    if not events:
        return Condition(rule, False, reason="none")
    latest = events[-1]
    if latest.date < since:
        return Condition(rule, False, (latest.id,), "not_recent")
    said = latest.values.count(kind.year_field) if kind.year_field else None
    result = judge(rule, compiled.pack.year.of(latest.date) if said is None else said)
    return Condition(rule, result.status in MET, (latest.id,), str(result.status))


def _asked(found: Survey | None, least: Fraction | None) -> tuple[Asked, ...]:
    """Each question of the final survey; without a share of the school's own more than half must say yes."""
    shares = [(each.id, each.shares.get(_YES, Fraction(0))) for each in (found.questions if found else ())]
    return tuple(Asked(name, yes, yes > _HALF if least is None else yes >= least) for name, yes in shares)


def _questions(found: Survey | None, asked: tuple[Asked, ...]) -> Condition:
    if found is None or not asked:
        return Condition("questions", False, reason="none")
    return Condition("questions", all(each.met for each in asked), tuple(each.id for each in asked if not each.met))


def _decision(branch: str, committee: Book, year: Window) -> Condition:
    """The latest of the committee's decisions on the branch."""
    latest = latest_on(branch, (event for event in committee.counted((DECISION,)) if of_year(event, year)))
    if latest is None:
        return Condition("decision", False, reason="none")
    met = recommends(latest)
    return Condition("decision", met, (latest.id,), None if met else "withheld")


def _months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last of that month."""
    number = day.year * 12 + day.month - 1 - months
    year, month = divmod(number, 12)
    if year < MINYEAR:
        return date.min
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
