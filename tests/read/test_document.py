"""Dataclasses built from declarations: every field has its key, every key its field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

import pytest

from generator.model.config import Config, YearConfig
from generator.model.disclosure import Disclosure
from generator.model.grading import Grading
from generator.model.node import Mapping
from generator.model.pack import Pack, Rule
from generator.model.values import Values, at
from generator.read.document import build
from generator.read.nodes import read_mapping
from generator.types import Field, registry
from generator.types.findings import Findings
from generator.types.kind import read_fields
from generator.types.kinds import KINDS

DOCUMENTS = registry().documents
COMPUTED = {
    Config: {"canonical", "years", "demonstration", "site_addresses"},
    YearConfig: {"canonical", "campaign"},
    Grading: {"few_to_organization", "marks"},
    Disclosure: {"local"},
    Pack: {"file", "canonical"},
    Rule: {"parameters", "mark", "kind_mark", "local"},
}
"""What no key says by itself."""
UNREAD = {
    "campaigns": "each year's campaign",
    "years": "layers over all other keys",
    "rounds/below_minimum": "few_to_organization",
    "feed/address": "site_addresses",
    "feed/members": "site_addresses",
    "feed/committee": "site_addresses",
}


def paths(declared: Field, above: str = "") -> Iterator[str]:
    """The path of each key that is no group of others."""
    for each in declared.fields.values():
        path = f"{above}{each.id}"
        yield from paths(each, f"{path}/") if each.kind == "parts" else (path,)


def said(made: type[Any], declared: Field) -> dict[str, str]:
    """The path of every field that a key says, by the field's name."""
    found = {each.name: each.metadata.get("at", each.name) for each in fields(made)}
    return {name: path for name, path in found.items() if name not in COMPUTED[made]}


@pytest.mark.parametrize(
    ("made", "declared"),
    [
        (Config, DOCUMENTS["site_config"]),
        (YearConfig, DOCUMENTS["site_config"]),
        (Grading, DOCUMENTS["site_config"].fields["rounds"]),
        (Disclosure, DOCUMENTS["site_config"].fields["disclosure"]),
        (Pack, DOCUMENTS["pack"]),
        (Rule, DOCUMENTS["pack"].fields["rules"]),
    ],
)
def test_every_field_has_its_key(made: type[Any], declared: Field) -> None:
    for name, path in said(made, declared).items():
        within = declared
        for part in path.split("/"):
            assert part in within.fields, name
            within = within.fields[part]


def test_every_key_of_the_configuration_has_its_field() -> None:
    config = DOCUMENTS["site_config"]
    taken = {*said(Config, config).values(), *said(YearConfig, config).values()} - {"rounds", "disclosure"}
    taken |= {f"rounds/{path}" for path in said(Grading, config.fields["rounds"]).values()}
    taken |= {f"disclosure/{path}" for path in said(Disclosure, config.fields["disclosure"]).values()}
    left = [path for path in paths(config) if not any(f"{path}/".startswith(f"{each}/") for each in taken)]
    assert sorted(set(left)) == sorted(UNREAD)


@dataclass(frozen=True)
class Lamp:
    watts: int
    colour: str = at("look/colour", "white")


@dataclass(frozen=True)
class Room:
    name: str
    lamps: tuple[Lamp, ...] = ()
    door: str | None = at("entry/door", None)


def test_what_is_written_what_is_declared_and_what_the_dataclass_says() -> None:
    colour = Field("colour", ("色",), "Colour", KINDS["text"])
    look = Field("look", ("样子",), "Look", KINDS["parts"], fields={"colour": colour})
    watts = Field("watts", ("瓦",), "Watts", KINDS["count"], default="40")
    door = Field("door", ("门",), "Door", KINDS["text"])
    room = Field(
        *("room", ("房间",), "Room", KINDS["parts"]),
        fields={
            "name": Field("name", ("名",), "Name", KINDS["text"]),
            "lamps": Field("lamps", ("灯",), "Lamps", KINDS["entries"], fields={"watts": watts, "look": look}),
            "entry": Field("entry", ("口",), "Entry", KINDS["parts"], fields={"door": door}),
        },
    )
    mapping = read_mapping("名: 甲\n灯: [{瓦: 60人}, {look: {色: red}}]\n", Findings("a"))
    assert isinstance(mapping, Mapping)
    known, Values.declared = Values.declared, frozenset()
    try:
        found = build(Room, room, read_fields(mapping, room.by_name, Findings("a")))
    finally:
        Values.declared = known
    assert found == Room("甲", (Lamp(60), Lamp(40, "red")))
