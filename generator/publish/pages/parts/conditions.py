"""What a recommendation takes, in words: each condition, whether it is there, and what shows it (plan 三 4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.judge.grading.conditions import called
from generator.language import Catalogue
from generator.model.figures import percent
from generator.model.grading import Condition, Recommendable
from generator.model.pack import Pack
from generator.publish.pages.parts.standing import Chip
from generator.publish.pages.year_site import Link, YearSite
from generator.types import registry


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """One condition of a recommendation."""

    code: str
    chip: Chip
    text: str
    link: Link | None
    reason: str
    evidence: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Conditions:
    """All of them."""

    chip: Chip
    short: str
    rows: tuple[ConditionRow, ...]
    questions: tuple[str, ...] = ()
    """What the final survey answered, beside them."""


def grade_name(grade: str, site: YearSite) -> str:
    """What a grade is called; one of the pack's own is called as it is written."""
    return site.words.label("grade", grade)


def standard_name(standard: str, site: YearSite) -> str:
    """标准3 组织生活好."""
    name = next((each.name for each in site.pack.standards if each.id == standard), "")
    return site.words.t("standard_name", number=standard, name=name).strip()


def conditions(found: Recommendable | None, site: YearSite, depth: int) -> Conditions | None:
    """What a recommendation takes, and what of it is there."""
    if found is None:
        return None
    say = site.catalogue.text
    rows = tuple(_condition(each, site, depth) for each in found.conditions)
    asked = tuple(_questions(found, site))
    if found.met:
        return Conditions(Chip("pass", say("evaluation.met")), "", rows, asked)
    short = site.words.join(short_name(code, site.pack, site.catalogue) for code in found.unmet)
    if found.ready:
        return Conditions(
            Chip("needs_review", say("evaluation.ready")), say("evaluation.unmet_list", names=short), rows, asked
        )
    chip = Chip("fail", say("evaluation.unmet_count", count=len(found.unmet)))
    return Conditions(chip, say("evaluation.unmet_list", names=short), rows, asked)


def without_conditions(unit: str, site: YearSite) -> str:
    """Why nothing is said of a recommendation, where none is computed."""
    closed = site.organization.by_id[unit].span.ended(site.as_of)
    return site.catalogue.text("evaluation.conditions_closed" if closed else "evaluation.conditions_none")


def short_name(code: str, pack: Pack, catalogue: Catalogue) -> str:
    """What a condition is called in a list, in words."""
    return catalogue.say(called(code, pack))


def _condition(found: Condition, site: YearSite, depth: int) -> ConditionRow:
    say = site.catalogue.text
    rule, wanted = site.pack.rule(found.code), site.pack.recommendable
    assert wanted is not None
    text = ""
    if rule is None:
        text = say(
            f"evaluation.condition.{found.code}",
            **({"grade": grade_name(wanted.grade, site)} if found.code == "grade" else {}),
        )
    else:
        gloss = rule.gloss.get(site.words.language) or rule.gloss.get("zh", "")
        text = gloss
        if found.code in wanted.within_months:
            text += say("evaluation.condition.recent", months=wanted.within_months[found.code])
    return ConditionRow(
        code=found.code,
        chip=Chip("pass" if found.met else "fail", say("evaluation.met" if found.met else "evaluation.unmet")),
        text=text,
        link=Link(found.code, site.rule_href(found.code, depth)) if rule else None,
        reason=say("evaluation.reason", reason=_reason(found.reason, site)) if found.reason else "",
        evidence=tuple(_evidence(found, site, depth)),
    )


def _reason(reason: str, site: YearSite) -> str:
    for subject in ("status", "grade"):
        if site.catalogue.has(f"labels.{subject}.{reason}"):
            return site.words.label(subject, reason)
    return site.words.label("reason", reason)


def _evidence(found: Condition, site: YearSite, depth: int) -> Iterable[Link]:
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


def _questions(found: Recommendable, site: YearSite) -> Iterable[str]:
    """What the final survey answered, in words."""
    declared = registry().types["mass_survey"].fields["questions"].fields
    for each in found.questions:
        code = "question" if each.met else "question_unmet"
        figures = {"question": declared[each.id].label(site.words.language), "share": percent(each.yes)}
        yield site.catalogue.text(f"evaluation.{code}", **figures)
