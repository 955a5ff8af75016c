"""Reads one of the single YAML files (organization, configuration, calendar, lists) by its declaration."""

from __future__ import annotations

from pathlib import Path

from generator.model.node import Mapping, plain
from generator.read.fields import Typed, read_fields
from generator.read.nodes import read_mapping
from generator.read.text import read_text
from generator.types import registry
from generator.types.findings import Findings


def read_document(kind: str, path: Path, findings: Findings) -> tuple[Typed, Mapping] | None:
    """The typed document and its nodes; None with an error found where it cannot be understood at all."""
    mapping = read_nodes(path, findings)
    if mapping is None:
        return None
    fields = registry().documents[kind].fields
    by_name = {name: each for each in fields.values() for name in each.names}
    return read_fields(mapping, by_name.get, by_name, findings), mapping


def read_nodes(path: Path, findings: Findings) -> Mapping | None:
    """The document's nodes, not yet typed; None with an error found."""
    if not path.is_file():
        findings.error("missing_file")
        return None
    text = read_text(path, findings)
    return read_mapping(text, findings) if text is not None else None


def as_plain(mapping: Mapping) -> dict[str, object]:
    """The document as plain lists, dictionaries and strings."""
    found = plain(mapping)
    assert isinstance(found, dict)
    return found
