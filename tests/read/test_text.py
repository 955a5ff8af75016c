"""Bytes to text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.node import Mark
from generator.model.problem import Severity
from generator.read.text import decode, read_text
from generator.types.findings import Findings


def said(data: bytes) -> tuple[str | None, list[tuple[str, str, Mark]]]:
    """The text, and every problem as severity, code and place."""
    findings = Findings("a.md")
    text = decode(data, findings)
    return text, [(str(each.severity), each.code, each.mark) for each in findings.problems]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        ("学习\n".encode(), "学习\n"),
        (b"a\r\nb\r\n", "a\nb\n"),
        (b"a\rb\n\rc", "a\nb\n\nc"),
        ("𠀀\u2028\u0085".encode(), "𠀀\u2028\u0085"),
        ("a\ufeffb".encode(), "a\ufeffb"),
    ],
)
def test_text(data: bytes, text: str) -> None:
    assert said(data) == (text, [])


@pytest.mark.parametrize("number", [1, 2, 3])
def test_byte_order_marks_are_told_and_left_out(number: int) -> None:
    assert said(b"\xef\xbb\xbf" * number + b"\xe5\xad\xa6") == ("学", [("warning", "byte_order_mark", Mark(1, 1))])


@pytest.mark.parametrize(
    ("data", "encoding", "mark"),
    [
        ("学".encode("utf-16"), "UTF-16", Mark(1, 1)),
        ("学".encode("utf-16-be").join([b"\xfe\xff", b""]), "UTF-16", Mark(1, 1)),
        ("类型: 支委会\n".encode("gb18030"), "GB18030", Mark(1, 1)),
        ("a\n学bc".encode() + "会".encode("gb18030"), "GB18030", Mark(2, 4)),
        (b"ab\n\xff\xff", "?", Mark(2, 1)),
        ("\ud800".encode("utf-8", "surrogatepass"), "?", Mark(1, 1)),
    ],
)
def test_another_encoding(data: bytes, encoding: str, mark: Mark) -> None:
    findings = Findings("a.md")
    assert decode(data, findings) is None
    (problem,) = findings.problems
    assert (problem.code, problem.mark, problem.severity) == ("encoding", mark, Severity.ERROR)
    if encoding != "?":
        assert problem.args["encoding"] == encoding


@pytest.mark.parametrize(("data", "mark"), [(b"\0", Mark(1, 1)), (b"a\r\nbc\0d", Mark(2, 3)), (b"a\rb\0", Mark(2, 2))])
def test_nul(data: bytes, mark: Mark) -> None:
    assert said(data) == (None, [("error", "nul_byte", mark)])


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    findings = Findings("a.md")
    assert read_text(tmp_path / "nosuch", findings) is None
    assert read_text(tmp_path, findings) is None
    assert [each.code for each in findings.problems] == ["unreadable"] * 2
    assert all(each.args["detail"] for each in findings.problems)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")))
def test_what_is_written_is_read(text: str) -> None:
    assert said((text if not text.startswith("\ufeff") else "a" + text).encode())[0] in (text, "a" + text)


@given(st.binary())
def test_any_bytes_are_text_or_an_error(data: bytes) -> None:
    text, problems = said(data)
    assert (text is None) == any(severity == "error" for severity, _, _ in problems)
    if text is not None:
        assert "\r" not in text
        assert "\0" not in text
