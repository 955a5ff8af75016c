"""What templates are given: the facts of a page or of a row by the names the template uses, links and chips."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace


class View(SimpleNamespace):
    """What one template shows, as facts: how a day or a figure is said is the template's filters' (pages/filters.py).

    Only that template reads it and is refused a name that is not there; its repr is what its page is remembered by.
    """

    title: str
    """Of a whole page: what the browser calls it."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; without an address they are only words."""

    text: str
    href: str | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """Words in the shape and colour of a status, and how many have it where that is said."""

    status: str
    text: str
    count: int | None = None
