"""When a year is not put away, why that is said, and that nothing is left behind then."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import bagit
import pytest

from generator.shipped import STANDARDS
from tests.archive.conftest import BY, commit
from tests.attached.samples import sample
from tests.school import CAMPAIGN, PRIVATE, Ran, School, branch, private, working_calendar

NOTICE = "2017/_committee/12-12-public-notice"


def school(root: Path, **config: Any) -> School:
    """A branch that met in March."""
    made = School(root, branch(), config={**CAMPAIGN, **config})
    working_calendar(made)
    made.record("2017/jichu/03-08-committee-meeting")
    return made


def archive(school: School, *argv: str, as_of: str = "2018-03-01") -> Ran:
    return school.run("archive", "2017", "--as-of", as_of, *BY, *argv)


def stands(school: School) -> list[str]:
    """What is in the archive, but for what always is."""
    folder = school.root / "archive"
    return (
        sorted(path.name for path in folder.iterdir() if path.name not in (".lock", ".gitignore"))
        if folder.is_dir()
        else []
    )


def refused(school: School, *said: str, **how: Any) -> None:
    ran = archive(school, **how)
    assert ran.code == 1, ran
    assert all(each in ran.err for each in said), ran.err
    assert stands(school) == []


def test_a_year_that_is_not_over(tmp_path: Path) -> None:
    made = school(tmp_path)
    refused(made, "2017年到2017-12-31才结束，现在只能归到2017-12-30", "--force", as_of="2017-12-30")
    assert archive(made, "--force", "学校年中撤并", as_of="2017-12-30").code == 0


def test_an_error_in_the_year(tmp_path: Path) -> None:
    made = school(tmp_path)
    made.record("2017/jichu/03-15-member-meeting", {"应到": "许多"})
    refused(made, "records/2017/jichu/03-15-member-meeting.md有1处错误", "--force")


def test_an_error_in_the_weeks_in_which_the_year_is_still_reported_on(tmp_path: Path) -> None:
    made = school(tmp_path)
    made.record("2018/jichu/01-31-accountability-review", {"述职年度": "去年"})
    refused(made, "records/2018/jichu/01-31-accountability-review.md")


def test_what_stays_for_good_holds_nobody_s_number(tmp_path: Path) -> None:
    """It would end every build from then on: the page of all years is looked through before it is published."""
    made = School(tmp_path, branch())
    made.record("2017/jichu/03-08-committee-meeting")
    for option in ("--reason", "--force", "--by"):
        ran = archive(made, option, "核对人电话 138 1234 5678")
        assert ran.code == 1 and option in ran.err and "手机号" in ran.err and "1234" not in ran.err
        assert stands(made) == []


def notice(school: School) -> None:
    """A notice that runs from 12 to 18 December."""
    school.record("2017/_committee/12-11-committee-decision")
    school.record(NOTICE)


@pytest.mark.parametrize("as_of", ["2017-12-12", "2017-12-18"])
def test_a_notice_that_runs(tmp_path: Path, as_of: str) -> None:
    made = school(tmp_path)
    notice(made)
    refused(made, NOTICE, as_of=as_of)


def test_neither_a_notice_that_is_over_nor_an_error_of_another_year_keeps_it(tmp_path: Path) -> None:
    made = school(tmp_path)
    notice(made)
    made.record("2016/jichu/03-15-member-meeting", {"应到": "许多"})
    made.record("2018/jichu/02-01-member-meeting", {"应到": "许多"})
    assert archive(made, as_of="2017-12-31").code == 0
    about = json.loads((tmp_path / "archive/2017-v1/data/archive.json").read_text("utf-8"))
    assert (about["year"], about["as_of"], about["language"]) == (2017, "2017-12-31", "zh")


def test_an_objection_without_a_conclusion(tmp_path: Path) -> None:
    made = school(tmp_path, **PRIVATE)
    notice(made)
    private(made, "2017/_committee/12-13-objection", {"notice": NOTICE, "received_on": "2017-12-13"})
    refused(made, "1条异议没有结论", as_of="2018-03-01")


def test_forced_the_reason_and_what_is_open_stand_in_the_bag(tmp_path: Path) -> None:
    made = school(tmp_path)
    made.record("2017/jichu/03-15-member-meeting", {"应到": "许多"})
    ran = archive(made, "--force", "支部已撤销，\n无人能改")
    assert ran.code == 0, ran
    said = bagit.Bag(str(tmp_path / "archive" / "2017-v1")).info
    assert said["Forced-Reason"] == "支部已撤销， 无人能改"
    assert "03-15-member-meeting" in said["Open-Matter"]
    wrong = tmp_path / "archive/2017-v1/data/records/2017/jichu/03-15-member-meeting.md"
    assert wrong.read_bytes() == (tmp_path / "records/2017/jichu/03-15-member-meeting.md").read_bytes()


def test_a_year_that_nothing_is_on_file_of(tmp_path: Path) -> None:
    made = school(tmp_path)
    ran = made.run("archive", "2016", "--as-of", "2018-03-01")
    assert ran.code == 1 and "没有2016年的记录" in ran.err
    assert made.run("archive", "2015", "--as-of", "2018-03-01").code == 2
    assert stands(made) == []


@pytest.mark.parametrize("folder", ["records/kept", "records", ".", "..", "content/archive"])
def test_a_place_among_what_is_put_away(tmp_path: Path, folder: str) -> None:
    made = school(tmp_path / "root", archive_dir=folder)
    before = sorted(tmp_path.rglob("*"))
    ran = archive(made)
    assert ran.code == 2 and "archive_dir" in ran.err
    assert sorted(path for path in tmp_path.rglob("*") if ".wuhao" not in path.parts) == before


@pytest.mark.parametrize("name", ["完成率95%.pdf", "a\\b.pdf", "a\tb.pdf", "e\u0301.pdf"])
def test_names_that_tools_do_not_agree_on(tmp_path: Path, name: str) -> None:
    made = school(tmp_path)
    made.write(f"records/2017/jichu/03-08-committee-meeting/{name}", sample("a.pdf"))
    refused(made, name)


def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    made = school(tmp_path)
    file = made.write("records/2017/jichu/03-08-committee-meeting/a.pdf", sample("a.pdf"))
    file.rename(file.with_name(os.fsdecode(b"\xff.pdf")))
    refused(made, ".pdf")


def test_records_at_an_absolute_place(tmp_path: Path) -> None:
    roots = [{"path": "records", "shared": True}, {"path": str(tmp_path / "private"), "shared": False}]
    made = school(tmp_path / "root", record_roots=roots)
    refused(made, "相对路径")


def test_what_lies_outside_the_root_goes_in_too(tmp_path: Path) -> None:
    """Records beside it, in no commit, and a pack of the program's: the year is made again of the bag all the same."""
    roots = [{"path": "records", "shared": True}, {"path": "../private", "shared": False}]
    made = school(tmp_path / "root", record_roots=roots)
    private_file = tmp_path / "private/2017/jichu/06-12-relation-transfer.yml"
    private_file.parent.mkdir(parents=True)
    private_file.write_text("类型: 组织关系转接\n日期: 2017-06-12\n转接方向: 转出\n", "utf-8")
    (made.root / "content/standards/five-good.yml").unlink()
    commit(made.root)
    made.record("2017/jichu/04-08-committee-meeting")
    assert archive(made).code == 0
    bag = made.root / "archive/2017-v1"
    (there,) = (bag / "data/roots").rglob("*.yml")
    assert there.read_bytes() == private_file.read_bytes()
    pack = bag / "data/content/standards/five-good.yml"
    assert pack.read_bytes() == (STANDARDS / "five-good.yml").read_bytes()
    assert made.run("verify", str(bag), "--rebuild").code == 0


def test_a_chain_that_is_broken(tmp_path: Path) -> None:
    made = school(tmp_path)
    for name in ("2015-v1", "2016-v1"):
        made.write(f"archive/{name}/tagmanifest-sha256.txt", "neither names the other\n")
    ran = archive(made)
    assert ran.code == 1 and "wuhao verify" in ran.err
    assert "2017-v1" not in stands(made)


def test_two_at_once(tmp_path: Path) -> None:
    import fcntl

    made = school(tmp_path)
    (tmp_path / "archive").mkdir()
    with (tmp_path / "archive/.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert archive(made).code == 2


def test_what_may_not_be_published_keeps_it(tmp_path: Path) -> None:
    made = school(tmp_path)
    made.record("2017/jichu/03-15-member-meeting", body="联系电话13800138000。\n")
    ran = archive(made)
    assert ran.code == 1
    assert stands(made) == []


def test_a_key_that_is_none(tmp_path: Path) -> None:
    made = school(tmp_path)
    made.write("key", "no key")
    ran = archive(made, "--sign", str(tmp_path / "key"))
    assert ran.code == 2 and "--sign" in ran.err
    assert stands(made) == []
