"""Calendars beside the years: for each branch one address that stays the same whatever year it is."""

from __future__ import annotations

from collections.abc import Mapping

from generator.publish.engine import Files, Store, Stored
from generator.publish.pages.parts.due import CALENDAR, CALENDARS


def branch_calendars(folders: Mapping[str, Stored], newest: str, store: Store) -> dict[str, Files]:
    """The calendars of the newest year once more, which were looked through where they were made."""
    units = {path.removeprefix(f"{newest}/"): each for path, each in folders.items() if path.startswith(f"{newest}/")}
    read = {f"{unit}.ics": store.read(each, CALENDAR) for unit, each in units.items() if "/" not in unit}
    files = {name: data for name, data in read.items() if data is not None}
    return {CALENDARS: files} if files else {}
