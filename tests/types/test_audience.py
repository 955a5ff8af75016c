"""The table of audiences: every one has its row, and nothing else decides by the name of one."""

from __future__ import annotations

import ast
from dataclasses import fields
from pathlib import Path

import pytest

from generator.types import Audience
from generator.types.audience import UNSAID, Rights, narrowest

GENERATOR = Path(__file__).resolve().parents[2] / "generator"


@pytest.mark.parametrize("audience", list(Audience))
def test_every_audience_has_its_row(audience: Audience) -> None:
    assert audience.may.fields in Audience
    assert audience.sees(audience.may.fields)


def test_who_sees_a_narrower_class_sees_no_less_beside_it() -> None:
    rights = [each.name for each in fields(Rights) if each.name != "fields"]
    for wide in Audience:
        for narrow in Audience:
            if narrow.sees(wide):
                assert all(getattr(narrow.may, name) >= getattr(wide.may, name) for name in rights)


def test_classes_in_order() -> None:
    assert narrowest([Audience.MEMBERS, Audience.PUBLIC]) is Audience.MEMBERS
    assert narrowest(Audience) is UNSAID
    assert [each for each in Audience if each.is_everybody] == [Audience.PUBLIC]


def test_nothing_else_decides_by_the_name_of_an_audience() -> None:
    found = set()
    for path in GENERATOR.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Compare):
                sides = [ast.unparse(each) for each in (node.left, *node.comparators)]
                found |= {f"{path.name}: {side}" for side in sides if side.startswith("Audience.")}
    assert not found
