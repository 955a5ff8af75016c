"""The school committee's own records: systems, lectures for all, and its part in the campaign (plan 四)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from random import Random
from typing import Any

from generator.demo.announcements import bulletins, commendations, disclosures
from generator.demo.campaign import campaign_year
from generator.demo.days import next_working_day
from generator.demo.event import Event
from generator.demo.notices import notices
from generator.demo.profile import Profile
from generator.demo.texts import data, school
from generator.judge.spot_check import draw
from generator.model.record import COMMITTEE

_AT_ONCE = 900
"""So many branches fit into the attendance of one record."""
_REGISTERED = (1, 4)


def committee(profiles: Sequence[Profile], year: int, until: date, first: bool, seed: int) -> Iterator[Event]:
    """The year's records; in the first year the systems already in force are put on file too."""
    random = Random(f"{seed}/{COMMITTEE}/{year}")
    events = [*_systems(year, first), *_school_events(profiles, year, random)]
    if year == campaign_year():
        events += [*_campaign(profiles, year, random), *bulletins(profiles, year, seed), *commendations(profiles, year)]
        events += [*notices(profiles, year), *disclosures(COMMITTEE, year, until)]
    yield from (event for event in events if event.day <= until)


def _day(year: int, text: str) -> date:
    month, day = text.split("-")
    return next_working_day(date(year, int(month), int(day)))


def _systems(year: int, first: bool) -> Iterator[Event]:
    if first:
        for entry in data("committee.yml")["systems"]:
            yield Event(next_working_day(date(year, *_REGISTERED)), ("system_document",), dict(entry))
    for entry in data("committee.yml")["late_systems"]:
        if entry["year"] == year:
            day = _day(year, entry["on_day"])
            fields = {"title": entry["title"], "key": entry["key"], "adopted_on": day}
            yield Event(day, ("system_document",), fields)


def _attended(profiles: Sequence[Profile], day: date, random: Random) -> list[list[dict[str, object]]]:
    """How many of each branch came, in portions that fit one record."""
    came = [
        {"branch": each.branch.id, "present": members - sum(random.random() < 0.08 for _ in range(members))}
        for each in profiles
        if each.branch.span.covers(day) and (members := each.branch.members_on(day))
    ]
    return [came[start : start + _AT_ONCE] for start in range(0, len(came), _AT_ONCE)]


def _school_events(profiles: Sequence[Profile], year: int, random: Random) -> Iterator[Event]:
    for entry in data("committee.yml")["events"]:
        day = _day(year, entry["day"])
        for attended in _attended(profiles, day, random):
            present = sum(int(str(each["present"])) for each in attended)
            fields: dict[str, object] = {"title": entry["title"].format(year=year), "place": entry["place"]}
            if "lecturer" in entry:
                fields |= {"lecturer": entry["lecturer"], "topic": entry["topic"]}
            if "hours" in entry:
                fields |= {"hours": entry["hours"], "present": present}
            yield Event(day, tuple(entry["types"]), fields | {"attended": attended}, entry["body"], minutes=True)


def _campaign(profiles: Sequence[Profile], year: int, random: Random) -> Iterator[Event]:
    papers = data("committee.yml")["campaign"]
    plan, opening = dict(papers["plan"]), dict(papers["mobilization"])
    day = _day(year, papers["plan_day"])
    yield Event(day, ("campaign_plan",), {"title": plan["title"], "issued_on": day}, plan["body"], minutes=True)
    day, body = _day(year, papers["mobilization_day"]), opening.pop("body")
    for attended in _attended(profiles, day, random):
        yield Event(day, ("mobilization",), {**opening, "attended": attended}, body, minutes=True)
    frame = [each.branch.id for each in profiles]
    for entry in papers["inspections"]:
        yield _inspection(entry, year, frame)
    yield _bulletin(papers["bulletin"], year)
    yield from _decided(papers, year, profiles)


def _inspection(entry: Mapping[str, Any], year: int, frame: list[str]) -> Event:
    fields: dict[str, object] = {"title": entry["title"], "kind": entry["kind"]}
    if "seed" in entry:
        drawn = draw(entry["seed"], frame, entry["draw"])
        fields |= {"branches": sorted(drawn), "seed": entry["seed"], "frame": sorted(frame)}
    else:
        fields["branches"] = frame[:4]
    return Event(_day(year, entry["day"]), ("inspection",), {**fields, "findings": entry["findings"]})


def _bulletin(entry: Mapping[str, Any], year: int) -> Event:
    day = _day(year, entry["day"])
    fields = {
        "title": entry["title"],
        "kind": "situation",
        "as_of": f"{year}-{entry['as_of']}",
        "issued_on": day,
        "doc_no": entry["doc_no"].format(year=year),
        "addressees": ["各党支部"],
    }
    return Event(day, ("bulletin",), fields, entry["body"], minutes=True)


def _decided(papers: Mapping[str, Any], year: int, profiles: Sequence[Profile]) -> Iterator[Event]:
    """Who is recommended, who is not yet, and the notice of the first."""
    chosen = {
        subject: [each.branch.id for each in profiles if each.decision == subject]
        for subject in ("recommend", "withhold")
    }
    basis = ""
    for entry in papers["decisions"]:
        branches, day = chosen[entry["subject"]], _day(year, entry["day"])
        if branches:
            basis = basis or f"{year}/_committee/{day:%m-%d}-committee-decision"
            fields = {"title": entry["title"], "subject": entry["subject"], "branches": branches}
            yield Event(day, ("committee_decision",), fields, entry["body"], minutes=True)
    if not chosen["recommend"]:
        return
    entry = dict(papers["notice"])
    day, period, body = _day(year, entry.pop("day")), entry.pop("period"), entry.pop("body")
    fields = {
        "title": entry.pop("title"),
        "kind": entry.pop("kind"),
        "branches": chosen["recommend"],
        "basis": basis,
        "issuer": school()["committee"]["name"],
        "signed_on": day,
        "published_on": day,
        "period": {name: _day(year, text) for name, text in period.items()},
        "days": {"number": 5, "unit": "working_day"},
        **entry,
    }
    yield Event(day, ("public_notice",), fields, body, minutes=True)
