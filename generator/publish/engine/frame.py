"""What surrounds every page of one year for one audience: names, menu, banner, people's own pages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class NavEntry:
    """One entry of the menu; `target` is a page's path from the year's root (`branches.html`).

    An entry with children is a tab whose pages stand in the sidebar; its own target is the tab's link.
    """

    title: str
    target: str
    children: tuple[NavEntry, ...] = ()


@dataclass(frozen=True)
class Frame:
    """Everything the shells of one (audience, year) are made of."""

    site_name: str
    """Shown in the header and behind each page's title."""

    year: str
    """The year's folder below the audience's: `2017`."""

    audience: str
    """`public`, `members` or `committee`."""

    nav: tuple[NavEntry, ...]
    """The menu: tabs on a large screen, a drawer on a small one. One level of children."""

    language: Literal["zh", "en"] = "zh"
    """Language of the frame's own words."""

    banner: str | None = None
    """One line above every page, also in print (`演示数据`)."""

    archived: str | None = None
    """One line more, of a year that is frozen: it stands in its pages for good, whatever a browser runs."""

    other_years: Mapping[str, str] = field(default_factory=dict)
    """What a page says where it turns out to be of a past year, by name; asked of versions.json when it is opened."""

    footer: str = ""
    """One line at the foot of every page."""

    pages: Mapping[str, str] = field(default_factory=dict)
    """Pages people write: path from the year's root (`guide/recorder.md`) to Markdown."""

    sections: Mapping[str, str] = field(default_factory=dict)
    """For a page of `pages` that the menu does not name: the menu's target it belongs under."""

    extra_css: str = ""
    """Rules added after the theme's own."""

    search: Mapping[str, str] = field(default_factory=dict)
    """The words of the search box, by name; none where the site has no search."""

    feed: str | None = None
    """The year's feed, by its path from the year's root."""

    policy: tuple[tuple[str, str], ...] = ()
    """Additions to the content security policy: (`script-src`, `'wasm-unsafe-eval'`). Never a host."""

    depths: tuple[int, ...] = (0, 1)
    """How many folders below the year's root the spliced pages lie."""

    def __post_init__(self) -> None:
        """Raises ValueError for a page or target that does not lie below the year's root."""
        for path in (*self.pages, *self.targets()):
            if path.startswith("/") or ".." in path.split("/") or "\\" in path:
                raise ValueError(f"{path!r} is not a path below the year's root")
        for path in self.pages:
            if not path.endswith(".md"):
                raise ValueError(f"{path!r} is not a Markdown page")
        object.__setattr__(self, "pages", MappingProxyType(dict(self.pages)))
        object.__setattr__(self, "sections", MappingProxyType(dict(self.sections)))
        object.__setattr__(self, "search", MappingProxyType(dict(self.search)))
        object.__setattr__(self, "other_years", MappingProxyType(dict(self.other_years)))

    def targets(self) -> tuple[str, ...]:
        """Every target of the menu, in its order, each once."""
        found: dict[str, None] = {}
        for entry in self.nav:
            found[entry.target] = None
            found.update((child.target, None) for child in entry.children)
        return tuple(found)

    def splice_sections(self) -> tuple[str | None, ...]:
        """The sections a spliced page can belong under: each target, and none."""
        written = {html_path(path) for path in self.pages}
        tops = {entry.target for entry in self.nav}
        return (None, *(each for each in self.targets() if each in tops or each not in written))

    def page_sections(self) -> dict[str, str]:
        """For each page people write, as an address: the target it is highlighted under."""
        targets = self.targets()
        found = {}
        for path in self.pages:
            address = html_path(path)
            section = self.sections.get(path) or (address if address in targets else None)
            if section is None:
                folder = address.rpartition("/")[0]
                beside = [each for each in targets if folder and each.rpartition("/")[0] == folder]
                section = beside[0] if beside else None
            if section is not None:
                found[address] = section
        return found

    def canonical(self) -> bytes:
        """What the shells are made of, as bytes; year and audience stand in none of them."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        del values["year"], values["audience"]
        return json.dumps(values, ensure_ascii=False, sort_keys=True, default=_plain).encode()


def html_path(markdown_path: str) -> str:
    """The address of a Markdown page (MkDocs makes `index.html` of a README too)."""
    stem = markdown_path.removesuffix(".md")
    folder, slash, name = stem.rpartition("/")
    return f"{folder}{slash}index.html" if name == "README" else f"{stem}.html"


def _plain(value: Any) -> Any:
    if isinstance(value, NavEntry):
        return [value.title, value.target, list(value.children)]
    return dict(value)
