"""The disclosure column as tables to download: what is disclosed, the dues accounts, and each period's state."""

from __future__ import annotations

from generator.publish.formats.table import Table
from generator.publish.pages.parts.columns import Head, table_of
from generator.publish.pages.parts.disclosure import ACCOUNTS, CATALOGUE, TABLES, Account, Held, catalogue, told
from generator.publish.pages.view import Link, View
from generator.publish.pages.year_site import YearSite

_DISCLOSURES, _ACCOUNTS, _DUTIES = TABLES


def disclosures_table(unit: str, site: YearSite) -> Table:
    """What the branch discloses, and to whom that is open what it does not yet, or no longer."""
    say, words, held = site.catalogue.text, site.words, Head[Held]

    def stage(each: Held) -> str:
        if each.shown.stage:
            return str(each.shown.stage.text)
        return say("disclosure.now" if each.now else "disclosure.draft")

    def audience(each: Held) -> str:
        return words.label("audience", each.shown.shown_to) if each.shown.shown_to else ""

    heads = (
        held("item", "disclosure.item", lambda each: each.shown.item),
        held("period", "disclosure.period", lambda each: words.period(each.shown.period) if each.shown.period else ""),
        held("what", "disclosure.what", lambda each: each.shown.record.text),
        held("shown_to", "lists.table_head.shown_to", audience),
        held("first", "lists.table_head.first", lambda each: each.shown.first),
        held("last", "lists.table_head.last", lambda each: each.shown.last),
        held("state", "disclosure.state_head", stage),
    )
    return table_of(_DISCLOSURES, heads, told(unit, site)[0], site)


def dues_accounts_table(unit: str, site: YearSite) -> Table:
    """The branch's dues accounts that are disclosed, in yuan."""
    account = Head[Account]

    def sum_of(number: int, name: str) -> Head[Account]:
        return account(name, f"disclosure.sum.{name}", lambda row: row[2][number], "yuan")

    heads = (
        account("period", "disclosure.period", lambda row: row[1].text),
        *(sum_of(number, name) for number, name in enumerate(ACCOUNTS)),
    )
    held = told(unit, site)[0]
    return table_of(_ACCOUNTS, heads, (each.account for each in reversed(held) if each.now and each.account), site)


def disclosure_duties_table(unit: str, site: YearSite) -> Table:
    """Every period that the branch was to disclose, and whether it did."""
    say, duty = site.catalogue.text, Head[tuple[View, Link, str]]
    heads = (
        duty("item", "disclosure.item", lambda row: row[0].item),
        duty("period", "disclosure.period", lambda row: row[1].text),
        duty("state", "disclosure.state_head", lambda row: say(f"disclosure.state.{row[2]}")),
    )
    rows = ((each, name, state) for each in told(unit, site)[1] for name, state in each.windows)
    return table_of(_DUTIES, heads, rows, site)


def disclosure_items_table(unit: str, site: YearSite) -> Table:
    """The catalogue: what is to be disclosed, and how often."""
    words, item = site.words, Head[tuple[str, str, str | None]]
    at_once = words.catalogue.text("disclosure.as_it_happens")
    heads = (
        item("item", "disclosure.item", lambda row: row[0]),
        item("type", "disclosure.type", lambda row: row[1]),
        item("every", "disclosure.every", lambda row: words.label("period", row[2]) if row[2] else at_once),
    )
    return table_of(CATALOGUE, heads, catalogue(site), site)
