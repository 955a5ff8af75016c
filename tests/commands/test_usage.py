"""Wrong usage is told in the language asked for, and what to write instead (design §5)."""

from __future__ import annotations

import re

import pytest

from tests.school import command

CASES = [
    (["status", "--yeer", "2017"], "--yeer", "--year"),
    (["status", "--zzz"], "--zzz", "--help"),
    (["status", "--lang", "zh"], "--lang", "wuhao"),
    (["status", "--root=x"], "--root", "wuhao"),
    (["check", "--strict=1"], "--strict", "--strict"),
    (["demo", "x", "--seed", "y"], "--seed", "--seed"),
    (["nosuch"], "nosuch", "check"),
    (["sttaus"], "sttaus", " status"),
    (["spot_check"], "spot_check", "spot-check"),
    (["notice", "chek"], "chek", "check"),
    (["explain", "--branch", "jichu"], "", "--help"),
    (["explain", "O02"], "--branch", "--help"),
    (["status", "--format", "x"], "--format", "json"),
    (["status", "--year"], "--year", "--year"),
    (["status", "--year", "x"], "--year", "2017"),
    (["due", "--days", "x"], "--days", "3660"),
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


def test_only_the_nearest_command_is_offered() -> None:
    assert "explain" not in command("sttaus").err
    assert "是不是 check？" in command("检查").err


@pytest.mark.parametrize("argv", [[], ["notice"]])
def test_nothing_asked_for_shows_what_there_is(argv: list[str]) -> None:
    ran = command(*argv)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == command(*argv, "--help").out
