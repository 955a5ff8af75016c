"""What the rules of a pack ask for in a round of the grading: what nobody asks for is not shown as missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.model.node import plain
from generator.model.pack import Pack


def demanded(pack: Pack, round_name: str) -> frozenset[str]:
    """The types of record that some rule needs for the round."""
    return frozenset(each for rule in pack.rules for each in _needed(plain(rule.parameters), round_name))


def _needed(written: object, round_name: str) -> Iterator[str]:
    rule = written if isinstance(written, Mapping) else {}
    needs = rule.get("need")
    for each in needs if isinstance(needs, list) else ():
        detail = each if isinstance(each, Mapping) else {"type": each}
        if (_round(detail) or _round(rule)) == round_name:
            yield str(detail.get("type"))


def _round(written: Mapping[str, object]) -> object:
    where = written.get("where")
    return where.get("round") if isinstance(where, Mapping) else None
