"""Near-identical minutes, found without comparing all pairs (design §3): a sketch of each text, then a true look.

One-permutation MinHash: the shingles of a text are hashed once into bins, each bin keeps its least hash; texts
that agree in a whole band of bins are compared. Nothing found here changes a score.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections.abc import Iterable, Iterator, MutableMapping
from difflib import SequenceMatcher
from fractions import Fraction
from itertools import pairwise

from generator.model.record import Record

SHINGLE = 3
BANDS, ROWS = 32, 4
"""Texts whose shingles agree by 0.6 meet in some band 99 times of 100, those that agree by 0.2 one time of 20."""
BINS = BANDS * ROWS
WORTH_A_LOOK = Fraction(9, 20)
"""The share of bins in common from which two texts are compared: scattered edits break three shingles each."""
_EMPTY = (1 << 32) - 1
_BAND = ROWS * 4
"""Bytes of a band."""
_NOISE = re.compile(r"[\s#*|>_`\-:：，。、；（）()\[\]]+")


def similar_pairs(
    records: Iterable[Record], share: Fraction, characters: int, known: MutableMapping[str, bytes] | None = None
) -> tuple[tuple[str, str], ...]:
    """Ids of records whose minutes, of at least so many characters, are alike by at least the share, in one year.

    `known` are sketches by the record's fingerprint; new ones are added to it.
    """
    known = {} if known is None else known
    texts: dict[str, str] = {}
    filled: dict[str, frozenset[int]] = {}
    buckets: dict[tuple[int, int, bytes], list[str]] = {}
    for record in records:
        text = _NOISE.sub("", record.body)
        if len(record.body.strip()) < characters or len(text) < SHINGLE or record.draft:
            continue
        texts[record.id] = text
        sketch = known.get(record.fingerprint) or _sketch(text)
        if record.fingerprint:
            known[record.fingerprint] = sketch
        filled[record.id] = frozenset(array("I", sketch)) - {_EMPTY}
        for band in range(BANDS):
            rows = sketch[band * _BAND : (band + 1) * _BAND]
            buckets.setdefault((record.year, band, rows), []).append(record.id)
    candidates = {pair for ids in buckets.values() for pair in _chained(sorted(ids))}
    return tuple(
        (first, second)
        for first, second in sorted(candidates)
        if _agree(filled[first], filled[second]) and _alike(texts[first], texts[second], share)
    )


def _chained(ids: list[str]) -> Iterator[tuple[str, str]]:
    """Each with the first and with the one before: of a hundred copies every one is named, not every pair."""
    for before, record_id in pairwise(ids):
        yield ids[0], record_id
        yield before, record_id


def _agree(first: frozenset[int], second: frozenset[int]) -> bool:
    """Whether enough of the bins that either fills are equal (a hash belongs to one bin only)."""
    common = len(first & second)
    return common * WORTH_A_LOOK.denominator >= WORTH_A_LOOK.numerator * (len(first) + len(second) - common)


def _sketch(text: str) -> bytes:
    """The least hash of each bin, four bytes each."""
    data, width = memoryview(text.encode("utf-16-le", "surrogatepass")), 2
    least = array("I", [_EMPTY] * BINS)
    for start in range(0, len(data) - SHINGLE * width + 1, width):
        number = zlib.crc32(data[start : start + SHINGLE * width])
        place = number % BINS
        if number < least[place]:
            least[place] = number
    return least.tobytes()


def _alike(first: str, second: str, share: Fraction) -> bool:
    """Whether the texts share so many of their characters, in order."""
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.real_quick_ratio() >= share and matcher.quick_ratio() >= share and matcher.ratio() >= share
