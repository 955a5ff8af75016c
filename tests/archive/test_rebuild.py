"""A year is made again of its bag alone, in an empty folder, byte for byte."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from generator.archive import origin, rebuilding
from tests.archive.conftest import linked, put
from tests.archive.test_verify import reseal, verify

BAG = "2017-v1"


@pytest.fixture
def alone(small: Path, searchable: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The bag in a folder with nothing else, and no root anywhere near."""
    monkeypatch.chdir(tmp_path)
    return linked(small / "archive" / BAG, tmp_path / BAG)


def rebuilt(bag: Path) -> tuple[int, dict[str, Any]]:
    ran = verify(bag, "--rebuild", "--format", "json")
    found: dict[str, Any] = json.loads(ran.out)["bags"][0]["rebuilt"]
    return ran.code, found


def test_byte_for_byte(alone: Path) -> None:
    code, found = rebuilt(alone)
    assert (code, found["differing"], found["byte_by_byte"]) == (0, [], True)
    derived = [path for name in ("site", "notices") for path in (alone / "data" / name).rglob("*") if path.is_file()]
    assert found["files"] == len(derived) + 1
    assert {".html", ".csv", ".ics", ".xml", ".pdf", ".xlsx", ".docx", ".json"} <= {path.suffix for path in derived}


@pytest.mark.proof
def test_a_year_of_two_branches_that_rests_on_another(unit: Path) -> None:
    code, found = rebuilt(unit / "archive" / "2017-v2")
    assert (code, found["differing"], found["byte_by_byte"]) == (0, [], True)


def test_what_does_not_come_of_the_records_is_named(alone: Path) -> None:
    """Somebody froze a page, and a result, that the records do not give."""
    page, result = "site/public/2017/index.html", "result.json"
    put(alone / "data" / page, (alone / "data" / page).read_bytes() + b"<!-- -->")
    document = json.loads((alone / "data" / result).read_bytes())
    document["branches"]["jichu"]["computed_score"] = "100"
    put(alone / "data" / result, json.dumps(document).encode())
    reseal(alone)
    code, found = rebuilt(alone)
    assert (code, found["differing"], found["byte_by_byte"], found["other_versions"]) == (1, [result, page], True, [])


def test_with_other_versions_results_and_words_are_compared_and_that_is_said(
    alone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = origin.program()
    packages = {**now["packages"], "jinja2": "99.0"}  # type: ignore[dict-item]
    monkeypatch.setattr(rebuilding.origin, "program", lambda: {**now, "packages": packages})
    page = "site/public/2017/index.html"
    put(alone / "data" / page, (alone / "data" / page).read_bytes().replace(b"<body", b"<body  "))
    put(alone / "data/site/public/2017/due.csv", b"")
    reseal(alone)
    ran = verify(alone, "--rebuild")
    assert ran.code == 0, ran
    assert "jinja2" in ran.out and "只比较结果和网页上的文字" in ran.out and "逐字节" not in ran.out
    put(alone / "data" / page, (alone / "data" / page).read_bytes().replace(b"</body>", "多</body>".encode()))
    reseal(alone)
    code, found = rebuilt(alone)
    assert (code, found["differing"], found["byte_by_byte"]) == (1, [page], False)
    assert [each.partition(" ")[0] for each in found["other_versions"]] == ["jinja2"]


def test_a_damaged_bag_is_not_made_again(alone: Path) -> None:
    shutil.rmtree(alone / "data" / "records")
    ran = verify(alone, "--rebuild")
    assert ran.code == 1 and "没有重做" in ran.out
