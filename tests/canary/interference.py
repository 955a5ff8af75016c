"""Changes of what an audience may not see: of each record the values that are closed to it, and nothing else."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from generator.types import Audience, Field, registry
from generator.types.audience import narrowest
from tests.canary.marked_root import MarkedRoot, Written, disclosed, filler_class
from tests.publish.served import served

LEFT = ("type", "date", "audience", "draft", "month", "covers", "covers_year")
"""What makes it the one it is: on another day than its file says it is refused, for another time it may not count."""
_TOGETHER = {
    **{"on_leave": 1, "absent": -1},
    **{"ballots.excellent": 1, "ballots.qualified": -1, "ballots.basically_qualified": 1, "ballots.unqualified": -2},
    **{"not_appraised": 1, "ballots.good": 1, "ballots.fairly_good": -1, "ballots.average": 1, "ballots.poor": -2},
    **{"ballots.abstain": 1, "accounts.income": 2},
}
"""Figures whose sum a check holds to: what one gains others lose; any other figure gains one."""
GROUPS = (
    ("expected", "present", "on_leave", "absent"),
    ("ballots", "not_appraised"),
    ("accounts",),
    ("roster_count", "checked_count"),
)
"""Fields that a check holds together, and that change together."""


def closed_paths(record: Written, reader: Audience) -> list[str]:
    """The fields of the record, and the parts of fields, that the reader may not see."""
    return [path for path, who, _ in _leaves(record) if who is None or not reader.sees(who)]


def changed(root: MarkedRoot, record: Written, reader: Audience, only: Container[str] | None = None) -> bool:
    """Writes the record anew with other values, each as good as the one before, where the reader may not see them.

    Of a record that is closed to it whole everything changes but its name. With `only` it is these fields, of what
    stands below them, too. Whether anything changed.
    """
    whole = record.audience is None or not reader.sees(record.audience)
    if whole and only is None:
        root.write_anew(record)
        return True
    closed = {path for path in closed_paths(record, reader) if only is None or path.partition(".")[0] in only}
    values = {name: _other(name, value, closed - {"attachments"}) for name, value in record.values.items()}
    own = registry().types[record.type]
    text_class = filler_class(record.audience, Audience.PUBLIC if disclosed(own) else own.text)
    other = (only is None or "body" in only) and (text_class is None or not reader.sees(text_class))
    root.write_record(record, values, "另外的内容" if other else record.text, "attachments" in closed)
    return bool(closed) or other


def snapshot(site: Path) -> dict[str, bytes]:
    """Every file that is served, by its address."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in served(site)}


def moved(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[str]:
    """The addresses that have other bytes, came or went; those below `latest` are the same once more."""
    return [
        each
        for each in sorted({*before, *after})
        if before.get(each) != after.get(each) and not each.startswith("latest/")
    ]


def _leaves(record: Written) -> Iterator[tuple[str, Audience | None, Field]]:
    """Each field with a value and who may read it, parts by themselves."""
    declared: dict[str, Field] = {}
    for each in registry().fields_of((record.type,)):
        declared.setdefault(each.id, each)
    for name in record.values:
        if name in declared and name not in LEFT:
            yield from _below(declared[name], name, record.audience)


def _below(declared: Field, path: str, above: Audience | None) -> Iterator[tuple[str, Audience | None, Field]]:
    who = None if above is None else narrowest([declared.audience, above])
    if declared.fields:
        for name, inner in declared.fields.items():
            yield from _below(inner, f"{path}.{name}", who)
    else:
        yield path, who, declared


def _other(path: str, value: Any, closed: set[str]) -> Any:
    """The value with everything at closed paths changed."""
    if isinstance(value, Mapping):
        if path in closed:
            return {_other_word(name): each + 1 for name, each in value.items()}
        return {name: _other(f"{path}.{name}", each, closed) for name, each in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return [_other(path, each, closed) for each in value]
    if path not in closed:
        return value
    if isinstance(value, list):
        return [_other_word(each) for each in value]
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value + _TOGETHER.get(path, 1 if value >= 10_000 else 0)
    return _other_word(value)


def _other_word(word: Any) -> Any:
    try:
        return (date.fromisoformat(word) + timedelta(days=1)).isoformat()
    except (TypeError, ValueError):
        pass
    if isinstance(word, str) and word.startswith("zq"):
        return f"zx{word[2:]}"
    return word
