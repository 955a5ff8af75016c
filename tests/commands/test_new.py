"""new: a record to fill in, which `check` takes once it is filled in."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from generator.commands.table import width
from generator.judge.records.uncounted import uncounted
from generator.model.figures import decimal
from generator.types import RecordType, registry
from generator.workspace.workspace import Workspace
from tests.packs.foreign import foreign
from tests.school import CAMPAIGN, PRIVATE, School, branch, command, working_calendar
from tests.sweep import over

DAY = "2017-03-08"
NOTICE = "public_notice"
DATES = {"signed_on": "2017-12-11", "period": {"start": "2017-12-12", "end": "2017-12-18"}}
TYPES = tuple(registry().types.values())
LINE = re.compile(r"^(?P<off># )?(?P<label>\S+):   # .*$", re.MULTILINE)


def school_at(root: Path) -> School:
    """A school with a group g1, a branch of the size of the examples, and a private root."""
    return School(root, branch(groups=["g1"], probationary=1), config=PRIVATE)


@pytest.fixture
def school(tmp_path: Path) -> School:
    return school_at(tmp_path)


each_type = over("kind", TYPES, lambda kind: kind.id)


def with_what_examples_name(school: School, kind: RecordType) -> None:
    """Writes the decisions and the notice that the examples of a notice, an objection and a commendation name."""
    working_calendar(school)
    decision, notice = (
        registry().types[each].fields[name].example for each, name in ((NOTICE, "basis"), ("objection", "notice"))
    )
    if kind.id == "commendation":
        conferred = kind.fields["decision"].example
        school.record(conferred, {"branches": ["jichu"], "subject": "confer"})
    elif kind.id != "committee_decision":
        school.record(decision, {"branches": ["jichu"], "subject": "recommend"})
        if kind.id != NOTICE:
            school.record(notice, {"branches": ["jichu"], "basis": decision} | DATES)


def day_of(kind: RecordType) -> str:
    """A day on which such a record may be written, with which its examples agree."""
    return kind.day.isoformat() if kind.day else DAY


def home(kind: RecordType) -> str:
    return "_committee" if kind.folder == "committee" else "jichu"


def path_of(school: School, kind: RecordType) -> Path:
    root = "private" if kind.restricted else "records"
    return school.root / root / f"{day_of(kind)[:4]}" / home(kind) / f"{day_of(kind)[5:]}-{kind.slug}.md"


def filled(text: str, kind: RecordType, everything: bool) -> str:
    """The text with the example of each field put where `new` left room for it."""

    def value(match: re.Match[str]) -> str:
        declared = registry().field(match["label"], (kind.id,))
        assert declared is not None, match[0]
        assert declared.example in match[0]
        # The first sheet of a round corrects none, and what everybody may read is not secret.
        never = declared.id in ("corrects", "secrecy")
        if match["off"] and (never or not everything):
            return match[0]
        return f"{match['label']}: {declared.example}"

    return LINE.sub(value, text) + "会议内容\n"


@each_type
@pytest.mark.parametrize("everything", [False, True], ids=["needed", "everything"])
def test_what_it_writes_is_taken_once_filled_in(tmp_path: Path, kind: RecordType, everything: bool) -> None:
    school = school_at(tmp_path / kind.id)
    with_what_examples_name(school, kind)
    ran = school.run("new", kind.id, "--branch", home(kind), "--date", day_of(kind))
    assert (ran.code, ran.err) == (0, "")
    path = path_of(school, kind)
    assert str(path.relative_to(school.root)) in ran.out
    text = path.read_text("utf-8")
    assert text.startswith(f"---\n类型: {kind.zh[0]}\n日期: {day_of(kind)}\n")
    for name in {name for need in kind.needs for name in need.split("|")}:
        label = registry().field(name, (kind.id,)).zh[0]  # type: ignore[union-attr]
        assert re.search(rf"^{label}:   # ", text, re.MULTILINE)
    path.write_text(filled(text, kind, everything), "utf-8")
    found = school.check()[1]["problems"]
    # A notice that is not yet put up says so until it is.
    assert [each["code"] for each in found] == ["notice_unpublished"] * (kind.id == NOTICE and not everything)
    if everything or not kind.issued:
        workspace = Workspace(school.root, school.root, "zh")
        assert not uncounted(workspace.records, workspace.frame.organization, date(2018, 12, 31))


@each_type
def test_what_it_writes_is_no_error_as_it_stands(tmp_path: Path, kind: RecordType) -> None:
    school = school_at(tmp_path / kind.id)
    school.run("new", kind.zh[-1], "--branch", home(kind), "--date", day_of(kind))
    code, found = school.check()
    assert code == 0, found


@each_type
def test_its_notes_are_in_the_language_asked_for(tmp_path: Path, kind: RecordType) -> None:
    school = school_at(tmp_path / kind.id)
    school.run("--lang", "en", "new", kind.id, "--branch", home(kind), "--date", day_of(kind))
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
    monkeypatch.setattr("generator.workspace.workspace.today", lambda: date(2018, 3, 4))
    school.run("new", "支部委员会", "--branch", "jichu")
    assert "日期: 2018-03-04" in (school.root / "records/2018/jichu/03-04-committee-meeting.md").read_text("utf-8")


@pytest.mark.parametrize(("name", "folder"), [("督查", "jichu"), ("支部委员会", "_committee")])
def test_nothing_is_written_where_check_would_refuse_it(school: School, name: str, folder: str) -> None:
    school.run("new", name, "--branch", folder, "--date", DAY)
    assert school.check()[0] == 0


# ── Which types there are ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_a_type_all_are_listed_by_groups(language: str) -> None:
    ran = command("--lang", language, "new")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    for kind in TYPES:
        assert len([line for line in lines if f"{line}  ".startswith(f"  {kind.label(language)}  ")]) == 1, kind.id
    heads = [lines.index(term.said(language)) for term, _ in registry().grouped]
    assert heads == sorted(heads)
    assert max(map(width, lines)) <= 88


def test_every_type_of_ours_has_a_group() -> None:
    assert [kind.id for kind in TYPES if kind.group == "other"] == []


@pytest.mark.parametrize(
    "written",
    [
        "committee-meeting",
        "Committee_Meeting",
        "支委会",
        " 「支部委员会」 ",
        "支部 委员会",
        "支委会会议记录",
        "支部委员会会议",
        "支委扩大会",
    ],
)
def test_a_type_is_known_by_any_usual_name(school: School, written: str) -> None:
    ran = school.run("new", written, "--branch", "jichu", "--date", DAY)
    assert ran.out.startswith("已新建 records/2017/jichu/03-08-committee-meeting.md")


def test_a_name_of_several_types_is_told_with_them(school: School) -> None:
    ran = school.run("new", "党员", "--branch", "jichu")
    assert (ran.code, ran.out) == (2, "")
    assert all(name in ran.err for name in ("支部党员大会", "民主评议党员", "发展党员"))


def test_what_is_no_type_is_told_what_is_like_it(school: School) -> None:
    assert "是不是：组织生活会" in school.run("new", "组织生活全", "--branch", "jichu").err


def test_the_committee_s_own_records_need_no_branch(school: School) -> None:
    assert school.run("new", "督查", "--date", DAY).code == 0
    assert (school.root / "records/2017/_committee/03-08-inspection.md").is_file()
    ran = school.run("new", "党课")
    assert (ran.code, "--branch" in ran.err) == (2, True)


# ── The three lists, and score sheets ───────────────────────────────────────────────────────────────────────────

LISTS = registry().documents["rectification"]
LIST_NAMES = ["整改", "整改清单", "问题清单", "任务清单", "责任清单", "三个清单", "三张清单", "Rectification"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_three_lists_have_every_column(school: School, language: str) -> None:
    assert school.run("--lang", language, "new", "整改清单", "--branch", "jichu", "--date", "2017-10-25").code == 0
    text = (school.root / "records/2017/jichu/rectification.yml").read_text("utf-8")
    for listed in LISTS.fields.values():
        assert f"\n{listed.zh[0]}:\n" in text
        for column in listed.fields.values():
            assert re.search(rf"^  [- ] {column.zh[0]}:", text, re.MULTILINE)
    assert school.check() == (0, {"errors": 0, "warnings": 0, "problems": []})


def test_the_lists_once_filled_in_are_right(tmp_path: Path) -> None:
    school = School(tmp_path, branch(groups=["g1"]), config=CAMPAIGN)
    school.record("2017/jichu/11-20-group-meeting")
    school.run("new", "三个清单", "--branch", "jichu", "--date", "2017-10-25")
    path = school.root / "records/2017/jichu/rectification.yml"
    text = path.read_text("utf-8")
    for listed in LISTS.fields.values():
        for column in listed.fields.values():
            if column.id not in {"extensions", "reopened", *listed.needs}:  # not done in time, or come back: not here
                assert f"，例如 {column.example}" in text
                line = re.compile(rf"^(  [- ] {column.zh[0]}:) +# .*，例如 (.*)$", re.MULTILINE)
                text = line.sub(r"\1 \2", text, count=1)
    path.write_text(text, "utf-8")
    assert school.check()[1]["problems"] == []
    assert school.rule("P04", as_of="2017-12-20")["status"] == "pass"


@pytest.mark.parametrize("name", LIST_NAMES)
def test_lists_that_are_there_are_not_touched(school: School, name: str) -> None:
    path = school.write("records/2017/jichu/rectification.yml", "问题清单: []\n")
    ran = school.run("new", name, "--branch", "jichu", "--date", DAY)
    assert (ran.code, ran.out) == (2, "")
    assert "records/2017/jichu/rectification.yml 已经有了" in ran.err
    assert path.read_text("utf-8") == "问题清单: []\n"


@pytest.mark.parametrize("name", ["自评", "组织考评"])
@pytest.mark.parametrize("pack", [None, "deductions-150"])
def test_a_full_sheet_has_every_rule_and_counts_once_filled_in(tmp_path: Path, name: str, pack: str | None) -> None:
    school = School(tmp_path, branch(groups=["g1"])) if pack is None else foreign(tmp_path, pack)
    assert school.run("new", name, "--branch", "jichu", "--date", "2017-12-08", "--full").code == 0
    path = next((school.root / "records/2017/jichu").iterdir())
    assert {each["severity"] for each in school.check()[1]["problems"]} <= {"warning"}
    compiled = Workspace(school.root, school.root, "zh").compiled(2017).pack
    text = path.read_text("utf-8").replace("轮次:", "轮次: 考核评定", 1)
    scored = [each for each in compiled.rules if each.standard and each.points and not each.of_committee]
    assert scored
    for rule in scored:
        points = decimal(rule.points)  # type: ignore[arg-type]
        line = f"  {rule.id}:   # 满分{points}分：{rule.term.said('zh')}。"
        assert text.count(line) == 1
        text = text.replace(line, f"  {rule.id}: {points}   # ")
    path.write_text(text, "utf-8")
    assert school.check()[1]["problems"] == []
    part = {"自评": "self", "组织考评": "organization"}[name]
    found = school.status(as_of="2017-12-31")["branches"]["jichu"]["rounds"]["final"][part]
    assert found == "100"


def test_full_is_for_sheets(school: School) -> None:
    ran = school.run("new", "党课", "--branch", "jichu", "--full")
    assert (ran.code, "自评" in ran.err) == (2, True)
