"""What duties.yml says a branch puts on file in a year beside its meetings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from generator.demo.days import day_in, last_working_day, next_working_day
from generator.demo.event import Event
from generator.demo.profile import Profile
from generator.demo.texts import data
from generator.demo.wording import Wording, Words, pick, some, wordings

_AFTER = re.compile(r"\+(\d+)")
_REGULAR = {"month": tuple(range(1, 13)), "quarter": (1, 4, 7, 10)}
_ANY = (1, 31)
NEIGHBOURS = 8
"""So many branches write out their papers, each in turns of its own."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to put on file: when, how often, with which fields."""

    type: str
    name: str
    months: tuple[int, ...]
    every_month: bool
    """In every month of `months`, not in one of them."""
    part: tuple[int, int] | None
    """None: the last working day."""
    share: float
    minutes: bool
    fields: Mapping[str, Any]
    paragraphs: tuple[tuple[Wording, ...], ...]
    """Pools: its text takes one of each."""
    kinds: frozenset[str]
    at_once: tuple[int, int] | None
    """How many of the options, at least and at most, are put on file."""
    options: tuple[Duty, ...]


@cache
def duties() -> tuple[Duty, ...]:
    """All of them, in the order of the file."""
    return tuple(_duty(entry, {}) for entry in data("duties.yml"))


@cache
def papers() -> Mapping[str, Sequence[Sequence[Wording]]]:
    """The texts of papers that are reckoned elsewhere: pools by name."""
    return {name: tuple(wordings(pool) for pool in pools) for name, pools in data("papers.yml").items()}


def _duty(entry: Mapping[str, Any], above: Mapping[str, Any]) -> Duty:
    whole = {**{key: value for key, value in above.items() if key not in ("of", "draw")}, **entry}
    months = _REGULAR.get(whole.get("each", ""), tuple(whole.get("months", (whole.get("month"),))))
    part = whole.get("part", _ANY)
    return Duty(
        whole["type"],
        whole.get("name", whole["type"]),
        months,
        "each" in whole,
        None if part == "last" else (part[0], part[1]),
        whole.get("share", 1.0),
        whole.get("minutes", False),
        _compiled(whole.get("fields", {})),
        tuple(
            wordings(pool) for pool in [*([whole["bodies"]] if "bodies" in whole else []), *whole.get("paragraphs", ())]
        ),
        frozenset(whole.get("kinds", ())),
        tuple(whole["draw"]) if "draw" in whole else None,
        tuple(_duty(each, whole) for each in whole.get("of", ())),
    )


def _compiled(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _compiled(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_compiled(item) for item in value]
    return Wording(value) if isinstance(value, str) and ("{" in value or value.startswith("+")) else value


def papers_filed(profile: Profile, year: int, random: Random) -> Iterator[Event]:
    """The year's papers of the branch."""
    written: Counter[str] = Counter()

    def done(share: float) -> bool:
        return random.random() >= (1 - share) * profile.character.skips

    for duty in duties():
        if duty.type in profile.character.omits or duty.name in profile.character.omits:
            continue
        if duty.at_once:
            fitting = [each for each in duty.options if not each.kinds or profile.kind in each.kinds]
            for each in some(random, fitting, random.randint(*duty.at_once)):
                yield _paper(each, profile, year, pick(random, each.months), random, written)
        elif duty.every_month:
            for month in duty.months:
                if done(duty.share):
                    yield _paper(duty, profile, year, month, random, written)
        elif done(duty.share):
            yield _paper(duty, profile, year, pick(random, duty.months), random, written)


def _paper(duty: Duty, profile: Profile, year: int, month: int, random: Random, written: Counter[str]) -> Event:
    day = day_in(random, year, month, duty.part) if duty.part else last_working_day(year, month)
    founded = profile.branch.span.start
    if day < founded and founded.year == year and not duty.every_month:
        day = next_working_day(founded + timedelta(days=random.randint(8, 30)))
    words = words_of_the_day(profile, day, random)
    fields = {name: filled_in(value, day, random, words) for name, value in duty.fields.items()}
    turn = profile.hand + NEIGHBOURS * written[duty.type]
    written[duty.type] += 1
    return Event(day, (duty.type,), fields, composed(duty.paragraphs, turn, random, words), duty.minutes)


def composed(pools: Sequence[Sequence[Wording]], turn: int, random: Random, words: Words) -> str:
    """A text of one paragraph from each pool; different turns share one paragraph at most, as a rule.

    The pools are walked at different steps: where a turn comes round in one, it has moved on in the others.
    """
    chosen = [pool[(turn + number * (turn // len(pool))) % len(pool)] for number, pool in enumerate(pools)]
    return "\n\n".join(each.say(random, words).rstrip() for each in chosen) + "\n" if chosen else ""


def filled_in(value: Any, day: date, random: Random, words: Words) -> object:
    """The value with its words filled in; `+9` is the first working day nine days on."""
    if isinstance(value, Wording):
        text = value.say(random, words)
        after = _AFTER.fullmatch(text)
        return next_working_day(day + timedelta(days=int(after[1]))) if after else text
    if isinstance(value, dict):
        return {key: filled_in(item, day, random, words) for key, item in value.items()}
    if isinstance(value, list):
        return [filled_in(item, day, random, words) for item in value]
    return value


def words_of_the_day(profile: Profile, day: date, random: Random) -> dict[str, str | Sequence[str]]:
    """The branch's words, and what the day adds: year, month, last quarter, members."""
    members = profile.branch.members_on(day)
    missing = sum(random.random() < profile.character.away for _ in range(members))
    quarter = (day.month - 1) // 3
    return {
        **profile.words,
        "project": pick(random, profile.words["project"]),
        "year": str(day.year),
        "last": str(day.year - 1),
        "later": str(day.year + 2),
        "month": f"{day.month:02}",
        "last_quarter": f"{day.year}-Q{quarter}" if quarter else f"{day.year - 1}-Q4",
        "members": str(members),
        "most": str(members - missing),
        "complete": str(members - int(random.random() < 0.4 * profile.character.skips)),
        "half": str(max(2, members // 2)),
        "talks": str(members + random.randint(0, members)),
        "floating": str(profile.floating),
    }
