"""What people write where there is nothing yet: it stands there, and says nothing (design §4, What may count)."""

from __future__ import annotations

import re
from unicodedata import category, normalize

from generator.types.registry import registry

GUIDE = re.compile(r"（\s*请[^（）]*）")
"""What a draft asks its writer to put in that place: （请补充好的做法）."""
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CROSSES = re.compile(r"[x×某]{2,}")
_HEADING = re.compile(r"\s*#{1,6}\s")
_SEE = "附件", "attachment"
"""What a placeholder that points to an attachment ends with: where there is one, it says where to look."""


def says_nothing(text: str, attached: bool = False) -> bool:
    """Whether the text is blank, punctuation alone, or only a placeholder; `attached` if the record has attachments."""
    plain = normalize("NFKC", GUIDE.sub("", text)).casefold().strip()
    word = _bare(plain)
    if not word or _CROSSES.fullmatch(word) or word in ("x", "×"):
        return True
    return word in registry().placeholders and not (attached and word.endswith(_SEE))


def has_text(body: str, attached: bool = False) -> bool:
    """Whether any line below the fields says something; headings and comments do not."""
    lines = _COMMENT.sub("", body).split("\n")
    return any(not _HEADING.match(line) and not says_nothing(line, attached) for line in lines)


def _bare(text: str) -> str:
    """The text without marks and spaces before and after it."""
    start, end = 0, len(text)
    while start < end and not _says(text[start]):
        start += 1
    while end > start and not _says(text[end - 1]):
        end -= 1
    return text[start:end]


def _says(character: str) -> bool:
    return category(character)[0] in "LN" or character == "×"
