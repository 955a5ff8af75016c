"""The catalogue of what branches disclose: the school's own, the plan names none (domain §2.6)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the catalogue."""

    key: str
    name: str
    type: str
    """The record type of its disclosures; one that names no item stands for the first item of its type."""
    every: str | None = None
    """month, quarter, half_year or year; None for what is disclosed as it happens."""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The catalogue, and within how many days after its period an item is to be disclosed."""

    items: tuple[Item, ...] = ()
    within_days: int = 0
    local: bool = False
    """Whether the school's configuration states it; otherwise it is the one this release comes with."""

    def item(self, key: str, types: tuple[str, ...]) -> Item | None:
        """The item of that key, or the one a disclosure of these types stands for where it names none."""
        if key:
            return next((each for each in self.items if each.key == key), None)
        return next((each for each in self.items if each.type in types), None)
