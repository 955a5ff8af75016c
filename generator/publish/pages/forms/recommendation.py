"""推荐审批表: the branch, its marks, the conditions of a recommendation, and three boxes to write in (plan 三 4)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from generator.model.grading import SOURCES
from generator.publish.forms import Cell, Grid, Row, Section
from generator.publish.forms.fitting import left_over
from generator.publish.pages.forms.boxes import left, named, note, opinion, unit_line
from generator.publish.pages.forms.profile import PAIRS, profile_rows
from generator.publish.pages.parts.conditions import conditions
from generator.publish.pages.parts.grades import grade_chip
from generator.publish.pages.parts.review import shown_rounds
from generator.publish.pages.words import brief
from generator.publish.pages.year_site import YearSite

_COLUMNS = 2 * PAIRS
_WIDTHS = (14, 20, 14, 19, 14, 19)
_DEPTH = 1
_AROUND, _LEAST_ROOM, _MOST_ROOM = 30, 22, 60
"""Millimetres: for what stands above and below the boxes, and the room to write in what was done."""


def tells_conditions(unit: str, site: YearSite) -> bool:
    """Whether there can be a recommendation, and the audience may know what it takes."""
    return site.public.result.branches[unit].recommendable is not None


def recommendation(unit: str, site: YearSite) -> tuple[Section, ...]:
    """The form, for whom `tells_conditions`."""
    say, branch = site.catalogue.text, site.public.result.branches[unit]
    wanted = conditions(branch.recommendable, site, _DEPTH)
    assert wanted is not None
    found, words = shown_rounds(branch)[0], site.words
    rows = [*profile_rows(unit, site)]
    marks = [(say(f"evaluation.source.{each}"), _brief(found.score(each))) for each in SOURCES]
    marks += [
        (say("printed.recommendation.final"), _brief(found.final)),
        (say("printed.recommendation.grade"), grade_chip(found, site).text),
        (say("printed.score.computed"), _brief(branch.computed_score)),
    ]
    for start in (0, 3):
        rows.append(Row(tuple(cell for each in marks[start : start + 3] for cell in named(*each))))
    for number, each in enumerate(wanted.rows):
        met = say(f"printed.recommendation.{'met' if each.met else 'unmet'}")
        why = "，".join(filter(None, (each.reason, words.join(one.text for one in each.evidence))))
        label = say("printed.recommendation.conditions") if number == 0 else ""
        rows.append(
            Row(
                (
                    Cell(label, strong=True, lines=_joined(number, len(wanted.rows))),
                    left(each.text, 3),
                    Cell(met),
                    left(why),
                )
            )
        )
    deeds = Cell(say("printed.recommendation.deeds"), strong=True), Cell("", _COLUMNS - 1)
    opinions = tuple(_opinions(site))
    title, margin = say("printed.recommendation.title", year=site.year), 16
    room = left_over(Grid(_WIDTHS, (*rows, *opinions)), Section(title, (), margin=margin)) - _AROUND
    grid = Grid(_WIDTHS, (*rows, Row(deeds, height=min(max(room, _LEAST_ROOM), _MOST_ROOM)), *opinions))
    above = unit_line(say("printed.recommendation.pack", title=site.pack.title), words.day(site.as_of))
    return (Section(title, (above, grid, note(say("printed.recommendation.note"))), margin=margin),)


def _joined(number: int, count: int) -> str:
    """The lines of the label's boxes, which stand one below the other like one."""
    return "lr" + ("t" if number == 0 else "") + ("b" if number == count - 1 else "")


def _brief(value: Fraction | None) -> str:
    return "" if value is None else brief(value)


def _opinions(site: YearSite) -> Iterator[Row]:
    say = site.catalogue.text
    for name in ("branch", "group", "committee"):
        label, foot = say(f"printed.recommendation.opinion.{name}"), say(f"printed.recommendation.foot.{name}")
        yield from opinion(label, foot, _COLUMNS, 24)
