"""What is failing or late, said as faults: the rule by its name, which leads to the scorecard, and what is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.judge.parameters import Use
from generator.model.result import BranchResult, RuleResult, Status
from generator.publish.pages.parts.standing import Chip
from generator.publish.pages.year_site import Link, YearSite

ATTENTION = (Status.FAIL, Status.LATE)


@dataclass(frozen=True, slots=True)
class Item:
    """One rule that is failing or late."""

    rule: Link
    """What people call it, leading to the scorecard."""
    chip: Chip
    said: str
    """What is missing."""


@dataclass(frozen=True, slots=True)
class Attention:
    """What is failing or late in one branch."""

    branch: Link
    items: tuple[Item, ...]


def attention(
    result: BranchResult, site: YearSite, wanted: Callable[[RuleResult], bool] = lambda found: True
) -> Attention:
    """The failing rules of a branch, then the late ones, as far as they are wanted; for a page of the root."""
    items = tuple(
        item_of(found, site)
        for status in ATTENTION
        for found in result.rules.values()
        if found.status is status and wanted(found)
    )
    return Attention(Link(site.unit_name(result.branch), site.unit_href(result.branch, 0)), items)


def item_of(found: RuleResult, site: YearSite) -> Item:
    """One rule with its fault."""
    words, status = site.words, str(found.status)
    href = site.unit_href(found.unit, 0, anchor=found.rule.id)
    return Item(Link(words.name(found.rule), href), Chip(status, words.label("status", status)), words.fault(found))


def can_be_made_good(found: RuleResult, site: YearSite) -> bool:
    """Whether it is not done and can be done late: a window to make up for, or a step past its day; no figure can."""
    if found.status is not Status.FAIL:
        return False
    if found.windows:
        return any(window.status is Status.FAIL for window in found.windows)
    kind = site.kinds.get(found.rule.id)
    return found.value is None and not (kind and kind.fields(Use.FIGURES))
