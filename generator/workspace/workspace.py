"""What every command starts from: the root, the language, what was read and how it is judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from generator.judge.bulletins.check import check_bulletins
from generator.judge.bulletins.figures import Known
from generator.judge.checks.crosscheck import crosscheck
from generator.judge.engine import Facts, judge
from generator.judge.grading.check import grading_problems
from generator.judge.lists.evidence import proven
from generator.judge.lists.states import tallies
from generator.judge.notices.check import NOTICE, Grounds, check_notices
from generator.judge.notices.course import check_titles
from generator.judge.notices.objections import OBJECTION
from generator.judge.records.disclosure import check_disclosures
from generator.judge.rules import Compiled, compile_pack
from generator.language import Catalogue, catalogue
from generator.model.config import FILE as CONFIG_FILE
from generator.model.failure import Broken, Usage
from generator.model.problem import Problem, Severity
from generator.model.record import Record
from generator.model.rectification import Rectification
from generator.model.result import Result
from generator.read.source import Frame, Source, read_frame, read_source
from generator.workspace.clock import today
from generator.workspace.result_cache import ResultCache


@dataclass
class Workspace:
    """One run of the program."""

    start: Path
    given_root: Path | None
    language: str
    _known: dict[tuple[int, date], Known] = field(default_factory=dict, repr=False)
    _without_notices: dict[tuple[int, date], Result] = field(default_factory=dict, repr=False)

    @property
    def catalogue(self) -> Catalogue:
        """The sentences of the chosen language."""
        return catalogue(self.language)

    @cached_property
    def root(self) -> Path:
        """The folder with the configuration: the one given, else the nearest above. Raises Usage."""
        candidates: Iterable[Path] = [self.given_root] if self.given_root else [self.start, *self.start.parents]
        for folder in candidates:
            if (folder / CONFIG_FILE).is_file():
                return folder.resolve()
        if self.given_root and self.given_root.is_dir():
            return self.given_root.resolve()
        raise Usage("no_root", folder=str(self.given_root or self.start))

    def named(self, path: Path) -> Path:
        """The file or folder a person names, seen from where they are or from the root.

        It lies below the root or below a record root. Raises Usage.
        """
        roots = [self.root]
        with suppress(Broken):
            roots += [(self.root / each.path).resolve() for each in self.frame.config.record_roots]
        for base in (self.start, self.root):
            found = (base / path).resolve()
            if found.exists() and any(found.is_relative_to(root) for root in roots):
                return found
        raise Usage("no_path", path=str(path))

    @cached_property
    def frame(self) -> Frame:
        """Organization, configuration, packs. Raises Broken."""
        return read_frame(self.root)

    @property
    def compiled(self) -> Compiled:
        """The pack that scores, ready to judge. Raises Broken."""
        return self.packs[0]

    @property
    def beside(self) -> tuple[Compiled, ...]:
        """The packs judged beside it, each for itself. Raises Broken."""
        return self.packs[1:]

    @cached_property
    def packs(self) -> tuple[Compiled, ...]:
        """Every pack, ready to judge, the one that scores first. Raises Broken."""
        made, problems = [], [*self.frame.problems]
        for pack in self.frame.packs:
            compiled, found = compile_pack(pack)
            made.append(compiled)
            problems += found
        problems += grading_problems(self.frame.config, made[0])
        if any(problem.severity is Severity.ERROR for problem in problems):
            raise Broken(problems)
        return tuple(made)

    def pack(self, name: str | None) -> Compiled:
        """The pack of that name; without one the pack that scores. Raises Broken, and Usage for a name nobody gave."""
        found = next((each for each in self.packs if name in (None, each.pack.id)), None)
        if found is None:
            raise Usage("no_pack", pack=name, known="、".join(each.pack.id for each in self.packs))
        return found

    @cached_property
    def source(self) -> Source:
        """Everything read. Raises Broken."""
        return read_source(self.frame)

    @cached_property
    def cross_problems(self) -> tuple[Problem, ...]:
        """What only shows across records."""
        records = self.source.records
        items = [each.key for each in self.frame.config.disclosure.items]
        return (*crosscheck(self.frame.organization, records, self.compiled), *check_disclosures(records, items))

    @cached_property
    def figure_problems(self) -> tuple[Problem, ...]:
        """What shows only once the other records are judged: figures of bulletins that are still drafts."""
        return tuple(check_bulletins(self._sound, self.as_of(None), self.compiled.pack, self.known))

    @cached_property
    def notice_problems(self) -> tuple[Problem, ...]:
        """Faults of public notices, of objections to them, and of titles conferred too early."""
        frame = self.frame
        grounds = Grounds(
            frame.organization, frame.calendar, frame.config.min_working_days, self._unmet, self.compiled.pack
        )
        titles = check_titles(self._sound, frame.organization, frame.calendar)
        return (*check_notices(self._sound, grounds), *titles)

    @cached_property
    def _proven(self) -> tuple[Mapping[tuple[int, str], Rectification], tuple[Problem, ...]]:
        return proven(self.source.rectification, {record.id for record in self._sound})

    @property
    def rectification(self) -> Mapping[tuple[int, str], Rectification]:
        """The three lists of every year and branch, without closings that rest on nothing."""
        return self._proven[0]

    def _unmet(self, branch: str, year: int, day: date) -> tuple[str, ...] | None:
        """The conditions of a recommendation that the branch does not meet, judged without any notice."""
        if not self.compiled.pack.valid_in(year):
            return None
        if (year, day) not in self._without_notices:
            records = tuple(each for each in self._sound if {NOTICE, OBJECTION}.isdisjoint(each.types))
            self._without_notices[year, day] = self._judge(records, year, day)
        found = self._without_notices[year, day].branches.get(branch)
        return found.recommendable.unmet if found and found.recommendable else None

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem, in reading order."""
        found = (
            *self.source.problems,
            *self.cross_problems,
            *self.figure_problems,
            *self.notice_problems,
            *self._proven[1],
        )
        return tuple(sorted(found, key=lambda problem: problem.order))

    @cached_property
    def rejected(self) -> tuple[str, ...]:
        """Files kept out by an error."""
        late = _failed((*self.cross_problems, *self.figure_problems, *self.notice_problems))
        return tuple(sorted({*self.source.rejected, *late}))

    @cached_property
    def _sound(self) -> tuple[Record, ...]:
        """The records without an error of their own, or across records."""
        rejected = {*self.source.rejected, *_failed(self.cross_problems)}
        return tuple(record for record in self.source.records if record.file not in rejected)

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """The records that are judged and published."""
        wrong = _failed((*self.figure_problems, *self.notice_problems))
        return tuple(record for record in self._sound if record.file not in wrong)

    @property
    def has_errors(self) -> bool:
        """Whether anything was rejected."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def as_of(self, given: date | None) -> date:
        """The day asked for, else the demonstration's, else today."""
        return given or self.frame.config.demonstration_as_of or today()

    def year(self, given: int | None, as_of: date) -> int:
        """The year asked for, else the latest with records that has begun by the day, else that of the day.

        A year begins when the pack's does: the school year 2018 in September 2018.
        """
        own = self.compiled.pack.year
        reached = [year for year in self.source.years if own.window(year).start <= as_of]
        return given or max(reached, default=as_of.year - (own.window(as_of.year).start > as_of))

    @property
    def facts(self) -> Facts:
        """What is judged and published."""
        return self._facts(self.records)

    def _facts(self, records: tuple[Record, ...]) -> Facts:
        frame = self.frame
        return Facts(frame.organization, records, self.rectification, self.source.entered_on, frame.config)

    def result(self, year: int, as_of: date, compiled: Compiled | None = None) -> Result:
        """How every branch stands by a pack, the one that scores if none is given.

        Raises Usage for a year the pack is not valid in.
        """
        compiled = compiled or self.compiled
        pack = compiled.pack
        if not pack.valid_in(year):
            raise Usage("pack_not_valid", pack=pack.id, start=pack.valid_from.isoformat(), year=year)
        return self._judge(self.records, year, as_of, compiled)

    def results_beside(self, year: int, as_of: date) -> tuple[tuple[Compiled, Result], ...]:
        """How every branch stands by each pack beside the one that scores that is in force in the year."""
        return tuple((each, self.result(year, as_of, each)) for each in self.beside if each.pack.valid_in(year))

    def known(self, year: int, as_of: date) -> Known:
        """What the figures of a bulletin are taken from; bulletins are written in Chinese."""
        if (year, as_of) not in self._known:
            result = self._judge(self._sound, year, as_of)
            lists = tallies(self.rectification, year, as_of)
            self._known[year, as_of] = Known(result, lists, catalogue("zh"))
        return self._known[year, as_of]

    def _judge(self, records: tuple[Record, ...], year: int, as_of: date, compiled: Compiled | None = None) -> Result:
        return judge(self._facts(records), compiled or self.compiled, year, as_of, self._memory)

    @cached_property
    def _memory(self) -> ResultCache:
        return ResultCache(self.root, self.packs)

    def save(self) -> None:
        """Keeps what was judged for the next run."""
        if "_memory" in self.__dict__:
            self._memory.save()


def _failed(problems: Iterable[Problem]) -> frozenset[str]:
    """The files an error keeps out."""
    return frozenset(problem.file for problem in problems if problem.rejects)
