"""What all years of one publication share: the content, cut for the audience and put into words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from generator.cache.program import program_key
from generator.judge.bulletins.check import TYPE as BULLETIN
from generator.judge.bulletins.figures import Figures
from generator.judge.by_unit import of_types
from generator.judge.known import DISCLOSURES
from generator.judge.notices.course import CONCERNED, courses
from generator.judge.records.disclosure import disclosed_periods
from generator.judge.records.uncounted import Uncounted, uncounted
from generator.judge.rules import Compiled
from generator.language import catalogue
from generator.model.commit import Commit
from generator.model.entries import why_unknown
from generator.model.key import key_of
from generator.model.notice import Course
from generator.model.on_demand import OnDemand
from generator.model.period import Window
from generator.model.record import record_of
from generator.model.result import Result
from generator.publish.content import Content, settings
from generator.publish.cut.bulletins import readable
from generator.publish.cut.classes import Closed, closed, record_class, type_of_slug
from generator.publish.cut.counted import CountedRules
from generator.publish.cut.lists import PublicLists, cut_lists
from generator.publish.cut.problems import PublicProblems, cut_problems
from generator.publish.cut.records import PublicRecords
from generator.publish.cut.restricted import restricted_counts
from generator.publish.cut.results import PublicResult, cut_result
from generator.publish.cut.revisions import PublicRevisions
from generator.publish.documents import Fonts, find_fonts
from generator.publish.engine import Version
from generator.publish.pages.contents import with_contents
from generator.publish.pages.filters import filters
from generator.publish.pages.made_from import made_from_lines, made_from_view
from generator.publish.pages.words import Words
from generator.publish.pages.year_site import YearSite
from generator.publish.render.renderer import Renderer
from generator.shipped import TEMPLATES
from generator.types import Audience
from generator.types.audience import UNSAID, narrowest

_AMONG_RECORDS = re.compile(r"/\d{4}/[^/]+/(?!rectification\.yml$)")
"""In a branch's folder of a year, and not the three lists, which are cut row by row."""
_MAKES_PAGES = ("publish", "language", "types", "model", "judge")


class Edition:
    """The content as one audience may read it, in one language."""

    def __init__(
        self, content: Content, audience: Audience, language: str, templates: Path, carried: Iterable[str] = ()
    ) -> None:
        """`carried` are the years that stay as they are."""
        self.content, facts = content, content.facts
        self.audience = audience
        self.words = Words(catalogue(language, facts.organization))
        self.renderer = Renderer(templates, self.words.catalogue, filters(self.words))
        self.templates = templates
        self.site_years = frozenset({*content.results, *(int(year) for year in carried if year.isdigit())})
        self.closed = closed(facts.units, audience, content.as_of) | dict(self._kept_out())
        """Records of which the audience is not told."""
        bulletins, words = of_types(facts.units, BULLETIN), self.words.catalogue
        told = readable(bulletins, audience, content.as_of, content.known, self._cut_known, words)
        self.changed_figures = told.changed
        self.records = PublicRecords(facts.units, audience, content.as_of, self.closed, told.written)
        self._revisions = PublicRevisions(content.revisions, audience, content.as_of, self.closed)
        self.results: dict[int, PublicResult] = {
            year: self._cut_result(result) for year, result in content.results.items()
        }
        self._counted = CountedRules(found.result for found in self.results.values())
        self._program = key_of(
            self.renderer.key,
            _document_templates(templates),
            program_key(*_MAKES_PAGES),
            language,
            str(audience),
            [
                (year, sorted(found.holidays.items()), sorted(found.working_days))
                for year, found in content.calendar.years.items()
            ],
            sorted(self.site_years),
        )
        self._programs: dict[int, str] = {}

    def program(self, year: int | None = None) -> str:
        """Changes with all that every page of the year, or of all years, is made of."""
        if year is None:
            return self._program
        if year not in self._programs:
            content = self.content
            packs = [compiled.pack.canonical for compiled in content.packs.of(year)]
            self._programs[year] = key_of(self._program, settings(content, year), content.facts.organization.key, packs)
        return self._programs[year]

    def _cut_result(self, result: Result, compiled: Compiled | None = None) -> PublicResult:
        kinds = (compiled or self.content.packs.of(result.year)[0]).kinds
        scores = self.content.facts.config.of(result.year).publish_scores
        return cut_result(result, kinds, self.audience, scores, self.closed)

    def _cut_known(self, known: Figures) -> Figures:
        return replace(known, result=self._cut_result(known.result).result)

    def move(self, templates: Path) -> None:
        """Goes on, on another machine, with a copy of the templates."""
        self.templates = templates
        self.renderer.move(templates)

    def __getstate__(self) -> dict[str, object]:
        """What goes to another machine, where the program's fonts lie elsewhere."""
        return {name: value for name, value in self.__dict__.items() if name != "fonts"}

    @property
    def own_fonts(self) -> bool:
        """Whether documents are set in fonts of the unit's own."""
        return bool(self.content.facts.config.fonts_dir)

    @cached_property
    def fonts(self) -> Fonts:
        """What official documents are set in."""
        own = self.content.facts.config.fonts_dir
        return find_fonts(self.content.root / own if own else None)

    @cached_property
    def courses(self) -> dict[str, Course]:
        """How public notices stand, from all records: of objections only their number is taken on."""
        content = self.content
        judged = content.results if self.audience.may.readiness else {}
        found = courses(of_types(content.facts.units, *CONCERNED), content.calendar, content.as_of, judged)
        return {
            each: replace(course, decisions=tuple(one for one in course.decisions if one not in self.closed))
            for each, course in found.items()
        }

    @cached_property
    def _disclosed(self) -> dict[tuple[str, str], tuple[Window, ...]]:
        """Periods disclosed, also by what is shown no more."""
        facts = self.content.facts
        catalogues = facts.config.years.map(lambda held: held.disclosure)
        return disclosed_periods(of_types(facts.units, *DISCLOSURES), catalogues, self.content.as_of)

    @cached_property
    def _uncounted(self) -> dict[str, Uncounted]:
        """Why records do not count."""
        facts = self.content.facts
        return uncounted(facts.records, facts.organization, self.content.as_of, counted=facts.counted)

    def _record_of(self, file: str) -> str:
        found = self.content.facts.of_file(file)
        return found.id if found else ""

    def site(self, year: int) -> YearSite:
        """What pages of the year know."""
        content, newest = self.content, year == max(self.results)
        site = YearSite(
            audience=self.audience,
            words=self.words,
            organization=self.content.facts.organization,
            settings=settings(content, year),
            packs=tuple(compiled.pack for compiled in content.packs.of(year)),
            public=self.results[year],
            records=self.records,
            years=self.site_years,
            history=self.results,
            evidence_for=self._counted,
            entered_on=self.content.facts.entered_on,
            revisions=self._revisions,
            entry_unknown=why_unknown(content.entry_unknown) if self.audience.may.files else (),
            changed_on=content.changed_on,
            lists_cut=self._lists(year),
            due_results=tuple(each.result for own, each in self.results.items() if own == year or newest),
            kinds=content.packs.of(year)[0].kinds,
            restricted=restricted_counts(content.facts.units, self.audience, year, self.results[year].result.as_of),
            problems=self._problems,
            record_of_file=self._record_of,
            changed_figures=self.changed_figures,
            uncounted=self._uncounted if self.audience.may.office else {},
            disclosure=content.facts.config.of(year).disclosure,
            disclosed=self._disclosed,
            courses=self.courses,
            fonts=lambda: self.fonts,
            beside=tuple(self._cut_result(result, compiled) for compiled, result in content.beside.get(year, ())),
        )
        return with_contents(site, content.people)

    @cached_property
    def _commits(self) -> tuple[Commit, ...]:
        """What the records were read at, of those roots that the audience is told of; of a year being frozen nothing:
        its bag holds the records themselves, and is made again where there is no repository.
        """
        if self.content.frozen_as is not None:
            return ()
        return tuple(each for each in self.content.commits() if each.shared or self.audience.may.files)

    def made_from(self, versions: Sequence[Version]) -> object:
        """What the page shows that tells what the site was made of."""
        configured = {str(year): settings(self.content, year).version for year in self.results}
        return made_from_view(versions, configured, self._commits, self.words)

    def made_from_lines(self) -> dict[str, str]:
        """By year, what its pages say of it at their foot."""
        return made_from_lines([str(year) for year in self.results], self._commits, self.words)

    def _lists(self, year: int) -> Mapping[str, PublicLists]:
        """The three lists of the year, cut where a page asks for them."""
        written, listed = self.content.facts.rectification, self.results[year].result.branches
        units = sorted(unit for own, unit in written if own == year and unit in listed)

        audience, as_of, closed = self.audience, self.content.as_of, self.closed
        return OnDemand(units, lambda unit: cut_lists(written[year, unit], audience, as_of, closed))

    @cached_property
    def _problems(self) -> PublicProblems:
        content = self.content
        readable, alone = self._readable, self._alone
        return cut_problems(content.problems, content.rejected, self.audience, readable, alone, self.closed)

    def _alone(self, file: str) -> bool:
        """Whether the file lies in a private root and has no page for anybody: its record, or what is no record."""
        record = self.content.facts.of_file(file)
        if record is not None:
            return record_class(record) is None
        private = [root.path for root in self.content.facts.config.record_roots if not root.shared]
        return any(file.startswith(f"{path}/") for path in private)

    def _readable(self, file: str) -> bool:
        """Whether the audience may read what is said of a file: its record's page, or a shared file without one.

        What lies among records and is none is named by its class, and where nobody can tell that, to no circle.
        """
        record = self.content.facts.of_file(file)
        if record is not None:
            return record.id in self.records
        if self._alone(file):
            return False
        return not _AMONG_RECORDS.search(file) or self._sees_refused(file)

    def _kept_out(self) -> Iterator[tuple[str, Closed]]:
        """Records that an error keeps out and that the audience would not be told of without it: nor is it with it."""
        for file in self.content.rejected:
            stands = record_of(file) in self.content.facts  # and the file beside it is what nobody can tell
            if not stands and _AMONG_RECORDS.search(file) and not self._sees_refused(file):
                declared = type_of_slug(file)
                narrowed = declared is not None and self.audience.sees(declared.audience)
                yield record_of(file), Closed((declared.id,) if declared else (), narrowed)

    def _sees_refused(self, file: str) -> bool:
        declared, named = type_of_slug(file), self._refused.get(file, UNSAID)
        return self.audience.sees(narrowest([named, declared.audience if declared else named]))

    @cached_property
    def _refused(self) -> dict[str, Audience]:
        """The class of each file that an error keeps out, by its name."""
        return {each.file: Audience(each.audience) for each in self.content.problems if each.audience}


def _document_templates(templates: Path) -> str:
    """Changes with the templates of official documents."""
    folders = dict.fromkeys(folder / "documents" for folder in (templates, TEMPLATES))
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    return key_of(*((path.name, path.read_bytes()) for path in files))
