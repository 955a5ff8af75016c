"""Days of public notices over every holiday of eleven years, against a count that knows nothing of this program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.judge.notices.check import Grounds, check_notices
from generator.judge.notices.days import Length, count_days, last_day, said_first_day, said_length
from generator.model.by_year import ByYear
from generator.model.calendar import Calendar, MissingYear
from generator.model.interval import Interval, Step
from generator.model.organization import Branch, Organization
from generator.model.pack import Pack
from generator.model.problem import Problem
from generator.model.record import Record
from generator.read.calendar import read_calendar
from generator.read.pack import read_pack
from generator.types.findings import Findings
from tests.school import PROJECT_PACK
from tests.values import values as as_values

A_DAY = timedelta(days=1)
LEAST = 5
YEARS = range(2016, 2027)


@cache
def calendar() -> Calendar:
    found, findings = read_calendar(PROJECT_PACK.parents[2] / "records" / "calendar", "calendar")
    assert not [problem for each in findings for problem in each.problems]
    return found


@cache
def pack() -> Pack:
    found = read_pack(PROJECT_PACK, PROJECT_PACK.name, {}, Findings(PROJECT_PACK.name))
    assert found is not None
    return found


def holiday_starts() -> Iterator[date]:
    """The first day of every holiday of the years on file."""
    days = sorted(day for year in YEARS for day in calendar().years[year].holidays)
    for day in days:
        if day - A_DAY not in days:
            yield day


def worked(start: date, end: date) -> int:
    """Working days by the package the calendars come from, day by day."""
    days = (start + timedelta(days=number) for number in range((end - start).days + 1))
    return sum(is_workday(day) for day in days)


@cache
def is_workday(day: date) -> bool:
    """The package looks through all its holidays each time to see how far it goes."""
    return bool(chinese_calendar.is_workday(day))


def notice(start: date, end: date, **fields: object) -> Record:
    values = {
        "branches": ("jichu",),
        "basis": "2000/_committee/01-05-committee-decision",
        "signed_on": start,
        "published_on": start,
        "period": {"start": start, "end": end},
        "phone": "0",
        **fields,
    }
    return Record("n", "n.md", "_committee", start.year, ("public_notice",), start, as_values(values), {})


def decision(subject: str = "recommend", day: date = date(2000, 1, 5)) -> Record:
    values: Mapping[str, object] = {"branches": ("jichu",), "subject": subject}
    identifier = f"{day.year}/_committee/{day:%m-%d}-committee-decision"
    return Record(identifier, "d.md", "_committee", day.year, ("committee_decision",), day, as_values(values), {})


def problems(*records: Record, unmet: tuple[str, ...] | None = ("grade", "decision")) -> list[Problem]:
    start = date(1990, 1, 1)
    organization = Organization("甲", "乙", (Branch("jichu", "基础部党支部", Interval(start), (Step(start, 9),)),))
    return list(
        check_notices(
            records,
            Grounds(
                organization,
                calendar(),
                ByYear(((1, LEAST),)),
                lambda branch, year, day: unmet,
                ByYear(((1, pack()),)),
                date.max,
            ),
        )
    )


def codes(*records: Record) -> list[str]:
    return [problem.code for problem in problems(decision(), *records)]


@pytest.mark.parametrize("holiday", [*holiday_starts()], ids=str)
def test_every_notice_around_a_holiday_is_counted_right(holiday: date) -> None:
    for before in range(9):
        for length in range(1, 22):
            start = holiday - timedelta(days=before)
            end = start + timedelta(days=length - 1)
            if start.year not in YEARS or end.year not in YEARS:
                continue
            right = worked(start, end)
            assert count_days(start, end, "working_day", "counted", calendar()) == right
            for number in (right - 1, right, right + 1):
                found = codes(notice(start, end, days={"number": number, "unit": "working_day"}))
                assert ("notice_short" in found) == (right < number)
                assert ("notice_long" in found) == (right > number)
                assert ("notice_minimum" in found) == (right < LEAST and not right < number)
            found = codes(notice(start, end, days={"number": length, "unit": "calendar_day"}))
            assert "notice_short" not in found and "notice_long" not in found
            assert ("notice_minimum" in found) == (right < LEAST)
            later = codes(notice(start, end, first_day="not_counted"))
            assert ("notice_minimum" in later) == (worked(start + A_DAY, end) < LEAST)
            assert ("notice_starts_off" in found) == (not is_workday(start))
            assert ("notice_ends_off" in found) == (not is_workday(end))


@settings(max_examples=300)
@given(
    st.dates(date(2016, 1, 1), date(2026, 10, 1)),
    st.integers(1, 20),
    st.sampled_from(["working_day", "calendar_day"]),
    st.sampled_from(["counted", "not_counted"]),
)
def test_the_end_that_is_offered_passes_and_a_working_day_earlier_does_not(
    start: date, number: int, unit: str, first_day: str
) -> None:
    end = last_day(start, Length(number, unit), LEAST, first_day, calendar())
    assert chinese_calendar.is_workday(end)
    stated = {"number": number, "unit": unit}
    found = codes(notice(start, end, days=stated, first_day=first_day))
    assert "notice_short" not in found and "notice_minimum" not in found
    earlier = end - A_DAY
    while earlier >= start and not chinese_calendar.is_workday(earlier):
        earlier -= A_DAY
    if earlier >= start:
        assert {"notice_short", "notice_minimum"} & set(codes(notice(start, earlier, days=stated, first_day=first_day)))


def test_seven_calendar_days_that_hold_four_working_days() -> None:
    spring = notice(date(2017, 4, 1), date(2017, 4, 7), days={"number": 7, "unit": "calendar_day"})
    found = {problem.code: problem for problem in problems(decision(), spring)}
    assert found["notice_minimum"].args["working"] == 4
    assert found["notice_minimum"].args["right"] == "2017-04-10"
    assert "notice_short" not in found


def test_a_friday_to_thursday_with_a_make_up_saturday() -> None:
    assert "notice_long" in codes(
        notice(date(2017, 9, 29), date(2017, 10, 10), days={"number": 3, "unit": "working_day"})
    )
    assert codes(notice(date(2017, 9, 28), date(2017, 10, 10), days={"number": 5, "unit": "working_day"})) == [
        "notice_holiday"
    ]


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        (date(2017, 12, 12), date(2017, 12, 11), "notice_year_slip"),
        (date(2017, 12, 28), date(2017, 1, 4), "notice_year_slip"),
        (date(2017, 12, 28), date(2015, 1, 4), "notice_backwards"),
    ],
)
def test_an_end_before_the_start(start: date, end: date, code: str) -> None:
    assert codes(notice(start, end)) == [code]


@pytest.mark.parametrize("name", ["signed_on", "published_on"])
@pytest.mark.parametrize(("day", "wrong"), [(11, False), (12, False), (13, True)])
def test_signed_and_published_before_it_starts(name: str, day: int, wrong: bool) -> None:
    found = codes(notice(date(2017, 12, 12), date(2017, 12, 18), **{name: date(2017, 12, day)}))
    assert found == (["notice_after_start"] if wrong else [])


def test_a_year_on_no_calendar_is_refused_not_guessed() -> None:
    found = problems(decision(), notice(date(2026, 12, 28), date(2027, 1, 6)))
    assert [problem.code for problem in found] == ["notice_no_calendar"]
    assert found[0].args["year"] == 2027
    with pytest.raises(MissingYear):
        last_day(date(2026, 12, 30), Length(5, "working_day"), 5, "counted", calendar())


def test_without_a_way_to_object() -> None:
    record = notice(date(2017, 12, 12), date(2017, 12, 18), phone=None)
    values = {name: value for name, value in record.values.items() if name != "phone"}
    assert codes(Record("n", "n", "_committee", 2017, record.types, record.date, as_values(values), {})) == [
        "notice_contact"
    ]
    for name in ("email", "opinion_box", "address"):
        assert (
            codes(Record("n", "n", "_committee", 2017, record.types, record.date, as_values(values, **{name: "x"}), {}))
            == []
        )


def test_a_branch_needs_the_committees_decision_by_the_day_it_is_signed() -> None:
    record = notice(date(2017, 12, 12), date(2017, 12, 18), basis=None)
    values = {name: value for name, value in record.values.items() if name != "basis"}
    record = Record("n", "n", "_committee", 2017, record.types, record.date, as_values(values), {})
    for decisions, allowed in (
        ((decision(),), True),
        ((decision(day=date(2017, 12, 12)),), True),
        ((decision(day=date(2017, 12, 13)),), False),
        ((decision(), decision("withhold", date(2017, 12, 1))), False),
        ((decision("withhold"), decision(day=date(2017, 12, 1))), True),
        ((decision("confer"),), False),
        ((), False),
    ):
        found = [problem.code for problem in problems(*decisions, record)]
        assert found == ([] if allowed else ["notice_not_recommended"]), decisions


def test_what_is_lacking_is_named_and_nothing_is_asked_where_no_recommendation_is_made() -> None:
    record = notice(date(2017, 12, 12), date(2017, 12, 18))
    late = decision(day=date(2017, 12, 14))
    found = [each for each in problems(decision("withhold"), late, record) if each.code == "notice_not_recommended"]
    assert len(found) == 1 and len(found[0].args["unmet"]) == 2  # type: ignore[arg-type]
    assert not problems(decision("withhold"), record, unmet=None)


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("公示之日起一周内", Length(7, "calendar_day")),
        ("自发布之日起五个工作日", Length(5, "working_day")),
        ("公示7天", Length(7, "calendar_day")),
        ("十五日内", Length(15, "calendar_day")),
        ("二十个工作日", Length(20, "working_day")),
        ("两周", Length(14, "calendar_day")),
        ("即日起", None),
    ],
)
def test_lengths_in_words(words: str, length: Length | None) -> None:
    assert said_length(words) == length


def test_a_period_in_words_is_refused_and_its_days_are_offered() -> None:
    record = notice(date(2017, 12, 12), date(2017, 12, 18), period={"_words": "公示之日起一周内"})
    (found,) = problems(decision(), record)
    assert (found.code, found.args["start"], found.args["end"]) == ("notice_relative", "2017-12-12", "2017-12-18")
    assert said_first_day("公示次日起五个工作日", "counted") == "not_counted"


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("即日起至12月20日", "2017-12-12", "2017-12-20"),
        ("自即日起至2017年12月20日止", "2017-12-12", "2017-12-20"),
        ("12月13日起5个工作日", "2017-12-13", "2017-12-19"),
        ("自2017年12月13日起七天", "2017-12-13", "2017-12-19"),
        ("即日起5个工作日", "2017-12-12", "2017-12-18"),
        ("12月13日起，12月20日止", "2017-12-13", "2017-12-20"),
        ("至1月5日", "2017-12-12", "2018-01-05"),
        ("自发布之日起至12月20日", "2017-12-12", "2017-12-20"),
    ],
)
def test_the_ends_that_words_name_are_offered(words: str, start: str, end: str) -> None:
    record = notice(date(2017, 12, 12), date(2017, 12, 18), period={"_words": words})
    (found,) = problems(decision(), record)
    assert (found.code, found.args["start"], found.args["end"]) == ("notice_relative", start, end)


def test_the_length_said_beside_the_days_is_counted() -> None:
    days = {"start": date(2017, 12, 12), "end": date(2017, 12, 18), "_words": "12月12日至12月18日（6个工作日）"}
    (found,) = problems(decision(), notice(date(2017, 12, 12), date(2017, 12, 18), period=days))
    assert (found.code, found.args["right"]) == ("notice_short", "2017-12-19")


def test_a_period_that_has_begun_without_a_day_of_publication_is_told() -> None:
    (found,) = problems(decision(), notice(date(2017, 12, 12), date(2017, 12, 18), published_on=None))
    assert (found.code, str(found.severity)) == ("notice_unpublished", "warning")
