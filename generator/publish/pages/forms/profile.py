"""支部概况: what a branch is on the day as known, by the organization's own figures and its latest election."""

from __future__ import annotations

from collections.abc import Iterator

from generator.judge.kinds.term import Election
from generator.publish.forms import Row
from generator.publish.pages.forms.boxes import named
from generator.publish.pages.year_site import YearSite

PAIRS = 3
"""Labels, each with what is said to it, in a row."""
_WIDE = ("name", "groups")


def profile_rows(unit: str, site: YearSite) -> Iterator[Row]:
    """The facts as rows: name and party groups over the whole width, however long, the others side by side."""
    told = facts(unit, site)
    short = [each for name, each in told.items() if name not in _WIDE]
    yield Row(named(*told["name"], 2 * PAIRS - 1))
    for start in range(0, len(short), PAIRS):
        yield Row(tuple(cell for each in short[start : start + PAIRS] for cell in named(*each)))
    yield Row(named(*told["groups"], 2 * PAIRS - 1))


def facts(unit: str, site: YearSite) -> dict[str, tuple[str, str]]:
    """Labels and what is said to them by what they are. What is not known is left to be written in by hand."""
    say, words, branch, day = site.catalogue.text, site.words, site.organization.by_id[unit], site.as_of
    committee = branch.committee_on(day)
    groups = [each.name for each in branch.groups if each.span.covers(day)]
    since = max((each for each in branch.secretaries if each <= day), default=None)
    held = last_election(unit, site)
    size = committee.size if committee else None
    told = {
        "name": branch.name,
        "founded": words.day(branch.span.start),
        "members": say("printed.profile.people", count=branch.members_on(day)),
        "full": say("printed.profile.people", count=branch.full_on(day)),
        "probationary": say("printed.profile.people", count=branch.members_on(day) - branch.full_on(day)),
        "committee": say("printed.profile.people", count=size) if size else say(f"printed.profile.{_has(committee)}"),
        "groups": words.join(groups) or say("printed.profile.no_groups"),
        "secretary": "",
        "since": words.day(since) if since else "",
        "election": words.day(held.on) if held else "",
        "term_ends": words.day(held.due) if held else "",
    }
    return {name: (say(f"printed.profile.{name}"), text) for name, text in told.items()}


def _has(committee: object) -> str:
    return "has_committee" if committee else "no_committee"


def last_election(unit: str, site: YearSite) -> Election | None:
    """The latest term election by the records of any year, or by the organization's file."""
    mark = site.organization.by_id[unit].last_election
    found = [Election(mark.on, mark.term_years)] if mark and mark.on <= site.as_of else []
    for year in site.years:
        for each in site.records.of(year, unit, ("election",)):
            years = each.values.count("term_years")
            if years is not None and not each.draft and not each.incomplete:
                found.append(Election(each.date, years))
    return max(found, key=lambda each: each.on, default=None)
