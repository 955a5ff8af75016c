"""The campaign (创建活动): its four steps, who has done what of them, what is late, and what comes next (plan 三)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.judge.combining import MET
from generator.judge.due import rule_dues
from generator.judge.kinds.step import Step
from generator.model.grading import ROUNDS
from generator.model.problem import Phrase
from generator.model.record import COMMITTEE
from generator.model.result import BranchResult, RuleResult, Status
from generator.publish.pages.parts.burndown import burndown
from generator.publish.pages.parts.chart import Chart
from generator.publish.pages.parts.grades import grade_chip
from generator.publish.pages.parts.standing import Chip, counts, entered_late
from generator.publish.pages.parts.tabs import CAMPAIGN, listed_on, year_crumbs
from generator.publish.pages.unit.rectification import Summary, summary, summary_of
from generator.publish.pages.year.notices import NoticeView, notice_views
from generator.publish.pages.year_site import CampaignStep, Link, YearSite

MOST_LISTED = 60
"""Branches in the table of steps; where there are more, it has those with something late or still to do first."""
_DONE = (*MET, Status.EXEMPT, Status.NOT_APPLICABLE)
_PAPERS = ("campaign_plan", "mobilization", "inspection", "bulletin", "committee_decision", "commendation")
"""What the school's committee puts on record of the campaign."""


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of the campaign, and how far the branches are."""

    name: str
    when: str
    span: str
    state: str
    state_text: str
    left: str
    """Days to its beginning, or to its end."""
    rules: tuple[Link, ...]
    counts: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """How one branch stands with one rule of a step."""

    chip: Chip
    href: str
    left: str
    """Days left, while it is pending."""
    late: str
    """That it came in late."""
    evidence: tuple[Link, ...]
    """What completed it, or the first of what it rests on; the scorecard has the rest."""


@dataclass(frozen=True, slots=True)
class Row:
    """One branch."""

    branch: Link
    cells: tuple[Cell | None, ...]
    lists: Summary | None
    rounds: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Open:
    """One rule that some branches have not done, or did late."""

    rule: Link
    gloss: str
    chip: Chip
    left: str
    branches: tuple[tuple[Link, str], ...]
    """Each with its fault, where it has one."""
    more: str


@dataclass(frozen=True, slots=True)
class CampaignView:
    """What the template shows."""

    title: str
    crumbs: tuple[Link, ...]
    as_of: str
    written: tuple[Link, ...]
    """What people wrote of it."""
    steps: tuple[StepView, ...]
    no_open: str
    """What is said where nothing is late or to do."""
    heads: tuple[tuple[str, tuple[Link, ...]], ...]
    rounds: tuple[str, ...]
    rows: tuple[Row, ...]
    more: str
    open: tuple[Open, ...]
    lists: Summary
    course: Chart | None
    stages: tuple[tuple[str, tuple[Chip, ...]], ...]
    notices: tuple[NoticeView, ...]
    papers: tuple[tuple[str, Link], ...]


def campaign_steps(site: YearSite) -> tuple[CampaignStep, ...]:
    """The steps, in the year of the campaign."""
    return site.settings.steps if site.settings.campaign_year == site.year else ()


def has_campaign(site: YearSite) -> bool:
    """Whether the year is that of the campaign."""
    return site.settings.campaign_year == site.year


def step_view(step: CampaignStep, results: Iterable[BranchResult], site: YearSite) -> StepView:
    """Where the step stands by the calendar, and its rules over all branches."""
    state = "before" if site.as_of < step.first else "running" if site.as_of <= step.last else "over"
    found = [result.rules[rule] for result in results for rule in step.rules if rule in result.rules]
    days = ((step.first if state == "before" else step.last) - site.as_of).days
    return StepView(
        name=step.name,
        when=step.when,
        span=site.words.span(step.first, step.last),
        state=state,
        state_text=site.words.t(f"step_state.{state}"),
        left=site.catalogue.text(f"campaign.{state}", days=days) if state != "over" else "",
        rules=tuple(_rule(rule, site) for rule in step.rules),
        counts=counts(found, site),
    )


def campaign_view(site: YearSite) -> CampaignView:
    """The page's data."""
    say, steps = site.catalogue.text, campaign_steps(site)
    results = [site.public.result.branches[branch.id] for branch in site.branches]
    groups = [(step.name, step.rules) for step in steps if step.rules] or [(say("campaign.name"), _gates(site))]
    rules = [rule for _, own in groups for rule in own]
    first = sorted(results, key=lambda result: -_undone(result, rules)) if len(results) > MOST_LISTED else results
    kept = [site.lists[branch.id] for branch in site.branches if branch.id in site.lists]
    return CampaignView(
        title=say("campaign.title", year=site.year),
        crumbs=year_crumbs(CAMPAIGN, site),
        as_of=site.words.day(site.as_of),
        written=listed_on(CAMPAIGN, site),
        steps=tuple(step_view(step, results, site) for step in steps),
        no_open=say("campaign.all_done" if rules else "campaign.no_rules"),
        heads=tuple((name, tuple(_rule(rule, site) for rule in own)) for name, own in groups if own),
        rounds=tuple(say(f"evaluation.round.{name}") for name in ROUNDS),
        rows=tuple(_row(result, rules, site) for result in first[:MOST_LISTED]),
        more=say("campaign.more", count=len(results), shown=MOST_LISTED) if len(results) > MOST_LISTED else "",
        open=tuple(each for rule in dict.fromkeys(rules) for each in _open(rule, results, site)),
        lists=summary(site),
        course=burndown(kept, site),
        stages=tuple((say(f"evaluation.round.{name}"), _stage(name, results, site)) for name in ROUNDS),
        notices=notice_views(site, 0),
        papers=tuple(_papers(site)),
    )


def _gates(site: YearSite) -> tuple[str, ...]:
    """The pack's own steps of a campaign, which stand here where the configuration names no rule of any step."""
    return tuple(each.id for each in site.pack.rules if each.kind == Step.name and each.unit != "committee")


def _rule(rule: str, site: YearSite) -> Link:
    known = site.pack.rule(rule)
    name = site.words.name(known) if known else rule
    return Link(name, site.rule_href(rule, 0) if known else None, _gloss(rule, site))


def _gloss(rule: str, site: YearSite) -> str:
    known = site.pack.rule(rule)
    return known.gloss.get(site.words.language) or known.gloss.get("zh", "") if known else ""


def _undone(result: BranchResult, rules: Iterable[str]) -> int:
    found = (result.rules.get(rule) for rule in rules)
    return sum(each is not None and each.status not in _DONE for each in found)


def _row(result: BranchResult, rules: Iterable[str], site: YearSite) -> Row:
    lists = site.lists.get(result.branch)
    return Row(
        branch=Link(site.unit_name(result.branch), f"{result.branch}/index.html"),
        cells=tuple(_cell(result.rules.get(rule), site) for rule in rules),
        lists=summary_of(lists.standings.values()) if lists else None,
        rounds=tuple(grade_chip(result.rounds[name], site) for name in ROUNDS if name in result.rounds),
    )


def _cell(found: RuleResult | None, site: YearSite) -> Cell | None:
    if found is None:
        return None
    return Cell(
        chip=_chip(found.status, site),
        href=f"{found.unit}/index.html#{found.rule.id}",
        left=_left([found], site),
        late=entered_late(found, site),
        evidence=tuple(_shown(found, site)),
    )


def _shown(found: RuleResult, site: YearSite) -> Iterator[Link]:
    """The day on which the step was completed, leading to what completed it; else the first record there is."""
    links, done = [_day_only(site.evidence(each, 0)) for each in found.all_evidence], _completed(found.why)
    if done is None:
        yield from links[:1]
    elif links:
        day = site.words.say(done)
        last = next((link for link in links if link.text == day), links[-1])
        yield Link(day, last.href, last.title)


def _completed(why: Phrase) -> Phrase | None:
    """The day of completion as the rule's own sentence has it, also within a sentence that adds to it."""
    done, within = why.args.get("done"), why.args.get("why")
    if isinstance(done, Phrase):
        return done
    return _completed(within) if isinstance(within, Phrase) else None


def _day_only(link: Link) -> Link:
    """The day of a record; what it was is told where one points at it."""
    day, _, what = link.text.partition(" ")
    return Link(day, link.href, what or link.title)


def _chip(status: Status, site: YearSite) -> Chip:
    return Chip(str(status), site.words.label("status", str(status)))


def _left(found: Iterable[RuleResult], site: YearSite) -> str:
    """Days to the first day by which a pending one has to be done."""
    days = [due.by for rule in found if rule.status is Status.PENDING for due in rule_dues(rule, site.words.language)]
    first: date | None = min(days, default=None)
    return site.catalogue.text("campaign.left", days=(first - site.as_of).days) if first else ""


def _open(rule: str, results: Iterable[BranchResult], site: YearSite) -> Iterable[Open]:
    """The branches that have not done the rule, or late, by status."""
    found = [each for result in results if (each := result.rules.get(rule)) and each.status not in _DONE]
    for status in Status:
        own = [each for each in found if each.status is status]
        if own:
            rest = len(own) - MOST_LISTED
            yield Open(
                rule=_rule(rule, site),
                gloss=_gloss(rule, site),
                chip=Chip(str(status), site.words.label("status", str(status)), len(own)),
                left=_left(own, site),
                branches=tuple(
                    (
                        Link(site.unit_name(each.unit), f"{each.unit}/index.html#{rule}"),
                        site.words.fault(each) if each.fault else "",
                    )
                    for each in own[:MOST_LISTED]
                ),
                more=site.catalogue.text("lists.due.more", count=rest) if rest > 0 else "",
            )


def _stage(name: str, results: Iterable[BranchResult], site: YearSite) -> tuple[Chip, ...]:
    """How many branches have each grade in the round, or how far they are."""
    found: dict[Chip, int] = {}
    for result in results:
        if name in result.rounds:
            chip = grade_chip(result.rounds[name], site)
            found[chip] = found.get(chip, 0) + 1
    return tuple(Chip(chip.status, chip.text, count) for chip, count in found.items())


def _papers(site: YearSite) -> Iterable[tuple[str, Link]]:
    for record in site.own_records(COMMITTEE):
        if any(each in _PAPERS for each in record.types):
            title, kind = site.record_title(record), site.types(record.types)
            text = title if title == kind else f"{kind} {title}"
            yield site.words.day(record.date), Link(text, site.record_href(record, 0))
