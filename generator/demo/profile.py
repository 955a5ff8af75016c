"""The branches of the demonstration: the eight of school.yml, then as many more as are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from random import Random
from typing import Any

from generator.demo.texts import data, school, vocabulary
from generator.demo.wording import Words, pick, some
from generator.model.interval import Interval, Step
from generator.model.organization import Branch, CommitteeTerm, ElectionMark, Group

_NUMERALS = "一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Character:
    """How a branch goes about its duties."""

    months: Mapping[str, tuple[int, ...]]
    away: float
    """Share of those expected who stay away."""
    excused: float
    """Share of those away who asked for leave."""
    entered_within: int
    """Days a record takes, at most, to be entered."""
    ballots: float
    """Share of good ballots in the yearly review."""
    sheet: float
    """Share of the points that reviewers give it."""
    survey: float
    """Share of good answers in the mass survey."""
    skips: float = 1.0
    """How readily it leaves out what not every branch does: 0 never, 1 as often as others."""
    states: tuple[str, ...] = ()
    """States of the tasks on its lists."""
    decision: str | None = None
    """What the committee decides of it at the end of the campaign."""
    quarterly_dues: bool = False
    omits: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One thing that did not go as the character has it."""

    type: str
    month: str = ""
    group: str | None = None
    drop: bool = False
    add: date | None = None
    day: date | None = None
    copy_of: str | None = None
    topic: str | None = None
    present: int | None = None
    without: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    """All types of the event, where it is several."""
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Profile:
    """A branch, what it is like, and the words its recorder uses."""

    branch: Branch
    kind: str
    character: Character
    words: Words
    hand: int
    """Which layout its recorder prefers."""
    late_share: float = 0.0
    """Share of its records entered weeks late."""
    floating: int = 0
    adjust: tuple[Adjustment, ...] = ()
    states: tuple[str, ...] = ()
    listed_on: date | None = None
    """When its lists stood, where not in time."""
    decision: str | None = None
    leaders: int = 0
    """Leaders of the school enrolled in it."""
    papers: bool = True
    """Whether it writes out its papers; otherwise only its minutes, the rest being attached."""


@cache
def characters() -> Mapping[str, Character]:
    """The characters by name."""
    return {
        name: Character(
            **entry
            | {"months": {kind: tuple(months) for kind, months in entry["months"].items()}}
            | {"omits": frozenset(entry.get("omits", ())), "states": tuple(entry["states"])}
        )
        for name, entry in data("characters.yml")["characters"].items()
    }


def profile(index: int, seed: int) -> Profile:
    """The branch of that place, the same whatever else is there."""
    named = school()["branches"]
    if index < len(named):
        return _of_school(named[index], index)
    return _invented(index, Random(f"{seed}/branch/{index}"))


def _words(kind: str, department: str, own: Mapping[str, Any]) -> Words:
    return {**vocabulary()[kind], "unit": department, **own}


def _steps(entries: list[dict[str, Any]]) -> tuple[Step, ...]:
    return tuple(Step(each["from"], each["count"]) for each in entries)


def _of_school(entry: Mapping[str, Any], index: int) -> Profile:
    election = entry.get("last_election")
    branch = Branch(
        entry["id"],
        entry["name"],
        Interval(entry["valid_from"], entry.get("valid_to")),
        _steps(entry["full_members"]),
        _steps(entry.get("probationary_members", [])),
        tuple(
            CommitteeTerm(Interval(each["from"], each.get("to")), each["size"]) for each in entry.get("committee", ())
        ),
        tuple(Group(each["id"], each["name"], Interval(each["from"])) for each in entry.get("groups", ())),
        ElectionMark(election["held"], election["term_years"]) if election else None,
        tuple(each["from"] for each in entry["secretaries"]),
        tuple(entry.get("predecessors", ())),
    )
    return Profile(
        branch,
        entry["kind"],
        characters()[entry["character"]],
        _words(entry["kind"], entry["department"], entry.get("words", {})),
        index,
        entry.get("late_share", 0.0),
        entry.get("floating", 0),
        (*(_adjustment(each) for each in entry["adjust"]), *school_wide()),
        tuple(entry.get("states", ())),
        entry.get("listed_on"),
        entry.get("decision"),
        entry.get("leaders", 0),
    )


@cache
def school_wide() -> tuple[Adjustment, ...]:
    """What came otherwise at every branch."""
    return tuple(_adjustment(each) for each in school()["everywhere"])


def _adjustment(entry: Mapping[str, Any]) -> Adjustment:
    return Adjustment(
        **{
            **entry,
            "month": str(entry.get("month", "")),
            "without": tuple(entry.get("without", ())),
            "types": tuple(entry.get("types", ())),
        }
    )


def _invented(index: int, random: Random) -> Profile:
    names = data("names.yml")
    place = index - len(school()["branches"])
    areas, departments = names["areas"], names["departments"]
    turn, rest = divmod(place, len(areas) * len(departments))
    department = departments[rest % len(departments)]
    area = areas[(rest // len(departments) + rest % len(departments)) % len(areas)]
    kind = department.get("kind", "teaching")
    character = names["cycle"][place % len(names["cycle"])]
    founded = date(random.randint(2009, 2014), 9, 1)
    elected = date(2015, random.randint(3, 6), random.randint(8, 22))
    full = random.randint(4, 6) if character == "small" else random.randint(9, 27)
    groups = 0 if full < 15 else 2 if full < 22 else 3
    branch = Branch(
        f"b{index + 1:04}",
        f"{area}{department['name']}{f'第{_numeral(turn + 1)}' if turn else ''}党支部",
        Interval(founded),
        (Step(founded, full), *((Step(date(2017, 3, 1), full + 1),) if full > 6 and random.random() < 0.3 else ())),
        committee=(CommitteeTerm(Interval(elected), 5 if full > 20 else 3),) if full >= 7 else (),
        groups=tuple(
            Group(f"g{number + 1}", f"第{_NUMERALS[number]}党小组", Interval(elected)) for number in range(groups)
        ),
        last_election=ElectionMark(elected, 3),
        secretaries=(elected,),
    )
    general = vocabulary()[kind]
    own = {"course": department.get("course", general["course"])} | {
        word: some(random, general[word], 3) for word in ("project", "place")
    }
    return Profile(
        branch,
        kind,
        characters()[character],
        _words(kind, department["name"], own),
        random.randint(0, 99),
        0.3 if character == "slow" and random.random() < 0.5 else 0.0,
        int(pick(random, "0000011")),
        adjust=school_wide(),
        decision=characters()[character].decision,
        papers=False,
    )


def _numeral(number: int) -> str:
    return _NUMERALS[number - 1] if number <= len(_NUMERALS) else str(number)
