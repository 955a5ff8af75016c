"""What is behindhand, branch by branch: what should have been done by now and was not, as the account may read it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from generator.desk.standing import Standing
from generator.model.record import Record, in_time
from generator.papers.editions import edition, site_content
from generator.publish.pages.parts.attention import missed
from generator.publish.pages.year_site import YearSite
from generator.types import Audience
from generator.workspace.coming import OpenTask, open_tasks

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Arrear:
    """A rule whose window is over without what it asks for, and which can still be made good."""

    rule: str
    """Its id."""
    name: str
    said: str
    """What is missing, as the site says it."""
    page: str
    """Where the site shows the rule with its evidence."""
    make_up_for: str
    """The period for which a record would make up; empty where none says so."""


@dataclass(frozen=True, slots=True)
class Outstanding:
    """What one branch is behindhand with."""

    arrears: tuple[Arrear, ...]
    tasks: tuple[OpenTask, ...]
    """Of the three lists: past their day and not closed."""

    def __len__(self) -> int:
        return len(self.arrears) + len(self.tasks)


def outstanding(standing: Standing, branches: Collection[str], audience: Audience) -> Mapping[str, Outstanding]:
    """By branch, of those that are there on the day; what is due on the day itself is not behindhand before the next.

    Raises Broken.
    """
    workspace, day = standing.workspace, standing.as_of
    year = workspace.year(None, day)
    site = _site(standing, year, audience) if workspace.compiled(year).pack.valid_in(year) else None
    late = open_tasks(workspace, branches, day, day - _DAY) if day > date.min else ()
    found = {}
    for each in workspace.frame.organization.branches:
        if each.id in branches and each.span.covers(day):
            listed = missed(each.id, site).items if site and each.id in site.public.result.branches else ()
            arrears = tuple(
                Arrear(
                    rule=item.rule.href.partition("#")[2],
                    name=item.rule.text,
                    said=item.said,
                    page=f"/{audience}/{year}/{item.rule.href}",
                    make_up_for=item.make_up_for,
                )
                for item in listed
            )
            found[each.id] = Outstanding(arrears, tuple(task for task in late if task.unit == each.id))
    return found


def _site(standing: Standing, year: int, audience: Audience) -> YearSite:
    if (year, audience) not in standing.sites:
        workspace = standing.workspace
        content = site_content(workspace, year, standing.as_of)
        standing.sites[year, audience] = edition(workspace, content, audience, workspace.language).site(year)
    return standing.sites[year, audience]


def drafts(standing: Standing, units: Collection[str]) -> list[Record]:
    """The drafts of these units that nobody has sent yet, the latest first."""
    every = (each for each in standing.workspace.records if each.draft and each.branch in units)
    return sorted(every, key=in_time, reverse=True)
