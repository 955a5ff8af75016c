"""new: a record to fill in, which `check` takes once it is filled in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.types import RecordType, registry
from tests.school import PRIVATE, School, branch, working_calendar
from tests.sweep import over

DAY = "2017-03-08"
NOTICE = "public_notice"
DATES = {"signed_on": "2017-12-11", "period": {"start": "2017-12-12", "end": "2017-12-18"}}
TYPES = tuple(registry().types.values())
LINE = re.compile(r"^(?P<off># )?(?P<label>\S+):   # .*$", re.MULTILINE)


def school_at(root: Path) -> School:
    """A school with a group g1, a branch of the size of the examples, and a private root."""
    return School(root, branch(groups=["g1"]), config=PRIVATE)


@pytest.fixture
def school(tmp_path: Path) -> School:
    return school_at(tmp_path)


each_type = over("kind", TYPES, lambda kind: kind.id)


def with_what_examples_name(school: School) -> None:
    """Writes the decision and the notice that the examples of a notice and of an objection name."""
    working_calendar(school)
    decision, notice = (
        registry().types[kind].fields[name].example for kind, name in ((NOTICE, "basis"), ("objection", "notice"))
    )
    school.record(decision, {"branches": ["jichu"], "subject": "recommend"})
    school.record(notice, {"branches": ["jichu"], "basis": decision} | DATES)


def home(kind: RecordType) -> str:
    return "_committee" if kind.folder == "committee" else "jichu"


def path_of(school: School, kind: RecordType) -> Path:
    root = "private" if kind.restricted else "records"
    return school.root / root / "2017" / home(kind) / f"03-08-{kind.slug}.md"


def filled(text: str, kind: RecordType, everything: bool) -> str:
    """The text with the example of each field put where `new` left room for it."""

    def value(match: re.Match[str]) -> str:
        declared = registry().field(match["label"], (kind.id,))
        assert declared is not None, match[0]
        assert declared.example in match[0]
        corrects = declared.id == "corrects"  # the first sheet of a round corrects none
        if match["off"] and (corrects or not everything):
            return match[0]
        return f"{match['label']}: {declared.example}"

    return LINE.sub(value, text) + "会议内容\n"


@each_type
@pytest.mark.parametrize("everything", [False, True], ids=["needed", "everything"])
def test_what_it_writes_is_taken_once_filled_in(tmp_path: Path, kind: RecordType, everything: bool) -> None:
    school = school_at(tmp_path / kind.id)
    with_what_examples_name(school)
    ran = school.run("new", kind.id, "--branch", home(kind), "--date", DAY)
    assert (ran.code, ran.err) == (0, "")
    path = path_of(school, kind)
    assert str(path.relative_to(school.root)) in ran.out
    text = path.read_text("utf-8")
    assert text.startswith(f"---\n类型: {kind.zh[0]}\n日期: {DAY}\n")
    for name in {name for need in kind.needs for name in need.split("|")}:
        label = registry().field(name, (kind.id,)).zh[0]  # type: ignore[union-attr]
        assert re.search(rf"^{label}:   # ", text, re.MULTILINE)
    path.write_text(filled(text, kind, everything), "utf-8")
    folder = path.with_suffix("")
    folder.mkdir()
    (folder / "签到表.pdf").write_bytes(b"%PDF")
    found = school.check()[1]["problems"]
    assert [problem for problem in found if problem["severity"] == "error"] == []
    assert [problem for problem in found if problem["code"] == "incomplete"] == []


@each_type
def test_what_it_writes_is_no_error_as_it_stands(tmp_path: Path, kind: RecordType) -> None:
    school = school_at(tmp_path / kind.id)
    school.run("new", kind.zh[-1], "--branch", home(kind), "--date", DAY)
    code, found = school.check()
    assert code == 0, found


@each_type
def test_its_notes_are_in_the_language_asked_for(tmp_path: Path, kind: RecordType) -> None:
    school = school_at(tmp_path / kind.id)
    school.run("--lang", "en", "new", kind.id, "--branch", home(kind), "--date", DAY)
    for note in re.findall(r"   # (.*?)(?:, such as .*)?$", path_of(school, kind).read_text("utf-8"), re.MULTILINE):
        assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]", note)


def test_the_second_of_a_day_gets_a_number(school: School) -> None:
    for _ in range(3):
        assert school.run("new", "支部委员会", "--branch", "jichu", "--date", DAY).code == 0
    names = sorted(path.name for path in (school.root / "records/2017/jichu").iterdir())
    assert names == [f"03-08-committee-meeting{end}.md" for end in ("-2", "-3", "")]


def test_a_yml_of_that_name_is_not_doubled(school: School) -> None:
    school.record("2017/jichu/03-08-committee-meeting", suffix=".yml")
    school.run("new", "支部委员会", "--branch", "jichu", "--date", DAY)
    assert (school.root / "records/2017/jichu/03-08-committee-meeting-2.md").is_file()
    assert school.check()[0] == 0


def test_restricted_types_go_into_the_private_root(school: School) -> None:
    school.run("new", "组织处置", "--branch", "jichu", "--date", DAY)
    assert (school.root / "private/2017/jichu/03-08-disposition.md").is_file()
    assert not (school.root / "records/2017").exists()


def test_today_unless_said(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import date

    monkeypatch.setattr("generator.workspace.workspace.today", lambda: date(2018, 3, 4))
    school.run("new", "支部委员会", "--branch", "jichu")
    assert "日期: 2018-03-04" in (school.root / "records/2018/jichu/03-04-committee-meeting.md").read_text("utf-8")


@pytest.mark.parametrize(("name", "folder"), [("督查", "jichu"), ("支部委员会", "_committee")])
def test_nothing_is_written_where_check_would_refuse_it(school: School, name: str, folder: str) -> None:
    school.run("new", name, "--branch", folder, "--date", DAY)
    assert school.check()[0] == 0
