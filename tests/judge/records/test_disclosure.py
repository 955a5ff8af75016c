"""How far a disclosure is, day by day, and which periods have been disclosed."""

from __future__ import annotations

from datetime import date

import pytest

from generator.judge.known import Stage, disclosed_on, stage
from generator.judge.records.disclosure import check_disclosures, covered, disclosed_periods
from generator.model.by_year import ByYear
from generator.model.disclosure import Disclosure, Item
from generator.model.node import Mark
from generator.model.period import window_of
from generator.model.record import Record
from tests.values import values as as_values

COURSE = {
    "proposed_on": date(2017, 4, 5),
    "reviewed_on": date(2017, 4, 6),
    "approved_on": date(2017, 4, 7),
    "approved_by": "支部书记",
    "published_on": date(2017, 4, 10),
    "visible_from": date(2017, 4, 12),
    "visible_to": date(2017, 4, 20),
}
CATALOGUE = Disclosure(
    (Item("dues", "党费", "dues_disclosure", "quarter"), Item("work", "工作", "affairs_disclosure")), 30
)

EVERY_YEAR = ByYear(((1, ["dues", "work"]),))


def record(type_id: str = "affairs_disclosure", **values: object) -> Record:
    fields = {"period": "2017-Q1", **values}
    marks = {name: Mark(line, 5) for line, name in enumerate(fields, 4)}
    return Record(
        "2017/jichu/04-05-a",
        "records/2017/jichu/04-05-a.md",
        "jichu",
        2017,
        (type_id,),
        date(2017, 4, 5),
        as_values(fields),
        marks,
    )


@pytest.mark.parametrize(
    ("day", "reached", "disclosed"),
    [
        ("04-05", Stage.PROPOSED, False),
        ("04-06", Stage.REVIEWED, False),
        ("04-07", Stage.APPROVED, False),
        ("04-11", Stage.APPROVED, False),
        ("04-12", Stage.SHOWN, True),
        ("04-20", Stage.SHOWN, True),
        ("04-21", Stage.ENDED, True),
    ],
)
def test_stages_by_day(day: str, reached: Stage, disclosed: bool) -> None:
    as_of = date.fromisoformat(f"2017-{day}")
    assert stage(record(**COURSE), as_of) is reached
    assert disclosed_on(record(**COURSE), as_of) == (date(2017, 4, 12) if disclosed else None)


def test_without_visible_from_it_is_shown_from_its_publication() -> None:
    course = {name: value for name, value in COURSE.items() if not name.startswith("visible")}
    assert stage(record(**course), date(2017, 4, 9)) is Stage.APPROVED
    assert stage(record(**course), date(2017, 4, 10)) is Stage.SHOWN
    assert stage(record(**course), date(2027, 4, 10)) is Stage.SHOWN


def test_visible_from_alone_shows_nothing_before_approval() -> None:
    early = {name: value for name, value in COURSE.items() if name in ("proposed_on", "reviewed_on", "visible_from")}
    assert stage(record(**early), date(2017, 4, 19)) is Stage.REVIEWED
    assert disclosed_on(record(**early), date(2017, 4, 19)) is None


def test_a_record_written_after_the_fact_was_disclosed_on_its_date() -> None:
    assert stage(record(), date(2017, 4, 5)) is None
    assert disclosed_on(record(), date(2017, 4, 5)) == date(2017, 4, 5)


@pytest.mark.parametrize(
    ("left_out", "code", "field"),
    [
        ("proposed_on", "disclosure_step_missing", "reviewed_on"),
        ("reviewed_on", "disclosure_step_missing", "approved_on"),
        ("approved_on", "disclosure_step_missing", "published_on"),
        ("approved_by", "disclosure_no_approver", "approved_on"),
    ],
)
def test_no_step_is_left_out(left_out: str, code: str, field: str) -> None:
    made = record(**{name: value for name, value in COURSE.items() if name != left_out})
    (problem,) = check_disclosures([made], EVERY_YEAR)
    assert (problem.code, problem.mark) == (code, made.mark(field))


@pytest.mark.parametrize("last", ["proposed_on", "reviewed_on", "approved_on", "published_on"])
def test_a_course_may_stop_after_any_step(last: str) -> None:
    steps = list(COURSE)
    upto = [*steps[: steps.index(last) + 1], "approved_by"]
    made = record(**{name: value for name, value in COURSE.items() if name in upto})
    assert list(check_disclosures([made], ByYear(((1, []),)))) == []


def test_a_field_of_the_course_asks_for_the_course() -> None:
    (problem,) = check_disclosures([record(shown_to="public")], ByYear(((1, []),)))
    assert problem.code == "disclosure_step_missing"
    assert list(check_disclosures([record()], ByYear(((1, []),)))) == []


def test_an_item_of_the_catalogue() -> None:
    (problem,) = check_disclosures([record(item="sports", **COURSE)], EVERY_YEAR)
    assert (problem.code, problem.args["known"]) == ("disclosure_item_unknown", "dues、work")
    assert list(check_disclosures([record(item="work", **COURSE)], EVERY_YEAR)) == []


def test_periods_count_from_the_day_of_disclosure_also_when_shown_no_more() -> None:
    made = [record("dues_disclosure", **COURSE)]
    assert disclosed_periods(made, ByYear(((1, CATALOGUE),)), date(2017, 4, 11)) == {}
    quarter = window_of("2017-Q1")
    for day in (date(2017, 4, 12), date(2017, 12, 31)):
        assert disclosed_periods(made, ByYear(((1, CATALOGUE),)), day) == {("jichu", "dues"): (quarter,)}


@pytest.mark.parametrize(
    ("disclosed", "wanted", "holds"),
    [
        (["2017-Q1"], "2017-Q1", True),
        (["2017-H1"], "2017-Q2", True),
        (["2017-01", "2017-02", "2017-03"], "2017-Q1", True),
        (["2017-01", "2017-03"], "2017-Q1", False),
        (["2017-Q1"], "2017-H1", False),
        ([], "2017-Q1", False),
    ],
)
def test_periods_together_cover_a_longer_one(disclosed: list[str], wanted: str, holds: bool) -> None:
    windows = [window for key in disclosed if (window := window_of(key))]
    target = window_of(wanted)
    assert target is not None
    assert covered(target, windows) is holds
