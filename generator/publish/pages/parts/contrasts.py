"""六对照六查摆 of a branch: what it found under each head, and where the records say otherwise (plan 三 1)."""

from __future__ import annotations

from generator.model.values import NOTHING
from generator.publish.cut.gradings import CONTRASTS
from generator.publish.cut.records import PublicRecord
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
