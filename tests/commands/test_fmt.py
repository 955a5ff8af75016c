"""`wuhao fmt`: which files it looks after, how it writes them, what it says and with what it ends (design §3, §5)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.language import catalogue
from tests.school import CONFIG, Ran, School, branch

UNTIDY = """\
---
类型: 支部委员会
日期: 2017年3月8日   # 周三
时间: 14：00—15：30
地点: 第一会议室
主持人: 支部书记
记录人: 组织委员
应到: 5人
实到: '４'
请假: 1
缺席: 0
---
会议内容：5人，2017年3月8日
"""
TIDY = UNTIDY.replace("2017年3月8日  ", "2017-03-08  ").replace("14：00—15：30", "14:00-15:30")
TIDY = TIDY.replace("应到: 5人", "应到: 5").replace("'４'", "'4'")
RECORD = "records/2017/jichu/03-08-committee-meeting.md"
BROKEN = "records/2017/jichu/04-12-committee-meeting.md"
PRIVATE = {"record_roots": [*CONFIG["record_roots"], {"path": "private", "shared": False}]}


@pytest.fixture
def school(tmp_path: Path) -> School:
    return School(tmp_path, branch(groups=["g1"]))


def changed(ran: Ran) -> list[str]:
    """The files it names as changed, or to be changed."""
    return re.findall(r"^(?:已整理|需要整理) (.+)$", ran.out, re.MULTILINE)


def snapshot(school: School) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in school.root.rglob("*") if path.is_file()}


def test_a_record_is_put_in_form_and_named(school: School) -> None:
    path = school.write(RECORD, UNTIDY)
    ran = school.run("fmt")
    assert path.read_text("utf-8") == TIDY
    assert (ran.code, changed(ran)) == (0, [RECORD])
    assert "3:5  2017年3月8日 → 2017-03-08" in ran.out
    assert "9:5  '４' → '4'" in ran.out
    assert not school.problems(code="unnormalised")


def test_the_second_time_changes_nothing(school: School) -> None:
    school.write(RECORD, UNTIDY)
    school.run("fmt")
    before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in school.root.rglob("*")}
    ran = school.run("fmt", "--strict")
    assert (ran.code, changed(ran)) == (0, [])
    assert {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in school.root.rglob("*")} == before


def test_check_writes_nothing(school: School) -> None:
    school.write(RECORD, UNTIDY)
    before = snapshot(school)
    ran = school.run("fmt", "--check")
    assert (ran.code, changed(ran)) == (0, [RECORD])
    assert snapshot(school) == before
    assert school.run("fmt", "--check", "--strict").code == 1


def test_check_fails_by_errors(school: School) -> None:
    school.write(BROKEN, UNTIDY.replace("应到: 5人", "应到: 五人左右"))
    ran = school.run("fmt", "--check")
    assert ran.code == 1
    assert f"{BROKEN}:8:5:" in ran.out


def test_another_encoding_is_an_error_until_it_is_mended(school: School) -> None:
    path = school.write(RECORD, UNTIDY.encode("gb18030"))
    assert school.run("fmt", "--check").code == 1
    assert school.run("fmt").code == 0
    assert path.read_text("utf-8") == TIDY
    assert school.run("fmt", "--check", "--strict").code == 0


def test_what_is_not_understood_is_reported_and_the_others_go_on(school: School) -> None:
    bad = school.write(BROKEN, "---\n日期: [2017年4月12日\n---\n")
    good = school.write(RECORD, UNTIDY)
    ran = school.run("fmt")
    assert (ran.code, changed(ran)) == (1, [RECORD])
    assert f"{BROKEN}:" in ran.out
    assert bad.read_text("utf-8") == "---\n日期: [2017年4月12日\n---\n"
    assert good.read_text("utf-8") == TIDY


def test_what_cannot_be_put_otherwise_in_its_place_is_told(school: School) -> None:
    school.write(RECORD, TIDY.replace("应到: 5", "应到: |\n  5人"))
    ran = school.run("fmt")
    assert (ran.code, changed(ran)) == (0, [])
    assert f"{RECORD}:8:5:" in ran.out


def test_every_kind_of_file_in_every_root(tmp_path: Path) -> None:
    school = School(tmp_path, branch(), config=PRIVATE)
    organization = school.root / "records/organization.yml"
    organization.write_text(organization.read_text("utf-8").replace("2014-09-01", "2014年9月1日"), "utf-8")
    school.write("records/calendar/2017.yml", "working_days: [2017年1月22日]\n")
    school.write(RECORD, UNTIDY)
    school.write(RECORD.replace("jichu", "_committee"), UNTIDY)
    school.write("records/2017/jichu/rectification.yml", "问题清单: [{序号: P1, 发现日期: 2017年10月12日}]\n")
    school.write("private/2017/jichu/05-08-disposition.yml", "类型: 组织处置\n日期: 2017.5.8\n")
    ran = school.run("fmt")
    assert ran.code == 0
    assert changed(ran) == [
        RECORD.replace("jichu", "_committee"),
        RECORD,
        "records/2017/jichu/rectification.yml",
        "records/calendar/2017.yml",
        "records/organization.yml",
        "private/2017/jichu/05-08-disposition.yml",
    ]
    assert "年" not in organization.read_text("utf-8")
    assert changed(school.run("fmt")) == []


def test_an_organization_in_another_encoding_is_mended(school: School) -> None:
    path = school.root / "records/organization.yml"
    text = path.read_text("utf-8")
    path.write_bytes(text.encode("gb18030"))
    assert school.run("fmt").code == 0
    assert path.read_text("utf-8") == text


@pytest.mark.parametrize(
    "path",
    [
        "records/2017/jichu/03-08-committee-meeting/notes.md",
        "records/2017/jichu/.hidden.md",
        "records/2017/jichu/03-08-committee-meeting.txt",
        "content/guides/writing.md",
        "site_config.yml",
        "records/2017/readme.md",
    ],
)
def test_other_files_are_not_its_business(school: School, path: str) -> None:
    school.write(RECORD, TIDY)
    text = "demonstration: {as_of: 2017年12月20日}  \n" if path == "site_config.yml" else UNTIDY
    if path == "site_config.yml":
        text = (school.root / path).read_text("utf-8") + text
    other = school.write(path, text)
    ran = school.run("fmt", "--strict")
    assert (ran.code, changed(ran)) == (0, [])
    assert other.read_text("utf-8") == text


def test_links_are_not_followed_and_stay_links(school: School, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "record.md"
    outside.write_text(UNTIDY, "utf-8")
    link = school.root / RECORD
    link.parent.mkdir(parents=True)
    link.symlink_to(outside)
    folder = school.root / "records/2017/linked"
    (outside.parent / "03-08-committee-meeting.md").write_text(UNTIDY, "utf-8")
    folder.symlink_to(outside.parent)
    within = school.root / RECORD.replace(".md", "-2.md")
    school.write(RECORD.replace(".md", "-3.md"), UNTIDY)
    within.symlink_to(RECORD.rpartition("/")[2].replace(".md", "-3.md"))
    assert changed(school.run("fmt")) == [RECORD.replace(".md", "-3.md")]
    assert outside.read_text("utf-8") == UNTIDY
    assert link.is_symlink() and folder.is_symlink() and within.is_symlink()
    assert within.read_text("utf-8") == TIDY


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755, 0o444])
def test_permissions_are_kept(school: School, mode: int) -> None:
    path = school.write(RECORD, UNTIDY)
    path.chmod(mode)
    assert changed(school.run("fmt")) == [RECORD]
    assert path.stat().st_mode & 0o777 == mode
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_write_that_fails_leaves_the_file_and_no_litter(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    path = school.write(RECORD, UNTIDY)

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    ran = school.run("fmt")
    assert ran.code == 1
    assert "No space left on device" in ran.err
    assert path.read_text("utf-8") == UNTIDY
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_paths_narrow_it_down(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    other = RECORD.replace("03-08", "03-09")
    school.write(RECORD, UNTIDY)
    school.write(other, UNTIDY)
    assert changed(school.run("fmt", "--check", RECORD)) == [RECORD]
    assert changed(school.run("fmt", "--check", "records/2017")) == [RECORD, other]
    assert changed(school.run("fmt", "--check", str(school.root / other))) == [other]
    assert changed(school.run("fmt", "--check", "content")) == []
    monkeypatch.chdir((school.root / RECORD).parent)
    assert changed(school.run("fmt", other.rpartition("/")[2])) == [other]


@pytest.mark.parametrize("path", ["records/nowhere", "/etc/hosts"])
def test_a_path_that_is_not_there_is_wrong_usage(school: School, path: str) -> None:
    assert school.run("fmt", path).code == 2


def test_a_configuration_that_cannot_be_read_is_reported(school: School) -> None:
    school.write("site_config.yml", "record_roots: [\n")
    ran = school.run("fmt")
    assert ran.code == 1
    assert "site_config.yml:" in ran.err


def test_the_two_catalogues_say_the_same() -> None:
    zh, en = ({key for key in catalogue(each).sentences if key.startswith("fmt.")} for each in ("zh", "en"))
    assert zh == en


def test_it_speaks_english_too(school: School) -> None:
    school.write(RECORD, UNTIDY)
    ran = school.run("--lang", "en", "fmt")
    assert f"Put in form: {RECORD}" in ran.out
