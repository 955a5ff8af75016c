"""How long a public notice runs, by the calendar (domain §0.3, §3.1): both ends count unless it says otherwise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from generator.model.calendar import Calendar
from generator.model.values import Values

WORKING_DAY, CALENDAR_DAY = "working_day", "calendar_day"
COUNTED = "counted"
A_DAY = timedelta(days=1)
_DIGITS = {
    digit: number
    for number, digits in enumerate(("零〇", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for digit in digits
}
_SAID = re.compile(
    r"(?<![月.\d零〇一二两三四五六七八九十])(?P<number>\d{1,3}|[零〇一二两三四五六七八九十]{1,3})个?(?P<unit>工作日|周|星期|自然日|日历日|天|日)"
)
_DAY = re.compile(
    r"(?:(?P<year>\d{4})\s*[年.])?\s*(?P<month>\d{1,2}|[一二三四五六七八九十]{1,3})\s*[月.]"
    r"\s*(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s*[日号]?"
)
_NEXT_DAY = "次日"
_DAYS_OF_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Length:
    """So many days of a unit."""

    number: int
    unit: str


def first_counted(start: date, first_day: str) -> date:
    """The first day that counts: the start, or where the first day is not counted the day after."""
    return start if first_day == COUNTED else start + A_DAY


def count_days(start: date, end: date, unit: str, first_day: str, calendar: Calendar) -> int:
    """The days of the unit from start to end. Raises MissingYear for working days of a year not on file."""
    first = first_counted(start, first_day)
    return calendar.working_days(first, end) if unit == WORKING_DAY else max(0, (end - first).days + 1)


def last_day(start: date, length: Length, least: int, first_day: str, calendar: Calendar) -> date:
    """The last day of a period of that length with at least so many working days, itself a working day.

    Raises MissingYear.
    """
    day = first_counted(start, first_day)
    counted = working = 0
    while True:
        is_working = calendar.is_working(day)
        working += is_working
        counted += is_working or length.unit == CALENDAR_DAY
        if is_working and working >= least and counted >= length.number:
            return day
        day += A_DAY


def next_working_day(day: date, calendar: Calendar) -> date:
    """The day itself, or the first working day after it. Raises MissingYear."""
    while not calendar.is_working(day):
        day += A_DAY
    return day


def said_length(words: str) -> Length | None:
    """How long a period is that is said in words (公示之日起一周内, 五个工作日); None where it does not say."""
    match = _SAID.search(words)
    if match is None:
        return None
    number = int(match["number"]) if match["number"].isdigit() else _number(match["number"])
    if match["unit"] in ("周", "星期"):
        number *= _DAYS_OF_A_WEEK
    return Length(number, WORKING_DAY if match["unit"] == "工作日" else CALENDAR_DAY) if number else None


def said_first_day(words: str, first_day: str) -> str:
    """Whether the first day counts by what is said (次日起), else as it is."""
    return "not_counted" if _NEXT_DAY in words else first_day


def said_ends(words: str, published: date) -> tuple[date | None, date | None]:
    """The first and the last day, where the words name one of them (即日起至12月15日, 12月11日起5个工作日).

    A day without a year is the next of its name from the day the notice is published; `即日` is that day.
    """
    found = [(_on(match, published), words[match.end() : match.end() + 1]) for match in _DAY.finditer(words)]
    days = [(day, after) for day, after in found if day is not None]
    at_once = published if "即日" in words else None
    if len(days) > 1:
        return days[0][0], days[1][0]
    if not days:
        return at_once, None
    day, after = days[0]
    return (day, None) if after == "起" and at_once is None else (at_once, day)


def _on(match: re.Match[str], published: date) -> date | None:
    month, day = _number_of(match["month"]), _number_of(match["day"])
    years = (int(match["year"]),) if match["year"] else (published.year, published.year + 1)
    for year in years:
        try:
            found = date(year, month, day)
        except ValueError:
            return None
        if match["year"] or found >= published:
            return found
    return None


def _number_of(text: str) -> int:
    return int(text) if text.isdigit() else _number(text)


def _number(text: str) -> int:
    """七, 十, 十五, 三十."""
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def stated(values: Values) -> Length | None:
    """The length a notice states, in its own field or beside its days (12月11日至15日，共5个工作日)."""
    number, unit = values.parts("days").count("number"), values.parts("days").text("unit")
    return said_length(values.parts("period").words) if number is None or not unit else Length(number, unit)
