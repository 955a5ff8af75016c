"""Whether the figures for gradings, and what speaks against a contrast, name standards, grades and rules there are."""

from __future__ import annotations

from collections.abc import Iterator

from generator.judge.grading.bands import ladder
from generator.judge.kinds.step import Step
from generator.judge.rules import Compiled
from generator.model.config import FILE, YearConfig
from generator.model.grading import EVERY
from generator.model.problem import Problem, Severity


def grading_problems(config: YearConfig, compiled: Compiled) -> Iterator[Problem]:
    """An error for each floor of a standard, each grade and each rule that the pack does not know."""
    pack = compiled.pack
    for rule in pack.rules:
        kind = compiled.kinds.get(rule.id)
        against = kind.contradicted_by if isinstance(kind, Step) else None
        for name in (each for names in (against or {}).values() for each in names):
            if pack.rule(name) is None:
                written = rule.parameters.get("contradicted_by")
                mark = rule.mark if written is None else written.mark
                yield Problem(pack.file, mark, Severity.ERROR, "rule_unknown", {"rule": name})
    figures, grades = config.grading, ladder(pack, config).grades
    known = [EVERY, *(standard.id for standard in pack.standards)]
    for name in figures.floors:
        if name not in known:
            arguments = {"key": name, "options": "、".join(known)}
            yield Problem(FILE, figures.marks["floors"], Severity.ERROR, "grading_unknown", arguments)
    bar = figures.satisfaction
    if bar is not None and bar.grade_at_most not in grades:
        arguments = {"key": bar.grade_at_most, "options": "、".join(grades)}
        yield Problem(FILE, figures.marks["mass_satisfaction"], Severity.ERROR, "grading_unknown", arguments)
