"""The page of a rule pack: clause, rule and points side by side (design §4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.pack import Pack, Rule
from generator.publish.pages.parts.parameters import parameters
from generator.publish.pages.parts.standing import GATES, reading, rule_tags
from generator.publish.pages.words import Words, brief
from generator.publish.pages.year_site import Link, YearSite
from generator.types import Audience

DEPTH = 1


@dataclass(frozen=True, slots=True)
class PackRule:
    """One rule as the pack states it."""

    id: str
    name: str
    reading: str
    clause: tuple[str, ...]
    gloss: str
    kind: str
    parameters: tuple[tuple[str, str], ...]
    points: str
    source: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackSection:
    """One standard."""

    anchor: str
    name: str
    points: str
    rules: tuple[PackRule, ...]


@dataclass(frozen=True, slots=True)
class PackView:
    """What the template shows."""

    title: str
    crumbs: tuple[Link, ...]
    note: str
    valid: str
    judged: str
    """That the year is not judged by it, where it is not."""
    total: str
    bands: tuple[tuple[str, str], ...]
    file: str
    clause_of: str
    sections: tuple[PackSection, ...]
    elsewhere: tuple[tuple[str, Link, str], ...]


def pack_view(pack: Pack, site: YearSite) -> PackView:
    """The page's data."""
    words = site.words
    written = _written(pack)
    sections = [
        PackSection(
            anchor=f"standard-{standard.id}",
            name=words.t("standard_name", number=standard.id, name=standard.name),
            points=brief(standard.points) if standard.points else "",
            rules=tuple(_rule(each, site) for each in pack.rules if each.standard == standard.id),
        )
        for standard in pack.standards
    ]
    beside = tuple(_rule(each, site) for each in pack.rules if each.standard is None)
    if beside:
        sections.append(PackSection(GATES, words.t("gates"), "", beside))
    return PackView(
        title=pack.title,
        crumbs=(Link(words.t("nav.home"), "../index.html"), Link(words.t("nav.standards"))),
        note=_language(written.get("note"), words.language),
        valid=words.valid(pack.valid_from, pack.valid_to),
        judged="" if pack.valid_in(site.year) else words.catalogue.text("beside.not_judged", year=site.year),
        total=brief(pack.total) if pack.total else "",
        bands=tuple((words.label("grade", name), brief(figure)) for name, figure in pack.bands.items()),
        file=pack.file,
        clause_of=_clause_of(pack, words),
        sections=tuple(sections),
        elsewhere=_elsewhere(written.get("elsewhere"), words),
    )


def _clause_of(pack: Pack, words: Words) -> str:
    """Whose words they are, of a pack out of the plan the plan's, local rules beside it or not."""
    sources = {rule.source for rule in pack.rules if rule.clause}
    named = "plan" if "plan" in sources else "regulation" if "regulation" in sources else "local"
    return words.label("clause", named)


def _written(pack: Pack) -> Mapping[str, object]:
    found = pack.canonical.get("pack") if isinstance(pack.canonical, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _language(found: object, language: str) -> str:
    if isinstance(found, Mapping):
        return str(found.get(language) or found.get("zh") or "")
    return str(found or "")


def _rule(rule: Rule, site: YearSite) -> PackRule:
    words = site.words
    tags = [*rule_tags(rule, site)]
    if not Audience(rule.audience).is_everybody:
        tags.append(words.t("result_for", audience=words.label("audience", rule.audience)))
    if rule.unit == "committee":
        tags.append(words.t("for_committee"))
    return PackRule(
        id=rule.id,
        name=words.name(rule),
        reading=reading(rule, site),
        clause=rule.clause,
        gloss=rule.asks(words.language),
        kind=words.label("kind", rule.kind),
        parameters=parameters(rule, words),
        points=_points(rule, words),
        source=words.label("source", rule.source),
        tags=tuple(tags),
    )


def _points(rule: Rule, words: Words) -> str:
    """Its points; a rule without any is a gate, or, under a standard, one that is only shown."""
    if rule.points is not None:
        return brief(rule.points)
    return words.t("gate") if rule.standard is None else words.t("scorecard.no_points")


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
