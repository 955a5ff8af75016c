"""The home page: the year at a glance."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from generator.model.result import BranchResult, Status
from generator.publish.pages.parts.attention import Attention, attention
from generator.publish.pages.parts.basis import basis, of_judged, standard_basis, unjudged
from generator.publish.pages.parts.grades import Official, officials, round_names
from generator.publish.pages.parts.standing import GATES, Chip, counts, light
from generator.publish.pages.parts.tabs import EVALUATION, HOME, STEPS, listed_on
from generator.publish.pages.unit.due import AHEAD, due_count
from generator.publish.pages.unit.rectification import Summary, summary
from generator.publish.pages.words import brief, exact
from generator.publish.pages.year.campaign import StepView, campaign_steps, step_view
from generator.publish.pages.year.evaluations import final_grades
from generator.publish.pages.year.notices import NoticeView, current_notices
from generator.publish.pages.year.problems import for_writers
from generator.publish.pages.year_site import Link, YearSite

DEPTH = 0
MOST_LISTED = 30
"""Branches with failures that the home page lists; the comparison has all."""


@dataclass(frozen=True, slots=True)
class Light:
    """One branch and standard."""

    chip: Chip
    href: str
    standard: str
    points: str
    earned: str
    figures: str = ""
    """Earned of judged."""
    left: str = ""
    why: str = ""
    """How many points are not judged, and why."""


@dataclass(frozen=True, slots=True)
class BranchRow:
    """One branch."""

    id: str
    name: str
    href: str
    lights: tuple[Light, ...]
    gates: Light
    official: tuple[Official, ...]
    """What people gave in each round; empty in years without grading and where scores are not shown."""
    score: str
    score_shown: str
    basis_shown: str
    basis: str
    """The same with why the rest is not in it."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the template shows."""

    title: str
    committee: str
    year: int
    as_of: str
    version: str
    pack: Link
    demonstration: bool
    scores_shown: bool
    branch_count: int
    record_count: int
    rejected_count: int
    counts: tuple[Chip, ...]
    failing: int
    late: int
    late_entries: int
    due_days: int
    due_count: int
    rectified: Summary | None
    """None in years without the three lists."""
    graded: str
    """How many branches have a grade, of how many; empty in years without grading and where scores are not shown."""
    notices: tuple[NoticeView, ...]
    """Public notices that run."""
    standards: tuple[Link, ...]
    rounds: tuple[str, ...]
    rows: tuple[BranchRow, ...]
    steps: tuple[StepView, ...]
    campaign: tuple[Link, ...]
    """What tells more of them."""
    attention: tuple[Attention, ...]
    attention_more: str
    committee_page: Link
    committee_counts: tuple[Chip, ...]
    listed: tuple[Link, ...]
    """What is disclosed, and whatever else is listed here."""


def home_view(site: YearSite) -> HomeView:
    """The page's data."""
    words = site.words
    results = [site.public.result.branches[branch.id] for branch in site.branches]
    rules = [rule for result in results for rule in result.rules.values()]
    listed = [each for each in (attention(result, site) for result in results) if each.items]
    found = Counter(rule.status for rule in rules)
    return HomeView(
        title=words.t("home.title", year=site.year),
        committee=site.organization.name,
        year=site.year,
        as_of=words.day(site.as_of),
        version=site.settings.version,
        pack=Link(site.pack.title, f"standards/{site.pack.id}.html"),
        demonstration=site.settings.demonstration,
        scores_shown=site.public.scores_shown,
        branch_count=len(results),
        record_count=sum(len(ids) for ids in site.records.units(site.year).values()),
        rejected_count=site.problems.rejected_count if for_writers(site) else 0,
        counts=counts(rules, site),
        failing=found[Status.FAIL],
        late=found[Status.LATE],
        late_entries=sum(len(result.late_entries) for result in results),
        due_days=AHEAD,
        due_count=due_count(site),
        rectified=summary(site) if site.keeps_lists else None,
        graded=_graded(site),
        notices=current_notices(site),
        standards=tuple(
            Link(
                words.t("standard_short", number=each.id, name=each.name),
                f"standards/{site.pack.id}.html#standard-{each.id}",
                words.t("standard_points", points=brief(each.points)),
            )
            for each in site.pack.standards
        ),
        rounds=round_names(site),
        rows=tuple(branch_row(result, site) for result in results),
        steps=tuple(step_view(step, results, site) for step in campaign_steps(site)),
        campaign=listed_on(STEPS, site),
        attention=tuple(listed[:MOST_LISTED]),
        attention_more=words.t("home.attention_more", count=len(listed)) if len(listed) > MOST_LISTED else "",
        committee_page=Link(site.organization.short_name, "_committee/index.html"),
        committee_counts=counts(site.public.result.committee.values(), site),
        listed=listed_on(HOME, site),
    )


def branch_row(result: BranchResult, site: YearSite) -> BranchRow:
    """A branch's lights, standard by standard."""
    href = f"{result.branch}/index.html"
    lights = []
    for standard in site.pack.standards:
        figures = result.standards[standard.id]
        own = [rule for rule in result.rules.values() if rule.rule.standard == standard.id]
        shown = site.public.scores_shown and bool(figures.points)
        lights.append(
            Light(
                chip=light(own, site),
                href=f"{href}#standard-{standard.id}",
                standard=standard.id,
                points=exact(figures.points),
                earned=exact(figures.earned),
                figures=of_judged(figures, site) if shown else "",
                left=unjudged(figures, site) if shown else "",
                why=standard_basis(figures, own, site) if shown else "",
            )
        )
    gates = [rule for rule in result.rules.values() if rule.rule.standard is None]
    return BranchRow(
        id=result.branch,
        name=site.unit_name(result.branch),
        href=href,
        lights=tuple(lights),
        gates=Light(light(gates, site), f"{href}#{GATES}", "", "", ""),
        official=officials(result, site, f"{result.branch}/{EVALUATION}"),
        score=exact(result.computed_score),
        score_shown=brief(result.computed_score),
        basis_shown=site.words.t("basis.short", basis=brief(result.computed_basis)),
        basis=basis(result, site),
    )


def _graded(site: YearSite) -> str:
    if not round_names(site):
        return ""
    return site.catalogue.text("evaluation.card.home_figure", done=final_grades(site), all=len(site.branches))
