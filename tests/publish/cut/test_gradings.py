"""What each audience sees of a grading: scores by `publish_scores`, ballots by grade the committee (design §7)."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from generator.model.grading import (
    SOURCES,
    Answers,
    Condition,
    Contradiction,
    Lowered,
    Quota,
    Recommendable,
    Round,
    Sheet,
    Survey,
)
from generator.model.result import BranchResult, Status
from generator.publish.cut.gradings import GradingCutter
from generator.publish.publication import publish
from generator.types import Audience
from tests.publish.conftest import AUDIENCES, content, make_root

DAY = date(2017, 12, 5)
HIDDEN, PRIVATE = "M13", "2017/jichu/05-08-disposition"
SHEET = Sheet(
    "2017/jichu/12-04-self-assessment",
    DAY,
    True,
    False,
    Fraction(90),
    {"1": Fraction(18)},
    ("L01", HIDDEN),
    {"L05": Fraction(4)},
)
SURVEY = Survey(
    "2017/jichu/12-05-mass-survey",
    DAY,
    valid=40,
    returned=40,
    issued=41,
    score=Fraction(95),
    least=10,
    too_few=False,
    uncounted=False,
    satisfied=Fraction(1),
    counts={"good": 39, "fairly_good": 1},
    questions=(Answers("improved", {"yes": Fraction(3, 4), "no": Fraction(1, 4)}, {"yes": 30, "no": 10}),),
)
FINAL = Round(
    "final",
    SHEET,
    SURVEY,
    SHEET,
    final=Fraction(91),
    band="good",
    grade="average",
    lowered=(Lowered("veto", (HIDDEN,), "average"),),
    gap=Fraction(11),
    gap_wide=True,
    disorder=("mass",),
)
CONDITIONS = Recommendable((Condition("grade", False), Condition("L05", True, (PRIVATE, "2017/jichu/12-06-x"))))
BRANCH = BranchResult(
    "jichu",
    {each: SimpleNamespace(status=Status.FAIL, windows=()) for each in ("O02", HIDDEN)},  # type: ignore[misc]
    {},
    None,
    Fraction(0),
    rounds={"final": FINAL},
    recommendable=CONDITIONS,
    contradictions=(Contradiction(2, "2017/jichu/10-09-x", (HIDDEN,)), Contradiction(4, "x", ("O02", HIDDEN))),
)


def cut(audience: str, scores: bool = True, found: BranchResult = BRANCH) -> BranchResult:
    hidden = frozenset() if audience == "committee" else frozenset({HIDDEN})
    seen = replace(found, rules={key: each for key, each in found.rules.items() if key not in hidden})
    return GradingCutter(Audience(audience), scores, hidden, {PRIVATE}).branch(seen)


def test_the_committee_sees_all() -> None:
    assert cut("committee").rounds == BRANCH.rounds


@pytest.mark.parametrize("audience", ["public", "members"])
def test_scores_without_the_ballots_behind_them(audience: str) -> None:
    final = cut(audience).rounds["final"]
    assert (final.final, final.grade, final.gap) == (91, "average", 11)
    assert final.mass_survey is not None
    survey = final.mass_survey
    assert (survey.score, survey.valid, survey.returned, survey.issued, survey.response) == (95, *[None] * 4)
    assert (survey.satisfied, survey.counts, survey.questions) == (None, {}, ())


def test_a_paper_that_is_closed_is_not_named() -> None:
    papers = {SHEET.record, SURVEY.record}
    final = GradingCutter(Audience.PUBLIC, True, frozenset(), papers).branch(BRANCH).rounds["final"]
    assert [each and each.record for each in map(final.part, SOURCES)] == ["", "", ""]
    assert [final.score(each) for each in SOURCES] == [90, 95, 90]


@pytest.mark.parametrize(("audience", "points"), [("committee", {"L05": 4}), ("members", {}), ("public", {})])
def test_what_a_sheet_gives_each_rule_is_the_committee_s(audience: str, points: dict[str, int]) -> None:
    final = cut(audience).rounds["final"]
    assert [each and each.points for each in (final.self_assessment, final.organization_review)] == [points, points]


def test_no_scores_for_those_they_are_not_for() -> None:
    final = cut("public", scores=False).rounds["final"]
    assert (final.final, final.band, final.grade, final.gap, final.gap_wide, final.lowered) == (*[None] * 4, False, ())
    for sheet in (final.self_assessment, final.organization_review):
        assert sheet is not None
        assert (sheet.score, sheet.standards, sheet.date) == (None, {}, DAY)
    assert final.mass_survey is not None
    assert (final.mass_survey.score, final.mass_survey.satisfied, final.mass_survey.questions) == (None, None, ())
    assert final.disorder == ("mass",)


@pytest.mark.parametrize("audience", ["public", "members"])
def test_what_a_branch_lacks_is_the_committees_whoever_sees_scores(audience: str) -> None:
    for scores in (True, False):
        assert cut(audience, scores=scores).recommendable is None
        cutter = GradingCutter(Audience(audience), scores, frozenset(), {PRIVATE})
        assert cutter.quota(Quota(1, ("jichu",))) is None
    assert GradingCutter(Audience.COMMITTEE, True, frozenset(), {PRIVATE}).quota(Quota(1, ("jichu",)))


def test_a_hidden_rule_is_named_nowhere() -> None:
    found = cut("members")
    assert found.rounds["final"].self_assessment is not None
    assert found.rounds["final"].self_assessment.missing == ()  # what a sheet gives no points is of its points' class
    assert found.rounds["final"].lowered[0].of == ()
    assert [each.rules for each in found.contradictions] == [("O02",)]


def test_records_that_have_no_page_are_no_evidence() -> None:
    found = cut("committee").recommendable
    assert found is not None
    assert found.conditions[1].evidence == ("2017/jichu/12-06-x",)


def test_what_was_found_is_members_class() -> None:
    assert [len(cut(audience).contradictions) for audience in ("public", "members", "committee")] == [0, 1, 2]


@pytest.mark.parametrize(
    ("publish_scores", "seen"), [("public", {"public", "members", "committee"}), ("members", {"members", "committee"})]
)
def test_the_published_json(tmp_path: Path, publish_scores: str, seen: set[str]) -> None:
    make_root(tmp_path, 1)
    config = (tmp_path / "site_config.yml").read_text("utf-8")
    changed = config.replace("publish_scores: public", f"publish_scores: {publish_scores}")
    (tmp_path / "site_config.yml").write_text(changed, "utf-8")
    found = content(tmp_path)
    told: dict[str, Any] = {}
    for audience in AUDIENCES:
        publish(found, audience, tmp_path / "site")
        text = (tmp_path / "site" / audience / "2017" / "status.json").read_text("utf-8")
        told[audience] = json.loads(text)["branches"]["jichu"]
        page = (tmp_path / "site" / audience / "2017/jichu/evaluation.html").read_text("utf-8")
        assert ("97.2" in page) == (audience in seen)
        assert ("好51票" in page) == (audience == "committee")
    assert {each for each in AUDIENCES if told[each]["rounds"]["final"]["final"]} == seen
    assert {each for each in AUDIENCES if told[each]["recommendable"] is not None} == {"committee"}
