"""The declarations are whole: every type, every label, every example, every name a rule or check speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

import pytest

from generator.model.expression import parse_condition
from generator.read.nodes import read_mapping
from generator.types import Audience, Field, RecordType, registry
from generator.types.declaration import Check
from generator.types.findings import Findings
from generator.types.kind import read_fields
from generator.types.kinds import KINDS
from tests.sweep import over

KNOWN = registry()
TYPES = tuple(KNOWN.types.values())
EXPECTED = {
    "member_meeting": "支部党员大会",
    "committee_meeting": "支部委员会",
    "party_day": "党日活动",
    "theory_study": "理论学习",
    "group_meeting": "党小组会",
    "party_lecture": "党课",
    "organizational_life_meeting": "组织生活会",
    "member_appraisal": "民主评议党员",
    "centralized_training": "集中培训",
    "responsibility_letter": "党建工作责任书",
    "work_report": "工作汇报",
    "accountability_review": "述职评议",
    "development_plan": "发展党员计划",
    "plan_document": "工作计划",
    "work_summary": "工作总结",
    "system_document": "制度文件",
    "relation_check": "组织关系排查",
    "dues": "党费收缴",
    "dues_disclosure": "党费公示",
    "affairs_disclosure": "党务公开",
    "daily_record": "日常纪实",
    "dossier_check": "党员档案检查",
    "structure_statistics": "党员队伍结构",
    "archive_list": "归档目录",
    "election": "换届选举",
    "talk": "谈心谈话",
    "hardship_visit": "走访慰问",
    "pledge": "承诺践诺",
    "party_spirit_analysis": "党性分析",
    "activity": "主题实践活动",
    "opinion": "群众意见",
    "task": "上级任务",
    "award": "表彰奖励",
    "problem_search": "六对照六查摆",
    "self_assessment": "自评",
    "mass_survey": "群众测评",
    "organization_review": "组织考评",
    "waiver": "经批准的例外情况",
    "relation_transfer": "组织关系转接",
    "disposition": "组织处置",
    "development_case": "发展党员",
    "campaign_plan": "创建活动方案",
    "mobilization": "动员部署会",
    "school_event": "统一活动",
    "committee_decision": "党委会议决定",
    "inspection": "督查",
    "bulletin": "通报",
    "public_notice": "公示",
    "objection": "异议",
    "commendation": "命名决定",
}
NEEDS = {
    "group_meeting": {"place", "chair", "recorder", "expected", "present", "groups"},
    "centralized_training": {"hours", "present"},
    "work_report": {"to"},
    "accountability_review": {"ballots"},
    "development_plan": {"kind", "covers"},
    "plan_document": {"kind", "covers"},
    "work_summary": {"kind", "covers"},
    "system_document": {"key", "adopted_on"},
    "relation_check": {"roster_count", "checked_count", "lost", "pocket", "floating", "floating_managed"},
    "dues": {"month", "due_members", "paid_on_time", "paid_in_full"},
    "dues_disclosure": {"period"},
    "affairs_disclosure": {"period"},
    "daily_record": {"month", "members", "recorded"},
    "dossier_check": {"members", "complete"},
    "problem_search": {"contrasts"},
    "waiver": {"rule", "window", "basis", "approved_by"},
    "public_notice": {
        *("title", "branches", "basis", "issuer", "signed_on", "period", "departments"),
        "phone|email|opinion_box|address",
    },
}
SYSTEMS = {
    "three_meetings_one_lecture", "organizational_life_meeting", "member_appraisal", "party_spirit_analysis",
    "inner_party_election", "party_affairs_disclosure", "important_matters_report", "regular_talks",
    "unqualified_member_handling", "relation_check", "floating_member_service", "dues_management",
    "pledge_and_fulfil", "hardship_visits", "theory_study", "deliberation_rules", "supervision_followup", "archives",
}  # fmt: skip
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
each_type = over("kind", TYPES, lambda kind: kind.id)


def deep(fields: Iterator[Field] | tuple[Field, ...], path: str = "") -> Iterator[tuple[str, Field]]:
    """Every field with its path, the inner ones too."""
    for each in fields:
        here = f"{path}.{each.id}".lstrip(".")
        yield here, each
        yield from deep(tuple(each.fields.values()), here)


def own_and_shared(kind: RecordType) -> dict[str, Field]:
    return {**KNOWN.shared, **kind.fields}


def everywhere() -> Iterator[tuple[str, Field]]:
    yield from deep(tuple(KNOWN.shared.values()), "shared")
    for kind in TYPES:
        yield from deep(tuple(kind.fields.values()), kind.id)


each_field = over("field", everywhere(), lambda field: field[0])


def test_every_type_is_there_under_its_name() -> None:
    assert {kind.id: kind.zh[0] for kind in TYPES} == EXPECTED


def test_type_names_are_unique() -> None:
    names = [name for kind in TYPES for name in (kind.id, *kind.zh)]
    assert sorted(names) == sorted(set(names))


@each_type
def test_type_is_labelled(kind: RecordType) -> None:
    assert all(CHINESE.search(name) for name in kind.zh)
    assert kind.en and not CHINESE.search(kind.en)
    assert CHINESE.search(kind.help["zh"])
    assert kind.help["en"] and not CHINESE.search(kind.help["en"])
    assert kind.folder in ("branch", "committee", "any")


@each_field
def test_field_is_labelled(field: tuple[str, Field]) -> None:
    _, declared = field
    assert all(CHINESE.search(name) for name in declared.zh)
    assert declared.en and not CHINESE.search(declared.en)
    assert declared.example
    assert declared.kind in KINDS
    assert len(set(declared.names)) == len(declared.names)
    for choice in declared.choices:
        assert all(CHINESE.search(name) for name in choice.zh)
        assert choice.en and not CHINESE.search(choice.en)


@each_field
def test_choices_are_told_apart(field: tuple[str, Field]) -> None:
    _, declared = field
    words = [word for choice in declared.choices for word in (choice.id, *choice.zh)]
    assert sorted(words) == sorted(set(words))
    assert bool(words) or declared.kind != "choice"


@each_field
def test_field_has_parts_where_its_kind_has_them(field: tuple[str, Field]) -> None:
    _, declared = field
    assert bool(declared.fields) == (declared.kind in ("parts", "entries"))
    assert set(declared.needs) <= set(declared.fields)
    names = [name for each in declared.fields.values() for name in each.names]
    assert sorted(names) == sorted(set(names))


@over(
    "declared",
    [each for fields in (KNOWN.shared, *(kind.fields for kind in TYPES)) for each in fields.values()],
    lambda declared: declared.id,
)
def test_field_has_help(declared: Field) -> None:
    assert CHINESE.search(declared.help["zh"])
    assert declared.help["en"] and not CHINESE.search(declared.help["en"])


@each_field
def test_parts_are_not_shown_wider_than_the_whole(field: tuple[str, Field]) -> None:
    _, declared = field
    for _, part in deep(tuple(declared.fields.values())):
        assert part.audience.sees(declared.audience)


@each_type
def test_needed_and_offered_fields_exist(kind: RecordType) -> None:
    known = own_and_shared(kind)
    assert {name for needed in kind.needs for name in needed.split("|")} <= set(known)
    assert set(kind.shows) <= set(KNOWN.shared)


@over("name", NEEDS)
def test_what_is_needed_to_count(name: str) -> None:
    assert set(KNOWN.types[name].needs) == NEEDS[name]


@each_type
def test_names_within_a_type_mean_one_field(kind: RecordType) -> None:
    meaning: dict[str, str] = {}
    for each in chain(kind.fields.values(), KNOWN.shared.values()):
        for name in each.names:
            assert meaning.setdefault(name, each.id) == each.id, name


@pytest.mark.parametrize(
    ("known", "check"),
    [
        *(pytest.param(KNOWN.shared, check, id=check.code) for check in KNOWN.shared_checks),
        *(
            pytest.param(own_and_shared(kind), check, id=f"{kind.id}-{check.code}")
            for kind in TYPES
            for check in kind.checks
        ),
    ],
)
def test_checks_speak_of_fields_that_exist(known: dict[str, Field], check: Check) -> None:
    paths = dict(deep(tuple(known.values())))
    condition = parse_condition(check.holds)
    assert condition.compare and re.fullmatch("[a-z_]+", check.code)
    kinds = {paths[name].kind for name in condition.names}
    assert kinds <= {"count", "number"} or kinds == {"date"}


def test_a_code_has_one_meaning() -> None:
    holds: dict[str, str] = {}
    for check in chain(KNOWN.shared_checks, *(kind.checks for kind in TYPES)):
        assert holds.setdefault(check.code, check.holds) == check.holds


@each_type
@pytest.mark.parametrize("language", ["zh", "en"])
def test_examples_are_understood_as_written(kind: RecordType, language: str) -> None:
    findings = Findings("example.yml")
    fields = own_and_shared(kind)
    text = "\n".join(f"{each.label('zh') if language == 'zh' else each.id}: {each.example}" for each in fields.values())
    mapping = read_mapping(text, findings)
    assert mapping is not None
    values = read_fields(mapping, KNOWN.fields_by_name((kind.id,)), findings)
    assert findings.problems == []
    assert set(values) == set(fields)
    for each in fields.values():
        assert each.kind != "parts" or set(each.needs) <= set(values[each.id])


@each_type
def test_examples_pass_the_type_s_own_checks(kind: RecordType) -> None:
    findings = Findings("example.yml")
    mapping = read_mapping("\n".join(f"{each.id}: {each.example}" for each in kind.fields.values()) or "{}", findings)
    assert mapping is not None
    values = read_fields(mapping, KNOWN.fields_by_name((kind.id,)), findings)
    for check in kind.checks:
        assert parse_condition(check.holds).holds(values) is not False, check.code


def test_single_persons_cases_are_private() -> None:
    restricted = {kind.id for kind in TYPES if kind.restricted}
    assert restricted == {"relation_transfer", "disposition", "development_case", "objection"}
    for name in restricted:
        fields = tuple(KNOWN.types[name].fields.values())
        assert {each.audience for _, each in deep(fields)} == {Audience.COMMITTEE}
        assert not {"name", "person", "member"} & {each.id for _, each in deep(fields)}


@pytest.mark.parametrize(
    "name", ["talk", "hardship_visit", "objection", "organization_review", "self_assessment", "mass_survey"]
)
def test_what_only_the_committee_sees(name: str) -> None:
    assert KNOWN.types[name].audience is Audience.COMMITTEE


@pytest.mark.parametrize(
    ("path", "audience"),
    [
        ("shared.title", Audience.PUBLIC),
        ("shared.agenda", Audience.PUBLIC),
        ("shared.resolutions", Audience.MEMBERS),
        ("shared.attachments", Audience.MEMBERS),
        ("shared.leave_list", Audience.COMMITTEE),
        ("shared.absent_list", Audience.COMMITTEE),
        ("party_lecture.topic", Audience.PUBLIC),
        ("party_lecture.lecturer", Audience.MEMBERS),
        ("problem_search.contrasts", Audience.MEMBERS),
        ("inspection.findings", Audience.MEMBERS),
        ("member_appraisal.ballots", Audience.COMMITTEE),
        ("accountability_review.ballots", Audience.COMMITTEE),
        ("mass_survey.ballots", Audience.COMMITTEE),
        ("relation_check.lost", Audience.COMMITTEE),
        ("dues.amount_paid", Audience.COMMITTEE),
        ("waiver.basis", Audience.COMMITTEE),
        ("public_notice.period", Audience.PUBLIC),
        ("bulletin.as_of", Audience.PUBLIC),
    ],
)
def test_who_sees_a_field(path: str, audience: Audience) -> None:
    assert dict(everywhere())[path].audience is audience


def test_the_committee_s_own_records_lie_in_its_folder() -> None:
    homes = {name: KNOWN.types[name].folder for name in EXPECTED}
    assert {name for name, home in homes.items() if home == "committee"} == {
        "campaign_plan", "mobilization", "school_event", "committee_decision", "inspection", "bulletin",
        "public_notice", "objection", "commendation",
    }  # fmt: skip
    assert {name for name, home in homes.items() if home == "any"} == {"system_document", "affairs_disclosure"}


def test_the_eighteen_systems_the_plan_names() -> None:
    assert {choice.id for choice in KNOWN.types["system_document"].fields["key"].choices} == SYSTEMS


def test_both_sheets_of_ballots_and_points_are_alike() -> None:
    review, survey = (KNOWN.types[name].fields["ballots"] for name in ("accountability_review", "mass_survey"))
    assert [each.names for each in review.fields.values()] == [each.names for each in survey.fields.values()]
    assert KNOWN.types["self_assessment"].fields == KNOWN.types["organization_review"].fields


@pytest.mark.parametrize(
    "path",
    [
        "opinion.handled_on", "task.done_on", "election.approved_on", "objection.concluded_on",
        "relation_transfer.handed_in_on", "relation_transfer.received_on", "public_notice.withdrawn_on",
        "disposition.notified_on", "development_case.milestones.confirmed", "bulletin.issued_on",
    ],
)  # fmt: skip
def test_later_steps_are_unseen_until_their_day(path: str) -> None:
    assert dict(everywhere())[path].later
