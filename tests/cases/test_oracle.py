"""The cadences of standard 3 worked out a second time, plainly, and compared over random years (design §4)."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from tests.school import School, branch

MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
# rule: (type, period, least, target, points)
RULES = {
    "O01": ("member_meeting", "quarter", 1, None, 4),
    "O02": ("committee_meeting", "month", 1, None, 4),
    "O03": ("group_meeting", "month", 1, 2, 3),
    "O04": ("party_lecture", "year", 1, 2, 2),
    "O05": ("organizational_life_meeting", "half_year", 1, None, 2),
}
GROUPS = ("g1", "g2")
PRECEDENCE = ("fail", "late", "pending")


@dataclass(frozen=True)
class Event:
    day: date
    kinds: tuple[str, ...]
    groups: tuple[str, ...]
    present: int
    draft: bool
    made_up: str | None


@dataclass(frozen=True)
class Waiver:
    day: date
    rule: str
    start: date
    end: date


Span = tuple[date, date]


def spans(period: str) -> list[Span]:
    months = MONTHS[period]
    return [
        (date(2017, first, 1), date(2017, first + months - 1, calendar.monthrange(2017, first + months - 1)[1]))
        for first in range(1, 13, months)
    ]


def named(key: str) -> Span:
    part = key[5:]
    period, number = {"Q": ("quarter", part[1:]), "H": ("half_year", part[1:])}.get(part[0], ("month", part))
    return spans(period)[int(number) - 1]


def counts(event: Event, type_id: str, as_of: date) -> bool:
    """Seen, finished, of the type, and with its quorum: half of 12 members, or of a committee of 5."""
    if event.draft or event.day > as_of or type_id not in event.kinds:
        return False
    if type_id == "member_meeting":
        return event.present * 2 >= 12
    if type_id == "committee_meeting":
        return min(event.present, 5) * 2 >= 5
    if type_id == "organizational_life_meeting" and "committee_meeting" in event.kinds:
        return bool({"member_meeting", "group_meeting"} & set(event.kinds))
    return True


def window_status(
    rule: str, span: Span, unit: str | None, events: list[Event], waivers: list[Waiver], as_of: date
) -> str:
    type_id, period, least, target, _ = RULES[rule]

    def number(inside: Span, *, made_up: bool, group: str | None) -> int:
        total = 0
        for event in events:
            if not counts(event, type_id, as_of) or (group and event.groups and group not in event.groups):
                continue
            other = named(event.made_up) if event.made_up else None
            if other is not None and (other not in spans(period) or other[1] >= event.day):
                other = None
            total += other == inside if made_up else other is None and inside[0] <= event.day <= inside[1]
        return total

    units = GROUPS if rule == "O05" else (unit,)
    held = min(number(span, made_up=False, group=each) for each in units)
    reached = min(number(span, made_up=False, group=each) + number(span, made_up=True, group=each) for each in units)
    if any(w.rule == rule and w.day <= as_of and w.start <= span[0] and span[1] <= w.end for w in waivers):
        return "exempt"
    quarters = [each for each in spans("quarter") if span[0] <= each[0] and each[1] <= span[1]]
    if rule == "O05" and all(min(number(each, made_up=False, group=name) for name in units) >= 1 for each in quarters):
        return "target_met"
    if target is not None and held >= target:
        return "target_met"
    if held >= least:
        return "pass"
    if reached >= least:
        return "late"
    return "pending" if span[1] > as_of else "fail"


def combined(statuses: list[str]) -> str:
    """The first that applies; target_met only if every judged one is (design §4, Rule status)."""
    for status in PRECEDENCE:
        if status in statuses:
            return status
    judged = [each for each in statuses if each in ("pass", "target_met")]
    if judged:
        return "target_met" if set(judged) == {"target_met"} else "pass"
    return "exempt"


def expected(
    rule: str, events: list[Event], waivers: list[Waiver], as_of: date
) -> tuple[dict[tuple[str, str], str], str, str | None]:
    """Windows, status and points of the rule."""
    units = [f"jichu/{name}" for name in GROUPS] if rule == "O03" else ["jichu"]
    windows: dict[tuple[str, str], str] = {}
    whole = []
    for span in spans(RULES[rule][1]):
        mine = {
            unit: window_status(rule, span, unit.partition("/")[2] or None, events, waivers, as_of) for unit in units
        }
        windows |= {(span[0].isoformat(), unit): status for unit, status in mine.items()}
        whole.append(combined(list(mine.values())))
    met = sum(status in ("pass", "target_met") for status in whole)
    judged = sum(status in ("pass", "target_met", "late", "fail") for status in whole)
    earned = decimal(Fraction(RULES[rule][4] * met, judged)) if judged else None
    return windows, combined(list(windows.values())), earned


def decimal(figure: Fraction) -> str:
    """Cut after six places, no trailing zeros (design §5)."""
    cut = (Decimal(figure.numerator) / Decimal(figure.denominator)).quantize(Decimal("1.000000"), ROUND_DOWN)
    return f"{cut.normalize():f}"


def random_day(draw: Random) -> date:
    return date(2017, 1, 1) + timedelta(days=draw.randrange(400))


def random_event(draw: Random) -> Event:
    kinds = tuple(draw.sample([rule[0] for rule in RULES.values()], draw.choice([1, 1, 2, 3])))
    groups = draw.choice([("g1",), ("g2",), GROUPS] if "group_meeting" in kinds else [(), ("g1",), ("g2",), GROUPS])
    named_windows = [*(f"2017-{month:02}" for month in range(1, 13)), "2017-Q1", "2017-Q2", "2017-Q4", "2017-H1"]
    return Event(
        random_day(draw),
        kinds,
        groups,
        draw.choice([2, 3, 5, 6, 12, 12, 12]),
        draw.random() < 0.1,
        draw.choice(named_windows) if draw.random() < 0.25 else None,
    )


def random_waiver(draw: Random) -> Waiver:
    start, end = sorted((random_day(draw), random_day(draw)))
    return Waiver(random_day(draw), draw.choice(list(RULES)), start, end)


@pytest.mark.parametrize("seed", range(100))
def test_cadences_agree(tmp_path: Path, seed: int) -> None:
    draw = Random(seed)
    events = [random_event(draw) for _ in range(draw.choice([8, 20, 45]))]
    waivers = [random_waiver(draw) for _ in range(draw.randrange(3))]
    as_of = draw.choice([random_day(draw), max(events, key=lambda each: each.day).day, date(2017, 12, 31)])
    school = School(tmp_path, branch(groups=GROUPS))
    for number, event in enumerate(events, 2):
        fields = {"type": list(event.kinds), "expected": 12, "present": event.present, "groups": list(event.groups)}
        fields |= {"draft": "yes"} if event.draft else {}
        fields |= {"make_up_for": event.made_up} if event.made_up else {}
        slug = event.kinds[0].replace("_", "-")
        school.record(f"{event.day.year}/jichu/{event.day:%m-%d}-{slug}-{number}", fields)
    for number, waiver in enumerate(waivers, 2):
        span = [waiver.start.isoformat(), waiver.end.isoformat()]
        path = f"{waiver.day.year}/jichu/{waiver.day:%m-%d}-waiver-{number}"
        school.record(path, {"rule": waiver.rule, "window": span})
    rules = school.status(as_of=as_of.isoformat())["branches"]["jichu"]["rules"]
    for rule in RULES:
        windows, status, earned = expected(rule, events, waivers, as_of)
        assert {(each["from"], each["unit"]): each["status"] for each in rules[rule]["windows"]} == windows, rule
        assert (rules[rule]["status"], rules[rule]["earned"]) == (status, earned), rule
