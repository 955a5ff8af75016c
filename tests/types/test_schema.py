"""content/schemas/*.json: as generated, and what the demonstration holds conforms to them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.types import registry
from generator.types.schema import DOCUMENTS, RECORD, schemas
from tests.judge.test_schema import faults, loaded

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "content/schemas"
REMAKE = (
    "python -c 'from pathlib import Path; from generator.types.schema import schemas; "
    '[Path("content/schemas", name).write_text(text, "utf-8") for name, text in schemas().items()]\''
)


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / name).read_text("utf-8"))
    return found


def test_the_files_are_current() -> None:
    """One for each document, one for any record, one for each type of record, and no other."""
    assert {path.name: path.read_text("utf-8") for path in FOLDER.iterdir()} == schemas(), f"make them anew: {REMAKE}"
    assert len(schemas()) == len(DOCUMENTS) + len(registry().types) + 1


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("site_config", "site_config.yml"),
        ("organization", "records/organization.yml"),
        ("calendar", "records/calendar/*.yml"),
        ("rectification", "records/2017/*/rectification.yml"),
    ],
)
def test_documents_of_the_demonstration_conform(name: str, pattern: str) -> None:
    files, whole = list(ROOT.glob(pattern)), schema(f"{name}.schema.json")
    assert files
    for path in files:
        assert list(faults(loaded(path.read_text("utf-8")), whole, whole)) == [], path


def test_records_of_the_demonstration_conform() -> None:
    whole = schema(RECORD)
    files = [*ROOT.glob("records/2017/*/*.md"), *ROOT.glob("records-private/2017/*/*.md")]
    assert len(files) > 100
    for path in files[::5]:
        front = path.read_text("utf-8").split("---\n")[1]
        assert list(faults(loaded(front), whole, whole)) == [], path


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("类型: 党费收缴\n日期: 2017-03-08\n应交人数: 12\n", None),
        ("type: dues\ndate: 2017-03-08\ndue_members: twelve\n", ".due_members"),
        ("类型: 党费收缴\n日期: 2017-03-08\n应缴人: 12\n", ": '应缴人'"),
        ("类型: 党费收缴\n", ": "),
        ("类型: 党费收缴\n日期: 2017/3/8\n", ".日期"),
        ("类型: 党费\n日期: 2017-03-08\n批评意见条数: 3\n", None),
    ],
)
def test_a_record_by_its_type(text: str, fault: str | None) -> None:
    whole = schema(RECORD)
    found = list(faults(loaded(text), whole, whole))
    assert [each for each in found if not each.startswith(fault or "-")] == []
    assert bool(found) == (fault is not None)


def test_every_type_s_own_file_leads_to_its_definition() -> None:
    for each in registry().types.values():
        file, _, place = schema(f"record.{each.id}.schema.json")["$ref"].partition("#/$defs/")
        assert (file, place) == (RECORD, each.id)
        assert place in schema(file)["$defs"]
