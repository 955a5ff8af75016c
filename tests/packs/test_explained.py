"""Every rule of every pack is explained in both languages, with and without records."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.packs.foreign import HERE, STANDARDS, foreign
from tests.school import branch

PACKS = {path.stem: path for path in [*HERE.glob("*.yml"), STANDARDS / "regulation-2018.yml"]}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("pack", sorted(PACKS))
def test_every_rule(tmp_path: Path, pack: str, language: str) -> None:
    school = foreign(tmp_path, pack, branch(groups=["g1"]))
    school.records("member_meeting", ["2019-02-10"])
    school.records("committee_meeting", ["2019-02-03"])
    school.records("organizational_life_meeting", ["2019-03-20"])
    school.records("award", ["2019-03-21"], level="市级")
    for rule in yaml.safe_load(PACKS[pack].read_text("utf-8"))["rules"]:
        asked = ("--branch", "jichu", "--year", "2019", "--as-of", "2020-02-01")
        ran = school.run("--lang", language, "explain", rule["id"], *asked)
        assert ran.code == 0
        assert "{" not in ran.out
        assert rule["id"] in ran.out
    assert school.run("--lang", language, "status", "--year", "2019", "--as-of", "2020-02-01").code == 0
    assert school.run("--lang", language, "due", "--as-of", "2019-09-30", "--days", "90").code == 0
