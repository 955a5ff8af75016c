"""Frozen years are served from their bags, byte for byte, and nothing of a damaged bag is."""

from __future__ import annotations

import json
import re
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from generator.model.frozen import grouped
from tests.bagged import bag, seal
from tests.publish.conftest import AUDIENCES, make_root, write
from tests.publish.served import served
from tests.school import Ran, command
from tests.shop import Shop

PAGE = "data/site/public/2017/index.html"


@pytest.fixture(scope="session")
def archived(shop: Shop) -> Path:
    """A root whose year 2017 is frozen, with the first records of 2018."""

    def make(root: Path) -> None:
        make_root(root, 1, every=5)
        bag(root, 2017, "2018-01-20")

    return shop.once("archived", make)


@pytest.fixture
def root(archived: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(archived, tmp_path / "root"))


def build(root: Path, *more: str) -> Ran:
    return command("--root", str(root), "build", "--as-of", "2018-02-01", *more)


def files(folder: Path) -> dict[str, bytes]:
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in served(folder)}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_frozen_year_is_served_from_its_bag(root: Path, audience: str) -> None:
    write(root, "records/2017/jichu/10-30-party-day.yml", "类型: 党日活动\n日期: 2017-10-30\n")
    assert build(root, "--audience", audience).code == 0
    site = root / "site" / audience
    assert files(site / "2017") == files(root / "archive/2017-v1/data/site" / audience / "2017")
    assert (site / "2018/index.html").is_file()


def test_nothing_of_a_frozen_year_moves_whatever_is_changed(root: Path) -> None:
    """Every key of the configuration, the pack, the templates, the words people wrote, the records."""
    build(root)
    before = files(root / "site/public/2017")
    config = root / "site_config.yml"
    text = config.read_text("utf-8").replace("rules: {}", "rules: {M07: {threshold: 0.99}}")
    text = re.sub(r"(?m)^(  short_name|  name): .*", r"\1: 别的委员会", text)
    text = text.replace("late_entry_days: 7", "late_entry_days: 1").replace("year: 2017", "year: 2018")
    config.write_text(text, "utf-8")
    pack = root / "content/standards/five-good.yml"
    pack.write_text(re.sub("(?m)^title: .*", "title: 换了的标准", pack.read_text("utf-8")), "utf-8")
    for path in (root / "content").rglob("*.md"):
        path.write_text("# 换了\n", "utf-8")
    write(root, "templates/home.html.j2", "<h1>换了</h1>")
    write(root, "templates/record.html.j2", "<h1>换了</h1>")
    shutil.rmtree(root / "records/2017")
    assert build(root).code == 0
    assert files(root / "site/public/2017") == before
    assert "换了" in (root / "site/public/2018/index.html").read_text("utf-8")
    shutil.rmtree(root / ".wuhao")
    build(root)
    assert files(root / "site/public/2017") == before


def test_a_correction_is_a_new_version_and_both_stay(root: Path) -> None:
    shutil.rmtree(root / "records/2017/jichu/09-29-party-day")
    (root / "records/2017/jichu/09-29-party-day.md").unlink()
    bag(root, 2017, "2018-01-25", 2, "一次活动录错了支部")
    assert build(root).code == 0
    site = root / "site/public"
    assert (site / "2017-v1/jichu/09-29-party-day.html").is_file()
    assert not (site / "2017/jichu/09-29-party-day.html").exists()
    for name, version in (("2017-v1", 1), ("2017", 2)):
        assert files(site / name) == files(root / f"archive/2017-v{version}/data/site/public/2017")
    versions = json.loads((site / "versions.json").read_text("utf-8"))
    assert [(each["version"], each["title"]) for each in versions] == [
        ("2018", "2018年"),
        ("2017", "2017（已归档）"),
        ("2017-v1", "2017 第1版（已被取代）"),
    ]
    assert [each["aliases"] for each in versions] == [["latest"], [], []]
    years = (site / "years.html").read_text("utf-8")
    assert "一次活动录错了支部" in years and '<a href="2017-v1/index.html">' in years
    for bags in ("2017-v1", "2017-v2"):
        mark = sha256((root / "archive" / bags / "tagmanifest-sha256.txt").read_bytes()).hexdigest()
        assert grouped(mark) in years


def test_pages_say_that_they_are_frozen_whatever_a_browser_runs(root: Path) -> None:
    page = (root / "archive/2017-v1" / PAGE).read_text("utf-8")
    line = "2017年度已归档：第1版，截至2018年1月20日，内容不再改动。"
    assert line in re.sub("<script.*?</script>", "", page, flags=re.DOTALL)
    build(root)
    assert line not in (root / "site/public/2018/index.html").read_text("utf-8")


def _changed(made: Path) -> str:
    page = made / PAGE
    page.write_bytes(page.read_bytes().replace(b"2017", b"2016"))
    return f"{PAGE}与归档包的清单不符"


def _changed_alike(made: Path) -> str:
    """The same size, and a manifest that goes with it."""
    _changed(made)
    tags = (made / "tagmanifest-sha256.txt").read_bytes()
    seal(made)
    (made / "tagmanifest-sha256.txt").write_bytes(tags)
    return "manifest-sha256.txt与归档包的清单不符"


def _missing(made: Path) -> str:
    (made / PAGE).unlink()
    return f"{PAGE}不见了"


def _added(made: Path) -> str:
    (made / "data/site/public/2017/new.html").write_text("x", "utf-8")
    return "data/site/public/2017/new.html不在归档包的清单上"


def _linked(made: Path) -> str:
    (made / "data/site/public/2017/new.html").symlink_to("/etc/hostname")
    return "data/site/public/2017/new.html不在归档包的清单上"


def _without_site(made: Path) -> str:
    shutil.rmtree(made / "data/site/public")
    return "不见了"


DAMAGE = (_changed, _changed_alike, _missing, _added, _linked, _without_site)


def test_a_damaged_bag_is_told_and_what_was_verified_stays(root: Path, archived: Path) -> None:
    """And where nothing was verified before, nothing is served."""
    assert build(root).code == 0
    before = files(root / "site/public/2017")
    write(root, "records/2018/jichu/01-30-party-day.yml", "类型: 党日活动\n日期: 2018-01-30\n")
    for damage in DAMAGE:
        said = damage(root / "archive/2017-v1")
        done = build(root)
        assert done.code == 1
        assert "归档2017-v1：" in done.err and said in done.err and "仍是上次核对无误的内容" in done.err
        assert files(root / "site/public/2017") == before
        assert (root / "site/public/2018/jichu/01-30-party-day.html").is_file()
        done = build(root, "--out", "other")
        assert done.code == 1 and "这一版没有放到网站上" in done.err
        assert [each.name for each in (root / "other/public").glob("2*")] == ["2018"]
        build(root)
        shutil.rmtree(root / "archive")
        shutil.copytree(archived / "archive", root / "archive")


def test_a_bag_mended_from_its_copy_is_served_again(root: Path, archived: Path) -> None:
    build(root)
    _changed(root / "archive/2017-v1")
    assert build(root).code == 1
    shutil.copy(archived / "archive/2017-v1" / PAGE, root / "archive/2017-v1" / PAGE)
    done = build(root)
    assert done.code == 0 and "归档" not in done.err


def test_a_bag_that_is_gone_is_told_and_its_year_is_not_made_again(root: Path) -> None:
    build(root)
    before = files(root / "site/public/2017")
    (root / "archive/2017-v1").rename(root / "elsewhere")
    done = build(root)
    assert done.code == 1 and "归档包不见了" in done.err and "build --full" in done.err
    assert files(root / "site/public/2017") == before
    assert build(root, "--full").code == 0
    assert "已归档" not in (root / "site/public/versions.json").read_text("utf-8")


def test_a_bag_made_anew_with_all_its_manifests_is_not_the_one_that_was_served(root: Path, archived: Path) -> None:
    """Sound in itself; only who served the other one can tell."""
    build(root)
    before = files(root / "site/public")
    made = root / "archive/2017-v1"
    then = sha256((made / "tagmanifest-sha256.txt").read_bytes()).hexdigest()
    _changed(made)
    seal(made)
    now = sha256((made / "tagmanifest-sha256.txt").read_bytes()).hexdigest()
    done = build(root)
    assert done.code == 1 and grouped(then) in done.err and grouped(now) in done.err and "build --full" in done.err
    assert files(root / "site/public") == before
    shutil.rmtree(root / "archive")
    shutil.copytree(archived / "archive", root / "archive")
    assert build(root).code == 0
    _changed(made)
    seal(made)
    assert build(root, "--full").code == 0
    assert grouped(now) in (root / "site/public/years.html").read_text("utf-8")


def test_what_was_superseded_stays_so_where_the_new_version_is_damaged(root: Path) -> None:
    _changed(bag(root, 2017, "2018-01-25", 2, "更正"))
    assert build(root).code == 1
    site = root / "site/public"
    assert (site / "2017-v1").is_dir() and not (site / "2017").exists()


def test_where_all_bags_are_damaged_there_is_no_new_site(root: Path) -> None:
    build(root)
    before = files(root / "site/public")
    shutil.rmtree(root / "records/2018")
    shutil.rmtree(root / ".wuhao")
    _changed(root / "archive/2017-v1")
    done = build(root, "--out", "other")
    assert done.code == 1 and "没有可以发布的年度" in done.err and "Traceback" not in done.err
    assert files(root / "site/public") == before


def test_a_personal_number_in_a_reason_is_not_published(root: Path) -> None:
    build(root)
    bag(root, 2017, "2018-01-25", 2, "本人电话13812345678", ["public"])
    done = build(root)
    assert done.code == 1 and "years.html" in done.err
    assert "13812345678" not in (root / "site/public/years.html").read_text("utf-8")


def test_nothing_of_a_bag_is_read_twice(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(root)

    def read(_: object) -> None:
        raise AssertionError("its files are as they were")

    monkeypatch.setattr("generator.papers.editions.digests", read)
    assert build(root).code == 0
