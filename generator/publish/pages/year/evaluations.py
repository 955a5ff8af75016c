"""All branches' gradings side by side: both rounds, grades, and who meets the conditions (plan 三 2, 4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from generator.model.grading import ROUNDS, SOURCES, Round
from generator.publish.formats.table import Table, Value
from generator.publish.pages.parts.columns import Head, table_of
from generator.publish.pages.parts.conditions import conditions
from generator.publish.pages.parts.downloads import downloads
from generator.publish.pages.parts.grades import gap, given_grades, grade_chip, lacking, not_there, weights_note
from generator.publish.pages.parts.tabs import EVALUATION, year_top
from generator.publish.pages.summaries import of_unit
from generator.publish.pages.view import Chip, Link, View
from generator.publish.pages.year_site import YearSite


def all_evaluations_view(site: YearSite) -> View:
    """The page's data."""
    return View(
        **year_top(EVALUATION, site, "evaluation.all_title"),
        as_of=site.as_of,
        scores_shown=site.public.scores_shown,
        counts=tuple((name, _counts(name, site)) for name in ROUNDS),
        rows=tuple(_row(branch.id, site) for branch in site.branches),
        weights_note=weights_note(site),
        quota=site.public.result.quota,
        downloads=downloads(("evaluations",), site),
    )


def final_grades(site: YearSite) -> int:
    """How many branches have a grade in the final assessment."""
    return sum(given_grades(branch.id, site)[ROUNDS[-1]][2] for branch in site.branches)


def _counts(name: str, site: YearSite) -> tuple[Chip, ...]:
    """How many branches have each grade in a round, the best first."""
    given = [given_grades(branch.id, site)[name] for branch in site.branches]
    chips = Counter(chip for chip, _, _ in given)
    best = {chip: final for chip, final, _ in given}
    order = sorted(chips, key=lambda chip: best[chip] or Fraction(-1), reverse=True)
    return tuple(replace(chip, count=chips[chip]) for chip in order)


@of_unit
def _row(unit: str, site: YearSite) -> View:
    found = site.public.result.branches[unit]
    rounds = [found.rounds[name] for name in ROUNDS]
    return View(
        unit=found.branch,
        branch=Link(site.unit_name(found.branch), f"{found.branch}/{EVALUATION}"),
        rounds=tuple(_cell(each, site) for each in rounds),
        gap=next((gap(each, site) for each in reversed(rounds) if each.gap is not None), None),
        conditions=conditions(found.recommendable, site, 0),
        closed=site.organization.by_id[found.branch].span.ended(site.as_of),
    )


def _cell(found: Round, site: YearSite) -> View:
    there = set(SOURCES) - (set(found.missing) - set(lacking(found, site))) if found.begun else set()
    return View(
        code=found.name,
        final=found.final,
        grade=grade_chip(found, site),
        parts=tuple((each, found.score(each)) for each in SOURCES if each in there),
        missing=not_there(found, site),
        disorder=found.disorder,
    )


def evaluations_table(unit: str, site: YearSite) -> Table:
    """A branch's line to download: what each round came to and of what, and what a recommendation lacks."""
    row = Head[View]
    heads = [each for number, name in enumerate(ROUNDS) for each in _of_round(number, name, site)]
    if site.public.scores_shown:
        heads += [
            row("gap", "evaluation.column.gap", lambda each: " ".join(each.gap or ()).strip()),
            row("conditions", "evaluation.column.conditions", lambda each: _said(each.conditions)),
        ]
    return table_of("evaluations", heads, [_row(unit, site)], site)


def _of_round(number: int, name: str, site: YearSite) -> list[Head[View]]:
    """What is told of one round, each column under the round's name."""
    say = site.catalogue.text

    def head(key: str, code: str, value: Callable[[View], Value]) -> Head[View]:
        named = {"round": say(f"evaluation.round.{name}"), "what": say(code)}
        return Head(f"{name}_{key}", "lists.table_head.of_round", lambda row: value(row.rounds[number]), named=named)

    def score(source: str) -> Callable[[View], Value]:
        return lambda found: dict(found.parts).get(source)

    scores = [head(each, f"evaluation.source.{each}", score(each)) for each in SOURCES]
    return [
        *(
            [head("score", "evaluation.column.score", lambda found: found.final), *scores]
            if site.public.scores_shown
            else ()
        ),
        head("grade", "lists.table_head.grade", lambda found: found.grade.text),
        head("notes", "evaluation.column.note", lambda found: _notes(found, site)),
    ]


def _notes(found: View, site: YearSite) -> str:
    say = site.catalogue.text
    disorder = (say("evaluation.disorder", source=say(f"evaluation.source.{each}")) for each in found.disorder)
    return "\n".join((*found.missing, *disorder))


def _said(found: View | None) -> str:
    return f"{found.chip.text} {found.short}".strip() if found else ""
