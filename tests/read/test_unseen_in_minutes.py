"""Signs that nobody sees, pasted into minutes with a text: told at their place, read without them, mended by fmt."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.read.layout import prose
from tests.school import School

MEETING = "2017/jichu/03-08-committee-meeting"
BULLETIN = "2017/_committee/12-12-bulletin"
UNSEEN = ["\ufeff", "\u200b", "\u200e", "\u202e", "\u2060", "\x07", "\x0b", "\x85", "\u2028"]


@pytest.fixture
def school(tmp_path: Path) -> School:
    return School(tmp_path)


@pytest.mark.parametrize("sign", UNSEEN)
def test_it_is_told_at_its_place_and_the_record_counts(school: School, sign: str) -> None:
    school.record(MEETING, body=f"第一行\n传达{sign}学习\n")
    (problem,) = school.problems()
    assert (problem["code"], problem["severity"]) == ("invisible", "warning")
    lines = (school.root / problem["file"]).read_text("utf-8").split("\n")
    assert lines[problem["line"] - 1][problem["column"] - 1] == sign
    assert f"U+{ord(sign):04X}" in problem["message"]
    assert school.window("O02", "2017-03", as_of="2017-12-31")["count"] == 1


@pytest.mark.parametrize("sign", UNSEEN)
def test_fmt_takes_it_out_and_nothing_else(school: School, sign: str) -> None:
    school.record(MEETING, body=f"{sign}第一行  \n\n  - 传达{sign}学习\t\n")
    before = (school.root / f"records/{MEETING}.md").read_text("utf-8")
    assert school.run("fmt").code == 0
    after = (school.root / f"records/{MEETING}.md").read_text("utf-8")
    assert sign not in after and "".join(after.split()) == "".join(before.replace(sign, "").split())
    assert school.problems() == []


def test_what_is_seen_is_none(school: School) -> None:
    school.record(MEETING, body="张𠅤，全角　空格，表情😀，变体葛󠄀，制表\t符，“引号”……\n")
    assert school.problems() == []


def test_a_document_with_all_of_them_is_made(school: School) -> None:
    school.record(BULLETIN, {"印发日期": "2017-12-12"}, body=f"现将有关情况{''.join(UNSEEN)}予以通报。\n")
    assert school.run("build", "--as-of", "2017-12-31").code == 0
    page = (school.root / f"site/public/{BULLETIN}.html").read_text("utf-8")
    assert "予以通报" in page and not any(sign in page for sign in UNSEEN)
    assert (school.root / f"site/public/{BULLETIN}.docx").is_file()


def test_as_many_as_there_are_are_taken_out_and_some_are_told() -> None:
    found = prose("甲\u200b乙\u200b\n" * 50_000)
    assert found.text == "甲乙\n" * 50_000
    assert 0 < len(found.notes) <= 20
