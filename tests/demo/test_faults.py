"""Every deliberate fault of the school is there, and the reader finds nothing else wrong."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.demo import FAULTS, demonstration
from generator.types import registry
from tests.school import PROJECT_PACK, command
from tests.sweep import over

YEARS = (2016, 2017)
LATE_DAYS = 7
LEAST = 100
"""Shorter texts are not compared (design §3)."""
CALENDARS = PROJECT_PACK.parents[2] / "records" / "calendar"


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return dict(demonstration(8, YEARS))


@pytest.fixture(scope="module")
def root(files: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The school on disk, with the project's pack and calendars."""
    root = tmp_path_factory.mktemp("school")
    own = {"content/standards/five-good.yml": PROJECT_PACK.read_text("utf-8")}
    own |= {f"records/calendar/{year}.yml": (CALENDARS / f"{year}.yml").read_text("utf-8") for year in (*YEARS, 2018)}
    for path, text in (files | own).items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return root


def text_of(files: dict[str, str], record: str) -> str:
    found = [text for path, text in files.items() if path.rsplit(".", 1)[0] == f"records/{record}"]
    assert found, record
    return found[0]


@over("code", FAULTS)
def test_its_records_are_there(files: dict[str, str], code: str) -> None:
    for record in FAULTS[code].records:
        assert text_of(files, record)


@over("code", FAULTS)
def test_what_was_not_held_is_not_there(files: dict[str, str], code: str) -> None:
    for wanted, month in FAULTS[code].missing:
        name, _, group = wanted.partition("/")
        label = registry().types[name].label("zh")
        start = f"records/{month[:4]}/{FAULTS[code].branch}/{month[5:]}-"
        held = [text for path, text in files.items() if path.startswith(start) and f"类型: {label}\n" in text]
        assert not [text for text in held if not group or f"[{group}]" in text]


def test_a_meeting_made_up_names_its_month(files: dict[str, str]) -> None:
    assert "补开: 2017-01\n" in text_of(files, "2017/xingzheng/02-16-committee-meeting")


def test_the_copied_minutes_are_nearly_the_same(files: dict[str, str]) -> None:
    first, second = (text_of(files, record).split("---\n")[2] for record in FAULTS["copied_minutes"].records)
    assert first != second
    assert likeness(first, second) >= 0.9


def test_no_other_minutes_of_a_branch_are_alike(files: dict[str, str]) -> None:
    bodies: dict[str, list[tuple[str, str]]] = {}
    for path, text in files.items():
        if path.endswith(".md") and len(body := text.split("---\n", 2)[2]) >= LEAST:
            bodies.setdefault(path.rsplit("/", 1)[0], []).append((path, body))
    intended = {f"records/{record}.md" for record in FAULTS["copied_minutes"].records}
    for written in bodies.values():
        for index, (path, text) in enumerate(written):
            for other, more in written[:index]:
                if {path, other} != intended and "_committee" not in path:
                    assert likeness(text, more) < 0.8, (path, other)


def test_caijing_enters_most_records_of_2017_late_and_nobody_else_does(files: dict[str, str]) -> None:
    rows = list(csv.reader(io.StringIO(files["records/entered.csv"])))
    assert rows[0] == ["record", "entered_on"]
    late: dict[str, list[bool]] = {}
    for record, entered in rows[1:]:
        year, branch, stem = record.split("/")
        if year == "2017":
            days = (date.fromisoformat(entered) - date.fromisoformat(f"{year}-{stem[:5]}")).days
            late.setdefault(branch, []).append(days > LATE_DAYS)
    shares = {branch: sum(found) / len(found) for branch, found in late.items()}
    assert shares.pop("caijing") > 0.5
    assert set(shares.values()) == {0.0}


def test_every_record_has_a_day_of_entry_and_none_is_later_than_the_demonstration(files: dict[str, str]) -> None:
    entered = dict(csv.reader(io.StringIO(files["records/entered.csv"])))
    records = {path[8:].rsplit(".", 1)[0] for path in files if re.match(r"records/\d{4}/\w+/\d\d-\d\d", path)}
    assert entered.keys() - {"record"} == records
    assert max(day for record, day in entered.items() if record != "record") <= "2017-12-20"
    assert max(records) <= "2017/xinxi/12-20-z"


def test_the_reader_finds_no_error_and_only_the_warnings_meant(root: Path) -> None:
    ran = command("--root", str(root), "check", "--format", "json")
    codes = re.findall(r'"code": "(\w+)"', ran.out)
    assert ran.code == 0, ran.out[:2000]
    assert sorted(codes) == ["absence_unexplained", "check_incomplete", "incomplete", "no_quorum", "notice_holiday"]


def test_only_the_copied_minutes_are_flagged(cards: dict[str, Any]) -> None:
    pairs = {tuple(pair) for card in cards.values() for pair in card["similar"]}
    assert pairs == {FAULTS["copied_minutes"].records}


@pytest.mark.parametrize(
    ("branch", "rule", "status"),
    [
        ("jichu", "O03", "target_met"),
        ("jichu", "O04", "target_met"),
        ("jichu", "O05", "target_met"),
        ("jidian", "O02", "fail"),
        ("jidian", "O03", "fail"),
        ("jidian", "L05", "fail"),
        ("jidian", "O08", "fail"),
        ("caijing", "L05", "pass"),
        ("caijing", "M08", "fail"),
        ("jiaowu", "O02", "fail"),
        ("jiaowu", "P06", "fail"),
        ("xingzheng", "O02", "late"),
        ("xingzheng", "L02", "late"),
        ("xingzheng", "P04", "late"),
        ("xingzheng", "O01", "fail"),
        ("houqin", "O02", "fail"),
        ("tuixiu", "O02", "not_applicable"),
        ("tuixiu", "O03", "not_applicable"),
        ("tuixiu", "M12", "pass"),
        ("jichu", "P08", "pass"),
        ("xinxi", "M14", "late"),
        ("xinxi", "P08", "not_applicable"),
    ],
)
def test_the_faults_show_in_the_results(cards: dict[str, Any], branch: str, rule: str, status: str) -> None:
    assert cards[branch]["rules"][rule]["status"] == status


@pytest.fixture(scope="module")
def cards(root: Path) -> dict[str, Any]:
    ran = command("--root", str(root), "status", "--format", "json")
    found: dict[str, Any] = json.loads(ran.out)["branches"]
    return found


def likeness(one: str, other: str) -> float:
    """Shared runs of four characters, of all."""
    runs = [{text[i : i + 4] for i in range(len(text) - 3)} for text in (one, other)]
    return len(runs[0] & runs[1]) / max(1, len(runs[0] | runs[1]))
