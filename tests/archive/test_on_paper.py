"""The fingerprint of a frozen year goes out with the next bulletin."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

from generator.model.frozen import grouped
from generator.scan.numbers import find
from tests.school import CAMPAIGN, School, branch


def test_a_bulletin_names_last_year_s_archive(tmp_path: Path) -> None:
    school = School(tmp_path, branch(), config=CAMPAIGN)
    school.record("2017/jichu/03-08-committee-meeting")
    marks = {}
    for name in ("2015-v1", "2016-v1", "2016-v2", "2017-v1"):
        school.write(f"archive/{name}/tagmanifest-sha256.txt", name)
        marks[name] = grouped(sha256(name.encode()).hexdigest())
    assert school.run("bulletin", "new", "--as-of", "2017-11-30").code == 0
    text = (tmp_path / "records/2017/_committee/11-30-bulletin.md").read_text("utf-8")
    assert f"上年度归档指纹：2016年度归档（2016-v2）的指纹为 {marks['2016-v2']}。" in text
    assert not any(marks[other] in text for other in ("2015-v1", "2016-v1", "2017-v1"))
    assert school.problems() == []
    assert date(2017, 11, 30).isoformat() in text


def test_without_an_archive_it_says_nothing_of_one(tmp_path: Path) -> None:
    school = School(tmp_path, branch(), config=CAMPAIGN)
    school.record("2017/jichu/03-08-committee-meeting")
    assert school.run("bulletin", "new", "--as-of", "2017-11-30").code == 0
    assert "归档指纹" not in (tmp_path / "records/2017/_committee/11-30-bulletin.md").read_text("utf-8")


def test_a_fingerprint_is_no_telephone_number() -> None:
    """One in four hundred holds what would be one, and would keep the site from being published."""
    unlucky = "2368 ea79 1e5d b179 7655 8188 4935 497f 1010 454d 46a7 0610 9c46 8f14 8ffc 02b2"
    assert list(find(f"归档指纹：{unlucky}。")) == []
    assert list(find(unlucky.replace(" ", ""))) == []
    assert [each.digits for each in find(f"{unlucky} 13800138000")] == ["13800138000"]
    assert [each.digits for each in find("a138 0013 8000" + " 0000" * 13)] == ["13800138000"]
