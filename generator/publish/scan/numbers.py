"""The last look at finished pages: identity numbers, mobile numbers and bank cards go to no reader (design §7)."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass

from generator.model.failure import Failure
from generator.model.problem import Phrase

ID_LENGTH = 18
_WEIGHTS = tuple(2**power % 11 for power in range(17, 0, -1))
_CHECK = "10X98765432"
"""GB 11643-1999: the check character for each remainder."""

_GAP = "[ \u00a0\\-]"
_CANDIDATE = re.compile(
    rf"(?<!\d)(?<!\d\.)(?:"
    rf"(?P<id>\d{{6}}{_GAP}?\d{{4}}{_GAP}?\d{{4}}{_GAP}?\d{{3}}[\dXx])"
    rf"|(?P<mobile>(?:\+?86{_GAP}?)?1[3-9]\d{_GAP}?\d{{4}}{_GAP}?\d{{4}})"
    rf"|(?P<card>[3-9]\d{{3}}{_GAP}?\d{{4}}{_GAP}?\d{{4}}{_GAP}?\d{{4}}(?:{_GAP}?\d{{1,3}})?)"
    rf")(?!\d)"
)
_WORTH_LOOKING = re.compile(r"\d{3}(?:[ \u00a0\u3000－-]?\d){8}")
_WITHIN_WORDS = re.compile(r"</?(?:strong|em|b|i|code|del|sub|sup|a|span)\b[^>]*>")
_BETWEEN_WORDS = re.compile(r"<[^>]*>")
_HIDDEN = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """What was found, where. The digits stay here: nobody is told them, not even in part."""

    page: str
    record: str
    kind: str
    digits: str


class Leak(Failure):
    """Finished pages hold what nobody may read; nothing was published."""

    def __init__(self, hits: tuple[Hit, ...]) -> None:
        super().__init__("commands.build.leak")
        self.hits = hits

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """The places, each with the kind of number found there, which itself is not repeated."""
        found = [
            Phrase("commands.build.hit", {"place": hit.record or hit.page, "kind": Phrase(f"labels.leak.{hit.kind}")})
            for hit in self.hits
        ]
        return (self.phrase, *found)

    @property
    def records(self) -> tuple[str, ...]:
        """The records (or, for a page that is none's, the pages) to look at, once each."""
        return tuple(dict.fromkeys(hit.record or hit.page for hit in self.hits))


def find(text: str) -> Iterator[tuple[str, str]]:
    """Each finding in a text as (id_number | mobile | bank_card, digits), full-width digits and grouping included."""
    if _WORTH_LOOKING.search(text) is None:
        return
    folded = text if text.isascii() else unicodedata.normalize("NFKC", text)
    for match in _CANDIDATE.finditer(folded):
        digits = re.sub(r"[^\dX]", "", match[0].upper())
        if match["mobile"]:
            yield "mobile", digits[-11:]
        elif len(digits) == ID_LENGTH and is_id_number(digits):
            yield "id_number", digits
        elif digits.isdigit() and len(digits) >= 16 and digits[0] in "3456789" and passes_luhn(digits):
            yield "bank_card", digits


def find_in_page(page: str, record: str, content: str, released: Container[str] = ()) -> Iterator[Hit]:
    """The findings in a page's HTML: in what it says, and in what its attributes hold.

    `released` are digits a person has looked at and found to be something else.
    """
    if not re.search(r"[0-9０-９]{3}", content):
        return
    seen: set[tuple[str, str]] = set()
    words = _BETWEEN_WORDS.sub("\n", _WITHIN_WORDS.sub("", _HIDDEN.sub("", content)))
    visible = html.unescape(words)
    for text in (visible, html.unescape(content)):
        for found in find(text):
            if found not in seen and found[1] not in released:
                seen.add(found)
                yield Hit(page, record, *found)


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
