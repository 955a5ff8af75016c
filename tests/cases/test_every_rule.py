"""What must hold for every rule of the pack, whatever its kind (design §4, §5)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cases.busy import (
    BUSY,
    KEYS,
    PACK,
    RULES,
    Record,
    judged,
    of_kind,
    school_with,
    write,
)
from tests.school import School

SLOW = settings(max_examples=30, deadline=None, derandomize=True)


@pytest.mark.parametrize("as_of", ["2017-01-01", "2017-06-30", "2017-12-05", "2017-12-31", "2018-02-01"])
def test_every_result_is_well_formed(busy: School, as_of: str) -> None:
    statuses = {"target_met", "pass", "fail", "late", "pending", "not_applicable", "exempt", "no_evidence"}
    for rule, result in judged(busy, as_of).items():
        points = RULES[rule]["points"]
        assert result["status"] in statuses | {"needs_review", "assessed"}, rule
        assert {each["status"] for each in result["windows"]} <= statuses, rule
        assert (result["points"] is None) == (points is None), rule
        if points is None:
            assert result["earned"] is None, rule
        else:
            assert Fraction(result["points"]) == Fraction(str(points)), rule
        if result["earned"] is not None:
            assert 0 <= Decimal(result["earned"]) <= Decimal(result["points"]), rule
            assert re.fullmatch(r"\d+(\.\d{0,5}[1-9])?", result["earned"]), rule
        if result["status"] in ("pass", "target_met"):
            assert result["earned"] in (None, result["points"]), rule
        for day in (each["to"] for each in result["windows"] if each["status"] in ("fail", "no_evidence")):
            assert day <= as_of, rule
        evidence = [*result["evidence"], *(each for one in result["windows"] for each in one["evidence"])]
        for each in evidence:
            assert each.startswith("2017/jichu/rectification") or any(
                record.id == each and str(record.day) <= as_of for record in BUSY
            ), (rule, each)


def test_order_of_writing_changes_nothing() -> None:
    for as_of in ("2017-11-20", "2018-02-01"):
        argv = ("status", "--year", "2017", "--as-of", as_of, "--format", "json")
        with school_with(BUSY) as one, school_with(BUSY[::-1]) as other:
            assert one.run(*argv).out == other.run(*argv).out
            assert one.run("check", "--format", "json").out == other.run("check", "--format", "json").out


DECISION, NOTICE = "2017/_committee/12-11-committee-decision", "2017/_committee/12-12-public-notice"


def sound(records: list[Record]) -> list[Record]:
    """With the decision that a notice rests on: without it the notice is refused."""
    ids = {record.id for record in records}
    needed = [record for record in BUSY if record.id == DECISION]
    return [*records, *needed] if NOTICE in ids and DECISION not in ids else records


# Any part of the year; documents of 2016 or none, so that nothing open is closed and opened again.
parts = st.lists(st.sampled_from(BUSY), unique_by=lambda record: record.id, max_size=45).map(sound)
days_of_two_years = st.dates(date(2017, 1, 1), date(2018, 2, 28))


@SLOW
@given(parts, days_of_two_years, st.integers(1, 200))
def test_a_later_as_of_never_turns_fail_into_pending(records: list[Record], as_of: date, later: int) -> None:
    with school_with(records) as school:
        first, second = judged(school, as_of), judged(school, as_of + timedelta(days=later))
    for rule, before in first.items():
        assert (before["status"], second[rule]["status"]) != ("fail", "pending"), rule
        then = {(each["from"], each["unit"]): each["status"] for each in second[rule]["windows"]}
        for each in before["windows"]:
            assert (each["status"], then[each["from"], each["unit"]]) != ("fail", "pending"), (rule, each)


# Records that can only help: no case that makes a system applicable, no check that finds somebody.
HELPFUL = [
    "system_document",
    "member_meeting",
    "committee_meeting",
    "group_meeting",
    "party_day",
    "theory_study",
    "party_lecture",
    "organizational_life_meeting",
    "member_appraisal",
    "centralized_training",
    "work_report",
    "accountability_review",
    "development_plan",
    "plan_document",
    "work_summary",
    "affairs_disclosure",
    "dues_disclosure",
    "talk",
    "hardship_visit",
    "pledge",
    "party_spirit_analysis",
    "task",
    "archive_list",
    "relation_check",
    "daily_record",
    "dues",
]
helpful = st.tuples(st.sampled_from(HELPFUL), st.dates(date(2016, 1, 1), date(2017, 12, 31)), st.sampled_from(KEYS))


@SLOW
@given(parts, helpful, days_of_two_years)
def test_another_valid_record_never_lowers_a_cadence_or_a_document(
    records: list[Record], more: tuple[str, date, str], as_of: date
) -> None:
    kind, day, key = more
    fields = {"key": key} if kind == "system_document" else {}
    added = Record(f"{day.year}/jichu/{day:%m-%d}-{kind.replace('_', '-')}-9", fields)
    with school_with(records) as school:
        before = judged(school, as_of)
        write(school, [added])
        after = judged(school, as_of)
    for rule in of_kind("cadence", "document"):
        was, now = before[rule], after[rule]
        if was["status"] not in ("fail", "late"):
            assert now["status"] not in ("fail", "late"), rule
        if was["earned"] is not None and now["earned"] is not None:
            assert Decimal(now["earned"]) >= Decimal(was["earned"]), rule


@SLOW
@given(parts, days_of_two_years)
def test_standards_and_total_add_up(records: list[Record], as_of: date) -> None:
    with school_with(records) as school:
        status = school.status(as_of=as_of.isoformat())["branches"]["jichu"]
    weights = {number: Decimal(str(each["points"])) for number, each in PACK["standards"].items()}
    assert sum(weights.values()) == PACK["total"] == 100
    basis, earned, of = Decimal(0), Decimal(0), Decimal(0)
    for number, weight in weights.items():
        mine = [
            each
            for rule, each in status["rules"].items()
            if RULES[rule]["standard"] == number and each["earned"] is not None
        ]
        left = sum((Decimal(each["points"]) for each in mine), Decimal(0))
        basis += left
        shown = status["standards"][str(number)]
        assert Decimal(shown["points"]) == weight
        if not left:
            assert shown["earned"] is None
            continue
        whole = weight * sum(Decimal(each["earned"]) for each in mine) / left
        assert abs(Decimal(shown["earned"]) - whole) < Decimal("0.0001"), number
        earned += Decimal(shown["earned"])
        of += weight
    assert Decimal(status["computed_basis"]) == basis
    if of:
        assert abs(Decimal(status["computed_score"]) - 100 * earned / of) < Decimal("0.0001")
    else:
        assert status["computed_score"] is None
