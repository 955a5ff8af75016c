"""The links from a page to its tables as files, which lie beside it."""

from __future__ import annotations

from collections.abc import Iterable

from generator.publish.pages.year_site import Link, YearSite

WORKBOOK, PLAIN = "tables.xlsx", "tables.json"
"""Every table of a branch, or of the year, in one file."""


def csv_name(kind: str) -> str:
    """The file of a table: ledger.csv, problem-list.csv."""
    return f"{kind.replace('_', '-')}.csv"


def table_name(kind: str, site: YearSite) -> str:
    """What a table is called."""
    return site.catalogue.text(f"lists.table.{kind}")


def downloads(kinds: Iterable[str], site: YearSite) -> tuple[Link, ...]:
    """The workbook, each of these tables as .csv, and the data."""
    say, all_tables = site.catalogue.text, site.catalogue.text("lists.download.all")
    return (
        Link(say("lists.download.xlsx"), WORKBOOK, all_tables),
        *(Link(say("lists.download.csv", table=table_name(kind, site)), csv_name(kind)) for kind in kinds),
        Link(say("lists.download.json"), PLAIN, all_tables),
    )
