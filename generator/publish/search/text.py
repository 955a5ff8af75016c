"""The text of a finished page, and the form in which it is indexed.

Pagefind cuts Chinese into words when it indexes and otherwise when it searches, so some words would never be found.
Here every character of a script without spaces is a word of its own, and a query is the exact sequence of them.
What may stand between two characters (a mark, a gap, the end of a block) takes a place of its own in the sequence,
so that a phrase is found only where it is written. `templates/theme/assets/javascripts/search.js` cuts queries the
same way.
"""

from __future__ import annotations

import re
from html import unescape

BLOCK = "¶"
"""Stands for the end of a block."""
GAP = "␣"
"""Stands for a gap beside a character that is a word of its own."""

_ALONE = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[{_ALONE}]|[^\W{_ALONE}]+|\s*{BLOCK}\s*|\s+|[^\w\s]")
_IS_ALONE = re.compile(f"[{_ALONE}]")
_NUMBER = re.compile(r"[0-9]+")
_BEFORE_NUMBERS = "年月第"
_DATE_GAP = re.compile(r"(?<=[0-9])\s+(?=[年月日])|(?<=[年月])\s+(?=[0-9])")
_ARTICLE = re.compile(r'<article\b[^>]*\bid="content"[^>]*>(.*)</article>', re.DOTALL)
_UNSAID = re.compile(r"<nav\b.*?</nav>|<(script|style|template)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL)
_HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_WITHIN_WORDS = re.compile(r"</?(?:a|abbr|b|code|del|em|i|ins|mark|small|span|strong|sub|sup|tspan|u|wbr)\b[^>]*>")
_BESIDE = re.compile(r"</dt>\s*<dd\b[^>]*>|</t[dh]>\s*<t[dh]\b[^>]*>")
_BETWEEN_WORDS = re.compile(r"<[^>]*>")


def spaced(text: str) -> str:
    """The text with a space between any two words; gaps and punctuation marks are words too."""
    return " ".join(token.strip() or GAP for token in _TOKEN.findall(text.strip()))


def unspaced(text: str) -> str:
    """What `spaced` was made of, without gaps at a block's ends."""
    return text.replace(" ", "").replace(GAP, " ")


def phrases(query: str) -> list[list[str]]:
    """What must each be found as written: the words between gaps and punctuation marks.

    A number of a rule and a Han word behind it mean the same with or without a gap, and 2017年 11月 is one name.
    """
    found: list[list[str]] = [[]]
    for token in _TOKEN.findall(_DATE_GAP.sub("", query)):
        if not (token[0].isalnum() or token[0] == "_"):
            if found[-1]:
                found.append([])
            continue
        if found[-1] and _is_apart(found[-1][-1], token):
            found.append([])
        found[-1].append(token)
    return [each for each in found if each]


def _is_apart(before: str, after: str) -> bool:
    """Whether a gap may be thought between two words: of two scripts, but for a number with what it counts."""
    alone, alone_after = _IS_ALONE.match(before), _IS_ALONE.match(after)
    if alone and not alone_after:
        return before not in _BEFORE_NUMBERS or not _NUMBER.fullmatch(after)
    return bool(alone_after and not alone and not _NUMBER.fullmatch(before))


def article(html: str) -> tuple[str, str]:
    """A finished page's title and text, without its surroundings; a block ends with BLOCK."""
    match = _ARTICLE.search(html)
    content = _UNSAID.sub("", match[1]) if match else ""
    heading = _HEADING.search(content)
    title = " ".join(_said(heading[1]).replace(BLOCK, " ").split()) if heading else ""
    return title, _said(content[: heading.start()] + content[heading.end() :] if heading else content)


def _said(html: str) -> str:
    rows = _BESIDE.sub(" ", _WITHIN_WORDS.sub("", html.replace(BLOCK, " ")))
    text = unescape(_BETWEEN_WORDS.sub(BLOCK, rows))
    parts = (" ".join(part.split()) for part in text.split(BLOCK))
    return BLOCK.join(part for part in parts if part)
