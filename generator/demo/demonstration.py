"""Puts the whole demonstration together, file by file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from generator.demo.branch_year import branch_year
from generator.demo.committee import committee
from generator.demo.event import Written
from generator.demo.lists import rectification
from generator.demo.notices import PRIVATE, objections
from generator.demo.organization import organization, site_config
from generator.demo.profile import Profile, profile
from generator.demo.writing import files

SEED = 2017
_LAST = (12, 20)
"""Month and day the demonstration ends on in its last year: its as-of date."""


def demonstration(branches: int, years: Sequence[int], seed: int = SEED) -> Iterator[tuple[str, str]]:
    """Every file of the demonstration: its path below the root, and its text.

    The same arguments give the same files in the same order; more branches, or other years, change no
    branch's records of a year. ValueError where there is nothing to make.
    """
    if branches < 1 or not years:
        raise ValueError("at least one branch and one year")
    years = sorted(set(years))
    as_of = date(years[-1], *_LAST)
    profiles = [profile(index, seed) for index in range(branches)]
    yield "site_config.yml", site_config(as_of)
    yield "records/organization.yml", organization(profiles)
    entered = ["record,entered_on"]
    for each in profiles:
        for year in years:
            until = min(as_of, date(year, 12, 31))
            folder = f"{year}/{each.branch.id}"
            events = branch_year(each, year, until, seed)
            records = list(files(folder, events))
            for written in records:
                yield written.path, written.text
                entered.append(f"{written.id},{_entry(each, written, until, seed)}")
            named = [(event, written.id) for event, written in zip(events, records, strict=True)]
            lists = rectification(each, year, Random(f"{seed}/{folder}"), named)
            if lists and each.branch.span.covers(until):
                yield f"records/{folder}/rectification.yml", lists
    for year in years:
        until = min(as_of, date(year, 12, 31))
        for written in files(f"{year}/_committee", committee(profiles, year, until, year == years[0], seed)):
            yield written.path, written.text
            entered.append(f"{written.id},{written.day}")
        private = (event for event in objections(profiles, year) if event.day <= until)
        for written in files(f"{year}/_committee", private, PRIVATE):
            yield written.path, written.text
    yield "records/entered.csv", "\n".join(entered) + "\n"


def _entry(each: Profile, written: Written, until: date, seed: int) -> date:
    """When the record came in: within days, or weeks late where the branch is like that."""
    random = Random(f"{seed}/{written.id}")
    within = each.character.entered_within
    late = written.day.year >= 2017 and random.random() < each.late_share
    days = random.randint(9, 41) if late else random.randint(0, within)
    return min(written.day + timedelta(days=days), until)
