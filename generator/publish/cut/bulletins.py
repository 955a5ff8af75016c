"""Bulletins as an audience may read them: figures as plain words, those not meant for it withheld (design §6, §7)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from generator.judge.bulletins.check import Changed, changes, has_figures, is_draft, speaks_of
from generator.judge.bulletins.figures import Figures
from generator.judge.bulletins.markers import Marker, with_figures
from generator.language import Catalogue
from generator.model.record import Record
from generator.types import Audience

Judged = Callable[[int, date], Figures]


@dataclass(frozen=True, slots=True)
class Bulletins:
    """Bulletins as they may be read, and what has changed since they were issued."""

    written: Mapping[str, Record]
    """By id, those in which figures stand."""
    changed: Mapping[str, tuple[Changed, ...]] = field(default_factory=dict)
    """By the bulletin's id; only figures that the audience may see."""


def readable(
    bulletins: Iterable[Record],
    audience: Audience,
    as_of: date,
    known: Judged | None,
    cut: Callable[[Figures], Figures],
    words: Catalogue,
) -> Bulletins:
    """Each figure stands as it was written, or as “不公开” where the audience may not see it.

    A figure is shown where it is the same by what the audience may see of the result as by all of it; without
    results (`known` is None) none is shown beyond the office.
    """
    made: dict[str, Record] = {}
    changed: dict[str, tuple[Changed, ...]] = {}
    for record in filter(has_figures, bulletins):
        said = speaks_of(record)
        whole = known(*said) if known is not None and said is not None else None
        shown = _seen(whole, audience, cut)
        told = _teller(shown, words.text("bulletins.withheld"))
        made[record.id] = replace(record, body=with_figures(record.body, told))
        if whole is not None and not is_draft(record, as_of):
            found = tuple(each for each in changes(record, whole) if shown(each.subject, each.measure, each.unit))
            changed |= {record.id: found} if found else {}
    return Bulletins(made, changed)


def _teller(shown: Callable[[str, str, str], bool], withheld: str) -> Callable[[Marker], str]:
    def say(marker: Marker) -> str:
        return marker.figure if marker.whole and shown(*marker.key) else withheld

    return say


def _seen(
    whole: Figures | None, audience: Audience, cut: Callable[[Figures], Figures]
) -> Callable[[str, str, str], bool]:
    """Whether the audience sees a figure."""
    if audience.may.office:
        return lambda subject, measure, unit: True
    if whole is None:
        return lambda subject, measure, unit: False
    left = cut(whole)

    def shown(subject: str, measure: str, unit: str) -> bool:
        found = whole.figure(subject, measure, unit)
        return isinstance(found, str) and left.figure(subject, measure, unit) == found

    return shown
