"""Each bag names the one made before it: a bag cannot be taken out or changed without the next one telling."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.archive.layout import BagName
from generator.archive.refusals import Refused
from generator.archive.tags import bag_info, fingerprint

PREVIOUS, PREVIOUS_FINGERPRINT = "Previous-Bag", "Previous-Bag-Fingerprint"
SOURCE, SOURCE_FINGERPRINT = "Source-Bag", "Source-Bag-Fingerprint"
"""Of a public bag: the one it was taken from."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A bag as the chain knows it."""

    name: BagName
    fingerprint: str | None
    previous: str
    previous_fingerprint: str


def linked(there: Mapping[BagName, Path]) -> dict[str, Linked]:
    """The bags of the chain by name; public ones are taken from these and stand beside it."""
    found = {}
    for name, path in there.items():
        if not name.public:
            said = bag_info(path)
            found[str(name)] = Linked(
                name, fingerprint(path), said.get(PREVIOUS, ""), said.get(PREVIOUS_FINGERPRINT, "")
            )
    return found


def source_of(public: Path) -> str:
    """The bag that a public one was taken from, as that says."""
    return bag_info(public).get(SOURCE, "")


def last(there: Mapping[BagName, Path]) -> Linked | None:
    """The bag made last, which the next one names: the one that none names.

    Raises Refused where that is not one, or where one that a public bag was taken from is not there any more: another
    in its place would have its name.
    """
    bags = linked(there)
    taken_from = {source for name, path in there.items() if name.public and (source := source_of(path))}
    if taken_from - bags.keys():
        raise Refused("chain")
    named = {each.previous for each in bags.values()}
    ends = [each for key, each in bags.items() if key not in named]
    if bags and (len(ends) != 1 or ends[0].fingerprint is None):
        raise Refused("chain")
    return ends[0] if ends else None
