"""A draw that anyone can draw again with sha256sum: no program, version or machine has a say in it (design §6).

Each name of the frame gets the SHA-256 of `seed:name` in UTF-8, as hexadecimal digits; those with the least digits
are drawn, in that order:

    printf '%s' '20171025:jichu' | sha256sum

Where the record names some of the frame as drawn first, these come before the rest, each of the two in that order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from hashlib import sha256

from generator.judge.known import issued, seen
from generator.model.organization import Organization
from generator.model.record import Record


def digest(seed: str, name: str) -> str:
    """The 64 hexadecimal digits by which a name is drawn."""
    return sha256(f"{seed}:{name}".encode()).hexdigest()


def ordered(seed: str, frame: Iterable[str], first: Iterable[str] = ()) -> tuple[str, ...]:
    """The whole frame, each name once, in the order in which it is drawn; those of `first` before the rest."""
    early = frozenset(first)
    return tuple(sorted(dict.fromkeys(frame), key=lambda name: (name not in early, digest(seed, name), name)))


def draw(seed: str, frame: Iterable[str], count: int, first: Iterable[str] = ()) -> tuple[str, ...]:
    """So many names of the frame; all of them where it has no more."""
    return ordered(seed, frame, first)[:count]


def branches_on(organization: Organization, wanted: Collection[str], day: date) -> tuple[str, ...]:
    """The branches there are on the day, or those of them that are wanted, in the order of their ids."""
    there = (each.id for each in organization.branches if each.span.covers(day))
    return tuple(sorted(unit for unit in there if not wanted or unit in wanted))


def records_of(
    types: Collection[str], units: Collection[str], records: Iterable[Record], year: int, day: date
) -> tuple[str, ...]:
    """The units' finished records of those types by the day, in the order of their ids; nothing private."""
    asked, within = frozenset(types), frozenset(units)
    return tuple(
        sorted(
            record.id
            for record in records
            if record.year == year
            and record.branch in within
            and seen(record, day)
            and not record.draft
            and record.shared
            and not asked.isdisjoint(record.types)
            and issued(record, day)
        )
    )


def unit_of(name: str) -> str:
    """The branch of a name of the frame, which is a branch's id or a record's."""
    return name.split("/")[1] if "/" in name else name


def first_of(frame: Iterable[str], units: Collection[str]) -> tuple[str, ...]:
    """What of the frame is drawn first: the branches, or their records; nothing where that is all there is."""
    names, early = tuple(frame), frozenset(units)
    first = tuple(name for name in names if unit_of(name) in early)
    return first if len(first) < len(names) else ()
