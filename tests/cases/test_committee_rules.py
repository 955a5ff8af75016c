"""What the school committee does: G01, G04, G05, and its school-wide events for the branches (design §4, plan 四)."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import pytest

from tests.school import CAMPAIGN, OMIT, School, branch, reasons, window


@pytest.fixture
def school(tmp_path: Path) -> School:
    """Two branches in the year of the campaign."""
    return School(tmp_path, branch(), branch("xinxi"), config=CAMPAIGN)


def rule(school: School, id: str, as_of: str, year: int = 2017) -> dict[str, Any]:
    """A rule of the committee."""
    found: dict[str, Any] = school.status(year=year, as_of=as_of)["committee"]["rules"][id]
    return found


def months(found: dict[str, Any]) -> list[str]:
    """The statuses of October, November and December."""
    judged = {each["from"][5:7]: each["status"] for each in found["windows"]}
    return [judged[month] for month in ("10", "11", "12")]


def held(school: School, type_id: str, day: str, **fields: Any) -> str:
    return school.record(f"2017/_committee/{day}-{type_id.replace('_', '-')}", fields)


def test_where_they_stand(school: School) -> None:  # design §5
    status = school.status(as_of="2017-12-31")
    assert set(status["committee"]["rules"]) == {"G01", "G04", "G05"}
    for found in status["branches"].values():
        assert {"G02", "G03"} <= set(found["rules"])
        assert not {"G01", "G04", "G05"} & set(found["rules"])


@pytest.mark.parametrize("id", ["G01", "G04", "G05"])
def test_gates_have_no_points(school: School, id: str) -> None:
    found = rule(school, id, "2017-12-31")
    assert (found["status"], found["points"], found["earned"]) == ("fail", None, None)


class TestCampaignPlan:
    """G01: the plan issued and the mobilization held."""

    @pytest.mark.parametrize(
        ("kinds", "as_of", "status"),
        [
            (["campaign_plan", "mobilization"], "2017-09-20", "pass"),
            (["campaign_plan", "mobilization"], "2017-12-31", "pass"),
            (["campaign_plan"], "2017-12-31", "fail"),
            (["mobilization"], "2017-12-31", "fail"),
            ([], "2017-12-31", "fail"),
        ],
    )
    def test_both(self, school: School, kinds: list[str], as_of: str, status: str) -> None:
        evidence = [held(school, kind, "09-20") for kind in kinds]
        found = rule(school, "G01", as_of)
        assert (found["status"], sorted(found["evidence"])) == (status, sorted(evidence))

    @pytest.mark.parametrize(
        ("issued", "as_of", "status"),
        [
            ("09-30", "2017-09-30", "pass"),
            ("10-01", "2017-09-30", "pending"),
            ("10-01", "2017-10-01", "late"),
            ("12-15", "2017-12-14", "fail"),
            ("12-15", "2017-12-31", "late"),
        ],
    )
    def test_before_the_campaign_begins(self, school: School, issued: str, as_of: str, status: str) -> None:
        held(school, "campaign_plan", issued)
        held(school, "mobilization", "09-20")
        assert rule(school, "G01", as_of)["status"] == status

    def test_the_day_it_was_issued_decides(self, school: School) -> None:
        held(school, "campaign_plan", "09-20", issued_on="2017-12-15")
        held(school, "mobilization", "09-20")
        found = rule(school, "G01", "2017-12-31")
        assert (found["status"], found["fault"]) == (
            "late",
            "部署和动员：创建活动方案应于9月30日前完成，12月15日才完成",
        )

    def test_in_a_year_without_a_campaign(self, tmp_path: Path) -> None:
        found = rule(School(tmp_path), "G01", "2017-12-31")
        assert (found["status"], found["reason"]) == ("not_applicable", "no_campaign")

    def test_of_another_year(self, school: School) -> None:
        school.record("2016/_committee/09-20-campaign-plan")
        school.record("2016/_committee/09-20-mobilization")
        assert rule(school, "G01", "2017-12-31")["status"] == "fail"

    def test_seen_from_their_days(self, school: School) -> None:
        held(school, "campaign_plan", "09-20")
        held(school, "mobilization", "09-25")
        assert rule(school, "G01", "2017-09-24")["status"] != "pass"
        assert rule(school, "G01", "2017-09-25")["status"] == "pass"


class TestSupervision:
    """G04: an inspection or a bulletin in each of October, November and December."""

    @pytest.mark.parametrize(
        ("events", "as_of", "expected", "status"),
        [
            ([], "2017-09-30", ["pending", "pending", "pending"], "pending"),
            ([], "2017-10-30", ["pending", "pending", "pending"], "pending"),
            ([], "2017-10-31", ["fail", "pending", "pending"], "fail"),
            ([], "2017-12-30", ["fail", "fail", "pending"], "fail"),
            ([], "2017-12-31", ["fail", "fail", "fail"], "fail"),
            (["inspection 09-30"], "2017-10-31", ["fail", "pending", "pending"], "fail"),
            (["inspection 10-01"], "2017-10-31", ["pass", "pending", "pending"], "pending"),
            (["inspection 10-31"], "2017-10-30", ["pending", "pending", "pending"], "pending"),
            (["inspection 10-31"], "2017-10-31", ["pass", "pending", "pending"], "pending"),
            (["bulletin 11-30"], "2017-11-30", ["fail", "pass", "pending"], "fail"),
            (["inspection 10-10", "bulletin 10-20"], "2017-11-30", ["pass", "fail", "pending"], "fail"),
            (["inspection 10-10", "bulletin 11-20", "inspection 12-31"], "2017-12-31", ["pass"] * 3, "pass"),
        ],
    )
    def test_each_month(self, school: School, events: list[str], as_of: str, expected: list[str], status: str) -> None:
        for event in events:
            kind, day = event.split()
            held(school, kind, day, **({"issued_on": f"2017-{day}"} if kind == "bulletin" else {}))
        found = rule(school, "G04", as_of)
        assert (months(found), found["status"]) == (expected, status)

    def test_only_these_months_are_judged(self, school: School) -> None:
        found = rule(school, "G04", "2017-12-31")
        assert [each["from"] for each in found["windows"] if each["status"] != "not_applicable"] == [
            "2017-10-01",
            "2017-11-01",
            "2017-12-01",
        ]

    @pytest.mark.parametrize("kind", ["hear_report", "spot_check"])
    def test_either_way(self, school: School, kind: str) -> None:
        evidence = held(school, "inspection", "10-10", kind=kind)
        (october,) = (each for each in rule(school, "G04", "2017-10-31")["windows"] if each["from"] == "2017-10-01")
        assert (october["status"], october["count"], october["evidence"]) == ("pass", 1, [evidence])

    def test_inspection_without_its_kind_is_incomplete(self, school: School) -> None:
        held(school, "inspection", "10-10", kind=OMIT)
        assert months(rule(school, "G04", "2017-10-31"))[0] == "fail"

    @pytest.mark.parametrize("year", [2016, 2018])
    def test_outside_the_campaign(self, school: School, year: int) -> None:
        found = rule(school, "G04", f"{year}-12-31", year)
        assert found["status"] == "not_applicable"
        assert "no_campaign" in reasons(found)

    def test_of_a_branch_counts_for_nothing(self, school: School) -> None:
        school.record("2017/jichu/10-10-work-report")
        assert months(rule(school, "G04", "2017-10-31"))[0] == "fail"


class TestFiles:
    """G05: a list of archived files for every branch."""

    @pytest.mark.parametrize(("units", "status"), [(["jichu", "xinxi"], "pass"), (["jichu"], "fail"), ([], "fail")])
    def test_every_branch(self, school: School, units: list[str], status: str) -> None:
        evidence = [school.record(f"2017/{unit}/12-20-archive-list") for unit in units]
        found = rule(school, "G05", "2017-12-31")
        assert (found["status"], sorted(found["evidence"])) == (status, evidence)
        assert rule(school, "G05", "2017-12-19")["status"] != "pass"

    def test_twice_for_one_branch(self, school: School) -> None:
        for day in ("12-20", "12-21"):
            school.record(f"2017/jichu/{day}-archive-list")
        assert rule(school, "G05", "2017-12-31")["status"] == "fail"

    def test_of_another_year(self, school: School) -> None:
        for unit in ("jichu", "xinxi"):
            school.record(f"2016/{unit}/12-20-archive-list")
        assert rule(school, "G05", "2017-12-31")["status"] == "fail"

    def test_branch_founded_later_is_not_missed(self, tmp_path: Path) -> None:
        school = School(tmp_path, branch(), branch("xinxi", valid_from="2018-03-01"), config=CAMPAIGN)
        school.record("2017/jichu/12-20-archive-list")
        assert rule(school, "G05", "2017-12-31")["status"] == "pass"
        assert rule(school, "G05", "2018-06-01")["status"] == "pass"  # the branch was none of 2017


class TestSchoolEvents:
    """全校活动 counts for each branch that attended, as its types (design §3)."""

    PLACE: ClassVar[dict[str, Any]] = {
        "place": "礼堂",
        "chair": "学校党委书记",
        "recorder": "组织科",
        "expected": 60,
        "present": 50,
    }

    def event(self, school: School, day: str, *kinds: str, **fields: Any) -> str:
        attended = fields.pop("attended", [{"branch": "jichu", "present": 10}])
        given = {"type": ["school_event", *kinds], "attended": attended, "on_leave": 10, "absent": 0, **fields}
        return school.record(f"2017/_committee/{day}-school-event", given)

    def test_training(self, school: School) -> None:  # M05, domain: a school-level one attended by the branch
        event = self.event(school, "06-10", "centralized_training", present=50, expected=60)
        rules = {unit: each["rules"] for unit, each in school.status(as_of="2017-12-31")["branches"].items()}
        found = rules["jichu"]["M05"]
        assert (found["status"], window(found, "2017")["evidence"]) == ("pass", [event])
        assert rules["xinxi"]["M05"]["status"] == "fail"

    def test_training_counted_by_its_attendance(self, school: School) -> None:
        self.event(school, "06-10", "centralized_training", present=OMIT, on_leave=OMIT, absent=OMIT)
        assert school.rule("M05", as_of="2017-12-31")["status"] == "pass"

    def test_two_branches(self, school: School) -> None:
        both = [{"branch": "jichu", "present": 10}, {"branch": "xinxi", "present": 9}]
        self.event(school, "06-10", "centralized_training", attended=both)
        for unit in ("jichu", "xinxi"):
            assert school.rule("M05", as_of="2017-12-31", branch=unit)["status"] == "pass"

    def test_lecture_and_training_in_one(self, school: School) -> None:
        event = self.event(school, "06-28", "party_lecture", "centralized_training")
        rules = school.status(as_of="2017-12-31")["branches"]["jichu"]["rules"]
        assert window(rules["O04"], "2017")["evidence"] == [event]
        assert window(rules["M05"], "2017")["evidence"] == [event]

    def test_study_in_the_campaign(self, school: School) -> None:  # P01
        event = self.event(school, "09-28", "theory_study", **self.PLACE, topics=["讲政治、有信念"])
        rules = {unit: each["rules"] for unit, each in school.status(as_of="2017-12-31")["branches"].items()}
        assert (rules["jichu"]["P01"]["status"], rules["jichu"]["P01"]["evidence"]) == ("pass", [event])
        assert rules["xinxi"]["P01"]["status"] == "fail"
        assert event in rules["jichu"]["M01"]["evidence"]
        assert event not in rules["xinxi"]["M01"]["evidence"]

    def test_study_carries_out_its_system(self, school: School) -> None:  # S04
        school.record("2016/_committee/03-01-system-document", {"key": "theory_study"})
        self.event(school, "05-10", "theory_study", **self.PLACE)
        met = {
            unit: each["rules"]["S04"]["value"]["numerator"]
            for unit, each in school.status(as_of="2017-06-30")["branches"].items()
        }
        assert met == {"jichu": 2, "xinxi": 1}

    def test_lacking_its_own_fields(self, school: School) -> None:
        self.event(school, "06-10", "centralized_training", hours=OMIT)
        assert school.rule("M05", as_of="2017-12-31")["status"] == "fail"

    def test_as_nothing_but_an_event(self, school: School) -> None:
        self.event(school, "06-10")
        jichu = school.status(as_of="2017-12-31")["branches"]["jichu"]["rules"]
        assert (jichu["M05"]["status"], jichu["O04"]["status"]) == ("fail", "fail")


class TestCombinedAcrossStandards:
    """One event of several kinds counts for each rule whose own fields it has (domain §0.5)."""

    def test_member_meeting_with_review_and_training(self, school: School) -> None:
        kinds = ["member_meeting", "accountability_review", "centralized_training"]
        event = school.record("2017/jichu/11-10-member-meeting", {"type": kinds, "present": 12})
        rules = school.status(as_of="2017-12-31")["branches"]["jichu"]["rules"]
        for id, key in (("O01", "2017-Q4"), ("L03", "2017-H2"), ("L04", "2017"), ("M05", "2017")):
            found = window(rules[id], key)
            assert (found["status"], found["count"], found["evidence"]) == ("pass", 1, [event]), id
        assert (rules["L05"]["status"], rules["L05"]["evidence"]) == ("pass", [event])
        assert rules["M07"]["value"]["denominator"] == 12

    def test_party_day_with_study_and_lecture(self, school: School) -> None:
        kinds = ["party_day", "theory_study", "party_lecture"]
        event = school.record("2017/jichu/09-28-party-day", {"type": kinds, "topics": ["讲政治、有信念"]})
        rules = school.status(as_of="2017-12-31")["branches"]["jichu"]["rules"]
        assert rules["P01"]["evidence"] == [event]
        assert window(rules["O04"], "2017")["evidence"] == [event]
        assert (rules["O11"]["evidence"], rules["M01"]["evidence"]) == ([event], [event])

    def test_only_what_has_its_own_fields(self, school: School) -> None:
        kinds = ["party_day", "party_lecture", "dues"]
        fields = {"type": kinds, "topic": OMIT, "lecturer": OMIT, "month": "2017-01"}
        event = school.record("2017/jichu/01-20-party-day", fields)
        rules = school.status(as_of="2017-12-31")["branches"]["jichu"]["rules"]
        assert window(rules["O04"], "2017")["status"] == "fail"
        assert window(rules["M14"], "2017-01")["evidence"] == [event]
        assert rules["O11"]["evidence"] == [event]
