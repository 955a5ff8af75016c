"""The comparison: every branch and every rule."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.pack import Rule
from generator.model.result import BranchResult, Status
from generator.publish.formats.table import Column, Table, Value
from generator.publish.pages.parts.basis import basis, of_judged, standard_basis, unjudged
from generator.publish.pages.parts.downloads import downloads, table_name
from generator.publish.pages.parts.grades import Official, officials, round_names
from generator.publish.pages.parts.standing import GATES, Chip, is_local
from generator.publish.pages.parts.tabs import BRANCHES, EVALUATION, listed_on, year_crumbs
from generator.publish.pages.words import brief, exact
from generator.publish.pages.year_site import Link, YearSite


@dataclass(frozen=True, slots=True)
class Cell:
    """One rule of one branch."""

    chip: Chip | None
    href: str
    points: str


@dataclass(frozen=True, slots=True)
class Row:
    """One branch within one standard."""

    branch: Link
    cells: tuple[Cell, ...]
    earned: str
    earned_shown: str
    left: str
    why: str
    """How many points were not judged, and why."""


@dataclass(frozen=True, slots=True)
class StandardTable:
    """One standard over all branches."""

    anchor: str
    name: str
    points: str
    rules: tuple[Link, ...]
    rows: tuple[Row, ...]
    scored: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """One branch: its members on the day, what people gave it, and the computed score."""

    branch: Link
    members: str
    official: tuple[Official, ...]
    score: str
    score_shown: str
    basis: str


@dataclass(frozen=True, slots=True)
class BranchesView:
    """What the template shows."""

    title: str
    crumbs: tuple[Link, ...]
    pages: tuple[Link, ...]
    """The pages across branches."""
    as_of: str
    scores_shown: bool
    rounds: tuple[str, ...]
    rows: tuple[Overview, ...]
    tables: tuple[StandardTable, ...]
    legend: tuple[Chip, ...]
    downloads: tuple[Link, ...]


def branches_view(site: YearSite) -> BranchesView:
    """The page's data."""
    words = site.words
    results = [(branch, site.public.result.branches[branch.id]) for branch in site.branches]
    rows = []
    for branch, result in results:
        link = Link(branch.name, f"{branch.id}/index.html")
        members = str(branch.members_on(site.as_of))
        score = result.computed_score
        given = officials(result, site, f"{branch.id}/{EVALUATION}")
        rows.append(Overview(link, members, given, exact(score), brief(score), basis(result, site)))
    tables = [
        _table(f"standard-{each.id}", words.t("standard_name", number=each.id, name=each.name), each.id, site)
        for each in site.pack.standards
    ]
    return BranchesView(
        title=words.t("branches.title", year=site.year),
        crumbs=year_crumbs(BRANCHES, site),
        pages=listed_on(BRANCHES, site),
        as_of=words.day(site.as_of),
        scores_shown=site.public.scores_shown,
        rounds=round_names(site),
        rows=tuple(rows),
        tables=(*tables, _table(GATES, words.t("gates"), None, site)),
        legend=tuple(Chip(str(status), words.label("status", str(status))) for status in Status),
        downloads=downloads(("comparison",), site),
    )


def comparison_table(unit: str, site: YearSite) -> Table:
    """One branch's line of the comparison to download: members, scores, and how every rule stands."""
    words, result = site.words, site.public.result.branches[unit]
    branch = site.organization.by_id[unit]
    cells: list[tuple[Column, Value]] = [
        (Column("members", words.t("branches.members")), branch.members_on(site.as_of))
    ]
    if site.public.scores_shown:
        cells += [
            (Column("computed_score", words.t("home.score")), result.computed_score),
            (Column("computed_basis", words.t("home.basis")), result.computed_basis),
        ]
        for standard in site.pack.standards:
            name = words.t("standard_name", number=standard.id, name=standard.name)
            cells.append((Column(f"standard_{standard.id}", name), result.standards[standard.id].earned))
    for rule in site.pack.rules:
        if rule.unit == "branch" and rule.id not in site.public.hidden_rules:
            found = result.rules.get(rule.id)
            cells.append((Column(rule.id, rule.id), words.label("status", str(found.status)) if found else None))
    columns, values = tuple(column for column, _ in cells), tuple(value for _, value in cells)
    return Table("comparison", table_name("comparison", site), columns, (values,))


def _table(anchor: str, name: str, standard: str | None, site: YearSite) -> StandardTable:
    rules = [
        rule
        for rule in site.pack.rules
        if rule.standard == standard and rule.unit == "branch" and rule.id not in site.public.hidden_rules
    ]
    rows = [_row(site.public.result.branches[branch.id], rules, standard, site) for branch in site.branches]
    points = next((brief(each.points) for each in site.pack.standards if each.id == standard), "")
    heads = tuple(
        Link(_called(rule, site), f"standards/{site.pack.id}.html#{rule.id}", rule.asks(site.words.language))
        for rule in rules
    )
    return StandardTable(anchor, name, points, heads, tuple(rows), standard is not None)


def _row(result: BranchResult, rules: list[Rule], standard: str | None, site: YearSite) -> Row:
    href = f"{result.branch}/index.html"
    cells = []
    for rule in rules:
        found = result.rules.get(rule.id)
        chip = Chip(str(found.status), site.words.label("status", str(found.status))) if found else None
        points = ""
        if found and found.earned is not None and rule.points is not None:
            points = site.words.t("out_of", earned=brief(found.earned), points=brief(rule.points))
        cells.append(Cell(chip, f"{href}#{rule.id}", points))
    figures = result.standards.get(standard or "")
    link = Link(site.unit_name(result.branch), href)
    if figures is None:
        return Row(link, tuple(cells), "", "—", "", "")
    own = [each for each in result.rules.values() if each.rule.standard == standard]
    shown, left, why = of_judged(figures, site), unjudged(figures, site), standard_basis(figures, own, site)
    return Row(link, tuple(cells), exact(figures.earned), shown, left, why)


def _called(rule: Rule, site: YearSite) -> str:
    """Its name, marked where anything that decides it is local."""
    return site.words.name(rule) + (site.words.t("local_mark") if is_local(rule) else "")
