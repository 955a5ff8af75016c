"""Bytes to text: UTF-8 it must be; what else it may have been is named in the hint."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from generator.model.node import Mark
from generator.types.findings import Findings

_MARKS = re.compile(rb"(?:\xef\xbb\xbf)+")
"""The byte-order marks a text begins with: each program that adds one may find another there."""
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(path: Path, findings: Findings) -> str | None:
    """The file's text with \\n line ends, or None with an error found."""
    try:
        return decode(path.read_bytes(), findings)
    except OSError as error:
        findings.error("unreadable", detail=error.strerror or "")
        return None


def decode(data: bytes, findings: Findings) -> str | None:
    """UTF-8 text with \\n line ends; byte-order marks before it are a warning, other encodings and NUL bytes errors."""
    if data.startswith(_UTF16):
        findings.error("encoding", encoding="UTF-16")
        return None
    if marks := _MARKS.match(data):
        findings.warning("byte_order_mark")
        data = data[marks.end() :]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        findings.error("encoding", _mark_at(data[: error.start].decode("utf-8")), encoding=_guess(data))
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        findings.error("nul_byte", _mark_at(text[: text.index("\0")]))
        return None
    return text


def _mark_at(before: str) -> Mark:
    return Mark(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


def _guess(data: bytes) -> str:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "?"
    return "GB18030"
