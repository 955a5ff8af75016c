"""Attachments on their way to readers: copies alone, each made once, and what there can be no copy of is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.attached import cleaning
from generator.attached.cleaning import FOLDER
from tests.attached.samples import SECRET, docx, jpeg, pdf, said, sample
from tests.publish.served import served
from tests.school import School

MEETING = "2017/jichu/03-08-committee-meeting"
AS_OF = ("--as-of", "2017-12-31")


@pytest.fixture
def school(tmp_path: Path) -> School:
    made = School(tmp_path)
    names = ["a.pdf", "b.jpg", "c.png", "d.docx", "e.xlsx", "锁.pdf"]
    made.record(MEETING, {"附件": names}, body="见[签到](a.pdf)、![合影](b.jpg)和[锁](锁.pdf)。\n")
    for name in names:
        made.write(f"records/{MEETING}/{name}", sample(name))
    tracked = docx(body="<w:p><w:ins><w:r><w:t>x</w:t></w:r></w:ins></w:p>")
    made.write(f"records/{MEETING}/锁.pdf", tracked)
    return made


def build(school: School, audience: str) -> Path:
    ran = school.run("build", "--audience", audience, *AS_OF)
    assert ran.code == 0, ran
    return school.root / "site" / audience


def test_what_readers_get_says_nothing_of_its_makers(school: School) -> None:
    for audience in ("members", "committee"):
        site = build(school, audience)
        files = served(site / MEETING)
        assert [file.name for file in files] == ["a.pdf", "b.jpg", "c.png", "d.docx", "e.xlsx"]
        assert [file.name for file in files if SECRET in said(file.read_bytes())] == []
        page = (site / f"{MEETING}.html").read_text("utf-8")
        assert "锁.pdf（不公布：内容不是后缀所说的文件类型）" in page and '锁.pdf"' not in page
        assert page.count('a.pdf"') == 2 and page.count('b.jpg"') == 2
    assert not (build(school, "public") / MEETING).exists()


def test_a_copy_is_made_once_whoever_asks(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    real = cleaning._copy

    def watched(suffix: str, data: bytes) -> bytes:
        made.append(suffix)
        return real(suffix, data)

    monkeypatch.setattr(cleaning, "_copy", watched)
    build(school, "members")
    assert sorted(made) == ["docx", "jpg", "pdf", "pdf", "png", "xlsx"]
    (school.root / f"records/{MEETING}/a.pdf").touch()
    build(school, "members")
    build(school, "committee")
    assert len(made) == 6
    school.write(f"records/{MEETING}/b.jpg", jpeg(3))
    build(school, "committee")
    assert made[6:] == ["jpg"]


def test_a_damaged_copy_is_made_anew(school: School) -> None:
    before = build(school, "members") / MEETING / "b.jpg"
    good = before.read_bytes()
    kept = [each for each in (school.root / FOLDER).iterdir() if each.read_bytes().endswith(good)]
    assert len(kept) == 1 and kept[0].stat().st_mode & 0o777 == 0o600
    assert (school.root / FOLDER).stat().st_mode & 0o777 == 0o700
    data = kept[0].read_bytes()
    kept[0].write_bytes(data[:-9] + b"X" + data[-8:])
    assert (build(school, "committee") / MEETING / "b.jpg").read_bytes() == good


def test_an_attachment_that_changes_while_the_site_is_made_stops_it(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = build(school, "members")
    before = {file: file.read_bytes() for file in served(site)}
    file = school.root / f"records/{MEETING}/a.pdf"
    real = cleaning.Cleaning.of

    def late(self: cleaning.Cleaning, name: str, data: bytes) -> bytes:
        found = real(self, name, data)
        file.write_bytes(b"no pdf any more")
        return found

    file.write_bytes(pdf(lambda made: setattr(made.Root, "Lang", "x")))
    monkeypatch.setattr(cleaning.Cleaning, "of", late)
    ran = school.run("build", "--audience", "members", *AS_OF)
    assert ran.code == 1 and "a.pdf" in ran.err and "再运行一次" in ran.err
    assert {file: file.read_bytes() for file in served(site)} == before
