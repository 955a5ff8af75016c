"""To whom a file may be named that an error keeps out: where nobody can tell, to the office alone (design §7)."""

from __future__ import annotations

from dataclasses import replace

from generator.model.node import Mapping as Written
from generator.model.values import Values
from generator.types import Audience, Field, registry
from generator.types.audience import UNSAID, narrowest
from generator.types.findings import Findings

_NARROW = ("audience", "draft")
"""Fields by which a record says itself that few may open it."""


def named_to(mapping: Written, types: tuple[str, ...], values: Values, findings: Findings) -> None:
    """Tells with every problem of a refused record the class it would have, had it been read.

    The class stands only where everything is there that makes it: a name nobody knows may have been meant for the
    circle of readers, and a word nobody knows for a narrower one.
    """
    known = registry()
    names = known.fields_by_name(types)
    written = [names[key.text].meant(node) if key.text in names else None for key, node in mapping.pairs]
    fields = [each for each in written if each is not None]
    declared = [known.types[each] for each in types]
    if (
        len(fields) < len(written)
        or any(each.restricted or each.folder == "committee" for each in declared)
        or values.flag("draft")
        or any(_narrows(each) and not values.says(each.id) for each in fields)
    ):
        return
    classes = [each.audience for each in declared]
    classes += [choice.audience for each in fields for choice in each.choices if choice.id == values.of(each.id)]
    classes += [_class(values.text("audience"))] if values.says("audience") else []
    findings.problems = [replace(each, audience=str(narrowest(classes))) for each in findings.problems]


def _narrows(field: Field) -> bool:
    return field.id in _NARROW or any(not each.audience.is_everybody for each in field.choices)


def _class(word: str) -> Audience:
    return next((each for each in Audience if each == word), UNSAID)
