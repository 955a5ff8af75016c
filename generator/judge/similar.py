"""Near-identical minutes, found without comparing all pairs (design §3): a sketch of each text, then a true look.

One-permutation MinHash: the shingles of a text are hashed once into bins, each bin keeps its least hash; texts
that agree in a whole band of bins are compared. Nothing found here changes a score.

Of the texts that agree in a band each is compared with the first in time and with the one before it: of a hundred
copies every one is named, not every pair. What is found up to a day is so found without what came later, and a text
that changed concerns only those that agree with it in some band, before or now.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from fractions import Fraction
from typing import NamedTuple

from generator.judge.memory import Minutes, NoMinutes
from generator.model.record import Record

Pairs = tuple[tuple[str, str], ...]
"""Ids of records whose minutes are near-identical."""
SHINGLE = 3
BANDS, ROWS = 32, 4
"""Texts whose shingles agree by 0.6 meet in some band 99 times of 100, those that agree by 0.2 one time of 20."""
BINS = BANDS * ROWS
WORTH_A_LOOK = Fraction(9, 20)
"""The share of bins in common from which two texts are compared: scattered edits break three shingles each."""
FEW = 100
"""So many texts are put among those that were compared before; more are worth comparing all."""
_EMPTY = (1 << 32) - 1
_BAND = ROWS * 4
"""Bytes of a band."""
_NOTHING = b"\xff" * _BAND
"""A band without any shingle, in which nothing agrees."""
_NOISE = re.compile(r"[\s#*|>_`\-:：，。、；（）()\[\]]+")


class Text(NamedTuple):
    """The minutes of a record as they are compared; in order of time."""

    day: str
    id: str
    sketch: bytes


class Alike:
    """Which records have near-identical minutes, year by year; what was compared before is not compared again."""

    def __init__(self, records: Iterable[Record], minutes: Minutes | None = None) -> None:
        self._records = records
        self._minutes = minutes or NoMinutes()
        self._found: dict[tuple[int, Fraction, int], Pairs] = {}

    def pairs(self, year: int, share: Fraction, characters: int) -> Pairs:
        """Ids of the year's records whose minutes, of at least so many characters, are alike by at least the share."""
        place = year, share, characters
        if place not in self._found:
            self._found[place] = self._compared(year, share, characters)
        return self._found[place]

    def _compared(self, year: int, share: Fraction, characters: int) -> Pairs:
        place = f"{year}/{share}/{characters}"
        records = {record.id: record for record in self._records if record.year == year}
        now = {name: (each.date.isoformat(), each.fingerprint) for name, each in records.items()}
        before = self._minutes.known(place)
        changed = [name for name, each in now.items() if not each[1] or before.get(name) != each]
        gone = [name for name in before if name not in now]
        if not changed and not gone:
            return self._minutes.pairs(place)
        few = len(changed) + len(gone) <= min(FEW, len(before))
        sketches = dict(self._minutes.sketches(place)) if few else {}
        old = [Text(before[name][0], name, sketches.pop(name, b"")) for name in (*changed, *gone) if name in before]
        new = {name: _sketch_of(records[name], characters) for name in (changed if few else now)}
        texts = sorted(Text(now[name][0], name, each) for name, each in {**sketches, **new}.items() if each)

        def alike(first: str, second: str) -> bool:
            return _alike(_plain(records[first]), _plain(records[second]), share)

        if few:
            among = _Among(texts)
            again = {
                *(each for name in changed if (each := among.by_id.get(name))),
                *among.concerned((*old, *(each for each in texts if each.id in new))),
            }
            touched = {*changed, *gone, *(each.id for each in again)}
            kept = {pair for pair in self._minutes.pairs(place) if pair[1] not in touched}
            candidates = {pair for each in again for pair in among.candidates(each)}
        else:
            kept, candidates = set(), _candidates(texts)
        filled = {each.id: frozenset(array("I", each.sketch)) - {_EMPTY} for pair in candidates for each in pair}
        found = {
            (first.id, second.id)
            for first, second in candidates
            if _agree(filled[first.id], filled[second.id]) and alike(first.id, second.id)
        }
        pairs = tuple(sorted(kept | found))
        rows = [(name, *now[name], new[name]) for name in new if now[name][1]]
        self._minutes.keep(place, before, rows, (*gone, *(name for name in changed if name in before)), pairs)
        return pairs


def similar_pairs(records: Iterable[Record], share: Fraction, characters: int) -> Pairs:
    """Ids of records of one year whose minutes, of at least so many characters, are alike by at least the share."""
    alike, years = Alike(tuple(records)), {record.year for record in records}
    found = (pair for year in years for pair in alike.pairs(year, share, characters))
    return tuple(sorted((min(pair), max(pair)) for pair in found))


def _candidates(texts: Iterable[Text]) -> set[tuple[Text, Text]]:
    """Each text with those it is to be compared with, the earlier first."""
    buckets: dict[tuple[int, bytes], list[Text]] = {}
    for text in texts:
        for band, rows in _bands(text.sketch):
            buckets.setdefault((band, rows), []).append(text)
    found = set()
    for together in buckets.values():
        for number in range(1, len(together)):
            found |= {(together[0], together[number]), (together[number - 1], together[number])}
    return found


class _Among:
    """All texts, in which those that agree with one in a band are found without looking at each."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self.by_id = {text.id: text for text in texts}
        self._texts = texts
        self._whole = array("Q", b"".join(text.sketch for text in texts))
        self._columns: dict[int, bytes] = {}

    def candidates(self, text: Text) -> Iterator[tuple[Text, Text]]:
        """The same as `_candidates`, of one that is there."""
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
        for band, rows in _bands(sketch):
            column = self._column(band)
            found, at = [], column.find(rows)
            while at >= 0:
                if at % _BAND == 0:
                    found.append(self._texts[at // _BAND])
                at = column.find(rows, at + 1)
            yield found

    def _column(self, band: int) -> bytes:
        """The band of all texts, one behind the other."""
        if band not in self._columns:
            column = array("Q", bytes(_BAND * len(self._texts)))
            for half in (0, 1):
                column[half::2] = self._whole[2 * band + half :: 2 * BANDS]
            self._columns[band] = column.tobytes()
        return self._columns[band]


def _bands(sketch: bytes) -> Iterator[tuple[int, bytes]]:
    """The bands in which anything is."""
    for band in range(len(sketch) // _BAND):
        rows = sketch[band * _BAND : (band + 1) * _BAND]
        if rows != _NOTHING:
            yield band, rows


def _agree(first: frozenset[int], second: frozenset[int]) -> bool:
    """Whether enough of the bins that either fills are equal (a hash belongs to one bin only)."""
    common = len(first & second)
    return common * WORTH_A_LOOK.denominator >= WORTH_A_LOOK.numerator * (len(first) + len(second) - common)


def _plain(record: Record) -> str:
    return _NOISE.sub("", record.body)


def _sketch_of(record: Record, characters: int) -> bytes:
    """The least hash of each bin, four bytes each; nothing where the minutes are not to be compared."""
    text = _plain(record)
    if len(record.body.strip()) < characters or len(text) < SHINGLE or record.draft:
        return b""
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
