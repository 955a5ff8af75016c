"""Ways people write dates, times and numbers, brought to the one form the records keep (design §3).

Each function gives the value and whether it was written in that form; None where it is neither the form nor
one of the ways that are mended.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from generator.model.period import window_of

_DIGITS = {character: str(number) for number, character in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "两": "2",
}
_CN = "〇○零一二两三四五六七八九十"
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PART = rf"([0-9]{{1,2}}|[{_CN}]{{1,3}})"
_LOOSE_DATE = re.compile(rf"([0-9]{{4}}|[{_CN}]{{4}})\s*[年./]\s*{_PART}\s*[月./]\s*{_PART}\s*[日号]?")
_TO = re.compile(r"\s*(?:-+|—+|–|~|至|到)\s*")
_COUNT = re.compile(r"[0-9]+")
_LOOSE_COUNT = re.compile(r"([0-9]+)\s*[人名票个次条份项年]")
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
_LOOSE_CLOCK = re.compile(
    rf"(凌晨|早上|早|上午|中午|下午|晚上|晚|傍晚)?\s*([0-9]{{1,2}}|[{_CN}]{{1,3}})\s*(?:[:点时]\s*(半|[一三]刻|[0-9]{{1,2}}|[{_CN}]{{1,3}})?\s*分?)"
)
MAX_DIGITS = 9
_FULL_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(94)} | {0x3000: 0x20}


class Impossible(ValueError):
    """A date or time of the right form that no calendar or clock has."""


def folded(text: str) -> str:
    """Full-width letters, digits and marks as their plain twins, without the spaces around."""
    return text.translate(_FULL_WIDTH).strip()


def number_of(text: str) -> int | None:
    """A whole number up to 99 in digits or Chinese numerals (二十一, 〇三)."""
    if text.isascii() and text.isdigit():
        return int(text)
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
    match = _LOOSE_DATE.fullmatch(folded(text)) or _folded_iso(text)
    if match is None:
        return None
    numbers = [number_of(part) for part in match.groups()]
    if None in numbers:
        return None
    return _date(*(int(number or 0) for number in numbers)), False


def _folded_iso(text: str) -> re.Match[str] | None:
    plain = folded(text)
    return re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", plain) if plain != text else None


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Impossible(str(error)) from error


_RANGE = re.compile(
    rf"(?:([0-9]{{4}}|[{_CN}]{{4}})\s*[年./-]\s*)?{_PART}\s*[月./-]\s*{_PART}\s*[日号]?"
    rf"(?:{_TO.pattern}(?:(?:([0-9]{{4}}|[{_CN}]{{4}})\s*[年./-]\s*)?{_PART}\s*[月./-]\s*)?{_PART}\s*[日号]?)?"
)
_AND = re.compile(r"\s*(?:[、,;和及与]|以及)\s*")


def read_range(text: str, year: int | None) -> tuple[date, date | None] | None:
    """The first and last day of 8月23日至27日 or 2017年12月30日—2018年1月2日; a single day only where it has no year.

    `year` is that of a day without one. None where it is neither. Raises Impossible.
    """
    match = _RANGE.fullmatch(folded(text))
    if match is None or not (match[1] or ("月" in text and year)):
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
            found = _one_day(part, before.year if before else year)
        if found is None:
            return ()
        days.append(found)
    return tuple(days)


def _one_day(text: str, year: int | None) -> date | None:
    whole = read_date(text)
    if whole is not None:
        return whole[0]
    span = read_range(text, year)
    return span[0] if span and span[1] is None else None


def read_count(text: str) -> tuple[int, bool] | None:
    """A whole number from 0; True where plain decimal digits. Raises Impossible beyond MAX_DIGITS digits."""
    plain = folded(text)
    match = _COUNT.fullmatch(plain) or _LOOSE_COUNT.fullmatch(plain)
    if match is None:
        return None
    digits = match[match.lastindex or 0]
    if len(digits.lstrip("0")) > MAX_DIGITS:
        raise Impossible(digits)
    return int(digits), text.isascii() and bool(_COUNT.fullmatch(text))


_NAMED_COUNT = re.compile(r"([^\d\s,、;。:]*)\s*:?\s*([0-9]{1,9})\s*[人名票个]?(?![^\s,、;。])[\s,、;。]*")


def read_counts(text: str) -> list[tuple[str, int]]:
    """Names with their numbers (应到12人，实到11人); a name may be empty. Nothing where anything else is said."""
    plain, at = folded(text), 0
    found: list[tuple[str, int]] = []
    while at < len(plain):
        match = _NAMED_COUNT.match(plain, at)
        if match is None:
            return []
        found.append((match[1], int(match[2])))
        at = match.end()
    return found


_ALL = frozenset(
    f"{all_}{passed}" for all_ in ("全票", "一致", "全体", "全体一致") for passed in ("", "通过", "同意", "赞成")
)


def says_all(text: str) -> bool:
    """Whether the words say that all were for it (全票通过, 一致同意)."""
    return folded(text).removesuffix("。") in _ALL


_FIGURE = re.compile(r"(\d{1,6})(?:/([1-9]\d{0,5})|\.(\d{1,6}))?", re.ASCII)


def read_figure(text: str) -> Fraction | None:
    """An exact figure: 4, 1.5 or 3/2."""
    return Fraction(text) if _FIGURE.fullmatch(text) else None


def read_times(text: str) -> tuple[tuple[str, str | None], bool] | None:
    """Start and end as HH:MM (end None where not given); True where written 14:00-15:30. Raises Impossible."""
    parts = text.split("-")
    if len(parts) <= 2 and all(_CLOCK.fullmatch(part) for part in parts):
        return (parts[0], parts[1] if len(parts) == 2 else None), True
    loose = _TO.split(folded(text))
    if len(loose) > 2:
        return None
    clocks: list[str] = []
    half: str | None = None
    for part in loose:
        match = _LOOSE_CLOCK.fullmatch(part)
        if match is None:
            return None
        half = match[1] or half
        clock = _clock(half, match[2], match[3])
        if clock is None:
            return None
        clocks.append(clock)
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
    match = re.fullmatch(r"([0-9]{4})\s*(?:年度?)?", folded(text))
    return (int(match[1]), bool(re.fullmatch(r"[0-9]{4}", text))) if match and int(match[1]) else None


def read_period(text: str) -> tuple[str, bool] | None:
    """The key of a month, quarter, half-year or year; True where written 2017-01, 2017-Q1, 2017-H1 or 2017."""
    if window_of(text):
        return text, True
    plain = folded(text)
    match = re.fullmatch(r"([0-9]{4})\s*年\s*(?:([0-9]{1,2})\s*月份?|第?([一二三四1-4])季度|([上下])半年)?", plain)
    if match is None:
        return (plain, False) if window_of(plain) else None
    year, month, quarter, half = match.groups()
    key = year
    if month:
        key = f"{year}-{int(month):02}"
    elif quarter:
        key = f"{year}-Q{number_of(quarter)}"
    elif half:
        key = f"{year}-H{1 if half == '上' else 2}"
    return (key, False) if window_of(key) else None


YES = frozenset(["是", "有", "true", "yes", "on"])
NO = frozenset(["否", "无", "没有", "false", "no", "off"])


def read_flag(text: str) -> tuple[bool, bool] | None:
    """是 or 否, yes or no, true or false."""
    plain = folded(text).lower()
    if plain in YES:
        return True, plain == text.lower()
    return (False, plain == text.lower()) if plain in NO else None
