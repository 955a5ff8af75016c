"""print: papers by the names people call them, of one branch or of all, never over what may have been retouched."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.publish.pages.forms.papers import PAPERS
from tests.publish.documents.measure import text
from tests.school import CAMPAIGN, School, branch

MEETING = "2017/jichu/03-08-committee-meeting"
AS_OF = ["--year", "2017", "--as-of", "2017-12-20"]


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> School:
    school = School(tmp_path_factory.mktemp("print"), branch(), branch("caijing"), config=CAMPAIGN)
    school.record(MEETING, {"chair": "主持丙丙"})
    return school


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_without_a_name_it_says_what_there_is(school: School) -> None:
    ran = school.run("print", *AS_OF)
    assert ran.code == 0 and ran.out.count("\n") == len(PAPERS) + 1
    assert "考核评分表：" in ran.out


def test_one_paper_of_one_branch_in_the_formats_asked(school: School, tmp_path: Path) -> None:
    formats = ["--format", "pdf", "--format", "docx", "--format", "xlsx"]
    ran = school.run("print", "评分表", "--branch", "jichu", *AS_OF, *formats, "--out", str(tmp_path))
    assert ran.code == 2 and "空白评分表" in ran.err  # both are score sheets
    ran = school.run("print", "考核评分表", "--branch", "jichu", *AS_OF, *formats, "--out", str(tmp_path / "new"))
    assert ran.code == 0, ran
    assert files(tmp_path / "new") == [f"2017-jichu-考核评分表.{each}" for each in ("docx", "pdf", "xlsx")]


def test_the_whole_stack_of_every_branch(school: School, tmp_path: Path) -> None:
    ran = school.run("print", "--all", *AS_OF, "--format", "docx", "--out", str(tmp_path))
    assert ran.code == 0, ran
    assert {name.split("-")[1] for name in files(tmp_path)} == {"jichu", "caijing"}
    names = {name.split("-")[2].removesuffix(".docx") for name in files(tmp_path)}
    assert names == {"考核评分表", "推荐审批表", "支部台账", "会议记录", "支部工作档案"}


def test_one_meeting_by_its_id_or_file_and_for_whom(school: School, tmp_path: Path) -> None:
    for audience, there in (("members", True), ("public", False)):
        for name in (MEETING, f"records/{MEETING}.md"):
            out = tmp_path / f"{audience}-{len(name)}"
            ran = school.run(
                "print", "--record", name, "--as-of", "2017-12-20", "--audience", audience, "--out", str(out)
            )
            assert ran.code == 0, ran
            (file,) = files(out)
            assert ("主持丙丙" in text((out / file).read_bytes())) is there


def test_what_may_have_been_retouched_is_not_written_over(school: School, tmp_path: Path) -> None:
    asked = ["print", "台账", "--branch", "jichu", *AS_OF, "--format", "docx", "--out", str(tmp_path)]
    assert school.run(*asked).code == 0
    file = tmp_path / "2017-jichu-支部台账.docx"
    made = file.read_bytes()
    assert school.run(*asked).code == 0  # the same bytes are no other file
    file.write_bytes(b"retouched")
    ran = school.run(*asked)
    assert ran.code == 2 and "--replace" in ran.err and file.read_bytes() == b"retouched"
    assert school.run(*asked, "--replace").code == 0
    assert file.read_bytes() == made


FAULTS = {
    ("没有的表",): "考核评分表",
    ("会议记录", "--branch", "caijing"): "没有可以印的",
    ("会议记录", "--format", "xlsx"): "pdf、docx",
    ("推荐审批表", "--audience", "public"): "--audience committee",
    ("考核评分表", "--record", MEETING): "会议记录",
    ("--record", "2017/jichu/03-09-committee-meeting"): "记录的编号",
    ("--record", "x"): "记录的编号",
    ("考核评分表", "--branch", "nobody"): "jichu",
}


def test_what_cannot_be_printed_is_said_with_what_can(school: School, tmp_path: Path) -> None:
    for asked, hint in FAULTS.items():
        more = AS_OF if "--record" not in asked else AS_OF[2:]
        ran = school.run("print", *asked, *more, "--out", str(tmp_path / "none"))
        assert (ran.code, hint in ran.err) == (2, True), (asked, ran)
    assert not (tmp_path / "none").exists()


def test_a_number_that_nobody_may_read_goes_into_no_paper(tmp_path: Path) -> None:
    school = School(tmp_path, branch(), config=CAMPAIGN)
    school.record(MEETING, {"released": [{"text": "13812345678", "reason": "设备编号"}]}, body="编号13812345678。\n")
    assert school.run("print", "会议记录", *AS_OF, "--out", str(tmp_path / "out")).code == 0
    school.record(MEETING.replace("03-08", "03-09"), {"place": "会议室13912345678"})
    ran = school.run("print", "会议记录", *AS_OF, "--out", str(tmp_path / "more"))
    assert "13912345678" not in ran.out + ran.err
    assert not any("13912345678" in text(path.read_bytes()) for path in (tmp_path / "more").glob("*.pdf"))
