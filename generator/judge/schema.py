"""The JSON Schema of packs, made from what the kinds say of their parameters, so that an editor can help writing one.

`content/standards/pack.schema.json` is this text; a test says when it is out of date.
"""

from __future__ import annotations

import dataclasses
import json

from generator.judge.kind import Kind
from generator.judge.kinds import kinds
from generator.judge.parameters import FIGURE, Schema, parameters_of, schema_of
from generator.judge.parameters import month_day as a_day
from generator.types import Audience, registry

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DATE: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_ID: Schema = {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_-]*$"}
_NAME: Schema = {"type": ["string", "integer"]}
_WORDS: Schema = {"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]}
_CLASSES = [str(each) for each in Audience]
_SOURCES = ["plan", "regulation", "local"]
_FIGURE: Schema = {"$ref": "#/$defs/figure"}
_FIGURES: Schema = {"type": "object", "additionalProperties": _FIGURE}
_OWN: Schema = {
    "id": _ID,
    "name": _WORDS,
    "standard": {"type": ["string", "integer", "null"]},
    "item": _NAME,
    "points": {"anyOf": [_FIGURE, {"type": "null"}]},
    "clause": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
    "gloss": _WORDS,
    "source": {"enum": _SOURCES},
    "figures": {"enum": _SOURCES},
    "reading": _WORDS,
    "class": {"enum": _CLASSES},
    "valid_from": _DATE,
}
"""What any rule may say, whatever its kind."""


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _object(properties: Schema, *required: str) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _rule(name: str, kind: type[Kind]) -> Schema:
    """A rule of the kind: what any rule may say, and the kind's own parameters."""
    parameters = parameters_of(kind)
    needed = [key for key, found in parameters.items() if found.default is dataclasses.MISSING]
    own = {key: schema_of(found.metadata["reader"]) for key, found in parameters.items()}
    units = own.get("unit", {}).get("enum", ["branch"])
    return _object(
        {
            **{key: {"$ref": f"#/$defs/rule_{key}"} for key in _OWN},
            "kind": {"const": name},
            **own,
            "unit": {"enum": sorted({*units, "branch", "committee"})},
        },
        *("id", "kind"),
        *needed,
    )


def pack_schema() -> Schema:
    """The schema of a pack, a definition for each kind."""
    known = dict(sorted(kinds().items()))
    choose = [{"if": {"properties": {"kind": {"const": name}}}, "then": {"$ref": f"#/$defs/{name}"}} for name in known]
    rule: Schema = {
        "type": "object",
        "properties": {"kind": {"enum": list(known)}},
        "required": ["id", "kind"],
        "allOf": choose,
    }
    standard = _object(
        {"name": {"type": "string"}, "en": {"type": "string"}, "points": _or_null(_FIGURE), "out_of": _FIGURE},
        "points",
    )
    item = _object({"standard": _NAME, "points": _FIGURE, "name": {"type": "string"}}, "standard", "points")
    recommendable = _object(
        {"grade": {"type": "string"}, "rules": {"type": "array", "items": _ID}, "latest_within_months": _FIGURES}
    )
    elsewhere = _object({"clause": {"type": "string"}, "where": {"type": "string"}, "note": _WORDS}, "clause")
    properties: Schema = {
        "id": _ID,
        "title": {"type": "string"},
        "valid_from": _DATE,
        "valid_to": _or_null(_DATE),
        "year": _object({"from": schema_of(a_day)}, "from"),
        "total": _or_null(_FIGURE),
        "bands": _FIGURES,
        "recommendable": recommendable,
        "note": _WORDS,
        "standards": {"type": "object", "additionalProperties": standard, "minProperties": 1},
        "items": {"type": "object", "additionalProperties": item},
        "bonus": _object({"cap": _FIGURE, "above_total": {"type": "boolean"}}),
        "deduction": _object({"cap": _FIGURE}),
        "rules": {"type": "array", "items": rule},
        "elsewhere": {"type": "array", "items": elsewhere},
    }
    definitions: dict[str, Schema] = {"type": {"enum": sorted(registry().types)}, "figure": FIGURE}
    definitions |= {f"rule_{key}": schema for key, schema in _OWN.items()}
    definitions |= {name: _rule(name, kind) for name, kind in known.items()}
    return {
        "$schema": DIALECT,
        "title": "Rule pack",
        **_object(properties, "id", "valid_from", "standards", "rules"),
        "$defs": definitions,
    }


def text() -> str:
    """The schema as the file holds it."""
    return json.dumps(pack_schema(), ensure_ascii=False, indent=2) + "\n"
