"""Names of attachments: what people call a file, as a name that every system can have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from generator.gate.paths import DEVICES
from generator.read.attachments import KINDS

_NO_PART = re.compile(r"[^\w（）()〔〕《》【】+，、。·-]+")
_LONGEST = 60


def safe_name(name: str, taken: Iterable[str] = ()) -> str:
    """A name without folders, blanks and signs of systems, that is not taken; its kind stays as it is.

    `C:\\文件\\签到 表?.PDF` is 签到_表.pdf.
    """
    last = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    stem, dot, kind = last.rpartition(".")
    stem, kind = (stem, kind.lower()) if dot else (last, "")
    plain = _NO_PART.sub("_", stem).strip("_.- ")[:_LONGEST] or "附件"
    plain += "_" if plain.lower() in DEVICES else ""
    suffix = re.sub(r"[^a-z0-9]", "", kind)[:8]
    ending = f".{suffix}" if suffix else ""
    found, number = f"{plain}{ending}", 1
    there = {each.casefold() for each in taken}
    while found.casefold() in there:  # on many systems A.pdf hides a.pdf
        number += 1
        found = f"{plain}_{number}{ending}"
    return found


def is_kind(name: str) -> bool:
    """Whether files of that name can be attached."""
    return name.lower().endswith(KINDS)
