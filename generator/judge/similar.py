"""Near-identical minutes, found without comparing all pairs (design §3): a sketch of each text, then a true look.
Nothing found here changes a score.

Of the texts that agree in a band each is compared with the first in time and with the one before it: of a hundred
copies every one is named, not every pair. What is found up to a day is so found without what came later, and a text
that changed concerns only those that agree with it in some band, before or now.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from fractions import Fraction

from generator.judge.by_unit import ByUnit, Units, let_go
from generator.judge.memory import Compared, Minutes, NoMinutes
from generator.judge.sketches import Bins, Text, candidates, plain, sketch_of
from generator.model.record import Record, unit_of

Pairs = tuple[tuple[str, str], ...]
"""Ids of records whose minutes are near-identical."""
WORTH_A_LOOK = Fraction(9, 20)
"""The share of bins in common from which two texts are compared: scattered edits break three shingles each."""
FEW = 100
"""So many texts are put among those that were compared before; more are worth comparing all."""


class Alike:
    """Which records have near-identical minutes, year by year; what was compared before is not compared again."""

    def __init__(self, units: ByUnit, minutes: Minutes | None = None) -> None:
        self._units = units
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
        own = {unit: each.of_year(year) for unit, each in self._units.items()}
        units = {unit: (each.key(), len(each.records)) for unit, each in own.items() if each.records}
        before = self._minutes.compared(place)
        changed = {unit for unit in units.keys() | before.units.keys() if units.get(unit) != before.units.get(unit)}
        if not changed:
            return before.pairs
        among = self._minutes.among(place)
        if among is not None:
            there = {record.id: record for unit in changed & own.keys() for record in own[unit].records}
            known = {each.id: each for each in among.by_id.values() if unit_of(each.id) in changed}
            gone = [each for name, each in known.items() if name not in there or _differs(each, there[name])]
            new = [each for each in there.values() if each.id not in known or _differs(known[each.id], each)]
        if among is None or len(new) + len(gone) > min(FEW, len(among.by_id)):
            among, gone, kept = None, [], set[tuple[str, str]]()
            made = []
            for number, each in enumerate(own.values()):
                made += [_text(record, characters) for record in each.records]
                let_go(each, number)
            found = candidates(sorted(each for each in made if each.sketch))
        else:
            made = [_text(record, characters) for record in new]
            for text in gone:
                among.drop(text.id)
            for text in made:
                among.put(text)
            again = {*(text for text in made if text.sketch), *among.concerned((*gone, *made))}
            touched = {*(each.id for each in (*gone, *made, *again))}
            kept = {pair for pair in before.pairs if pair[1] not in touched}
            found = {pair for text in again for pair in among.candidates(text)}
        pairs = tuple(sorted(kept | self._alike(found, share)))
        self._minutes.keep(place, before, Compared(units, pairs), made, [each.id for each in gone], among)
        return pairs

    def _alike(self, found: set[tuple[Text, Text]], share: Fraction) -> set[tuple[str, str]]:
        """Those of the candidates that are."""
        sketches = {each.id: each.sketch for pair in found for each in pair}
        bins = {name: Bins(sketch) for name, sketch in sketches.items()}
        near = [(one.id, other.id) for one, other in found if bins[one.id].agree(bins[other.id], WORTH_A_LOOK)]
        body = {each: plain(self._units[unit_of(each)].by_id[each]) for pair in near for each in pair}
        return {pair for pair in near if _alike(body[pair[0]], body[pair[1]], share)}


def similar_pairs(records: Iterable[Record], share: Fraction, characters: int) -> Pairs:
    """Ids of records of one year whose minutes, of at least so many characters, are alike by at least the share."""
    everything = tuple(records)
    alike, years = Alike(Units().of(everything)), {record.year for record in everything}
    found = (pair for year in years for pair in alike.pairs(year, share, characters))
    return tuple(sorted((min(pair), max(pair)) for pair in found))


def _text(record: Record, characters: int) -> Text:
    return Text(record.date.isoformat(), record.id, record.fingerprint, sketch_of(record, characters))


def _differs(text: Text, record: Record) -> bool:
    return (text.day, text.fingerprint) != (record.date.isoformat(), record.fingerprint)


def _alike(first: str, second: str, share: Fraction) -> bool:
    """Whether the texts share so many of their characters, in order."""
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.real_quick_ratio() >= share and matcher.quick_ratio() >= share and matcher.ratio() >= share
