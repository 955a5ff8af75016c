"""The cut of results: a figure has the class of what it is made of, and points follow the scores."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from generator.model.problem import Phrase
from generator.model.result import Fault, Part, RuleResult, Status, Value
from generator.publish.cut.classes import Closed
from generator.publish.cut.results import cut_result
from generator.types import Audience
from tests.publish.conftest import DISPOSITION, content


def _cut(school: Path, audience: str, scores: str = "public", **changes: Any) -> RuleResult:
    """S02, or another rule, with the changes, cut."""
    found = content(school, "2018-01-20")
    rule, named = changes.pop("rule", "S02"), changes.pop("closed", {})
    unnamed = {DISPOSITION: Closed(("disposition",), narrowed=False), **named}
    result = found.results[2017]
    branch = result.branches["jichu"]
    changed = replace(branch, rules={**branch.rules, rule: replace(branch.rules[rule], **changes)})
    made = cut_result(
        replace(result, branches={"jichu": changed}),
        found.packs.of(2017)[0].kinds,
        Audience(audience),
        scores,
        unnamed,
    )
    return made.result.branches["jichu"].rules[rule]


def test_a_rule_with_a_hidden_part_is_as_if_there_were_none(school: Path) -> None:
    """Neither its status nor its points, its figures or its evidence tell of what only the committee sees."""
    key, system = "unqualified_member_handling", "2017/_committee/01-04-system-document"
    shown = Part("regular_talks", "executed", True, ("2017/jichu/05-20-party-day",))
    hidden = (
        Part(key, "in_force", True, (system,), None, "committee"),
        Part(key, "executed", False, (DISPOSITION,), None, "committee"),
    )
    fault = Fault(Phrase("faults.told", {"what": "x", "said": ()}))
    whole = {"status": Status.FAIL, "earned": Fraction(2), "value": Value(2, 3), "fault": fault}
    evidence = (*shown.evidence, system, DISPOSITION)
    with_case = _cut(school, "members", parts=(shown, *hidden), evidence=evidence, **whole)
    without = _cut(school, "members", parts=(shown,), evidence=shown.evidence, status=Status.PASS, value=Value(1, 1))
    assert with_case == without
    assert (with_case.status, with_case.earned, with_case.value, with_case.fault) == (
        *(Status.PASS, with_case.rule.points, Value(1, 1), None),
    )
    seen = _cut(school, "committee", parts=(shown, *hidden), evidence=evidence, **whole)
    assert (seen.status, seen.earned, seen.parts[2].evidence) == (Status.FAIL, 2, ())


def test_a_record_that_is_closed_is_no_evidence_and_no_figure(school: Path) -> None:
    closed = "2017/jichu/02-08-committee-meeting"
    narrowed = {closed: Closed(("committee_meeting",), narrowed=True)}
    whole = _cut(school, "public", rule="O02")
    month = next(each for each in whole.windows if each.window.key == "2017-02")
    windows = tuple(replace(each, evidence=(closed,)) if each is month else each for each in whole.windows)
    seen = _cut(school, "public", rule="O02", windows=windows, closed=narrowed)
    february = next(each for each in seen.windows if each.window.key == "2017-02")
    assert (february.status, february.count, february.evidence) == (month.status, None, ())
    assert (seen.why, seen.value, seen.steps, seen.aid) == (Phrase(f"judging.why.{whole.status}"), None, (), None)
    assert seen.earned == whole.earned  # it follows from the statuses of the months


def test_a_reason_that_a_closed_record_gives_is_not_told(school: Path) -> None:
    closed = "2017/jichu/02-09-committee-meeting"
    whole = _cut(school, "public", rule="O02")
    windows = tuple(replace(each, reason="no_quorum", behind=(closed,)) for each in whole.windows[:1])
    for named, reason in (({}, "no_quorum"), ({closed: Closed(("committee_meeting",), True)}, None)):
        seen = _cut(school, "public", rule="O02", windows=windows, closed=named)
        assert [each.reason for each in seen.windows] == [reason]


def test_points_that_would_be_the_figure_are_not_told(school: Path) -> None:
    """Half of the points times the share, where the share is the committee's; all of them where it is reached."""
    for status, earned, seen in ((Status.FAIL, Fraction(7, 9), None), (Status.PASS, Fraction(2), Fraction(2))):
        found = _cut(school, "public", rule="M07", status=status, earned=earned, value=Value(7, 9, Fraction(4, 5)))
        assert (found.status, found.earned, found.value) == (status, seen, None)
    assert _cut(school, "public", rule="M10", status=Status.FAIL, earned=Fraction(0)).earned == 0


def test_points_judged_do_not_tell_of_hidden_rules(school: Path) -> None:
    found = content(school, "2018-01-20")
    result, kinds = found.results[2017], found.packs.of(2017)[0].kinds
    branch = result.branches["jichu"]
    told = set()
    for earned in (None, Fraction(0), Fraction(3, 2)):
        rules = {**branch.rules, "M09": replace(branch.rules["M09"], earned=earned)}
        judged = branch.standards["2"].judged + (Fraction(3, 2) if earned is not None else 0)
        if branch.rules["M09"].earned is not None:
            judged -= Fraction(3, 2)
        standards = {**branch.standards, "2": replace(branch.standards["2"], judged=judged)}
        changed = replace(branch, rules=rules, standards=standards)
        cut = cut_result(replace(result, branches={"jichu": changed}), kinds, Audience.PUBLIC, "public", {})
        told.add(cut.result.branches["jichu"].standards["2"].judged)
    assert len(told) == 1


def test_a_figure_has_the_class_of_what_it_is_made_of(school: Path) -> None:
    why = Phrase("kinds.zero.why.found", {"found": 5, "overdue": 0})
    bare = Phrase("faults.bare", {"what": "失联党员"})
    found: dict[str, object] = {
        "rule": "M10",
        "status": Status.FAIL,
        "value": Value(5, 20, Fraction(0)),
        "why": why,
        "fault": Fault(Phrase("faults.of_group", {"group": "5人", "windows": ""}), bare),
    }
    for audience in ("public", "members"):  # the members lost are the committee's, however many
        shown = _cut(school, audience, **found)
        assert (shown.status, shown.value, shown.steps) == (Status.FAIL, None, ())
        assert (shown.why, shown.fault) == (Phrase("judging.why.fail"), Fault(bare))
    shown = _cut(school, "committee", **found)
    assert (shown.value, shown.why, shown.fault) == (found["value"], why, found["fault"])


def test_the_share_of_good_in_the_review_is_the_committees_to_the_vote(school: Path) -> None:
    assert _cut(school, "members", rule="L05", value=Value(19, 20, Fraction(19, 20))).value is None
    assert _cut(school, "committee", rule="L05", value=Value(19, 20, Fraction(19, 20))).value is not None


def test_scores_only_for_whom_they_are_published(school: Path) -> None:
    assert _cut(school, "public", "members", rule="O02").earned is None
    assert _cut(school, "public", "members", rule="O02").steps == ()
    assert _cut(school, "members", "members", rule="O02").earned is not None


def test_sentences_that_name_points_follow_the_scores(school: Path) -> None:
    nothing = Fault(Phrase("faults.told", {"what": "民主集中制", "said": (Phrase("points.nothing_given"),)}))
    found = _cut(school, "public", "committee", rule="L06", status=Status.FAIL, fault=nothing)
    assert found.fault is not None and found.fault.said.code == "faults.bare"
    assert _cut(school, "public", "public", rule="L06", status=Status.FAIL, fault=nothing).fault == nothing
