"""Takes meetings down: who came, who spoke, what was resolved, and the minutes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random
from typing import TypeVar, cast

from generator.demo.duties import composed, papers
from generator.demo.event import APPRAISAL, COMMITTEE, GROUP, LECTURE, LIFE, MEMBERS, Event, filled
from generator.demo.minutes import lecture, minutes
from generator.demo.profile import Character, Profile
from generator.demo.texts import vocabulary
from generator.demo.topics import TYPES, Deck, Talk
from generator.demo.wording import Words, pick

T = TypeVar("T")
_TIMES = ("14:00-15:30", "15:30-16:40", "16:00-17:10", "13:30-15:00", "14:30-16:00", "15:40-17:00", "16:10-17:00")
_OFFICES = ("支部书记", "组织委员", "宣传委员", "纪检委员", "副书记")
_VIEWS = {COMMITTEE: 2, MEMBERS: 3, GROUP: 4, "party_day": 3, "theory_study": 3, LIFE: 4, APPRAISAL: 4}
_EXTRAS = {GROUP: 1, "party_day": 2, "theory_study": 2, LIFE: 1, APPRAISAL: 1, LECTURE: 2}


class Recorder:
    """Takes down the meetings of one branch and year, in order of date."""

    def __init__(self, profile: Profile, random: Random, figures: Random) -> None:
        self.profile, self.random, self.figures = profile, random, figures
        self.deck = Deck(profile.kind, random, profile.words)
        self.bodies: dict[str, tuple[dict[str, object], str]] = {}

    def record(self, event: Event) -> Event:
        """The event with its fields and minutes."""
        name = event.types[0]
        if name == "election":
            return self._election(event)
        if name not in TYPES:
            return event
        expected, speakers = self._expected(name, event)
        wanted = event.adjustment
        present, leave, absent = attendance(self.figures, expected, self.profile.character, name == COMMITTEE)
        if wanted and wanted.present is not None:
            present, leave, absent = wanted.present, expected - wanted.present - 1, 1
        chair, recorder = self._officers(name, event)
        fields: dict[str, object] = {
            "time": pick(self.random, _TIMES),
            "place": pick(self.random, self.profile.words["place"]),
            "chair": chair,
            "recorder": recorder,
            "groups": [event.group] if event.group else None,
            "expected": expected,
            "present": present,
            "on_leave": leave,
            "absent": absent,
        }
        if name == MEMBERS and (probationary := self._probationary(event.day)):
            fields["voting_expected"] = expected - probationary
            fields["voting_present"] = max(present - probationary, 0)
        if self.profile.leaders and name in (MEMBERS, "party_day"):
            fields["leaders_expected"] = self.profile.leaders
            fields["leaders_present"] = self.profile.leaders - int(self.figures.random() < 0.15)
        words = {
            "project": pick(self.random, self.profile.words["project"]),
            "half": str(max(2, expected // 2)),
            "talks": str(expected + self.random.randint(2, 9)),
            "chair": chair,
            "expected": str(expected),
            "present": str(present),
            "year": str(event.day.year),
        }
        content, body = self._content(name, event, speakers, words, fields)
        if not self.profile.branch.committee_on(event.day):
            content, body = _without_committee(content), _without_committee(body)
        fields = filled(fields | content) | event.fields
        if wanted:
            fields = {key: value for key, value in fields.items() if key not in wanted.without}
        self.bodies[f"{name}/{event.day:%Y-%m}"] = (content, body)
        return replace(event, fields=fields, body=body)

    def _probationary(self, day: date) -> int:
        branch = self.profile.branch
        return branch.members_on(day) - branch.full_on(day)

    def _expected(self, name: str, event: Event) -> tuple[int, list[str]]:
        """How many are expected, and who speaks."""
        branch = self.profile.branch
        members = branch.members_on(event.day)
        ordinary = list(self.profile.words["member"])
        term = branch.committee_on(event.day)
        size = term.size if term and term.size else 0
        offices = list(_OFFICES[: max(size, 1)])
        if name == COMMITTEE:
            return size, offices
        if name == GROUP:
            groups = [group.id for group in branch.groups if group.span.covers(event.day)]
            share, more = divmod(members, len(groups))
            return share + (groups.index(event.group or "") < more), ordinary
        return members, [*ordinary, *offices[1:]]

    def _officers(self, name: str, event: Event) -> tuple[str, str]:
        if name == GROUP:
            return "党小组组长", "小组记录员"
        has_committee = self.profile.branch.committee_on(event.day) is not None
        chair = "支部书记"
        if has_committee and name in ("party_day", "theory_study") and self.random.random() < 0.4:
            chair = "宣传委员"
        recorder = ("宣传委员" if self.random.random() < 0.15 else "组织委员") if has_committee else "支部记录员"
        return chair, recorder if recorder != chair else "组织委员"

    def _content(
        self, name: str, event: Event, speakers: list[str], words: dict[str, str], fields: dict[str, object]
    ) -> tuple[dict[str, object], str]:
        """Fields that come from what was said, and the minutes."""
        wanted, random = event.adjustment, self.random
        if wanted and wanted.copy_of:
            copied, body = self.bodies[f"{name}/{wanted.copy_of}"]
            return copied, f"{body}\n散会。\n"
        if name == LECTURE:
            return self._lecture(event, words)
        count = {COMMITTEE: 2 if random.random() < 0.85 else 3, MEMBERS: 1 if random.random() < 0.3 else 2}.get(name, 1)
        topics = self.deck.draw(name, event.day, count, event.topic)
        for other in event.types[1:]:
            topics += self.deck.draw(other, event.day) if other in _VIEWS else []
        views = _VIEWS[name] + (count == 1) * (random.random() < 0.4)
        talks = [self.deck.talk(topic, speakers, views, words) for topic in topics]
        extras = self.deck.extras(name, _EXTRAS.get(name, 0), words)
        content: dict[str, object] = {"agenda": [talk.agenda for talk in talks]}
        if name in (COMMITTEE, MEMBERS):
            voting = int(str(fields.get("voting_present", fields["present"])))
            content["resolutions"] = [self._resolution(talk, voting) for talk in talks]
        if LIFE in event.types:
            present = int(str(fields["present"]))
            content["speakers"] = max(1, present - self.figures.randint(0, 2))
            content["criticisms"] = self.figures.randint(present // 2, present * 2)
        if APPRAISAL in event.types:
            content["ballots"] = self._ballots(self.profile.branch.full_on(event.day))
        content["topics"] = [subject for talk in talks for subject in talk.topic.subjects]
        if any(talk.topic.campaign for talk in talks):
            content["campaign"] = True
        for talk in talks:
            content |= filled({"place": talk.topic.place, "time": talk.topic.time})
        return filled(content), minutes(name, talks, extras, self.profile.hand, random, {**self.profile.words, **words})

    def _resolution(self, talk: Talk, voting: int) -> dict[str, object]:
        if self.figures.random() < 0.12:
            return {"text": talk.decision.split("；")[0]}
        abstain = int(self.figures.random() < 0.12 and voting > 2)
        against = int(self.figures.random() < 0.04 and voting > 6)
        return {
            "text": talk.decision.split("；")[0],
            "for": voting - abstain - against,
            "against": against,
            "abstain": abstain,
        }

    def _lecture(self, event: Event, words: Words) -> tuple[dict[str, object], str]:
        topic = self.deck.draw(LECTURE, event.day)[0]
        lecturer = pick(self.random, ("支部书记", "支部书记", "支部书记", "宣传委员", "党员骨干"))
        if not self.profile.branch.committee_on(event.day):
            lecturer = "支部书记"
        talk = self.deck.talk(topic, [], 4, words)
        extras = self.deck.extras(LECTURE, _EXTRAS[LECTURE], words)
        return {"lecturer": lecturer, "topic": talk.agenda}, lecture(talk, extras, lecturer, self.random)

    def _ballots(self, full: int) -> dict[str, object]:
        """What every full member was found to be, whether there or excused."""
        excellent = full // 3 - int(self.figures.random() < 0.4 and full > 5)
        basic = int(self.figures.random() < 0.1)
        return {
            "excellent": excellent,
            "qualified": full - excellent - basic,
            "basically_qualified": basic,
            "unqualified": 0,
        }

    def _election(self, event: Event) -> Event:
        eligible = self.profile.branch.full_on(event.day)
        fields: dict[str, object] = {
            "place": pick(self.random, self.profile.words["place"]),
            "chair": "支部书记",
            "recorder": "支部记录员",
            "eligible": eligible,
            "present": eligible - int(eligible > 9),
        }
        ordered = {**fields, **event.fields}
        words = {**self.profile.words, "eligible": str(eligible), "present": str(ordered["present"])}
        body = composed(papers()["election"], self.profile.hand, self.random, words)
        return replace(event, fields=ordered, body=body)


def _without_committee(value: T) -> T:
    """The same as a branch without a committee would put it."""
    if isinstance(value, str):
        text: str = value
        for theirs, own in vocabulary()["without_committee"].items():
            text = text.replace(theirs, own)
        return cast(T, text)
    if isinstance(value, dict):
        return cast(T, {key: _without_committee(item) for key, item in value.items()})
    if isinstance(value, list):
        return cast(T, [_without_committee(item) for item in value])
    return value


def attendance(random: Random, expected: int, character: Character, small: bool) -> tuple[int, int, int]:
    """Present, on leave and absent of those expected; never so few that the meeting has no quorum."""
    away = sum(random.random() < character.away for _ in range(expected))
    away = min(away, (expected - 1) // 2 if small else expected // 3)
    leave = sum(random.random() < character.excused for _ in range(away))
    return expected - away, leave, away - leave
