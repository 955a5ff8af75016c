"""The meetings a branch holds in a year, with attendance and minutes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random

from generator.demo.days import day_in
from generator.demo.event import Event, plain
from generator.demo.minutes import lecture, minutes
from generator.demo.sketch import Adjustment, Character, Sketch
from generator.demo.topics import Deck, Talk
from generator.demo.wording import Words, pick

COMMITTEE, GROUP, MEMBERS = "committee_meeting", "group_meeting", "member_meeting"
LECTURE, LIFE, APPRAISAL = "party_lecture", "organizational_life_meeting", "member_appraisal"
_PARTS = {
    COMMITTEE: (1, 12),
    GROUP: (8, 26),
    MEMBERS: (14, 28),
    "party_day": (12, 28),
    "theory_study": (5, 24),
    LECTURE: (10, 28),
    LIFE: (16, 30),
}
_TIMES = ("14:00-15:30", "15:30-16:40", "16:00-17:10", "13:30-15:00", "14:30-16:00", "15:40-17:00", "16:10-17:00")
_OFFICES = ("支部书记", "组织委员", "宣传委员", "纪检委员", "副书记")
_VIEWS = {COMMITTEE: 2, MEMBERS: 3, GROUP: 4, "party_day": 3, "theory_study": 3, LIFE: 4, APPRAISAL: 4}


def meetings(sketch: Sketch, year: int, until: date, random: Random) -> list[Event]:
    """Every meeting, lecture, appraisal, election and waiver of the branch that falls in that calendar year."""
    planned = sorted(_adjusted(sketch, year, list(_planned(sketch, year, until, random))), key=lambda each: each.order)
    hall = _Hall(sketch, random)
    return [hall.held(event) for event in planned if event.day <= until and sketch.branch.span.covers(event.day)]


def _planned(sketch: Sketch, year: int, until: date, random: Random) -> Iterator[Event]:
    weekdays = {name: random.randint(0, 4) for name in (COMMITTEE, "theory_study")} | {"party_day": 4}
    for name, months in sketch.character.months.items():
        if name in sketch.character.omits:
            continue
        part = _PARTS[name]
        for index, month in enumerate(months):
            again = index > 0 and months[index - 1] == month
            twice = again or months[index + 1 : index + 2] == (month,)
            span = (part[0], part[1]) if not twice else (16, 30) if again else (1, 15)
            for group in _groups(sketch, name, year, month):
                day = day_in(random, year, month, span, weekdays.get(name))
                if date(year, month, 1) <= until < day:
                    day = day_in(random, year, month, (span[0], max(span[0], until.day)))
                yield Event(day, (name,), minutes=True, group=group)
    if sketch.hand % 3:
        yield Event(day_in(random, year, 12, (11, min(19, until.day))), (APPRAISAL,), minutes=True)
    else:
        yield Event(day_in(random, year, 1, (4, 18)), (APPRAISAL,), {"appraised_year": year - 1}, minutes=True)


def _groups(sketch: Sketch, name: str, year: int, month: int) -> list[str | None]:
    """Who holds a meeting of that type: each group, or the branch; nobody where there is no such body."""
    day = date(year, month, 15)
    if name == GROUP:
        return [group.id for group in sketch.branch.groups if group.span.covers(day)]
    if name == COMMITTEE and sketch.branch.committee_on(day) is None:
        return []
    return [None]


def _adjusted(sketch: Sketch, year: int, events: list[Event]) -> Iterator[Event]:
    adjust = [each for each in sketch.adjust if (each.add.year if each.add else int(each.month[:4])) == year]
    for event in events:
        fitting = next((each for each in adjust if each.add is None and _meant(each, event)), None)
        if fitting is None:
            yield event
        elif not fitting.drop:
            adjust.remove(fitting)
            yield replace(
                event,
                day=fitting.day or event.day,
                fields={**event.fields, **fitting.fields},
                adjustment=fitting,
            )
    for each in adjust:
        if each.add is not None:
            yield Event(each.add, (each.type,), dict(each.fields), minutes=each.type != "waiver", adjustment=each)


def _meant(adjustment: Adjustment, event: Event) -> bool:
    return (
        adjustment.type == event.types[0]
        and adjustment.month == f"{event.day:%Y-%m}"
        and (adjustment.group is None or adjustment.group == event.group)
    )


class _Hall:
    """Holds the meetings of one branch-year in order of date."""

    def __init__(self, sketch: Sketch, random: Random) -> None:
        self.sketch, self.random = sketch, random
        self.deck = Deck(sketch.kind, random, sketch.words)
        self.bodies: dict[str, tuple[dict[str, object], str]] = {}

    def held(self, event: Event) -> Event:
        """The event with its fields and minutes."""
        name = event.types[0]
        if name == "waiver":
            return event
        if name == "election":
            return self._election(event)
        expected, speakers = self._circle(name, event)
        wanted = event.adjustment
        present, leave, absent = attendance(self.random, expected, self.sketch.character, name == COMMITTEE)
        if wanted and wanted.present is not None:
            present, leave, absent = wanted.present, expected - wanted.present - 1, 1
        chair, recorder = self._officers(name, event, speakers)
        fields: dict[str, object] = {
            "time": pick(self.random, _TIMES),
            "place": pick(self.random, self.sketch.words["place"]),
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
        words = {
            "chair": chair,
            "expected": str(expected),
            "present": str(present),
            "year": str(event.day.year),
        }
        content, body = self._said(name, event, speakers, words, fields)
        fields = plain(fields | content) | event.fields
        if wanted:
            fields = {key: value for key, value in fields.items() if key not in wanted.without}
        self.bodies[f"{name}/{event.day:%Y-%m}"] = (content, body)
        return replace(event, fields=fields, body=body)

    def _probationary(self, day: date) -> int:
        branch = self.sketch.branch
        return branch.members_on(day) - branch.full_on(day)

    def _circle(self, name: str, event: Event) -> tuple[int, list[str]]:
        """How many are expected, and who speaks."""
        branch = self.sketch.branch
        members = branch.members_on(event.day)
        ordinary = list(self.sketch.words["member"])
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

    def _officers(self, name: str, event: Event, speakers: list[str]) -> tuple[str, str]:
        if name == GROUP:
            return "党小组组长", "小组记录员"
        has_committee = self.sketch.branch.committee_on(event.day) is not None
        chair = "支部书记"
        if has_committee and name in ("party_day", "theory_study") and self.random.random() < 0.4:
            chair = "宣传委员"
        recorder = ("宣传委员" if self.random.random() < 0.15 else "组织委员") if has_committee else "支部记录员"
        return chair, recorder if recorder != chair else "组织委员"

    def _said(
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
        topics = self.deck.draw(name, event.day, count, wanted.topic if wanted else None)
        views = _VIEWS[name] + (count == 1) * (random.random() < 0.4)
        talks = [self.deck.talk(topic, speakers, views, words) for topic in topics]
        content: dict[str, object] = {"agenda": [talk.agenda for talk in talks]}
        if name in (COMMITTEE, MEMBERS):
            voting = int(str(fields.get("voting_present", fields["present"])))
            content["resolutions"] = [self._resolution(talk, voting) for talk in talks]
        if name == LIFE:
            present = int(str(fields["present"]))
            content["speakers"] = max(1, present - random.randint(0, 2))
            content["criticisms"] = random.randint(present // 2, present * 2)
        if name == APPRAISAL:
            content["ballots"] = self._grades(event.day, int(str(fields["present"])))
        content["topics"] = [subject for talk in talks for subject in talk.topic.subjects]
        if any(talk.topic.campaign for talk in talks):
            content["campaign"] = True
        return plain(content), minutes(name, talks, self.sketch.hand, random, {**self.sketch.words, **words})

    def _resolution(self, talk: Talk, voting: int) -> dict[str, object]:
        if self.random.random() < 0.12:
            return {"text": talk.decision.split("；")[0]}
        abstain = int(self.random.random() < 0.12 and voting > 2)
        against = int(self.random.random() < 0.04 and voting > 6)
        return {
            "text": talk.decision.split("；")[0],
            "for": voting - abstain - against,
            "against": against,
            "abstain": abstain,
        }

    def _lecture(self, event: Event, words: Words) -> tuple[dict[str, object], str]:
        topic = self.deck.draw(LECTURE, event.day)[0]
        lecturer = pick(self.random, ("支部书记", "支部书记", "支部书记", "宣传委员", "党员骨干"))
        if not self.sketch.branch.committee_on(event.day):
            lecturer = "支部书记"
        talk = self.deck.talk(topic, [], self.random.randint(3, 4), words)
        return {"lecturer": lecturer, "topic": talk.agenda}, lecture(talk, lecturer, self.random)

    def _grades(self, day: date, present: int) -> dict[str, object]:
        full = min(self.sketch.branch.full_on(day), present)
        excellent = full // 3 - int(self.random.random() < 0.4 and full > 5)
        basic = int(self.random.random() < 0.1)
        return {
            "excellent": excellent,
            "qualified": full - excellent - basic,
            "basically_qualified": basic,
            "unqualified": 0,
        }

    def _election(self, event: Event) -> Event:
        eligible = self.sketch.branch.full_on(event.day)
        fields: dict[str, object] = {
            "place": pick(self.random, self.sketch.words["place"]),
            "chair": "支部书记",
            "recorder": "支部记录员",
            "eligible": eligible,
            "present": eligible - int(eligible > 9),
        }
        ordered = {**fields, **event.fields}
        return replace(event, fields=ordered, body=_ELECTION.format(eligible=eligible, present=ordered["present"]))


_ELECTION = """大会应到有选举权的党员{eligible}名，实到{present}名，超过五分之四，可以进行选举。

大会听取上届工作情况的报告，通过选举办法、监票人和计票人名单，候选人作了自我介绍并回答党员提问。选举采用无记名投票的方式，候选人数多于应选人数。

共发出选票{present}张，收回{present}张，有效票{present}张。计票结果当场宣布，得赞成票超过实到有选举权人数半数的当选。新一届支部委员会随后召开第一次会议，选出书记并明确分工，选举结果报学校党委审批。
"""


def attendance(random: Random, expected: int, character: Character, small: bool) -> tuple[int, int, int]:
    """Present, on leave and absent of those expected; never so few that the meeting has no quorum."""
    away = sum(random.random() < character.away for _ in range(expected))
    away = min(away, (expected - 1) // 2 if small else expected // 3)
    leave = sum(random.random() < character.excused for _ in range(away))
    return expected - away, leave, away - leave
