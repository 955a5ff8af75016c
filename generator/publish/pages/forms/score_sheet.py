"""考核评分表: items and points; what branch, review group and records give (plan 三 2, 4)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from generator.model.figures import decimal
from generator.model.grading import SOURCES, Round, Sheet
from generator.model.pack import Rule, Standard
from generator.model.result import BranchResult, RuleResult, Status
from generator.publish.forms import Block, Cell, Grid, Row, Section
from generator.publish.forms.fitting import left_over, page_mm
from generator.publish.pages.forms.boxes import figure, head, left, note, signed, unit_line
from generator.publish.pages.parts.basis import basis
from generator.publish.pages.parts.conditions import standard_name
from generator.publish.pages.parts.grades import grade_chip, weights_note
from generator.publish.pages.parts.review import called, shown_rounds
from generator.publish.pages.parts.standing import SAID_ALREADY
from generator.publish.pages.words import brief
from generator.publish.pages.year_site import YearSite

_WIDTHS = (12, 31, 7, 7, 7, 7, 26)
_POINTS = (8.0, 7.5, 7.0, 6.5, 6.0)
_MARGIN = 13
_AROUND = 32
"""Millimetres: for the title and what stands below, and for rows that wait for the next page."""
_OPEN = (Status.PENDING, Status.NOT_APPLICABLE, Status.EXEMPT, Status.NO_EVIDENCE, Status.NEEDS_REVIEW)


def score_sheet(unit: str, site: YearSite) -> tuple[Section, ...]:
    """The sheet of the round to look at, filled in as far as the audience may see it."""
    branch = site.public.result.branches[unit]
    found = shown_rounds(branch)[0]
    say = site.catalogue.text
    rows = [_heads(site, say("printed.score.reason"))]
    for standard in site.pack.standards:
        rows += _standard(standard, found, branch, site)
    rows += _totals(found, branch, site)
    rows.append(
        signed(
            [say(f"printed.score.sign.{each}") for each in ("secretary", "reviewer", "leader", "date")], len(_WIDTHS)
        )
    )
    notes: list[Block] = [note(say("printed.score.local"))]
    if not site.audience.may.sheets:
        notes.append(note(say("printed.cut", audience=site.words.label("audience", site.audience))))
    above = say("printed.score.of", round=say(f"evaluation.round.{found.name}"), day=site.words.day(site.as_of))
    return (_whole(say("printed.paper.score_sheet"), unit, above, rows, notes, site),)


def blank_sheet(own: bool, unit: str, site: YearSite) -> Section:
    """The same without a figure, for the branch's own grading (自评表) or the review group's (考评表)."""
    say = site.catalogue.text
    rows = [_heads(site, say("printed.score.reason"), only="own" if own else "review")]
    for standard in site.pack.standards:
        rows.append(
            Row((left(standard_name(standard.id, site), 2, strong=True), figure(brief(standard.points)), *_empty()))
        )
        rows[-1] = Row(rows[-1].cells, keep=True)
        rows += [Row((*_item(rule, site), *_empty())) for rule in _scored(standard.id, site)]
    whole = sum((each.points for each in site.pack.standards), Fraction(0))
    rows.append(Row((left(say("printed.score.total"), 2, strong=True), figure(brief(whole)), *_empty()), keep=True))
    signs = ("secretary", "members") if own else ("reviewer", "leader")
    rows.append(signed([say(f"printed.score.sign.{each}") for each in signs], 5))
    title = say(f"printed.blank.{'own' if own else 'review'}")
    grid = Grid((14, 40, 7, 9, 28), tuple(rows), head=1, size=_POINTS[0] + 0.5)
    above = unit_line(say("printed.branch", name=site.unit_name(unit)), say("printed.score.blank_of", year=site.year))
    return Section(title, (above, grid), margin=_MARGIN)


def _whole(title: str, unit: str, above: str, rows: list[Row], notes: list[Block], site: YearSite) -> Section:
    name = site.catalogue.text("printed.branch", name=site.unit_name(unit))
    return Section(title, (unit_line(name, above), _on_two_pages(rows), *notes), margin=_MARGIN)


def _on_two_pages(rows: list[Row]) -> Grid:
    """In the largest type in which it takes two pages, however much there is to say of what is missing."""
    page = Section("", (), margin=_MARGIN)
    grids = [Grid(_WIDTHS, tuple(rows), 1, size) for size in _POINTS]
    return next((each for each in grids if left_over(each, page) + page_mm(page)[1] >= _AROUND), grids[-1])


def _heads(site: YearSite, reason: str, only: str = "") -> Row:
    say = site.catalogue.text
    sources = [only] if only else ["own", "review", "computed"]
    names = [say(f"printed.score.{each}") for each in ("item", "asks", "points", *sources)]
    return head([*names, reason])


def _empty() -> tuple[Cell, Cell]:
    return Cell(), Cell()


def _item(rule: Rule, site: YearSite) -> tuple[Cell, Cell, Cell]:
    asks = rule.asks(site.words.language)
    return left(called(rule, site)), left(asks), figure(decimal(rule.points) if rule.points is not None else "")


def _scored(standard: str, site: YearSite) -> list[Rule]:
    return [each for each in site.pack.rules if each.standard == standard]


def _standard(standard: Standard, found: Round, branch: BranchResult, site: YearSite) -> Iterator[Row]:
    """A standard with its subtotals, and its rules; no head stands alone at the foot of a page."""
    sums = [sheet.standards.get(standard.id) if sheet else None for sheet in _sheets(found)]
    earned = branch.standards[standard.id].earned
    cells = [figure(_figure(each), strong=True) for each in (standard.points, *sums)]
    yield Row(
        (left(standard_name(standard.id, site), 2, strong=True), *cells, figure(_brief(earned), strong=True), Cell()),
        keep=True,
    )
    for each in (rule for rule in branch.rules.values() if rule.rule.standard == standard.id):
        given = [figure(_given(sheet, each.rule.id, site)) for sheet in _sheets(found)]
        yield Row((*_item(each.rule, site), *given, figure(_brief(each.earned)), left(_reason(each, site))))


def _sheets(found: Round) -> tuple[Sheet | None, Sheet | None]:
    return found.self_assessment, found.organization_review


def _given(sheet: Sheet | None, rule: str, site: YearSite) -> str:
    given = sheet.points.get(rule) if sheet else None
    return site.catalogue.text(f"working_paper.gate.{given}") if isinstance(given, str) else _figure(given)


def _figure(value: Fraction | None) -> str:
    return "" if value is None else decimal(value)


def _brief(value: Fraction | None) -> str:
    return "" if value is None else brief(value)


def _reason(found: RuleResult, site: YearSite) -> str:
    """The sentence of fault; of what is out of the score for now, how it stands."""
    words = site.words
    if found.fault:
        return words.fault(found)
    if found.status not in _OPEN:
        return ""
    reason = words.label("reason", found.reason) if found.reason not in (None, SAID_ALREADY) else ""
    status = words.label("status", found.status)
    return f"{status}（{reason}）" if reason and reason != status else status


def _totals(found: Round, branch: BranchResult, site: YearSite) -> Iterator[Row]:
    say = site.catalogue.text
    whole = sum((each.points for each in site.pack.standards), Fraction(0))
    sums = [figure(_figure(sheet.score) if sheet else "", strong=True) for sheet in _sheets(found)]
    total = left(say("printed.score.total"), 2, strong=True), figure(decimal(whole), strong=True)
    yield Row((*total, *sums, figure(_brief(branch.computed_score), strong=True), left(basis(branch, site))), keep=True)
    if steps := _steps(branch, site):
        yield Row((Cell(say("printed.score.steps"), strong=True), left(steps, len(_WIDTHS) - 1)), keep=True)
    if site.public.scores_shown:
        parts = site.words.t("semicolon").join(_part(each, found, site) for each in SOURCES)
        final = say("printed.score.final", score=_brief(found.final) or "＿＿", grade=grade_chip(found, site).text)
        yield Row(
            (Cell(say("printed.score.result"), strong=True), left(f"{parts}\n{final}", len(_WIDTHS) - 1)), keep=True
        )
        yield Row((Cell(say("printed.score.how"), strong=True), left(weights_note(site), len(_WIDTHS) - 1)), keep=True)


def _part(source: str, found: Round, site: YearSite) -> str:
    """One of the three scores; a line to write it on where it is not there, or not for the audience."""
    score = found.score(source)
    name = site.catalogue.text(f"evaluation.source.{source}")
    return site.catalogue.text("printed.score.part", name=name, score="＿＿" if score is None else brief(score))


def _steps(branch: BranchResult, site: YearSite) -> str:
    """The steps of the work, which give no points: each with how it stands."""
    words, gates = site.words, [each for each in branch.rules.values() if each.rule.standard is None]
    said = (f"{called(each.rule, site)}：{words.label('status', each.status)}" for each in gates)
    return words.t("semicolon").join(said)
