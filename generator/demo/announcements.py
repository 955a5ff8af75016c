"""Bulletins with figures, the title conferred, and disclosures on their way from proposal to publication."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from generator.demo.campaign import campaign_year
from generator.demo.event import Event
from generator.demo.profile import Profile
from generator.demo.texts import data

_MONTH_AND_DAY = re.compile(r"(\d{2})-(\d{2})")
_DAYS = frozenset(
    ["as_of", "issued_on", "proposed_on", "reviewed_on", "approved_on", "published_on", "visible_from", "visible_to"]
)


def bulletins(profiles: Sequence[Profile], year: int, seed: int) -> Iterator[Event]:
    """Those whose branches there are; a draft, whose figures are checked, only of the demonstration as it comes."""
    there = {each.branch.id for each in profiles}
    for entry in data("announcements.yml")["bulletins"]:
        if there >= set(entry["branches"]) and entry.get("seed", seed) == seed and year == campaign_year():
            yield _event(entry, "bulletin", year)


def commendations(profiles: Sequence[Profile], year: int) -> Iterator[Event]:
    """The committee decides on those recommended, and confers the title."""
    branches = [each.branch.id for each in profiles if each.decision == "recommend"]
    basis = ""
    for entry in data("announcements.yml")["conferred"] if branches and year == campaign_year() else ():
        fields: dict[str, Any] = {"title": entry["title"], "branches": branches}
        if entry["type"] == "committee_decision":
            fields["subject"] = entry["subject"]
            basis = f"{year}/_committee/{entry['day']}-committee-decision"
        else:
            fields |= {"decision": basis, "doc_no": entry["doc_no"].format(year=year)}
        yield Event(_day(entry["day"], year), (entry["type"],), fields, entry["body"], minutes=True)


def disclosures(unit: str, year: int, until: date) -> Iterator[Event]:
    """Those of the branch or of the committee, as far as they were written down by that day."""
    for entry in data("announcements.yml")["disclosures"] if year == campaign_year() else ():
        if entry["branch"] == unit and _day(entry["day"], year) <= until:
            yield _event(entry, entry["type"], year)


def _event(entry: Mapping[str, Any], type_id: str, year: int) -> Event:
    fields = {name: _value(name, value, year) for name, value in entry["fields"].items()}
    return Event(_day(entry["day"], year), (type_id,), fields, entry["body"], minutes=True)


def _value(name: str, value: object, year: int) -> object:
    if not isinstance(value, str):
        return value
    text = value.format(year=year, next=year + 1)
    return _day(text, year) if name in _DAYS and _MONTH_AND_DAY.fullmatch(text) else text


def _day(text: str, year: int) -> date:
    month, day = text.split("-")
    return date(year, int(month), int(day))
