"""JSON Schemas of everything people write but packs, made from the declarations, so that an editor can help writing.

`content/schemas/` holds these texts, by the names given here; a test says when they are out of date.
"""

from __future__ import annotations

import json
import re

from generator.types.declaration import RecordType
from generator.types.field import Field, Schema
from generator.types.kinds import KINDS
from generator.types.registry import registry

DIALECT = "https://json-schema.org/draft/2020-12/schema"
RECORD = "record.schema.json"
DOCUMENTS = ("calendar", "organization", "rectification", "site_config")
"""Packs have theirs from the kinds of rules."""
_LIST, _OBJECT = re.compile(r"\[\n[^][{}]*\]"), re.compile(r"\{\n[^{}]*\}")


def schemas() -> dict[str, str]:
    """Every schema as its file holds it, by the file's name: of each document, of any record, of each type."""
    known = registry()
    documents = {f"{name}.schema.json": _document(known.documents[name]) for name in DOCUMENTS}
    types = {f"record.{each.id}.schema.json": _typed(each) for each in known.types.values()}
    made = documents | {RECORD: _record()} | types
    return {name: _text(schema) for name, schema in made.items()}


def _text(schema: Schema) -> str:
    """The schema with each of its smallest lists and objects on a line."""
    text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
    for small in (_LIST, _OBJECT):
        text = small.sub(
            lambda found: "".join(line.strip() + " " * line.endswith(",") for line in found[0].split("\n")), text
        )
    return text


def _document(declared: Field) -> Schema:
    return {"$schema": DIALECT, "title": declared.zh[0], **KINDS["parts"].schema(declared)}


def _typed(declared: RecordType) -> Schema:
    return {"$schema": DIALECT, "title": declared.zh[0], "$ref": f"{RECORD}#/$defs/{declared.id}"}


def _record() -> Schema:
    """A record: the fields of its type where it is of one; of several, names alone are looked at."""
    known = registry()
    chosen = [{"if": _of_type(each), "then": {"$ref": f"#/$defs/{each.id}"}} for each in known.types.values()]
    definitions: dict[str, Schema] = {"name": {"enum": list(known.fields_by_name(()))}}
    definitions |= {f"any.{each.id}": each.schema() for each in known.shared.values()} | {"any.type": _types()}
    for kind in known.types.values():
        definitions |= {f"{kind.id}.{each.id}": each.schema() for each in kind.fields.values()}
        definitions[kind.id] = _type(kind)
    whole = {"$schema": DIALECT, "title": "记录", "type": "object", "propertyNames": {"$ref": "#/$defs/name"}}
    return {**whole, "allOf": chosen, "$defs": definitions}


def _types() -> Schema:
    """The types of a record as they are declared, one or several of them."""
    names = {"enum": [name for each in registry().types.values() for name in (each.id, *each.zh)]}
    return {"anyOf": [names, {"type": "array", "items": names, "minItems": 1}]}


def _type(declared: RecordType) -> Schema:
    """A record of the type: its own fields, the shared ones, and whatever the names of others stand for."""
    shared = registry().shared
    fields = {name: {"$ref": f"#/$defs/any.{each.id}"} for each in shared.values() for name in each.names}
    for each in declared.fields.values():
        fields |= {name: {"$ref": f"#/$defs/{declared.id}.{each.id}"} for name in each.names}
    needed = [{"anyOf": [{"required": [name]} for name in shared[each].names]} for each in ("type", "date")]
    said = {"title": declared.zh[0], "description": declared.help["zh"], "type": "object"}
    return {**said, "properties": fields, "propertyNames": {"$ref": "#/$defs/name"}, "allOf": needed}


def _of_type(declared: RecordType) -> Schema:
    names = {"enum": [declared.id, *declared.zh]}
    return {"anyOf": [{"properties": {name: names}, "required": [name]} for name in registry().shared["type"].names]}
