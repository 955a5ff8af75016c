"""The example of every type stands as it is, counts, and proves what rules look for in its type."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.judge.records.uncounted import uncounted
from generator.types import RecordType, registry
from generator.types.example import example
from generator.types.offered import offered
from generator.workspace.workspace import Workspace
from tests.commands.test_new import with_what_examples_name
from tests.school import CAMPAIGN, PRIVATE, School, branch
from tests.sweep import over

TYPES = tuple(registry().types.values())
each_type = over("kind", TYPES, lambda kind: kind.id)
END = "2018-02-28"


def with_example(root: Path, kind: RecordType) -> School:
    """A school with the example, and with the records that it names."""
    school = School(root, branch(groups=["g1", "g2"], probationary=1), branch("xinxi"), config={**CAMPAIGN, **PRIVATE})
    if kind.id in ("public_notice", "objection", "commendation"):
        with_what_examples_name(school, kind)
    made = example(kind, registry())
    school.write(f"{'private' if kind.restricted else 'records'}/{made.path}", made.text("照平常写。"))
    return school


def proofs(status: dict[str, Any], record: str) -> Iterator[tuple[str, list[str]]]:
    """The rules whose evidence the record is, each with the states of the windows that it is in."""
    for unit in (status["committee"], *status["branches"].values()):
        for rule, found in unit["rules"].items():
            windows = [each["status"] for each in found["windows"] if record in each["evidence"]]
            parts = [part for part in found.get("parts", ()) if record in part["evidence"]]
            if windows or parts or record in found["evidence"]:
                yield rule, windows


@each_type
def test_it_stands_counts_and_proves_what_it_is_for(tmp_path: Path, kind: RecordType) -> None:
    school = with_example(tmp_path / kind.id, kind)
    assert school.check()[1]["problems"] == []
    workspace = Workspace(school.root, school.root, "zh")
    assert not uncounted(workspace.records, workspace.frame.organization, date.fromisoformat(END))
    asking = {rule for rule, how in workspace.compiled(2017).kinds.items() if kind.id in how.types()}
    record = example(kind, registry()).path.removesuffix(".md")
    proved = dict(proofs(school.status(as_of=END), record))
    assert bool(asking & proved.keys()) is bool(asking), (asking, proved)
    assert {state for windows in proved.values() for state in windows} <= {"pass", "target_met"}


def test_the_records_of_most_types_are_asked_for(tmp_path: Path) -> None:
    """That the test above asks for something."""
    kinds = Workspace(with_example(tmp_path, TYPES[0]).root, None, "zh")
    asked = {each for how in kinds.compiled(2017).kinds.values() for each in how.types()}
    assert len(asked) > 0.8 * len(TYPES)


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.id)
def test_what_must_add_up_is_asked_for_together(kind: RecordType) -> None:
    asked = {each.field.id for each in offered(kind, registry()) if each.asked}
    if "expected" in asked:
        assert {"present", "on_leave", "absent"} <= asked
    assert set(kind.asks) <= asked
    assert {name for need in kind.needs for name in need.split("|")} <= asked
    assert set(kind.tells) <= {each.field.id for each in offered(kind, registry())}
