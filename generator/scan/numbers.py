"""Identity numbers, mobile numbers and bank cards in a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.model.values import Values

ID_LENGTH = 18
CARD_LENGTH = 16
"""Digits of the shortest bank card number looked for."""
_WEIGHTS = tuple(2**power % 11 for power in range(17, 0, -1))
_CHECK = "10X98765432"
"""GB 11643-1999: the check character for each remainder."""

_GAP = "(?:[ \u00a0\t\\-\u2010-\u2015./·_]{1,2})"
_CANDIDATE = re.compile(
    rf"(?<!\d)(?<!\d\.)(?:"
    rf"(?P<id>\d{{6}}{_GAP}?\d{{4}}{_GAP}?\d{{4}}{_GAP}?\d{{3}}[\dXx])"
    rf"|(?P<mobile>(?:(?:\+|00)?86{_GAP}?)?1[3-9]\d{_GAP}?\d{{4}}{_GAP}?\d{{4}})"
    rf"|(?P<card>[3-9]\d{{3}}{_GAP}?\d{{4}}{_GAP}?\d{{4}}{_GAP}?\d{{4}}(?:{_GAP}?\d{{1,3}})?)"
    rf")(?!\d)"
)
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Signs within a number that nobody sees."""
_AS_DIGIT = "[0-9\u00b2\u00b3\u00b9\u0660-\u1c59\u2070-\u249b\u24ea\ua620-\uabf9\uff10-\uff19\U00010000-\U0010ffff]"
_AS_GAP = (
    "[ \u00a0\t\\-\u0387\u2000-\u200a\u2010-\u2015\u2024\u2025\u202f\u205f\u3000"
    "\ufe30-\ufe34\ufe4d-\ufe4f\ufe52\ufe58\ufe63\uff0d-\uff0f\uff3f./·_]"
)
"""What reads as a digit, or as a gap, once it is made plain (NFKC); and of scripts nobody writes here, much besides."""
_AS_TWO = "[\u2469-\u2473\u247d-\u2487\u2491-\u249b]"
"""One sign that reads as two digits."""
_MORE, _PERHAPS_GAP = rf"(?:[{_UNSEEN}]*{_AS_DIGIT})", rf"(?:[{_UNSEEN}]*{_AS_GAP}){{0,3}}"
_WORTH_LOOKING = re.compile(
    rf"{_AS_DIGIT}(?:(?<={_AS_TWO})|{_MORE}{{2}}{_PERHAPS_GAP}{_MORE}{{4}}{_PERHAPS_GAP}{_MORE}{{4}})"
)
"""Whatever `_CANDIDATE` finds in the plain text this finds in the written one: all have three digits, four and four."""
_APART = "\n\"',:;<>=()"
"""Signs that neither a number nor a fingerprint has within it."""
_IS_APART = re.compile(f"[{_APART}]")
_FINGERPRINT = re.compile(r"(?<![0-9a-fA-F])[0-9a-f]{4}(?: ?[0-9a-f]{4}){15}(?![0-9a-fA-F])")
_LEAST_LETTERS = 8
"""A fingerprint has some 24: with fewer, somebody put numbers where a fingerprint would be."""
_DROPPED = re.compile(f"[{_UNSEEN}]")


class Number(NamedTuple):
    """What was found, from which character to which. The digits are for comparing: nobody is told them."""

    kind: str
    """id_number, mobile or bank_card."""
    digits: str
    start: int
    end: int


def find(text: str) -> Iterator[Number]:
    """Each number in a text, in full-width digits and in groups too; the fingerprint of an archive is none."""
    looked = 0
    while worth := _WORTH_LOOKING.search(text, looked):
        start = max(looked, *(text.rfind(sign, looked, worth.start()) for sign in _APART))
        apart = _IS_APART.search(text, worth.end())
        looked = apart.start() if apart else len(text)
        for kind, digits, first, last in _in_stretch(text[start:looked]):
            yield Number(kind, digits, start + first, start + last)


def _in_stretch(text: str) -> Iterator[Number]:
    """Those in a stretch of text: none goes on beyond it, and of a long text few stretches are worth the look."""
    folded, places = _folded(text)
    prints = [match.span() for match in _FINGERPRINT.finditer(folded) if _is_fingerprint(match[0])]
    for match in _CANDIDATE.finditer(folded):
        kind, digits = _told_apart(match)
        if kind and not any(start <= match.start() and match.end() <= end for start, end in prints):
            yield Number(kind, digits, places[match.start()], places[match.end() - 1] + 1)


def _is_fingerprint(text: str) -> bool:
    return sum(character.isalpha() for character in text) >= _LEAST_LETTERS


def masked(text: str) -> str:
    """The text with an asterisk for each character of a number in it, as others may be told it."""
    for number in reversed([*find(text)]):
        text = text[: number.start] + "*" * (number.end - number.start) + text[number.end :]
    return text


def released(values: Values) -> frozenset[str]:
    """The digits that a record itself says are no personal number, each with its reason."""
    return frozenset(
        re.sub(r"[^\dX]", "", unicodedata.normalize("NFKC", entry.text("text")).upper())
        for entry in values.rows("released")
        if entry.text("text") and entry.text("reason")
    )


class _Plain(dict[str, str]):
    """Each character as it is read; found out once, for a page has ten thousands."""

    def __missing__(self, character: str) -> str:
        plain = character if character.isascii() else unicodedata.normalize("NFKC", character)
        self[character] = "" if _DROPPED.match(character) else plain
        return self[character]


_PLAIN = _Plain()


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """The text with plain digits and without signs nobody sees, and the place of each of its characters."""
    if text.isascii():
        return text, range(len(text))
    plain = [_PLAIN[character] for character in text]
    made = "".join(plain)
    if len(made) == len(text) and "" not in plain:
        return made, range(len(text))
    return made, [place for place, each in enumerate(plain) for _ in each]


def _told_apart(match: re.Match[str]) -> tuple[str, str]:
    digits = re.sub(r"[^\dX]", "", match[0].upper())
    if match["mobile"]:
        return "mobile", digits[-11:]
    if len(digits) == ID_LENGTH and is_id_number(digits):
        return "id_number", digits
    if digits.isdigit() and len(digits) >= CARD_LENGTH and digits[0] in "3456789" and passes_luhn(digits):
        return "bank_card", digits
    return "", digits


def is_id_number(digits: str) -> bool:
    """Whether the last of 18 characters is the check character of the others (GB 11643-1999)."""
    if not re.fullmatch(r"\d{17}[\dX]", digits):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return _CHECK[total % 11] == digits[-1]


def passes_luhn(digits: str) -> bool:
    """The check of bank card numbers (ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
