"""The home page: the year at a glance."""

from __future__ import annotations

from collections import Counter

from generator.model.result import BranchResult, Status
from generator.publish.pages.parts.attention import attention
from generator.publish.pages.parts.basis import basis, of_judged, standard_basis, unjudged
from generator.publish.pages.parts.downloads import downloads
from generator.publish.pages.parts.due import AHEAD
from generator.publish.pages.parts.first_steps import first_steps
from generator.publish.pages.parts.grades import officials, round_names
from generator.publish.pages.parts.standing import GATES, counts, light, statuses
from generator.publish.pages.parts.tabs import EVALUATION, HOME, OFFICE, STEPS, listed_on
from generator.publish.pages.summaries import of_unit
from generator.publish.pages.view import Link, View
from generator.publish.pages.words import brief
from generator.publish.pages.year.campaign import campaign_steps, step_view
from generator.publish.pages.year.due import due_count
from generator.publish.pages.year.evaluations import final_grades
from generator.publish.pages.year.notices import current_notices
from generator.publish.pages.year.problems import for_writers
from generator.publish.pages.year.rectification import all_tasks
from generator.publish.pages.year_site import YearSite

DEPTH = 0
MOST_LISTED = 30
"""Branches with failures that the home page lists; the comparison has all."""


def home_view(site: YearSite) -> View:
    """The page's data."""
    words = site.words
    units = [branch.id for branch in site.branches]
    listed = [each for each in (attention(unit, site) for unit in units) if each.items]
    found = Counter(status for unit in units for status in statuses(unit, site).values())
    return View(
        title=words.t("home.title", year=site.year),
        committee=site.organization.name,
        first=first_steps(site),
        as_of=site.as_of,
        version=site.settings.version,
        start_on=site.settings.start_on,
        pack=Link(site.pack.title, f"standards/{site.pack.id}.html"),
        scores_shown=site.public.scores_shown,
        branch_count=len(units),
        record_count=sum(len(ids) for ids in site.records.units(site.year).values()),
        rejected_count=site.problems.rejected_count if for_writers(site) else 0,
        failing=found[Status.FAIL],
        late=found[Status.LATE],
        late_entries=sum(_late(unit, site) for unit in units),
        due_days=AHEAD,
        due_count=due_count(site),
        rectified=all_tasks(site) if site.keeps_lists else None,
        # How many branches have a grade: nothing in years without grading and where scores are not shown.
        graded=final_grades(site) if round_names(site) else None,
        notices=current_notices(site),
        standards=tuple(
            Link(
                words.t("standard_short", number=each.id, name=each.said(words.language)),
                f"standards/{site.pack.id}.html#standard-{each.id}",
                words.t("standard_points", points=brief(each.points)),
            )
            for each in site.pack.standards
        ),
        # What each standard is about, by the rules of the pack that answer it.
        looked_at=tuple(
            (
                words.t("standard_short", number=each.id, name=each.said(words.language)),
                words.join(words.name(rule) for rule in site.pack.rules if rule.standard == each.id),
            )
            for each in site.pack.standards
        ),
        audience=site.audience,
        for_office=OFFICE in site.pages,
        rounds=round_names(site),
        rows=tuple(branch_row(unit, site) for unit in units),
        downloads=downloads(("comparison",), site),
        steps=tuple(step_view(step, site) for step in campaign_steps(site)),
        campaign=listed_on(STEPS, site),
        attention=tuple(listed[:MOST_LISTED]),
        attention_count=len(listed) if len(listed) > MOST_LISTED else 0,
        committee_page=Link(site.organization.short_name, "_committee/index.html"),
        listed=(*listed_on(HOME, site), Link(site.words.t("years.title"), "../years.html")),
        committee_counts=counts(each.status for each in site.public.result.committee.values()),
    )


@of_unit
def _late(unit: str, site: YearSite) -> int:
    """How many of its records came in late."""
    return len(site.public.result.branches[unit].late_entries)


@of_unit
def branch_row(unit: str, site: YearSite) -> View:
    """A branch's lights, standard by standard."""
    result = site.public.result.branches[unit]
    href = f"{result.branch}/index.html"
    gates = [rule for rule in result.rules.values() if rule.rule.standard is None]
    return View(
        id=result.branch,
        name=site.unit_name(result.branch),
        href=href,
        lights=tuple(_light(each.id, result, site) for each in site.pack.standards),
        gates=light(gates),
        gates_href=f"{href}#{GATES}",
        official=officials(result, site, f"{result.branch}/{EVALUATION}"),
        score=result.computed_score,
        points=result.computed_basis,
        basis=basis(result, site),
    )


def _light(standard: str, result: BranchResult, site: YearSite) -> View:
    """How a branch stands with a standard; where scores are shown, what it earned, and what is not judged and why."""
    figures = result.standards[standard]
    rules = [rule for rule in result.rules.values() if rule.rule.standard == standard]
    scored = site.public.scores_shown and bool(figures.points)
    return View(
        light=light(rules),
        href=f"{result.branch}/index.html#standard-{standard}",
        standard=standard,
        points=figures.points,
        earned=figures.earned,
        judged=of_judged(figures, site) if scored else "",
        left=unjudged(figures, site) if scored else "",
        why=standard_basis(figures, rules, site) if scored else "",
    )
