"""term: an election before the term runs out (plan 二 3: 按期进行支部换届选举)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from generator.judge.case import Case, after
from generator.judge.kind import Finding, Kind, Tells, outside
from generator.judge.parameters import list_of, one_of, parameter, type_id
from generator.judge.scoring import Reached
from generator.model.interval import ONE_DAY, covered_days
from generator.model.period import Period, years_after
from generator.model.problem import Phrase
from generator.model.result import Fault, Status
from generator.model.spoken import day


@dataclass(frozen=True, slots=True)
class Election:
    """An election, and the last day of the term that it began."""

    on: date
    years: int
    evidence: tuple[str, ...] = ()

    @property
    def due(self) -> date:
        """The last day on which the next one is in time."""
        return years_after(self.on, self.years)


@dataclass(frozen=True, slots=True)
class Overrun:
    """The days of the year judged on which a term was over and nobody had been elected anew."""

    first: date
    last: date
    due: date
    elected: Election | None
    """The election that ended it; None while it goes on."""


@dataclass(frozen=True)
class Term(Kind):
    """Passes while the term of the last election runs, its last day included; fails after it.

    An election held after that day leaves the rule late for every year in which the term was overrun. The last day is
    told as due within the last year of the term: an election has to be prepared.
    """

    name = "term"
    tells = Tells.DAYS
    shows = ("term_years",)
    told_years_ahead = 1

    types_: tuple[str, ...] = parameter(list_of(type_id), name="types")
    before_due: str = parameter(one_of("pass"), default="pass")
    extension: str | None = parameter(one_of("waiver"), default=None)

    def spared_by(self) -> Period | None:
        """None: it has no windows of the calendar."""
        return None

    def find(self, case: Case) -> Finding:
        """By the elections known at the as-of day; the days of an approved extension are exempt."""
        at = case.at
        elections = self._elections(case)
        last = max((each for each in elections if each.on <= at), key=lambda each: each.on, default=None)
        if last is None:
            return outside(None, Status.NO_EVIDENCE)
        overruns = [each for each in self._overruns(case, elections, at) if not self._extended(case, each)]
        worst = min(overruns, key=lambda each: (each.elected is not None, each.first), default=None)
        figures = _figures(case, last.on, last.due, years=last.years)
        steps = [Phrase("kinds.term.step.said", figures)]
        if worst is None and at > last.due:
            return Finding(Status.EXEMPT, reason="waived", evidence=last.evidence, steps=steps)
        if worst is None:
            status, evidence = Status.PASS, last.evidence
            why, fault = Phrase("kinds.term.why.runs", figures), None
        elif worst.elected is None:
            status, evidence = Status.FAIL, last.evidence
            why = Phrase("kinds.term.why.over", figures)
            fault = Fault(Phrase("kinds.term.fault.over", {"what": case.rule.term, **figures}))
        else:
            status, evidence, held = Status.LATE, worst.elected.evidence, _figures(case, worst.elected.on, worst.due)
            why = Phrase("kinds.term.why.late", held)
            steps.append(Phrase("kinds.term.step.late", held))
            fault = Fault(Phrase("kinds.term.fault.late", {"what": case.rule.term, **held}))
        near = at == case.as_of and last.due <= years_after(at, self.told_years_ahead)
        due = last.due if status is Status.PASS and near else None
        return Finding(status, why, Reached(status), evidence=evidence, steps=steps, fault=fault, due=due)

    def _not_in_force(self, case: Case) -> str | None:
        return case.not_in_force_on(case.at)

    def _waived(self, case: Case) -> bool:
        return False  # an exception spares the days of the overrun that it covers

    def _elections(self, case: Case) -> Sequence[Election]:
        """Every election known at the as-of day, in order, each day once."""
        found: dict[date, Election] = {}
        mark = case.branch.last_election if case.branch else None
        if mark is not None and mark.on <= case.as_of:
            found[mark.on] = Election(mark.on, mark.term_years)
        for event in case.book.counted(self.types_):
            years = event.values.count("term_years")
            if years is not None:
                found[event.date] = Election(event.date, years, (event.id,))
        return sorted(found.values(), key=lambda each: each.on)

    def _overruns(self, case: Case, elections: Sequence[Election], at: date) -> Iterator[Overrun]:
        """Each overrun of the year as far as the rule was in force and the unit existed, to the day of the election."""
        first = max(case.year_window.start, case.pack.valid_from, case.rule.valid_from or date.min)
        for election, following in pairwise([*elections, None]):
            if election is None or election.due == date.max:
                continue
            start = max(first, after(election.due, 1))
            held = following if following is not None and following.on <= case.as_of else None
            end = at if held is None else min(at, held.on)
            if start <= end:
                yield Overrun(start, end, election.due, held)

    def _extended(self, case: Case, overrun: Overrun) -> bool:
        """Whether approved extensions cover the days on which there was no term."""
        if self.extension is None:
            return False
        last = overrun.last
        if overrun.elected is not None and overrun.elected.on == last:
            last = max(overrun.first, last - ONE_DAY)
        return covered_days(case.waivers(), overrun.first, last) == (last - overrun.first).days + 1


def _figures(case: Case, on: date, due: date, **more: object) -> dict[str, object]:
    return {"on": day(on, case.year), "due": day(due, case.year), **more}
