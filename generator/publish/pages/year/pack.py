"""The page of a rule pack: clause, rule and points side by side (design §4)."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.pack import Pack, Rule
from generator.publish.formats.table import Table
from generator.publish.pages.parts.columns import Head, table_of
from generator.publish.pages.parts.downloads import downloads
from generator.publish.pages.parts.parameters import parameters
from generator.publish.pages.parts.standing import GATES, reading, rule_tags
from generator.publish.pages.parts.tabs import BRANCHES
from generator.publish.pages.view import Link, View
from generator.publish.pages.words import Words
from generator.publish.pages.year_site import YearSite
from generator.types import Audience


def pack_view(pack: Pack, site: YearSite) -> View:
    """The page's data."""
    words, written = site.words, _written(pack)
    names: dict[str | None, str] = {
        each.id: words.t("standard_name", number=each.id, name=each.said(words.language)) for each in pack.standards
    }
    names[None] = words.t("gates")
    points = {each.id: each.points for each in pack.standards}
    rules = {key: tuple(_rule(each, pack, site) for each in pack.rules if each.standard == key) for key in names}
    return View(
        title=pack.title,
        crumbs=(Link(words.t("nav.home"), "../index.html"), Link(words.t("nav.standards"))),
        note=_language(written.get("note"), words.language),
        valid=words.valid(pack.valid_from, pack.valid_to),
        # Whose year is not judged by it, where it is not.
        unjudged=None if pack.valid_in(site.year) else site.year,
        total=pack.total,
        bands=tuple(pack.bands.items()),
        file=pack.file,
        clause_of=_clause_of(pack),
        sections=tuple(
            View(anchor=f"standard-{key}" if key else GATES, name=name, points=points.get(key or ""), rules=rules[key])
            for key, name in names.items()
            if key or rules[key]
        ),
        elsewhere=_elsewhere(written.get("elsewhere"), words),
        downloads=downloads(("pack_rules", "pack_elsewhere"), site, "../"),
    )


def _clause_of(pack: Pack) -> str:
    """Whose words they are, of a pack out of the plan the plan's, local rules beside it or not."""
    sources = {rule.source for rule in pack.rules if rule.clause}
    return "plan" if "plan" in sources else "regulation" if "regulation" in sources else "local"


def _written(pack: Pack) -> Mapping[str, object]:
    found = pack.canonical.get("pack") if isinstance(pack.canonical, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _language(found: object, language: str) -> str:
    if isinstance(found, Mapping):
        return str(found.get(language) or found.get("zh") or "")
    return str(found or "")


def _rule(rule: Rule, pack: Pack, site: YearSite) -> View:
    """One rule as the pack states it."""
    words = site.words
    tags = [*rule_tags(rule, site)]
    if not Audience(rule.audience).is_everybody:
        tags.append(words.t("result_for", audience=words.label("audience", rule.audience)))
    if rule.of_committee:
        tags.append(words.t("for_committee"))
    return View(
        id=rule.id,
        name=words.name(rule),
        reading=reading(rule, site),
        clause=rule.clause,
        gloss=rule.asks(words.language),
        kind=rule.kind,
        parameters=parameters(rule, words),
        points=rule.points,
        # A rule without points is a gate, or, under a standard, one that is only shown.
        gate=rule.standard is None,
        source=rule.source,
        tags=tags,
        # How everybody stands with it: rules of a pack that only stands beside are on no such page.
        standing=_standing(rule, pack, site),
    )


def _standing(rule: Rule, pack: Pack, site: YearSite) -> Link | None:
    if pack.id != site.pack.id or rule.id in site.public.hidden_rules:
        return None
    page, name = ("_committee/index.html", "pack.committee") if rule.of_committee else (BRANCHES, "pack.standing")
    return Link(site.words.t(name), f"../{page}#{rule.id}")


def _elsewhere(found: object, words: Words) -> tuple[tuple[str, Link, str], ...]:
    rows = []
    for entry in found if isinstance(found, list) else ():
        if isinstance(entry, Mapping):
            where = str(entry.get("where") or "")
            name = _page(where, words)
            rows.append(
                (str(entry.get("clause")), Link(name, f"../{where}"), _language(entry.get("note"), words.language))
            )
    return tuple(rows)


def _page(address: str, words: Words) -> str:
    """What a page that people write is called in the menu; one that has no name there by its address."""
    key = f"nav.{address.rsplit('/', 1)[-1].partition('.')[0]}"
    return words.t(key) if words.catalogue.has(f"pages.{key}") else address


def pack_rules_table(unit: str, site: YearSite) -> Table:
    """The rules of every pack to download, clause, rule and points side by side."""
    words, row = site.words, Head[tuple[Pack, View, View]]

    def parameters_of(rule: View) -> str:
        return words.t("semicolon").join(f"{name} {text}" for name, text in rule.parameters)

    heads = (
        row("pack", "lists.table_head.pack", lambda each: each[0].title),
        row("section", "pages.scorecard.standard", lambda each: each[1].name),
        row("rule", "pages.pack.rule", lambda each: each[2].id),
        row("name", "lists.ledger.name", lambda each: each[2].name),
        row("clause", "lists.table_head.clause", lambda each: "\n".join(each[2].clause)),
        row("asked", "supervision.asked", lambda each: each[2].gloss),
        row("reading", "pages.reading", lambda each: each[2].reading),
        row("source", "lists.table_head.source", lambda each: words.label("source", each[2].source)),
        row("tags", "lists.ledger.tags", lambda each: words.join(each[2].tags)),
        row("kind", "lists.table_head.kind", lambda each: words.catalogue.text(f"kinds.{each[2].kind}.name")),
        row("parameters", "lists.table_head.parameters", lambda each: parameters_of(each[2])),
        row("points", "pages.pack.points", lambda each: each[2].points),
    )
    rows = (
        (pack, section, rule)
        for pack in site.packs
        for section in pack_view(pack, site).sections
        for rule in section.rules
    )
    return table_of("pack_rules", heads, rows, site)


def pack_elsewhere_table(unit: str, site: YearSite) -> Table:
    """The clauses of every pack that are no rules, to download: where they are seen to."""
    row = Head[tuple[Pack, tuple[str, Link, str]]]
    heads = (
        row("pack", "lists.table_head.pack", lambda each: each[0].title),
        row("clause", "lists.table_head.clause", lambda each: each[1][0]),
        row("note", "pages.pack.note", lambda each: each[1][2]),
        row("where", "pages.pack.where", lambda each: each[1][1].text),
    )
    rows = ((pack, each) for pack in site.packs for each in _elsewhere(_written(pack).get("elsewhere"), site.words))
    return table_of("pack_elsewhere", heads, rows, site)
