"""A pack as written to rules that can judge: every parameter read by its kind."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.judge.kind import Kind
from generator.judge.kinds import kinds
from generator.judge.parameters import Wrong, parameters_of
from generator.judge.wheres import check_wheres
from generator.model.config import FILE as CONFIG_FILE
from generator.model.pack import Pack, Rule
from generator.model.problem import Problem, Severity


@dataclass(frozen=True, slots=True)
class Compiled:
    """A pack ready to judge."""

    pack: Pack
    kinds: Mapping[str, Kind]
    """The kind of each rule, with its parameters, by rule id."""

    @property
    def rule_ids(self) -> frozenset[str]:
        """Every rule of the pack."""
        return frozenset(self.kinds)


def compile_pack(pack: Pack) -> tuple[Compiled, tuple[Problem, ...]]:
    """The pack ready to judge, and what is wrong with its rules (which are then left out)."""
    made: dict[str, Kind] = {}
    problems: list[Problem] = []
    for rule in pack.rules:
        try:
            made[rule.id] = _kind(rule)
        except Wrong as wrong:
            arguments = {"rule": rule.id, "kind": rule.kind, **wrong.args_}
            file = CONFIG_FILE if wrong.local else pack.file
            problems.append(Problem(file, wrong.mark, Severity.ERROR, wrong.code, arguments))
    return Compiled(pack, made), tuple(problems)


def _kind(rule: Rule) -> Kind:
    kind = kinds().get(rule.kind)
    if kind is None:
        raise Wrong("unknown_kind", rule.kind_mark, value=rule.kind, options="、".join(sorted(kinds())))
    parameters = parameters_of(kind)
    values: dict[str, Any] = {}
    for key, node in rule.parameters.pairs:
        if key.text not in parameters:
            near = difflib.get_close_matches(key.text, parameters, n=1)
            known = near[0] if near else "、".join(parameters)
            unknown = Wrong("parameter_unknown", key.mark, parameter=key.text, known=known)
            unknown.local = key.text in rule.local
            raise unknown
        found = parameters[key.text]
        try:
            values[found.name] = found.metadata["reader"](node)
        except Wrong as wrong:
            wrong.local = key.text in rule.local
            raise
    for name, found in parameters.items():
        if found.default is dataclasses.MISSING and found.name not in values:
            raise Wrong("parameter_missing", rule.mark, parameter=name)
    made = kind(**values)
    try:
        check_wheres(made)
    except Wrong as wrong:
        wrong.local = "where" in rule.local
        raise
    return made
