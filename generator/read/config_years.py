"""What site_config.yml says of each year: its keys, and over them what `years` says from some year on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.model.node import Listing, Node, Scalar
from generator.model.node import Mapping as Written
from generator.types import Field
from generator.types.spelling import read_year


def layers(written: Node | None) -> list[tuple[int, Written]]:
    """What is written by year, in the order of the years."""
    pairs = written.pairs if isinstance(written, Written) else ()
    found = ((read_year(key.text), node) for key, node in pairs)
    return sorted(
        ((year[0], node) for year, node in found if year and isinstance(node, Written)), key=lambda one: one[0]
    )


def laid_over(base: Written, layer: Written, fields: Mapping[str, Field]) -> Written:
    """What holds once the layer does too: part by part, and of local figures rule by rule.

    What a layer leaves empty is as if nobody had ever written it.
    """
    pairs = {fields[key.text].id: (key, node) for key, node in base.pairs}
    for key, node in layer.pairs:
        field = fields[key.text]
        before = pairs[field.id][1] if field.id in pairs else None
        if isinstance(before, Written) and isinstance(node, Written):
            if field.kind == "parts":
                node = laid_over(before, node, field.by_name)
            elif field.kind == "rules":
                node = _rules_over(before, node)
        pairs[field.id] = key, node
    return Written(tuple(pairs.values()), layer.mark)


def _rules_over(base: Written, layer: Written) -> Written:
    """The figures of both, the layer's after the others; of a rule it leaves empty none."""
    pairs = {key.text: (key, node) for key, node in base.pairs}
    for key, node in layer.pairs:
        before = pairs[key.text][1] if key.text in pairs else None
        if before is not None and not (isinstance(node, Scalar) and node.empty):
            node = Listing((*_entries(before), *_entries(node)), node.mark)
        pairs[key.text] = key, node
    return Written(tuple(pairs.values()), layer.mark)


def _entries(node: Node) -> Iterator[Node]:
    if isinstance(node, Listing):
        yield from node.items
    elif not (isinstance(node, Scalar) and node.empty):
        yield node
