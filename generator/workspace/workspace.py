"""One run of the program on one root."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from generator.judge.bulletins.figures import Figures
from generator.judge.by_unit import Units
from generator.judge.facts import Facts
from generator.judge.rules import Compiled
from generator.language import Catalogue, catalogue
from generator.model.by_year import ByYear
from generator.model.config import FILE as CONFIG_FILE
from generator.model.failure import Broken, Usage
from generator.model.problem import Problem, Severity
from generator.model.record import Record
from generator.model.rectification import Rectification
from generator.model.result import Result
from generator.model.revision import Revisions
from generator.read.frame import Frame, read_frame
from generator.read.listings import Listings
from generator.read.revisions import revisions
from generator.read.source import Source, read_source
from generator.workspace.checks import Checked, checked_across, checked_by_results, compiled_packs
from generator.workspace.clock import today
from generator.workspace.minutes_cache import MinutesCache
from generator.workspace.result_cache import ResultCache
from generator.workspace.results import Results


@dataclass
class Workspace:
    """Where a command starts: what it asks for is found out then, and once."""

    start: Path
    """The folder the command was called in."""
    given_root: Path | None
    language: str
    stays: bool = False
    """Whether it belongs to a process that goes on, and keeps what the next may use."""

    @cached_property
    def catalogue(self) -> Catalogue:
        """The sentences of the chosen language, in the words of the unit where one can be read."""
        organization = None
        with suppress(Broken, Usage):
            organization = self.frame.organization
        return catalogue(self.language, organization)

    # ── The root ────────────────────────────────────────────────────────────────────────────────────────────────

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
            target = (base / path).resolve()
            if target.exists() and any(target.is_relative_to(root) for root in roots):
                return target
        raise Usage("no_path", path=str(path))

    # ── What is read, and what of it stands: checks.py ──────────────────────────────────────────────────────────

    @cached_property
    def frame(self) -> Frame:
        """Organization, configuration, packs. Raises Broken."""
        frame = read_frame(self.root)
        frame.store.held = {} if self.stays else None
        return frame

    @cached_property
    def packs(self) -> ByYear[tuple[Compiled, ...]]:
        """The packs of every year, ready to judge, the one that scores first. Raises Broken."""
        return compiled_packs(self.frame)

    def compiled(self, year: int) -> Compiled:
        """The pack that scores the year, ready to judge. Raises Broken."""
        return self.packs.of(year)[0]

    def pack(self, name: str | None, year: int) -> Compiled:
        """The year's pack of that name; without one the pack that scores.

        Raises Broken, and Usage for a name nobody gave.
        """
        packs = self.packs.of(year)
        for compiled in packs:
            if name in (None, compiled.pack.id):
                return compiled
        raise Usage("no_pack", pack=name, known="、".join(each.pack.id for each in packs))

    @cached_property
    def source(self) -> Source:
        """Everything read. Raises Broken."""
        return read_source(self.frame, self._listings)

    @cached_property
    def _listings(self) -> Listings:
        return Listings(held=self.stays)

    @cached_property
    def _standing(self) -> Checked:
        return checked_across(self.source, self.packs, self.known_units, self._minutes)

    @cached_property
    def known_units(self) -> Units:
        """What is known already of units whose records are the same."""
        return Units()

    @cached_property
    def _minutes(self) -> MinutesCache:
        return MinutesCache(self.frame.store)

    @cached_property
    def _checked(self) -> Checked:
        as_of = self.as_of(None)
        return checked_by_results(self._standing, self._before_notices, self.frame, as_of, max(as_of, self.today))

    @property
    def facts(self) -> Facts:
        """What is judged and published."""
        return self._checked.facts

    @cached_property
    def revisions(self) -> Revisions:
        """How the records came to be what they are."""
        config, organization = self.frame.config, self.frame.organization
        return revisions(self.root, config.record_roots, organization, self.facts.record, self.source.histories)

    @property
    def records(self) -> tuple[Record, ...]:
        """The records that are judged and published."""
        return tuple(self.facts.records)

    @property
    def rectification(self) -> Mapping[tuple[int, str], Rectification]:
        """The three lists of every year and branch, without closings that rest on nothing."""
        return self._standing.facts.rectification

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem, in reading order."""
        return tuple(sorted(self._checked.problems, key=lambda problem: problem.order))

    @property
    def everything_wrong(self) -> tuple[Problem, ...]:
        """Every problem, or, where these keep anything from being read at all, those of the frame and the packs."""
        try:
            _ = self.packs
        except Broken as broken:
            return tuple(broken.problems)
        return self.problems

    @property
    def rejected(self) -> tuple[str, ...]:
        """Files kept out by an error."""
        return tuple(sorted(self._checked.rejected))

    @property
    def has_errors(self) -> bool:
        """Whether anything was rejected."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    # ── Days, years and results ─────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def today(self) -> date:
        """The day it is, by one look at the clock."""
        return today()

    def as_of(self, given: date | None) -> date:
        """The day asked for, else the demonstration's, else today."""
        return given or self.frame.config.demonstration_as_of or self.today

    def year(self, given: int | None, as_of: date) -> int:
        """The year asked for, else the latest with records that has begun by the day, else that of the day.

        A year begins when the pack's does: the school year 2018 in September 2018.
        """
        begun = {year: self._first_day(year) <= as_of for year in (*self.source.years, as_of.year)}
        reached = [year for year in self.source.years if begun[year]]
        return given or max(reached, default=as_of.year - (not begun[as_of.year]))

    def _first_day(self, year: int) -> date:
        """The day on which the year begins for the pack that scores it."""
        return self.compiled(year).pack.year.window(year).start

    @property
    def recorded(self) -> list[int]:
        """The years with records in which the pack that scores is valid. Raises Broken."""
        return [each for each in self.source.years if self.compiled(each).pack.valid_in(each)]

    def in_force(self, year: int, compiled: Compiled | None = None) -> Compiled:
        """The pack, the one that scores if none is given. Raises Usage for a year it is not valid in."""
        compiled = compiled or self.compiled(year)
        pack = compiled.pack
        if not pack.valid_in(year):
            raise Usage("pack_not_valid", pack=pack.id, start=pack.valid_from.isoformat(), year=year)
        return compiled

    def result(self, year: int, as_of: date, compiled: Compiled | None = None) -> Result:
        """How every branch stands by a pack, the one that scores if none is given. Raises what `in_force` raises."""
        return self._results.at(year, as_of, self.in_force(year, compiled))

    def results_beside(self, year: int, as_of: date) -> tuple[tuple[Compiled, Result], ...]:
        """How every branch stands by each pack beside the one that scores that is in force in the year."""
        return tuple(
            (each, self.result(year, as_of, each)) for each in self.packs.of(year)[1:] if each.pack.valid_in(year)
        )

    def known(self, year: int, as_of: date) -> Figures:
        """What the figures of a bulletin are taken from."""
        return self._before_notices.known(year, as_of)

    @cached_property
    def _before_notices(self) -> Results:
        """By all that stands before drafts and notices are checked."""
        return Results(self._standing.facts, self.packs, self._memory)

    @cached_property
    def _results(self) -> Results:
        return Results(self.facts, self.packs, self._memory)

    @cached_property
    def _memory(self) -> ResultCache:
        return ResultCache(self.frame.store, self.packs)

    def again(self, changed: Collection[Path] | None = None) -> Workspace:
        """The same root as it is now, for a process that goes on: what it knows it need not read once more.

        `changed` are the paths that were written, made or taken away since, as they lie below the root; None where
        nobody can tell.
        """
        later = Workspace(self.start, self.root, self.language, self.stays)
        if "packs" in self.__dict__ and changed is not None and all(map(self._is_of_records, changed)):
            self.save()
            self._listings.forget(changed)
            later.__dict__ |= {
                name: getattr(self, name) for name in ("frame", "packs", "_listings", "known_units", "_minutes")
            }
        return later

    def _is_of_records(self, path: Path) -> bool:
        """Whether the path lies in a year of records, on which nothing of the frame depends."""
        for each in self.frame.config.record_roots:
            with suppress(ValueError):
                year = path.relative_to(self.root / each.path).parts[:1]
                return bool(year) and year[0].isdigit()
        return False

    def save(self) -> None:
        """Keeps what was judged for the next run."""
        if "_memory" in self.__dict__:
            self._memory.save()
