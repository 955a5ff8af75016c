"""The guide to every kind of record: what it is for, for which rules it counts, what it holds, and one to copy.

All of it is taken from the declarations and from the pack that scores, so that it cannot fall behind either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.judge.kinds.document import SYSTEM, Document
from generator.language.unit import of_other_units
from generator.model.node import plain
from generator.publish.formats.table import Table
from generator.publish.pages.parts.columns import Head, table_of
from generator.publish.pages.parts.downloads import downloads
from generator.publish.pages.parts.parameters import condition
from generator.publish.pages.parts.tabs import RECORD_TYPES, year_top
from generator.publish.pages.view import Link, View
from generator.publish.pages.words import Words
from generator.publish.pages.year_site import YearSite
from generator.types import Field, RecordType, registry
from generator.types.example import example, examples_year, later
from generator.types.offered import offered

RECTIFICATION = "rectification"
GUIDE_TABLES = _FIELDS, _SYSTEMS = ("record_fields", "systems")
_RECORDER = "guide/recorder.html"


def record_types_view(site: YearSite) -> View:
    """The page's data."""
    words, rules = site.words, _rules_of(site)
    groups = [
        View(
            anchor=f"group-{number}",
            name=term.said(words.language),
            types=tuple(_type(kind, rules.get(kind.id, ()), site) for kind in types),
        )
        for number, (term, types) in enumerate(registry().grouped, 1)
    ]
    lists = registry().documents[RECTIFICATION]
    return View(
        **year_top(RECORD_TYPES, site, "guide.name"),
        recorder=Link(words.catalogue.text("guide.recorder"), _RECORDER) if _RECORDER in site.pages else None,
        groups=tuple(groups),
        lists=View(
            name=lists.label(words.language),
            parts=tuple(
                (each.label(words.language), _columns(each, words, _later(site))) for each in lists.fields.values()
            ),
        ),
        document=Link(registry().types[SYSTEM].label(words.language), f"#{SYSTEM}"),
        systems=tuple(_systems(site)),
        downloads=downloads(GUIDE_TABLES, site),
    )


def _rules_of(site: YearSite) -> Mapping[str, list[Link]]:
    """The rules that look at records of each type, as links into their pack."""
    found: dict[str, list[Link]] = {}
    for rule in site.pack.rules:
        for type_id in dict.fromkeys(site.kinds[rule.id].types() if rule.id in site.kinds else ()):
            link = Link(site.words.name(rule), site.rule_href(rule.id, 0), rule.asks(site.words.language))
            found.setdefault(type_id, []).append(link)
    return found


def _type(kind: RecordType, rules: Iterable[Link], site: YearSite) -> View:
    """One type, from its name to an example."""
    words, years = site.words, _later(site)
    made = example(kind, registry()).later(years)
    say, language = words.catalogue.text, words.language
    conditions = [
        *([say("guide.content_one", all=_either(kind.content, words))] if kind.content else ()),
        *([say(f"guide.quorum_{kind.quorum}")] if kind.quorum else ()),
        *([say("guide.full", type=kind.label(language))] if kind.takes_points else ()),
    ]
    audiences = [say("guide.read_by", audience=words.label("audience", str(kind.audience)))]
    if not kind.restricted and kind.text is not kind.audience and not kind.text.is_everybody:
        audiences.append(say("guide.text_read_by", audience=words.label("audience", str(kind.text))))
    return View(
        id=kind.id,
        name=kind.label(language),
        also=[each for each in kind.zh[1:] if language == "zh" and not of_other_units(each, site.organization)],
        help=kind.help.get(language, ""),
        rules=tuple(rules),
        restricted=kind.restricted,
        by_committee=kind.folder == "committee",
        notes=(*conditions, *audiences),
        fields=tuple(_offered(kind, words, years)),
        file=made.path,
        example=made.text(say("guide.body_example")),
    )


def _later(site: YearSite) -> int:
    """By how many years the examples are moved: those of a year's pages are of that year."""
    return site.year - examples_year(registry())


def _either(content: Iterable[str], words: Words) -> str:
    return words.catalogue.text("guide.or").join(words.catalogue.text(f"guide.content.{each}") for each in content)


def _offered(kind: RecordType, words: Words, years: int) -> Iterator[View]:
    """The fields, with how far each is wanted; of several of which one will do, that is said."""
    one_of = {name for need in kind.needs if "|" in need for name in need.split("|")}
    for each in offered(kind, registry()):
        named = "alternative" if each.field.id in one_of else "needed" if each.needed else ""
        yield _field(each.field, named or ("asked" if each.asked else "optional"), words, years)


def _columns(listed: Field, words: Words, years: int) -> tuple[View, ...]:
    return tuple(
        _field(each, "needed" if each.id in listed.needs else "optional", words, years)
        for each in listed.fields.values()
    )


def _field(field: Field, wanted: str, words: Words, years: int) -> View:
    language = words.language
    more = []
    if field.choices and field.kind == "choice":
        choices = words.join(each.label(language) for each in field.choices)
        more.append(words.catalogue.text("guide.choices", choices=choices))
    if field.fields:
        parts = words.join(_part(each, field.needs, words) for each in field.fields.values())
        more.append(words.catalogue.text("guide.inner", parts=parts))
    return View(
        name=field.zh[0],
        label="" if language == "zh" else field.en,
        wanted=wanted,
        help=later(field.help.get(language, ""), years),
        more=more,
        example=later(field.example, years),
    )


def _part(field: Field, needs: Iterable[str], words: Words) -> str:
    return words.catalogue.text("guide.inner_needed", name=field.zh[0]) if field.id in needs else field.zh[0]


def _systems(site: YearSite) -> Iterator[View]:
    """Each system that a rule asks for: how its document names it, and what shows that it is carried out."""
    words, key = site.words, registry().types[SYSTEM].fields["key"]
    say = words.catalogue.text
    for rule in site.pack.rules:
        kind = site.kinds.get(rule.id)
        if not isinstance(kind, Document):
            continue
        written = plain(rule.parameters)
        asked = written.get("systems", {}) if isinstance(written, dict) else {}
        for name, system in (kind.systems or {}).items():
            choice = key.choice(name)
            types = words.join(registry().types[each].label(words.language) for each in system.executed_by)
            notes = [say("guide.one_of_each" if system.one_of_each else "guide.any_of", types=types)]
            if len(system.executed_by) == 1:
                notes = [types]
            if where := asked[name].get("where"):
                said = condition(where, system.executed_by, words)
                notes.append(say("guide.where", condition=said))
            if system.empty:
                notes.append(say("guide.not_applicable"))
            yield View(
                name=choice.label(words.language) if choice else name,
                written=choice.zh[0] if choice else name,
                rule=Link(words.name(rule), site.rule_href(rule.id, 0)),
                executed=notes,
            )


def fields_table(unit: str, site: YearSite) -> Table:
    """The fields of every kind of record, and of the lists, to download."""
    words, years, row = site.words, _later(site), Head[tuple[str, View]]
    wanted = words.catalogue.text
    heads = (
        row("type", "pages.record.kind", lambda each: each[0]),
        row("field", "guide.field", lambda each: " ".join(filter(None, (each[1].name, each[1].label)))),
        row("wanted", "lists.table_head.wanted", lambda each: wanted(f"guide.{each[1].wanted}")),
        row("what", "guide.what", lambda each: "\n".join((each[1].help, *each[1].more))),
        row("example", "guide.example", lambda each: each[1].example),
    )
    kinds = [kind for _, grouped in registry().grouped for kind in grouped]
    rows = [(kind.label(words.language), each) for kind in kinds for each in _offered(kind, words, years)]
    lists = registry().documents[RECTIFICATION].fields.values()
    rows += [(part.label(words.language), each) for part in lists for each in _columns(part, words, years)]
    return table_of(_FIELDS, heads, rows, site)


def systems_table(unit: str, site: YearSite) -> Table:
    """The systems that rules ask for to download."""
    words, row = site.words, Head[View]
    heads = (
        row("system", "guide.system", lambda each: each.name),
        row("written", "guide.system_file", lambda each: each.written),
        row("executed", "guide.executed", lambda each: words.t("semicolon").join(each.executed)),
        row("rule", "guide.in_rule", lambda each: each.rule.text),
    )
    return table_of(_SYSTEMS, heads, _systems(site), site)
