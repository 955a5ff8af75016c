"""What a recommendation takes, in words: each condition, whether it is there, and what shows it (plan 三 4)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from generator.language import Catalogue
from generator.model.grading import Condition, Recommendable
from generator.model.pack import Pack
from generator.publish.pages.view import Chip, Link, View
from generator.publish.pages.year_site import YearSite
from generator.types import registry


def grade_name(grade: str, site: YearSite) -> str:
    """What a grade is called; one of the pack's own is called as it is written."""
    return site.words.label("grade", grade)


def standard_name(standard: str, site: YearSite) -> str:
    """标准3 组织生活好."""
    name = next((each.said(site.words.language) for each in site.pack.standards if each.id == standard), "")
    return site.words.t("standard_name", number=standard, name=name).strip()


def conditions(found: Recommendable | None, site: YearSite, depth: int) -> View | None:
    """What a recommendation takes, what of it is there, and what the final survey answered beside it."""
    if found is None:
        return None
    say = site.catalogue.text
    if found.met:
        chip = Chip("pass", say("evaluation.met"))
    elif found.ready:
        chip = Chip("needs_review", say("evaluation.ready"))
    else:
        chip = Chip("fail", say("evaluation.unmet_count", count=len(found.unmet)))
    unmet = site.words.join(short_name(code, site.pack, site.catalogue) for code in found.unmet)
    return View(
        chip=chip,
        short="" if found.met else say("evaluation.unmet_list", names=unmet),
        rows=tuple(_condition(each, site, depth) for each in found.conditions),
        questions=tuple(_questions(found, site)),
    )


def short_name(code: str, pack: Pack, catalogue: Catalogue) -> str:
    """What a condition is called in a list, in words."""
    return catalogue.say(pack.condition(code))


def _condition(found: Condition, site: YearSite, depth: int) -> View:
    say = site.catalogue.text
    rule, wanted = site.pack.rule(found.code), site.pack.recommendable
    assert wanted is not None
    if rule is None:
        text = say(f"evaluation.condition.{found.code}", grade=grade_name(wanted.grade, site))
    else:
        text = rule.asks(site.words.language)
        if found.code in wanted.within_months:
            text += say("evaluation.condition.recent", months=wanted.within_months[found.code])
    return View(
        code=found.code,
        met=found.met,
        text=text,
        link=Link(found.code, site.rule_href(found.code, depth)) if rule else None,
        reason=_reason(found.reason, site) if found.reason else "",
        evidence=tuple(_evidence(found, site, depth)),
    )


def _reason(reason: str, site: YearSite) -> str:
    for subject in ("status", "grade"):
        if site.catalogue.has(f"labels.{subject}.{reason}"):
            return site.words.label(subject, reason)
    return site.words.label("reason", reason)


def _evidence(found: Condition, site: YearSite, depth: int) -> Iterator[Link]:
    """Records; of a veto the rules, of a floor the standards."""
    for each in found.evidence:
        if site.pack.rule(each):
            yield Link(each, site.rule_href(each, depth))
        elif "/" in each:
            yield site.evidence(each, depth)
        elif each in (declared := registry().types["mass_survey"].fields["questions"].fields):
            yield Link(declared[each].label(site.words.language))
        else:
            yield Link(standard_name(each, site))


def _questions(found: Recommendable, site: YearSite) -> Iterator[tuple[str, bool, Fraction]]:
    """The questions of the final survey, whether each was answered well enough, and the share that said yes."""
    declared = registry().types["mass_survey"].fields["questions"].fields
    for each in found.questions:
        yield declared[each.id].label(site.words.language), each.met, each.yes
