"""What is in a bag, read with tools that are not ours."""

from __future__ import annotations

import json
import re
import shutil
import stat
import subprocess
from hashlib import sha256
from pathlib import Path

import bagit
import pypdfium2
import pytest

from generator.archive.frozen import frozen
from generator.model.frozen import grouped
from generator.workspace.workspace import Workspace
from tests.archive.conftest import GIT, LISTS

BAGS = ("2016-v1", "2017-v1", "2017-v1-public", "2017-v2")
ONCE = 1513728000
"""The closing day, 2017-12-20, in seconds."""


def files(bag: Path) -> dict[str, Path]:
    return {path.relative_to(bag).as_posix(): path for path in sorted(bag.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("name", BAGS)
def test_stock_tools_find_each_bag_whole(unit: Path, name: str) -> None:
    bag = unit / "archive" / name
    assert bagit.Bag(str(bag)).validate() is True
    for algorithm in ("sha256", "sha512"):
        for manifest in (f"tagmanifest-{algorithm}.txt", f"manifest-{algorithm}.txt"):
            subprocess.run([f"{algorithm}sum", "--strict", "--quiet", "-c", manifest], cwd=bag, check=True)


@pytest.mark.parametrize("name", BAGS)
def test_manifests_are_sorted_and_whole(unit: Path, name: str) -> None:
    bag = unit / "archive" / name
    for algorithm in ("sha256", "sha512"):
        listed = [
            line.split("  ", 1)[1] for line in (bag / f"manifest-{algorithm}.txt").read_text("utf-8").splitlines()
        ]
        assert listed == sorted(each for each in files(bag) if each.startswith("data/"))
        tags = [line.split("  ", 1)[1] for line in (bag / f"tagmanifest-{algorithm}.txt").read_text().splitlines()]
        assert tags == sorted(each for each in files(bag) if not each.startswith(("data/", "tagmanifest-")))


def test_it_holds_what_the_year_rests_on(unit: Path) -> None:
    bag, data = unit / "archive" / "2017-v2", unit / "archive" / "2017-v2" / "data"
    there = files(bag)
    own = {path.relative_to(unit).as_posix() for path in (unit / "records" / "2017").rglob("*") if path.is_file()}
    frame = {"records/organization.yml", "records/entered.csv", "site_config.yml", "content/standards/five-good.yml"}
    frame |= {path.relative_to(unit).as_posix() for path in (unit / "records" / "calendar").iterdir()}
    assert {f"data/{each}" for each in own | frame} <= set(there)
    for each in own | frame - {"records/entered.csv"}:
        assert (data / each).read_bytes() == (unit / each).read_bytes()
    assert any(each.endswith(LISTS) for each in own)
    for audience in ("public", "members", "committee"):
        assert (data / "site" / audience / "2017" / "jichu" / "index.html").is_file()
        assert (data / "site" / audience / "index.html").is_file()
    assert [path.name for path in (data / "notices").iterdir()] == ["12-11-public-notice.pdf"]
    assert b"pdfaid" in (data / "notices" / "12-11-public-notice.pdf").read_bytes()
    about = json.loads((data / "archive.json").read_text("utf-8"))
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=unit, env=GIT, capture_output=True, check=True, text=True)
    assert about["commits"]["records"] == {"commit": head.stdout.strip(), "clean": True}
    assert about["program"]["packages"]["mkdocs"]
    assert "--hash=sha256:" in (data / "program" / "requirements.lock").read_text()
    assert (data / "results" / "2016.json").read_bytes() == (unit / "archive/2016-v1/data/result.json").read_bytes()


def test_of_other_years_it_holds_what_is_cited_and_no_more(unit: Path) -> None:
    data = unit / "archive" / "2017-v2" / "data"
    result = (data / "result.json").read_text("utf-8")
    cited = set(re.findall(r"2016/\w+/[\w-]+", result))
    held = {
        path.relative_to(data / "records").as_posix().rpartition(".")[0]
        for path in (data / "records/2016").rglob("*.*")
    }
    assert cited and cited <= held
    everything = {path.relative_to(unit / "records").as_posix() for path in (unit / "records/2016").rglob("*.*")}
    assert 0 < len(held) < len(everything)
    entered = {line.partition(",")[0] for line in (data / "records/entered.csv").read_text().splitlines()[1:]}
    assert {each for each in entered if each.startswith("2016/")} <= held
    assert len(entered) > len(held)


def test_the_result_is_what_status_says(unit: Path) -> None:
    from tests.school import command

    ran = command("--root", str(unit), "status", "--year", "2017", "--format", "json")
    data = (unit / "archive" / "2017-v2" / "data" / "result.json").read_bytes()
    assert json.loads(data) == json.loads(ran.out)
    assert data == json.dumps(json.loads(ran.out), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def test_what_is_said_of_it(unit: Path) -> None:
    said = [bagit.Bag(str(unit / "archive" / name)).info for name in BAGS]
    marks = {each.name: each.fingerprint for each in frozen(unit, Workspace(unit, unit, "zh").frame.config)}
    assert [each["External-Identifier"] for each in said] == list(BAGS)
    assert {each["Bagging-Date"] for each in said} == {"2017-12-20"}
    assert [each["Access"] for each in said] == ["控制", "控制", "开放", "控制"]
    assert {each["Retention-Period"] for each in said} == {"永久"}
    assert said[1]["Title"] == "中共示例职业学校委员会2017年度创建活动档案"
    assert "Previous-Bag" not in said[0]
    links = [(each["Previous-Bag"], each["Previous-Bag-Fingerprint"]) for each in (said[1], said[3])]
    assert links == [("2016-v1", marks["2016-v1"]), ("2017-v1", marks["2017-v1"])]
    assert said[3]["Version-Reason"] == "机电支部测评票重新核对"
    assert (said[2]["Source-Bag"], said[2]["Source-Bag-Fingerprint"]) == ("2017-v1", marks["2017-v1"])


def test_the_public_bag_holds_nothing_but_what_is_public(unit: Path) -> None:
    bag, source = unit / "archive" / "2017-v1-public", unit / "archive" / "2017-v1"
    held = files(bag / "data")
    assert {each.split("/")[0] for each in held} == {"site", "result.json", "notices"}
    assert {each.split("/")[1] for each in held if each.startswith("site/")} == {"public"}
    from_source = {sha256(path.read_bytes()).digest() for name, path in files(source).items() if "/public/" in name}
    assert {sha256(path.read_bytes()).digest() for path in held.values()} <= from_source
    assert (bag / "data/result.json").read_bytes() == (source / "data/site/public/2017/status.json").read_bytes()
    assert (bag / "data/result.json").read_bytes() != (source / "data/result.json").read_bytes()


def test_nothing_tells_where_or_when_it_was_made(unit: Path) -> None:
    for name in BAGS:
        bag = unit / "archive" / name
        assert bag.stat().st_mtime == ONCE
        assert stat.S_IMODE(bag.stat().st_mode) == 0o555
        for path in bag.rglob("*"):
            assert path.stat().st_mtime == ONCE, path
            assert stat.S_IMODE(path.stat().st_mode) == (0o555 if path.is_dir() else 0o444), path
        told = (str(unit).encode(), str(Path.home()).encode() + b"/", "归档员".encode(), b"clerk-of-git")
        assert [(path, each) for path in files(bag).values() for each in told if each in path.read_bytes()] == []
    assert stat.S_IMODE((unit / "archive").stat().st_mode) == 0o700
    status = subprocess.run(
        ["git", "status", "--porcelain"], cwd=unit, env=GIT, capture_output=True, check=True, text=True
    )
    assert "archive" not in status.stdout


def test_no_half_made_thing_is_left(unit: Path) -> None:
    names = {path.name for path in (unit / "archive").iterdir()}
    sheets = {f"{name}-closing{suffix}" for name in BAGS if "public" not in name for suffix in (".pdf", ".docx")}
    assert names == {*BAGS, *sheets, ".gitignore", ".lock"}


def test_a_bag_holds_what_searches_a_disk_and_no_index_of_a_server(small: Path) -> None:
    (bag,) = frozen(small, Workspace(small, small, "zh").frame.config)
    assert bag.site("public") == small / "archive/2017-v1/data/site/public/2017"
    found = set(files(bag.site("public") / "search"))
    assert {"menu.js", "0/text.js"} <= found and all(re.fullmatch(r"menu\.js|\d+/text\.js", name) for name in found)
    assert not (bag.site("public") / "pagefind").exists()


def test_each_page_says_which_version_of_the_year_it_is(unit: Path) -> None:
    for version in (1, 2):
        page = unit / f"archive/2017-v{version}/data/site/public/2017/index.html"
        assert f"2017年度已归档：第{version}版" in page.read_text("utf-8")


def test_the_closing_sheet_is_the_witness_on_paper(unit: Path) -> None:
    document = pypdfium2.PdfDocument(unit / "archive" / "2017-v2-closing.pdf")
    pages = ["".join(page.get_textpage().get_text_bounded().split()) for page in document]
    mark = sha256((unit / "archive" / "2017-v2" / "tagmanifest-sha256.txt").read_bytes()).hexdigest()
    assert mark in pages[0]
    records = [*(unit / "records" / "2017").rglob("*.md"), *(unit / "records" / "2017").rglob("*.yml")]
    count = len([path for path in records if path.name != LISTS])
    text = "".join(pages)
    assert "归档人：归档员" in pages[0]
    assert "更正原因：机电支部测评票重新核对" in pages[0]
    assert "上一次归档及其指纹：2017-v1" in pages[0]
    assert "签字" in pages[0]
    assert f"合计{count}" in text
    assert "基础部党支部" in text and "支部委员会" in text


def test_the_fingerprint_is_said_when_it_is_made(unit: Path, tmp_path: Path) -> None:
    from tests.archive.conftest import archived

    root = tmp_path / "copy"
    shutil.copytree(unit, root, symlinks=True)
    ran = archived(root, "2016", "--audience", "public")
    public = root / "archive" / "2016-v1-public"
    mark = sha256((public / "tagmanifest-sha256.txt").read_bytes()).hexdigest()
    assert ran.code == 0
    assert grouped(mark) in ran.out
    assert str(public) in ran.out
    assert archived(root, "2016", "--audience", "public").code == 1
    assert bagit.Bag(str(public)).validate() is True


def test_the_readme_says_both_languages_and_commands_that_run(unit: Path) -> None:
    bag = unit / "archive" / "2017-v2"
    text = (bag / "README.txt").read_text("utf-8")
    assert "归档指纹" in text and "fingerprint" in text
    (shell,) = {line.strip() for line in text.splitlines() if line.strip().startswith("sha256sum -c")}
    subprocess.run(shell, shell=True, cwd=bag, check=True, capture_output=True)
