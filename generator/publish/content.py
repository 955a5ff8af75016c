"""What is published, as plain values: everything read and judged, nothing of how."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.judge.bulletins.figures import Figures
from generator.judge.facts import Facts
from generator.judge.rules import Compiled
from generator.language.unit import worded
from generator.model.by_year import ByYear
from generator.model.calendar import Calendar
from generator.model.commit import Commit
from generator.model.config import Campaign
from generator.model.failure import Failure
from generator.model.frozen import Frozen, Moved
from generator.model.period import day_of
from generator.model.problem import Problem
from generator.model.result import Result
from generator.model.revision import Revisions
from generator.publish.formats.status import config_version
from generator.publish.pages.year_site import CampaignStep, Settings
from generator.shipped import CONTENT, GUIDES
from generator.types import registry
from generator.types.example import examples_year

Digests = Callable[[Frozen], Mapping[str, str]]
"""The sha256 of every file in a bag, by path; raises BagDamaged where the bag does not vouch for it."""


@dataclass(frozen=True)
class Content:
    """Everything a site is made of. `results` hold the years to build."""

    root: Path
    """Below it lie the records' files, whose folders hold attachments."""

    facts: Facts
    packs: ByYear[tuple[Compiled, ...]]
    """Those of each year, the one that scores first."""

    results: Mapping[int, Result]
    changed_on: Mapping[str, date]
    """The last day on which a record's file was changed, where that is known."""

    recorded: frozenset[int]
    """Years that have records: of those that are not built now what is published stays, and of no others."""

    beside: Mapping[int, tuple[tuple[Compiled, Result], ...]]
    """By year, what the packs beside the one that scores make of it, where they are in force."""

    problems: tuple[Problem, ...]
    rejected: tuple[str, ...]
    """Files that an error keeps out, relative to the root."""

    entry_unknown: Mapping[str, int]
    """Why nobody can tell when records came in, and of how many."""

    calendar: Calendar
    """Working days of the years on file."""

    people: Mapping[str, str]
    """Pages people write: path to Markdown (`guide/office.md`), its words and years still marked."""

    known: Callable[[int, date], Figures]
    """The results that bulletins speak of, by year and day."""

    bags: tuple[Frozen, ...] = ()
    """The frozen years, which are taken from their bags and not made."""

    digests: Digests = lambda frozen: {}
    """What the files of a bag are."""

    revisions: Callable[[], Revisions] = Revisions
    """How records came to be what they are, found out where somebody may see it."""

    moved: Callable[[Frozen, Frozen | None], Moved | None] = lambda then, now: None
    """What of a frozen year's records is another in a later version, or now."""

    commits: Callable[[], tuple[Commit, ...]] = tuple
    """What the records were read at."""

    frozen_as: int | None = None
    """The version of a year that is being frozen: its pages say so for good."""

    def people_of(self, year: int) -> dict[str, str]:
        """The pages people write, in the words of the unit; what they give as an example is of the year."""
        later, organization = year - examples_year(registry()), self.facts.organization
        return {path: worded(text, organization, later) for path, text in self.people.items()}

    @property
    def as_of(self) -> date:
        """The day at whose end all this is known."""
        return max((result.as_of for result in self.results.values()), default=date.max)


def people_pages(folder: Path) -> dict[str, str]:
    """The Markdown below content/, by path, as written; guides it does not have are this release's. Raises Failure.

    What is a link to somewhere else is no page: it could be any file of this machine.
    """
    found: dict[str, str] = {}
    for base, below in ((CONTENT, GUIDES), (folder, folder)):
        own = (path for path in sorted(below.rglob("*.md")) if path.resolve().is_relative_to(base.resolve()))
        found |= {path.relative_to(base).as_posix(): _text(path) for path in own if path.is_file()}
    return found


def _text(page: Path) -> str:
    """What the page says. Raises Failure where that is no text."""
    try:
        return page.read_text("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise Failure("commands.build.page_encoding", file=page, line=line) from error


def settings(content: Content, year: int) -> Settings:
    """What pages of the year say of the configuration."""
    config = content.facts.config
    held = config.of(year)
    return Settings(
        version=config_version(held, content.packs.of(year)[0].pack),
        late_entry_days=held.late_entry_days,
        demonstration=config.demonstration,
        grading=held.grading,
        campaign=held.campaign is not None,
        theme=held.campaign.theme if held.campaign else "",
        steps=_steps(held.campaign, year) if held.campaign else (),
        start_on=held.start_on,
        documents=held.documents,
        feed_authority=config.feed_authority,
        site_addresses=config.site_addresses,
        posts={row.text("name"): row.text("post") for row in config.posts},
        frozen_as=content.frozen_as,
        filing=config.filing,
    )


def _steps(campaign: Campaign, year: int) -> tuple[CampaignStep, ...]:
    """The steps that have a name and two days; the others are not shown."""
    made = []
    for row in campaign.steps:
        first, last = (day_of(row.text(name), year) for name in ("from", "to"))
        if row.says("name") and first and last:
            made.append(CampaignStep(row.text("name"), row.text("when"), first, last, row.names("rules")))
    return tuple(made)
