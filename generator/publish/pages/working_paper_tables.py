"""The working papers as tables to download: rule by rule, and a line for each branch."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from generator.judge.grading.differences import chosen, compared, reviewed, standard_compared, widest
from generator.model.grading import Round, Sheet
from generator.model.result import BranchResult, RuleResult
from generator.publish.formats.table import Column, Table, Value
from generator.publish.pages.parts.conditions import standard_name
from generator.publish.pages.parts.downloads import table_name
from generator.publish.pages.parts.review import (
    TABLE,
    called,
    chip,
    computed_value,
    named,
    said,
    shown_rounds,
    why,
)
from generator.publish.pages.parts.tabs import WORKING_PAPER
from generator.publish.pages.year.working_papers import TABLE as OVERVIEW
from generator.publish.pages.year_site import YearSite


def has_papers(site: YearSite) -> bool:
    """Whether the year's branches have the page."""
    return WORKING_PAPER in site.tabs


def paper_rows(site: YearSite) -> int:
    """About how many lines the table of all branches would have."""
    return len(site.branches) * len(site.pack.rules)


def paper_table(unit: str, site: YearSite) -> Table:
    """A branch's working paper: each round's rules, the subtotal of each standard, and the whole."""
    say, branch = site.catalogue.text, site.public.result.branches[unit]
    columns = (
        Column("round", say("working_paper.column.round")),
        Column("standard", say("working_paper.column.standard")),
        Column("rule", say("working_paper.column.rule")),
        Column("item", say("working_paper.column.item")),
        Column("points", say("working_paper.points")),
        Column("status", say("working_paper.column.status")),
        Column("computed", say("working_paper.computed")),
        Column("why", say("working_paper.column.why")),
        Column("self", say("working_paper.own")),
        Column("self_difference", say("working_paper.column.own_difference")),
        Column("review", say("working_paper.review")),
        Column("review_difference", say("working_paper.column.review_difference")),
    )
    rows = tuple(row for found in shown_rounds(branch) for row in _rows(found, branch, site))
    return Table(TABLE, table_name(TABLE, site), columns, rows)


def _rows(found: Round, branch: BranchResult, site: YearSite) -> Iterator[tuple[Value, ...]]:
    say = site.catalogue.text
    name, own, review = say(f"evaluation.round.{found.name}"), found.self_assessment, found.organization_review
    for standard in site.pack.standards:
        yield from (_row(name, each, found, site) for each in _of(standard.id, branch))
        earned = branch.standards[standard.id].earned
        sums = (cell for sheet in (own, review) for cell in _sum(sheet, standard.id, branch, site))
        yield (
            name,
            standard_name(standard.id, site),
            "",
            say("working_paper.subtotal"),
            standard.points,
            "",
            earned,
            "",
            *sums,
        )
    yield from (_row(name, each, found, site) for each in _of(None, branch))
    scores = (cell for sheet in (own, review) for cell in (sheet.score if sheet else None, ""))
    whole = sum((each.points for each in site.pack.standards), Fraction(0))
    yield (name, "", "", say("working_paper.total"), whole, "", branch.computed_score, "", *scores)


def _of(standard: str | None, branch: BranchResult) -> list[RuleResult]:
    return [each for each in branch.rules.values() if each.rule.standard == standard]


def _row(name: str, found: RuleResult, of: Round, site: YearSite) -> tuple[Value, ...]:
    words, rule = site.words, found.rule
    standard = words.t("gates") if rule.standard is None else standard_name(rule.standard, site)
    cells = (cell for sheet in (of.self_assessment, of.organization_review) for cell in _given(sheet, found, site))
    status = words.label("status", str(found.status))
    return (
        name,
        standard,
        rule.id,
        called(rule, site),
        rule.points,
        status,
        computed_value(found, site),
        why(found, site),
        *cells,
    )


def _given(sheet: Sheet | None, found: RuleResult, site: YearSite) -> tuple[Value, Value]:
    given = sheet.points.get(found.rule.id) if sheet else None
    if given is None:
        return None, ""
    apart = compared(given, found)
    return said(given, site) if isinstance(given, str) else given, chip(apart, site).text if apart else ""


def _sum(sheet: Sheet | None, standard: str, branch: BranchResult, site: YearSite) -> tuple[Value, Value]:
    given = sheet.standards.get(standard) if sheet else None
    if given is None or sheet is None or sheet.by_rule:
        return given, ""
    own = next(each for each in site.pack.standards if each.id == standard)
    apart = standard_compared(given, own, branch, site.pack)
    return given, chip(apart, site).text if apart else ""


def overview_table(unit: str, site: YearSite) -> Table:
    """A branch's line: how many differences there are, and the widest."""
    say, branch = site.catalogue.text, site.public.result.branches[unit]
    apart, of = reviewed(branch, site.pack), chosen(branch.rounds)
    review, most = branch.rounds[of].organization_review, widest(apart)
    columns = (
        Column("round", say("working_paper.round")),
        Column("reviewed_on", say("working_paper.column.day")),
        Column("differences", say("working_paper.count")),
        Column("widest", say("working_paper.column.widest_item")),
        Column("points", say("working_paper.column.widest_gap")),
    )
    row: tuple[Value, ...] = (
        say(f"evaluation.round.{of}"),
        review.date if review else None,
        len(apart),
        named(most.of, branch, site) if most else "",
        most.gap if most else None,
    )
    return Table(OVERVIEW, table_name(OVERVIEW, site), columns, (row,))
