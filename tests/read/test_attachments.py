"""What lies beside a record: named it is published, and what is not as it should be is told with what to write."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.attached.samples import docx, sample
from tests.scan.test_attachment import MOBILE
from tests.school import School

MEETING = "2017/jichu/03-08-committee-meeting"
DOCX = docx(body=f"<w:p><w:r><w:t>电话{MOBILE}</w:t></w:r></w:p>")


@pytest.fixture
def school(tmp_path: Path) -> School:
    return School(tmp_path)


def beside(school: School, name: str, data: bytes | None = None) -> None:
    school.write(f"records/{MEETING}/{name}", sample(name) if data is None else data)


def told(school: School, *named: str) -> list[str]:
    """The codes of what is told of a record that names these."""
    school.record(MEETING, {"附件": list(named)} if named else {})
    return [problem["code"] for problem in school.problems()]


def following_the_hint(school: School) -> list[str]:
    """What is told once the line of the only problem's hint stands in the record."""
    (problem,) = school.problems()
    match = re.search(r"附件: \[.*\]", problem["hint"])
    assert match is not None, problem
    school.record(MEETING)
    path = school.root / problem["file"]
    path.write_text(path.read_text("utf-8").replace("---\n", f"---\n{match[0]}\n", 1), "utf-8")
    return [each["code"] for each in school.problems()]


@pytest.mark.parametrize(
    "name", ["签到表.pdf", "签到 表 (1).PDF", "a.jpeg", "[终稿] 表: 二.xlsx", 'a"b.png', "照片#1.jpg"]
)
def test_what_is_not_named_is_told_with_the_line_to_write(school: School, name: str) -> None:
    beside(school, name)
    assert told(school) == ["attachment_unnamed"]
    assert following_the_hint(school) == []


def test_the_line_names_what_is_named_already_and_all_that_is_not(school: School) -> None:
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        beside(school, name)
    assert told(school, "b.pdf") == ["attachment_unnamed"] * 2
    first, second = school.problems()
    assert "附件: [b.pdf, a.pdf, c.pdf]" in first["hint"] and first["hint"] == second["hint"]
    assert first["line"] > 1  # where the attachments are named
    assert told(school, "b.pdf", "a.pdf", "c.pdf") == []


@pytest.mark.parametrize("name", ["说明.doc", "a.txt", "空/里面.pdf"])
def test_what_is_of_no_kind_to_publish_is_told(school: School, name: str) -> None:
    beside(school, name)
    assert told(school) == ["attachment_unfit"]


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "desktop.ini", "~$签到.docx"])
def test_what_programs_leave_behind_is_not(school: School, name: str) -> None:
    beside(school, name)
    assert told(school) == []


@pytest.mark.parametrize(
    ("lies", "named"),
    [("签到.pdf", "签到.PDF"), ("Sign.pdf", "sign.pdf"), ("签到 表.pdf", "签到表.pdf"), ("表（1）.pdf", "表(1).pdf")],
)
def test_a_name_written_otherwise_is_told_with_the_right_one(school: School, lies: str, named: str) -> None:
    beside(school, lies)
    assert told(school, named) == ["attachment_otherwise"]
    assert following_the_hint(school) == []


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ("无此.pdf", "attachment_missing"),
        ("a" * 300 + ".pdf", "attachment_missing"),
        ("link.pdf", "attachment_missing"),
        ("大.png", "attachment_large"),
        ("说明.doc", "attachment_kind"),
    ],
)
def test_what_cannot_be_published_rejects_the_record(school: School, named: str, code: str) -> None:
    beside(school, "说明.doc", b"x")
    folder = school.root / "records" / MEETING
    (folder / "link.pdf").symlink_to(folder / "说明.doc")
    beside(school, "大.png", b"")
    with (folder / "大.png").open("r+b") as file:
        file.truncate(10 * 1024 * 1024 + 1)
    told(school, named)
    (error,) = school.problems(severity="error")
    assert error["code"] == code
    with (folder / "大.png").open("r+b") as file:
        file.truncate(10 * 1024 * 1024)
    assert "attachment_large" not in told(school, named)


def test_a_number_in_an_attachment_rejects_the_record_until_it_is_released(school: School) -> None:
    beside(school, "签到.docx", DOCX)
    assert told(school, "签到.docx") == ["personal_number_attached"]
    (problem,) = school.problems()
    lines = (school.root / problem["file"]).read_text("utf-8").split("\n")
    assert "签到.docx" in lines[problem["line"] - 1] and MOBILE not in problem["message"] + problem["hint"]
    released = {"附件": ["签到.docx"], "误报放行": [{"号码": MOBILE, "理由": "公布的联系电话"}]}
    school.record(MEETING, released)
    assert school.problems() == []


def test_an_attachment_that_changes_is_looked_at_again(school: School) -> None:
    for number in range(60):  # so many that readings are kept
        school.record(f"{MEETING}-{number + 2}")
    beside(school, "签到.docx")
    assert told(school, "签到.docx") == []
    beside(school, "签到.docx", DOCX)
    assert [problem["code"] for problem in school.problems()] == ["personal_number_attached"]
    beside(school, "另.pdf")
    assert {problem["code"] for problem in school.problems()} == {"personal_number_attached", "attachment_unnamed"}


def test_what_cannot_be_cleaned_is_told_with_what_to_do_and_the_record_counts(school: School) -> None:
    tracked = docx(body='<w:p><w:del w:author="x"><w:r><w:delText>x</w:delText></w:r></w:del></w:p>')
    beside(school, "决议.docx", tracked)
    beside(school, "签到.pdf", sample("a.jpg"))
    beside(school, "好.png")
    assert told(school, "决议.docx", "签到.pdf", "好.png") == ["attachment_held"] * 2
    first, second = school.problems()
    assert "决议.docx" in first["message"] and "修订" in first["message"] and "接受" in first["hint"]
    assert "后缀" in second["message"] and {each["severity"] for each in (first, second)} == {"warning"}
    beside(school, "决议.docx")  # as the hints say
    beside(school, "签到.pdf")
    assert school.problems() == []


def test_a_number_that_only_the_copy_shows_is_found(school: School) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>"  # between two halves, which nobody sees apart
    halves = f"<w:r><w:t>{MOBILE[:5]}</w:t></w:r>{hidden}<w:r><w:t>{MOBILE[5:]}</w:t></w:r>"
    beside(school, "签到.docx", docx(body=f"<w:p>{halves}</w:p>"))
    assert told(school, "签到.docx") == ["personal_number_attached"]


def test_more_attachments_than_anybody_reads_reject_the_record(school: School) -> None:
    names = [f"{number}.png" for number in range(41)]
    for name in names:
        beside(school, name)
    assert told(school, *names) == ["attachment_many"]
    assert told(school, *names[:40]) == ["attachment_unnamed"]


def test_an_attachment_that_nobody_may_read_is_told(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    beside(school, "签到.pdf")
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.suffix == ".pdf":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert told(school, "签到.pdf") == ["attachment_held"]
    assert "权限" in school.problems()[0]["message"]
