"""Ways people write dates, times and periods, brought to the one form the records keep (design §3).

Each function gives the value and whether it was written in that form; None where it is neither the form nor
one of the ways that are mended.
"""

from __future__ import annotations

import re
from datetime import date

from generator.model.period import window_of

_DIGITS = {character: str(number) for number, character in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "两": "2",
}
CN = "〇○零一二两三四五六七八九十"
"""The numerals of dates and small numbers."""
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PART = rf"([0-9]{{1,2}}|[{CN}]{{1,3}})"
_LOOSE_DATE = re.compile(rf"([0-9]{{4}}|[{CN}]{{4}})\s*[年./]\s*{_PART}\s*[月./]\s*{_PART}\s*[日号]?")
_DIGITS_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})|([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_SHORT_DATE = re.compile(rf"(?:([0-9]{{2}})\s*[年./-]\s*)?{_PART}\s*[月./-]\s*{_PART}\s*[日号]?")
_DATE_WITHIN = re.compile(rf"(?:[0-9]{{4}}|[{CN}]{{4}})\s*[年./-]\s*{_PART}\s*[月./-]\s*{_PART}\s*[日号]?")
_WEEK = "一二三四五六日"
_WEEKDAY = re.compile(r"\s*\(?\s*(?:星期|周|礼拜)([一二三四五六日天])\s*\)?。?$")
_HALVES = "凌晨|早上|早|上午|中午|下午|晚上|晚|傍晚"
_MOMENT = re.compile(
    rf"(.*?[日号0-9)一二三四五六日天])\s*,?\s*((?:{_HALVES})?\s*(?:[0-9]{{1,2}}|[{CN}]{{1,3}})\s*[:点时].*)"
)
_TO = re.compile(r"\s*(?:-+|—+|–|―+|─+|~|〜|至|到)\s*")
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
_LOOSE_CLOCK = re.compile(
    rf"({_HALVES})?\s*([0-9]{{1,2}}|[{CN}]{{1,3}})\s*(?:[:点时.]\s*(半|[一三]刻|[0-9]{{1,2}}|[{CN}]{{1,3}})?\s*分?)"
    r"\s*([ap]\.?m\.?)?(?:整|开始|起|许)?",
    re.IGNORECASE,
)
_HALF_OF = {"am": "上午", "pm": "下午"}
_MORNING, _NOON = 7, 12
"""From the one hour to the other an hour without a word beside it is before noon; below it may be either."""
_FULL_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(94)} | {0x3000: 0x20}


class Impossible(ValueError):
    """A date or time of the right form that no calendar or clock has."""


class Doubtful(ValueError):
    """What has two readings: the code of the question, and what it says of either."""

    def __init__(self, code: str, **args: str) -> None:
        super().__init__(code)
        self.code, self.said = code, args


def folded(text: str) -> str:
    """Full-width letters, digits and marks as their plain twins, without the spaces around."""
    return text.translate(_FULL_WIDTH).strip()


def number_of(text: str) -> int | None:
    """A whole number up to 999 in digits or Chinese numerals (二十一, 〇三, 一百零五)."""
    if text.isascii() and text.isdigit():
        return int(text)
    hundreds, hundred, rest = text.partition("百")
    if hundred:
        below = number_of(rest.lstrip("零〇")) if rest else 0
        return None if below is None or hundreds not in _DIGITS else int(_DIGITS[hundreds]) * 100 + below
    if "十" not in text:
        return int("".join(_DIGITS[character] for character in text)) if set(text) <= set(_DIGITS) else None
    tens, _, units = text.partition("十")
    if len(tens) > 1 or len(units) > 1 or not set(tens + units) <= set(_DIGITS):
        return None
    return int(_DIGITS.get(tens, "1")) * 10 + int(_DIGITS.get(units, "0"))


def read_date(text: str) -> tuple[date, bool] | None:
    """A date; True where written YYYY-MM-DD. Raises Impossible for 2017-02-30."""
    if _ISO.fullmatch(text):
        year, month, day = (int(part) for part in text.split("-"))
        return _date(year, month, day), True
    plain, weekday = _without_weekday(folded(text))
    match = _LOOSE_DATE.fullmatch(plain) or _DIGITS_DATE.fullmatch(plain)
    numbers = [number_of(part) for part in match.groups() if part] if match else [None]
    if None in numbers:
        return None
    return _on_weekday(_date(*(number or 0 for number in numbers)), weekday), False


def read_short_date(text: str, year: int) -> tuple[date, bool] | None:
    """A date whose year is left to the folder (11月30日, 3.8), or written in two digits (17年3月8日).

    Raises Impossible and Doubtful.
    """
    plain, weekday = _without_weekday(folded(text))
    match = _SHORT_DATE.fullmatch(plain)
    numbers = [number_of(part) for part in match.groups()[1:]] if match else [None]
    if match is None or None in numbers or (match[1] and abs(int(match[1]) - year % 100) > 1):
        return None
    day = _date(year - year % 100 + int(match[1]) if match[1] else year, *(number or 0 for number in numbers))
    return _on_weekday(day, weekday), False


def _without_weekday(text: str) -> tuple[str, str]:
    """The text without the day of the week behind it, and that day."""
    match = _WEEKDAY.search(text)
    return (text[: match.start()], match[1]) if match else (text.removesuffix("。"), "")


def _on_weekday(day: date, weekday: str) -> date:
    """The day, which must be of the day of the week that stands beside it. Raises Doubtful."""
    right = _WEEK[day.weekday()]
    if weekday and weekday.replace("天", "日") != right:
        raise Doubtful("weekday_unlike", day=day.isoformat(), right=f"星期{right}", weekday=f"星期{weekday}")
    return day


def read_moment(text: str, year: int | None) -> tuple[date, str] | None:
    """A date and the clock behind it in one line (2017年3月8日下午2点, 3月5日 14:30-16:00), this in the agreed form.

    Raises Impossible and Doubtful.
    """
    match = _MOMENT.fullmatch(folded(text))
    if match is None:
        return None
    day = read_date(match[1]) or (read_short_date(match[1], year) if year else None)
    clock = read_times(match[2]) if day else None
    return (day[0], "-".join(filter(None, clock[0]))) if day and clock else None


def date_within(text: str) -> str:
    """The one date that stands in the words, in the agreed form; empty where there are several or none."""
    found = [match[0] for match in _DATE_WITHIN.finditer(folded(text))]
    try:
        day = read_date(found[0]) if len(found) == 1 else None
    except (Impossible, Doubtful):
        return ""
    return day[0].isoformat() if day else ""


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Impossible(str(error)) from error


_RANGE = re.compile(
    rf"(?:([0-9]{{4}}|[{CN}]{{4}})\s*[年./-]\s*)?{_PART}\s*[月./-]\s*{_PART}\s*[日号]?"
    rf"(?:{_TO.pattern}(?:(?:([0-9]{{4}}|[{CN}]{{4}})\s*[年./-]\s*)?{_PART}\s*[月./-]\s*)?{_PART}\s*[日号]?)?"
)
_AND = re.compile(r"\s*(?:[、,;和及与]|以及)\s*")


def read_range(text: str, year: int | None) -> tuple[date, date | None] | None:
    """The first and last day of 8月23日至27日 or 2017年12月30日—2018年1月2日; a single day only where it has no year.

    `year` is that of a day without one. None where it is neither. Raises Impossible.
    """
    match = _RANGE.fullmatch(folded(text))
    if match is None or not (match[1] or (year and ("月" in text or match[5]))):
        return None
    numbers = [None if part is None else number_of(part) for part in match.groups()]
    if any(part is not None and number is None for part, number in zip(match.groups(), numbers, strict=True)):
        return None
    first_year, month, day, last_year, last_month, last_day = numbers
    first = _date(first_year or year or 0, month or 0, day or 0)
    if last_day is None:
        return None if first_year else (first, None)
    after = not last_year and last_month is not None and last_month < first.month
    return first, _date((last_year or first.year) + after, last_month or first.month, last_day)


def read_days(text: str, year: int | None) -> tuple[date, ...]:
    """The days of a list of days (3月8日、15日; 2017-03-08, 2017-03-15), if it is one. Raises Impossible."""
    days: list[date] = []
    for part in _AND.split(folded(text)):
        before = days[-1] if days else None
        match = re.fullmatch(rf"{_PART}\s*[日号]", part)
        if before and match:
            found: date | None = _date(before.year, before.month, number_of(match[1]) or 0)
        else:
            found = read_one_day(part, before.year if before else year)
        if found is None:
            return ()
        days.append(found)
    return tuple(days)


def read_one_day(text: str, year: int | None) -> date | None:
    """The day the text says, its year that given where it says none. Raises Impossible and Doubtful."""
    whole = read_date(text)
    if whole is not None:
        return whole[0]
    span = read_range(text, year)
    return span[0] if span and span[1] is None else None


def read_times(text: str) -> tuple[tuple[str, str | None], bool] | None:
    """Start and end as HH:MM (end None where not given); True where written 14:00-15:30. Raises Impossible."""
    parts = text.split("-")
    if len(parts) <= 2 and all(_CLOCK.fullmatch(part) for part in parts):
        return (parts[0], parts[1] if len(parts) == 2 else None), True
    plain = folded(text).removesuffix("。")
    loose = _TO.split(plain)
    matches = [_LOOSE_CLOCK.fullmatch(part) for part in loose]
    if len(loose) > 2 or None in matches:
        return None
    clocks: list[str] = []
    later: list[str] = []
    half: str | None = None
    for match in filter(None, matches):
        half = match[1] or _HALF_OF.get((match[4] or "").lower().replace(".", "")) or half
        clock = _clock(half, match[2], match[3])
        if clock is None:
            return None
        doubtful = half is None and 1 <= (number_of(match[2]) or 0) < _MORNING and not match[2].startswith("0")
        clocks.append(clock)
        later.append(f"{int(clock[:2]) + _NOON}{clock[2:]}" if doubtful else clock)
    if clocks[0] == later[0] and clocks[-1] < clocks[0]:
        clocks = later
    if clocks != later:
        raise Doubtful("morning_or_afternoon", morning="-".join(clocks), afternoon="-".join(later))
    return (clocks[0], clocks[1] if len(clocks) == 2 else None), False


def _clock(half: str | None, hour_text: str, minute_text: str | None) -> str | None:
    hour = number_of(hour_text)
    special = {None: 0, "半": 30, "一刻": 15, "三刻": 45}
    minute = special[minute_text] if minute_text in special else number_of(minute_text or "")
    if hour is None or minute is None:
        return None
    if half in ("晚上", "晚", "傍晚") and hour == 12:
        return None
    if (half in ("下午", "晚上", "晚", "傍晚") and hour < 12) or (half == "中午" and hour < 6):
        hour += 12
    if hour > 23 or minute > 59:
        raise Impossible(f"{hour}:{minute:02}")
    return f"{hour:02}:{minute:02}"


def read_year(text: str) -> tuple[int, bool] | None:
    """A year in four digits; True where nothing else was written."""
    match = re.fullmatch(rf"([0-9]{{4}}|[{CN}]{{4}})\s*(?:年度?)?", folded(text))
    year = number_of(match[1]) if match else None
    return (year, bool(re.fullmatch(r"[0-9]{4}", text))) if year else None


_IN_YEAR = (
    rf"(?P<month>[0-9]{{1,2}}|[{CN}]{{1,3}})\s*月份?"
    r"|第?(?P<quarter>[一二三四1-4])季度|Q(?P<q>[1-4])|(?P<half>[上下])半年"
)
_PERIOD = re.compile(
    rf"([0-9]{{4}}|[{CN}]{{4}})\s*(?:年度?\s*(?:{_IN_YEAR}|全年)?"
    r"|[./-]?(?P<plain>0[1-9]|1[0-2]|(?<=[./-])[1-9])|-?Q(?P<bare>[1-4]))"
)
_SHORT_PERIOD = re.compile(rf"(?:{_IN_YEAR}|(?P<plain>(?!))|(?P<bare>(?!)))")


def read_period(text: str) -> tuple[str, bool] | None:
    """The key of a month, quarter, half-year or year; True where written 2017-01, 2017-Q1, 2017-H1 or 2017."""
    if window_of(text):
        return text, True
    plain = folded(text)
    match = _PERIOD.fullmatch(plain)
    year = number_of(match[1]) if match else None
    if match is None or year is None:
        return (plain, False) if window_of(plain) else None
    return _key(f"{year:04}", match)


def read_short_period(text: str, year: int) -> tuple[str, bool] | None:
    """A month, quarter or half-year whose year is left to the folder: 三月份, 第一季度, 上半年."""
    match = _SHORT_PERIOD.fullmatch(folded(text))
    return _key(f"{year:04}", match) if match else None


def _key(year: str, match: re.Match[str]) -> tuple[str, bool] | None:
    parts = match.groupdict()
    month, half = parts["month"] or parts["plain"], parts["half"]
    quarter = parts["quarter"] or parts["q"] or parts["bare"]
    key = year
    if month:
        key = f"{year}-{number_of(month) or 0:02}"
    elif quarter:
        key = f"{year}-Q{number_of(quarter)}"
    elif half:
        key = f"{year}-H{1 if half == '上' else 2}"
    return (key, False) if window_of(key) else None
