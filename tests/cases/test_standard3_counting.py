"""When a record counts: quorum, completeness, drafts, events of several kinds (design §3)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.school import OMIT, School, branch, window

AS_OF = "2017-12-31"


class TestQuorumOfMemberMeetings:
    """Voting present × 2 ≥ full members on the day."""

    @pytest.mark.parametrize(
        ("full", "probationary", "fields", "counts"),
        [
            (12, None, {"应到": 12, "实到": 6}, True),
            (12, None, {"应到": 12, "实到": 5}, False),
            (11, None, {"应到": 11, "实到": 6}, True),
            (11, None, {"应到": 11, "实到": 5}, False),
            (12, 2, {"应到": 14, "实到": 7, "实到有表决权": 5}, False),
            (12, 2, {"应到": 14, "实到": 7, "实到有表决权": 6}, True),
            (12, 2, {"应到": 14, "实到": 6}, True),
            (12, 2, {"应到": 14, "实到": 5}, False),
            # Only full members vote: 20 came, but no more than 12 of them can.
            (12, 20, {"应到": 32, "实到": 20}, True),
            (12, 20, {"应到": 32, "实到": 20, "实到有表决权": 5}, False),
            ({"2014-09-01": 12, "2017-03-08": 20}, None, {"应到": 20, "实到": 9}, False),
            ({"2014-09-01": 12, "2017-03-09": 20}, None, {"应到": 12, "实到": 6}, True),
            ({"2014-09-01": 20, "2017-03-08": 12}, None, {"应到": 12, "实到": 6}, True),
        ],
        ids=[
            "exactly half",
            "below half",
            "odd, above",
            "odd, below",
            "voting_present below",
            "voting_present half",
            "present stands for voting",
            "present stands for voting, below",
            "capped by the full members",
            "voting_present goes first",
            "roster grew that day",
            "roster grows the day after",
            "roster shrank that day",
        ],
    )
    def test_quorum(
        self, tmp_path: Path, full: Any, probationary: int | None, fields: dict[str, int], counts: bool
    ) -> None:
        school = School(tmp_path, branch(full=full, probationary=probationary))
        record = school.record("2017/jichu/03-08-member-meeting", fields)
        found = school.window("O01", "2017-Q1", as_of=AS_OF)
        assert (found["status"], found["count"]) == (("pass", 1) if counts else ("fail", 0))
        code, check = school.check()
        assert (code, check["errors"], check["warnings"]) == (0, 0, 0 if counts else 1)
        for problem in check["problems"]:
            assert (problem["code"], problem["file"]) == ("no_quorum", f"records/{record}.md")


class TestQuorumOfCommitteeMeetings:
    """min(voting present, size) × 2 ≥ size; no test where the size is unknown."""

    @pytest.mark.parametrize(
        ("size", "fields", "counts"),
        [
            (5, {"应到": 5, "实到": 3}, True),
            (5, {"应到": 5, "实到": 2}, False),
            (4, {"应到": 4, "实到": 2}, True),
            (4, {"应到": 4, "实到": 1}, False),
            (3, {"应到": 3, "实到": 2}, True),
            (3, {"应到": 3, "实到": 1}, False),
            (5, {"类型": "支委扩大会", "应到": 9, "实到": 9}, True),
            (5, {"类型": "支委扩大会", "应到": 9, "实到": 9, "实到有表决权": 2}, False),
            (5, {"类型": "支委扩大会", "应到": 9, "实到": 9, "实到有表决权": 3}, True),
            (None, {"应到": 5, "实到": 1}, True),
        ],
        ids=[
            "3 of 5",
            "2 of 5",
            "2 of 4",
            "1 of 4",
            "2 of 3",
            "1 of 3",
            "enlarged",
            "enlarged, 2 voting",
            "enlarged, 3 voting",
            "size unknown",
        ],
    )
    def test_quorum(self, tmp_path: Path, size: int | None, fields: dict[str, Any], counts: bool) -> None:
        term: dict[str, Any] = {"from": "2014-09-01"} | ({"size": size} if size else {})
        school = School(tmp_path, branch(committee=[term]))
        record = school.record("2017/jichu/03-08-committee-meeting", fields)
        found = school.window("O02", "2017-03", as_of=AS_OF)
        assert (found["status"], found["count"]) == (("pass", 1) if counts else ("fail", 0))
        assert bool(school.problems(code="no_quorum", file=f"records/{record}.md")) is not counts

    def test_size_on_the_day(self, tmp_path: Path) -> None:
        terms = [{"from": "2014-09-01", "to": "2017-03-08", "size": 3}, {"from": "2017-03-08", "size": 5}]
        school = School(tmp_path, branch(committee=terms))
        school.record("2017/jichu/03-07-committee-meeting", {"应到": 3, "实到": 2})
        school.record("2017/jichu/03-08-committee-meeting", {"应到": 5, "实到": 2})
        assert school.window("O02", "2017-03", as_of=AS_OF)["count"] == 1

    def test_other_meetings_have_no_quorum(self, tmp_path: Path) -> None:
        school = School(tmp_path, branch(groups=["g1"]))
        school.record("2017/jichu/03-08-group-meeting", {"应到": 6, "实到": 1})
        school.record("2017/jichu/03-09-organizational-life-meeting", {"应到": 12, "实到": 1})
        assert school.window("O03", "2017-03", as_of=AS_OF, unit="jichu/g1")["status"] == "pass"
        assert school.window("O05", "2017-H1", as_of=AS_OF)["status"] == "pass"
        assert school.check()[1]["problems"] == []


class TestDraft:
    @pytest.mark.parametrize("written", ["是", "true", "yes"])
    @pytest.mark.parametrize("name", ["草稿", "draft"])
    def test_does_not_count(self, school: School, name: str, written: str) -> None:
        school.record("2017/jichu/03-08-committee-meeting", {name: written})
        assert school.window("O02", "2017-03", as_of=AS_OF)["status"] == "fail"
        assert school.check()[1]["errors"] == 0

    @pytest.mark.parametrize("written", ["否", "false", "no"])
    def test_that_is_none_counts(self, school: School, written: str) -> None:
        school.record("2017/jichu/03-08-committee-meeting", {"草稿": written})
        assert school.window("O02", "2017-03", as_of=AS_OF)["status"] == "pass"


# type, the rule and window it counts for
COUNTED = {
    "member_meeting": ("O01", "2017-Q1"),
    "committee_meeting": ("O02", "2017-03"),
    "group_meeting": ("O03", "2017-03"),
    "party_lecture": ("O04", "2017"),
    "organizational_life_meeting": ("O05", "2017-H1"),
    "member_appraisal": ("O06", "2017"),
}
MEETING = ["place", "chair", "recorder", "expected", "present"]
NEEDED = [
    *(("member_meeting", field) for field in MEETING),
    *(("committee_meeting", field) for field in MEETING),
    *(("group_meeting", field) for field in [*MEETING, "groups"]),
    *(("party_lecture", field) for field in ("lecturer", "topic")),
    *(("organizational_life_meeting", field) for field in MEETING),
    ("member_appraisal", "ballots"),
]


@pytest.fixture
def grouped(tmp_path: Path) -> School:
    return School(tmp_path, branch(groups=["g1"]))


def count_of(school: School, type_id: str) -> int:
    rule, key = COUNTED[type_id]
    unit = "jichu/g1" if type_id == "group_meeting" else "jichu"
    return int(school.window(rule, key, as_of=AS_OF, unit=unit)["count"])


class TestIncomplete:
    """A missing field or nothing said: a warning; published, not counted."""

    def assert_incomplete(self, school: School, record: str, suffix: str = ".md") -> None:
        code, check = school.check()
        assert (code, check["errors"]) == (0, 0)
        file = f"records/{record}{suffix}"
        assert [each["severity"] for each in check["problems"] if each["code"] == "incomplete"] == ["warning"]
        assert {each["file"] for each in check["problems"]} == {file}

    @pytest.mark.parametrize("type_id", COUNTED)
    def test_complete_counts(self, grouped: School, type_id: str) -> None:
        grouped.records(type_id, ["2017-03-08"])
        assert count_of(grouped, type_id) == 1
        told = {each["code"] for each in grouped.check()[1]["problems"]}
        assert told <= {"year_unsaid"}, "an appraisal in March that does not say of which year"

    @pytest.mark.parametrize(("type_id", "field"), NEEDED, ids=[f"{t}-{f}" for t, f in NEEDED])
    def test_field_left_out(self, grouped: School, type_id: str, field: str) -> None:
        (record,) = grouped.records(type_id, ["2017-03-08"], **{field: OMIT})
        assert count_of(grouped, type_id) == 0
        self.assert_incomplete(grouped, record)

    @pytest.mark.parametrize("empty", ["", '""', "~", "null"])
    def test_field_left_empty(self, school: School, empty: str) -> None:
        text = "类型: 支委会\n日期: 2017-03-08\n地点: {}\n主持人: 甲\n记录人: 乙\n应到: 5\n实到: 5\n请假: 0\n缺席: 0\n"
        school.write("records/2017/jichu/03-08-committee-meeting.md", f"---\n{text.format(empty)}---\n作了讨论。\n")
        assert school.window("O02", "2017-03", as_of=AS_OF)["count"] == 0
        self.assert_incomplete(school, "2017/jichu/03-08-committee-meeting")

    @pytest.mark.parametrize("type_id", [each for each in COUNTED if "meeting" in each])
    @pytest.mark.parametrize(
        ("agenda", "body", "counts"),
        [
            (OMIT, "", False),
            (OMIT, " \n\n\t\n", False),
            ([], "", False),
            (OMIT, "作了讨论。\n", True),
            (["研究工作"], "", True),
            ("研究工作", "", True),
        ],
        ids=["nothing", "blank minutes", "empty agenda", "minutes", "agenda", "agenda of one line"],
    )
    def test_minutes_or_agenda(self, grouped: School, type_id: str, agenda: object, body: str, counts: bool) -> None:
        slug = type_id.replace("_", "-")
        record = grouped.record(f"2017/jichu/03-08-{slug}", {"议题": agenda}, body=body)
        assert count_of(grouped, type_id) == (1 if counts else 0)
        if not counts:
            self.assert_incomplete(grouped, record)

    @pytest.mark.parametrize(("agenda", "counts"), [(["研究工作"], True), (OMIT, False)])
    def test_yml_has_no_minutes(self, school: School, agenda: object, counts: bool) -> None:
        record = school.record("2017/jichu/03-08-committee-meeting", {"议题": agenda}, suffix=".yml")
        assert count_of(school, "committee_meeting") == (1 if counts else 0)
        if not counts:
            self.assert_incomplete(school, record, ".yml")


class TestCombinedEvents:
    """An event counts for a type only with that type's own needed fields."""

    def counts(self, school: School, types: list[str], **fields: Any) -> dict[str, int]:
        slug = types[0].replace("_", "-")
        school.record(f"2017/jichu/03-08-{slug}", {"类型": types, **fields})
        return {type_id: count_of(school, type_id) for type_id in types}

    @pytest.mark.parametrize(
        ("types", "fields", "expected"),
        [
            (["organizational_life_meeting", "member_appraisal"], {}, [1, 1]),
            (["organizational_life_meeting", "member_appraisal"], {"ballots": OMIT}, [1, 0]),
            (["organizational_life_meeting", "member_appraisal"], {"place": OMIT}, [0, 1]),
            (["member_meeting", "party_lecture"], {}, [1, 1]),
            (["member_meeting", "party_lecture"], {"lecturer": OMIT}, [1, 0]),
            (["member_meeting", "party_lecture"], {"recorder": OMIT}, [0, 1]),
            (["group_meeting", "organizational_life_meeting"], {}, [1, 1]),
        ],
        ids=[
            "life meeting and appraisal",
            "no ballots",
            "no place",
            "meeting and lecture",
            "no lecturer",
            "no recorder",
            "group life meeting",
        ],
    )
    def test_each_type_needs_its_own_fields(
        self, grouped: School, types: list[str], fields: dict[str, Any], expected: list[int]
    ) -> None:
        assert list(self.counts(grouped, types, **fields).values()) == expected
        complete = expected == [1, 1]
        assert bool(grouped.problems(code="incomplete", severity="warning")) is not complete

    def test_quorum_of_one_kind_does_not_touch_the_other(self, school: School) -> None:
        # 5 of 12 is no quorum of a member meeting; a life meeting has none.
        types = ["organizational_life_meeting", "member_meeting"]
        assert list(self.counts(school, types, 应到=12, 实到=5).values()) == [1, 0]
        assert school.problems(code="no_quorum", severity="warning")

    @pytest.mark.parametrize(
        ("types", "counts"),
        [
            (["organizational_life_meeting"], 1),
            (["organizational_life_meeting", "committee_meeting"], 0),
            (["committee_meeting", "organizational_life_meeting"], 0),
            (["organizational_life_meeting", "member_meeting"], 1),
            (["organizational_life_meeting", "group_meeting"], 1),
            (["organizational_life_meeting", "committee_meeting", "member_meeting"], 1),
            (["organizational_life_meeting", "committee_meeting", "group_meeting"], 1),
        ],
        ids=lambda each: "+".join(each) if isinstance(each, list) else None,
    )
    def test_life_meeting_of_the_committee_alone(self, grouped: School, types: list[str], counts: int) -> None:
        assert self.counts(grouped, types, 应到=12, 实到=12)["organizational_life_meeting"] == counts

    def test_committee_only_life_meeting_is_still_a_committee_meeting(self, school: School) -> None:
        types = ["organizational_life_meeting", "committee_meeting"]
        assert self.counts(school, types)["committee_meeting"] == 1

    @pytest.mark.parametrize(
        ("types", "warned"),
        [
            (["committee_meeting", "member_meeting"], True),
            (["party_day", "party_lecture", "member_meeting"], True),
            (["party_day", "party_lecture"], False),
        ],
        ids=["two bodies", "three kinds", "two kinds"],
    )
    def test_unlikely_combinations_are_named(self, school: School, types: list[str], warned: bool) -> None:
        slug = types[0].replace("_", "-")  # domain §0.5
        record = school.record(f"2017/jichu/03-08-{slug}", {"类型": types, "应到": 12, "实到": 12})
        found = school.problems(severity="warning", file=f"records/{record}.md")
        assert (bool(found), school.check()[0]) == (warned, 0)

    def test_two_records_of_a_day_are_two(self, school: School) -> None:
        one = school.record("2017/jichu/03-08-committee-meeting")
        two = school.record("2017/jichu/03-08-committee-meeting-2", body="第二次会议。\n")
        march = window(school.rule("O02", as_of=AS_OF), "2017-03")
        assert (march["count"], sorted(march["evidence"])) == (2, sorted([one, two]))
        assert school.check()[1]["problems"] == []
