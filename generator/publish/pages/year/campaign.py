"""The campaign (创建活动): its four steps, who has done what of them, what is late, and what comes next (plan 三)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from generator.judge.combining import MET
from generator.judge.due import rule_dues
from generator.judge.kinds.step import Step
from generator.judge.lists.states import tally
from generator.model.grading import ROUNDS
from generator.model.problem import Phrase
from generator.model.record import COMMITTEE
from generator.model.result import RuleResult, Status
from generator.publish.formats.table import Column, Table, Value
from generator.publish.pages.parts.burndown import burndown
from generator.publish.pages.parts.columns import Head, table_of
from generator.publish.pages.parts.downloads import downloads, table_name
from generator.publish.pages.parts.grades import given_grades, grade_chip
from generator.publish.pages.parts.notices import notice_views
from generator.publish.pages.parts.standing import counts, late_entries, statuses
from generator.publish.pages.parts.tabs import CAMPAIGN, listed_on, year_top
from generator.publish.pages.summaries import of_unit
from generator.publish.pages.view import Chip, Link, View
from generator.publish.pages.year.rectification import all_tasks
from generator.publish.pages.year_site import CampaignStep, YearSite

MOST_LISTED = 60
"""Branches in the table of steps; where there are more, it has those with something late or still to do first."""
TABLES = ("campaign", "campaign_open")
_DONE = (*MET, Status.EXEMPT, Status.NOT_APPLICABLE)
_PAPERS = ("campaign_plan", "mobilization", "inspection", "bulletin", "committee_decision", "commendation")
"""What the school's committee puts on record of the campaign."""


def campaign_steps(site: YearSite) -> tuple[CampaignStep, ...]:
    """The steps, in the year of the campaign."""
    return site.settings.steps


def has_campaign(site: YearSite) -> bool:
    """Whether the year is that of the campaign."""
    return site.settings.campaign


def step_view(step: CampaignStep, site: YearSite) -> View:
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
        counts=counts(
            found[rule]
            for found in (statuses(branch.id, site) for branch in site.branches)
            for rule in step.rules
            if rule in found
        ),
    )


def campaign_view(site: YearSite) -> View:
    """The page's data."""
    steps = campaign_steps(site)
    units = [branch.id for branch in site.branches]
    groups = _groups(site)
    rules = [rule for _, ids in groups for rule in ids]
    many = len(units) > MOST_LISTED
    first = sorted(units, key=lambda unit: -_undone(statuses(unit, site), rules)) if many else units
    return View(
        **year_top(CAMPAIGN, site, "campaign.title"),
        as_of=site.as_of,
        theme=site.settings.theme,
        # What people wrote of it.
        written=listed_on(CAMPAIGN, site),
        steps=tuple(step_view(step, site) for step in steps),
        heads=tuple((name, tuple(_rule(rule, site) for rule in ids)) for name, ids in groups if ids),
        rounds=ROUNDS,
        rows=tuple(_row(unit, site) for unit in first[:MOST_LISTED]),
        # How many branches there are, where the table has not all.
        count=len(units) if many else 0,
        most=MOST_LISTED,
        open=tuple(each for rule in dict.fromkeys(rules) for each in _open(rule, site)),
        lists=all_tasks(site),
        course=burndown([site.lists[unit] for unit in units if unit in site.lists], site),
        stages=tuple((name, _stage(name, site)) for name in ROUNDS),
        notices=notice_views(site, 0),
        papers=tuple(_papers(site)),
        downloads=downloads(TABLES, site),
    )


def _groups(site: YearSite) -> list[tuple[str, tuple[str, ...]]]:
    """The rules whose completion the page shows, by the steps they belong to."""
    found = [(step.name, step.rules) for step in campaign_steps(site) if step.rules]
    return found or [(site.catalogue.text("campaign.name"), _gates(site))]


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


def _undone(found: Mapping[str, Status], rules: Iterable[str]) -> int:
    return sum(rule in found and found[rule] not in _DONE for rule in rules)


@of_unit
def _row(unit: str, site: YearSite) -> View:
    result, lists = site.public.result.branches[unit], site.lists.get(unit)
    rules = [rule for _, ids in _groups(site) for rule in ids]
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


@of_unit
def _not_done(unit: str, site: YearSite, rule: str) -> tuple[Status, int | None, str] | None:
    """How a branch stands that has not done the rule, or late: its status, the days left, what is missing."""
    found = site.public.result.branches[unit].rules.get(rule)
    if found is None or found.status in _DONE:
        return None
    return found.status, _left([found], site), site.words.fault(found) if found.fault else ""


def _open(rule: str, site: YearSite) -> Iterator[View]:
    """The branches that have not done the rule, or late, by status; each with its fault, where it has one."""
    every = ((branch.id, _not_done(branch.id, site, rule)) for branch in site.branches)
    open_ones = [(unit, found) for unit, found in every if found is not None]
    for status in Status:
        units = [(unit, left, fault) for unit, (own, left, fault) in open_ones if own is status]
        if units:
            yield View(
                rule=_rule(rule, site),
                status=status,
                count=len(units),
                left=min((left for _, left, _ in units if left is not None), default=None),
                branches=tuple(
                    (Link(site.unit_name(unit), f"{unit}/index.html#{rule}"), fault)
                    for unit, _, fault in units[:MOST_LISTED]
                ),
                rest=max(0, len(units) - MOST_LISTED),
            )


def campaign_table(unit: str, site: YearSite) -> Table:
    """A branch's line to download: how it stands with every step and when that was done, its lists and its grades."""
    say, row = site.catalogue.text, _row(unit, site)
    rules = [rule for _, ids in _groups(site) for rule in ids]
    cells: list[tuple[Column, Value]] = [
        (Column(rule, _rule(rule, site).text), _in_words(cell, site))
        for rule, cell in zip(rules, row.cells, strict=True)
    ]
    for name in ("total", "verified", "overdue"):
        column = Column(f"tasks_{name}", say(f"lists.table_head.tasks_{name}"))
        cells.append((column, getattr(row.lists, name) if row.lists else None))
    for name, chip in zip(ROUNDS, row.rounds, strict=False):
        cells.append((Column(name, say(f"evaluation.round.{name}")), chip.text))
    columns, values = tuple(column for column, _ in cells), tuple(value for _, value in cells)
    return Table("campaign", table_name("campaign", site), columns, (values,))


def _in_words(cell: View | None, site: YearSite) -> str:
    if cell is None:
        return ""
    words = site.words
    said = [words.label("status", str(cell.status)), *(each.text for each in cell.evidence)]
    if cell.left is not None:
        said.append(site.catalogue.text("campaign.left", days=cell.left))
    if cell.late:
        said.append(words.t("scorecard.entered_late", count=cell.late))
    return " ".join(said)


def campaign_open_table(unit: str, site: YearSite) -> Table:
    """What the branch has not done of the campaign, or late, to download: its state, the days left, what is missing."""
    words, row = site.words, Head[tuple[str, tuple[Status, int | None, str]]]
    rules = dict.fromkeys(rule for _, ids in _groups(site) for rule in ids)
    found = ((rule, _not_done(unit, site, rule)) for rule in rules)
    heads = (
        row("rule", "working_paper.column.rule", lambda each: each[0]),
        row("item", "working_paper.column.item", lambda each: _rule(each[0], site).text),
        row("state", "campaign.state", lambda each: words.label("status", str(each[1][0]))),
        row("left", "lists.table_head.days_left", lambda each: each[1][1]),
        row("fault", "working_paper.column.why", lambda each: each[1][2]),
    )
    return table_of("campaign_open", heads, [(rule, state) for rule, state in found if state is not None], site)


def _stage(name: str, site: YearSite) -> tuple[Chip, ...]:
    """How many branches have each grade in the round, or how far they are."""
    given = (given_grades(branch.id, site) for branch in site.branches)
    chips = Counter(each[name][0] for each in given if name in each)
    return tuple(replace(chip, count=count) for chip, count in chips.items())


def _papers(site: YearSite) -> Iterator[tuple[date, Link]]:
    for record in site.own_records(COMMITTEE):
        if any(each in _PAPERS for each in record.types):
            title, kind = site.record_title(record), site.types(record.types)
            yield record.date, Link(title if title == kind else f"{kind} {title}", site.record_href(record, 0))
