"""A year in which something happened for every rule of the pack."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from tests.complete import ANSWERS
from tests.school import CAMPAIGN, PRIVATE, PROJECT_PACK, School, branch, private, working_calendar

PACK: dict[str, Any] = yaml.safe_load(PROJECT_PACK.read_text("utf-8"))
RULES: dict[str, dict[str, Any]] = {rule["id"]: rule for rule in PACK["rules"]}
COMMITTEE = "_committee"
FIGURES = ("status", "reason", "points", "earned", "windows", "evidence", "value")


def unit_of(rule: str) -> str:
    return COMMITTEE if RULES[rule].get("unit") == "committee" else "jichu"


def of_kind(*kinds: str) -> list[str]:
    return [id for id, rule in RULES.items() if rule["kind"] in kinds]


@dataclass(frozen=True)
class Record:
    """A record to be written, or not."""

    id: str
    fields: dict[str, Any] = field(default_factory=dict, hash=False)
    restricted: bool = False

    @property
    def day(self) -> date:
        return date.fromisoformat(f"{self.id[:4]}-{self.id.rsplit('/', 1)[1][:5]}")


KEYS = [key for rule in of_kind("document") for key in RULES[rule].get("systems", {})]
TOPICS = ["讲政治、有信念"]
VOTED = [{"text": "通过学习计划", "for": 5, "against": 0, "abstain": 0}]


def busy_year() -> list[Record]:
    """A year in which something happened for every rule, well or badly."""
    records = [
        *(Record(f"2016/jichu/03-{number:02}-system-document", {"key": key}) for number, key in enumerate(KEYS, 1)),
        Record("2016/jichu/03-20-development-plan", {"kind": "multi_year", "covers": ["2016-01-01", "2018-12-31"]}),
        Record("2017/jichu/01-10-development-plan"),
        Record("2017/jichu/01-12-plan-document"),
        Record("2017/jichu/02-20-responsibility-letter"),
        Record("2017/jichu/03-10-work-report"),
        Record("2017/jichu/03-15-task", {"done_on": "2017-03-28"}),
        Record("2017/jichu/04-10-opinion", {"handled_on": "2017-04-18"}),
        Record("2017/jichu/05-05-activity", {"school_goal": "技能大赛备赛"}),
        Record("2017/jichu/05-06-award", {"for": "members"}),
        Record("2017/jichu/05-10-relation-check", {"floating": 3, "floating_managed": 2}),
        Record("2017/jichu/05-11-dossier-check", {"complete": 11}),
        Record("2017/jichu/05-12-structure-statistics"),
        Record("2017/jichu/05-20-talk"),
        Record("2017/jichu/05-21-pledge"),
        Record("2017/jichu/05-22-hardship-visit"),
        Record("2017/jichu/05-23-party-spirit-analysis"),
        Record("2017/jichu/05-24-affairs-disclosure"),
        Record("2017/jichu/05-25-dues-disclosure"),
        Record("2017/jichu/06-10-centralized-training"),
        Record("2017/jichu/06-28-party-lecture"),
        Record("2017/jichu/07-05-committee-meeting-2", {"make_up_for": "2017-06"}),
        Record("2017/jichu/08-05-waiver", {"rule": "O02", "window": ["2017-08-01", "2017-08-31"]}),
        Record("2017/jichu/09-08-election", {"present": 10}),
        Record("2017/jichu/09-20-theory-study", {"topics": TOPICS}),
        Record("2017/jichu/09-28-party-day", {"topics": TOPICS, "present": 9}),
        Record("2017/jichu/10-09-problem-search"),
        Record("2017/jichu/10-12-self-assessment", {"round": "baseline", "points": {"1": 15}}),
        Record("2017/jichu/10-14-mass-survey", {"round": "baseline"}),
        Record("2017/jichu/10-18-organization-review", {"round": "baseline", "points": {"L01": 3, "R02": 2.5}}),
        Record("2017/jichu/11-15-relation-check"),
        Record("2017/jichu/12-02-self-assessment"),
        Record("2017/jichu/12-04-mass-survey", {"questions": dict.fromkeys(["improved", "solved"], ANSWERS)}),
        Record("2017/jichu/12-08-organization-review", {"points": {"L01": 4, "R02": 3, "O07": 0, "G02": "met"}}),
        Record("2017/jichu/12-15-work-summary"),
        Record("2017/jichu/12-18-archive-list"),
        Record("2017/jichu/12-20-member-appraisal"),
        Record("2018/jichu/01-10-accountability-review", {"reported_year": 2017}),
        Record("2017/_committee/09-18-campaign-plan"),
        Record("2017/_committee/09-19-mobilization"),
        Record("2017/_committee/10-20-inspection"),
        Record("2017/_committee/11-20-bulletin", {"issued_on": "2017-11-20"}),
        Record("2017/_committee/12-11-committee-decision"),
        Record("2017/_committee/12-12-public-notice"),
        Record("2017/jichu/03-01-relation-transfer", {"letter_issued_on": "2017-03-01"}, restricted=True),
        Record(
            "2017/jichu/05-08-disposition",
            {"talked_on": "2017-05-08", "committee_on": "2017-05-15", "voted_on": "2017-05-22"},
            restricted=True,
        ),
        Record(
            "2017/jichu/03-20-development-case",
            {"milestones": {"applied": "2015-03-10", "activist": "2015-10-12", "candidate": "2017-03-20"}},
            restricted=True,
        ),
    ]
    for month in (1, 2, 3, 5, 6, 7, 9, 10, 12):
        votes = {"resolutions": VOTED, "campaign": "是"} if month == 10 else {}
        records.append(Record(f"2017/jichu/{month:02}-08-committee-meeting", votes))
        records.append(Record(f"2017/jichu/{month:02}-09-group-meeting", {"groups": ["g1", "g2"][: month % 2 + 1]}))
        records.append(Record(f"2017/jichu/{month:02}-20-dues", {"month": f"2017-{month:02}"}))
        recorded = {"month": f"2017-{month:02}", "recorded": 12 - month}
        records.append(Record(f"2017/jichu/{month:02}-21-daily-record", recorded))
    for day in ("02-10", "05-12", "11-10"):
        records.append(Record(f"2017/jichu/{day}-member-meeting", {"present": 10}))
        records.append(Record(f"2017/jichu/{day}-organizational-life-meeting-2"))
    return records


BUSY = busy_year()
LISTS = """\
problems:
  - {id: P1, standard: 3, problem: 不经常, source: organizational_life_meeting, found_on: 2017-10-12}
tasks:
  - {id: T1, problem: P1, goal: 经常, measures: [按月开], due: 2017-11-30, listed_on: 2017-10-25}
responsibilities:
  - {id: R1, task: T1, leader: 支部书记, responsible: 组织委员, supervisor: 组织科, listed_on: 2017-10-26}
"""


def write(school: School, records: Sequence[Record]) -> None:
    for record in records:
        if record.restricted:
            private(school, record.id, record.fields)
        else:
            school.record(record.id, record.fields, body=f"{record.id}的记录。\n")


@contextmanager
def school_with(records: Sequence[Record]) -> Iterator[School]:
    with tempfile.TemporaryDirectory() as folder:
        school = School(Path(folder), branch(groups=["g1", "g2"]), config=CAMPAIGN | PRIVATE)
        working_calendar(school)
        school.write("records/2017/jichu/rectification.yml", LISTS)
        write(school, records)
        yield school


def judged(school: School, as_of: date | str, *argv: str) -> dict[str, dict[str, Any]]:
    """Every rule's result."""
    ran = school.run(*argv, "status", "--year", "2017", "--as-of", str(as_of), "--format", "json")
    assert ran.code == 0, ran
    status = json.loads(ran.out)
    found: dict[str, dict[str, Any]] = status["branches"]["jichu"]["rules"] | status["committee"]["rules"]
    return found
