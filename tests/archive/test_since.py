"""How many records are others than when their year was frozen."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.archive.frozen import frozen
from generator.archive.since import Since
from generator.model.frozen import Frozen, Moved
from generator.workspace.workspace import Workspace
from tests.archive.conftest import archived
from tests.school import PRIVATE, School, branch, private
from tests.shop import Shop


@pytest.fixture
def school(shop: Shop, tmp_path: Path) -> School:
    """Two meetings and a talk that is the committee's alone, frozen."""

    def make(root: Path) -> None:
        made = School(root, branch(), config=PRIVATE)
        for day in ("03-08", "04-08"):
            made.record(f"2017/jichu/{day}-committee-meeting")
        private(made, "2017/jichu/05-10-talk", {})
        assert archived(root, "2017", "--as-of", "2018-03-01").code == 0

    return School(shop.copied("since", make, tmp_path / "root"), branch(), config=PRIVATE)


def versions(school: School) -> tuple[Since, list[Frozen]]:
    config = Workspace(school.root, school.root, "zh").frame.config
    return Since(school.root, config), frozen(school.root, config)


def test_records_since_they_were_frozen(school: School) -> None:
    since, (first,) = versions(school)
    assert since.moved(first, None) == Moved(0, 0, 0)
    files = sorted((school.root / "records/2017/jichu").iterdir())
    with files[0].open("a", encoding="utf-8") as file:
        file.write("\n")
    assert since.moved(first, None) == Moved(0, 1, 0)
    files[1].unlink()
    school.record("2017/jichu/05-08-committee-meeting")
    assert since.moved(first, None) == Moved(1, 1, 1)


def test_from_version_to_version(school: School) -> None:
    school.record("2017/jichu/05-08-committee-meeting")
    assert archived(school.root, "2017", "--as-of", "2018-03-02", "--reason", "补录").code == 0
    since, (first, second) = versions(school)
    assert since.moved(first, second) == Moved(1, 0, 0)
    assert since.moved(second, None) == Moved(0, 0, 0)


def test_what_is_on_file_of_the_last_look_may_be_anything(school: School) -> None:
    since, (first,) = versions(school)
    file = school.root / ".wuhao/since.json"
    for text in ("", "[]", "{", '{"2017-v1": 1}', '{"2017-v1": ["x", ["y"]]}'):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
        assert since.moved(first, None) == Moved(0, 0, 0)


def test_a_bag_that_does_not_vouch_for_its_files_tells_nothing(school: School) -> None:
    since, (first,) = versions(school)
    manifest = first.path / "manifest-sha256.txt"
    first.path.chmod(0o755)
    manifest.chmod(0o644)
    manifest.write_text("", "utf-8")
    assert since.moved(first, None) is None


def test_a_root_of_records_that_lies_elsewhere_by_now_holds_the_same_records(school: School) -> None:
    config = school.root / "site_config.yml"
    (school.root / "private").rename(school.root.parent / "moved")
    config.write_text(config.read_text("utf-8").replace("private", "../moved"), "utf-8")
    since, (first,) = versions(school)
    assert since.moved(first, None) == Moved(0, 0, 0)
    next((school.root.parent / "moved/2017/jichu").iterdir()).unlink()
    assert since.moved(first, None) == Moved(0, 0, 1)
