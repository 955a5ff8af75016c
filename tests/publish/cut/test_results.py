"""The cut of results: a figure has the class of what it is made of, and points follow the scores."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from generator.model.problem import Phrase
from generator.model.result import Fault, Part, RuleResult, Status, Value
from generator.publish.cut.results import cut_result
from generator.types import Audience
from tests.publish.conftest import content


def _cut(school: Path, audience: str, scores: str = "public", **changes: Any) -> RuleResult:
    """S02, or another rule, with the changes, cut."""
    found = content(school, "2018-01-20")
    rule = changes.pop("rule", "S02")
    result = found.results[2017]
    branch = result.branches["jichu"]
    changed = replace(branch, rules={**branch.rules, rule: replace(branch.rules[rule], **changes)})
    made = cut_result(
        replace(result, branches={"jichu": changed}),
        found.packs.of(2017)[0].kinds,
        Audience(audience),
        scores,
        lambda each: each.endswith("-disposition"),
    )
    return made.result.branches["jichu"].rules[rule]


def test_a_part_of_a_stricter_class_goes_and_no_figure_tells_of_it(school: Path) -> None:
    part = Part("unqualified_member_handling", "executed", True, ("2017/jichu/05-08-disposition",), None, "committee")
    with_case = _cut(school, "members", parts=(part,), value=Value(8, 8))
    without = _cut(school, "members", parts=(), value=Value(6, 6))
    assert with_case == without
    assert _cut(school, "committee", parts=(part,)).parts[0].evidence == ()


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


def test_what_only_a_hidden_part_rests_on_is_no_evidence(school: Path) -> None:
    part = Part(
        "unqualified_member_handling", "in_force", True, ("2017/_committee/01-04-system-document",), None, "committee"
    )
    shown = Part("regular_talks", "executed", True, ("2017/jichu/05-20-talk",))
    found = _cut(school, "public", parts=(shown, part), evidence=(*shown.evidence, *part.evidence))
    assert found.evidence == shown.evidence
