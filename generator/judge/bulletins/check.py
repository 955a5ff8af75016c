"""The figures of bulletins against the results they speak of (design §6, domain §3.2).

While a bulletin is a draft a wrong figure is an error at its place; once it is issued, what has changed since is
only told of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.judge.bulletins.figures import Figures, Lack, Missing
from generator.judge.bulletins.markers import Marker, markers, place, plain, with_figures, written
from generator.judge.known import issued
from generator.model.by_year import ByYear
from generator.model.node import Mark
from generator.model.pack import Pack
from generator.model.problem import Phrase, Problem
from generator.model.record import Record
from generator.types.placeholder import GUIDE

TYPE = "bulletin"
Judged = Callable[[int, date], Figures]
"""The results of a year as known at the end of a day."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure of an issued bulletin that is another one by what is known now; `now` is None where there is none."""

    subject: str
    measure: str
    unit: str
    written: str
    now: str | None


def is_draft(record: Record, as_of: date) -> bool:
    """Whether the bulletin may still be mended: not finished, or not issued by the end of the day."""
    return record.draft or not issued(record, as_of)


def has_figures(record: Record) -> bool:
    """Whether the record is a bulletin with figures to check."""
    return TYPE in record.types and any(True for _ in markers(record.body))


def speaks_of(record: Record) -> tuple[int, date] | None:
    """The year its figures are of, and the day they stand at; None where it does not say."""
    as_of, year = record.values.day("as_of"), record.values.count("results_of")
    if as_of is None:
        return None
    return (as_of.year if year is None else year), as_of


def check_bulletins(records: Iterable[Record], as_of: date, packs: ByYear[Pack], judged: Judged) -> Iterator[Problem]:
    """Every figure of a draft that is not what was computed, with the right one, and what was left to be written."""
    for record in records:
        if TYPE in record.types and not record.draft and "issued_on" in record.values:
            yield from _prompts(record)
        if not has_figures(record) or not is_draft(record, as_of):
            continue
        said = speaks_of(record)
        if said is None:
            yield record.error("bulletin_no_as_of", "type")
        elif not (pack := packs.of(said[0])).valid_in(said[0]):
            figures = {"start": pack.valid_from.isoformat(), "year": said[0]}
            yield record.error("bulletin_pack_year", "as_of", **figures)
        else:
            yield from _check(record, said[1], judged(*said))


def _prompts(record: Record) -> Iterator[Problem]:
    """What the draft asked its writer to fill in, and still asks in what is issued."""
    for found in GUIDE.finditer(record.body):
        mark = place(record.body, found.start(), record.body_line)
        yield record.error("placeholder_left", mark, written=found[0])


def changes(record: Record, known: Figures) -> tuple[Changed, ...]:
    """The figures that are other ones by now, each once."""
    found: dict[tuple[str, ...], Changed] = {}
    for each in markers(record.body):
        if each.whole and not known.can_tell(each.subject, each.measure):
            continue
        right = known.figure(*each.key) if each.whole else None
        now = right if isinstance(right, str) else None
        if each.whole and now != each.figure:
            found[*each.key, each.figure] = Changed(*each.key, each.figure, now)
    return tuple(found.values())


def refreshed(text: str, known: Figures) -> str:
    """The text with every figure as it is now; one that cannot be computed stays as it is."""

    def say(marker: Marker) -> str:
        tells = marker.whole and known.can_tell(marker.subject, marker.measure)
        right = known.figure(*marker.key) if tells else None
        return written(marker, right) if isinstance(right, str) else marker.text

    return with_figures(text, say)


def _check(record: Record, as_of: date, known: Figures) -> Iterator[Problem]:
    for each in markers(record.body):
        right = known.figure(*each.key) if each.whole else None
        if right is None:
            yield record.error("figure_malformed", _at(record, each, "figure"), written=each.text)
        elif isinstance(right, Missing):
            yield _missing(record, each, as_of, right)
        elif right != plain(each.figure) and known.can_tell(each.subject, each.measure):
            said = {"right": right, "file": record.file, **_named(each, as_of)}
            yield record.error("figure_wrong", _at(record, each, "figure"), **said)


def _missing(record: Record, each: Marker, as_of: date, why: Missing) -> Problem:
    """The figure names what nobody knows, or what has none on that day."""
    said = {"known": "、".join(why.known), **_named(each, as_of)}
    if why.lack is Lack.SUBJECT:
        return record.error("figure_subject", _at(record, each, "subject"), **said)
    if why.lack is Lack.MEASURE:
        return record.error("figure_measure", _at(record, each, "measure"), **said, example=why.known[0])
    if why.lack is Lack.UNIT:
        return record.error("figure_unit", _at(record, each, "unit"), **said)
    if why.lack is Lack.OTHERS:
        return record.error("figure_of_other", _at(record, each, "unit"), **said)
    if why.lack is Lack.SUM:
        return record.error("figure_not_of_all", _at(record, each, "unit"), **said)
    reason = Phrase(f"labels.status.{why.status}") if why.status else Phrase("bulletins.no_figure")
    return record.error("figure_none", _at(record, each, "figure"), **said, reason=reason)


def _named(marker: Marker, as_of: date) -> dict[str, str]:
    named = {"subject": marker.subject, "measure": marker.measure, "unit": marker.unit}
    return {**named, "written": marker.figure, "as_of": as_of.isoformat()}


def _at(record: Record, marker: Marker, part: str) -> Mark:
    return place(record.body, marker.offset(part), record.body_line)
