"""A year of one branch: what its character plans, what came otherwise, what was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from random import Random

from generator.demo.accounts import dues, fill_lists, letters, reviews
from generator.demo.announcements import disclosures
from generator.demo.campaign import campaign
from generator.demo.duties import papers_filed
from generator.demo.event import Event
from generator.demo.meetings import meeting_plan
from generator.demo.profile import Adjustment, Profile
from generator.demo.recorder import Recorder
from generator.demo.topics import TYPES

_WRITTEN = (*TYPES, "election")
"""Types of which minutes are kept."""


def branch_year(profile: Profile, year: int, until: date, seed: int) -> list[Event]:
    """Every record of the branch that falls in that calendar year, up to that day, in order of date.

    Each sort of record has a source of chance of its own, so that a change in one does not shift another.
    """

    def chance(sort: str) -> Random:
        return Random(f"{seed}/{profile.branch.id}/{year}/{sort}")

    plans: Iterable[Event] = (
        *meeting_plan(profile, year, chance("meetings")),
        *papers_filed(profile, year, chance("duties")),
        *letters(profile, year, chance("letters")),
        *reviews(profile, year, chance("reviews")),
        *dues(profile, year, chance("dues")),
        *campaign(profile, year, chance("campaign")),
    )
    there = [event for event in _adjusted(profile, year, plans) if profile.branch.span.covers(event.day)]
    events = sorted((event for event in there if event.day <= until), key=lambda each: each.order)
    recorder = Recorder(profile, chance("minutes"), chance("figures"))
    held = [recorder.record(_as_filed(profile, event)) for event in events]
    fill_lists(held, profile, year, chance("lists"))
    there = [event for event in disclosures(profile.branch.id, year, until) if profile.branch.span.covers(event.day)]
    return sorted((*held, *there), key=lambda each: each.order)


def _as_filed(profile: Profile, event: Event) -> Event:
    """The event without its text, where the branch attaches papers and writes out minutes only."""
    return event if profile.papers or not event.body else replace(event, body="", minutes=False)


def _adjusted(profile: Profile, year: int, events: Iterable[Event]) -> Iterator[Event]:
    """The plans with the branch's adjustments of the year; each adjustment once."""
    adjust = [each for each in profile.adjust if (each.add.year if each.add else int(each.month[:4])) == year]
    for event in events:
        fitting = next((each for each in adjust if each.add is None and _meant(each, event)), None)
        if fitting is None:
            yield event
        elif not fitting.drop:
            adjust.remove(fitting)
            fields = {**event.fields, **fitting.fields}
            yield replace(
                event,
                day=fitting.day or event.day,
                types=fitting.types or event.types,
                fields=fields,
                topic=fitting.topic or event.topic,
                adjustment=fitting,
            )
    for each in adjust:
        if each.add is not None:
            yield Event(each.add, (each.type,), dict(each.fields), minutes=each.type in _WRITTEN, adjustment=each)


def _meant(adjustment: Adjustment, event: Event) -> bool:
    return (
        adjustment.type == event.types[0]
        and f"{event.day:%Y-%m}".startswith(adjustment.month)
        and (adjustment.group is None or adjustment.group == event.group)
    )
