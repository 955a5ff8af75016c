"""The history of records is frozen with them: a bag has no git to ask."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.archive.conftest import archived
from tests.archive.test_verify import verify
from tests.publish.pages.unit.test_history import RECORD, TEXT, Kept
from tests.shop import Shop

OTHER = "2017/jichu/03-22-committee-meeting"


@pytest.fixture(scope="module")
def bag(shop: Shop, no_power_failure: None) -> Path:
    """Of a year with a correction, a withdrawal, and a correction after its closing day."""
    return shop.once("history kept", _make) / "archive/2017-v1"


def _make(root: Path) -> None:
    kept = Kept(root, posts=[{"name": "zhang", "post": "基础部党支部组织委员"}])
    kept.commit("2017-03-09", "zhang", TEXT)
    kept.commit("2017-03-20", "zhang", TEXT.replace("第一会议室", "第二会议室"))
    kept.commit("2017-03-23", "zhang", TEXT.replace("03-08", "03-22"), OTHER)
    kept.commit("2017-05-22", "zhang", None, OTHER)
    kept.commit("2018-05-01", "zhang", TEXT.replace("第一会议室", "第三会议室"))
    ran = archived(kept.school.root, "2017", "--as-of", "2018-03-01")
    assert ran.code == 0, ran


def test_frozen_pages_tell_the_history(bag: Path) -> None:
    site = bag / "data/site/members/2017"
    page = (site / f"{RECORD.removeprefix('2017/')}.html").read_text("utf-8")
    history = page.partition('<h2 id="history">')[2]
    assert "第二会议室" in history and "基础部党支部组织委员" in history and "2018年5月" not in history
    assert "2017年5月22日撤回" in (site / "jichu/ledger.html").read_text("utf-8")
    assert 'id="history"' not in (bag / f"data/site/public/{RECORD}.html").read_text("utf-8")


def test_the_history_is_made_again_of_the_bag_alone(bag: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = Path(shutil.copytree(bag, tmp_path / "elsewhere" / bag.name))
    monkeypatch.chdir(tmp_path)
    ran = verify(alone, "--rebuild", "--format", "json")
    assert json.loads(ran.out)["bags"][0]["rebuilt"]["differing"] == [], ran


def test_where_git_is_a_file_is_no_witness(tmp_path: Path) -> None:
    """Somebody writes a history of their own."""
    kept = Kept(tmp_path / "unit")
    kept.commit("2017-03-09", "zhang", TEXT)
    forged = {"versions": {RECORD: [["2017-03-09", "甲", TEXT], ["2017-03-10", "乙", TEXT.replace("第一", "第九")]]}}
    kept.school.write("records/revisions.json", json.dumps({**forged, "withdrawn": {}}, ensure_ascii=False))
    assert not kept.history("committee")
    shutil.rmtree(kept.school.root / ".git")
    assert kept.history("committee")


def test_a_file_that_nobody_can_read_is_none(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "unit")
    kept.commit("2017-03-09", "zhang", TEXT)
    shutil.rmtree(kept.school.root / ".git")
    for text in ("", "{", "[]", '{"versions": {"x": [1]}, "withdrawn": {}}', '{"versions": 1}'):
        kept.school.write("records/revisions.json", text)
        assert not kept.history("committee")
