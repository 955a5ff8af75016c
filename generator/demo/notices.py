"""More public notices: one objected to, one over New Year; and a recommendation withheld (plan 三 4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from generator.demo.campaign import campaign_year
from generator.demo.event import Event
from generator.demo.profile import Profile
from generator.demo.texts import data, school

PRIVATE = "records-private"
"""The root of what is not for everyone who records."""


def notices(profiles: Sequence[Profile], year: int) -> Iterator[Event]:
    """The decisions and notices, where all the branches they are about are there."""
    if not _all_there(profiles, year):
        return
    for entry in data("notices.yml")["decisions"]:
        fields = {name: entry[name] for name in ("title", "subject")} | {"branches": [entry["branch"]]}
        yield Event(_day(entry["day"], year), ("committee_decision",), fields, entry["body"], minutes=True)
    for entry in data("notices.yml")["notices"]:
        common = dict(data("notices.yml")["notice"])
        day, body = _day(entry["day"], year), common.pop("body")
        fields = {
            "title": entry["title"],
            "kind": common.pop("kind"),
            "branches": [entry["branch"]],
            "basis": f"{year}/_committee/{entry['basis']}",
            "issuer": school()["committee"]["name"],
            "signed_on": day,
            "published_on": day,
            "period": {name: _date(text, year) for name, text in entry["period"].items()},
            "days": {"number": entry["days"], "unit": "working_day"},
            **common,
        }
        if "result" in entry:
            fields["result"] = entry["result"]
        yield Event(day, ("public_notice",), fields, body, minutes=True)


def objections(profiles: Sequence[Profile], year: int) -> Iterator[Event]:
    """What was objected: nothing of who did, or of what was said."""
    for entry in data("notices.yml")["notices"] if _all_there(profiles, year) else ():
        if made := entry.get("objection"):
            day = _day(made["day"], year)
            fields = {
                "notice": f"{year}/_committee/{entry['day']}-public-notice",
                "received_on": day,
                "kind": made["kind"],
                "conclusion": made["conclusion"],
                "concluded_on": _date(made["concluded_on"], year),
            }
            yield Event(day, ("objection",), fields)


def _all_there(profiles: Sequence[Profile], year: int) -> bool:
    there = {each.branch.id for each in profiles}
    return year == campaign_year() and all(entry["branch"] in there for entry in data("notices.yml")["decisions"])


def _day(text: str, year: int) -> date:
    return date.fromisoformat(f"{year}-{text}")


def _date(text: str, year: int) -> date:
    return date.fromisoformat(text.format(year=year, next=year + 1))
