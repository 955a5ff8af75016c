"""The last look at finished pages: identity numbers, mobile numbers and bank cards go to no reader (design §7)."""

from __future__ import annotations

import html
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from generator.model.failure import Failure
from generator.model.problem import Phrase
from generator.scan.numbers import find

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
    """What is finished holds what nobody may read; nothing was published, or written."""

    def __init__(self, hits: tuple[Hit, ...], code: str = "commands.build.leak") -> None:
        super().__init__(code)
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


def find_in_page(page: str, record: str, content: str, released: Container[str] = ()) -> Iterator[Hit]:
    """The findings in a page's HTML: in what it says, and in what its attributes hold.

    `released` are digits a person has looked at and found to be something else.
    """
    seen: set[tuple[str, str]] = set()
    words = _BETWEEN_WORDS.sub("\n", _WITHIN_WORDS.sub("", _HIDDEN.sub("", content)))
    visible = html.unescape(words)
    for text in dict.fromkeys((visible, html.unescape(content))):
        for found in find(text):
            if found[:2] not in seen and found.digits not in released:
                seen.add(found[:2])
                yield Hit(page, record, found.kind, found.digits)
