"""The single YAML files (organization, configuration, calendar, lists), read by their declarations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

from generator.model.node import Mapping as Written
from generator.model.values import Values
from generator.read.nodes import NO_NAMES, read_mapping
from generator.read.personal_numbers import tell_in_document
from generator.read.text import read_text
from generator.types import Field, registry
from generator.types.findings import Findings
from generator.types.kind import read_fields

Built = TypeVar("Built")


def read_document(kind: str, path: Path, findings: Findings) -> Values | None:
    """What the document says; None with an error found where it cannot be understood at all."""
    names = registry().documents[kind].by_name
    mapping = read_nodes(path, findings, names)
    tell_in_document(mapping, findings)
    return None if mapping is None else read_fields(mapping, names, findings)


def read_nodes(path: Path, findings: Findings, names: Mapping[str, Field] = NO_NAMES) -> Written | None:
    """The document's nodes, not yet typed; None with an error found. `names`: those at its top, if they are known."""
    if not path.is_file():
        findings.error("missing_file")
        return None
    text = read_text(path, findings)
    return read_mapping(text, findings, names=names) if text is not None else None


def build(made: type[Built], declared: Field, values: Values, **given: object) -> Built:
    """The dataclass of what is declared and written, each field under its name or the path its metadata give (`at`).

    What is not written has the default of the declaration, else that of the dataclass. What no document says is
    `given`.
    """
    hints = _hints(made)  # type: ignore[arg-type]
    for each in fields(made):  # type: ignore[arg-type]
        *way, name = each.metadata.get("at", each.name).split("/")
        inside, within = values, declared
        for part in way:
            inside, within = inside.parts(part), within.fields[part]
        if each.name not in given and name in within.fields:
            value = _value(hints[each.name], within.fields[name], inside)
            if value is not None or (each.default is MISSING and each.default_factory is MISSING):
                given[each.name] = value
    return made(**given)


@cache
def _hints(made: type) -> Mapping[str, Any]:
    """The types of its fields; found once, for a pack is built of many rules."""
    return get_type_hints(made)


def _value(hint: Any, declared: Field, values: Values) -> object | None:
    parts = values.parts(declared.id)
    inner: Any = next((each for each in (hint, *get_args(hint)) if is_dataclass(each)), None)
    if declared.kind == "parts" and inner:
        return build(inner, declared, parts) if all(map(parts.says, declared.needs)) else None
    if declared.kind == "parts":
        return figures(declared, values)
    value: Any = values.of(declared.id)
    value = declared.by_default() if value is None else value
    if declared.kind in ("scores", "figures"):
        return parts.figures()
    rows = value if declared.kind == "entries" and inner else ()
    return tuple(build(inner, declared, row) for row in rows or ()) or value


def figures(declared: Field, values: Values) -> Mapping[str, Any]:
    """Every figure that the parts of the field can name, the default where it is not written."""
    return {name: _value(None, each, values.parts(declared.id)) for name, each in declared.fields.items()}
