"""The bank of texts, and drawing from it without saying the same twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from random import Random
from typing import Any

from generator.demo.texts import data, vocabulary
from generator.demo.wording import Wording, Words, some, wordings

TYPES = (
    "committee_meeting",
    "member_meeting",
    "group_meeting",
    "party_day",
    "theory_study",
    "party_lecture",
    "organizational_life_meeting",
    "member_appraisal",
)
_ENOUGH = 3
"""Views without which a topic is none."""


@dataclass(frozen=True, slots=True)
class Table:
    """A small table within the minutes."""

    head: tuple[str, ...]
    rows: tuple[tuple[Wording, ...], ...]

    def say(self, random: Random, words: Words) -> str:
        """The table in Markdown."""
        rows = [self.head, ["---"] * len(self.head)]
        rows += [[cell.say(random, words) for cell in row] for row in self.rows]
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)


@dataclass(frozen=True, slots=True)
class Topic:
    """Something a meeting can be about, with more than it will say of it."""

    key: str
    agenda: Wording
    reports: tuple[Wording, ...]
    views: tuple[Wording, ...]
    decisions: tuple[Wording, ...]
    table: Table | None
    months: frozenset[int]
    years: frozenset[int]
    kinds: frozenset[str]
    subjects: tuple[str, ...] = ()
    """学习专题 it belongs to."""
    campaign: bool = False
    place: str | None = None
    """Where it can only be held."""
    time: str | None = None
    """When of the day it can only be held."""
    only: bool = False
    """Held only where asked for by its key."""
    since: date | None = None
    until: date | None = None
    """The first and the last day it could be dealt with."""
    days: tuple[tuple[str, str], ...] = ()
    """Spans of every year, first and last as 03-28, outside of which it is out of season."""

    @property
    def dated(self) -> bool:
        """Whether it belongs to a year or a span of days, and so comes first then."""
        return bool(self.years or self.since or self.until or self.days)

    def fits(self, kind: str, year: int, month: int) -> bool:
        """Whether a branch of that kind could deal with it in that month."""
        return (
            not self.only
            and (not self.months or month in self.months)
            and (not self.years or year in self.years)
            and (not self.kinds or kind in self.kinds)
        )

    def timely(self, day: date) -> bool:
        """Whether that day lies in the spans it belongs to."""
        return (
            not (self.since and day < self.since)
            and not (self.until and self.until < day)
            and (not self.days or any(first <= f"{day:%m-%d}" <= last for first, last in self.days))
        )


@cache
def bank() -> Mapping[str, tuple[Topic, ...]]:
    """All topics by type of record."""
    return {name: tuple(_topic(entry) for entry in data(f"bank/{name}.yml")) for name in TYPES}


def _topic(entry: Mapping[str, Any]) -> Topic:
    table = entry.get("table")
    return Topic(
        entry.get("key", entry["agenda"]),
        Wording(entry["agenda"]),
        wordings(entry.get("reports", ())),
        wordings(entry.get("views", ())),
        wordings(entry.get("decisions", ())),
        Table(tuple(table["head"]), tuple(wordings(row) for row in table["rows"])) if table else None,
        frozenset(entry.get("months", ())),
        frozenset(entry.get("years", ())),
        frozenset(entry.get("kinds", ())),
        tuple(entry.get("subjects", ())),
        entry.get("campaign", False),
        entry.get("place"),
        entry.get("time"),
        entry.get("only", False),
        entry.get("since"),
        entry.get("until"),
        tuple((first, last) for first, last in entry.get("days", ())),
    )


@cache
def _of_kind(name: str, kind: str) -> tuple[Topic, ...]:
    """The topics a branch of that kind has enough to say of, without what is strange to it."""
    avoid = tuple(vocabulary()[kind].get("avoid", ()))
    found = []
    for topic in bank()[name]:
        fit = replace(
            topic,
            reports=_without(topic.reports, avoid),
            views=_without(topic.views, avoid),
            decisions=_without(topic.decisions, avoid),
        )
        strange = any(word in topic.agenda.text for word in avoid)
        if not strange and fit.reports and len(fit.views) >= _ENOUGH and fit.decisions:
            found.append(fit)
    return tuple(found)


def _without(texts: tuple[Wording, ...], avoid: tuple[str, ...]) -> tuple[Wording, ...]:
    return tuple(each for each in texts if not any(word in each.text for word in avoid))


@cache
def _extras(name: str, kind: str, unsayable: tuple[str, ...]) -> tuple[Wording, ...]:
    return _without(wordings(data("bank/extras.yml")[name]), (*vocabulary()[kind].get("avoid", ()), *unsayable))


def sayable(texts: tuple[Wording, ...], words: Words) -> tuple[Wording, ...]:
    """Those that can be said of a meeting with these words."""
    return _without(texts, _unsayable(words))


def _unsayable(words: Words) -> tuple[str, ...]:
    """Nothing of the absent where all were there, nothing of a quorum where half or more stayed away."""
    present, expected = int(str(words["present"])), int(str(words["expected"]))
    unsayable = [*vocabulary()["of_the_absent"]] if present == expected else []
    return tuple(unsayable + ([*vocabulary()["of_a_quorum"]] if present * 2 <= expected else []))


@cache
def _fitting(name: str, kind: str, year: int, month: int) -> tuple[Topic, ...]:
    return tuple(topic for topic in _of_kind(name, kind) if topic.fits(kind, year, month))


@dataclass(frozen=True, slots=True)
class Talk:
    """One topic as it was dealt with at one meeting."""

    topic: Topic
    agenda: str
    report: str
    views: list[tuple[str, str]]
    """Who spoke, and what was said."""
    decision: str
    table: str


class Deck:
    """What one branch talks about in one year: topics of the month first, seldom one twice."""

    def __init__(self, kind: str, random: Random, words: Words) -> None:
        self._kind, self._random, self._words = kind, random, words
        self._used: dict[str, int] = {}

    def draw(self, name: str, day: date, count: int = 1, key: str | None = None) -> list[Topic]:
        """So many different topics for a meeting on that day, the one asked for by key first."""
        used, random = self._used, self._random.random
        chosen = [topic for topic in _of_kind(name, self._kind) if key is not None and topic.key == key]
        topics = [
            topic for topic in _fitting(name, self._kind, day.year, day.month) if topic.key != key and topic.timely(day)
        ]
        ranked = sorted(
            (2 * used.get(topic.key, 0) + (not topic.months) * 0.5 - topic.dated + random(), index)
            for index, topic in enumerate(topics)
        )
        drawn = chosen + [topics[index] for _, index in ranked[: count - len(chosen)]]
        for topic in drawn:
            used[topic.key] = used.get(topic.key, 0) + 1
        return drawn

    def extras(self, name: str, count: int, extra: Words) -> list[str]:
        """So many further remarks for the minutes of such a meeting, those used least first."""
        if not count:
            return []
        texts = _extras(name, self._kind, _unsayable(extra))
        chosen = self._fresh(texts, count)
        return [texts[index].say(self._random, {**self._words, **extra}) for index in chosen]

    def _fresh(self, texts: tuple[Wording, ...], count: int) -> list[int]:
        """So many of the texts, by their place: those said least before, in any order."""
        used, random = self._used, self._random.random
        ranked = sorted((used.get(text.text, 0), random(), index) for index, text in enumerate(texts))[:count]
        for _, _, index in ranked:
            used[texts[index].text] = used.get(texts[index].text, 0) + 1
        return [index for _, _, index in ranked]

    def talk(self, topic: Topic, speakers: list[str], views: int, extra: Words) -> Talk:
        """The topic dealt with by these speakers; nobody speaks twice where there are enough of them.

        Without speakers the views are points of a lecture and keep their order.
        """
        random, words = self._random, {**self._words, **extra}
        report = topic.reports[self._fresh(topic.reports, 1)[0]].say(random, words)
        indexes = self._fresh(topic.views, views)
        who = [who for who in speakers if not report.startswith(who)] or speakers or [""]
        who = some(random, who, len(who))
        said = [topic.views[index].say(random, words) for index in (indexes if speakers else sorted(indexes))]
        return Talk(
            topic,
            topic.agenda.say(random, words),
            report,
            [(who[index % len(who)], view) for index, view in enumerate(said)],
            topic.decisions[self._fresh(topic.decisions, 1)[0]].say(random, words),
            topic.table.say(random, words) if topic.table and random.random() < 0.7 else "",
        )
