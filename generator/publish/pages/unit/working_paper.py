"""The working paper of the review (考评底稿): records, 自评 and 组织考评 rule by rule, for the committee (plan 三 4).

The page marks where the sheets and the records are not of one mind; people decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from generator.judge.grading.differences import (
    LEAST,
    Difference,
    Sort,
    chosen,
    compared,
    differences,
    gate,
    is_computed,
    standard_compared,
)
from generator.model.figures import shown
from generator.model.grading import ROUNDS, Round, Sheet
from generator.model.pack import Rule, Standard
from generator.model.result import BranchResult, RuleResult
from generator.publish.pages.parts.conditions import standard_name
from generator.publish.pages.parts.downloads import downloads
from generator.publish.pages.parts.grades import grades
from generator.publish.pages.parts.standing import GATES, SAID_ALREADY, Chip
from generator.publish.pages.parts.tabs import WORKING_PAPER, Tabs, branch_tabs, crumbs, page_tabs
from generator.publish.pages.unit.evaluation import signed
from generator.publish.pages.words import brief
from generator.publish.pages.year_site import Link, YearSite

DEPTH = 1
TABLE = "working_paper"
OWN, REVIEW = "self", "organization"
"""Whose sheets stand beside the records."""
_CHIPS = {Sort.HIGHER: "late", Sort.LOWER: "needs_review", Sort.GATE: "fail", Sort.UNRECORDED: "no_evidence"}
"""The shape and colour of each difference; its sign and words say the same."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a sheet gives in one place."""

    text: str
    difference: Chip | None = None
    """How it differs from the records."""
    beside: str = ""
    """How the review group's figure differs from the branch's own."""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One rule."""

    id: str
    name: str
    asks: str
    href: str
    points: str
    chip: Chip
    computed: str
    told: tuple[str, ...]
    """What is missing, or why it stands so, with its figures; and the reason."""
    own: Cell
    review: Cell


@dataclass(frozen=True, slots=True)
class PaperSection:
    """One standard with its subtotals; the rules without points have none."""

    anchor: str
    name: str
    href: str
    points: str
    computed: str
    own: Cell
    review: Cell
    rows: tuple[PaperRow, ...]


@dataclass(frozen=True, slots=True)
class SheetNote:
    """One sheet: where it is, how it was filled, what is missing in it."""

    source: str
    record: Link | None
    how: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A difference at the head of the page, with where it leads."""

    link: Link
    text: str
    chip: Chip


@dataclass(frozen=True, slots=True)
class RoundPaper:
    """One round."""

    code: str
    name: str
    sheets: tuple[SheetNote, ...]
    reviewed: bool
    """Whether there is a sheet of the review group."""
    differences: tuple[Told, ...]
    sections: tuple[PaperSection, ...]
    total: PaperSection


@dataclass(frozen=True, slots=True)
class WorkingPaperView:
    """What the template shows of one branch."""

    title: str
    crumbs: tuple[Link, ...]
    branches: Tabs
    pages: Tabs
    lead: str
    rounds: tuple[RoundPaper, ...]
    """The one to look at first."""
    note_day: str
    downloads: tuple[Link, ...]


def for_reviewers(site: YearSite) -> bool:
    """Whether the year has working papers: for who sees sheets, where anything is graded."""
    return site.audience.may.sheets and grades(site)


def working_paper_view(unit: str, site: YearSite) -> WorkingPaperView:
    """The page of one branch."""
    say, branch = site.catalogue.text, site.public.result.branches[unit]
    return WorkingPaperView(
        title=say("working_paper.title", unit=site.unit_name(unit), year=site.year),
        crumbs=crumbs(unit, WORKING_PAPER, site),
        branches=branch_tabs(unit, WORKING_PAPER, site),
        pages=page_tabs(WORKING_PAPER, site),
        lead=say("working_paper.lead", day=site.words.day(site.as_of)),
        rounds=tuple(_round(each, number == 0, branch, site) for number, each in enumerate(shown_rounds(branch))),
        note_day=say("working_paper.note_day", day=site.words.day(site.as_of)),
        downloads=downloads((TABLE,), site),
    )


def shown_rounds(branch: BranchResult) -> tuple[Round, ...]:
    """The round to look at, then any other that has begun."""
    first = chosen(branch.rounds)
    others = (branch.rounds[name] for name in reversed(ROUNDS) if name != first)
    return branch.rounds[first], *(each for each in others if each.begun)


def _round(found: Round, is_chosen: bool, branch: BranchResult, site: YearSite) -> RoundPaper:
    """A round by standards; rule by rule where a sheet is, and always for the round to look at."""
    say, own, review = site.catalogue.text, found.self_assessment, found.organization_review
    by_rule = is_chosen or any(each is not None and each.by_rule for each in (own, review))
    sections = [_section(each, by_rule, found, branch, site) for each in site.pack.standards]
    gates = [each for each in branch.rules.values() if each.rule.standard is None]
    given = {name for each in (own, review) if each is not None for name in each.points}
    if gates and (by_rule or any(each.rule.id in given for each in gates)):
        rows = tuple(_row(each, found, site) for each in gates)
        href = f"index.html#{GATES}"
        sections.append(PaperSection("", site.words.t("gates"), href, "", "", Cell(""), Cell(""), rows))
    own_score, review_score = found.score(OWN), found.score(REVIEW)
    total = PaperSection(
        "",
        say("working_paper.total"),
        "index.html",
        brief(sum((each.points for each in site.pack.standards), Fraction(0))),
        brief(branch.computed_score),
        Cell(brief(own_score), beside=_apart("computed", branch.computed_score, own_score, site)),
        Cell(brief(review_score), beside=_apart("computed", branch.computed_score, review_score, site)),
        (),
    )
    return RoundPaper(
        code=found.name,
        name=say(f"evaluation.round.{found.name}"),
        sheets=tuple(_sheet_note(source, each, branch, site) for source, each in ((OWN, own), (REVIEW, review))),
        reviewed=review is not None,
        differences=tuple(_told(each, found.name, branch, site) for each in differences(review, branch, site.pack)),
        sections=tuple(sections),
        total=total,
    )


def _sheet_note(source: str, sheet: Sheet | None, branch: BranchResult, site: YearSite) -> SheetNote:
    say = site.catalogue.text
    name = say(f"evaluation.source.{source}")
    if sheet is None:
        return SheetNote(name, None, say("evaluation.no_record"), ())
    how = say("evaluation.by_rule" if sheet.by_rule else "evaluation.by_standard")
    wanted = [rule.id for rule in site.pack.rules if _is_gate(branch.rules.get(rule.id))]
    missing = (
        *(named(each, branch, site) for each in sheet.missing),
        *(named(each, branch, site) for each in wanted if each not in sheet.points and source == REVIEW),
    )
    return SheetNote(name, site.evidence(sheet.record, DEPTH), how, missing)


def _is_gate(found: RuleResult | None) -> bool:
    """Whether the review group has to say met or not met."""
    return found is not None and found.rule.points is None and not is_computed(found)


def named(of: str, branch: BranchResult, site: YearSite) -> str:
    """A rule by its number and name, or a standard."""
    found = branch.rules.get(of)
    return f"{of} {called(found.rule, site)}" if found else standard_name(of, site)


def called(rule: Rule, site: YearSite) -> str:
    """The rule's name, else what it asks."""
    return rule.term.said(site.words.language) if rule.name else rule.asks(site.words.language)


def why(found: RuleResult, site: YearSite) -> str:
    """What is missing, else why the rule stands as it does."""
    return site.words.say(found.fault.said if found.fault else found.why)


def _section(standard: Standard, by_rule: bool, found: Round, branch: BranchResult, site: YearSite) -> PaperSection:
    own, review = (
        sheet.standards.get(standard.id) if sheet else None
        for sheet in (found.self_assessment, found.organization_review)
    )
    rules = [each for each in branch.rules.values() if each.rule.standard == standard.id]
    earned = branch.standards[standard.id].earned
    mine = _whole(own, found.self_assessment, standard, branch, site)
    return PaperSection(
        anchor=anchor_of(found.name, standard.id, branch),
        name=standard_name(standard.id, site),
        href=f"index.html#standard-{standard.id}",
        points=brief(standard.points),
        computed=brief(earned),
        own=Cell(mine.text, mine.difference, "" if mine.difference else _apart("computed", earned, own, site)),
        review=_beside(_whole(review, found.organization_review, standard, branch, site), own, review, site),
        rows=tuple(_row(each, found, site) for each in rules) if by_rule else (),
    )


def _whole(
    given: Fraction | None, sheet: Sheet | None, standard: Standard, branch: BranchResult, site: YearSite
) -> Cell:
    """What a sheet gives a standard: compared where the sheet is by standard, else its rules are."""
    if given is None or sheet is None or sheet.by_rule:
        return Cell(brief(given))
    apart = standard_compared(given, standard, branch, site.pack)
    return Cell(brief(given), None if apart is None else chip(apart, site))


def _row(found: RuleResult, of: Round, site: YearSite) -> PaperRow:
    words, rule = site.words, found.rule
    reason = words.label("reason", found.reason) if found.reason not in (None, SAID_ALREADY) else ""
    status = words.label("status", str(found.status))
    told = dict.fromkeys((why(found, site), reason))
    measured = computed_value(found, site)
    own, review = _given(rule.id, of.self_assessment), _given(rule.id, of.organization_review)
    return PaperRow(
        id=rule.id,
        name=called(rule, site),
        asks=rule.asks(words.language) if rule.name else "",
        href=f"index.html#{rule.id}",
        points=brief(rule.points) if rule.points is not None else "",
        chip=Chip(str(found.status), status),
        computed=measured if isinstance(measured, str) else "" if measured is None else brief(measured),
        told=tuple(each for each in told if each and each != status),
        own=_cell(own, of.self_assessment, found, site),
        review=_beside(_cell(review, of.organization_review, found, site), own, review, site),
    )


def _given(rule: str, sheet: Sheet | None) -> Fraction | str | None:
    return sheet.points.get(rule) if sheet else None


def _cell(given: Fraction | str | None, sheet: Sheet | None, found: RuleResult, site: YearSite) -> Cell:
    if given is None:
        lacks = sheet is not None and found.rule.id in sheet.missing
        return Cell(site.catalogue.text("working_paper.not_given") if lacks else "")
    apart = compared(given, found)
    return Cell(said(given, site), None if apart is None else chip(apart, site))


def _beside(cell: Cell, own: Fraction | str | None, review: Fraction | str | None, site: YearSite) -> Cell:
    if not isinstance(own, Fraction) or not isinstance(review, Fraction):
        return cell
    return Cell(cell.text, cell.difference, _apart("own", own, review, site))


def _apart(of: str, before: Fraction | None, after: Fraction | None, site: YearSite) -> str:
    """How far one figure is from another, in words; empty where one is lacking or there is nothing between."""
    if before is None or after is None or abs(after - before) < LEAST:
        return ""
    return site.catalogue.text(f"working_paper.apart.{of}", gap=signed(before, after))


def computed_value(found: RuleResult, site: YearSite) -> Fraction | str | None:
    """What the records give: points, met or not met in words; of what people judge that they do."""
    if not is_computed(found):
        return site.catalogue.text("working_paper.by_people")
    state = gate(found)
    return said(state, site) if state else found.earned


def said(given: Fraction | str, site: YearSite) -> str:
    """Points, or met and not met in words."""
    return site.catalogue.text(f"working_paper.gate.{given}") if isinstance(given, str) else shown(given)


def chip(apart: Difference, site: YearSite) -> Chip:
    """A difference with its sign and words."""
    gap = ""
    if isinstance(apart.given, Fraction):
        before = apart.computed if isinstance(apart.computed, Fraction) else Fraction(0)
        gap = signed(before, apart.given)
    code = f"{apart.sort}_{apart.computed}" if apart.sort is Sort.GATE else str(apart.sort)
    if apart.sort is Sort.UNRECORDED and apart.gap is None:
        code = "unrecorded_gate"
    if site.pack.rule(apart.of) is None:
        code = f"standard_{apart.sort}"
    return Chip(_CHIPS[apart.sort], site.catalogue.text(f"working_paper.difference.{code}", gap=gap))


def _told(apart: Difference, of: str, branch: BranchResult, site: YearSite) -> Told:
    """A difference in a sentence, with what the records say."""
    say, found = site.catalogue.text, branch.rules.get(apart.of)
    sentence = f"standard_{apart.sort}" if found is None else "unrecorded" if apart.computed is None else "rule"
    figures = {"given": _points(apart.given, site), "computed": _points(apart.computed, site)}
    text = say(f"working_paper.told.{sentence}", **figures)
    if found is not None and apart.computed is not None:
        text += say("working_paper.told.why", why=why(found, site))
    return Told(Link(named(apart.of, branch, site), f"#{anchor_of(of, apart.of, branch)}"), text, chip(apart, site))


def _points(given: Fraction | str | None, site: YearSite) -> str:
    if given is None:
        return ""
    text = said(given, site)
    return text if isinstance(given, str) else site.catalogue.text("working_paper.told.points", points=text)


def anchor_of(of: str, name: str, branch: BranchResult) -> str:
    """Where a rule, or a standard, of a round stands on the page."""
    return f"{of}-{name}" if name in branch.rules else f"{of}-standard-{name}"
