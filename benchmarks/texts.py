"""The records as pages of a plain site: what stands in their heads as a table, then their minutes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.root import Root


@dataclass(frozen=True)
class Text:
    """A record, to be read as it is."""

    unit: str
    stem: str
    title: str
    body: str
    """Markdown below the title."""


def texts(root: Root) -> Iterator[Text]:
    """Every record with minutes."""
    for path in root.texts:
        yield text_of(path)


def text_of(path: Path) -> Text:
    """The record in a file, whatever is wrong in it: nothing here reads it as a record."""
    text = path.read_text("utf-8")
    _, head, minutes = parts if len(parts := text.split("---\n", 2)) == 3 else ("", "", text)
    rows = [line.partition(":") for line in head.splitlines() if not line.startswith((" ", "-"))]
    fields = [(_cell(name), _cell(value) or "见正文") for name, _, value in rows if name.strip()]
    said = dict(fields)
    title = f"{said.get('类型', path.stem)} {said.get('日期', '')}".strip()
    table = ["| 字段 | 内容 |", "|---|---|", *(f"| {name} | {value} |" for name, value in fields)]
    return Text(path.parent.name, path.stem, title, "\n".join([*table, "", minutes.strip(), ""]))


def _cell(text: str) -> str:
    return text.strip().strip("[]").replace("|", "\\|")
