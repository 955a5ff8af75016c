"""The scorecard of a branch: what people gave, what was computed, and every rule behind it."""

from __future__ import annotations

from fractions import Fraction

from generator.model.result import RuleResult, StandardResult
from generator.publish.formats.table import Table
from generator.publish.pages.parts.basis import basis, raw, standard_basis
from generator.publish.pages.parts.columns import Head, table_of
from generator.publish.pages.parts.conditions import standard_name
from generator.publish.pages.parts.downloads import downloads
from generator.publish.pages.parts.due import calendar_of
from generator.publish.pages.parts.grades import officials
from generator.publish.pages.parts.review import called, why
from generator.publish.pages.parts.standing import DEPTH, counts, late_entries, months, sections
from generator.publish.pages.parts.tabs import EVALUATION, SCORECARD, unit_top
from generator.publish.pages.view import View
from generator.publish.pages.year_site import YearSite

TABLES = ("standards", "scorecard")
_Rule = Head[RuleResult]
_Standard = Head[StandardResult]


def scorecard_view(unit: str, site: YearSite) -> View:
    """The page's data."""
    branch, records = site.public.result.branches[unit], site.own_records(unit)
    return View(
        **unit_top(unit, SCORECARD, site, "pages.scorecard.title"),
        unit=unit,
        scores_shown=site.public.scores_shown,
        # What people gave comes first.
        official=officials(branch, site, EVALUATION),
        score=branch.computed_score,
        basis=branch.computed_basis,
        basis_said=basis(branch, site),
        counts=counts(each.status for each in branch.rules.values()),
        as_of=site.as_of,
        calendar=calendar_of(unit, site),
        version=site.settings.version,
        start_on=site.settings.start_on,
        sections=sections(branch, site),
        months=months(records, site),
        record_count=len(records),
        late_entries=tuple(site.evidence(each, DEPTH) for each in branch.late_entries),
        similar=tuple((site.evidence(a, DEPTH), site.evidence(b, DEPTH)) for a, b in branch.similar),
        downloads=downloads(TABLES, site),
    )


def scorecard_table(unit: str, site: YearSite) -> Table:
    """Every rule to download: its points, how it stands, why, and on what that rests."""
    words, scores = site.words, site.public.scores_shown

    def evidence(found: RuleResult) -> str:
        return words.join(dict.fromkeys(site.evidence(each, DEPTH).text for each in found.all_evidence))

    def standard(found: RuleResult) -> str:
        return words.t("gates") if found.rule.standard is None else standard_name(found.rule.standard, site)

    earned = _Rule("earned", "pages.scorecard.earned", lambda found: found.earned)
    heads = (
        _Rule("standard", "pages.scorecard.standard", standard),
        _Rule("rule", "working_paper.column.rule", lambda found: found.rule.id),
        _Rule("item", "working_paper.column.item", lambda found: called(found.rule, site)),
        _Rule("asked", "supervision.asked", lambda found: found.rule.asks(words.language)),
        _Rule("points", "working_paper.points", lambda found: found.rule.points),
        *((earned,) if scores else ()),
        _Rule("status", "working_paper.column.status", lambda found: words.label("status", str(found.status))),
        _Rule("why", "working_paper.column.why", lambda found: why(found, site)),
        _Rule("late", "pages.scorecard.late_entries", lambda found: late_entries(found, site) or None),
        _Rule("evidence", "pages.scorecard.evidence", evidence),
    )
    return table_of("scorecard", heads, site.public.result.branches[unit].rules.values(), site)


def standards_table(unit: str, site: YearSite) -> Table:
    """Each standard to download: its points, how many of them were judged and earned, and why the rest was not."""
    branch = site.public.result.branches[unit]

    def left(found: StandardResult) -> str:
        rules = [each for each in branch.rules.values() if each.rule.standard == found.id]
        return standard_basis(found, rules, site)

    scores = (
        _Standard("judged", "lists.table_head.judged", lambda found: found.judged),
        _Standard("earned_of_judged", "lists.table_head.raw", raw),
        _Standard("earned", "pages.scorecard.earned", lambda found: found.earned),
        _Standard("share", "pages.scorecard.share", _share, "share"),
        _Standard("left", "pages.home.basis", left),
    )
    heads = (
        _Standard("standard", "pages.scorecard.standard", lambda found: standard_name(found.id, site)),
        _Standard("points", "working_paper.points", lambda found: found.points),
        *(scores if site.public.scores_shown else ()),
    )
    return table_of("standards", heads, branch.standards.values(), site)


def _share(found: StandardResult) -> Fraction | None:
    return found.earned / found.points if found.earned is not None and found.points else None
