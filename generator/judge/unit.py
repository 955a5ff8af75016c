"""One unit in one year: a branch with its rules, score, rounds and conditions; or the committee with its rules."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from generator.judge.case import Case
from generator.judge.contrasts import contradictions
from generator.judge.facts import Setting
from generator.judge.grading.computed import computed_score, standard_result
from generator.judge.grading.conditions import recommendable
from generator.judge.grading.rounds import rounds
from generator.judge.records.entry import late_entries
from generator.judge.similar import Pairs
from generator.model.organization import Branch
from generator.model.pack import Rule
from generator.model.record import COMMITTEE
from generator.model.result import BranchResult, RuleResult


def judge_branch(setting: Setting, branch: Branch, similar: Pairs) -> BranchResult:
    """The scorecard of a branch: its rules, what they add up to, and what people made of it beside that."""
    compiled, config, window = setting.compiled, setting.config, setting.window
    book = setting.books[branch.id]
    late = late_entries(book, setting.facts.entered_on, config, window)
    rules = judge_rules(setting, branch, late, similar)
    standards = {each.id: standard_result(each, rules.values(), compiled.pack) for each in compiled.pack.standards}
    card = BranchResult(
        branch=branch.id,
        rules=rules,
        standards=standards,
        computed_score=computed_score(standards.values(), rules.values(), compiled.pack),
        computed_basis=sum((each.judged for each in standards.values()), Fraction(0)),
        late_entries=late,
        similar=similar,
        contradictions=contradictions(rules, book, compiled, window),
    )
    card = replace(card, rounds=rounds(card, book, compiled, config, window))
    if branch.span.ended(setting.as_of):
        # Nothing more is asked of it: nobody recommends a branch that is no more.
        return card

    def of_year(name: str, year: int) -> RuleResult:
        """The rule in any year: a condition may rest on a review of the year before."""
        rule = compiled.pack.rule(name)
        assert rule is not None
        return rules[name] if year == setting.year else compiled.kinds[name].judge(_case(setting, rule, branch, year))

    conditions = recommendable(card, book, setting.books[COMMITTEE], compiled, config, window, setting.as_of, of_year)
    return replace(card, recommendable=conditions)


def judge_rules(
    setting: Setting, branch: Branch | None, late: tuple[str, ...] = (), similar: Pairs = ()
) -> dict[str, RuleResult]:
    """Every rule of the pack that is the branch's; without a branch those of the committee."""
    return {
        rule.id: setting.compiled.kinds[rule.id].judge(
            _case(setting, rule, branch, setting.year, late_entries=late, similar=similar)
        )
        for rule in setting.compiled.pack.rules
        if rule.id in setting.compiled.kinds and rule.of_committee == (branch is None)
    }


def _case(
    setting: Setting,
    rule: Rule,
    branch: Branch | None,
    year: int,
    late_entries: tuple[str, ...] = (),
    similar: Pairs = (),
) -> Case:
    unit = branch.id if branch else COMMITTEE
    return Case(
        rule=rule,
        organization=setting.facts.organization,
        branch=branch,
        year=year,
        as_of=setting.as_of,
        book=setting.books[unit],
        all_books=setting.books,
        rectification=setting.facts.rectification.get((year, unit)),
        config=setting.facts.config.of(year),
        rule_ids=setting.compiled.rule_ids,
        pack=setting.compiled.pack,
        late_entries=late_entries,
        similar=similar,
    )
