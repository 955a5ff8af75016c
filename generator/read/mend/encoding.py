"""Bytes in another encoding to UTF-8, only where no doubt is left which it was."""

from __future__ import annotations

import codecs
import re

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF8_WORDS = re.compile(rb"(?:[\xe3-\xe9\xef][\x80-\xbf]{2}){4}")
"""Four Chinese characters in UTF-8: six of GB18030 look so once in a thousand million."""
_TWO_BYTES = "\u07ff"
_BROKEN = "\ufffd"


def recoded(data: bytes) -> tuple[bytes, str] | None:
    """The same text in UTF-8 and the encoding it was in; None where it is UTF-8 already, or nobody can tell."""
    if data.startswith(_UTF16):
        name, codec = "UTF-16", "utf-16"
    elif _is_or_was_utf8(data):
        return None
    else:
        name, codec = "GB18030", "gb18030"
    try:
        text = data.decode(codec)
        if name == "GB18030" and text.encode(codec) != data:
            return None
        return text.encode(), name
    except UnicodeError:
        return None


def _is_or_was_utf8(data: bytes) -> bool:
    """UTF-8, or UTF-8 with some broken bytes, which would be nonsense in any other encoding."""
    text = data.decode("utf-8", "replace")
    broken = text.count(_BROKEN)
    whole = sum(character > _TWO_BYTES for character in text) - broken
    return not broken or whole > broken or _UTF8_WORDS.search(data) is not None
