"""What the committee's office has to see to: files, entries and branches that are not as they should be (design §3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.judge.records.counting import codes
from generator.model.record import COMMITTEE
from generator.model.result import Status
from generator.publish.formats.table import Table
from generator.publish.pages.parts.columns import Head, table_of
from generator.publish.pages.parts.downloads import downloads
from generator.publish.pages.parts.printing import printed_in
from generator.publish.pages.parts.standing import statuses
from generator.publish.pages.parts.tabs import OFFICE, WORKING_PAPER, year_top
from generator.publish.pages.summaries import of_unit
from generator.publish.pages.view import Link, View
from generator.publish.pages.year.problems import file_findings
from generator.publish.pages.year.working_papers import differing
from generator.publish.pages.year_site import YearSite

MOST_ROWS = 100
"""How many rows of a table are shown."""
OFFICE_TABLES = _LATE, _FAULTS, _BARE, _UNKNOWN = ("office_late", "office_faults", "office_bare", "office_unknown")
MOST_NAMED = 5
"""How many records of a branch are named."""
_STRUCTURAL = ("committee_missing",)
"""Reasons of a result that are faults of the branch itself, not of what it did."""


def office_view(site: YearSite) -> View:
    """The page's data; each table is cut to MOST_ROWS, and told how many rows there are in all."""
    units, unmet = [branch.id for branch in site.branches], codes()
    problems = file_findings(site, (each for each in site.problems.problems if each.code in unmet))
    errors = file_findings(site, (each for each in site.problems.problems if each.code not in unmet))
    late = _latest(site)
    pairs = dict(pair for unit in units for pair in _similar(unit, site))
    unknown = _unknown(site)
    return View(
        **year_top(OFFICE, site, "office.title"),
        as_of=site.as_of,
        late_days=site.settings.late_entry_days,
        rejected=_cut([each for each in errors if each.rejected]),
        left_out=_cut([each for each in errors if each.lacks_rows]),
        incomplete=_cut([each for each in problems if not each.rejected]),
        late=_cut(late, sum(each.count for each in late)),
        similar=_cut([pairs[each] for each in sorted(pairs)]),
        faults=_cut([each for unit in units for each in _faults(unit, site)]),
        bare=tuple(_bare(site)),
        why_unknown=site.entry_unknown,
        unknown=_cut(unknown, sum(each.count for each in unknown)),
        # Figures of the review group that are others than the records give; None in a year without a review.
        differences=differing(site) if WORKING_PAPER in site.tabs else None,
        printed=printed_in(site),
        downloads=downloads(OFFICE_TABLES, site),
    )


def _cut(rows: Sequence[object], number: int | None = None) -> View:
    """As many rows as are shown, how many there are, and how much they come to together."""
    return View(rows=tuple(rows[:MOST_ROWS]), all=len(rows), number=len(rows) if number is None else number)


def _unit(unit: str, site: YearSite) -> Link:
    return Link(site.unit_name(unit), site.unit_href(unit, 0))


def _named(record: str, site: YearSite) -> Link:
    """A record with the name of its unit."""
    link = site.evidence(record, 0)
    return replace(link, text=f"{site.unit_name(record.split('/')[1])} {link.text}")


@of_unit
def _similar(unit: str, site: YearSite) -> tuple[tuple[tuple[str, str], tuple[Link, Link]], ...]:
    """The pairs of near-identical records that the branch has a part in, by their ids."""
    pairs = site.public.result.branches[unit].similar
    return tuple((pair, (_named(pair[0], site), _named(pair[1], site))) for pair in pairs)


def _latest(site: YearSite) -> list[View]:
    """The branches with late entries, those with most first."""
    found = (each for branch in site.branches if (each := _late(branch.id, site)))
    return sorted(found, key=lambda each: (-each.count, -each.most_days, each.branch.text))


@of_unit
def _late(unit: str, site: YearSite) -> View | None:
    """The late entries of a branch, the latest first; None where there are none."""
    known = [record for record in site.public.result.branches[unit].late_entries if record in site.records]
    days = {record: (site.entered_on[record] - site.records[record].date).days for record in known}
    if not days:
        return None
    worst = sorted(days, key=lambda record: (-days[record], record))[:MOST_NAMED]
    named = tuple((site.evidence(record, 0), days[record]) for record in worst)
    return View(branch=_unit(unit, site), count=len(days), most_days=max(days.values()), named=named)


@of_unit
def _faults(unit: str, site: YearSite) -> tuple[View, ...]:
    """How a branch is not set up as it should be, with the rules that say so."""
    by_reason: dict[str, list[str]] = {}
    for rule in site.public.result.branches[unit].rules.values():
        for reason in dict.fromkeys((rule.reason, *(window.reason for window in rule.windows))):
            if reason in _STRUCTURAL:
                by_reason.setdefault(reason, []).append(rule.rule.id)
    return tuple(
        View(
            branch=_unit(unit, site),
            reason=reason,
            rules=tuple(Link(rule, site.rule_href(rule, 0)) for rule in rules),
        )
        for reason, rules in by_reason.items()
    )


@of_unit
def _shown(unit: str, site: YearSite) -> tuple[str, ...]:
    """The rules for which the branch has shown anything."""
    return tuple(name for name, each in site.public.result.branches[unit].rules.items() if each.all_evidence)


def _bare(site: YearSite) -> Iterator[View]:
    """Rules that apply to some branch and for which no branch has shown anything in the whole year."""
    units = [branch.id for branch in site.branches]
    for rule in site.pack.rules:
        found = [status for unit in units if (status := statuses(unit, site).get(rule.id))]
        applied = [each for each in found if each is not Status.NOT_APPLICABLE]
        if applied and not any(rule.id in _shown(unit, site) for unit in units):
            yield View(
                rule=Link(rule.id, site.rule_href(rule.id, 0)),
                asks=rule.asks(site.words.language),
                statuses=tuple(status for status in Status if status in applied),
                branches=len(applied),
            )


def _unknown(site: YearSite) -> list[View]:
    """Units with records of which nobody can tell when they came in, those with most first."""
    return sorted(_units_unknown(site), key=lambda each: (-each.count, each.branch.text))


def _units_unknown(site: YearSite) -> Iterator[View]:
    for unit, ids in site.records.units(site.year).items():
        if count := _entry_unknown(unit, site):
            link = _unit(unit, site) if unit != COMMITTEE else Link(site.unit_name(unit))
            yield View(branch=link, count=count, of=len(ids))


@of_unit
def _entry_unknown(unit: str, site: YearSite) -> int:
    """Of how many of the unit's records nobody can tell when they came in."""
    return sum(record not in site.entered_on for record in site.records.units(site.year).get(unit, ()))


def late_table(unit: str, site: YearSite) -> Table:
    """The branches with late entries to download."""
    say, row = site.catalogue.text, Head[View]

    def named(each: View) -> str:
        return site.words.join(f"{record.text} {say('office.days', days=days)}" for record, days in each.named)

    heads = (
        row("branch", "office.branch", lambda each: each.branch.text),
        row("records", "office.records", lambda each: each.count),
        row("most_days", "office.most_days", lambda each: each.most_days),
        row("latest", "office.latest", named),
    )
    return table_of(_LATE, heads, _latest(site), site)


def faults_table(unit: str, site: YearSite) -> Table:
    """The branches not set up as they should be to download."""
    words, row = site.words, Head[View]
    heads = (
        row("branch", "office.branch", lambda each: each.branch.text),
        row("fault", "office.fault", lambda each: words.label("reason", each.reason)),
        row("rules", "office.rules", lambda each: words.join(to.text for to in each.rules)),
    )
    found = (each for branch in site.branches for each in _faults(branch.id, site))
    return table_of(_FAULTS, heads, found, site)


def bare_table(unit: str, site: YearSite) -> Table:
    """The rules for which no branch has shown anything to download."""
    words, row = site.words, Head[View]
    heads = (
        row("rule", "office.rule", lambda each: each.rule.text),
        row("asked", "office.gloss", lambda each: each.asks),
        row("states", "office.state", lambda each: words.join(words.label("status", str(of)) for of in each.statuses)),
        row("branches", "office.applies", lambda each: each.branches),
    )
    return table_of(_BARE, heads, _bare(site), site)


def unknown_table(unit: str, site: YearSite) -> Table:
    """The units with records of which nobody can tell when they came in to download."""
    row = Head[View]
    heads = (
        row("branch", "office.branch", lambda each: each.branch.text),
        row("records", "office.records", lambda each: each.count),
        row("of_all", "office.of_all", lambda each: each.of),
    )
    return table_of(_UNKNOWN, heads, _unknown(site), site)
