"""The checks in their order: what each looks at, and which files it keeps from those after it.

1. The frame: organization, configuration, calendars, packs. An error there ends every command but `check`.
2. Each file by itself, as it is read.
3. The records beside each other, and the closings in the three lists that rest on one of them.
4. What shows only in results: figures in drafts of bulletins, public notices, titles conferred. Results are taken from
   all that stands after 3, so that none of these files decides about another; what a branch lacked on the day it was
   put up is judged without any notice, for a notice decides about that too.

What has an error in 2 or 3 is not judged; what has one in 4 is not published. A warning keeps nothing out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from generator.judge.bulletins.check import TYPE as BULLETIN
from generator.judge.bulletins.check import check_bulletins
from generator.judge.by_unit import Units, of_types, without
from generator.judge.checks.references import future_problems
from generator.judge.facts import Facts
from generator.judge.grading.check import grading_problems
from generator.judge.lists.evidence import proven
from generator.judge.notices.check import NOTICE, Grounds, check_notices
from generator.judge.notices.course import CONCERNED, check_titles
from generator.judge.notices.objections import OBJECTION
from generator.judge.records.decisions import DECISION
from generator.judge.records.entry import entries_before_events
from generator.judge.rules import Compiled, compile_pack
from generator.judge.similar import Alike
from generator.model.by_year import ByYear
from generator.model.failure import Broken
from generator.model.problem import Problem, Severity
from generator.read.frame import Frame
from generator.read.source import Source
from generator.workspace.branch_checks import check_branches
from generator.workspace.minutes_cache import MinutesCache
from generator.workspace.printing import DOCUMENTS, unprintable
from generator.workspace.results import Results


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks so far leave: the facts that stand, every problem met, the files kept out."""

    facts: Facts
    problems: tuple[Problem, ...]
    rejected: frozenset[str]

    def after(self, problems: Iterable[Problem]) -> Checked:
        """What is left after a further check."""
        met = tuple(problems)
        rejected = self.rejected.union(problem.file for problem in met if problem.rejects)
        units = without(self.facts.units, rejected)
        same = units is self.facts.units
        return Checked(self.facts if same else replace(self.facts, units=units), (*self.problems, *met), rejected)


def compiled_packs(frame: Frame) -> ByYear[tuple[Compiled, ...]]:
    """The packs of every year, ready to judge, the one that scores first; what is wrong in several years is told once.

    Raises Broken.
    """
    made: dict[int, Compiled] = {}
    problems = [*frame.problems]
    for pack in (each for packs in frame.packs.each for each in packs if id(each) not in made):
        made[id(pack)], wrong = compile_pack(pack)
        problems += (each for each in wrong if each not in problems)
    by_year = frame.packs.map(lambda packs: tuple(made[id(pack)] for pack in packs))
    for held, compiled in zip(frame.config.years.each, by_year.each, strict=True):
        problems += (each for each in grading_problems(held, compiled[0]) if each not in problems)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise Broken(problems)
    return by_year


def checked_across(
    source: Source,
    packs: ByYear[tuple[Compiled, ...]],
    known_units: Units | None = None,
    minutes: MinutesCache | None = None,
) -> Checked:
    """What is left after the records were looked at beside each other."""
    frame, units = source.frame, (known_units or Units()).of(source.records)
    branches = check_branches(frame, units, source.rejected, packs.map(lambda of_year: of_year[0]))
    entered_on, alike = source.entered_on, Alike(units, minutes or MinutesCache(frame.store))
    lists, config = source.rectification, frame.config
    facts = Facts(frame.organization, units, lists, entered_on, config, alike, branches.counted)
    entries = entries_before_events(units, entered_on)
    standing = Checked(facts, source.problems, frozenset(source.rejected)).after((*branches.problems, *entries))
    lists, unproven = proven(source.rectification, standing.facts)
    return replace(
        standing,
        facts=replace(standing.facts, rectification=lists),
        problems=(*standing.problems, *unproven),
    )


def checked_by_results(standing: Checked, results: Results, frame: Frame, as_of: date, today: date) -> Checked:
    """What is left after drafts and notices were held against the results of all that stood."""
    facts, packs = standing.facts, results.packs.map(lambda of_year: of_year[0].pack)
    organization, calendar = frame.organization, frame.calendar
    unannounced = without(facts.units, (record.file for record in of_types(facts.units, NOTICE, OBJECTION)))
    unmet = replace(results, facts=replace(facts, units=unannounced)).unmet
    least = frame.config.years.map(lambda held: held.min_working_days)
    grounds = Grounds(organization, calendar, least, unmet, packs, as_of)
    fonts = frame.root / own if (own := frame.config.fonts_dir) else None
    return standing.after(
        (
            *future_problems(facts.units, today),
            *check_bulletins(of_types(facts.units, BULLETIN), as_of, packs, results.known),
            *check_notices(of_types(facts.units, NOTICE, OBJECTION, DECISION), grounds),
            *check_titles(of_types(facts.units, *CONCERNED), organization, calendar),
            *unprintable(of_types(facts.units, *DOCUMENTS), fonts),
        )
    )
