"""content/standards/<pack>.yml: the pack as written; what a rule's parameters mean is its kind's business."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

from generator.model.node import Listing, Mark, Node, Scalar, plain
from generator.model.node import Mapping as Written
from generator.model.pack import Pack, Rule, Standard
from generator.read import normal
from generator.read.findings import Findings
from generator.read.nodes import read_mapping
from generator.read.text import read_text

_FIGURE = re.compile(r"(\d{1,6})(?:/([1-9]\d{0,5})|\.(\d{1,6}))?", re.ASCII)
_RULE_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
OWN = ("id", "standard", "kind", "points", "clause", "gloss", "source", "figures", "unit", "class")
"""Keys of a rule that are not parameters of its kind."""
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
    standards = _standards(mapping, findings)
    rules = _rules(mapping, {standard.id for standard in standards}, overrides, findings)
    total = _figure(mapping, "total", mapping.mark, findings) or sum((s.points for s in standards), Fraction(0))
    valid_from = _day(mapping, "valid_from", findings)
    valid_to = _day(mapping, "valid_to", findings)
    if valid_from is None:
        findings.error("pack_valid_from", mapping.mark)
    _check_sums(mapping, total, standards, rules, findings)
    if findings.failed or valid_from is None:
        return None
    bands = mapping.get("bands")
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
        found = normal.read_date(text)
    except normal.Impossible:
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


def _standards(mapping: Written, findings: Findings) -> tuple[Standard, ...]:
    node = mapping.get("standards")
    if not isinstance(node, Written) or not node.pairs:
        findings.error("pack_standards", mapping.mark)
        return ()
    made: list[Standard] = []
    for key, value in node.pairs:
        points = _figure(value, "points", key.mark, findings) if isinstance(value, Written) else None
        if points is None or not isinstance(value, Written):
            findings.error("pack_standard", key.mark, standard=key.text)
        else:
            made.append(Standard(key.text, _text(value, "name") or key.text, points))
    return tuple(made)


def _rules(
    mapping: Written, standards: set[str], overrides: Mapping[str, Written], findings: Findings
) -> tuple[Rule, ...]:
    node = mapping.get("rules")
    if not isinstance(node, Listing):
        findings.error("pack_rules", mapping.mark)
        return ()
    made: dict[str, Rule] = {}
    for item in node.items:
        rule = _rule(item, standards, overrides, findings) if isinstance(item, Written) else None
        if rule is None:
            findings.error("pack_rule", item.mark)
        elif rule.id in made:
            findings.error("pack_rule_twice", rule.mark, rule=rule.id)
        else:
            made[rule.id] = rule
    for rule_id in overrides:
        if rule_id not in made:
            findings.warning("config_rule_unknown", mapping.mark, rule=rule_id)
    return tuple(made.values())


def _rule(item: Written, standards: set[str], overrides: Mapping[str, Written], findings: Findings) -> Rule | None:
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
    unit = _text(item, "unit") or "branch"
    own = tuple(key for key in OWN if key != "unit" or unit == "committee")
    return Rule(
        id=rule_id,
        standard=standard,
        kind=kind,
        points=_figure(item, "points", item.mark, findings),
        parameters=Written(tuple(pair for pair in item.pairs if pair[0].text not in own), item.mark),
        mark=item.mark,
        clause=_clauses(item.get("clause")),
        gloss=_gloss(item.get("gloss")),
        source=source,
        figures=_text(item, "figures") or source,
        unit="committee" if unit == "committee" else "branch",
        audience=audience,
        local=local,
    )


def _clauses(node: Node | None) -> tuple[str, ...]:
    if isinstance(node, Listing):
        return tuple(item.text for item in node.items if isinstance(item, Scalar))
    return (node.text,) if isinstance(node, Scalar) and not node.empty else ()


def _gloss(node: Node | None) -> dict[str, str]:
    if isinstance(node, Written):
        return {key.text: value.text for key, value in node.pairs if isinstance(value, Scalar)}
    return {"zh": node.text} if isinstance(node, Scalar) and not node.empty else {}


def _check_sums(
    mapping: Written,
    total: Fraction,
    standards: tuple[Standard, ...],
    rules: tuple[Rule, ...],
    findings: Findings,
) -> None:
    """A pack whose points do not add up to its stated totals is an error (design §4)."""
    summed = sum((standard.points for standard in standards), Fraction(0))
    if summed != total:
        findings.error("pack_total", _mark(mapping, "total"), total=_shown(total), sum=_shown(summed))
    for standard in standards:
        points = sum((r.points for r in rules if r.standard == standard.id and r.points is not None), Fraction(0))
        if points != standard.points:
            findings.error(
                "pack_sum",
                _mark(mapping, "standards"),
                standard=standard.id,
                total=_shown(standard.points),
                sum=_shown(points),
            )


def _shown(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else str(float(value))
