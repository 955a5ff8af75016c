"""A school judged by another unit's pack: nothing but the YAML beside this file is put in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.school import School

HERE = Path(__file__).resolve().parent
STANDARDS = HERE.parents[1] / "content/standards"


def foreign(root: Path, pack: str, *branches: Mapping[str, Any], **config: Any) -> School:
    """The school under the pack of that name, here or in content/standards."""
    own = HERE / f"{pack}.yml"
    text = (own if own.is_file() else STANDARDS / f"{pack}.yml").read_text("utf-8")
    school = School(root, *branches, config={"packs": {"scoring": pack, "beside": []}, **config})
    school.write(f"content/standards/{pack}.yml", text)
    return school


def earned(branch: Mapping[str, Any]) -> dict[str, str | None]:
    """The points of each rule as the status gives them."""
    return {rule: found["earned"] for rule, found in branch["rules"].items()}


def totals(branch: Mapping[str, Any]) -> dict[str, str | None]:
    """Standards, score and basis as the status gives them."""
    standards = {key: each["earned"] for key, each in branch["standards"].items()}
    return {**standards, "score": branch["computed_score"], "basis": branch["computed_basis"]}
