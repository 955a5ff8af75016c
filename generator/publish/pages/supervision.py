"""What the school committee does to see the campaign through: plan, inspections, draws, bulletins, files (plan 四)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.judge.bulletins import TYPE as BULLETIN
from generator.judge.kinds.qualitative import Qualitative
from generator.judge.spot_check import digest, draw, ordered
from generator.model.record import COMMITTEE
from generator.model.result import RuleResult
from generator.publish.audience import PublicRecord
from generator.publish.pages.bulletins import BulletinRow, bulletin_rows
from generator.publish.pages.scorecard import Chip
from generator.publish.pages.site import Link, YearSite

MOST_HASHED = 60
"""Names of a frame whose digests the page lists."""
SPOT = "spot_check"


@dataclass(frozen=True, slots=True)
class Drawn:
    """One name of the frame in the order of the draw."""

    name: str
    digest: str
    taken: bool


@dataclass(frozen=True, slots=True)
class Draw:
    """How a spot check was drawn, and whether drawing again gives the same."""

    record: Link
    seed: str
    size: int
    count: int
    same: bool
    names: tuple[Drawn, ...]
    command: str


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """One inspection."""

    day: str
    record: Link
    kind: str
    branches: tuple[Link, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BranchRow:
    """What supervision came to in one branch."""

    branch: Link
    heard: int
    checked: int
    mobilized: str
    archive: Link | None
    duties: tuple[tuple[Link, Chip], ...]
    """Rules of the leaders' two duties, with how they stand."""


@dataclass(frozen=True, slots=True)
class OwnRule:
    """One of the committee's own rules, with what it rests on."""

    rule: Link
    chip: Chip
    gloss: str
    why: str
    evidence: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SupervisionView:
    """What the template shows."""

    title: str
    as_of: str
    crumbs: tuple[Link, ...]
    rules: tuple[OwnRule, ...]
    papers: tuple[tuple[str, Link], ...]
    """The campaign's plan and opening, by date."""
    inspections: tuple[InspectionRow, ...]
    draws: tuple[Draw, ...]
    bulletins: tuple[BulletinRow, ...]
    duties: tuple[tuple[Link, str], ...]
    """The rules that the branches' rows speak of, with what they ask."""
    branches: tuple[BranchRow, ...]


def supervision_view(site: YearSite) -> SupervisionView:
    """The page's data."""
    say, words = site.catalogue.text, site.words
    records = site.own_records(COMMITTEE)
    found = [each for each in records if "inspection" in each.types]
    papers = [each for each in records if {"campaign_plan", "mobilization"} & set(each.types)]
    duties = _duties(site)
    return SupervisionView(
        title=say("supervision.title", year=site.year),
        as_of=words.day(site.as_of),
        crumbs=(Link(words.t("nav.home"), "index.html"), Link(say("supervision.name"))),
        rules=tuple(_rule(each, site) for each in site.public.result.committee.values()),
        papers=tuple(
            (words.day(each.date), Link(site.record_title(each), site.record_href(each, 0))) for each in papers
        ),
        inspections=tuple(_inspection(each, site) for each in found),
        draws=tuple(_draw(each, site) for each in found if "seed" in each.values and "frame" in each.values),
        bulletins=bulletin_rows(site, BULLETIN),
        duties=tuple((Link(each, site.rule_href(each, 0)), _gloss(each, site)) for each in duties),
        branches=tuple(_branch(branch.id, found, duties, site) for branch in site.branches),
    )


def _rule(found: RuleResult, site: YearSite) -> OwnRule:
    return OwnRule(
        rule=Link(found.rule.id, site.unit_href(COMMITTEE, 0, anchor=found.rule.id)),
        chip=_chip(found, site),
        gloss=_gloss(found.rule.id, site),
        why=site.words.say(found.why),
        evidence=tuple(site.evidence(each, 0) for each in found.all_evidence),
    )


def _chip(found: RuleResult, site: YearSite) -> Chip:
    return Chip(str(found.status), site.words.label("status", str(found.status)))


def _inspection(record: PublicRecord, site: YearSite) -> InspectionRow:
    kind = record.values.get("kind")
    return InspectionRow(
        day=site.words.day(record.date),
        record=Link(site.record_title(record), site.record_href(record, 0)),
        kind=site.catalogue.text(f"supervision.kind.{kind}") if kind else "—",
        branches=tuple(Link(site.unit_name(each), site.unit_href(each, 0)) for each in _texts(record, "branches")),
        findings=_texts(record, "findings"),
    )


def _draw(record: PublicRecord, site: YearSite) -> Draw:
    """Drawn again from what the record says; branches where the frame is of branches, else the records it relates."""
    frame, seed = _texts(record, "frame"), str(record.values["seed"])
    of_branches = all(each in site.organization.by_id for each in frame)
    taken = _texts(record, "branches" if of_branches else "related")
    again = draw(seed, frame, len(taken))
    names = tuple(
        Drawn(site.unit_name(each) if of_branches else each, digest(seed, each)[:12], each in taken)
        for each in ordered(seed, frame)[:MOST_HASHED]
    )
    first = again[0] if again else frame[0]
    return Draw(
        record=Link(site.record_title(record), site.record_href(record, 0)),
        seed=seed,
        size=len(frame),
        count=len(taken),
        same=set(again) == set(taken),
        names=names,
        command=f"printf '%s' '{seed}:{first}' | sha256sum",
    )


def _duties(site: YearSite) -> tuple[str, ...]:
    """Rules of the branches that stand outside the standards and that people judge: the leaders' own duties."""
    return tuple(
        rule.id
        for rule in site.pack.rules
        if rule.standard is None
        and rule.unit != COMMITTEE.strip("_")
        and isinstance(site.kinds.get(rule.id), Qualitative)
    )


def _gloss(rule: str, site: YearSite) -> str:
    found = site.pack.rule(rule)
    return found.gloss.get(site.words.language) or found.gloss.get("zh", "") if found else ""


def _branch(unit: str, inspections: Iterable[PublicRecord], duties: Iterable[str], site: YearSite) -> BranchRow:
    kinds = Counter(str(each.values.get("kind")) for each in inspections if unit in _texts(each, "branches"))
    rules = site.public.result.branches[unit].rules
    archive = [each for each in site.own_records(unit) if "archive_list" in each.types]
    return BranchRow(
        branch=Link(site.unit_name(unit), site.unit_href(unit, 0)),
        heard=kinds["hear_report"],
        checked=kinds[SPOT],
        mobilized=_mobilized(unit, site),
        archive=Link(site.words.day(archive[-1].date), site.record_href(archive[-1], 0)) if archive else None,
        duties=tuple(
            (Link(each, site.unit_href(unit, 0, anchor=each)), _chip(rules[each], site))
            for each in duties
            if each in rules
        ),
    )


def _mobilized(unit: str, site: YearSite) -> str:
    """How many of the branch came to the opening, of its members that day; empty where it was not held."""
    held = [each for each in site.own_records(COMMITTEE) if "mobilization" in each.types]
    if not held:
        return ""
    came = [
        count
        for record, count in site.school_events.get(unit, ())
        if "mobilization" in record.types and count is not None
    ]
    day: date = held[-1].date
    members = site.organization.by_id[unit].members_on(day)
    return site.catalogue.text("supervision.came", present=sum(came), members=members) if came else ""


def _texts(record: PublicRecord, name: str) -> tuple[str, ...]:
    found = record.values.get(name)
    return tuple(str(each) for each in found) if isinstance(found, tuple) else ()
