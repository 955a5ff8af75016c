"""How much of the points was judged, and why the rest was not: no score is shown without it."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from generator.model.result import BranchResult, RuleResult, StandardResult, Status
from generator.publish.pages.words import brief
from generator.publish.pages.year_site import YearSite

_OUT = (Status.NEEDS_REVIEW, Status.PENDING, Status.NO_EVIDENCE, Status.EXEMPT, Status.NOT_APPLICABLE)
"""Why points are left out, in the order in which it is told."""


def basis(found: BranchResult, site: YearSite) -> str:
    """按95分的条目折算（另5分不适用）."""
    total = sum((each.points for each in found.standards.values()), Fraction(0))
    left = _left(total - found.computed_basis, found.rules.values(), site)
    code = "basis.part" if left else "basis.whole"
    return site.words.t(code, basis=brief(found.computed_basis), left=left)


def standard_basis(found: StandardResult, rules: Iterable[RuleResult], site: YearSite) -> str:
    """另12分待评定; empty where all of the standard was judged."""
    return _left(found.points - found.judged, rules, site)


def unjudged(found: StandardResult, site: YearSite) -> str:
    """另5分不计, where there is room for no more."""
    left = found.points - found.judged
    return site.words.t("basis.unjudged", points=brief(left)) if left > 0 else ""


def judged(found: StandardResult, site: YearSite) -> str:
    """已评8分得8分; with everything judged 20 / 20; 尚未评分 with nothing."""
    earned = raw(found)
    if earned is None:
        return site.words.t("basis.none")
    code = "out_of" if found.judged == found.points else "basis.judged"
    return site.words.t(code, earned=brief(earned), points=brief(found.points), judged=brief(found.judged))


def of_judged(found: StandardResult, site: YearSite) -> str:
    """16.5 / 17: earned of what was judged; 尚未评分 with nothing."""
    earned = raw(found)
    if earned is None:
        return site.words.t("basis.none")
    return site.words.t("out_of", earned=brief(earned), points=brief(found.judged))


def raw(found: StandardResult) -> Fraction | None:
    """What was earned of the points that were judged, before it is scaled up to the standard's weight."""
    if found.earned is None or not found.points:
        return None
    return found.earned * found.judged / found.points


def _left(left: Fraction, rules: Iterable[RuleResult], site: YearSite) -> str:
    if left <= 0:
        return ""
    own = [each for each in rules if each.rule.points and each.earned is None]
    by = {status: sum(each.rule.points or 0 for each in own if each.status is status) for status in _OUT}
    known = sum(by.values(), Fraction(0))
    # Pools of points and sections marked out of another sum do not add up: then only how much is told.
    if known > left:
        return site.words.t("basis.other", points=brief(left))
    said = [
        site.words.t("basis.left", points=brief(points), status=site.words.label("status", str(status)))
        for status, points in by.items()
        if points
    ]
    if known < left:
        code = "hidden" if site.public.hidden_rules else "other"
        said.append(site.words.t(f"basis.{code}", points=brief(left - known)))
    return site.words.t("basis.and", left=site.words.join(said))
