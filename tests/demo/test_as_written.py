"""The demonstration is written as a clerk writes, and its figures agree; what does not is a fault of FAULTS."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

import pytest

from generator.commands.calendar import write_calendar
from generator.demo import FAULTS, demonstration
from generator.demo.campaign import campaign_year
from generator.demo.texts import data
from generator.demo.topics import TYPES, bank
from generator.model.organization import Branch
from generator.model.record import COMMITTEE, Record
from generator.model.rectification import Rectification, Row
from generator.read.frame import read_frame
from generator.read.source import Source, read_source
from tests.school import PROJECT_PACK

BRANCHES = 24
YEARS = (2016, 2017)
YEAR = campaign_year()
LITERARY = re.compile(
    r"(?<!自)我(?!校)|[！？!?]|……|眼泪|流泪|红了眼|动情(?!况)|动容|感动|脸红|发烧|心里|热乎|静下|沉默|笑|哭|故事|坐不住|"
    r"滋味|打动|惭愧|漏水|饺子|贺卡|白花|念稿|凑|挑刺|掏|热起来|一下子|悄悄|默默|那股|哪怕|凭什么|谁都|倒杯|毛病"
)
"""What minutes do not hold: the first person, exclamations and questions, scenes, feelings, figures of speech."""
PLACEHOLDERS = re.compile(r"[/／—–-]*|无|略|同上|待补|暂无|X+|见附件.*|某某")
PARTS = ("self_assessment", "mass_survey", "organization_review")
EXCUSED = {record for code in ("check_incomplete", "out_of_order") for record in FAULTS[code].records}
"""Records that break a figure on purpose."""


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return dict(demonstration(BRANCHES, YEARS))


@pytest.fixture(scope="module")
def source(files: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Source:
    root = tmp_path_factory.mktemp("district")
    for path, text in (files | {"content/standards/five-good.yml": PROJECT_PACK.read_text("utf-8")}).items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    for year in (*YEARS, YEARS[-1] + 1):
        write_calendar(root / "records", year)
    return read_source(read_frame(root))


def test_nothing_in_it_is_literary(files: dict[str, str]) -> None:
    for path, text in files.items():
        if path.startswith("records"):
            found = LITERARY.search(text)
            assert not found, (path, text[max(0, found.start() - 20) : found.end() + 20])


def test_no_text_of_the_bank_is_literary() -> None:
    for name in (
        *(f"bank/{each}.yml" for each in (*TYPES, "extras", "layout")),
        "papers.yml",
        "duties.yml",
        "campaign.yml",
    ):
        for text in texts(data(name)):
            assert not LITERARY.search(text), (name, text)


def test_who_where_and_what_are_never_placeholders(source: Source) -> None:
    for record in source.records:
        for name in ("place", "chair", "recorder", "agenda", "lecturer", "topic", "title"):
            value = record.values.get(name)
            for each in value if isinstance(value, tuple) else [value] if value is not None else []:
                assert not PLACEHOLDERS.fullmatch(str(each).strip()), (record.id, name)


def test_plans_and_openings_have_a_text_sheets_points_and_surveys_ballots(source: Source) -> None:
    wanted = {"self_assessment": "points", "organization_review": "points", "mass_survey": "ballots"}
    for record in source.records:
        if {"campaign_plan", "mobilization"} & {*record.types}:
            assert len(record.body.strip()) > 100, record.id
        for name in record.types:
            if name in wanted:
                assert record.values.get(wanted[name]), record.id


def test_those_expected_are_the_members_of_the_day(source: Source) -> None:
    for record in source.records:
        if {"member_meeting", "organizational_life_meeting", "member_appraisal"} & {*record.types}:
            assert record.values["expected"] == members(source, record), record.id
        if "voting_expected" in record.values:
            assert record.values["voting_expected"] == full(source, record), record.id


def test_votes_are_no_more_than_those_who_may_vote_and_came(source: Source) -> None:
    for record in source.records:
        present, expected = record.values.get("present"), record.values.get("expected")
        if not isinstance(present, int) or not isinstance(expected, int):
            continue
        voting = record.values.get("voting_present", present)
        entitled = record.values.get("voting_expected", expected)
        assert isinstance(voting, int) and isinstance(entitled, int)
        assert voting <= present <= expected and voting <= entitled <= expected, record.id
        for resolution in rows(record.values.get("resolutions")):
            votes = [resolution.get(name, 0) for name in ("for", "against", "abstain")]
            assert sum(each for each in votes if isinstance(each, int)) <= voting, record.id


def test_every_full_member_is_appraised(source: Source) -> None:
    appraisals = [record for record in source.records if "member_appraisal" in record.types]
    assert len(appraisals) > BRANCHES
    for record in appraisals:
        ballots = record.values["ballots"]
        assert isinstance(ballots, Mapping)
        assert sum(ballots.values()) == full(source, record), record.id


def test_checks_of_relations_are_of_the_whole_roster(source: Source) -> None:
    for record in source.records:
        if "relation_check" in record.types and record.id not in EXCUSED:
            figures = (record.values["checked_count"], record.values["roster_count"])
            assert figures == (members(source, record),) * 2, record.id


def test_the_final_round_comes_in_order_one_sheet_of_each(source: Source) -> None:
    for branch in {record.branch for record in source.records} - {COMMITTEE}:
        for which in ("baseline", "final"):
            sheets = [
                record for record in source.records if record.branch == branch and record.values.get("round") == which
            ]
            assert len({record.types for record in sheets}) == len(sheets), (branch, which)
            if which == "baseline":
                continue
            assert {record.types[0] for record in sheets} == {*PARTS}, branch
            assert all(date(YEAR, 12, 1) <= record.date <= date(YEAR, 12, 10) for record in sheets), branch
            if not {record.id for record in sheets} & EXCUSED:
                in_order = sorted(sheets, key=lambda record: record.date)
                assert [record.types[0] for record in in_order] == [*PARTS], branch


def test_every_branch_studies_a_topic_of_the_campaign_in_its_window(source: Source) -> None:
    topics = {subject for topic in bank()["theory_study"] for subject in topic.subjects}
    studied = {
        record.branch
        for record in source.records
        if {"theory_study", "party_day"} & {*record.types}
        and date(YEAR, 9, 21) <= record.date <= date(YEAR, 10, 10)
        and topics & {*texts(record.values.get("topics"))}
    }
    assert studied == {branch.id for branch in source.frame.organization.branches}


def test_the_three_lists_stand_in_time_and_nobody_closes_his_own(source: Source) -> None:
    assert source.rectification
    for lists in source.rectification.values():
        for row in (*lists.problems, *lists.tasks, *lists.responsibilities):
            listed = row["listed_on"]
            assert isinstance(listed, date)
            assert listed <= date(YEAR, 10, 31) or lists.branch == FAULTS["lists_late"].branch, lists.file
        for duty in lists.responsibilities:
            verified = duty.get("verified")
            if isinstance(verified, Mapping):
                assert verified["by"] == duty["supervisor"] != duty["responsible"], lists.file
        for task in lists.tasks:
            for extension in task.rows("extensions"):
                assert extension["asked_on"] <= task["due"], lists.file  # type: ignore[operator]
                assert extension["approved_by"] not in responsible(lists, task), lists.file


def test_evidence_names_records_that_exist(source: Source) -> None:
    there = {record.id: record for record in source.records if not record.draft}
    named = 0
    for lists in source.rectification.values():
        for task in lists.tasks:
            for each in [each for each in texts(task.get("evidence")) if "/" in each]:
                named += 1
                assert task["listed_on"] <= there[each].date, (lists.file, each)  # type: ignore[operator]
        for problem in lists.problems:
            if problem["source"] == "organizational_life_meeting":
                assert any(
                    record.branch == lists.branch
                    and record.date == problem["found_on"]
                    and "organizational_life_meeting" in record.types
                    for record in there.values()
                ), (lists.file, problem["id"])
    assert named > BRANCHES


def full(source: Source, record: Record) -> int:
    return branch(source, record).full_on(record.date)


def members(source: Source, record: Record) -> int:
    return branch(source, record).members_on(record.date)


def branch(source: Source, record: Record) -> Branch:
    return next(each for each in source.frame.organization.branches if each.id == record.branch)


def rows(value: object) -> tuple[Row, ...]:
    return value if isinstance(value, tuple) else ()


def responsible(lists: Rectification, task: Row) -> set[object]:
    return {duty["responsible"] for duty in lists.duties(task["id"])}


def texts(value: object) -> Iterator[str]:
    """Every text within a value of a YAML file or a record."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts(each)
