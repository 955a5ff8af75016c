"""What stands around a document's text: 版头 above a red rule, 版记 at the foot of the last page (GB/T 9704 §7).

The text keeps to the page's 22 lines, so that the head takes as many whole lines as it needs.
"""

from __future__ import annotations

from math import ceil

from generator.language import catalogue
from generator.publish.documents.document import Document, Head, Imprint
from generator.publish.documents.layout import CHARACTERS, LINE_PT, MARGINS_MM, MM_TO_PT, SIZES_PT, WIDTH_PT, width
from generator.publish.formats.characters import holdable_data

ISSUER_MM = 35
"""§7.2.4: from the type area's upper edge to the issuer's."""
CLEAR_LINES = 2
"""§7.2.5, §7.3.1: below the issuer, and below the rule."""
RULE_BELOW_MM = 4
"""§7.2.7: from the number to the rule, which is as wide as the type area."""
RULE_MM = 0.7
THICK_MM, THIN_MM = 0.35, 0.25
"""§7.4.1: the first and the last rule of the imprint, and those between."""
RED = "e60012"
"""The red of such heads in print."""
_COPY_DIGITS = 6
_SIGNERS_A_LINE = 2
_ISSUER_PT = (62.0, 32.0)
"""The largest and the smallest issuer; a longer name gets narrower letters before it gets smaller ones."""
_NARROWEST = 0.55
_ISSUER_ROOM = 0.94
"""Of the width."""


def framed(document: Document) -> dict[str, object]:
    """Head and imprint as plain data for templates, in points from the type area's upper edge; None where none is."""
    return holdable_data(
        {
            "head": _head(document.head, document.doc_no) if document.head else None,
            "imprint": _imprint(document.imprint) if document.imprint else None,
        }
    )


def _head(head: Head, doc_no: str) -> dict[str, object]:
    points, scale = issuer_size(head.issuer)
    signers, word = _signers(head.signers), catalogue("zh").text("documents.signers")
    half = (LINE_PT + SIZES_PT["body"]) / 2
    below = half + RULE_BELOW_MM * MM_TO_PT + max(len(signers) - 1, 0) * LINE_PT
    number = ISSUER_MM * MM_TO_PT + points + CLEAR_LINES * LINE_PT
    if head.printed and head.rule_at is not None:
        number = max(0.0, (head.rule_at - MARGINS_MM["top"]) * MM_TO_PT - below)
    rule = number + below
    return {
        "corner": [line for line in _corner(head) if line["text"]],
        "issuer": "" if head.printed else head.issuer,
        "issuer_top": ISSUER_MM * MM_TO_PT,
        "issuer_size": points,
        "issuer_scale": scale,
        "doc_no": doc_no,
        "signers": signers,
        "signers_word": word,
        "signers_at": CHARACTERS - 1 - width(word) - max(map(width, signers), default=0),
        "number_top": number,
        "rule_top": rule,
        "rule_drawn": not head.printed,
        "rule": RULE_MM,
        "red": RED,
        "lines": ceil(rule / LINE_PT + CLEAR_LINES - 0.01),
    }


def _corner(head: Head) -> list[dict[str, str]]:
    """What stands at the upper left, line below line, in this order (§7.2.1 to §7.2.3)."""
    copy_no = "" if head.copy_no is None else f"{head.copy_no:0{_COPY_DIGITS}}"
    return [
        {"text": copy_no, "face": "body"},
        {"text": head.secrecy, "face": "hei"},
        {"text": head.urgency, "face": "hei"},
    ]


def issuer_size(issuer: str) -> tuple[float, float]:
    """The size of the issuer in points, and how wide its letters are of what they might be, so that it is one line."""
    most, least = _ISSUER_PT
    room = WIDTH_PT * _ISSUER_ROOM
    fits = room / max(width(issuer), 1)
    points = min(most, max(fits, least))
    scale = min(1.0, fits / points)
    return (points, scale) if scale >= _NARROWEST else (fits / _NARROWEST, _NARROWEST)


def _signers(names: tuple[str, ...]) -> list[str]:
    """Two names a line, those below each other of one width (§7.2.6)."""
    widest = max(map(width, names), default=0)
    padded = [f"{name}{'　' * round(widest - width(name))}" for name in names]
    return ["　".join(padded[start : start + _SIGNERS_A_LINE]) for start in range(0, len(padded), _SIGNERS_A_LINE)]


def _imprint(imprint: Imprint) -> dict[str, object]:
    say, on = catalogue("zh").text, imprint.printed_on
    return {
        "copy_word": say("documents.copy_word"),
        "copy_to": say("documents.copy_to", names="，".join(imprint.copy_to)) if imprint.copy_to else "",
        "printed_by": imprint.printed_by,
        "printed_on": say("documents.printed_on", year=on.year, month=on.month, day=on.day),
        "even": imprint.even,
        "thick": THICK_MM,
        "thin": THIN_MM,
    }
