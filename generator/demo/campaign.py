"""The campaign within a branch: study, problems found, two gradings (plan 三 1, 2, 4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from random import Random

from generator.demo.days import next_working_day
from generator.demo.event import Event
from generator.demo.profile import Profile
from generator.demo.texts import data
from generator.demo.wording import Wording, pick, some, wordings

_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class _Campaign:
    year: int
    contrasts: Mapping[int, tuple[Wording, ...]]
    none_found: Mapping[int, str]
    rules: Mapping[str, Fraction]
    standards: Mapping[str, int]
    gates: tuple[str, ...]
    """Rules without points that reviewers find met."""
    lowered: tuple[str, ...]
    """Rules on which reviewers take points off."""


@cache
def _campaign() -> _Campaign:
    loaded = data("campaign.yml")
    return _Campaign(
        loaded["year"],
        {number: wordings(texts) for number, texts in loaded["contrasts"].items()},
        loaded["none_found"],
        {rule: Fraction(str(points)) for rule, points in loaded["rules"].items()},
        {str(number): points for number, points in loaded["standards"].items()},
        tuple(loaded["gates"]),
        tuple(loaded["lowered"]),
    )


def campaign_year() -> int:
    """The year the campaign is held in."""
    return _campaign().year


def campaign(profile: Profile, year: int, random: Random) -> Iterator[Event]:
    """What the branch records of the campaign beside its meetings; nothing in other years."""
    if year != campaign_year():
        return
    study = next_working_day(date(year, 9, random.randint(22, 28)))
    yield Event(study, ("theory_study",), minutes=True, topic="campaign_study")
    for first, topic in ((date(year, 9, 19), "campaign_plan"), (date(year, 10, 23), "campaign_lists")):
        day = next_working_day(first + timedelta(days=random.randint(0, 3)))
        if profile.branch.committee_on(day):
            yield Event(day, ("committee_meeting",), minutes=True, topic=topic)
    yield _search(profile, next_working_day(date(year, 10, 9)), random)
    yield _self_assessment("baseline", next_working_day(date(year, 10, random.randint(11, 13))), profile, random)
    yield _survey("baseline", next_working_day(date(year, 10, random.randint(16, 19))), profile, random)
    if profile.hand % 2 == 0:
        day = next_working_day(date(year, 10, random.randint(23, 26)))
        points = _by_standard(profile, -0.07, random)
        yield Event(day, ("organization_review",), {"round": "baseline", "points": points})
    yield _self_assessment("final", next_working_day(date(year, 12, random.randint(1, 4))), profile, random)
    yield _survey("final", next_working_day(date(year, 12, random.randint(5, 6))), profile, random)
    yield _review(next_working_day(date(year, 12, random.randint(7, 8))), profile, random)


def _search(profile: Profile, day: date, random: Random) -> Event:
    """六对照六查摆; a lax branch finds nothing where it should have looked."""
    found, lax = _campaign(), profile.character.excused < 0.9
    contrasts: list[dict[str, object]] = []
    for number, texts in found.contrasts.items():
        if number in found.none_found and random.random() < (0.25 if lax else 0.06):
            contrasts.append({"number": number, "none_found": found.none_found[number]})
        else:
            problems = [text.say(random, profile.words) for text in some(random, texts, random.randint(1, 2))]
            contrasts.append({"number": number, "problems": problems})
    members = profile.branch.members_on(day)
    fields: dict[str, object] = {
        "place": pick(random, profile.words["place"]),
        "chair": "支部书记",
        "recorder": "组织委员" if profile.branch.committee_on(day) else "支部记录员",
        "expected": members,
        "present": members,
        "on_leave": 0,
        "absent": 0,
        "contrasts": contrasts,
    }
    return Event(day, ("problem_search",), fields)


def _self_assessment(which: str, day: date, profile: Profile, random: Random) -> Event:
    """The branch's own sheet, by standard: kinder than the reviewers."""
    points = _by_standard(profile, 0.02 if which == "final" else -0.05, random)
    return Event(day, ("self_assessment",), {"round": which, "points": points})


def _by_standard(profile: Profile, more: float, random: Random) -> dict[str, str]:
    """A sheet by standard, in halves of a point, about so much above what the reviewers give."""
    share = profile.character.sheet + more
    return {
        name: _shown(Fraction(round(most * 2 * min(1, share + random.uniform(-0.02, 0.02))), 2))
        for name, most in _campaign().standards.items()
    }


def _survey(which: str, day: date, profile: Profile, random: Random) -> Event:
    members = profile.branch.members_on(day)
    issued = random.randint(members * 2, members * 3) + 12
    returned = issued - random.randint(0, 3)
    share = profile.character.survey - (0.1 if which == "baseline" else 0)
    good, fairly_good, average = _spread(returned, share, random)
    fields: dict[str, object] = {
        "round": which,
        "ballots": {
            "issued": issued,
            "returned": returned,
            "invalid": 0,
            "good": good,
            "fairly_good": fairly_good,
            "average": average,
            "poor": 0,
            "abstain": 0,
        },
    }
    if which == "final":
        fields["questions"] = {
            name: dict(zip(("yes", "partly", "no"), _spread(returned, share, random), strict=True))
            for name in ("improved", "solved", "satisfied")
        }
    return Event(day, ("mass_survey",), fields)


def _spread(total: int, share: float, random: Random) -> tuple[int, int, int]:
    """The total in three parts, the first about the share of it."""
    first = min(total, round(total * min(1.0, share + random.uniform(-0.03, 0.03))))
    last = (total - first) // 5
    return first, total - first - last, last


def _review(day: date, profile: Profile, random: Random) -> Event:
    """The reviewers' sheet, by rule, with points taken off by halves."""
    found = _campaign()
    points = dict(found.rules)
    missing = round(sum(points.values()) * 2 * Fraction(str(1 - profile.character.sheet)))
    while missing > 0:
        rule = pick(random, found.lowered)
        if points[rule] > _HALF:
            points[rule] -= _HALF
            missing -= 1
    sheet = {rule: _shown(given) for rule, given in points.items()} | dict.fromkeys(_campaign().gates, "met")
    return Event(day, ("organization_review",), {"round": "final", "points": sheet})


def _shown(points: Fraction) -> str:
    return str(points.numerator) if points.denominator == 1 else f"{float(points):.1f}"
