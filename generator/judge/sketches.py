"""Sketches of minutes, and which of very many agree with one in a band.

One-permutation MinHash: the shingles of a text are hashed once into bins, each bin keeps its least hash; texts that
agree in a whole band of bins are worth comparing.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from generator.model.record import Record

SHINGLE = 3
BANDS, ROWS = 32, 4
"""Texts whose shingles agree by 0.6 meet in some band 99 times of 100, those that agree by 0.2 one time of 20."""
BINS = BANDS * ROWS
EMPTY = (1 << 32) - 1
"""Of a bin without any shingle."""
_BAND = ROWS * 4
"""Bytes of a band."""
_NOTHING = b"\xff" * _BAND
"""A band without any shingle, in which nothing agrees."""
_FULL = (1 << 32 * BINS) - 1
"""All bins without any shingle, as one number."""
_LOWEST = sum(1 << 32 * place for place in range(BINS))
"""The lowest bit of each."""
_NOISE = re.compile(r"[\s#*|>_`\-:：，。、；（）()\[\]]+")


class Text(NamedTuple):
    """The minutes of a record as they are compared; in order of time."""

    day: str
    id: str
    fingerprint: str
    """The record's."""
    sketch: bytes
    """Empty where they are not to be compared."""


class Among:
    """All texts, in which those that agree with one in a band are found without looking at each.

    The bands of all lie one behind the other, a column for each, in whatever order they came.
    """

    def __init__(self, texts: Iterable[Text]) -> None:
        self.by_id = {text.id: text for text in texts}
        self._rows: list[Text | None] = [text for text in self.by_id.values() if text.sketch]
        self._row = {text.id: row for row, text in enumerate(self._rows) if text}
        whole = array("Q", b"".join(text.sketch for text in self._rows if text))
        self._columns = [bytearray(_BAND * len(self._rows)) for _ in range(BANDS)]
        for band, column in enumerate(self._columns):
            halves = memoryview(column).cast("Q")
            for half in (0, 1):
                halves[half::2] = whole[2 * band + half :: 2 * BANDS]
            halves.release()

    def put(self, text: Text) -> None:
        """Has the text among them, instead of the one of its id."""
        self.drop(text.id)
        self.by_id[text.id] = text
        if text.sketch:
            self._row[text.id] = len(self._rows)
            self._rows.append(text)
            for band, column in enumerate(self._columns):
                column += text.sketch[band * _BAND : (band + 1) * _BAND]

    def drop(self, text_id: str) -> None:
        """Has the text of that id no more."""
        self.by_id.pop(text_id, None)
        row = self._row.pop(text_id, None)
        if row is not None:
            self._rows[row] = None
            for column in self._columns:
                column[row * _BAND : (row + 1) * _BAND] = _NOTHING

    def candidates(self, text: Text) -> Iterator[tuple[Text, Text]]:
        """The same as `candidates` of all, for one that is there."""
        for together in self._together(text.sketch):
            earlier = [each for each in together if each < text]
            if earlier:
                yield earlier[0], text
                yield earlier[-1], text

    def concerned(self, changed: Iterable[Text]) -> Iterator[Text]:
        """The texts that are compared with others since these came, or are there no more."""
        for text in changed:
            for together in self._together(text.sketch):
                later = [each for each in together if each[:2] > text[:2]]
                first = not any(each[:2] < text[:2] for each in together)
                yield from later if first else later[:1]

    def _together(self, sketch: bytes) -> Iterator[list[Text]]:
        """For each band the texts that have the same there, in order of time."""
        for band, bins in _bands(sketch):
            column, found = self._columns[band], list[Text]()
            at = column.find(bins)
            while at >= 0:
                text = None if at % _BAND else self._rows[at // _BAND]
                found += [text] if text else []
                at = column.find(bins, at + 1)
            yield sorted(found)


def candidates(texts: Iterable[Text]) -> set[tuple[Text, Text]]:
    """Each text with those it is to be compared with, the earlier first; the texts, with sketches, in order of time."""
    compared, found = list(texts), set[tuple[Text, Text]]()
    for start in range(0, BINS * 4, _BAND):  # band by band: what very many texts have in all of them is much to hold
        buckets: dict[bytes, list[Text]] = {}
        for text in compared:
            buckets.setdefault(text.sketch[start : start + _BAND], []).append(text)
        buckets.pop(_NOTHING, None)
        for together in buckets.values():
            for number in range(1, len(together)):
                found |= {(together[0], together[number]), (together[number - 1], together[number])}
    return found


class Bins:
    """The bins of a sketch, as one number."""

    def __init__(self, sketch: bytes) -> None:
        self._all = int.from_bytes(sketch, "little")
        self._empty = _zeroes(self._all ^ _FULL)

    def agree(self, other: Bins, share: Fraction) -> bool:
        """Whether both fill at least this share alike of the bins that either fills."""
        alike = _zeroes(self._all ^ other._all).bit_count() - (self._empty & other._empty).bit_count()
        either = 2 * BINS - self._empty.bit_count() - other._empty.bit_count() - alike
        return alike * share.denominator >= share.numerator * either


def _zeroes(bins: int) -> int:
    """The lowest bit of each bin that is zero."""
    for bits in (16, 8, 4, 2, 1):
        bins |= bins >> bits
    return ~bins & _LOWEST


def _bands(sketch: bytes) -> Iterator[tuple[int, bytes]]:
    """The bands in which anything is."""
    for band in range(len(sketch) // _BAND):
        rows = sketch[band * _BAND : (band + 1) * _BAND]
        if rows != _NOTHING:
            yield band, rows


def plain(record: Record) -> str:
    """What of its minutes is compared."""
    return _NOISE.sub("", record.body)


def sketch_of(record: Record, characters: int) -> bytes:
    """The least hash of each bin, four bytes each; nothing where the minutes are not to be compared."""
    text = plain(record)
    if len(record.body.strip()) < characters or len(text) < SHINGLE or record.draft:
        return b""
    data, width = memoryview(text.encode("utf-16-le", "surrogatepass")), 2
    least = array("I", [EMPTY] * BINS)
    for start in range(0, len(data) - SHINGLE * width + 1, width):
        number = zlib.crc32(data[start : start + SHINGLE * width])
        place = number % BINS
        if number < least[place]:
            least[place] = number
    return least.tobytes()
