"""content/standards/<pack>.yml: the pack as written; what a rule's parameters mean is its kind's business."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

from generator.model.config import FILE as CONFIG_FILE
from generator.model.node import Listing, Mark, Node, Scalar, plain
from generator.model.node import Mapping as Written
from generator.model.pack import Item, Pack, PackYear, Rule, Standard
from generator.model.problem import Problem, Severity
from generator.read.conditions import read_requirement
from generator.read.nodes import read_mapping
from generator.read.text import read_text
from generator.types import spelling
from generator.types.findings import Findings

_FIGURE = re.compile(r"(\d{1,6})(?:/([1-9]\d{0,5})|\.(\d{1,6}))?", re.ASCII)
_RULE_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
OWN = (
    "id",
    "name",
    "standard",
    "item",
    "kind",
    "points",
    "clause",
    "gloss",
    "source",
    "figures",
    "reading",
    "unit",
    "class",
    "valid_from",
)
"""Keys of a rule that are not parameters of its kind."""
KEYS = (
    *("id", "title", "valid_from", "valid_to", "year", "total", "bands", "recommendable", "note", "standards", "items"),
    *("bonus", "deduction", "rules", "elsewhere"),
)
"""Keys of a pack."""
SOURCES = ("plan", "regulation", "local")
CLASSES = ("public", "members", "committee")


def figure(text: str) -> Fraction | None:
    """An exact figure: 4, 1.5 or 3/2."""
    return Fraction(text) if _FIGURE.fullmatch(text) else None


def read_pack(path: Path, file: str, overrides: Mapping[str, Written], findings: Findings) -> Pack | None:
    """The pack with the local figures of site_config.yml laid over it, or None with the errors found."""
    if not path.is_file():
        findings.error("missing_file")
        return None
    text = read_text(path, findings)
    mapping = read_mapping(text, findings) if text is not None else None
    if mapping is None:
        return None
    for key, _ in mapping.pairs:
        if key.text not in KEYS:
            known = "、".join(difflib.get_close_matches(key.text, KEYS, n=1) or KEYS)
            findings.warning(
                "parameter_unknown", key.mark, rule=path.stem, kind="pack", parameter=key.text, known=known
            )
    standards = _standards(mapping, findings)
    items = _items(mapping, {standard.id for standard in standards}, findings)
    rules = _rules(mapping, {standard.id for standard in standards}, items, overrides, findings)
    total = _figure(mapping, "total", mapping.mark, findings)
    total = sum((each.points for each in standards), Fraction(0)) if total is None else total
    valid_from = _day(mapping, "valid_from", findings)
    valid_to = _day(mapping, "valid_to", findings)
    if valid_from is None:
        findings.error("pack_valid_from", mapping.mark)
    year = _year(mapping, findings)
    bonus, deduction = (_part(mapping, name, findings) for name in ("bonus", "deduction"))
    bonus_cap, deduction_cap = (_figure(each, "cap", each.mark, findings) for each in (bonus, deduction))
    bands = mapping.get("bands")
    grades = bands.keys() if isinstance(bands, Written) else []
    requirement = read_requirement(mapping.get("recommendable"), [rule.id for rule in rules], grades, findings)
    _check_sums(mapping, total, standards, items, rules, findings)
    if findings.failed or valid_from is None:
        return None
    return Pack(
        id=_text(mapping, "id") or path.stem,
        title=_text(mapping, "title") or path.stem,
        file=file,
        valid_from=valid_from,
        valid_to=valid_to,
        total=total,
        standards=standards,
        rules=rules,
        bands={
            key.text: found
            for key, value in (bands.pairs if isinstance(bands, Written) else ())
            if isinstance(value, Scalar) and (found := figure(value.text)) is not None
        },
        items=items,
        year=year,
        bonus_cap=bonus_cap,
        bonus_above_total=_text(bonus, "above_total") == "true",
        deduction_cap=deduction_cap,
        recommendable=requirement,
        canonical={"pack": plain(mapping), "rules": {rule: plain(node) for rule, node in overrides.items()}},
    )


def _text(mapping: Written, key: str) -> str | None:
    node = mapping.get(key)
    return node.text if isinstance(node, Scalar) and not node.empty else None


def _day(mapping: Written, key: str, findings: Findings) -> date | None:
    text = _text(mapping, key)
    if text is None:
        return None
    try:
        found = spelling.read_date(text)
    except spelling.Impossible:
        found = None
    if found is None:
        findings.error("not_a_date", _mark(mapping, key), field=key, value=text, example="2016-01-01")
        return None
    return found[0]


def _mark(mapping: Written, key: str) -> Mark:
    node = mapping.get(key)
    return node.mark if node is not None else mapping.mark


def _figure(mapping: Written, key: str, fallback: Mark, findings: Findings) -> Fraction | None:
    node = mapping.get(key)
    if node is None or (isinstance(node, Scalar) and node.empty):
        return None
    found = figure(node.text) if isinstance(node, Scalar) else None
    if found is None:
        findings.error("pack_figure", node.mark if node else fallback, key=key)
    return found


def _part(mapping: Written, key: str, findings: Findings) -> Written:
    """What stands under the key, empty where nothing does."""
    node = mapping.get(key)
    if node is None or (isinstance(node, Scalar) and node.empty):
        return Written((), mapping.mark)
    if not isinstance(node, Written):
        findings.error("not_a_mapping", node.mark)
        return Written((), node.mark)
    return node


def _year(mapping: Written, findings: Findings) -> PackYear:
    """`year: {from: 09-01}`: a year that begins on the 1st of another month than January."""
    part = _part(mapping, "year", findings)
    text = _text(part, "from") or "01-01"
    month, day = text[:2], text[2:]
    if day != "-01" or not month.isdigit() or not 1 <= int(month) <= 12:
        findings.error("parameter_day", _mark(part, "from"), rule="year", value=text)
        return PackYear()
    return PackYear(int(month))


def _standards(mapping: Written, findings: Findings) -> tuple[Standard, ...]:
    """The standards with their weights; `points: null` is a heading without any, for a pack shown beside."""
    node = mapping.get("standards")
    if not isinstance(node, Written) or not node.pairs:
        findings.error("pack_standards", mapping.mark)
        return ()
    made: list[Standard] = []
    for key, value in node.pairs:
        points = _figure(value, "points", key.mark, findings) if isinstance(value, Written) else None
        if not isinstance(value, Written) or value.get("points") is None:
            findings.error("pack_standard", key.mark, standard=key.text)
        else:
            out_of = _figure(value, "out_of", key.mark, findings)
            made.append(Standard(key.text, _text(value, "name") or key.text, points or Fraction(0), out_of or None))
    return tuple(made)


def _items(mapping: Written, standards: set[str], findings: Findings) -> tuple[Item, ...]:
    """The pools of points that rules share."""
    made: list[Item] = []
    for key, value in _part(mapping, "items", findings).pairs:
        written = value if isinstance(value, Written) else Written((), value.mark)
        points, standard = _figure(written, "points", key.mark, findings), _text(written, "standard")
        if points is None:
            findings.error("parameter_missing", key.mark, rule=key.text, kind="item", parameter="points")
        elif standard not in standards:
            findings.error("pack_standard_unknown", _mark(written, "standard"), standard=standard or "—")
        else:
            made.append(Item(key.text, standard or "", points))
    return tuple(made)


def _rules(
    mapping: Written, standards: set[str], items: Sequence[Item], overrides: Mapping[str, Written], findings: Findings
) -> tuple[Rule, ...]:
    node = mapping.get("rules")
    if not isinstance(node, Listing):
        findings.error("pack_rules", mapping.mark)
        return ()
    made: dict[str, Rule] = {}
    for item in node.items:
        rule = _rule(item, standards, items, overrides, findings) if isinstance(item, Written) else None
        if rule is None or not isinstance(item, Written):
            findings.error("pack_rule", item.mark)
        elif rule.id in made:
            findings.error("pack_rule_twice", _mark(item, "id"), rule=rule.id)
        else:
            made[rule.id] = rule
    for rule_id in overrides:
        if rule_id not in made:
            mark = overrides[rule_id].mark
            problem = Problem(CONFIG_FILE, mark, Severity.WARNING, "config_rule_unknown", {"rule": rule_id})
            findings.problems.append(problem)
    return tuple(made.values())


def _rule(
    item: Written, standards: set[str], items: Sequence[Item], overrides: Mapping[str, Written], findings: Findings
) -> Rule | None:
    override = overrides.get(_text(item, "id") or "")
    local = tuple(override.keys()) if override else ()
    if override:
        kept = tuple(pair for pair in item.pairs if pair[0].text not in local)
        item = Written(kept + override.pairs, item.mark)
    rule_id, kind, standard = _text(item, "id"), _text(item, "kind"), _text(item, "standard")
    if rule_id is None or kind is None or not _RULE_ID.fullmatch(rule_id):
        return None
    if standard is not None and standard not in standards:
        findings.error("pack_standard_unknown", _mark(item, "standard"), standard=standard)
    source, audience = _text(item, "source") or "local", _text(item, "class") or "public"
    if source not in SOURCES:
        findings.error("pack_choice", _mark(item, "source"), key="source", options="、".join(SOURCES))
    if audience not in CLASSES:
        findings.error("pack_choice", _mark(item, "class"), key="class", options="、".join(CLASSES))
    points = _points(item, "points" in local, findings)
    pool = _pool(item, standard, items, findings)
    if pool is not None and points is None:
        points = pool.points
    if points is not None and standard is None:
        findings.error("pack_choice", _mark(item, "points"), key="standard", options="、".join(sorted(standards)))
    clause = _clauses(item.get("clause"))
    if not clause:
        findings.warning("parameter_missing", item.mark, rule=rule_id, kind=kind, parameter="clause")
    unit = _text(item, "unit") or "branch"
    own = tuple(key for key in OWN if key != "unit" or unit == "committee")
    return Rule(
        id=rule_id,
        standard=standard,
        kind=kind,
        points=points,
        parameters=Written(tuple(pair for pair in item.pairs if pair[0].text not in own), item.mark),
        mark=item.mark,
        kind_mark=_mark(item, "kind"),
        clause=clause,
        name=_words(item.get("name")),
        gloss=_words(item.get("gloss")),
        source=source,
        figures=_text(item, "figures") or source,
        reading=_words(item.get("reading")),
        unit="committee" if unit == "committee" else "branch",
        audience=audience,
        local=local,
        item=None if pool is None else pool.id,
        valid_from=_day(item, "valid_from", findings),
    )


def _pool(rule: Written, standard: str | None, items: Sequence[Item], findings: Findings) -> Item | None:
    """The item the rule takes from, which must be one of its own standard's."""
    name = _text(rule, "item")
    own = {each.id: each for each in items if each.standard == standard}
    if name is not None and name not in own:
        findings.error("pack_choice", _mark(rule, "item"), key="item", options="、".join(own) or "—")
    return own.get(name or "")


def _points(item: Written, local: bool, findings: Findings) -> Fraction | None:
    """The rule's points; a local figure that is none is faulted where it is written."""
    own = Findings(CONFIG_FILE) if local else findings
    points = _figure(item, "points", item.mark, own)
    if local:
        findings.problems += own.problems
    return points


def _clauses(node: Node | None) -> tuple[str, ...]:
    if isinstance(node, Listing):
        return tuple(item.text for item in node.items if isinstance(item, Scalar))
    return (node.text,) if isinstance(node, Scalar) and not node.empty else ()


def _words(node: Node | None) -> dict[str, str]:
    if isinstance(node, Written):
        return {key.text: value.text for key, value in node.pairs if isinstance(value, Scalar)}
    return {"zh": node.text} if isinstance(node, Scalar) and not node.empty else {}


def _check_sums(
    mapping: Written,
    total: Fraction,
    standards: Sequence[Standard],
    items: Sequence[Item],
    rules: Sequence[Rule],
    findings: Findings,
) -> None:
    """A pack whose points do not add up to its stated totals is an error (design §4).

    A standard's rules and items add up to its weight, or to its `out_of`; the rules of an item share its pool, so
    none can take more than it, and together they may.
    """
    summed = sum((standard.points for standard in standards), Fraction(0))
    if summed != total:
        findings.error("pack_total", _mark(mapping, "total"), total=_shown(total), sum=_shown(summed))
    for standard in standards:
        own = [r.points for r in rules if r.standard == standard.id and r.item is None and r.points is not None]
        pools = [item.points for item in items if item.standard == standard.id]
        points = sum((*own, *pools), Fraction(0))
        if points != standard.sum:
            figures = {"total": _shown(standard.sum), "sum": _shown(points)}
            written = _part(_part(mapping, "standards", findings), standard.id, findings)
            mark = _mark(written, "out_of" if written.get("out_of") else "points")
            findings.error("pack_sum", mark, standard=standard.id, **figures)
    most = {item.id: item.points for item in items}
    for rule in rules:
        if rule.item and rule.points is not None and rule.points > most[rule.item]:
            figures = {"given": _shown(rule.points), "most": _shown(most[rule.item])}
            findings.error("points_above", _mark(_as_written(mapping, rule), "points"), rule=rule.id, **figures)
        _check_scoring(rule, findings)
    for unused in most.keys() - {rule.item for rule in rules}:
        mark = _mark(_part(mapping, "items", findings), unused)
        findings.error("parameter_missing", mark, rule=unused, kind="item", parameter="rules")


def _as_written(mapping: Written, rule: Rule) -> Written:
    node = mapping.get("rules")
    found = node.items if isinstance(node, Listing) else ()
    return next((each for each in found if isinstance(each, Written) and each.mark == rule.mark), rule.parameters)


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
        points = figure(node.text) if isinstance(node, Scalar) else None
        if points is not None and points > rule.points:
            figures = {"given": _shown(points), "most": _shown(rule.points)}
            findings.error("points_above", node.mark, rule=rule.id, **figures)


def _shown(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else str(float(value))
