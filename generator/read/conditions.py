"""`recommendable` of a pack: what it asks for before a branch is recommended."""

from __future__ import annotations

from collections.abc import Sequence

from generator.model.grading import Requirement
from generator.model.node import Listing, Mapping, Node, Scalar
from generator.types.findings import Findings

_OWN = ("grade", "rules", "latest_within_months")


def read_requirement(
    node: Node | None, rules: Sequence[str], grades: Sequence[str], findings: Findings
) -> Requirement | None:
    """The requirement; None where none is written. A rule or grade nobody knows is an error, and so is no number."""
    if node is None or (isinstance(node, Scalar) and node.empty):
        return None
    if not isinstance(node, Mapping):
        findings.error("not_a_mapping", node.mark)
        return None
    for key, _ in node.pairs:
        if key.text not in _OWN:
            figures = {"rule": "recommendable", "kind": "pack", "parameter": key.text, "known": "、".join(_OWN)}
            findings.error("parameter_unknown", key.mark, **figures)
    grade, named, months = (node.get(name) for name in _OWN)
    if not isinstance(grade, Scalar) or grade.empty:
        findings.error("parameter_missing", node.mark, rule="recommendable", kind="pack", parameter="grade")
        return None
    if grade.text not in grades:
        findings.error("pack_choice", grade.mark, key="grade", options="、".join(grades) or "—")
    items = named.items if isinstance(named, Listing) else () if named is None else (named,)
    chosen = [item for item in items if isinstance(item, Scalar)]
    within: dict[str, int] = {}
    for key, value in months.pairs if isinstance(months, Mapping) else ():
        chosen.append(key)
        if isinstance(value, Scalar) and value.text.isascii() and value.text.isdigit():
            within[key.text] = int(value.text)
        else:
            findings.error("pack_figure", value.mark, key=key.text)
    for item in chosen:
        if item.text not in rules:
            findings.error("rule_unknown", item.mark, rule=item.text)
    return Requirement(grade.text, tuple(dict.fromkeys(item.text for item in chosen)), within)
