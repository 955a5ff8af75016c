"""Sheets to print and fill in by hand: 自评表, 考评表, ballots, the survey, and sheets to count on (计票表)."""

from __future__ import annotations

from collections.abc import Sequence

from generator.model.grading import GRADES
from generator.publish.forms import Block, Cell, Gap, Grid, Group, Line, Row, Section
from generator.publish.forms.form import CENTER, LINE_PT
from generator.publish.pages.forms.boxes import head, left, signed, unit_line
from generator.publish.pages.forms.score_sheet import blank_sheet
from generator.publish.pages.year_site import YearSite
from generator.types import Field, registry

_HEAD_PT = 14
_SECRETARY_BALLOTS, _SURVEYS = 4, 2
_MOST_NAMES = 60
_VOTES = ("good", "fairly_good", "average", "poor")
_COUNTED = ("issued", "returned", "invalid")


def grading_blanks(unit: str, site: YearSite) -> tuple[Section, ...]:
    """The branch's own sheet and the review group's, without a figure."""
    return blank_sheet(True, unit, site), blank_sheet(False, unit, site)


def secretary_ballots(unit: str, site: YearSite) -> tuple[Section, ...]:
    """述职评议民主测评票, several to a page, and the sheet to count them on."""
    say = site.catalogue.text
    fields = _parts("accountability_review", "ballots")
    heads = head([say("printed.ballot.who"), *(_label(fields[each], site) for each in _VOTES)])
    line = Row((Cell(say("printed.ballot.secretary", name=site.unit_name(unit))), *(Cell() for _ in _VOTES)), height=12)
    ballot = (
        *_headed("printed.ballot.review", site),
        Grid((5, 2, 2, 2, 2), (heads, line)),
        Gap(1.5),
        Line(say("printed.ballot.one")),
        Gap(1.5),
    )
    names = [_label(fields[each], site) for each in (*_COUNTED, *_VOTES, "abstain")]
    return (
        _cut_apart(say("printed.ballot.review"), ballot, _SECRETARY_BALLOTS),
        _tally("printed.ballot.review", unit, names, site),
    )


def appraisal_ballots(unit: str, site: YearSite) -> tuple[Section, ...]:
    """民主评议党员测评票: a line for each full member, names to be written in; and the sheet to count on."""
    say = site.catalogue.text
    fields = _parts("member_appraisal", "ballots")
    grades = [_label(each, site) for each in fields.values()]
    count = min(max(site.organization.by_id[unit].full_on(site.as_of), 1), _MOST_NAMES)
    heads = head([say("printed.contents.number"), say("printed.ballot.name"), *grades])
    lines = [Row((Cell(str(number)), Cell(), *(Cell() for _ in grades)), height=8.5) for number in range(1, count + 1)]
    above = unit_line(say("printed.branch", name=site.unit_name(unit)), say("printed.ballot.year", year=site.year))
    grid = Grid((2, 5, *(3 for _ in grades)), (heads, *lines), head=1)
    title = say("printed.ballot.appraisal")
    counting = Grid(
        (2, 5, *(4 for _ in grades), 3),
        (head([*_texts(heads), say("printed.tally.sum")]), *(Row((*each.cells, Cell()), height=8.5) for each in lines)),
        head=1,
    )
    counted = say("printed.tally.title", of=title)
    return (
        Section(title, (above, grid, Gap(1.5), Line(say("printed.ballot.each"), size=9), Gap(1.5))),
        Section(
            counted, (above, counting, Gap(1.5), Line(say("printed.tally.how"), size=9), Gap(1.5), _counters(site))
        ),
    )


def survey_forms(unit: str, site: YearSite) -> tuple[Section, ...]:
    """群众测评表 with the plan's three questions, two to a page, and the sheet to count them on."""
    say = site.catalogue.text
    questions = registry().types["mass_survey"].fields["questions"].fields
    fields = _parts("mass_survey", "ballots")
    grades = [_label(fields[each], site) for each in GRADES]
    whole = Grid(
        (6, 2, 2, 2, 2),
        (
            head([say("printed.ballot.whole"), *grades]),
            Row((Cell(site.unit_name(unit)), *(Cell() for _ in grades)), height=11),
        ),
    )
    answers = [_label(each, site) for each in next(iter(questions.values())).fields.values()]
    asked = Grid(
        (8, 2, 2, 2),
        (
            head([say("printed.ballot.question"), *answers]),
            *(
                Row((left(say(f"printed.ballot.ask.{name}")), *(Cell() for _ in answers)), height=9)
                for name in questions
            ),
        ),
    )
    room = Grid((1,), (Row((left(say("printed.ballot.opinion")),), height=22),))
    form = (
        *_headed("printed.ballot.survey", site),
        whole,
        Gap(2),
        asked,
        Gap(2),
        room,
        Gap(1.5),
        Line(say("printed.ballot.one")),
        Gap(1.5),
    )
    names = [_label(fields[each], site) for each in (*_COUNTED, *GRADES, "abstain")]
    names += [f"{_label(each, site)}：{answer}" for each in questions.values() for answer in answers]
    return (
        _cut_apart(say("printed.ballot.survey"), form, _SURVEYS),
        _tally("printed.ballot.survey", unit, names, site),
    )


def _texts(row: Row) -> list[str]:
    return [each.text for each in row.cells]


def _parts(type_id: str, name: str) -> dict[str, Field]:
    return dict(registry().types[type_id].fields[name].fields)


def _label(declared: Field, site: YearSite) -> str:
    return declared.label(site.words.language)


def _headed(code: str, site: YearSite) -> tuple[Line, Gap]:
    return Line(site.catalogue.text(code), CENTER, _HEAD_PT, strong=True), Gap(3)


def _cut_apart(title: str, ballot: Sequence[Line | Grid | Gap], copies: int) -> Section:
    """The ballot so many times on a page, with lines to cut along."""
    parts: list[Block] = []
    for number in range(copies):
        parts += [*([Gap(10, cut=True)] if number else []), Group(tuple(ballot))]
    return Section(title, tuple(parts), titled=False)


def _tally(code: str, unit: str, names: Sequence[str], site: YearSite) -> Section:
    """计票表: a line for each answer, room for strokes, and its sum."""
    say = site.catalogue.text
    rows = [Row((left(name), Cell(), Cell()), height=10) for name in names]
    heads = head([say("printed.tally.answer"), say("printed.tally.strokes"), say("printed.tally.sum")])
    above = unit_line(say("printed.branch", name=site.unit_name(unit)), say("printed.tally.day"))
    grid = Grid((4, 9, 2), (heads, *rows), head=1)
    title = say("printed.tally.title", of=say(code))
    return Section(
        title, (above, grid, Gap(1.5), Line(say("printed.tally.how"), size=LINE_PT - 1.5), Gap(1.5), _counters(site))
    )


def _counters(site: YearSite) -> Grid:
    say = site.catalogue.text
    return Grid((1,), (signed([say(f"printed.tally.sign.{each}") for each in ("caller", "counter", "watcher")], 1),))
