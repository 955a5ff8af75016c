"""The working paper of the review (考评底稿): records, 自评 and 组织考评 rule by rule, for the committee (plan 三 4).

The page marks where the sheets and the records are not of one mind; people decide.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from generator.judge.grading.differences import (
    LEAST,
    Difference,
    compared,
    differences,
    is_computed,
    standard_compared,
)
from generator.model.grading import Round, Sheet
from generator.model.pack import Standard
from generator.model.result import BranchResult, RuleResult
from generator.publish.pages.parts.conditions import standard_name
from generator.publish.pages.parts.downloads import downloads
from generator.publish.pages.parts.review import (
    TABLE,
    anchor_of,
    called,
    chip,
    computed_value,
    named,
    said,
    shown_rounds,
    why,
)
from generator.publish.pages.parts.standing import GATES, SAID_ALREADY
from generator.publish.pages.parts.tabs import WORKING_PAPER, unit_top
from generator.publish.pages.view import Chip, Link, View
from generator.publish.pages.words import brief, change
from generator.publish.pages.year_site import YearSite

DEPTH = 1
OWN, REVIEW = "self", "organization"
"""Whose sheets stand beside the records."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a sheet gives in one place."""

    text: str
    difference: Chip | None = None
    """How it differs from the records."""
    beside: str = ""
    """How the review group's figure differs from the branch's own."""


def working_paper_view(unit: str, site: YearSite) -> View:
    """The page of one branch, the round to look at first."""
    branch = site.public.result.branches[unit]
    return View(
        **unit_top(unit, WORKING_PAPER, site, "working_paper.title"),
        as_of=site.as_of,
        rounds=tuple(_round(each, number == 0, branch, site) for number, each in enumerate(shown_rounds(branch))),
        downloads=downloads((TABLE,), site),
    )


def _round(found: Round, is_chosen: bool, branch: BranchResult, site: YearSite) -> View:
    """A round by standards; rule by rule where a sheet is, and always for the round to look at."""
    own, review = found.self_assessment, found.organization_review
    by_rule = is_chosen or any(each is not None and each.by_rule for each in (own, review))
    sections = [_section(each, by_rule, found, branch, site) for each in site.pack.standards]
    gates = [each for each in branch.rules.values() if each.rule.standard is None]
    given = {name for each in (own, review) if each is not None for name in each.points}
    if gates and (by_rule or any(each.rule.id in given for each in gates)):
        sections.append(
            View(
                anchor="",
                name=site.words.t("gates"),
                href=f"index.html#{GATES}",
                points=None,
                computed="",
                self_assessment=Cell(""),
                review=Cell(""),
                rows=tuple(_row(each, found, site) for each in gates),
            )
        )
    return View(
        code=found.name,
        sheets=tuple(_sheet_note(source, each, branch, site) for source, each in ((OWN, own), (REVIEW, review))),
        reviewed=review is not None,
        differences=tuple(_at_head(each, found.name, branch, site) for each in differences(review, branch, site.pack)),
        sections=tuple(sections),
        points=sum((each.points for each in site.pack.standards), Fraction(0)),
        computed=branch.computed_score,
        self_assessment=_total(found.score(OWN), branch, site),
        review=_total(found.score(REVIEW), branch, site),
    )


def _total(score: Fraction | None, branch: BranchResult, site: YearSite) -> Cell:
    return Cell(brief(score), beside=_apart("computed", branch.computed_score, score, site))


def _sheet_note(source: str, sheet: Sheet | None, branch: BranchResult, site: YearSite) -> View:
    """One sheet: where it is, whether rule by rule, what is missing in it."""
    if sheet is None:
        return View(source=source, record=None, by_rule=None, missing=())
    wanted = [rule.id for rule in site.pack.rules if _is_gate(branch.rules.get(rule.id))] if source == REVIEW else []
    missing = (*sheet.missing, *(each for each in wanted if each not in sheet.points))
    return View(
        source=source,
        record=site.evidence(sheet.record, DEPTH),
        by_rule=sheet.by_rule,
        missing=tuple(named(each, branch, site) for each in missing),
    )


def _is_gate(found: RuleResult | None) -> bool:
    """Whether the review group has to say met or not met."""
    return found is not None and found.rule.points is None and not is_computed(found)


def _section(standard: Standard, by_rule: bool, found: Round, branch: BranchResult, site: YearSite) -> View:
    """One standard with its subtotals and its rules."""
    sheets = (found.self_assessment, found.organization_review)
    own, review = (sheet.standards.get(standard.id) if sheet else None for sheet in sheets)
    rules = [each for each in branch.rules.values() if each.rule.standard == standard.id]
    earned = branch.standards[standard.id].earned
    mine = _whole(own, sheets[0], standard, branch, site)
    return View(
        anchor=anchor_of(found.name, standard.id, branch),
        name=standard_name(standard.id, site),
        href=f"index.html#standard-{standard.id}",
        points=standard.points,
        computed=brief(earned),
        self_assessment=mine if mine.difference else replace(mine, beside=_apart("computed", earned, own, site)),
        review=_beside(_whole(review, sheets[1], standard, branch, site), own, review, site),
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


def _row(found: RuleResult, of: Round, site: YearSite) -> View:
    """One rule: what is missing, or why it stands so, with its figures and the reason; and what the sheets give."""
    words, rule = site.words, found.rule
    reason = words.label("reason", found.reason) if found.reason not in (None, SAID_ALREADY) else ""
    status = words.label("status", found.status)
    measured = computed_value(found, site)
    own, review = _given(rule.id, of.self_assessment), _given(rule.id, of.organization_review)
    return View(
        id=rule.id,
        name=called(rule, site),
        asks=rule.asks(words.language) if rule.name else "",
        href=f"index.html#{rule.id}",
        points=rule.points,
        status=found.status,
        computed=measured if isinstance(measured, str) else "" if measured is None else brief(measured),
        why=tuple(each for each in dict.fromkeys((why(found, site), reason)) if each and each != status),
        self_assessment=_cell(own, of.self_assessment, found, site),
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
    return replace(cell, beside=_apart("own", own, review, site))


def _apart(of: str, before: Fraction | None, after: Fraction | None, site: YearSite) -> str:
    """How far one figure is from another, in words; empty where one is lacking or there is nothing between."""
    if before is None or after is None or abs(after - before) < LEAST:
        return ""
    return site.catalogue.text(f"working_paper.apart.{of}", gap=change(after, before))


def _at_head(apart: Difference, of: str, branch: BranchResult, site: YearSite) -> tuple[Link, str, Chip]:
    """A difference at the head of the page: where it leads, in a sentence with what the records say, and its sign."""
    say, found = site.catalogue.text, branch.rules.get(apart.of)
    sentence = f"standard_{apart.sort}" if found is None else "unrecorded" if apart.computed is None else "rule"
    figures = {"given": _points(apart.given, site), "computed": _points(apart.computed, site)}
    text = say(f"working_paper.told.{sentence}", **figures)
    if found is not None and apart.computed is not None:
        text += say("working_paper.told.why", why=why(found, site))
    return Link(named(apart.of, branch, site), f"#{anchor_of(of, apart.of, branch)}"), text, chip(apart, site)


def _points(given: Fraction | str | None, site: YearSite) -> str:
    if given is None:
        return ""
    text = said(given, site)
    return text if isinstance(given, str) else site.catalogue.text("working_paper.told.points", points=text)
