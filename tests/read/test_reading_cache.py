"""A file is read again exactly when it, an attachment of it, or what its reading depends on has changed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cache.store import FILE
from generator.read import reading_cache, source
from generator.read.frame import read_frame
from generator.read.source import Source, read_source
from tests.attached.samples import sample
from tests.school import School

Read = Callable[[], Source]
PAST = 1_500_000_000


pytestmark = pytest.mark.usefixtures("settled")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    school = School(tmp_path)
    school.record("2017/jichu/03-08-committee-meeting")
    school.record("2017/jichu/03-09-party-day", {"attachments": ["a.pdf"]})
    (school.root / "records/2017/jichu/03-09-party-day").mkdir()
    (school.root / "records/2017/jichu/03-09-party-day/a.pdf").write_bytes(sample("a.pdf"))
    return school.root


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were really read."""
    found: list[str] = []
    real = source.read_record

    def watched(path: Path, *rest: object) -> object:
        found.append(path.name)
        return real(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(source, "read_record", watched)
    return found


def read(root: Path) -> Source:
    return read_source(read_frame(root))


def test_unchanged_files_are_not_read_again(root: Path, opened: list[str]) -> None:
    first = read(root)
    assert len(opened) == 2
    opened.clear()
    again = read(root)
    assert opened == []
    assert again == first


def test_a_changed_file_alone_is_read_again(root: Path, opened: list[str]) -> None:
    read(root)
    opened.clear()
    file = root / "records/2017/jichu/03-08-committee-meeting.md"
    file.write_text(file.read_text("utf-8") + "另议一事。\n", "utf-8")
    assert "另议一事" in read(root).records[0].body
    assert opened == [file.name]


def test_the_same_size_and_an_older_time_are_noticed(root: Path, opened: list[str]) -> None:
    read(root)
    opened.clear()
    file = root / "records/2017/jichu/03-08-committee-meeting.md"
    data = file.read_bytes()
    file.write_bytes(data[:-2] + b"X\n")
    os.utime(file, (PAST - 9, PAST - 9))
    read(root)
    assert opened == [file.name]


def test_files_just_written_are_read_again(root: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Two changes within one tick of a coarse clock look the same."""
    monkeypatch.setattr(reading_cache, "SETTLED", 60_000_000_000)
    read(root)
    opened.clear()
    read(root)
    assert len(opened) == 2


def test_a_fine_clock_tells_changes_apart_at_once(
    root: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a process has laid out and reads next would else be read once more by whoever comes first."""
    monkeypatch.setattr(reading_cache, "SETTLED", 60_000_000_000)
    monkeypatch.setattr(reading_cache, "TICK", 10_000_000)
    files = sorted((root / "records/2017/jichu").glob("*.md"))
    stamps = {files[0].name: (3, 1_000_000_001, 1_000_000_001, 7), files[1].name: (3, 1_000_000_001, 1_000_000_000, 8)}
    monkeypatch.setattr(source.Listings, "stamp", lambda _, entry: stamps[entry.name])
    for seconds, read_again in ((1.2, {files[1].name}), (1.0, {each.name for each in files})):
        monkeypatch.setattr(reading_cache.time, "time_ns", lambda seconds=seconds: int(seconds * 1_000_000_000))
        shutil.rmtree(root / ".wuhao", ignore_errors=True)
        read(root)
        opened.clear()
        read(root)
        assert set(opened) == read_again


def test_files_with_an_old_time_are_fresh_all_the_same(
    root: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_cache, "SETTLED", 60_000_000_000)
    for path in (root / "records").rglob("*.md"):
        os.utime(path, (PAST, PAST))
    read(root)
    opened.clear()
    read(root)
    assert len(opened) == 2


def test_many_unknown_files_are_read_by_several_processes(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = root / "records/2017/jichu/03-08-committee-meeting.md"
    for day in range(10, 29):
        text = file.read_text("utf-8").replace("2017-03-08", "x" if day == 20 else f"2017.3.{day}")
        file.with_name(f"03-{day}-committee-meeting.md").write_text(text, "utf-8")
    alone = read(root)
    (root / FILE).unlink()
    monkeypatch.setattr(source, "MANY", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert read(root) == alone
    assert len(alone.rejected) == 1
    assert len(alone.problems) > 18


def test_an_attachment_that_went_is_noticed(root: Path) -> None:
    assert not read(root).rejected
    (root / "records/2017/jichu/03-09-party-day/a.pdf").unlink()
    assert [problem.code for problem in read(root).problems] == ["attachment_missing"]


def test_another_organization_reads_all_again(root: Path, opened: list[str]) -> None:
    read(root)
    opened.clear()
    file = root / "records/organization.yml"
    file.write_text(file.read_text("utf-8").replace("jichu", "other"), "utf-8")
    assert {problem.code for problem in read(root).problems} >= {"unknown_branch"}
    assert len(opened) == 2


def test_a_removed_file_is_forgotten(root: Path, opened: list[str]) -> None:
    read(root)
    (root / "records/2017/jichu/03-08-committee-meeting.md").unlink()
    assert [record.stem for record in read(root).records] == ["03-09-party-day"]


def test_warnings_come_back_with_the_file(root: Path) -> None:
    file = root / "records/2017/jichu/03-08-committee-meeting.md"
    file.write_text(file.read_text("utf-8").replace("2017-03-08", "2017年3月8日"), "utf-8")
    first = read(root)
    assert [problem.code for problem in first.problems] == ["unnormalised"]
    assert read(root).problems == first.problems


def test_for_a_few_files_no_cache_is_made(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_cache, "FEW", 3)
    read(root)
    assert not (root / FILE).exists()


def test_a_folder_that_is_left_and_entered_again_is_whole(root: Path, opened: list[str]) -> None:
    """A folder that is no attachments' lies between two records: both stay known, whichever changes."""
    stray = root / "records/2017/jichu/03-08-z/03-01-party-day.md"
    stray.parent.mkdir()
    stray.write_text("---\n类型: 党日活动\n日期: 2017-03-01\n---\n", "utf-8")
    count = len(read(root).records)

    def read_again() -> list[str]:
        opened.clear()
        assert len(read(root).records) == count
        return [each for each in opened if each != stray.name]  # which stands where no record may: told each time

    assert read_again() == []
    for name in ("03-08-committee-meeting.md", "03-09-party-day.md"):
        file = root / "records/2017/jichu" / name
        file.write_text(file.read_text("utf-8") + "另议一事。\n", "utf-8")
        assert (read_again(), read_again()) == ([name], [])
