"""What the school committee does to see the campaign through: plan, inspections, draws, bulletins, files (plan 四)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.judge.bulletins.check import TYPE as BULLETIN
from generator.judge.kinds.qualitative import Qualitative
from generator.judge.records.inspections import KINDS, SPOT_CHECK, TYPE, Visits, visits, without
from generator.judge.spot_check import digest, draw, ordered
from generator.model.record import COMMITTEE
from generator.model.result import RuleResult
from generator.publish.cut.classes import declared_field
from generator.publish.cut.records import PublicRecord
from generator.publish.pages.parts.standing import Chip
from generator.publish.pages.parts.tabs import SUPERVISION, year_crumbs
from generator.publish.pages.parts.values import Place, drawn_from
from generator.publish.pages.year.bulletins import BulletinRow, bulletin_rows
from generator.publish.pages.year_site import Link, YearSite

MOST_HASHED = 60
"""Names of a frame whose digests the page lists."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One name of the frame in the order of the draw; `id` is what was hashed."""

    name: Link
    id: str
    early: bool
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
    first: int
    """How many were drawn before the rest."""


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
    visits: tuple[int, ...]
    """By kind of inspection."""
    mobilized: str
    archive: Link | None
    duties: tuple[tuple[Link, Chip], ...]
    """Rules of the leaders' two duties, with how they stand."""


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """When a branch was inspected, by kind, and whether in any way."""

    branch: Link
    visits: tuple[tuple[str, tuple[Link, ...]], ...]
    chip: Chip


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which branches were inspected so far in the year."""

    rows: tuple[CoverageRow, ...]
    without: tuple[tuple[str, tuple[Link, ...]], ...]
    """The branches without each kind."""


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
    kinds: tuple[str, ...]
    """Ways of inspecting, in words."""
    findings_shown: bool
    """Whether what was found is for this audience."""
    inspections: tuple[InspectionRow, ...]
    coverage: Coverage | None
    """For the committee alone."""
    draws: tuple[Draw, ...]
    bulletins: tuple[BulletinRow, ...]
    duties: tuple[tuple[Link, str], ...]
    """The rules that the branches' rows speak of, with what they ask."""
    branches: tuple[BranchRow, ...]


def supervision_view(site: YearSite) -> SupervisionView:
    """The page's data."""
    say, words = site.catalogue.text, site.words
    records = site.own_records(COMMITTEE)
    found = [each for each in records if TYPE in each.types]
    held = visits(found)
    declared = declared_field("findings", (TYPE,))
    papers = [each for each in records if {"campaign_plan", "mobilization"} & set(each.types)]
    duties = _duties(site)
    return SupervisionView(
        title=say("supervision.title", year=site.year),
        as_of=words.day(site.as_of),
        crumbs=year_crumbs(SUPERVISION, site),
        rules=tuple(_rule(each, site) for each in site.public.result.committee.values()),
        papers=tuple(
            (words.day(each.date), Link(site.record_title(each), site.record_href(each, 0))) for each in papers
        ),
        kinds=tuple(say(f"supervision.kind.{kind}") for kind in KINDS),
        findings_shown=declared is not None and site.audience.sees(declared.audience),
        inspections=tuple(_inspection(each, site) for each in found),
        coverage=_coverage(held, site) if site.audience.may.office else None,
        draws=tuple(_draw(each, site) for each in found if "seed" in each.values and "frame" in each.values),
        bulletins=bulletin_rows(site, BULLETIN),
        duties=tuple((Link(each, site.rule_href(each, 0)), _gloss(each, site)) for each in duties),
        branches=tuple(_branch(branch.id, held, duties, site) for branch in site.branches),
    )


def _coverage(held: Visits[PublicRecord], site: YearSite) -> Coverage:
    say, units = site.catalogue.text, [branch.id for branch in site.branches]
    return Coverage(
        rows=tuple(_covered(unit, held, site) for unit in units),
        without=tuple(
            (
                say(f"supervision.coverage.without.{kind}"),
                tuple(Link(site.unit_name(unit), site.unit_href(unit, 0)) for unit in without(units, held, (kind,))),
            )
            for kind in KINDS
        ),
    )


def _covered(unit: str, held: Visits[PublicRecord], site: YearSite) -> CoverageRow:
    days = [(kind, held.get((unit, kind), ())) for kind in KINDS]
    state = "none" if not any(each for _, each in days) else "some" if (unit, SPOT_CHECK) not in held else "checked"
    status = {"none": "fail", "some": "late", "checked": "pass"}[state]
    return CoverageRow(
        branch=Link(site.unit_name(unit), site.unit_href(unit, 0)),
        visits=tuple(
            (
                site.catalogue.text(f"supervision.kind.{kind}"),
                tuple(Link(site.words.month_day(f"{each.date:%m-%d}"), site.record_href(each, 0)) for each in found),
            )
            for kind, found in days
        ),
        chip=Chip(status, site.catalogue.text(f"supervision.coverage.{state}")),
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
    frame, first, seed = _texts(record, "frame"), _texts(record, "drawn_first"), str(record.values["seed"])
    place = Place(site, COMMITTEE, 0)
    of_branches = all(each in site.organization.by_id for each in frame)
    taken = _texts(record, "branches" if of_branches else "related")
    again = draw(seed, frame, len(taken), first)
    names = tuple(
        Drawn(drawn_from(each, place), each, each in first, digest(seed, each)[:12], each in taken)
        for each in ordered(seed, frame, first)[:MOST_HASHED]
    )
    one = again[0] if again else frame[0]
    return Draw(
        record=Link(site.record_title(record), site.record_href(record, 0)),
        seed=seed,
        size=len(frame),
        count=len(taken),
        same=set(again) == set(taken),
        names=names,
        command=f"printf '%s' '{seed}:{one}' | sha256sum",
        first=len(set(first) & set(frame)),
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


def _branch(unit: str, held: Visits[PublicRecord], duties: Iterable[str], site: YearSite) -> BranchRow:
    rules = site.public.result.branches[unit].rules
    archive = [each for each in site.own_records(unit) if "archive_list" in each.types]
    return BranchRow(
        branch=Link(site.unit_name(unit), site.unit_href(unit, 0)),
        visits=tuple(len(held.get((unit, kind), ())) for kind in KINDS),
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
