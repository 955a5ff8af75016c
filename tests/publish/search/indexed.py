"""What lies in the index of a published year."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from tests.publish.served import served


def pages(site: Path) -> list[Path]:
    return [each for each in served(site) if each.suffix == ".html"]


def unpacked(data: bytes) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = json.loads(gzip.decompress(data).removeprefix(b"pagefind_dcd"))
    return found


def entries(site: Path) -> list[dict[str, object]]:
    pages = [unpacked(each.read_bytes()) for each in (site / "pagefind").glob("*/fragment/*")]
    return sorted(pages, key=lambda page: str(page["url"]))


def every_word(site: Path) -> str:
    """All files of the index, unpacked where they are packed."""
    texts = []
    for each in served(site / "pagefind"):
        data = each.read_bytes()
        packed = data.startswith(b"\x1f\x8b")
        texts.append((gzip.decompress(data) if packed else data).decode("utf-8", "replace"))
    return "\n".join(texts)
