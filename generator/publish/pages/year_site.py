"""What every page of one year knows: cut values, words, and how to get from one page to another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from urllib.parse import quote

from generator.judge.bulletins.check import Changed
from generator.judge.kind import Kind
from generator.judge.notices.course import open_titles
from generator.judge.records.uncounted import Uncounted
from generator.language import Catalogue
from generator.model import spoken
from generator.model.config import Documents, Filed
from generator.model.disclosure import Disclosure
from generator.model.grading import ROUNDS, Grading
from generator.model.notice import Course
from generator.model.on_demand import OnDemand
from generator.model.organization import Branch, Organization
from generator.model.pack import Pack
from generator.model.period import Window
from generator.model.problem import Phrase
from generator.model.record import COMMITTEE
from generator.model.result import Result
from generator.publish.cut.counted import CountedRules, OfSchool
from generator.publish.cut.lists import PublicLists
from generator.publish.cut.problems import PublicProblems
from generator.publish.cut.records import PublicRecord, PublicRecords
from generator.publish.cut.restricted import Restricted
from generator.publish.cut.results import PublicResult
from generator.publish.cut.revisions import PublicRevisions
from generator.publish.documents.fonts import Fonts
from generator.publish.pages.demanded import demanded
from generator.publish.pages.summaries import Summaries, of_unit
from generator.publish.pages.view import Link
from generator.publish.pages.words import Words
from generator.types import Audience, registry


@dataclass(frozen=True, slots=True)
class PageEntry:
    """How others name a page that the year has, and where; its words are codes of the catalogue."""

    name: str
    """In the crumbs and the menu."""
    label: str
    """On its tab, or where it is listed."""
    listed_on: str = ""
    """The file of the page that lists it."""
    above: str = ""
    """The file of the page before it in the crumbs."""


@dataclass(frozen=True, slots=True)
class CampaignStep:
    """One step of the campaign as the configuration dates it."""

    name: str
    when: str
    first: date
    last: date
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """What pages say of the configuration."""

    version: str
    late_entry_days: int
    demonstration: bool
    grading: Grading
    campaign: bool = False
    """Whether there is a campaign in the year."""
    theme: str = ""
    """What its members study."""
    steps: tuple[CampaignStep, ...] = ()
    start_on: date | None = None
    """The day in the year, or after it, from which on records are kept here."""
    feed_authority: str = "wuhao.example"
    """The domain in the feed's identifiers."""
    posts: Mapping[str, str] = field(default_factory=dict)
    """What those who bring records in are called, by the name they have there."""
    frozen_as: int | None = None
    """The version as which the year is being frozen."""
    filing: tuple[Filed, ...] = ()
    """What a branch's working file holds."""
    documents: Documents = Documents()
    """How official documents are printed."""
    site_addresses: Mapping[str, str] = field(default_factory=dict)
    """Where each audience's site is served, with a slash at its end; none where nobody said."""


@dataclass(frozen=True)
class YearSite:
    """One year's site for one audience."""

    audience: Audience
    words: Words
    organization: Organization
    settings: Settings
    packs: tuple[Pack, ...]
    public: PublicResult
    records: PublicRecords
    """Every record of any year that the audience may open."""
    years: frozenset[int]
    """Years that have a site."""
    history: Mapping[int, PublicResult] = field(default_factory=dict)
    """Every year that is judged now, this one among them."""
    evidence_for: CountedRules = field(default_factory=CountedRules)
    """The rules that each record counts for, worked out anew."""
    entered_on: Mapping[str, date] = field(default_factory=dict)
    revisions: PublicRevisions | None = None
    """How records came to be what they are."""
    entry_unknown: tuple[Phrase, ...] = ()
    """Why nobody can tell when records came in, for those who may see that they came in late."""
    changed_on: Mapping[str, date] = field(default_factory=dict)
    """The last day on which a record's file was changed, where that is known."""
    lists_cut: Mapping[str, PublicLists] = field(default_factory=dict)
    """The three lists of the year, by branch, cut anew."""
    due_results: tuple[Result, ...] = ()
    """The years whose duties may be due: the newest year's site tells of the others' too."""
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    """How each rule is judged."""
    restricted: tuple[Restricted, ...] = ()
    """How many records there are that have no page."""
    problems: PublicProblems = field(default_factory=PublicProblems)
    record_of_file: Callable[[str], str] = lambda file: ""
    """The id of the record that is written in a file; empty where there is none."""
    changed_figures: Mapping[str, tuple[Changed, ...]] = field(default_factory=dict)
    """Figures of issued bulletins that are other ones by now, by the bulletin's id."""
    uncounted: Mapping[str, Uncounted] = field(default_factory=dict)
    """Why records do not count, for those who see to it that they do."""
    disclosure: Disclosure = field(default_factory=Disclosure)
    """The catalogue of what branches disclose."""
    disclosed: Mapping[tuple[str, str], tuple[Window, ...]] = field(default_factory=dict)
    """The periods that have been disclosed, by branch and item of the catalogue."""
    beside: tuple[PublicResult, ...] = ()
    """The year by each pack beside the one that scores, where it is in force."""
    courses: Mapping[str, Course] = field(default_factory=dict)
    """How each public notice stands, by its record's id; of objections nothing but their number."""
    fonts: Callable[[], Fonts] | None = None
    """What official documents are printed in."""
    summaries: Summaries = field(default_factory=Summaries)
    """What pages across branches ask of each."""
    tabs: Mapping[str, PageEntry] = field(default_factory=dict)
    """The pages of a branch, by file, in the order of the tabs."""
    pages: Mapping[str, PageEntry] = field(default_factory=dict)
    """The pages at the year's root and the files listed beside them, by file."""

    @cached_property
    def counted(self) -> CountedRules:
        """The rules that each record counts for, as far as it is known what branches answered."""
        return self.evidence_for.asking(lambda unit: _of_school(unit, self))

    @cached_property
    def lists(self) -> Mapping[str, PublicLists]:
        """The three lists of the year, by branch, as far as they are known."""
        return OnDemand(self.lists_cut, lambda unit: _lists(unit, self))

    @property
    def keeps_lists(self) -> bool:
        """Whether there are rectification pages: in the campaign's year, and in any other with lists."""
        return bool(self.lists) or self.settings.campaign

    @property
    def year(self) -> int:
        """The year of the site."""
        return self.public.result.year

    @property
    def as_of(self) -> date:
        """The day as known at whose end everything is shown."""
        return self.public.result.as_of

    @property
    def address(self) -> str:
        """Where the audience's site is served, with a slash at its end; empty where nobody said."""
        return self.settings.site_addresses.get(str(self.audience), "")

    @property
    def pack(self) -> Pack:
        """The pack that scores."""
        return self.public.result.pack

    @property
    def catalogue(self) -> Catalogue:
        """The sentences."""
        return self.words.catalogue

    @cached_property
    def demanded(self) -> Mapping[str, frozenset[str]]:
        """By round of the grading, the types of record that the rules ask for."""
        return {name: demanded(self.pack, name) for name in ROUNDS}

    @cached_property
    def open_titles(self) -> frozenset[str]:
        """Branches whose title is not final: an objection is being checked."""
        return open_titles(self.courses)

    @cached_property
    def branches(self) -> tuple[Branch, ...]:
        """The branches on the year's list, in the organization's order."""
        listed = self.public.result.branches
        return tuple(branch for branch in self.organization.branches if branch.id in listed)

    @cached_property
    def school_events(self) -> Mapping[str, tuple[tuple[PublicRecord, int | None], ...]]:
        """For each branch, the school's records of the year that name it as having come, and how many came."""
        found: dict[str, list[tuple[PublicRecord, int | None]]] = {}
        for record in self.own_records(COMMITTEE):
            for row in record.values.rows("attended"):
                found.setdefault(row.text("branch"), []).append((record, row.count("present")))
        return {unit: tuple(events) for unit, events in found.items()}

    def own_records(self, unit: str, *types: str) -> tuple[PublicRecord, ...]:
        """The unit's records of the year, of these types where any are named, in order of date."""
        return self.records.of(self.year, unit, types)

    def unit_name(self, unit: str) -> str:
        """The name of a branch, a group (`jichu/g1`) or the committee."""
        branch_id, _, group_id = unit.partition("/")
        if branch_id == COMMITTEE:
            return self.organization.short_name
        branch = self.organization.by_id.get(branch_id)
        if branch is None:
            return unit
        group = branch.group(group_id) if group_id else None
        return group.name if group else branch.name

    def unit_href(self, unit: str, depth: int, year: int | None = None, anchor: str = "") -> str | None:
        """The address of a unit's scorecard from a page so many folders below the year's root."""
        year = self.year if year is None else year
        if year not in self.years or (year == self.year and unit != COMMITTEE and unit not in self._listed):
            return None
        return f"{self._up(depth, year)}{unit}/index.html{f'#{anchor}' if anchor else ''}"

    def rule_href(self, rule: str, depth: int) -> str:
        """The address of the rule in its pack."""
        return f"{'../' * depth}standards/{self.pack.id}.html#{rule}"

    def record_title(self, record: PublicRecord) -> str:
        """Its title where it has one, else its types."""
        return record.values.text("title") or self.types(record.types)

    def types(self, types: Iterable[str]) -> str:
        """The labels of record types."""
        return self.words.join(registry().types[each].label(self.words.language) for each in types)

    def evidence(self, reference: str, depth: int) -> Link:
        """A record, or a line of the rectification lists, as a link where the audience may open it."""
        identifier, _, line = reference.partition("#")
        record = self.records.get(identifier)
        year, _, rest = identifier.partition("/")
        unit, _, stem = rest.partition("/")
        if stem == "rectification":
            text = self.words.t("rectification_line", line=line) if line else self.words.t("rectification")
            return Link(text, self._lists_href(year, unit, line, depth))
        day, name = self._day_and_type(year, stem)
        if record is not None:
            name = self.types(record.types)
        title = self.record_title(record) if record else self.words.t("not_open")
        href = self.record_href(record, depth) if record else None
        what = self._of_committee(name) if unit == COMMITTEE else name
        return Link(f"{day} {what}".strip(), href, title)

    def record_href(self, record: PublicRecord, depth: int) -> str | None:
        """The address of the record's page."""
        if record.year not in self.years:
            return None
        return f"{self._up(depth, record.year)}{record.branch}/{record.stem}.html"

    def _lists_href(self, year: str, unit: str, line: str, depth: int) -> str | None:
        """The address of a branch's lists, or of a task on them; None where it is not there for the audience."""
        lists = self.lists.get(unit) if year == str(self.year) else None
        if lists is None or (line and line not in lists.standings):
            return None
        return f"{'../' * depth}{unit}/rectification.html{f'#{quote(line)}' if line else ''}"

    def _of_committee(self, name: str) -> str:
        """学校党委 and 党委会议决定 make 学校党委会议决定: what both have in common is said once."""
        own = self.organization.short_name
        common = next((size for size in range(len(name), 0, -1) if own.endswith(name[:size])), 0)
        return self.words.t("of_unit", unit=own, what=name[common:]) if common < len(name) else own

    def _day_and_type(self, year: str, stem: str) -> tuple[str, str]:
        """The parts of a record's file name in words: all there is of a record that may not be opened."""
        slug = stem[6:].rstrip("0123456789-").replace("-", "_")
        declared = registry().types.get(slug)
        label = declared.label(self.words.language) if declared else stem[6:]
        try:
            day = date.fromisoformat(f"{year}-{stem[:5]}")
        except ValueError:
            return stem[:5], label
        return self.words.say(spoken.day(day, self.year)), label

    def _up(self, depth: int, year: int) -> str:
        return "../" * depth if year == self.year else f"{'../' * (depth + 1)}{year}/"

    @cached_property
    def _listed(self) -> frozenset[str]:
        return frozenset(self.public.result.branches)


@of_unit
def _of_school(unit: str, site: YearSite) -> OfSchool:
    return site.evidence_for.of_school(unit)


@of_unit
def _lists(unit: str, site: YearSite) -> PublicLists:
    return site.lists_cut[unit]
