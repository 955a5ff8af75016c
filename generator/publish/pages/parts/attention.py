"""What is failing or late, said as faults: the rule by its name, which leads to the scorecard, and what is missing."""

from __future__ import annotations

from collections.abc import Callable

from generator.judge.parameters import Use
from generator.model.result import BranchResult, RuleResult, Status, WindowResult
from generator.publish.pages.summaries import of_unit
from generator.publish.pages.view import Link, View
from generator.publish.pages.year_site import YearSite

ATTENTION = (Status.FAIL, Status.LATE)
MAKES_UP = "make_up_for"
"""The field of a record that says for which period it makes up."""


@of_unit
def attention(unit: str, site: YearSite) -> View:
    """The failing rules of a branch, then the late ones; for a page of the root."""
    return _attention(site.public.result.branches[unit], site, lambda found: True)


@of_unit
def missed(unit: str, site: YearSite) -> View:
    """Those of them that can be made good."""
    return _attention(site.public.result.branches[unit], site, lambda found: _can_be_made_good(found, site))


def _attention(result: BranchResult, site: YearSite, wanted: Callable[[RuleResult], bool]) -> View:
    words = site.words
    rules = (each for status in ATTENTION for each in result.rules.values() if each.status is status and wanted(each))
    return View(
        branch=Link(site.unit_name(result.branch), site.unit_href(result.branch, 0)),
        items=tuple(
            View(
                rule=Link(words.name(each.rule), site.unit_href(each.unit, 0, anchor=each.rule.id)),
                status=each.status,
                said=words.fault(each),
                make_up_for=_makes_up_for(each, site),
            )
            for each in rules
        ),
    )


def _makes_up_for(found: RuleResult, site: YearSite) -> str:
    """The first period without what the rule asks for, where a later record may say that it makes up for it."""
    kind = site.kinds.get(found.rule.id)
    if kind is None or MAKES_UP not in kind.looks_at:
        return ""
    return next((each.window.key for each in found.windows if _missing(each)), "")


def _missing(window: WindowResult) -> bool:
    return window.status is Status.FAIL and window.due is None


def _can_be_made_good(found: RuleResult, site: YearSite) -> bool:
    """Whether it is not done and can be done late: a window to make up for, or a step past its day; no figure can.

    What is due today is not late before tomorrow.
    """
    if found.status is not Status.FAIL:
        return False
    if found.windows:
        return any(map(_missing, found.windows))
    kind = site.kinds.get(found.rule.id)
    return found.due is None and found.value is None and not (kind and kind.fields(Use.FIGURES))
