"""content/standards/<pack>.yml: the pack as written; what a rule's parameters mean is its kind's business."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from generator.model.config import FILE as CONFIG_FILE
from generator.model.node import Listing, Scalar, plain
from generator.model.node import Mapping as Written
from generator.model.pack import Item, Pack, PackYear, Rule, Standard
from generator.model.problem import Problem, Severity
from generator.model.values import Values
from generator.read.conditions import read_requirement
from generator.read.document import build, read_nodes
from generator.read.personal_numbers import tell_in_document
from generator.types import Audience, Field, registry
from generator.types.findings import Findings
from generator.types.kinds import SECTION
from generator.types.quantities import read_figure

_RULE_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
SOURCES = ("plan", "regulation", "local")
CLASSES = tuple(map(str, Audience))


def read_pack(path: Path, file: str, overrides: Mapping[str, Written], findings: Findings) -> Pack | None:
    """The pack with the local figures of site_config.yml laid over it, or None with the errors found."""
    mapping = read_nodes(path, findings)
    tell_in_document(mapping, findings)
    if mapping is None:
        return None
    declared = registry().documents["pack"]
    for key, _ in mapping.pairs:
        if key.text not in declared.fields:
            known = "、".join(difflib.get_close_matches(key.text, declared.fields, n=1) or declared.fields)
            said = {"rule": path.stem, "kind": "pack", "parameter": key.text, "known": known}
            findings.warning("parameter_unknown", key.mark, **said)
    values: Values = declared.read(mapping, findings)
    standards = _standards(declared.fields["standards"], values, findings)
    items = _items(declared.fields["items"], values, {standard.id for standard in standards}, findings)
    rules = _Rules(declared.fields["rules"], {each.id for each in standards}, items, findings)
    rules.read(mapping, overrides)
    total = values.figure("total")
    total = sum((each.points for each in standards), Fraction(0)) if total is None else total
    if not values.says("valid_from"):
        findings.error("pack_valid_from", values.mark)
    year = _year(values.parts("year"), findings)
    grades = tuple(values.parts("bands").figures())
    requirement = read_requirement(mapping.get("recommendable"), [*rules.made], grades, findings)
    _check_sums(values, total, standards, items, rules, findings)
    if findings.failed:
        return None
    return build(
        Pack,
        declared,
        values,
        id=values.text("id") or path.stem,
        title=values.text("title") or path.stem,
        file=file,
        total=total,
        standards=standards,
        rules=tuple(rules.made.values()),
        items=items,
        year=year,
        recommendable=requirement,
        canonical={"pack": plain(mapping), "rules": {rule: plain(node) for rule, node in overrides.items()}},
    )


def in_words_of(pack: Pack, say: Callable[[str], str]) -> Pack:
    """The pack with what it says itself in the words of a unit; the plan's own words stay as they are."""

    def said(words: Mapping[str, str]) -> dict[str, str]:
        return {language: say(text) for language, text in words.items()}

    def plainly(value: object) -> object:
        if isinstance(value, dict):
            return {key: plainly(each) for key, each in value.items()}
        return (
            [plainly(each) for each in value]
            if isinstance(value, list)
            else say(value)
            if isinstance(value, str)
            else value
        )

    rules = tuple(
        replace(rule, name=said(rule.name), gloss=said(rule.gloss), reading=said(rule.reading)) for rule in pack.rules
    )
    return replace(pack, title=say(pack.title), rules=rules, canonical=plainly(pack.canonical))


def _year(written: Values, findings: Findings) -> PackYear:
    """`year: {from: 09-01}`: a year that begins on the 1st of another month than January."""
    text = written.text("from") or "01-01"
    month, day = text[:2], text[2:]
    if day != "-01" or not month.isdigit() or not 1 <= int(month) <= 12:
        findings.error("parameter_day", written.mark_of("from"), rule="year", value=text)
        return PackYear()
    return PackYear(int(month))


def _standards(declared: Field, values: Values, findings: Findings) -> tuple[Standard, ...]:
    """The standards with their weights; `points: null` is a heading without any, for a pack shown beside."""
    rows = values.rows("standards")
    if not rows:
        findings.error("pack_standards", values.mark)
    for row in rows:
        if "points" not in row.marks:
            findings.error("pack_standard", row.mark_of("id"), standard=row.text("id"))
    return tuple(
        build(
            Standard,
            declared,
            row,
            name=row.text("name") or row.text("id"),
            points=row.figure("points") or Fraction(0),
            out_of=row.figure("out_of") or None,
        )
        for row in rows
        if "points" in row.marks
    )


def _items(declared: Field, values: Values, standards: set[str], findings: Findings) -> tuple[Item, ...]:
    """The pools of points that rules share."""
    made: list[Item] = []
    for row in values.rows("items"):
        if not row.says("points"):
            figures = {"rule": row.text("id"), "kind": "item", "parameter": "points"}
            findings.error("parameter_missing", row.mark_of("id"), **figures)
        elif row.text("standard") not in standards:
            written = row.text("standard") or "—"
            findings.error("pack_standard_unknown", row.mark_of("standard"), standard=written)
        else:
            made.append(build(Item, declared, row))
    return tuple(made)


class _Rules:
    """The rules of a pack as they are read, each with the local figures laid over it."""

    def __init__(self, declared: Field, standards: set[str], items: Sequence[Item], findings: Findings) -> None:
        self.declared, self.standards, self.items, self.findings = declared, standards, items, findings
        self.made: dict[str, Rule] = {}
        self.written: dict[str, Values] = {}
        """What each says beside its parameters."""

    def read(self, mapping: Written, overrides: Mapping[str, Written]) -> None:
        """Reads every rule of the pack."""
        node, findings = mapping.get("rules"), self.findings
        if not isinstance(node, Listing):
            findings.error("pack_rules", mapping.mark)
            return
        for item in node.items:
            rule = self._rule(item, overrides) if isinstance(item, Written) else None
            if rule is None:
                findings.error("pack_rule", item.mark)
        for rule_id, override in overrides.items():
            if rule_id not in self.made:
                figures = {"rule": rule_id}
                problem = Problem(CONFIG_FILE, override.mark, Severity.WARNING, "config_rule_unknown", figures)
                findings.problems.append(problem)

    def _rule(self, item: Written, overrides: Mapping[str, Written]) -> Rule | None:
        named, findings = item.get("id"), self.findings
        override = overrides.get(named.text if isinstance(named, Scalar) else "", Written((), item.mark))
        local = tuple(override.keys())
        pairs = tuple(pair for pair in item.pairs if pair[0].text not in local)
        values = self._values(Written(pairs, item.mark), override)
        rule_id, kind, standard = values.text("id"), values.text("kind"), values.text("standard")
        if not kind or not _RULE_ID.fullmatch(rule_id):
            return None
        if standard and standard not in self.standards:
            findings.error("pack_standard_unknown", values.mark_of("standard"), standard=standard)
        for key, options in (("source", SOURCES), ("class", CLASSES)):
            if values.says(key) and values.text(key) not in options:
                self._none_of(values, key, options)
        pool = self._pool(values)
        points = values.figure("points")
        if points is None and pool is not None:
            points = pool.points
        if points is not None and not standard:
            self._none_of(values, "standard", sorted(self.standards), at="points")
        if not values.says("clause"):
            figures = {"rule": rule_id, "kind": kind, "parameter": "clause"}
            findings.warning("parameter_missing", item.mark, **figures)
        unit = "committee" if values.text("unit") == "committee" else "branch"
        own = self.declared.fields.keys() - (set() if unit == "committee" else {"unit"})
        rule = build(
            Rule,
            self.declared,
            values,
            points=points,
            parameters=Written(tuple(each for each in pairs + override.pairs if each[0].text not in own), item.mark),
            mark=item.mark,
            kind_mark=values.mark_of("kind"),
            figures=values.text("figures") or values.text("source") or "local",
            unit=unit,
            local=local,
            item=None if pool is None else pool.id,
        )
        if rule_id in self.made:
            findings.error("pack_rule_twice", values.mark_of("id"), rule=rule_id)
        else:
            self.made[rule_id], self.written[rule_id] = rule, values
        return rule

    def _values(self, item: Written, override: Written) -> Values:
        """What the rule says beside its parameters; a local figure that is none is faulted where it is written."""
        local = Findings(CONFIG_FILE)
        values = SECTION.read(self.declared, item, self.findings)
        over = SECTION.read(self.declared, override, local)
        self.findings.problems += local.problems
        return Values({**values, **over}, item.mark, {**values.marks, **over.marks})

    def _pool(self, values: Values) -> Item | None:
        """The item the rule takes from, which must be one of its own standard's."""
        name = values.text("item")
        own = {each.id: each for each in self.items if each.standard == values.text("standard")}
        if name and name not in own:
            self._none_of(values, "item", own)
        return own.get(name)

    def _none_of(self, values: Values, key: str, options: Iterable[str], at: str = "") -> None:
        findings, known = self.findings, "、".join(options) or "—"
        findings.error("pack_choice", values.mark_of(at or key), key=key, options=known)


def _check_sums(
    values: Values,
    total: Fraction,
    standards: Sequence[Standard],
    items: Sequence[Item],
    rules: _Rules,
    findings: Findings,
) -> None:
    """A pack whose points do not add up to its stated totals is an error (design §4).

    A standard's rules and items add up to its weight, or to its `out_of`; the rules of an item share its pool, so
    none can take more than it, and together they may.
    """
    made = rules.made.values()
    summed = sum((standard.points for standard in standards), Fraction(0))
    if summed != total:
        findings.error("pack_total", values.mark_of("total"), total=_shown(total), sum=_shown(summed))
    rows = {name: {row.text("id"): row for row in values.rows(name)} for name in ("standards", "items")}
    for standard in standards:
        own = [r.points for r in made if r.standard == standard.id and r.item is None and r.points is not None]
        pools = [item.points for item in items if item.standard == standard.id]
        points = sum((*own, *pools), Fraction(0))
        if points != standard.sum:
            figures = {"total": _shown(standard.sum), "sum": _shown(points)}
            row = rows["standards"][standard.id]
            mark = row.mark_of("out_of" if "out_of" in row.marks else "points")
            findings.error("pack_sum", mark, standard=standard.id, **figures)
    most = {item.id: item.points for item in items}
    for rule in made:
        if rule.item and rule.points is not None and rule.points > most[rule.item]:
            figures = {"given": _shown(rule.points), "most": _shown(most[rule.item])}
            findings.error("points_above", rules.written[rule.id].mark_of("points"), rule=rule.id, **figures)
        _check_scoring(rule, findings)
    used = {rule.item for rule in made}
    for unused in (item for item in most if item not in used):
        mark = rows["items"][unused].mark
        findings.error("parameter_missing", mark, rule=unused, kind="item", parameter="rules")


def _check_scoring(rule: Rule, findings: Findings) -> None:
    """No step and no level of a rule's scoring gives more than the rule has."""
    scoring = rule.parameters.get("scoring")
    if not isinstance(scoring, Written) or rule.points is None:
        return
    steps, levels = scoring.get("steps"), scoring.get("levels")
    given = (
        [step.items[-1] for step in steps.items if isinstance(step, Listing) and step.items]
        if isinstance(steps, Listing)
        else []
    )
    given += [value for _, value in levels.pairs] if isinstance(levels, Written) else []
    for node in given:
        points = read_figure(node.text) if isinstance(node, Scalar) else None
        if points is not None and points > rule.points:
            figures = {"given": _shown(points), "most": _shown(rule.points)}
            findings.error("points_above", node.mark, rule=rule.id, **figures)


def _shown(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else str(float(value))
