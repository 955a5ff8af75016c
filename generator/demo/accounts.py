"""What has to be reckoned: letters, reviews, dues, and the lists made from the year's other records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random

from generator.demo.campaign import campaign_year
from generator.demo.days import day_in, last_working_day, next_working_day
from generator.demo.duties import NEIGHBOURS, composed, papers
from generator.demo.event import Event
from generator.demo.profile import Profile
from generator.demo.wording import pick
from generator.model.period import last_day
from generator.types import registry

_FILED = ("member_meeting", "committee_meeting", "group_meeting", "organizational_life_meeting", "party_lecture")
_BANDS = (
    (("35岁及以下", 0.3), ("36至50岁", 0.45), ("51岁及以上", 0.25)),
    (("男", 0.5), ("女", 0.5)),
    (("研究生", 0.2), ("本科", 0.7), ("专科及以下", 0.1)),
)


def letters(profile: Profile, year: int, random: Random) -> Iterator[Event]:
    """The letter of the year; within 30 days where the branch or its secretary is new."""
    branch = profile.branch
    if branch.span.start.year == year:
        yield _letter(next_working_day(branch.span.start + timedelta(days=24)), year)
        return
    tardy = profile.character.excused < 0.7 and random.random() < 0.5
    yield _letter(day_in(random, year, 4 if tardy else pick(random, (2, 3)), (6, 27)), year)
    for day in branch.secretaries:
        if day.year == year:
            yield _letter(next_working_day(day + timedelta(days=14)), year)


def _letter(day: date, year: int) -> Event:
    return Event(day, ("responsibility_letter",), {"title": f"{year}年党建工作责任书", "covers_year": year})


def reviews(profile: Profile, year: int, random: Random) -> Iterator[Event]:
    """The review of the campaign's year in its December, of any other year in the January after."""
    if year == campaign_year():
        yield _review(profile, next_working_day(date(year, 12, 6)), year, random)
    if year - 1 != campaign_year() and profile.branch.span.start.year < year:
        yield _review(profile, next_working_day(date(year, 1, 11)), year - 1, random)


def _review(profile: Profile, day: date, year: int, random: Random) -> Event:
    members = profile.branch.members_on(day)
    issued = random.randint(members + 9, 2 * members + 16)
    returned = issued - random.randint(0, 2)
    other = sum(random.random() > profile.character.ballots for _ in range(returned))
    average = int(other > 2)
    fields: dict[str, object] = {
        "title": f"{year}年度党支部书记述职评议",
        "place": "学校大会议室",
        "chair": "学校党委书记",
        "recorder": "学校党委组织科",
        "reported_year": year,
        "ballots": {
            "issued": issued,
            "returned": returned,
            "invalid": 0,
            "good": returned - other,
            "fairly_good": other - average,
            "average": average,
            "poor": 0,
            "abstain": 0,
        },
    }
    body = composed(papers()["review"], profile.hand + NEIGHBOURS * (year % 2), random, profile.words)
    return Event(day, ("accountability_review",), fields, body, minutes=True)


def dues(profile: Profile, year: int, random: Random) -> Iterator[Event]:
    """Dues month by month; where it was approved by quarter, in the quarter's second month."""
    quarterly = profile.character.quarterly_dues
    for month in (2, 5, 8, 11) if quarterly else range(1, 13):
        due = profile.branch.members_on(last_day(year, month))
        late = random.randint(1, 2) if profile.character.excused < 0.7 and random.random() < 0.15 else 0
        fields: dict[str, object] = {
            "month": f"{year}-Q{(month + 2) // 3}" if quarterly else f"{year}-{month:02}",
            "due_members": due,
            "paid_on_time": due - late,
            "paid_in_full": due,
        }
        if quarterly:
            fields |= {"arrangement": "quarterly", "approved_on": next_working_day(date(year, 1, 4))}
        yield Event(last_working_day(year, month), ("dues",), fields)


def fill_lists(events: Iterable[Event], profile: Profile, year: int, random: Random) -> None:
    """Fills in the lists that rest on the year's other records: what is archived, how members are spread."""
    events = list(events)
    for event in events:
        if event.fields.get("items") == "archive":
            event.fields["items"] = _items(events, event.day, year)
        if event.fields.get("bands") == "structure":
            event.fields["bands"] = _bands(profile.branch.members_on(event.day), random)


def _items(events: list[Event], day: date, year: int) -> list[str]:
    held = Counter(event.types[0] for event in events if event.day <= day)
    items = [f"{year}年{registry().types[name].label('zh')}记录{held[name]}份" for name in _FILED if held[name]]
    return [*items, f"{year}年党费收缴台账1份", f"{year}年工作计划、总结各1份", f"{year}年民主评议材料1份"]


def _bands(members: int, random: Random) -> dict[str, int]:
    bands: dict[str, int] = {}
    for kind in _BANDS:
        left = members
        for name, share in kind[:-1]:
            bands[name] = min(left, max(0, round(members * share) + random.randint(-1, 1)))
            left -= bands[name]
        bands[kind[-1][0]] = left
    return bands
