"""The catalogue of disclosure in site_config.yml, or the one the declaration gives."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.disclosure import Disclosure, Item
from generator.model.node import Mark
from generator.read.fields import read_value
from generator.read.nodes import read_mapping
from generator.types import registry
from generator.types.findings import Findings


def read_disclosure(values: Mapping[str, object], mark: Mark, findings: Findings) -> Disclosure:
    """The catalogue; two items of one key are an error at `mark`."""
    fields = registry().documents["site_config"].fields["disclosure"].fields
    entries = values.get("items")
    given = isinstance(entries, tuple)
    if not given:
        written = read_mapping(f"items: {fields['items'].default}", findings)
        node = written.get("items") if written else None
        entries = read_value(fields["items"], node, findings) if node else ()
    items = tuple(_item(entry) for entry in (entries if isinstance(entries, tuple) else ()))
    keys = [each.key for each in items]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        findings.error("disclosure_item_twice", mark, item=key)
    within = values.get("within_days", fields["within_days"].default)
    return Disclosure(items, int(str(within)), given)


def _item(entry: Mapping[str, object]) -> Item:
    every = entry.get("every")
    return Item(str(entry.get("key")), str(entry.get("name")), str(entry.get("type")), str(every) if every else None)
