"""六对照六查摆: what every branch found under each head, and what the records say to that (plan 三 1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.result import BranchResult
from generator.publish.cut.gradings import CONTRASTS
from generator.publish.cut.records import PublicRecord
from generator.publish.pages.parts.tabs import CONTRASTS_PAGE, Tabs, branch_tabs, crumbs, page_tabs, year_crumbs
from generator.publish.pages.year_site import Link, YearSite

SEARCH = "problem_search"


@dataclass(frozen=True, slots=True)
class Against:
    """Nothing found under a contrast, against the records."""

    text: str
    rules: tuple[Link, ...]
    record: Link


@dataclass(frozen=True, slots=True)
class ContrastRow:
    """One of the six heads."""

    number: str
    name: str
    problems: tuple[str, ...]
    none_found: str
    against: bool


@dataclass(frozen=True, slots=True)
class ContrastsView:
    """What the template shows of one branch."""

    title: str
    crumbs: tuple[Link, ...]
    branches: Tabs
    pages: Tabs
    lead: str
    texts_shown: bool
    record: Link | None
    rows: tuple[ContrastRow, ...]
    warnings: tuple[Against, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """How many problems a branch found under one head: words, and whether the records stand against it."""

    text: str
    kind: str
    """found, none, blank or against."""


@dataclass(frozen=True, slots=True)
class BranchRow:
    """One branch among all."""

    branch: Link
    record: Link | None
    marks: tuple[Mark, ...]
    warnings: tuple[Against, ...]


@dataclass(frozen=True, slots=True)
class AllContrastsView:
    """What the template shows of all branches."""

    title: str
    crumbs: tuple[Link, ...]
    lead: str
    texts_shown: bool
    heads: tuple[tuple[str, str], ...]
    rows: tuple[BranchRow, ...]
    warned: tuple[BranchRow, ...]


def searches(site: YearSite) -> bool:
    """Whether the year has pages of the contrasts: the campaign's, and any with a search."""
    return site.settings.campaign_year == site.year or any(_search(each.id, site) for each in site.branches)


def contrasts_view(unit: str, site: YearSite) -> ContrastsView:
    """The page of one branch."""
    say, found = site.catalogue.text, _search(unit, site)
    branch = site.public.result.branches[unit]
    against = {each.number for each in branch.contradictions}
    return ContrastsView(
        title=say("evaluation.contrasts.title", unit=site.unit_name(unit), year=site.year),
        crumbs=crumbs(unit, CONTRASTS_PAGE, site),
        branches=branch_tabs(unit, CONTRASTS_PAGE, site),
        pages=page_tabs(CONTRASTS_PAGE, site),
        lead=say("evaluation.contrasts.lead"),
        texts_shown=_texts_shown(site),
        record=site.evidence(found.id, 1) if found else None,
        rows=tuple(_row(number, found, number in against, site) for number in _numbers()) if found else (),
        warnings=warnings(branch, site, 1),
    )


def all_contrasts_view(site: YearSite) -> AllContrastsView:
    """The page of all branches."""
    say = site.catalogue.text
    rows = tuple(_branch(branch.id, site) for branch in site.branches)
    return AllContrastsView(
        title=say("evaluation.contrasts.all_title", year=site.year),
        crumbs=year_crumbs(CONTRASTS_PAGE, site),
        lead=say("evaluation.contrasts.lead"),
        texts_shown=_texts_shown(site),
        heads=tuple((say("evaluation.contrasts.number", number=each), _name(each, site)) for each in _numbers()),
        rows=rows,
        warned=tuple(row for row in rows if row.warnings),
    )


def warnings(branch: BranchResult, site: YearSite, depth: int) -> tuple[Against, ...]:
    """Where the branch says that it found nothing and a rule says otherwise."""
    say, made = site.catalogue.text, []
    for each in branch.contradictions:
        rules = tuple(
            Link(rule, f"{_own(branch.branch, depth)}index.html#{rule}", _gloss(rule, site)) for rule in each.rules
        )
        text = say("evaluation.contradiction", number=each.number, name=_name(each.number, site))
        made.append(Against(text, rules, site.evidence(each.record, depth)))
    return tuple(made)


def _own(unit: str, depth: int) -> str:
    """The branch's folder from one of its own pages, or from one of the year's."""
    return "" if depth else f"{unit}/"


def _gloss(rule: str, site: YearSite) -> str:
    known = site.pack.rule(rule)
    return known.gloss.get(site.words.language, "") if known else ""


def _texts_shown(site: YearSite) -> bool:
    return site.audience.sees(CONTRASTS.audience)


def _numbers() -> range:
    """The numbers of the heads, as declared."""
    span = CONTRASTS.fields["number"].between
    assert span is not None
    return range(span[0], span[1] + 1)


def _name(number: int, site: YearSite) -> str:
    return site.catalogue.text(f"evaluation.contrast.{number}")


def _search(unit: str, site: YearSite) -> PublicRecord | None:
    """The branch's latest search of the year."""
    found = [each for each in site.own_records(unit) if SEARCH in each.types and not each.draft]
    return found[-1] if found else None


def _entry(number: int, found: PublicRecord) -> Mapping[str, object]:
    entries = found.values.get(CONTRASTS.id)
    each = entries if isinstance(entries, tuple) else ()
    return next((entry for entry in each if entry.get("number") == number), {})


def _problems(entry: Mapping[str, object]) -> tuple[str, ...]:
    problems = entry.get("problems")
    return tuple(map(str, problems)) if isinstance(problems, tuple) else ()


def _row(number: int, found: PublicRecord, against: bool, site: YearSite) -> ContrastRow:
    entry = _entry(number, found)
    none = str(entry.get("none_found") or "")
    return ContrastRow(str(number), _name(number, site), _problems(entry), none, against)


def _branch(unit: str, site: YearSite) -> BranchRow:
    found, branch = _search(unit, site), site.public.result.branches[unit]
    against = {each.number for each in branch.contradictions}
    return BranchRow(
        branch=Link(site.unit_name(unit), f"{unit}/{CONTRASTS_PAGE}"),
        record=site.evidence(found.id, 0) if found else None,
        marks=tuple(_mark(number, found, number in against, site) for number in _numbers()) if found else (),
        warnings=warnings(branch, site, 0),
    )


def _mark(number: int, found: PublicRecord, against: bool, site: YearSite) -> Mark:
    say, entry = site.catalogue.text, _entry(number, found)
    problems = _problems(entry)
    if problems:
        return Mark(say("evaluation.contrasts.count", count=len(problems)), "found")
    if entry.get("none_found"):
        return Mark(say("evaluation.contrasts.none"), "against" if against else "none")
    return Mark(say("evaluation.contrasts.blank"), "blank")
