"""A kind reads the fields it declares, each for a use, and no other: so what it tells has their class (design §7)."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.judge.case import Case
from generator.judge.kind import Finding, Kind
from generator.judge.kinds.sequence import Sequence
from generator.judge.parameters import Use
from generator.model.result import Status
from tests.judge.test_rules import compiled
from tests.test_shape import with_rule
from tests.watched import Undeclared

RULES = {
    "ratio": "types: [dues], numerator: paid_in_full, denominator: due_members - amount_due, threshold: 1,"
    " scoring: proportional, require: [approved_on], beside: {of: present / expected, called: {zh: 率}}",
    "zero": "types: [relation_check], field: lost",
    "sequence": "types: [development_case], order: [applied, voted]",
    "step": "any_of: [theory_study], by: 10-10, topics: campaign",
    "coverage": "types: [theory_study], topics: [甲]",
    "term": "types: [election]",
    "qualitative": "evidence: [task], aid: on_time",
    "cadence": "types: [talk], period: year, measure: talks,"
    " reach: {numerator: present, roster: members, line: 0.8}, where: members_covered > 0",
    "lead_time": "types: [member_meeting], first: [party_day], first_where: present > 0",
}
FIGURES = {
    "ratio": ("paid_in_full", "due_members", "amount_due", "approved_on"),
    "zero": ("roster_count", "lost"),
    "sequence": ("applied", "voted"),
    "step": ("topics",),
    "coverage": ("topics",),
    "term": ("term_years",),
    "cadence": ("talks",),
}
AIDS = {"ratio": ("present", "expected"), "qualitative": ("due", "done_on"), "cadence": ("present",)}
CHOICES = {"cadence": ("members_covered",), "lead_time": ("present",)}


@pytest.mark.parametrize("name", sorted(RULES))
def test_parameters_know_what_their_fields_are_for(tmp_path: Path, name: str) -> None:
    found, problems = compiled(
        tmp_path, f"- {{id: A1, standard: 1, points: 4, kind: {name}, {RULES[name]}, clause: 一}}\n"
    )
    assert problems == ()
    kind = found.kinds["A1"]
    assert kind.fields(Use.FIGURES) == FIGURES.get(name, ())
    assert kind.fields(Use.AID) == AIDS.get(name, ())
    assert kind.fields(Use.CHOICE) == CHOICES.get(name, ())


def test_a_kind_that_reads_what_it_does_not_declare_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def find(kind: Kind, case: Case) -> Finding:
        assert [event.values.day("applied") for event in case.book.counted(("party_day",))] == [None]
        return Finding(Status.PASS, reason=str([event.values.count("present") for event in case.book.events]))

    monkeypatch.setattr(Sequence, "find", find)
    school = with_rule(tmp_path, "\n- {id: X09, kind: sequence, types: [party_day], order: [applied], clause: 一}\n")
    school.record("2017/jichu/03-08-party-day")
    with pytest.raises(Undeclared, match="present"):
        school.rule("X09", as_of="2017-12-31")
