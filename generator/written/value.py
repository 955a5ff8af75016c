"""One field's value as people write it: Chinese names of parts and choices, each figure in its agreed form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from generator.model.values import Values
from generator.types import Field, registry
from generator.types.kind import One
from generator.types.quantities import number_form

_GATES = {"met": "达到", "not_met": "未达到"}


def in_form(declared: Field, value: object) -> object:
    """The value as text, a list or parts: typed as it is read, or a text as somebody wrote it.

    Parts and rows are named by ids or by any of their names; what is None is left out.
    """
    if isinstance(value, Values) and value.words:
        return value.words
    if isinstance(value, Mapping):
        return dict(_parts(declared, value))
    if declared.kind == "times" and isinstance(value, tuple):
        return _one(declared, value)
    if isinstance(value, list | tuple):
        return [in_form(declared, each) for each in value if each is not None]
    return _one(declared, value)


def _parts(declared: Field, value: Mapping[str, object]) -> Iterable[tuple[str, object]]:
    for name, each in value.items():
        inner = declared.by_name.get(str(name))
        if each is not None:
            yield (str(name), in_form(declared, each)) if inner is None else (inner.zh[0], in_form(inner, each))


def _one(declared: Field, value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, str):
        return _said(declared, value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return number_form(value)
    return declared.form.form(value) if isinstance(value, tuple) and isinstance(declared.form, One) else str(value)


def _said(declared: Field, text: str) -> str:
    """The word for what was chosen, for a type, for a gate; any other text as it is."""
    if declared.kind == "types" and text in registry().types:
        return registry().types[text].zh[0]
    if declared.kind == "scores":
        return _GATES.get(text, text)
    choice = declared.choice(text)
    return choice.zh[0] if choice else text
