"""What the school committee does to see the campaign through: plan, inspections, draws, bulletins, files (plan 四)."""

from __future__ import annotations

from collections.abc import Iterable

from generator.judge.bulletins.check import TYPE as BULLETIN
from generator.judge.kinds.qualitative import Qualitative
from generator.judge.records.inspections import KINDS, SPOT_CHECK, TYPE, Visits, visits, without
from generator.judge.spot_check import digest, draw, ordered
from generator.model.record import COMMITTEE
from generator.model.result import RuleResult
from generator.publish.cut.classes import declared_field
from generator.publish.cut.records import PublicRecord
from generator.publish.formats.table import Table
from generator.publish.pages.parts.bulletins import bulletin_rows
from generator.publish.pages.parts.columns import Head, table_of
from generator.publish.pages.parts.downloads import downloads
from generator.publish.pages.parts.standing import statuses
from generator.publish.pages.parts.tabs import SUPERVISION, year_top
from generator.publish.pages.parts.values import Place, drawn_from
from generator.publish.pages.summaries import of_unit
from generator.publish.pages.view import Chip, Link, View
from generator.publish.pages.year_site import YearSite

_PAPERS = ("campaign_plan", "mobilization")
SUPERVISION_TABLES = ("committee_rules", "inspections", "draws", "supervision")
MOST_HASHED = 60
"""Names of a frame whose digests the page lists."""


def supervision_view(site: YearSite) -> View:
    """The page's data."""
    records, duties, inspections = site.own_records(COMMITTEE), _duties(site), _inspections(site)
    held = visits(inspections)
    return View(
        **year_top(SUPERVISION, site, "supervision.title"),
        as_of=site.as_of,
        rules=tuple(_rule(each, site) for each in site.public.result.committee.values()),
        # The campaign's plan and opening, by date.
        papers=tuple((each.date, _link(each, site)) for each in records if {*_PAPERS} & {*each.types}),
        kinds=KINDS,
        findings_shown=_findings_shown(site),
        inspections=tuple(_inspection(each, site) for each in inspections),
        coverage=_coverage(held, site) if site.audience.may.office else None,
        draws=_draws(site),
        bulletins=bulletin_rows(site, BULLETIN),
        duties=tuple((Link(each, site.rule_href(each, 0)), _gloss(each, site)) for each in duties),
        branches=tuple(_branch(branch.id, held, duties, site) for branch in site.branches),
        downloads=downloads(SUPERVISION_TABLES, site),
    )


def _inspections(site: YearSite) -> list[PublicRecord]:
    return [each for each in site.own_records(COMMITTEE) if TYPE in each.types]


def _findings_shown(site: YearSite) -> bool:
    findings = declared_field("findings", (TYPE,))
    return findings is not None and site.audience.sees(findings.audience)


def _draws(site: YearSite) -> tuple[View, ...]:
    drawn = (each for each in _inspections(site) if each.values.says("seed") and each.values.says("frame"))
    return tuple(_draw(each, site) for each in drawn)


def _link(record: PublicRecord, site: YearSite) -> Link:
    return Link(site.record_title(record), site.record_href(record, 0))


def _unit(unit: str, site: YearSite, anchor: str = "") -> Link:
    return Link(anchor or site.unit_name(unit), site.unit_href(unit, 0, anchor=anchor))


def _coverage(held: Visits[PublicRecord], site: YearSite) -> View:
    """Which branches were inspected so far in the year, when, and which had none of each kind."""
    units = [branch.id for branch in site.branches]
    return View(
        rows=tuple(_covered(unit, held, site) for unit in units),
        without=tuple((kind, tuple(_unit(unit, site) for unit in without(units, held, (kind,)))) for kind in KINDS),
    )


def _covered(unit: str, held: Visits[PublicRecord], site: YearSite) -> View:
    days = [(kind, held.get((unit, kind), ())) for kind in KINDS]
    state = "none" if not any(each for _, each in days) else "some" if (unit, SPOT_CHECK) not in held else "checked"
    status = {"none": "fail", "some": "late", "checked": "pass"}[state]
    return View(
        branch=_unit(unit, site),
        visits=tuple(
            (
                kind,
                tuple(Link(site.words.month_day(f"{each.date:%m-%d}"), site.record_href(each, 0)) for each in records),
            )
            for kind, records in days
        ),
        chip=Chip(status, site.catalogue.text(f"supervision.coverage.{state}")),
    )


def _rule(found: RuleResult, site: YearSite) -> View:
    """One of the committee's own rules, with what it rests on."""
    return View(
        rule=_unit(COMMITTEE, site, found.rule.id),
        status=found.status,
        gloss=_gloss(found.rule.id, site),
        why=found.why,
        evidence=tuple(site.evidence(each, 0) for each in found.all_evidence),
    )


def _inspection(record: PublicRecord, site: YearSite) -> View:
    return View(
        day=record.date,
        record=_link(record, site),
        kind=record.values.text("kind"),
        branches=tuple(_unit(each, site) for each in record.values.names("branches")),
        findings=record.values.names("findings"),
    )


def _draw(record: PublicRecord, site: YearSite) -> View:
    """Drawn again from what the record says; branches where the frame is of branches, else the records it relates."""
    values, place = record.values, Place(site, COMMITTEE, 0)
    frame, first, seed = values.names("frame"), values.names("drawn_first"), values.text("seed")
    taken = values.names("branches" if all(each in site.organization.by_id for each in frame) else "related")
    again = draw(seed, frame, len(taken), first)
    names = ordered(seed, frame, first)[:MOST_HASHED]
    return View(
        record=_link(record, site),
        seed=seed,
        size=len(frame),
        count=len(taken),
        same=set(again) == set(taken),
        # In the order of the draw; the id is what was hashed.
        names=tuple(
            View(
                name=drawn_from(each, place),
                id=each,
                early=each in first,
                digest=digest(seed, each)[:12],
                taken=each in taken,
            )
            for each in names
        ),
        command=f"printf '%s' '{seed}:{again[0] if again else frame[0]}' | sha256sum",
        first=len(set(first) & set(frame)),
    )


def _duties(site: YearSite) -> tuple[str, ...]:
    """Rules of the branches that stand outside the standards and that people judge: the leaders' own duties."""
    return tuple(
        rule.id
        for rule in site.pack.rules
        if rule.standard is None and not rule.of_committee and isinstance(site.kinds.get(rule.id), Qualitative)
    )


def _gloss(rule: str, site: YearSite) -> str:
    found = site.pack.rule(rule)
    return found.asks(site.words.language) if found else ""


def _branch(unit: str, held: Visits[PublicRecord], duties: Iterable[str], site: YearSite) -> View:
    """What supervision came to in one branch, with the rules of the leaders' two duties."""
    rules = statuses(unit, site)
    return View(
        branch=_unit(unit, site),
        visits=tuple((kind, len(held.get((unit, kind), ()))) for kind in KINDS),
        mobilized=_mobilized(unit, site),
        archive=_archive(unit, site),
        duties=tuple((_unit(unit, site, each), rules[each]) for each in duties if each in rules),
    )


@of_unit
def _archive(unit: str, site: YearSite) -> Link | None:
    """The list of its campaign's files, by its day."""
    lists = site.own_records(unit, "archive_list")
    return Link(site.words.day(lists[-1].date), site.record_href(lists[-1], 0)) if lists else None


def _mobilized(unit: str, site: YearSite) -> tuple[int, int] | None:
    """How many of the branch came to the opening, and its members that day; None where it was not held."""
    held = site.own_records(COMMITTEE, "mobilization")
    events = site.school_events.get(unit, ())
    came = [count for each, count in events if "mobilization" in each.types and count is not None]
    return (sum(came), site.organization.by_id[unit].members_on(held[-1].date)) if held and came else None


def committee_rules_table(unit: str, site: YearSite) -> Table:
    """The committee's own rules to download: how each stands, why, and on what that rests."""
    words, rule = site.words, Head[View]
    heads = (
        rule("rule", "supervision.rule", lambda row: row.rule.text),
        rule("asked", "supervision.asked", lambda row: row.gloss),
        rule("status", "working_paper.column.status", lambda row: words.label("status", str(row.status))),
        rule("why", "working_paper.column.why", lambda row: words.say(row.why)),
        rule("evidence", "supervision.evidence", lambda row: words.join(each.text for each in row.evidence)),
    )
    found = (_rule(each, site) for each in site.public.result.committee.values())
    return table_of("committee_rules", heads, found, site)


def inspections_table(unit: str, site: YearSite) -> Table:
    """The committee's inspections to download; what they found only to whom that is open."""
    words, row = site.words, Head[View]
    findings = row("findings", "supervision.findings", lambda each: "\n".join(each.findings))
    heads = (
        row("day", "supervision.day", lambda each: each.day),
        row("what", "supervision.what", lambda each: each.record.text),
        row("kind", "supervision.how", lambda each: _kind(each.kind, site)),
        row("branches", "supervision.branches", lambda each: words.join(to.text for to in each.branches)),
        *((findings,) if _findings_shown(site) else ()),
    )
    return table_of("inspections", heads, (_inspection(each, site) for each in _inspections(site)), site)


def _kind(kind: str, site: YearSite) -> str:
    return site.catalogue.text(f"supervision.kind.{kind}") if kind else ""


def draws_table(unit: str, site: YearSite) -> Table:
    """Every draw to download, drawn again: its frame in the order of the draw, as the page lists it."""
    say, row = site.catalogue.text, Head[tuple[View, int, View]]
    heads = (
        row("record", "supervision.what", lambda each: each[0].record.text),
        row("seed", "lists.table_head.seed", lambda each: each[0].seed),
        row("order", "supervision.order", lambda each: each[1]),
        row("name", "supervision.draw_name", lambda each: each[2].name.text),
        row("taken", "supervision.taken", lambda each: say("supervision.taken") if each[2].taken else ""),
        row("early", "supervision.early", lambda each: say("supervision.early") if each[2].early else ""),
        row("id", "supervision.draw_id", lambda each: each[2].id),
        row("digest", "supervision.digest", lambda each: each[2].digest),
    )
    names = ((draw, number, name) for draw in _draws(site) for number, name in enumerate(draw.names, 1))
    return table_of("draws", heads, names, site)


def supervision_table(unit: str, site: YearSite) -> Table:
    """What supervision came to in one branch, to download: visits with their days, who came, files, duties."""
    words, row, held = site.words, Head[View], visits(_inspections(site))

    def visited(kind: str) -> Head[View]:
        days = [each.date.isoformat() for each in held.get((unit, kind), ())]
        return row(kind, f"supervision.kind.{kind}", lambda each: words.join(days))

    def duty(rule: str) -> Head[View]:
        def status(each: View) -> str:
            found = next((status for to, status in each.duties if to.text == rule), None)
            return words.label("status", str(found)) if found else ""

        return row(rule, "lists.table_head.rule", status, named={"rule": rule})

    duties = _duties(site)
    heads = (
        *(visited(kind) for kind in KINDS),
        row("came", "supervision.mobilized", lambda each: each.mobilized[0] if each.mobilized else None),
        row("members", "pages.branches.members", lambda each: each.mobilized[1] if each.mobilized else None),
        row("archive", "supervision.archive", lambda each: each.archive.text if each.archive else ""),
        *(duty(rule) for rule in duties),
    )
    return table_of("supervision", heads, [_branch(unit, held, duties, site)], site)
