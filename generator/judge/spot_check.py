"""A draw that anyone can draw again with sha256sum: no program, version or machine has a say in it (design §6).

Each name of the frame gets the SHA-256 of `seed:name` in UTF-8, as hexadecimal digits; those with the least digits
are drawn, in that order:

    printf '%s' '20171025:jichu' | sha256sum

Where the record names some of the frame as drawn first, these come before the rest, each of the two in that order.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256


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
