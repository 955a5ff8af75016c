"""六对照六查摆 of a branch: what it found under each head, and where the records say otherwise (plan 三 1)."""

from __future__ import annotations

from generator.model.values import NOTHING
from generator.publish.cut.gradings import CONTRASTS
from generator.publish.cut.records import PublicRecord
from generator.publish.formats.table import Table
from generator.publish.pages.parts.columns import MOST_ROWS, Head, table_of
from generator.publish.pages.view import Link, View
from generator.publish.pages.year_site import YearSite

_SEARCH = "problem_search"


def searches(site: YearSite) -> bool:
    """Whether the year has pages of the contrasts: the campaign's, and any with a search."""
    return site.settings.campaign or any(search(each.id, site) for each in site.branches)


def search(unit: str, site: YearSite) -> PublicRecord | None:
    """The branch's latest search of the year."""
    held = [each for each in site.own_records(unit, _SEARCH) if not each.draft]
    return held[-1] if held else None


def texts_shown(site: YearSite) -> bool:
    """Whether what was found is for this audience."""
    return site.audience.sees(CONTRASTS.audience)


def numbers() -> range:
    """The numbers of the heads, as declared."""
    assert CONTRASTS.fields["number"].between is not None
    first, last = CONTRASTS.fields["number"].between
    return range(first, last + 1)


def all_taken(site: YearSite) -> bool:
    """Whether the year has a table of all branches' contrasts: only where it stays small."""
    return len(site.branches) * len(numbers()) <= MOST_ROWS


def contrasts(unit: str, site: YearSite) -> tuple[View, ...]:
    """Under each head what the branch found, or why nothing, and whether the records stand against that."""
    record = search(unit, site)
    if record is None:
        return ()
    against = {each.number for each in site.public.result.branches[unit].contradictions}
    entries = {each.count("number"): each for each in reversed(record.values.rows(CONTRASTS.id))}
    return tuple(
        View(
            number=number,
            problems=entry.names("problems"),
            none_found=entry.text("none_found"),
            against=number in against,
        )
        for number in numbers()
        for entry in (entries.get(number, NOTHING),)
    )


def warnings(unit: str, site: YearSite, depth: int) -> tuple[View, ...]:
    """Where the branch says that it found nothing and a rule says otherwise; for its own page, or one of all."""
    folder = "" if depth else f"{unit}/"
    return tuple(
        View(
            number=each.number,
            rules=tuple(Link(rule, f"{folder}index.html#{rule}", _gloss(rule, site)) for rule in each.rules),
        )
        for each in site.public.result.branches[unit].contradictions
    )


def _gloss(rule: str, site: YearSite) -> str:
    known = site.pack.rule(rule)
    return known.asks(site.words.language) if known else ""


def contrasts_table(unit: str, site: YearSite) -> Table:
    """What the branch found under each head, to download; to whom that is not told, the day of the search alone."""
    say, row = site.catalogue.text, Head[View]
    record = search(unit, site)
    day = row("searched_on", "evaluation.column.date", lambda each: record.date if record else None)
    if not texts_shown(site):
        return table_of("contrasts", (day,), [View()] if record else (), site)

    def found(each: View) -> str:
        if each.problems:
            return "\n".join(each.problems)
        code = "none" if each.none_found else "blank"
        return say(f"evaluation.contrasts.{code}") + (
            site.words.t("colon") + each.none_found if each.none_found else ""
        )

    heads = (
        day,
        row("number", "lists.table_head.number", lambda each: each.number),
        row("contrast", "lists.table_head.contrast", lambda each: say(f"evaluation.contrast.{each.number}")),
        row("problems", "lists.table_head.problems", lambda each: len(each.problems)),
        row("found", "lists.table_head.found", found),
        row(
            "against",
            "evaluation.column.note",
            lambda each: say("evaluation.contrasts.warnings") if each.against and each.none_found else "",
        ),
    )
    return table_of("contrasts", heads, contrasts(unit, site), site)
