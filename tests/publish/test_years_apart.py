"""What is laid down for one year moves nothing of another: every key there is, by the declaration."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.types import Field, registry
from tests.school import CONFIG, PROJECT_PACK, School, branch, days, written

OTHERS: Mapping[str, Any] = {
    "packs/scoring": "another",
    "packs/beside": ["five-good"],
    "rules": {"O02": {"min": 2}, "M06": {"threshold": 0.5}},
    "bands": {"good": 99, "fairly_good": 98, "average": 97},
    "rounds/weights/self": 0.5,
    "rounds/weights/mass": 0.1,
    "rounds/weights/organization": 0.4,
    "rounds/survey_values/good": 90,
    "rounds/survey_values/fairly_good": 80,
    "rounds/survey_values/average": 60,
    "rounds/survey_values/poor": 10,
    "rounds/minimum_n": 90,
    "rounds/below_minimum": "to_organization",
    "rounds/questions_least": 0.9,
    "rounds/gap": 1,
    "rounds/floors": {"all": 0.9},
    "rounds/mass_satisfaction/least": 0.99,
    "rounds/mass_satisfaction/grade_at_most": "average",
    "rounds/quota/share": 0.1,
    "rounds/quota/count": 1,
    "reporting_deadline": "next-01-10",
    "notice/min_working_days": 9,
    "disclosure/items": [{"key": "own", "name": "另一项", "type": "affairs_disclosure", "every": "month"}],
    "disclosure/within_days": 3,
    "documents/head": "red",
    "documents/issuer": "另一机关文件",
    "documents/rule_at": 100,
    "documents/printed_by": "另一办公室",
    "documents/even": True,
    "documents/sealed": True,
    "late_entry_days": 1,
    "similar/share": 0.3,
    "similar/min_characters": 5,
    "publish_scores": "committee",
}
"""For every key that a year can say, a value that is none of the program's own; by the parts that lead to it."""
CAMPAIGNS: Mapping[int, Any] = {2017: {"topics": ["甲"]}}
STEP = {"name": "学习", "from": "09-21", "to": "10-10", "rules": ["P01"]}


def leaves(field: Field, above: str = "") -> Iterator[str]:
    for name, each in field.fields.items():
        if each.kind == "parts":
            yield from leaves(each, f"{above}{name}/")
        else:
            yield f"{above}{name}"


def layer() -> dict[str, Any]:
    made: dict[str, Any] = {}
    for path, value in OTHERS.items():
        *way, name = path.split("/")
        inside = made
        for part in way:
            inside = inside.setdefault(part, {})
        inside[name] = value
    return made


def test_every_key_is_tried() -> None:
    declared = registry().documents["site_config"]
    assert set(OTHERS) == set(leaves(declared.fields["years"]))
    of_the_site = {"start_on", "record_roots", "archive_dir", "archive_retention", "demonstration", "fonts", "feed"}
    of_the_site |= {"posts", "reminders", "filing"}
    assert declared.fields.keys() - declared.fields["years"].fields.keys() == {"years", "campaigns", *of_the_site}


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> School:
    """A branch with two years of records, some entered late, some alike, graded in the first year."""
    made = School(tmp_path_factory.mktemp("root"), branch(), config={"campaigns": CAMPAIGNS})
    pack = PROJECT_PACK.read_text("utf-8").replace("id: five-good", "id: another").replace("points: 4", "points: 4.0")
    made.write("content/standards/another.yml", pack)
    alike = "与会人员围绕议题逐项作了讨论并且形成一致意见。\n" * 8
    for year in (2017, 2018):
        for day in days(f"{year}-*-05"):
            made.record(f"{year}/jichu/{day[5:]}-committee-meeting", body=alike)
        made.records("party_day", [f"{year}-03-09"])
        made.record(f"{year}/jichu/04-05-affairs-disclosure", {"period": f"{year}-Q1"})
        for source, day in (("self-assessment", "12-02"), ("mass-survey", "12-04"), ("organization-review", "12-07")):
            made.record(f"{year}/jichu/{day}-{source}", {"round": "final"})
    late = [f"{year}/jichu/03-05-committee-meeting,{year}-03-10\n" for year in (2017, 2018)]
    made.write("records/entered.csv", "record,entered_on\n" + "".join(late))
    return made


def tree(folder: Path) -> dict[str, bytes]:
    files = (Path(here, name) for here, _, names in os.walk(folder, followlinks=True) for name in names)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def built(school: School, audience: str) -> dict[str, dict[str, bytes]]:
    assert school.run("build", "--as-of", "2019-03-01", "--audience", audience, "--full").code == 0
    return {year: tree(school.root / "site" / audience / year) for year in ("2017", "2018")}


def results(school: School) -> dict[int, Any]:
    return {year: school.status(year=year, as_of="2019-03-01") for year in (2017, 2018)}


def test_the_year_before_stays_as_it_was(school: School) -> None:
    figures, sites = results(school), {audience: built(school, audience) for audience in ("committee", "public")}
    campaigns = {**CAMPAIGNS, 2018: {"topics": ["乙"], "theme": "丙", "steps": [STEP]}}
    later = {"rules": {"M07": {"threshold": 0.1, "from": 2018}}, "years": {2018: layer()}, "campaigns": campaigns}
    school.write("site_config.yml", written({**CONFIG, **later}))
    problems = json.loads(school.run("check", "--format", "json").out)["problems"]
    assert [each for each in problems if each["severity"] == "error"] == []
    after = results(school)
    assert after[2017] == figures[2017]
    assert after[2018]["config_version"] != figures[2018]["config_version"]
    assert after[2018]["branches"]["jichu"]["rules"]["O02"] != figures[2018]["branches"]["jichu"]["rules"]["O02"]
    for audience, before in sites.items():
        now = built(school, audience)
        assert now["2018"] != before["2018"]
        moved = [name for name in before["2017"] | now["2017"] if before["2017"].get(name) != now["2017"].get(name)]
        assert moved == []
