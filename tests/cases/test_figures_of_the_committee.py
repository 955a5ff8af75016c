"""What is added up of a field that only the committee sees is in nothing that others get."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.cases.trial import END, HEAD
from tests.school import CONFIG, School, written


class TestFiguresOfTheCommittee:
    """G2: what is added up of a field that only the committee sees is in nothing that others get."""

    VISITS: tuple[int, int] = (319_692, 319_693)

    @pytest.mark.parametrize("audience", ["public", "members"])
    def test_nothing_of_it_is_published(self, tmp_path: Path, audience: str) -> None:
        common = {"standard": 1, "points": None, "clause": "甲", "types": ["hardship_visit"]}
        rules: list[dict[str, Any]] = [
            {**common, "id": "R1", "kind": "cadence", "period": "year", "min": 900_000, "measure": "visits"},
            {**common, "id": "R2", "kind": "cadence", "period": "year", "measure": "visits"},
            {**common, "id": "R3", "kind": "occurrence", "effect": "deduction", "each": 1, "count": "visits"},
        ]
        rules[2]["enabled"] = True
        config = {**CONFIG, "publish_scores": "committee"}
        school = School(tmp_path, pack=written({**HEAD, "rules": rules}), config=config)
        for day, visits in zip(("03-08", "06-08"), self.VISITS, strict=True):
            school.record(f"2017/jichu/{day}-hardship-visit", {"visits": visits})
        assert "合计639385" in school.rule("R1", as_of=END)["fault"]
        assert school.run("build", "--as-of", END, "--audience", audience, "--out", "site").code == 0
        searched = 0
        for path in (tmp_path / "site").rglob("*"):
            if path.is_file():
                searched += 1
                for text in _texts(path):
                    assert b"639385" not in text and b"319692" not in text, path
        assert searched > 20


def _texts(path: Path) -> list[bytes]:
    """What the file says, unpacked where it is a workbook or an archive."""
    if not zipfile.is_zipfile(path):
        return [path.read_bytes()]
    with zipfile.ZipFile(path) as archive:
        return [archive.read(name) for name in archive.namelist()]
