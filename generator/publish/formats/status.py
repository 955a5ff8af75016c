"""The JSON of `status` (design §5): the one form in which results leave the program."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from fractions import Fraction

from generator.judge.lists.states import Tally
from generator.language import Catalogue
from generator.model.config import YearConfig
from generator.model.figures import decimal
from generator.model.grading import ROUNDS, SOURCES, Recommendable, Round
from generator.model.pack import Pack
from generator.model.period import Window
from generator.model.result import BranchResult, Part, Result, RuleResult, Value, WindowResult

VERSION_DIGITS = 12


def canonical(value: object) -> str:
    """JSON with sorted keys and no spaces."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


def config_version(config: YearConfig, pack: Pack) -> str:
    """The first 12 hex digits of sha256 over the canonical configuration of the year and its pack."""
    text = canonical({"config": config.canonical, "pack": pack.canonical})
    return hashlib.sha256(text.encode()).hexdigest()[:VERSION_DIGITS]


def status_document(
    result: Result,
    version: str,
    catalogue: Catalogue,
    lists: Mapping[str, Tally] | None = None,
    entry_unknown: Collection[str] = (),
) -> dict[str, object]:
    """The whole result as plain data; `lists` counts the tasks of the branches that keep the three lists.

    `entry_unknown` are the reasons why of some records nobody can tell when they came in: no count of them, for records
    of another year would move it.
    """
    branches = {
        key: branch_document(branch, (lists or {}).get(key), catalogue) for key, branch in result.branches.items()
    }
    unknown = {"entry_unknown": sorted(entry_unknown)}
    return {**_surroundings(result, version, catalogue), **unknown, "branches": branches}


def joined_document(
    result: Result, version: str, catalogue: Catalogue, branches: Iterable[tuple[str, bytes]]
) -> bytearray:
    """The whole result as canonical JSON, of that of each branch's document, in the order of their ids."""
    bare = canonical({**_surroundings(result, version, catalogue), "branches": {}}).encode()
    before, _, after = bare.partition(b'"branches":{}')
    whole = bytearray(before + b'"branches":{')
    for number, (unit, document) in enumerate(branches):
        whole += b"%s%s:%s" % (b"," if number else b"", canonical(unit).encode(), document)
    return whole + b"}" + after


def _surroundings(result: Result, version: str, catalogue: Catalogue) -> dict[str, object]:
    return {
        "year": result.year,
        "as_of": result.as_of.isoformat(),
        "pack": result.pack.id,
        "config_version": version,
        "committee": {"rules": _rules(result.committee, catalogue)},
    }


def _rules(rules: Mapping[str, RuleResult], catalogue: Catalogue) -> dict[str, object]:
    return {key: rule_document(rule, catalogue) for key, rule in rules.items()}


def branch_document(branch: BranchResult, tasks: Tally | None, catalogue: Catalogue) -> dict[str, object]:
    """One branch's result as plain data; `tasks` counts those on its three lists."""
    return {
        "rules": _rules(branch.rules, catalogue),
        "standards": {
            key: {"points": decimal(standard.points), "earned": _figure(standard.earned)}
            for key, standard in branch.standards.items()
        },
        "computed_score": _figure(branch.computed_score),
        "computed_basis": decimal(branch.computed_basis),
        "rounds": {name: _round(branch.rounds.get(name, Round(name))) for name in ROUNDS},
        "rectification": asdict(tasks) if tasks else None,
        "late_entries": list(branch.late_entries),
        "similar": [list(pair) for pair in branch.similar],
        "contradictions": [asdict(each) for each in branch.contradictions],
        "recommendable": _recommendable(branch.recommendable),
    }


def _round(found: Round) -> dict[str, object]:
    """The three scores, the weighted one and its grade; then what is lacking and what was found wrong."""
    return {
        **{source: _figure(found.score(source)) for source in SOURCES},
        "final": _figure(found.final),
        "grade": found.grade,
        "missing": list(found.missing),
        "disorder": list(found.disorder),
        "gap": _figure(found.gap),
    }


def _recommendable(found: Recommendable | None) -> dict[str, object] | None:
    return None if found is None else {"met": found.met, "unmet": list(found.unmet)}


def rule_document(rule: RuleResult, catalogue: Catalogue) -> dict[str, object]:
    """One rule's result; figures are decimal strings cut to 6 places."""
    document: dict[str, object] = {
        "status": str(rule.status),
        "reason": rule.reason,
        "points": _figure(rule.rule.points),
        "earned": _figure(rule.earned),
        "windows": [_window(window) for window in rule.windows],
        "evidence": list(rule.evidence),
        "value": _value(rule.value),
        "why": catalogue.say(rule.why),
        "fault": catalogue.say(rule.fault.said) if rule.fault else None,
    }
    if rule.parts:
        document["parts"] = [_part(part) for part in rule.parts]
    if rule.aid:
        document["aid"] = catalogue.say(rule.aid)
    return document


def _part(part: Part) -> dict[str, object]:
    return {
        "key": part.key,
        "half": part.half,
        "met": part.met,
        "reason": part.reason,
        "evidence": list(part.evidence),
    }


def _window(result: WindowResult) -> dict[str, object]:
    window: Window = result.window
    return {
        "from": window.start.isoformat(),
        "to": window.end.isoformat(),
        "unit": result.unit,
        "status": str(result.status),
        "reason": result.reason,
        "count": result.count,
        "evidence": list(result.evidence),
    }


def _figure(value: Fraction | None) -> str | None:
    return None if value is None else decimal(value)


def _value(value: Value | None) -> dict[str, object] | None:
    if value is None:
        return None
    return {
        "numerator": _number(value.numerator),
        "denominator": _number(value.denominator),
        "threshold": _figure(value.threshold),
    }


def _number(value: int | Fraction) -> int | str:
    """A whole number as one, any other as a decimal string."""
    exact = Fraction(value)
    return exact.numerator if exact.denominator == 1 else decimal(exact)
