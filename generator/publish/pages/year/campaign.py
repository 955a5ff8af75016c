"""The campaign (创建活动): its four steps, who has done what of them, what is late, and what comes next (plan 三)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from generator.judge.combining import MET
from generator.judge.due import rule_dues
from generator.judge.kinds.step import Step
from generator.judge.lists.states import tally
from generator.model.grading import ROUNDS
from generator.model.problem import Phrase
from generator.model.record import COMMITTEE
from generator.model.result import BranchResult, RuleResult, Status
from generator.publish.pages.parts.burndown import burndown
from generator.publish.pages.parts.grades import grade_chip
from generator.publish.pages.parts.notices import notice_views
from generator.publish.pages.parts.standing import counts, late_entries
from generator.publish.pages.parts.tabs import CAMPAIGN, listed_on, year_top
from generator.publish.pages.view import Chip, Link, View
from generator.publish.pages.year.rectification import all_tasks
from generator.publish.pages.year_site import CampaignStep, YearSite

MOST_LISTED = 60
"""Branches in the table of steps; where there are more, it has those with something late or still to do first."""
_DONE = (*MET, Status.EXEMPT, Status.NOT_APPLICABLE)
_PAPERS = ("campaign_plan", "mobilization", "inspection", "bulletin", "committee_decision", "commendation")
"""What the school's committee puts on record of the campaign."""


def campaign_steps(site: YearSite) -> tuple[CampaignStep, ...]:
    """The steps, in the year of the campaign."""
    return site.settings.steps


def has_campaign(site: YearSite) -> bool:
    """Whether the year is that of the campaign."""
    return site.settings.campaign


def step_view(step: CampaignStep, results: Iterable[BranchResult], site: YearSite) -> View:
    """Where the step stands by the calendar, and its rules over all branches."""
    state = "before" if site.as_of < step.first else "running" if site.as_of <= step.last else "over"
    return View(
        name=step.name,
        when=step.when,
        span=(step.first, step.last),
        state=state,
        # To its beginning, or to its end.
        days=((step.first if state == "before" else step.last) - site.as_of).days,
        rules=tuple(_rule(rule, site) for rule in step.rules),
        counts=counts(result.rules[rule] for result in results for rule in step.rules if rule in result.rules),
    )


def campaign_view(site: YearSite) -> View:
    """The page's data."""
    say, steps = site.catalogue.text, campaign_steps(site)
    results = [site.public.result.branches[branch.id] for branch in site.branches]
    groups = [(step.name, step.rules) for step in steps if step.rules] or [(say("campaign.name"), _gates(site))]
    rules = [rule for _, ids in groups for rule in ids]
    many = len(results) > MOST_LISTED
    first = sorted(results, key=lambda result: -_undone(result, rules)) if many else results
    return View(
        **year_top(CAMPAIGN, site, "campaign.title"),
        as_of=site.as_of,
        theme=site.settings.theme,
        # What people wrote of it.
        written=listed_on(CAMPAIGN, site),
        steps=tuple(step_view(step, results, site) for step in steps),
        heads=tuple((name, tuple(_rule(rule, site) for rule in ids)) for name, ids in groups if ids),
        rounds=ROUNDS,
        rows=tuple(_row(result, rules, site) for result in first[:MOST_LISTED]),
        # How many branches there are, where the table has not all.
        count=len(results) if many else 0,
        most=MOST_LISTED,
        open=tuple(each for rule in dict.fromkeys(rules) for each in _open(rule, results, site)),
        lists=all_tasks(site),
        course=burndown([site.lists[branch.id] for branch in site.branches if branch.id in site.lists], site),
        stages=tuple((name, _stage(name, results, site)) for name in ROUNDS),
        notices=notice_views(site, 0),
        papers=tuple(_papers(site)),
    )


def _gates(site: YearSite) -> tuple[str, ...]:
    """The pack's own steps of a campaign, which stand here where the configuration names no rule of any step."""
    return tuple(each.id for each in site.pack.rules if each.kind == Step.name and not each.of_committee)


def _rule(rule: str, site: YearSite) -> Link:
    known = site.pack.rule(rule)
    if known is None:
        return Link(rule)
    return Link(
        site.words.name(known),
        site.rule_href(rule, 0),
        known.asks(site.words.language),
    )


def _undone(result: BranchResult, rules: Iterable[str]) -> int:
    found = (result.rules.get(rule) for rule in rules)
    return sum(each is not None and each.status not in _DONE for each in found)


def _row(result: BranchResult, rules: Iterable[str], site: YearSite) -> View:
    lists = site.lists.get(result.branch)
    return View(
        branch=Link(site.unit_name(result.branch), f"{result.branch}/index.html"),
        cells=tuple(_cell(found, site) if (found := result.rules.get(rule)) else None for rule in rules),
        lists=tally(lists.standings.values()) if lists else None,
        rounds=tuple(grade_chip(result.rounds[name], site) for name in ROUNDS if name in result.rounds),
    )


def _cell(found: RuleResult, site: YearSite) -> View:
    """How one branch stands with one rule, with what completed it, or the first of what it rests on."""
    return View(
        status=found.status,
        href=f"{found.unit}/index.html#{found.rule.id}",
        left=_left([found], site),
        late=late_entries(found, site),
        evidence=tuple(_shown(found, site)),
    )


def _shown(found: RuleResult, site: YearSite) -> Iterator[Link]:
    """The day on which the step was completed, leading to what did where that may be opened; else the first record."""
    links, done = [_day_only(site.evidence(each, 0)) for each in found.all_evidence], _completed(found.why)
    if done is None:
        yield from links[:1]
    else:
        day = site.words.say(done)
        last = next((link for link in links if link.text == day), None)
        yield last or Link(day)


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


def _left(found: Iterable[RuleResult], site: YearSite) -> int | None:
    """Days to the first day by which a pending one has to be done."""
    days = [due.by for rule in found if rule.status is Status.PENDING for due in rule_dues(rule, site.words.language)]
    return (min(days) - site.as_of).days if days else None


def _open(rule: str, results: Iterable[BranchResult], site: YearSite) -> Iterator[View]:
    """The branches that have not done the rule, or late, by status; each with its fault, where it has one."""
    open_ones = [each for result in results if (each := result.rules.get(rule)) and each.status not in _DONE]
    for status in Status:
        rules = [each for each in open_ones if each.status is status]
        if rules:
            yield View(
                rule=_rule(rule, site),
                status=status,
                count=len(rules),
                left=_left(rules, site),
                branches=tuple(
                    (
                        Link(site.unit_name(each.unit), f"{each.unit}/index.html#{rule}"),
                        site.words.fault(each) if each.fault else "",
                    )
                    for each in rules[:MOST_LISTED]
                ),
                rest=max(0, len(rules) - MOST_LISTED),
            )


def _stage(name: str, results: Iterable[BranchResult], site: YearSite) -> tuple[Chip, ...]:
    """How many branches have each grade in the round, or how far they are."""
    chips = Counter(grade_chip(result.rounds[name], site) for result in results if name in result.rounds)
    return tuple(replace(chip, count=count) for chip, count in chips.items())


def _papers(site: YearSite) -> Iterator[tuple[date, Link]]:
    for record in site.own_records(COMMITTEE):
        if any(each in _PAPERS for each in record.types):
            title, kind = site.record_title(record), site.types(record.types)
            yield record.date, Link(title if title == kind else f"{kind} {title}", site.record_href(record, 0))
