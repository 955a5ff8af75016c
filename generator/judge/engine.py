"""The one door of judging: records and a pack in, everything shown anywhere out (design §4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TypeVar

from generator.judge.contrasts import contradictions
from generator.judge.grading.conditions import quota, recommendable
from generator.judge.grading.rounds import rounds
from generator.judge.grading.sheets import FULL_MARKS
from generator.judge.kind import Case
from generator.judge.known import listed
from generator.judge.memory import Forgetful, Memory
from generator.judge.records.events import Book, Books
from generator.judge.rules import Compiled
from generator.judge.similar import similar_pairs
from generator.model.config import Config
from generator.model.key import key_of
from generator.model.on_demand import OnDemand
from generator.model.organization import Branch, Organization
from generator.model.pack import Pack, Rule, Standard
from generator.model.period import Window
from generator.model.record import COMMITTEE, Record
from generator.model.rectification import Rectification
from generator.model.result import BranchResult, Result, RuleResult, StandardResult

_Rules = Mapping[str, RuleResult]
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a school, whatever the year, the day and the pack it is judged by."""

    organization: Organization
    records: Sequence[Record]
    rectification: Mapping[tuple[int, str], Rectification]
    """The three lists by year and branch."""
    entered_on: Mapping[str, date]
    config: Config


def judge(facts: Facts, compiled: Compiled, year: int, as_of: date, memory: Memory | None = None) -> Result:
    """How every branch stands in the year, as known at the end of the as-of day. Pure; all figures exact.

    A branch is judged when its result is asked for; `memory` gives back what was judged from the very same before.
    """
    return _Judging(facts, compiled, year, as_of, memory or Forgetful()).result()


class _Judging:
    """One year at the end of one day, unit by unit."""

    def __init__(self, facts: Facts, compiled: Compiled, year: int, as_of: date, memory: Memory) -> None:
        self.organization, self.config, self.compiled = facts.organization, facts.config, compiled
        self.rectification, self.entered_on = facts.rectification, facts.entered_on
        self.year, self.as_of, self.memory = year, as_of, memory
        self.lists: dict[str, list[Rectification]] = {}
        for (_, unit), found in facts.rectification.items():
            self.lists.setdefault(unit, []).append(found)
        self.window = compiled.pack.year.window(year)
        self.books = Books(facts.organization, facts.records, as_of)
        self.place = f"{compiled.pack.id}/{year}/{as_of.isoformat()}"
        seen = [record for record in facts.records if self.window.holds(record.date) and record.date <= as_of]
        self.prints = {record.id: record.fingerprint for record in seen}
        self.alike = self._alike(seen)
        self.frame = key_of(facts.organization, facts.config, compiled.pack, year, as_of)

    def result(self) -> Result:
        """The whole."""
        window = self.window
        on_list = {branch.id: branch for branch in self.organization.branches if listed(branch, window, self.as_of)}
        keys = {unit: self._key(branch) for unit, branch in on_list.items()}
        keys[COMMITTEE] = self._key(None)
        branches = OnDemand(on_list, lambda unit: self._branch(on_list[unit], keys[unit]))
        committee = self._recalled(COMMITTEE, keys[COMMITTEE], lambda: self._rules(None, (), ()))
        pack, quotas = self.compiled.pack, quota(branches, self.config)
        return Result(self.year, self.as_of, pack, branches, committee, quotas, keys)

    def _key(self, branch: Branch | None) -> str:
        """Changes with all that the unit is judged from: its records, the committee's, its lists and their entry."""
        unit = branch.id if branch else COMMITTEE
        known = list(self.books if branch is None else (unit, COMMITTEE))
        records = [record for each in known for record in self.books.records(each)]
        lists = self.lists.get(unit)
        return key_of(
            self.frame,
            unit,
            [(record.id, record.fingerprint) for record in records],
            lists,
            [self.entered_on.get(record.id) for record in self.books.records(unit)],
            [(each, self.prints.get(each)) for pair in self.alike.get(unit, ()) for each in pair],
        )

    def _branch(self, branch: Branch, key: str) -> BranchResult:
        def judged() -> BranchResult:
            late = _late(self.books[branch.id], self.entered_on, self.config, self.window)
            similar = self.alike.get(branch.id, ())
            found = _scorecard(branch, self._rules(branch, late, similar), self.compiled.pack, late, similar)
            return self._graded(branch, found)

        return self._recalled(branch.id, key, judged)

    def _recalled(self, unit: str, key: str, judged: Callable[[], _Found]) -> _Found:
        place = f"{self.place}/{unit}"
        before: _Found | None = self.memory.recall(place, key)
        if before is not None:
            return before
        found = judged()
        self.memory.keep(place, key, found)
        return found

    def _alike(self, seen: Sequence[Record]) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """Pairs of near-identical minutes, by unit."""
        share, characters = self.config.similar_share, self.config.similar_characters
        key = key_of(share, characters, [(record.id, record.fingerprint) for record in seen])
        pairs = self._recalled("alike", key, lambda: self._compared(seen, share, characters))
        found: dict[str, list[tuple[str, str]]] = {}
        for pair in pairs:
            for unit in dict.fromkeys(each.split("/")[1] for each in pair):
                found.setdefault(unit, []).append(pair)
        return {unit: tuple(own) for unit, own in found.items()}

    def _compared(self, seen: Sequence[Record], share: Fraction, characters: int) -> tuple[tuple[str, str], ...]:
        """Pairs of near-identical minutes, from sketches kept by the record's fingerprint."""
        place = f"sketches/{self.year}"
        before: dict[str, bytes] = self.memory.recall(place, "") or {}
        known = dict(before)
        pairs = similar_pairs(seen, share, characters, known)
        if known.keys() != before.keys():
            now = {record.fingerprint for record in seen}
            self.memory.keep(place, "", {key: sketch for key, sketch in known.items() if key in now})
        return pairs

    def _case(
        self,
        rule: Rule,
        branch: Branch | None,
        of: int,
        late: tuple[str, ...] = (),
        similar: tuple[tuple[str, str], ...] = (),
    ) -> Case:
        unit = branch.id if branch else COMMITTEE
        return Case(
            rule=rule,
            organization=self.organization,
            branch=branch,
            year=of,
            as_of=self.as_of,
            book=self.books[unit],
            all_books=self.books,
            rectification=self.rectification.get((of, unit)),
            config=self.config,
            rule_ids=self.compiled.rule_ids,
            pack=self.compiled.pack,
            late_entries=late,
            similar=similar,
        )

    def _rules(self, branch: Branch | None, late: tuple[str, ...], similar: tuple[tuple[str, str], ...]) -> _Rules:
        kinds = self.compiled.kinds
        return {
            rule.id: kind.judge(self._case(rule, branch, self.year, late, similar))
            for rule in self.compiled.pack.rules
            if (kind := kinds.get(rule.id)) is not None and (rule.unit == "committee") == (branch is None)
        }

    def _graded(self, branch: Branch, found: BranchResult) -> BranchResult:
        compiled, config, window = self.compiled, self.config, self.window

        def again(rule: str, of: int) -> RuleResult:
            own = compiled.pack.rule(rule)
            assert own is not None
            return found.rules[rule] if of == self.year else compiled.kinds[rule].judge(self._case(own, branch, of))

        book, committee = self.books[branch.id], self.books[COMMITTEE]
        found = replace(
            found,
            rounds=rounds(found, book, compiled, config, window),
            contradictions=contradictions(found.rules, book, compiled, window),
        )
        if branch.span.ended(self.as_of):
            return found
        conditions = recommendable(found, book, committee, compiled, config, window, self.as_of, again)
        return replace(found, recommendable=conditions)


def _scorecard(
    branch: Branch,
    rules: _Rules,
    pack: Pack,
    late_entries: tuple[str, ...],
    similar: tuple[tuple[str, str], ...],
) -> BranchResult:
    standards = {each.id: standard_result(each, rules.values(), pack) for each in pack.standards}
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


def standard_result(standard: Standard, rules: Iterable[RuleResult], pack: Pack) -> StandardResult:
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
