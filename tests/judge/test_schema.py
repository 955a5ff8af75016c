"""pack.schema.json: as generated, and every pack of the project conforms to it (design §4)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.judge.kinds import kinds
from generator.judge.parameters import parameters_of, schema_of
from generator.judge.schema import pack_schema, text

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "content/standards/pack.schema.json"
PACKS = sorted([*(ROOT / "content/standards").glob("*.yml"), *(ROOT / "tests/packs").glob("*.yml")])
KEYWORDS = {
    *("$ref", "type", "enum", "const", "pattern", "minimum", "anyOf", "allOf", "if", "then", "properties", "required"),
    *(
        "additionalProperties",
        "minProperties",
        "items",
        "prefixItems",
        "minItems",
        "maxItems",
        "propertyNames",
        "maximum",
    ),
}
TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


class _Loader(yaml.SafeLoader):
    """YAML as JSON and editors have it: a day is a string, and so are yes, no, on and off."""


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in found
        if tag != "tag:yaml.org,2002:timestamp" and (tag != "tag:yaml.org,2002:bool" or first in "tTfF")
    ]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def loaded(source: str) -> Any:
    """The text as JSON would have it: keys are strings."""
    return json.loads(json.dumps(yaml.load(source, Loader=_Loader)))


def _is(value: Any, name: str) -> bool:
    """Whether it is of the type; true and false are no numbers."""
    return isinstance(value, TYPES[name]) and isinstance(value, bool) == (name == "boolean")


def faults(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str = "") -> Iterator[str]:
    """Where the value is not as the schema says, for the keywords that this schema uses."""
    assert schema.keys() - KEYWORDS <= {"$schema", "$defs", "title", "description"}, schema.keys() - KEYWORDS
    if "$ref" in schema:
        yield from faults(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, at)
    if "type" in schema:
        named = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        if not any(_is(value, name) for name in named):
            yield f"{at}: {value!r} is not {named}"
            return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is not one of {schema['enum']}"
    if "const" in schema and value != schema["const"]:
        yield f"{at}: {value!r} is not {schema['const']!r}"
    if "pattern" in schema and isinstance(value, str) and not re.search(schema["pattern"], value):
        yield f"{at}: {value!r} does not match {schema['pattern']}"
    if "minimum" in schema and isinstance(value, int | float) and value < schema["minimum"]:
        yield f"{at}: {value} is below {schema['minimum']}"
    if "maximum" in schema and isinstance(value, int | float) and value > schema["maximum"]:
        yield f"{at}: {value} is above {schema['maximum']}"
    if "anyOf" in schema and all(list(faults(value, each, root, at)) for each in schema["anyOf"]):
        yield f"{at}: {value!r} fits none of the forms"
    for each in schema.get("allOf", ()):
        yield from faults(value, each, root, at)
    if "if" in schema and not list(faults(value, schema["if"], root, at)):
        yield from faults(value, schema["then"], root, at)
    if isinstance(value, dict):
        yield from _in_object(value, schema, root, at)
    if isinstance(value, list):
        yield from _in_array(value, schema, root, at)


def _in_object(value: dict[str, Any], schema: dict[str, Any], root: dict[str, Any], at: str) -> Iterator[str]:
    for key in schema.get("required", ()):
        if key not in value:
            yield f"{at}: {key} is missing"
    if len(value) < schema.get("minProperties", 0):
        yield f"{at}: is empty"
    for key in value if "propertyNames" in schema else ():
        yield from faults(key, schema["propertyNames"], root, at)
    known, rest = schema.get("properties", {}), schema.get("additionalProperties", {})
    for key, inner in value.items():
        if key in known:
            yield from faults(inner, known[key], root, f"{at}.{key}")
        elif rest is False:
            yield f"{at}: {key} is not known"
        else:
            yield from faults(inner, rest, root, f"{at}.{key}")


def _in_array(value: list[Any], schema: dict[str, Any], root: dict[str, Any], at: str) -> Iterator[str]:
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        yield f"{at}: has {len(value)} entries"
    first = schema.get("prefixItems", [])
    for number, inner in enumerate(value):
        yield from faults(
            inner, first[number] if number < len(first) else schema.get("items", {}), root, f"{at}[{number}]"
        )


def test_the_file_is_current() -> None:
    remake = "python -c 'from generator.judge.schema import text; print(text(), end=str())'"
    assert FILE.read_text("utf-8") == text(), f"make it anew: {remake} > {FILE.relative_to(ROOT)}"


@pytest.mark.parametrize("pack", PACKS, ids=lambda path: path.stem)
def test_every_pack_conforms(pack: Path) -> None:
    schema = json.loads(FILE.read_text("utf-8"))
    assert list(faults(loaded(pack.read_text("utf-8")), schema, schema)) == []


def test_every_kind_and_parameter_is_described() -> None:
    schema = pack_schema()
    for name, kind in kinds().items():
        properties = schema["$defs"][name]["properties"]
        for parameter, field in parameters_of(kind).items():
            assert parameter in properties
            if parameter not in ("need", "unit"):
                assert schema_of(field.metadata["reader"]), f"{name}.{parameter}"


GOOD = """\
id: small
valid_from: 2016-01-01
standards: {1: {name: 一, points: 4}}
rules:
- {id: A1, standard: 1, kind: cadence, points: 4, types: [member_meeting], period: quarter}
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: cadence", "kind: cadenza"),
        ("period: quarter", "period: fortnight"),
        ("period: quarter", "perod: quarter"),
        (", period: quarter", ""),
        ("[member_meeting]", "[staff_meeting]"),
        ("[member_meeting]", "member_meeting"),
        ("period: quarter", "period: quarter, min: -1"),
        ("period: quarter", "period: quarter, scoring: half"),
        ("period: quarter", "period: quarter, scoring: {per_mis: 2}"),
        ("period: quarter", "period: quarter, scoring: {levels: {good: 2}}"),
        ("period: quarter", "period: quarter, within: [10-01]"),
        ("points: 4}}", "points: four}}"),
        ("valid_from: 2016-01-01", "valid_from: 2016"),
        ("id: small", "id: small\nrule: []"),
    ],
)
def test_what_does_not_fit_is_told(old: str, new: str) -> None:
    schema = json.loads(json.dumps(pack_schema()))
    assert list(faults(loaded(GOOD), schema, schema)) == []
    assert old in GOOD
    assert list(faults(loaded(GOOD.replace(old, new, 1)), schema, schema)) != []
