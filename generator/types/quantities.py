"""Ways people write how many, how much, and yes or no, brought to the one form the records keep (design §3).

Each function gives the value and whether it was written in that form; None where it is neither the form nor one of
the ways that are mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from generator.types.spelling import CN, Impossible, folded, number_of

MAX_DIGITS = 9
_UNIT = r"(?:[人名票个次条份项年位件篇期场户天张分节]|人次|人数|名党员|课时|学时|小时|票数)?"
"""What people count in: 5人, 32学时."""
_COUNT = re.compile(r"[0-9]+")
_LOOSE_COUNT = re.compile(rf"(?:共|计|共计)?\s*([0-9]+|[{CN}百]{{1,5}})\s*{_UNIT}")
NONE = frozenset(["无", "没有", "零", "〇", "无人", "没有人"])
"""What people write for no one, in a field that counts."""
_TALLY = re.compile(r"([正\s]*)([一丅下止]?)")
_STROKES = {"": 0, "一": 1, "丅": 2, "下": 3, "止": 4}
"""A tally is kept in strokes of 正, five to a character; the last one may be begun (正正下 is 13)."""
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,6})?", re.ASCII)
_MONEY = re.compile(
    r"(?:人民币|RMB|共计?|计|[¥￥])?\s*(?P<figure>\d{1,9}|\d{1,3}(?:,\d{3})+)(?P<part>\.\d{1,6})?\s*"
    r"(?P<myriad>万)?\s*(?:元整?|块钱?|分|%|个?(?:学时|课时|小时))?",
    re.ASCII,
)
_FIGURE = re.compile(r"(\d{1,6})(?:/([1-9]\d{0,5})|\.(\d{1,6}))?", re.ASCII)
_NAMED_COUNT = re.compile(r"([^\d\s,、;。:]*)\s*:?\s*([0-9]{1,9})\s*[人名票个]?(?![^\s,、;。])[\s,、;。]*")
_BETWEEN = re.compile(r"[\s,、;。/|]+")
_ALL = frozenset(
    f"{all_}{passed}" for all_ in ("全票", "一致", "全体", "全体一致") for passed in ("", "通过", "同意", "赞成")
)
YES = frozenset(["是", "有", "true", "yes", "on"])
NO = frozenset(["否", "无", "没有", "false", "no", "off"])
_SAYS_YES = YES | {"是的", "对", "对的", "√", "✓", "✔", "☑", "有的"}
_SAYS_NO = NO | {"不是", "×", "✗", "✘"}


def read_count(text: str) -> tuple[int, bool] | None:
    """A whole number from 0; True where plain decimal digits. Raises Impossible beyond MAX_DIGITS digits."""
    plain = folded(text)
    if plain in NONE:
        return 0, False
    if plain and (tally := _TALLY.fullmatch(plain)):
        return 5 * tally[1].count("正") + _STROKES[tally[2]], False
    match = _COUNT.fullmatch(plain) or _LOOSE_COUNT.fullmatch(plain)
    if match is None:
        return None
    digits = match[match.lastindex or 0]
    if not digits.isascii():
        number = number_of(digits)
        return None if number is None else (number, False)
    if len(digits.lstrip("0")) > MAX_DIGITS:
        raise Impossible(digits)
    return int(digits), text.isascii() and bool(_COUNT.fullmatch(text))


def read_counts(text: str, names: Iterable[str] = ()) -> list[tuple[str, int]]:
    """Names with their numbers (应到12人，实到11人); a name may be empty. Nothing where anything else is said.

    `names` are those that may stand there: before numerals (应到十二人) only they tell where the number begins.
    """
    plain, at = folded(text), 0
    found: list[tuple[str, int]] = []
    while at < len(plain):
        match = _NAMED_COUNT.match(plain, at)
        if match is None:
            return _by_names(plain, sorted(names, key=len, reverse=True))
        found.append((match[1], int(match[2])))
        at = match.end()
    return found


def _by_names(plain: str, names: Iterable[str]) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    waiting = ""
    for piece in filter(None, _BETWEEN.split(plain)):
        name = next((each for each in names if piece.startswith(each)), "")
        number = piece[len(name) :].lstrip(":为是 ")
        if not number and name and not waiting:
            waiting = name
            continue
        try:
            count = read_count(number)
        except Impossible:
            return []
        if count is None or (waiting and name):
            return []
        found.append((name or waiting, count[0]))
        waiting = ""
    return [] if waiting else found


def says_all(text: str) -> bool:
    """Whether the words say that all were for it (全票通过, 一致同意)."""
    return folded(text).removesuffix("。") in _ALL


def read_figure(text: str) -> Fraction | None:
    """An exact figure: 4, 1.5 or 3/2."""
    return Fraction(text) if _FIGURE.fullmatch(text) else None


def read_number(text: str) -> tuple[Fraction, bool] | None:
    """A figure in plain digits; also with its unit, commas between thousands, in ten thousands (1.2万元), numerals."""
    if _NUMBER.fullmatch(text):
        return Fraction(text), True
    match = _MONEY.fullmatch(folded(text))
    if match is None:
        count = None if re.search(r"\d", text) else read_count(text)
        return count and (Fraction(count[0]), False)
    figure = Fraction(match["figure"].replace(",", "") + (match["part"] or ""))
    return figure * (10_000 if match["myriad"] else 1), False


def number_form(figure: Fraction) -> str:
    """A figure as it is written: 650.5."""
    whole, rest = divmod(figure, 1)
    digits = f"{round(rest * 10**6):06}".rstrip("0")
    return f"{whole}.{digits}" if digits else str(whole)


def number_within(text: str) -> str:
    """The one number that stands in the words (约5人); empty where there are several or none."""
    found = re.findall(r"[0-9]+(?:\.[0-9]+)?", folded(text))
    return found[0] if len(found) == 1 else ""


def count_within(text: str) -> str:
    """The same for a count: a whole number."""
    whole, _, part = number_within(text).partition(".")
    return "" if part.strip("0") else whole


def read_flag(text: str) -> tuple[bool, bool] | None:
    """是 or 否, yes or no, true or false."""
    plain = folded(text).lower().removesuffix("。")
    if plain in _SAYS_YES:
        return True, text.lower() in YES
    return (False, text.lower() in NO) if plain in _SAYS_NO else None
