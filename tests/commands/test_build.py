"""build: what is good is published, what is not is said, and the last site stays where a new one must not go out."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.school import Ran, School, working_calendar

GOOD = "2017/jichu/02-08-committee-meeting"
BAD = "2017/jichu/03-08-committee-meeting"
AS_OF = ("--as-of", "2017-12-05")


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = School(tmp_path)
    school.record(GOOD, {"title": "研究春季学期工作"})
    return school


def build(school: School, *argv: str) -> Ran:
    return school.run("build", *AS_OF, *argv)


def test_another_process_finds_all_unchanged(school: School) -> None:
    """No key depends on the order in which this or that process keeps a set."""
    working_calendar(school)
    told = []
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "generator", "--root", str(school.root), "build", *AS_OF]
        ran = subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True)
        told.append(re.findall(r"新写(\d+)个", ran.stdout.decode()))
    assert told[0] != ["0"]
    assert told[1] == ["0"]


def page(school: School, id: str, audience: str = "public", out: str = "site") -> Path:
    year, unit, stem = id.split("/")
    return school.root / out / audience / year / unit / f"{stem}.html"


def site(school: School) -> dict[str, bytes]:
    """Every file a reader of the public site can fetch."""
    home = school.root / "site" / "public"
    return {
        str(path.relative_to(home.resolve())): path.read_bytes()
        for path in _files(home.resolve())
    }  # fmt: skip


def _pages(files: dict[str, bytes]) -> dict[str, bytes]:
    """All but the search index, which its maker does not write the same twice."""
    return {path: data for path, data in files.items() if "/pagefind/" not in path}


def _files(folder: Path) -> list[Path]:
    found: list[Path] = []
    for path in folder.iterdir():
        found += _files(path) if path.is_dir() else [path]
    return found


def test_the_addresses_of_the_pages(school: School) -> None:  # design §5
    ran = build(school)
    assert ran.code == 0
    assert "site/public/index.html" in ran.out
    assert "2017-12-05" in ran.out
    assert "研究春季学期工作" in page(school, GOOD).read_text("utf-8")
    assert (school.root / "site/public/2017/jichu/index.html").is_file()
    assert (school.root / "site/public/index.html").is_file()


def test_good_records_are_published_beside_a_rejected_one(school: School) -> None:
    school.record(BAD, {"expected": "0x5"})
    ran = build(school)
    assert ran.code == 0
    assert "1" in ran.err
    assert page(school, GOOD).is_file()
    assert not page(school, BAD).exists()


@pytest.mark.parametrize(("expected", "code"), [("5", 0), ("５", 0), ("0x5", 1)])
def test_strict_is_about_rejected_files_alone(school: School, expected: str, code: int) -> None:
    school.record(BAD, {"expected": expected, "present": 5})
    assert build(school, "--strict").code == code
    assert page(school, GOOD).is_file()


def test_a_record_with_a_personal_number_is_held_back_and_named(school: School) -> None:
    school.record(BAD, {"title": "联系电话13812345678"})
    ran = build(school)
    assert ran.code == 0
    assert page(school, GOOD).is_file() and not page(school, BAD).exists()
    assert f"records/{BAD}.md:" in ran.err and "手机号" in ran.err
    assert "13812345678" not in ran.out + ran.err
    assert "13812345678" not in "".join(path.read_text("utf-8") for path in (school.root / "site").rglob("*.html"))
    assert build(school, "--strict").code == 1


@pytest.mark.parametrize("argv", [(), ("--full",)])
def test_a_number_that_is_no_records_publishes_nothing_and_the_last_site_stays(
    school: School, argv: tuple[str, ...]
) -> None:
    build(school)
    before = site(school)
    school.write("content/contact.md", "# 联系\n\n电话13812345678\n")
    ran = build(school, *argv)
    assert ran.code == 1
    assert "contact.html" in ran.err
    assert "13812345678" not in ran.out + ran.err
    assert site(school) == before


def test_a_number_that_is_no_records_publishes_nothing_the_first_time(school: School) -> None:
    school.write("content/contact.md", "# 联系\n\n电话13812345678\n")
    assert build(school).code == 1
    assert not (school.root / "site/public").exists()


def test_a_broken_configuration_leaves_the_last_site(school: School) -> None:
    build(school)
    before = site(school)
    school.write("records/organization.yml", "branches: [")
    assert build(school, "--full").code == 1
    assert site(school) == before


def test_building_again_changes_nothing(school: School) -> None:
    build(school)
    before = site(school)
    assert build(school).code == 0
    assert site(school) == before
    assert build(school, "--full").code == 0
    assert _pages(site(school)) == _pages(before)


def test_a_changed_record_is_published(school: School) -> None:
    build(school)
    school.record(GOOD, {"title": "研究秋季学期工作"})
    build(school)
    assert "研究秋季学期工作" in page(school, GOOD).read_text("utf-8")


def test_a_page_people_write_that_changes_is_published(school: School) -> None:
    for text in ("第一稿", "第二稿"):
        school.write("content/contact.md", f"# 联系\n\n{text}\n")
        build(school)
        assert text in (school.root / "site/public/2017/contact.html").read_text("utf-8")


def test_a_record_taken_away_is_gone(school: School) -> None:
    school.record(BAD)
    build(school)
    assert page(school, BAD).is_file()
    (school.root / f"records/{BAD}.md").unlink()
    build(school)
    assert not page(school, BAD).exists()
    assert page(school, GOOD).is_file()


def test_each_audience_has_a_site_of_its_own(school: School) -> None:
    for audience in ("public", "members"):
        assert build(school, "--audience", audience).code == 0
    assert "与会人员围绕议题" in page(school, GOOD, "members").read_text("utf-8")
    assert "与会人员围绕议题" not in page(school, GOOD).read_text("utf-8")


def test_another_folder_relative_to_the_root(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(school.root / "records")
    assert build(school, "--out", "elsewhere/web").code == 0
    assert page(school, GOOD, out="elsewhere/web").is_file()


def test_what_stands_there_and_is_not_ours_is_left_alone(school: School) -> None:
    school.write("site/public/index.html", "mine")
    ran = build(school)
    assert (ran.code, "site/public" in ran.err) == (2, True)
    assert (school.root / "site/public/index.html").read_text() == "mine"


def test_a_year_alone_leaves_the_others_as_they_are(school: School) -> None:
    other = school.record("2016/jichu/02-08-committee-meeting")
    build(school)
    school.record(other, {"title": "改过的标题"})
    assert build(school, "--year", "2017").code == 0
    assert page(school, other).is_file()
    assert "改过的标题" not in page(school, other).read_text("utf-8")
    build(school)
    assert "改过的标题" in page(school, other).read_text("utf-8")


def test_while_another_build_runs(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.publish.engine import Busy

    def busy(*args: object) -> None:
        raise Busy

    monkeypatch.setattr("generator.commands.site.release", busy)
    ran = build(school)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err


def test_two_builds_at_once_leave_a_whole_site(school: School) -> None:
    from datetime import date

    from generator.commands.site import publish_site
    from generator.workspace.workspace import Workspace

    failed: list[BaseException] = []

    def run() -> None:
        try:
            publish_site(
                Workspace(school.root, school.root, "zh"), 2017, date(2017, 12, 5), "public", school.root / "site"
            )
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failed == []
    assert page(school, GOOD).is_file()


def test_why_a_page_was_made_again_is_said(school: School) -> None:
    ran = build(school, "--why", "2017/branches.html")
    assert ran.code == 0 and ran.out.splitlines()[-1].startswith("2017/branches.html ")
    ran = build(school, "--why", "branches.html")
    assert (ran.code, ran.out) == (2, "")
    assert "2017/branches.html" in ran.err


def test_in_english(school: School) -> None:
    ran = school.run("--lang", "en", "build", *AS_OF)
    assert ran.code == 0
    assert ran.out.isascii()


_LARGE = """
import sys
from generator.commands import site
from generator.commands.main import run
site._MANY = int(sys.argv[1])
sys.exit(run(sys.argv[2:]))
"""


def test_a_large_root_is_built_by_a_process_that_ends(school: School) -> None:
    """What it says, gives, publishes and remembers is the same, and so is what it keeps to itself."""
    school.record(BAD, {"expected": "0x5"})
    argv = ("--root", str(school.root), "build", *AS_OF, "--strict", "--why", "2017/jichu/index.html")

    def lived(units: int) -> list[tuple[int, bytes, bytes, dict[str, bytes]]]:
        for made in ("site", ".wuhao"):
            shutil.rmtree(school.root / made, ignore_errors=True)
        (school.root / "content/contact.md").unlink(missing_ok=True)

        def ran() -> tuple[int, bytes, bytes, dict[str, bytes]]:
            ran = subprocess.run([sys.executable, "-c", _LARGE, str(units), *argv], capture_output=True, check=False)
            return ran.returncode, ran.stdout, ran.stderr, _pages(site(school))

        seen = [ran(), ran()]
        school.write("content/contact.md", "# 联系\n\n电话13812345678\n")
        return [*seen, ran()]

    first, again, leak = lived(0)
    assert [first, again, leak] == lived(200)
    assert [each[0] for each in (first, again, leak)] == [1, 1, 1]
    assert "新写0个" in again[1].decode() and "有1个文件" in again[2].decode() and "contact.html" in leak[2].decode()
