"""Wrong usage is told in the language asked for, and what to write instead (design §5)."""

from __future__ import annotations

import re

import pytest

from tests.school import command

CASES = [
    (["status", "--yeer", "2017"], "--yeer", "--year"),
    (["status", "--zzz"], "--zzz", "--help"),
    (["nosuch"], "nosuch", "check"),
    (["explain", "--branch", "jichu"], "RULE", "--help"),
    (["explain", "O02"], "--branch", "--help"),
    (["status", "--format", "x"], "--format", "json"),
    (["status", "--year"], "--year", "--year"),
    (["status", "--year", "x"], "--year", "9999"),
    (["status", "--as-of", "2017-02-30"], "--as-of", "2017-12-05"),
    (["status", "a", "b"], "a b", "a b"),
    (["--lang", "fr", "status"], "--lang", "zh"),
]
ENGLISH = re.compile(r"\b(?:missing|option|argument|command|invalid|requires|unexpected|no such)\b", re.IGNORECASE)


@pytest.mark.parametrize(("argv", "wrong", "offered"), CASES)
def test_no_english_in_a_chinese_sentence(argv: list[str], wrong: str, offered: str) -> None:
    ran = command(*argv)
    assert (ran.code, ran.out) == (2, "")
    assert wrong in ran.err
    assert offered in ran.err
    assert re.search("[\u4e00-\u9fff]", ran.err)
    assert not ENGLISH.search(ran.err)
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(("argv", "wrong", "offered"), CASES[:-1])
def test_in_english_when_asked(argv: list[str], wrong: str, offered: str) -> None:
    ran = command("--lang", "en", *argv)
    assert ran.code == 2
    assert wrong in ran.err
    assert offered in ran.err
    assert not re.search("[\u3000-\u9fff]", ran.err)


def test_nothing_asked_for_shows_the_help() -> None:
    ran = command()
    assert ran.code == 2
    assert "Usage: wuhao" in ran.err
