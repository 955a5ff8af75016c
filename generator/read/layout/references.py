"""Whether a text with anchors and asterisks is meant as YAML takes it."""

from __future__ import annotations

import re

_SIGNS = re.compile(
    r"[:\[,-][ \t]+&(?P<anchor>\w+)(?=\s)|(?P<before>[:\[,-][ \t]*)?\*(?P<alias>\w+(?=[\s,\]}]|$))?", re.MULTILINE
)


def refers(text: str) -> bool:
    """Whether the first asterisk after an anchor refers to it."""
    anchors: set[str] = set()
    for match in _SIGNS.finditer(text):
        if match["anchor"]:
            anchors.add(match["anchor"])
        elif match["before"] and match["alias"] in anchors:
            return True
        else:
            anchors.clear()
    return False
