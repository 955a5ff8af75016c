"""The links from a page to its tables as files, which lie beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.publish.formats.table_formats import FORMATS
from generator.publish.pages.view import Link
from generator.publish.pages.year_site import YearSite


def table_name(kind: str, site: YearSite) -> str:
    """What a table is called."""
    return site.catalogue.text(f"lists.table.{kind}")


def downloads(kinds: Iterable[str], site: YearSite, folder: str = "") -> tuple[Link, ...]:
    """Every table of the folder in one file, or each of these in its own, as the format has it.

    `folder` leads to it from the page, where it is another than the page's own.
    """
    return tuple(_links(tuple(kinds), site, folder))


def _links(kinds: Iterable[str], site: YearSite, folder: str) -> Iterator[Link]:
    say = site.catalogue.text
    for form in FORMATS.values():
        if form.together:
            yield Link(say(form.label), folder + form.file(), say("lists.download.all"))
        else:
            yield from (Link(say(form.label, table=table_name(kind, site)), folder + form.file(kind)) for kind in kinds)
