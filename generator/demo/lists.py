"""The three lists of a branch in the campaign's year (plan 三 3), in every state a task can be in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from generator.demo.campaign import campaign_year
from generator.demo.days import next_working_day
from generator.demo.event import COMMITTEE, GROUP, LIFE, MEMBERS, Event
from generator.demo.profile import Profile
from generator.demo.texts import data
from generator.demo.wording import Wording, some
from generator.written import document_text

Row = dict[str, object]
_SUPERVISOR = "学校党委组织科"
_SOURCES = ("self", "mass", "data", "superior")
_MEETINGS = (COMMITTEE, GROUP, MEMBERS)
Records = Sequence[tuple[Event, str]]
"""The branch's records of the year in order of date, each with its id."""


def rectification(profile: Profile, year: int, random: Random, records: Records) -> str | None:
    """rectification.yml, or None outside the campaign's year; what it names as evidence is among the records."""
    if year != campaign_year():
        return None
    branch, problems, tasks, responsibilities = profile.branch, [], [], []
    officers = ("组织委员", "宣传委员") if branch.committee_on(date(year, 10, 20)) else ("支部记录员", "支部联络员")
    listed = profile.listed_on or next_working_day(date(year, 10, random.randint(23, 30)))
    states = profile.states or profile.character.states
    life = False
    entries = some(random, data("campaign.yml")["problems"], len(states))
    for number, (state, entry) in enumerate(zip(states, entries, strict=False), 1):
        texts = {key: _say(value, random, profile) for key, value in entry.items()}
        from_life = (state == "verified" and not life) or state == "overdue"
        life = life or from_life
        problem: Row = {"id": f"P{number}", "standard": entry["standard"]}
        if "contrast" in entry:
            problem["contrast"] = entry["contrast"]
        problem |= {
            "problem": texts["problem"],
            "cause": texts["cause"],
            "source": LIFE if from_life else _SOURCES[number % len(_SOURCES)],
            "found_on": next_working_day(listed - timedelta(days=random.randint(6, 14))),
            "listed_on": listed,
        }
        if from_life and (meeting := _latest(records, (LIFE,), date(year, 1, 1), listed)):
            problem["found_on"] = meeting[0].day
        task: Row = {
            "id": f"T{number}",
            "problem": f"P{number}",
            "goal": texts["goal"],
            "measures": texts["measures"],
            "due": date(year, 12, 29),
            "listed_on": listed,
        }
        duty: Row = {
            "id": f"R{number}",
            "task": f"T{number}",
            "leader": "支部书记",
            "responsible": officers[number % 2],
            "unit": branch.name,
            "supervisor": _SUPERVISOR,
            "listed_on": listed,
        }
        more = _STATES[state](year, texts, task, duty, random)
        if "evidence" in task and (meeting := _latest(records, _MEETINGS, listed, _moved_on(task))):
            task["evidence"] = [texts["evidence"], meeting[1]]
        problems.append(problem)
        tasks.append(task)
        responsibilities += [duty, *more]
    return document_text(
        "rectification", {"problems": problems, "tasks": tasks, "responsibilities": _numbered(responsibilities)}
    )


def _latest(records: Records, types: Sequence[str], first: date, last: date) -> tuple[Event, str] | None:
    """The latest meeting of those types in that span, drafts left out."""
    held = [
        each
        for each in records
        if each[0].types[0] in types and first <= each[0].day <= last and not each[0].fields.get("draft")
    ]
    return held[-1] if held else None


def _moved_on(task: Mapping[str, Any]) -> date:
    """The day it was done, or last moved on."""
    day: date = task["done_on"] if "done_on" in task else task["progress"][-1]["date"]
    return day


def _numbered(rows: list[Row]) -> list[Row]:
    return [{**row, "id": f"R{number}"} for number, row in enumerate(rows, 1)]


def _say(value: object, random: Random, profile: Profile) -> Any:
    if isinstance(value, list):
        return [_say(each, random, profile) for each in value]
    return Wording(str(value)).say(random, profile.words)


def _progress(year: int, texts: Mapping[str, Any], random: Random, count: int) -> list[Row]:
    days = (date(year, 11, random.randint(3, 8)), date(year, 11, random.randint(10, 16)))
    return [
        {"date": next_working_day(day), "text": text}
        for day, text in list(zip(days, texts["progress"], strict=True))[:count]
    ]


def _done(year: int, texts: Mapping[str, Any], task: Row, random: Random, day: date) -> None:
    task["progress"] = _progress(year, texts, random, 2)
    task["done_on"] = next_working_day(day)
    task["evidence"] = [texts["evidence"]]


def _verified(year: int, texts: Mapping[str, Any], task: Row, duty: Row, random: Random) -> list[Row]:
    task["due"] = date(year, 11, 30)
    _done(year, texts, task, random, date(year, 11, random.randint(17, 22)))
    day = next_working_day(date(year, 11, random.randint(24, 29)))
    duty["verified"] = {"by": _SUPERVISOR, "date": day, "evidence": texts["evidence"]}
    return []


def _partly_done(year: int, texts: Mapping[str, Any], task: Row, duty: Row, random: Random) -> list[Row]:
    """Two answer for it; one is through."""
    task["progress"] = _progress(year, texts, random, 2)
    task["evidence"] = [texts["evidence"]]
    other = {**duty, "responsible": "支部书记", "leader": "支部书记"}
    day = next_working_day(date(year, 12, random.randint(1, 8)))
    duty["verified"] = {"by": _SUPERVISOR, "date": day, "evidence": texts["evidence"]}
    return [other]


def _submitted(year: int, texts: Mapping[str, Any], task: Row, duty: Row, random: Random) -> list[Row]:
    _done(year, texts, task, random, date(year, 12, random.randint(11, 18)))
    return []


def _in_progress(year: int, texts: Mapping[str, Any], task: Row, duty: Row, random: Random) -> list[Row]:
    task["progress"] = _progress(year, texts, random, 1)
    return []


def _overdue(year: int, texts: Mapping[str, Any], task: Row, duty: Row, random: Random) -> list[Row]:
    task["due"] = date(year, 11, 24)
    return _in_progress(year, texts, task, duty, random)


def _open(year: int, texts: Mapping[str, Any], task: Row, duty: Row, random: Random) -> list[Row]:
    return []


def _extended(year: int, texts: Mapping[str, Any], task: Row, duty: Row, random: Random) -> list[Row]:
    task["due"] = date(year, 11, 30)
    task["progress"] = _progress(year, texts, random, 1)
    task["extensions"] = [
        {"asked_on": date(year, 11, 24), "new_due": date(year, 12, 29), "approved_by": _SUPERVISOR},
    ]
    return []


def _standing(year: int, texts: Mapping[str, Any], task: Row, duty: Row, random: Random) -> list[Row]:
    task["progress"] = _progress(year, texts, random, 2)
    task |= {"long_term": True, "review_on": date(year + 1, 3, 30)}
    return []


def _returned(year: int, texts: Mapping[str, Any], task: Row, duty: Row, random: Random) -> list[Row]:
    _verified(year, texts, task, duty, random)
    task["due"] = date(year, 12, 29)
    duty["reopened"] = [{"date": next_working_day(date(year, 12, 5)), "reason": "抽查发现问题反复，退回继续整改"}]
    return []


_STATES: Mapping[str, Callable[[int, Mapping[str, Any], Row, Row, Random], list[Row]]] = {
    "verified": _verified,
    "partly_done": _partly_done,
    "submitted": _submitted,
    "in_progress": _in_progress,
    "overdue": _overdue,
    "open": _open,
    "extended": _extended,
    "standing": _standing,
    "returned": _returned,
}
