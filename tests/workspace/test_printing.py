"""What the fonts of printed documents cannot set is told where it stands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.publish.pages.papers.official import _OFFICIAL
from generator.scan.glyphs import font_files, settable
from generator.workspace.printing import DOCUMENTS
from tests.school import School

BULLETIN = "2017/_committee/12-12-bulletin"
MEETING = "2017/jichu/03-08-committee-meeting"


@pytest.fixture
def school(tmp_path: Path) -> School:
    return School(tmp_path)


def told(school: School) -> list[str]:
    """What stands at each place that is told."""
    found = []
    for problem in school.problems(code="unprintable"):
        line = (school.root / problem["file"]).read_text("utf-8").split("\n")[problem["line"] - 1]
        found.append(line[problem["column"] - 1])
    return found


@pytest.mark.parametrize(("character", "odd"), [("😀", True), ("ཀ", True), ("𡒄", True), ("𠅤", False), ("镕", False)])
def test_what_no_font_has(school: School, character: str, odd: bool) -> None:
    school.record(BULLETIN, body=f"现通报张{character}同志，再说一次{character}。\n")
    assert told(school) == ([character] if odd else [])
    assert school.check()[1]["errors"] == 0


def test_what_is_not_printed_is_not_looked_at(school: School) -> None:
    school.record(MEETING, body="张😀同志发言。\n")
    assert told(school) == []


def test_signs_of_every_day_and_those_nobody_sees_are_none(school: School) -> None:
    school.record(BULLETIN, body="“〔2017〕12号”——①㎡……　葛\U000e0100，5℃，10‰，é\n")
    assert told(school) == []


def test_a_font_of_the_schools_own_is_looked_into(school: School) -> None:
    (first, *_) = font_files(None)
    (school.root / "fonts").mkdir()
    shutil.copy(first, school.root / "fonts" / "own.otf")
    school.write("fonts/broken.ttf", b"\x00\x01\x00\x00\xff\xff")
    assert settable([school.root / "fonts" / "own.otf", school.root / "fonts" / "broken.ttf"]) == settable([first])
    assert len(font_files(school.root / "fonts")) == len(font_files(None)) + 2


def test_these_are_the_records_that_are_printed() -> None:
    assert frozenset(_OFFICIAL) == DOCUMENTS
