"""A record counts for what its content proves, and what does not count says why (design §4, What may count)."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import pytest

from tests.attached.samples import sample
from tests.complete import SHEET, SURVEY
from tests.school import CAMPAIGN, OMIT, School, branch, private, working_calendar

END = "2017-12-31"


@pytest.fixture
def school(tmp_path: Path) -> School:
    return School(tmp_path, branch(), config=CAMPAIGN)


def told(school: School, *codes: str) -> list[tuple[str, str]]:
    """The severity and code of every problem, or of those with the codes."""
    return [(each["severity"], each["code"]) for each in school.problems() if not codes or each["code"] in codes]


CHECK = {"roster_count": 12, "checked_count": 12}


class TestRelationCheck:
    @pytest.mark.parametrize(
        ("roster", "checked", "probationary", "complete"),
        [
            (12, 12, 0, True),
            (12, 1, 0, False),
            (11, 11, 0, False),
            (12, 12, 1, False),
            (13, 13, 1, True),
            (13, 13, 0, True),
        ],
    )
    def test_complete_where_nobody_is_left_out(
        self, tmp_path: Path, roster: int, checked: int, probationary: int, complete: bool
    ) -> None:
        school = School(tmp_path, branch(probationary=probationary), config=CAMPAIGN)
        school.record("2017/jichu/10-16-relation-check", {"roster_count": roster, "checked_count": checked})
        assert told(school) == ([] if complete else [("warning", "check_incomplete")])
        rules = school.status(as_of=END)["branches"]["jichu"]["rules"]
        found = [rules[rule]["status"] for rule in ("M10", "M11", "P05")]
        assert found == (["pass"] * 3 if complete else ["no_evidence", "no_evidence", "fail"])

    def test_the_warning_names_both_figures_and_what_to_write(self, tmp_path: Path) -> None:
        school = School(tmp_path, branch(full=22))
        school.record("2017/jichu/04-12-relation-check", {"roster_count": 10, "checked_count": 10})
        (problem,) = school.problems()
        assert "在册10人、排查10人" in problem["message"] and "22人" in problem["message"]
        assert "在册人数: 22，排查人数: 22" in problem["hint"]
        assert "在册10人" in school.explain("M08", as_of=END)

    def test_a_complete_check_stands_after_an_incomplete_one(self, school: School) -> None:
        school.record("2017/jichu/04-12-relation-check", CHECK | {"lost": 1})
        school.record("2017/jichu/09-12-relation-check", {"roster_count": 12, "checked_count": 11})
        assert school.rule("M10", as_of=END)["status"] == "fail"


class TestSheetsOfARound:
    DAYS = ("12-02", "12-05")

    def sheets(self, school: School, kind: str, second: dict[str, Any], **more: str) -> tuple[str, str]:
        slug = kind.replace("_", "-")
        field = "ballots" if kind == "mass_survey" else "points"
        first = school.record(f"2017/jichu/{self.DAYS[0]}-{slug}")
        return first, school.record(f"2017/jichu/{self.DAYS[1]}-{slug}", {field: second, **more})

    @pytest.mark.parametrize("kind", ["self_assessment", "mass_survey", "organization_review"])
    def test_a_second_one_is_refused(self, school: School, kind: str) -> None:
        second = SURVEY | {"good": 57, "fairly_good": 0, "average": 0} if kind == "mass_survey" else SHEET | {"1": 20}
        first, record = self.sheets(school, kind, second)
        (problem,) = [each for each in school.problems() if each["code"] == "sheet_twice"]
        assert (problem["severity"], problem["file"]) == ("error", f"records/{record}.md")
        assert first in problem["message"]

    @pytest.mark.parametrize("kind", ["self_assessment", "mass_survey", "organization_review"])
    def test_one_that_corrects_it_stands_alone(self, school: School, kind: str) -> None:
        ballots = kind == "mass_survey"
        second = SURVEY | {"good": 57, "fairly_good": 0, "average": 0} if ballots else SHEET | {"1": 20}
        slug = kind.replace("_", "-")
        first = f"2017/jichu/12-02-{slug}"
        _, record = self.sheets(school, kind, second, corrects=first, correction_reason="原表漏算一项")
        assert told(school) == []
        rounds = school.status(as_of=END)["branches"]["jichu"]["rounds"]["final"]
        part = {"self_assessment": "self", "mass_survey": "mass", "organization_review": "organization"}[kind]
        assert rounds[part] == ("100" if ballots else "87")
        text = school.explain("P06", as_of=END)
        assert first in text and record in text.split(first)[1], "the first is told of as corrected by the second"

    @pytest.mark.parametrize(
        ("more", "code"),
        [
            ({"corrects": "2017/jichu/12-02-self-assessment"}, "corrects_unreasoned"),
            ({"corrects": "2017/jichu/12-02-self-assessment", "correction_reason": "无"}, "corrects_unreasoned"),
            ({"corrects": "2017/jichu/12-01-self-assessment", "correction_reason": "漏算"}, "corrects_none"),
        ],
    )
    def test_a_correction_says_of_what_and_why(self, school: School, more: dict[str, str], code: str) -> None:
        self.sheets(school, "self_assessment", SHEET, **more)
        assert told(school) == [("error", code)]

    def test_another_round_branch_or_year_is_no_second_one(self, tmp_path: Path) -> None:
        school = School(tmp_path, branch(), branch("xinxi"))
        school.record("2017/jichu/12-02-self-assessment")
        school.record("2017/jichu/10-16-self-assessment", {"round": "baseline"})
        school.record("2017/xinxi/12-02-self-assessment")
        school.record("2016/jichu/12-02-self-assessment")
        school.record("2017/jichu/12-09-self-assessment", {"draft": True})
        assert told(school) == []

    def test_a_correction_is_corrected_again(self, school: School) -> None:
        reason = {"correction_reason": "漏算一项"}
        ids = [school.record("2017/jichu/12-02-self-assessment")]
        for day in ("12-05", "12-06"):
            ids.append(school.record(f"2017/jichu/{day}-self-assessment", {"corrects": ids[-1], **reason}))
        assert told(school) == []
        text = school.explain("P06", as_of=END)
        assert [line.split()[0] for line in text.split("没有计入")[1].splitlines()[1:]] == ids[:2]

    def test_before_its_day_the_first_one_stands(self, school: School) -> None:
        correction = {"corrects": "2017/jichu/12-02-self-assessment", "correction_reason": "漏算一项"}
        self.sheets(school, "self_assessment", SHEET | {"1": 20}, **correction)
        for day, score in (("2017-12-04", "85"), ("2017-12-05", "87")):
            assert school.status(as_of=day)["branches"]["jichu"]["rounds"]["final"]["self"] == score


class TestContent:
    @pytest.mark.parametrize(
        ("id", "fields", "suffix", "body"),
        [
            ("2017/jichu/12-02-self-assessment", {"points": OMIT}, ".md", ""),
            ("2017/jichu/12-02-self-assessment", {"points": {}}, ".md", ""),
            ("2017/jichu/12-02-organization-review", {"points": OMIT}, ".md", ""),
            ("2017/jichu/12-02-mass-survey", {"ballots": OMIT}, ".md", ""),
            ("2017/_committee/09-20-campaign-plan", {"issued_on": "2017-09-20"}, ".md", ""),
            ("2017/_committee/09-20-campaign-plan", {"issued_on": "2017-09-20"}, ".md", "（请补充方案内容）\n"),
            ("2017/_committee/09-21-mobilization", {}, ".md", ""),
        ],
    )
    def test_nothing_in_it_proves_nothing(
        self, school: School, id: str, fields: dict[str, Any], suffix: str, body: str
    ) -> None:
        school.record(id, fields, body=body, suffix=suffix)
        assert told(school) == [("warning", "incomplete")]

    @pytest.mark.parametrize(
        "kind", ["campaign_plan", "mobilization", "self_assessment", "mass_survey", "organization_review"]
    )
    def test_new_untouched_does_not_count(self, school: School, kind: str) -> None:
        home = "_committee" if kind in ("campaign_plan", "mobilization") else "jichu"
        assert school.run("new", kind, "--branch", home, "--date", "2017-09-20").code == 0
        assert {code for _, code in told(school)} == {"incomplete"}

    def test_an_attachment_is_content(self, school: School) -> None:
        school.write("records/2017/_committee/09-20-campaign-plan/方案.pdf", sample("a.pdf"))
        id = "2017/_committee/09-20-campaign-plan"
        school.record(id, {"issued_on": "2017-09-20", "attachments": ["方案.pdf"]}, body="见附件\n")
        assert told(school) == []

    def test_a_placeholder_is_named_with_what_to_write(self, school: School) -> None:
        school.record("2017/jichu/03-08-committee-meeting", {"place": "/", "agenda": ["无"]}, body="")
        place, agenda = school.problems(code="incomplete")
        assert "地点（只写了“/”）" in place["message"] and "地点: 第一会议室" in place["hint"]
        assert "议题" in agenda["message"] and "“无”" in agenda["message"]
        assert place["line"] < agenda["line"]
        assert school.window("O02", "2017-03", as_of=END)["count"] == 0
        assert "只写了“/”" in school.explain("O02", as_of=END)

    def test_observers_may_be_none(self, school: School) -> None:
        school.record("2017/jichu/03-08-committee-meeting", {"observers": "无"})
        assert told(school) == []


class TestRoster:
    @pytest.mark.parametrize(("expected", "right"), [(7, False), (11, False), (12, True), (13, True), (14, False)])
    @pytest.mark.parametrize("kind", ["member-meeting", "organizational-life-meeting"])
    def test_expected_by_the_roster(self, tmp_path: Path, kind: str, expected: int, right: bool) -> None:
        school = School(tmp_path, branch(probationary=1))
        school.record(f"2017/jichu/06-08-{kind}", {"expected": expected, "present": expected})
        found = school.problems(code="roster", severity="warning")
        assert bool(found) is not right
        assert all(str(expected) in each["message"] and "12" in each["message"] for each in found)

    def test_a_group_is_not_compared(self, tmp_path: Path) -> None:
        school = School(tmp_path, branch(groups=["g1"]))
        school.record("2017/jichu/06-08-organizational-life-meeting", {"expected": 6, "groups": ["g1"]})
        assert told(school) == []

    @pytest.mark.parametrize(
        ("graded", "aside", "counts"),
        [(12, 0, True), (11, 1, True), (3, 0, False), (11, 0, False), (13, 0, False), (12, 1, False)],
    )
    def test_everybody_is_appraised_or_accounted_for(
        self, tmp_path: Path, graded: int, aside: int, counts: bool
    ) -> None:
        school = School(tmp_path, branch(probationary=1))
        ballots = {"excellent": 2, "qualified": graded - 2}
        school.record("2017/jichu/12-13-member-appraisal", {"ballots": ballots, "not_appraised": aside})
        codes = {code for _, code in told(school)}
        assert codes == (set() if counts else {"incomplete", "roster"})
        assert (school.rule("O06", as_of=END)["status"] == "pending") is not counts


class TestVotes:
    @pytest.mark.parametrize(
        ("fields", "votes", "found"),
        [
            ({"present": 12}, (12, 0, 0), []),
            ({"present": 12}, (13, 0, 0), [("error", "votes_above")]),
            ({"present": 12, "voting_present": 11}, (11, 0, 0), []),
            ({"present": 12, "voting_present": 11}, (10, 1, 1), [("error", "votes_above")]),
            ({"present": 12, "voting_present": 12}, (8, 2, 1), [("warning", "votes_missing")]),
            ({"voting_expected": 11, "voting_present": 12}, (12, 0, 0), [("error", "voting_above_entitled")]),
            ({"voting_expected": 13, "voting_present": 12}, (12, 0, 0), [("error", "entitled_above_expected")]),
        ],
    )
    def test_no_more_votes_than_voters(
        self, school: School, fields: dict[str, int], votes: tuple[int, int, int], found: list[tuple[str, str]]
    ) -> None:
        resolution = {"text": "通过计划", **dict(zip(("for", "against", "abstain"), votes, strict=True))}
        school.record("2017/jichu/03-22-member-meeting", {**fields, "resolutions": [resolution]})
        assert told(school) == found


class TestYear:
    @pytest.mark.parametrize(
        ("title", "year", "found"),
        [
            ("2017年度民主评议党员", None, ["title_year"]),
            ("2017年度民主评议党员", "2017", []),
            ("2018年1月15日召开2017年度民主评议", None, ["title_year"]),
            ("2017年民主评议", "2018", ["title_year"]),
            ("民主评议党员", "2017", []),
            ("民主评议党员", "2018", []),
            ("民主评议党员", None, ["year_unsaid"]),
        ],
    )
    def test_the_year_it_is_about(self, school: School, title: str, year: str | None, found: list[str]) -> None:
        fields = {"title": title} | ({"appraised_year": year} if year else {})
        school.record("2018/jichu/01-15-member-appraisal", fields)
        assert [code for _, code in told(school)] == found

    @pytest.mark.parametrize(("day", "found"), [("03-31", ["year_unsaid"]), ("04-01", [])])
    def test_up_to_march(self, school: School, day: str, found: list[str]) -> None:
        school.record(f"2018/jichu/{day}-accountability-review")
        assert [code for _, code in told(school)] == found

    def test_not_where_the_year_before_has_one(self, school: School) -> None:
        school.record("2017/jichu/12-15-member-appraisal")
        school.record("2018/jichu/01-15-member-appraisal")
        assert told(school) == []

    def test_a_letter_is_of_its_own_year(self, school: School) -> None:
        school.record("2018/jichu/02-15-responsibility-letter")
        assert told(school) == []


class TestWaiver:
    @pytest.mark.parametrize(
        ("rule", "window", "cut"),
        [
            ("O02", ["2017-07-10", "2017-08-31"], "2017年7月没有整月包住"),
            ("O02", ["2017-07-01", "2017-08-31"], None),
            ("O02", ["2017-07-02", "2017-07-30"], "2017年7月没有整月包住"),
            ("O01", ["2017-07-01", "2017-08-31"], "2017年第三季度没有整季度包住"),
            ("M01", ["2017-01-01", "2017-06-30"], "2017年没有整年包住"),
            ("M01", ["2017-01-01", "2017-12-31"], None),
        ],
    )
    def test_windows_it_only_touches(self, school: School, rule: str, window: list[str], cut: str | None) -> None:
        school.record("2017/jichu/06-20-waiver", {"rule": rule, "window": window})
        found = school.problems(code="waiver_cut", severity="warning")
        assert [cut in each["message"] for each in found] == ([True] if cut else [])


class TestSurvey:
    FEW: ClassVar[dict[str, int]] = {
        "issued": 8,
        "returned": 8,
        "invalid": 0,
        "good": 3,
        "fairly_good": 3,
        "average": 2,
        "poor": 0,
        "abstain": 0,
    }

    def final(self, school: School) -> Any:
        half = {"yes": 4, "partly": 0, "no": 4}
        questions = dict.fromkeys(["improved", "solved", "satisfied"], half)
        school.record("2017/jichu/12-02-self-assessment")
        school.record("2017/jichu/12-04-mass-survey", {"ballots": self.FEW, "questions": questions})
        school.record("2017/jichu/12-07-organization-review")
        return school.status(as_of=END)["branches"]["jichu"]["rounds"]["final"]

    def test_of_few_ballots_is_used(self, school: School) -> None:
        assert self.final(school)["final"] == "85.5625"

    def test_gives_its_weight_away_where_so_configured(self, tmp_path: Path) -> None:
        config = CAMPAIGN | {"rounds": {"minimum_n": 10, "below_minimum": "to_organization"}}
        assert self.final(School(tmp_path, branch(), config=config))["final"] == "85"


class TestPrompts:
    @pytest.mark.parametrize(
        ("fields", "found"),
        [
            ({"issued_on": "2017-10-12"}, ["placeholder_left"]),
            ({}, []),
            ({"issued_on": "2017-10-12", "draft": True}, []),
        ],
    )
    def test_left_in_a_bulletin(self, school: School, fields: dict[str, Any], found: list[str]) -> None:
        body = "一、情况\n\n各支部进展正常。\n\n（请补充好的做法）\n"
        school.record(
            "2017/_committee/10-11-bulletin", {"kind": "situation", "as_of": "2017-09-30", **fields}, body=body
        )
        problems = [each for each in school.problems() if each["code"] == "placeholder_left"]
        assert [each["code"] for each in problems] == found
        for each in problems:
            text = (school.root / each["file"]).read_text("utf-8").split("\n")[each["line"] - 1]
            assert text == "（请补充好的做法）"


def test_a_second_notice_for_a_branch(tmp_path: Path) -> None:
    school = School(tmp_path, branch(), config=CAMPAIGN)
    working_calendar(school)
    school.record("2017/_committee/12-11-committee-decision")
    first = school.record("2017/_committee/12-12-public-notice")
    school.record("2017/_committee/12-13-public-notice", {"period": {"start": "2017-12-13", "end": "2017-12-19"}})
    (problem,) = school.problems(code="notice_second")
    assert first in problem["message"]
    school.record("2017/_committee/12-12-public-notice", {"withdrawn_on": "2017-12-13"})
    assert school.problems(code="notice_second") == []


def test_an_objection_that_is_a_draft_keeps_nothing_open(tmp_path: Path) -> None:
    config = CAMPAIGN | {"record_roots": [{"path": "records", "shared": True}, {"path": "private", "shared": False}]}
    for number, (draft, status) in enumerate([(False, "pending"), (True, "pass")]):
        school = School(tmp_path / str(number), branch(), config=config)
        working_calendar(school)
        school.record("2017/_committee/12-11-committee-decision")
        school.record("2017/_committee/12-12-public-notice")
        private(
            school,
            "2017/_committee/12-14-objection",
            {"received_on": "2017-12-14"} | ({"draft": True} if draft else {}),
        )
        assert school.rule("P08", as_of=END)["status"] == status
