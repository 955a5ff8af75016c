"""Ways of writing what the steps rest on."""

from __future__ import annotations

from typing import Any


def slug(kind: str) -> str:
    return kind.replace("_", "-")


def contrasts(*numbers: int, **fields: Any) -> list[dict[str, Any]]:
    return [{"number": number, **(fields or {"problems": ["不够系统"]})} for number in numbers]
