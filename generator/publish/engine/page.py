"""One page to be spliced into a shell."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """One line of a contents list; `anchor` is the heading's id, `level` 2 for an h2."""

    anchor: str
    title: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page without its surroundings.

    `path` is its address from the year's root, `section` the menu's target it is highlighted under.
    `content_html` is trusted; `title`, `description` and headings are text and are escaped.
    """

    path: str
    title: str
    content_html: str
    toc: tuple[Heading, ...] = ()
    section: str | None = None
    description: str = ""

    @property
    def depth(self) -> int:
        """How many folders the page lies below the year's root."""
        return self.path.count("/")
