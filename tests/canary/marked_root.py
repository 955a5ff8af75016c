"""A root with a mark in every field: records of each type for each 公开范围, the lists, names, configuration."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter
import yaml

from generator.types import Audience, Field, RecordType, registry
from generator.types.audience import narrowest
from tests.canary.marks import Filler, Marker, all_types, class_of, levels
from tests.school import PROJECT_PACK

AS_OF = "2018-02-02"
FULL = 60_000
"""The branch's full members: more than any figure that is a mark."""
_YEAR = ["2017-01-01", "2017-12-31"]
_FIXED: dict[str, Any] = {
    **{"type": None, "date": None, "branch": None, "end_date": None, "audience": None, "draft": None},
    **{"make_up_for": None, "related": None, "released": None, "groups": ["g1"], "campaign": True},
    **{"topics": None, "corrects": None},
}
"""What every record says alike; None: nothing."""
_BY_TYPE: dict[str, dict[str, Any]] = {
    "development_plan": {"kind": "annual", "covers": _YEAR},
    "plan_document": {"kind": "work", "covers": _YEAR},
    "work_summary": {"kind": "work", "covers": _YEAR},
    "system_document": {"key": ["theory_study"], "scope": ["jichu"], "expires_on": "2029-12-31"},
    "dues": {"arrangement": "monthly"},
    "dues_disclosure": {"period": "2017-Q1", "item": "dues", "shown_to": "public", "visible_to": "2029-12-31"},
    "affairs_disclosure": {"period": "2017-Q1", "item": "dues", "shown_to": "public", "visible_to": "2029-12-31"},
    "hardship_visit": {"none_in_hardship": None},
    "award": {"for": "branch"},
    "waiver": {"rule": "O02", "window": ["2017-02-01", "2017-02-28"]},
    "problem_search": {"contrasts.number": 1},
    "committee_decision": {"branches": ["jichu"], "subject": "recommend"},
    "inspection": {"kind": "spot_check", "branches": ["jichu"], "frame": ["jichu"], "drawn_first": None},
    "bulletin": {"kind": "situation", "results_of": 2017},
    "public_notice": {
        "branches": ["jichu"],
        "period": {"start": "2017-12-12", "end": "2017-12-18"},
        "days": {"number": 5, "unit": "working_day"},
        "first_day": "counted",
        "letter_rule": "arrival",
        **{"signed_on": "2017-12-11", "published_on": "2017-12-12"},
    },
    "commendation": {"branches": ["jichu"]},
    "objection": {
        "notice": "2017/_committee/04-03-public-notice",
        "branches": ["jichu"],
        "kind": "named",
        "conclusion": "unfounded",
    },
    "relation_transfer": {"direction": "in"},
    "election": {"term_years": 3},
    "responsibility_letter": {"covers_year": 2017},
    "accountability_review": {"reported_year": 2017},
    "member_appraisal": {"appraised_year": 2017},
}
"""What must be so for a record of the type to hold."""
_SLUG_DAY = "{month:02}-{day:02}-{slug}"


@dataclass(frozen=True, slots=True)
class Written:
    """A record of the root."""

    id: str
    type: str
    level: Audience
    audience: Audience | None
    values: Mapping[str, Any]
    text: str

    @property
    def place(self) -> str:
        """How its marks name it."""
        return f"{self.type}[{self.level}]"

    @property
    def folder(self) -> str:
        """The root it lies in."""
        return "private" if registry().types[self.type].restricted else "records"


class MarkedRoot:
    """The root at `path`, written whole when it is made."""

    def __init__(self, path: Path, scores: str = "public") -> None:
        self.path, self.marker, self._scores = path, Marker(), scores
        self.records = tuple(self._records())
        self._links()
        self._lists()
        self._unfinished()
        self._around()

    @property
    def marks(self) -> Mapping[str, Any]:
        """Every mark, by its text."""
        return self.marker.marks

    def _records(self) -> Iterator[Written]:
        for number, declared in enumerate(all_types()):
            for level in levels():
                if "round" in declared.fields and level is Audience.COMMITTEE:
                    continue  # there are two rounds
                day = 3 + 2 * list(levels()).index(level)
                yield self._record(declared, level, f"{number % 8 + 2:02}-{day:02}-{declared.slug}")

    def _record(self, declared: RecordType, level: Audience, stem: str) -> Written:
        unit = "_committee" if declared.folder == "committee" else "jichu"
        identifier, who = f"2017/{unit}/{stem}", class_of(declared, level)
        link = f"{int(stem[:2])}月{int(stem[3:5])}日 {declared.label('zh')}"
        self.marker.identifier(identifier, link, f"{declared.id}[{level}].id", who)
        own = Audience.PUBLIC if disclosed(declared) else declared.text
        text = self.marker.word(f"{declared.id}[{level}].body", filler_class(who, own))
        record = Written(identifier, declared.id, level, who, self._values(declared, level, stem), text)
        self.write_record(record, record.values, text)
        return record

    def _values(self, declared: RecordType, level: Audience, stem: str) -> dict[str, Any]:
        given = {**_FIXED, **self._figures(declared), **_BY_TYPE.get(declared.id, {})}
        if "round" in declared.fields:
            given["round"] = "final" if level is Audience.PUBLIC else "baseline"
        if "secrecy" in declared.fields and level is Audience.PUBLIC:
            given["secrecy"] = None  # refused on what everybody may read
        if "month" in declared.fields:
            given["month"] = f"2017-{1 + list(levels()).index(level):02}"
        filler = Filler(self.marker, f"{declared.id}[{level}]", class_of(declared, level), given)
        fields: dict[str, Field] = {}
        for each in registry().fields_of((declared.id,)):
            fields.setdefault(each.id, each)
        return {"type": declared.id, "date": f"2017-{stem[:5]}", **filler.fields(fields), "audience": str(level)}

    def write_record(self, record: Written, values: Mapping[str, Any], text: str, attached: bool = True) -> None:
        """The record's file with these values and what it says below them; its attachments too, where they are new."""
        path = f"{record.folder}/{record.id}"
        self._write(f"{path}.md", f"---\n{dumped(dict(values))}---\n会议内容 {text}\n")
        for name in values.get("attachments", ()) if attached else ():
            self._attachment(
                f"{path}/{name}", f"{record.place}.attachment", filler_class(record.audience, Audience.MEMBERS)
            )

    def write_anew(self, record: Written) -> None:
        """The record with other values in every field, attachments and text; its name alone stays."""
        declared, stem = registry().types[record.type], record.id.rpartition("/")[2]
        self.write_record(record, self._values(declared, record.level, stem), "另外的内容")

    def _figures(self, declared: RecordType) -> dict[str, Any]:
        """Figures that go together as the checks of the type want them, each of them a mark."""
        figure = self.marker.figure
        while True:
            away, absent, came = figure(), figure(), figure()
            voting, present, entitled = (figure(came, more) for more in (50_000, 55_000, 56_000))
            expected = figure(present, away, absent) if present else 0
            if voting and present and entitled and expected:
                break
        found: dict[str, Any] = {"on_leave": away, "absent": absent, "present": present, "expected": expected}
        found |= {"voting_present": voting, "voting_expected": entitled}
        found |= {"resolutions.for": None, "resolutions.against": None, "resolutions.abstain": None}
        found |= self._ballots(declared)
        for whole, part in _PAIRS:
            if whole in declared.fields and part in declared.fields:
                low, high = figure(), 0
                while not high:
                    high = figure(figure(), low)
                found |= {part: low, whole: high}
        if declared.id == "dues":
            low, full, time, due = figure(), figure(), figure(), figure()
            found |= {"paid_on_time_in_full": low, "paid_in_full": full, "paid_on_time": time, "due_members": due}
        if declared.id == "relation_check":
            same = FULL + figure() % 1000
            found |= dict.fromkeys(("roster_count", "checked_count"), self._once(same))
        if declared.id == "election":
            found["eligible"] = self._once(found["present"] + 3)
        if "accounts" in declared.fields:
            rest = {f"accounts.{name}": figure() for name in ("income", "upper", "spent")}
            opening = self._once(81_117)
            balance = opening + rest["accounts.income"] - rest["accounts.upper"] - rest["accounts.spent"]
            found |= {**rest, "accounts.opening": opening, "accounts.balance": self._once(balance)}
        if "points" in declared.fields:
            found["points"] = {"1": 11, "2": 12, "3": 13, "4": 14, "5": 15}
        return found

    def _once(self, figure: int) -> int:
        while not self.marker.figure(figure):
            figure += 1
        return figure

    def _ballots(self, declared: RecordType) -> dict[str, Any]:
        group, figure = declared.fields.get("ballots"), self.marker.figure
        if group is None:
            return {}
        grades = [name for name in group.fields if name not in ("issued", "returned", "invalid")]
        if "returned" not in group.fields:
            while True:
                parts = {f"ballots.{name}": figure() for name in grades[1:]} | {"not_appraised": figure()}
                if rest := figure(FULL - sum(parts.values())):
                    return parts | {f"ballots.{grades[0]}": rest}
        while True:
            parts = {f"ballots.{name}": figure() for name in grades[1:]}
            parts |= {f"ballots.{grades[0]}": self._once(71_113)}
            invalid = figure()
            returned = figure(*parts.values(), invalid)
            issued = figure(returned, 777)
            if returned and issued:
                return parts | {"ballots.invalid": invalid, "ballots.returned": returned, "ballots.issued": issued}

    def _links(self) -> None:
        """Records that name every other: a page of each of the three circles with the ids of all."""
        for level, day in zip(levels(), (21, 22, 23), strict=True):
            names = [each.id for each in self.records]
            values = {
                **{"type": "work_report", "date": f"2017-11-{day}", "to": "学校党委", "audience": str(level)},
                "related": [each for each in names if each.split("/")[1] != ""],
            }
            self._write(f"records/2017/jichu/11-{day}-work-report.md", f"---\n{dumped(values)}---\n汇报\n")
        draw = {"type": "inspection", "date": "2017-11-24", "kind": "spot_check", "branches": ["jichu"], "seed": "7"}
        draw |= {"frame": [each.id for each in self.records], "related": [self.records[0].id]}
        self._write("records/2017/_committee/11-24-inspection.md", f"---\n{dumped(draw)}---\n抽查\n")

    def _unfinished(self) -> None:
        """A draft, a bulletin not yet issued, an event to come, and a file that is refused."""
        meeting = {
            "place": "校史馆",
            "chair": "书记",
            "recorder": "委员",
            "expected": 5,
            "present": 5,
            "agenda": ["座谈"],
        }
        for stem, who, more in (
            ("11-13-party-day", Audience.COMMITTEE, {"draft": True}),
            (
                "11-14-party-day",
                Audience.COMMITTEE,
                {"expected": self.marker.word("refused.value", Audience.COMMITTEE)},
            ),
        ):
            values = {"type": "party_day", "date": f"2017-{stem[:5]}", **meeting, **more}
            values["title"] = self.marker.word(f"unfinished.{stem}", who if more.get("draft") else None)
            self._write(f"records/2017/jichu/{stem}.yml", dumped(values))
        to_come = {"type": "party_day", "date": "2018-03-09", **meeting, "title": self.marker.word("to_come", None)}
        self._write("records/2018/jichu/03-09-party-day.yml", dumped(to_come))
        title = self.marker.word("unissued.title", Audience.COMMITTEE)
        bulletin = {
            "type": "bulletin",
            "date": "2017-11-15",
            "kind": "situation",
            "as_of": "2017-11-14",
            "title": title,
        }
        text = self.marker.word("unissued.body", Audience.COMMITTEE)
        self._write("records/2017/_committee/11-15-bulletin.md", f"---\n{dumped(bulletin)}---\n{text}\n")

    def _lists(self) -> None:
        declared = registry().documents["rectification"].fields
        lists = {}
        keys = {
            "problems": {"id": "P1"},
            "tasks": {"id": "T1", "problem": "P1"},
            "responsibilities": {"id": "R1", "task": "T1"},
        }
        fixed = {
            **{"contrast": 1, "standard": "3", "source": "self", "long_term": False},
            **{"due": "2017-11-30", "done_on": "2017-11-25", "review_on": "2018-03-01"},
            **{"extensions.asked_on": "2017-11-20", "extensions.new_due": "2017-12-25"},
        }
        for name, each in declared.items():
            given = {f"{field_name}": value for field_name, value in {**fixed, **keys[name]}.items()}
            filler = Filler(self.marker, f"rectification.{name}", Audience.PUBLIC, given)
            lists[name] = [filler.fields(each.fields, "", each.audience)]
        lists["tasks"][0]["evidence"] += [each.id for each in self.records]
        self._write("records/2017/jichu/rectification.yml", dumped(lists))

    def _around(self) -> None:
        """Organization, calendar, configuration."""
        word = self.marker.word
        public = Audience.PUBLIC
        branch = {
            **{"id": "jichu", "name": word("organization.branch", public), "valid_from": "2014-09-01"},
            "full_members": [{"from": "2014-09-01", "count": FULL}],
            "committee": [{"from": "2014-09-10", "size": 5}],
            "groups": [{"id": "g1", "name": word("organization.group", public), "from": "2014-09-10"}],
            **{"last_election": {"on": "2015-09-10", "term_years": 3}, "secretaries": [{"from": "2015-09-10"}]},
        }
        committee = {
            "name": word("organization.committee.name", public),
            "short_name": word("organization.committee.short", public),
        }
        self._write("records/organization.yml", dumped({"committee": committee, "branches": [branch]}))
        calendar = PROJECT_PACK.parents[2] / "records" / "calendar"
        for year in (2016, 2017, 2018):
            self._write(f"records/calendar/{year}.yml", (calendar / f"{year}.yml").read_text("utf-8"))
        self._write("content/standards/five-good.yml", self._pack())
        config = {
            "packs": {"scoring": "five-good", "beside": []},
            "disclosure": {
                "items": [
                    {
                        **{"key": "dues", "name": word("config.disclosure.name", public)},
                        **{"type": "dues_disclosure", "every": "quarter"},
                    }
                ]
            },
            "campaigns": {2017: {"topics": [word("config.topic", public)]}},
            "record_roots": [{"path": "records", "shared": True}, {"path": "private", "shared": False}],
            "publish_scores": self._scores,
            "archive_dir": word("config.archive_dir", None),
            "posts": [{"name": "zhangsan", "post": word("config.post", None)}],
        }
        self._write("site_config.yml", dumped(config))

    def _pack(self) -> str:
        text, word = PROJECT_PACK.read_text("utf-8"), self.marker.word
        text = text.replace("title: 五好党支部创建标准", f"title: 五好{word('pack.title', Audience.PUBLIC)}", 1)
        return re.sub("  - 坚决贯彻", lambda _: f"  - {word('pack.clause', Audience.PUBLIC)}坚决贯彻", text, count=1)

    def _attachment(self, path: str, place: str, who: Audience | None) -> None:
        target = self.path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with xlsxwriter.Workbook(target) as book:
            book.add_worksheet().write(0, 0, self.marker.word(place, who))

    def _write(self, path: str, text: str) -> None:
        target = self.path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")


_PAIRS = (
    ("members", "recorded"),
    ("members", "complete"),
    ("members", "fulfilled"),
    ("members", "analysed"),
    ("floating", "floating_managed"),
)
"""Figures of which the second is no more than the first."""


def disclosed(declared: RecordType) -> bool:
    """Whether it says itself to whom it is disclosed: here, to everybody."""
    return "shown_to" in declared.fields


def filler_class(who: Audience | None, own: Audience) -> Audience | None:
    """The narrower of the two; nobody where the record is nobody's."""
    return None if who is None else narrowest([who, own])


def dumped(values: Any) -> str:
    """As YAML."""
    text: str = yaml.safe_dump(values, allow_unicode=True, sort_keys=False)
    return text
