"""The comparison: every branch and every rule."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from generator.model.pack import Rule
from generator.model.result import BranchResult, Status
from generator.publish.formats.table import Column, Table, Value
from generator.publish.pages.parts.basis import basis, of_judged, standard_basis, unjudged
from generator.publish.pages.parts.conditions import standard_name
from generator.publish.pages.parts.downloads import downloads, table_name
from generator.publish.pages.parts.grades import officials, round_names
from generator.publish.pages.parts.multiples import by_month, month_keys, multiples
from generator.publish.pages.parts.standing import GATES, is_local, light
from generator.publish.pages.parts.tabs import BRANCHES, EVALUATION, listed_on, year_top
from generator.publish.pages.summaries import of_unit
from generator.publish.pages.view import Link, View
from generator.publish.pages.year_site import YearSite

MONTHLY = "branch_months"


def branches_view(site: YearSite) -> View:
    """The page's data."""
    tables = [
        _table(f"standard-{each.id}", standard_name(each.id, site), each.id, each.points, site)
        for each in site.pack.standards
    ]
    return View(
        **year_top(BRANCHES, site, "pages.branches.title"),
        pages=listed_on(BRANCHES, site),
        as_of=site.as_of,
        scores_shown=site.public.scores_shown,
        rounds=round_names(site),
        rows=tuple(_branch(branch.id, site) for branch in site.branches),
        tables=(*tables, _table(GATES, site.words.t("gates"), None, None, site)),
        multiples=multiples(site),
        legend=tuple(Status),
        downloads=downloads(("comparison", MONTHLY), site),
    )


@of_unit
def _branch(unit: str, site: YearSite) -> View:
    """A branch: its members on the day, what people gave it, and the computed score."""
    branch, result = site.organization.by_id[unit], site.public.result.branches[unit]
    return View(
        branch=Link(branch.name, f"{branch.id}/index.html"),
        members=branch.members_on(site.as_of),
        official=officials(result, site, f"{branch.id}/{EVALUATION}"),
        score=result.computed_score,
        basis=basis(result, site),
    )


def comparison_table(unit: str, site: YearSite) -> Table:
    """One branch's line of the comparison to download: members, scores, and how every rule stands."""
    words, result = site.words, site.public.result.branches[unit]
    branch = site.organization.by_id[unit]
    cells: list[tuple[Column, Value]] = [
        (Column("members", words.t("branches.members")), branch.members_on(site.as_of))
    ]
    if site.public.scores_shown:
        for each in officials(result, site, ""):
            grade, score = (words.catalogue.text(f"lists.table_head.{name}") for name in ("grade", "score"))
            cells += [
                (Column(f"grade_{each.round}", each.name + grade), each.chip.text),
                (Column(f"score_{each.round}", each.name + score), each.score),
            ]
        cells += [
            (Column("computed_score", words.t("home.score")), result.computed_score),
            (Column("computed_basis", words.t("home.basis")), result.computed_basis),
        ]
        for standard in site.pack.standards:
            column = Column(f"standard_{standard.id}", standard_name(standard.id, site))
            cells.append((column, result.standards[standard.id].earned))
    for id, name, standing in _lights(result, site):
        cells.append((Column(f"standing_{id}", words.catalogue.text("lists.table_head.standing", name=name)), standing))
    for rule in _compared(site):
        found = result.rules.get(rule.id)
        cells.append((Column(rule.id, rule.id), words.label("status", found.status) if found else None))
    columns, values = tuple(column for column, _ in cells), tuple(value for _, value in cells)
    return Table("comparison", table_name("comparison", site), columns, (values,))


def _lights(result: BranchResult, site: YearSite) -> Iterator[tuple[str, str, str]]:
    """How a branch stands with each standard and with the gates, as the home page's lights say it."""
    names: dict[str | None, str] = {each.id: standard_name(each.id, site) for each in site.pack.standards}
    for standard, name in (names | {None: site.words.t("home.gates")}).items():
        status, count = light([each for each in result.rules.values() if each.rule.standard == standard])
        yield standard or GATES, name, f"{site.words.label('status', str(status))}{count if count else ''}"


def monthly_table(unit: str, site: YearSite) -> Table:
    """How many records a branch has month by month, to download."""
    counts = by_month(unit, site)
    columns = [Column(key, site.words.window(key)) for key in month_keys(site)]
    total = Column("total", site.catalogue.text("lists.months.total"))
    row = (*counts, sum(count or 0 for count in counts))
    return Table(MONTHLY, table_name(MONTHLY, site), (*columns, total), (row,))


def _table(anchor: str, name: str, standard: str | None, points: Fraction | None, site: YearSite) -> View:
    """One standard over all branches; the rules without a standard have no points."""
    rules = _of(standard, site)
    return View(
        anchor=anchor,
        name=name,
        points=points,
        rules=tuple(
            Link(_called(rule, site), site.rule_href(rule.id, 0), rule.asks(site.words.language)) for rule in rules
        ),
        rows=tuple(_row(branch.id, site, standard) for branch in site.branches),
    )


def _compared(site: YearSite) -> list[Rule]:
    """The rules of branches whose results the audience sees."""
    return [each for each in site.pack.rules if not each.of_committee and each.id not in site.public.hidden_rules]


def _of(standard: str | None, site: YearSite) -> list[Rule]:
    return [rule for rule in _compared(site) if rule.standard == standard]


@of_unit
def _row(unit: str, site: YearSite, standard: str | None) -> View:
    """One branch within one standard; how many points were not judged, and why."""
    result, href = site.public.result.branches[unit], f"{unit}/index.html"
    cells = [(f"{href}#{rule.id}", rule.points, result.rules.get(rule.id)) for rule in _of(standard, site)]
    row = View(
        branch=Link(site.unit_name(result.branch), href),
        cells=tuple((to, points, rule and rule.status, rule and rule.earned) for to, points, rule in cells),
    )
    if standard is not None and (figures := result.standards.get(standard)):
        ruled = [each for each in result.rules.values() if each.rule.standard == standard]
        row.earned, row.judged = figures.earned, of_judged(figures, site)
        row.left, row.why = unjudged(figures, site), standard_basis(figures, ruled, site)
    return row


def _called(rule: Rule, site: YearSite) -> str:
    """Its name, marked where anything that decides it is local."""
    return site.words.name(rule) + (site.words.t("local_mark") if is_local(rule) else "")
