"""All of a root: every file met once, in an order that depends on names alone, and none of them fatal."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from random import Random

import pytest

from generator.model.failure import Broken
from generator.model.record import in_time
from generator.read.frame import read_frame
from generator.read.source import Source, read_source
from tests.attached.samples import sample
from tests.school import School, branch

MEETING = "2017/jichu/03-08-committee-meeting"
PRIVATE = [{"path": "records", "shared": True}, {"path": "private", "shared": False}]


@pytest.fixture
def school(tmp_path: Path) -> School:
    return School(tmp_path / "root")


def read(school: School) -> Source:
    return read_source(read_frame(school.root))


def ids(source: Source) -> list[str]:
    return [record.id for record in sorted(source.records, key=in_time)]


def found(source: Source) -> list[tuple[str, str]]:
    return [(problem.file, problem.code) for problem in source.problems]


def test_records_stand_in_order_of_date_and_id(school: School) -> None:
    wanted = [f"2017/jichu/{day}-committee-meeting" for day in ("02-08", "03-08", "03-08", "11-01")]
    wanted[2] += "-2"
    wanted.append("2018/jichu/01-05-committee-meeting")
    for each in reversed(wanted):
        school.record(each)
    source = read(school)
    assert ids(source) == wanted
    assert source.years == (2017, 2018)
    assert source.problems == ()


def test_the_order_of_writing_changes_nothing(tmp_path: Path) -> None:
    files = {f"records/2017/jichu/{month:02}-08-committee-meeting.md": "nothing" for month in range(1, 10)}
    files |= {"records/2017/jichu/03-08-Committee-meeting.md": "x", "records/2017/jichu/note.txt": "y"}
    sources = []
    for number in range(3):
        school = School(tmp_path / str(number))
        school.record(MEETING + "-2")
        order = sorted(files)
        Random(number).shuffle(order)
        for path in order:
            school.write(path, files[path])
        source = read(school)
        sources.append((source.records, source.problems, source.rejected))
    assert sources[0] == sources[1] == sources[2]


def test_a_stray_file_is_told_and_its_neighbours_go_on(school: School) -> None:
    school.record(MEETING)
    school.write("records/2017/jichu/notes.txt", "x")
    source = read(school)
    assert found(source) == [("records/2017/jichu/notes.txt", "stray_file")]
    assert (ids(source), source.rejected) == ([MEETING], ())


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("03-05-committee-meeting.md", "misplaced"),
        ("2017/03-05-committee-meeting.md", "misplaced"),
        ("2017/jichu/more/03-05-committee-meeting.md", "misplaced"),
        ("2017/jichu/more/deeper/03-05-committee-meeting.md", "misplaced"),
        ("jichu/03-05-committee-meeting.md", "misplaced"),
        ("note.txt", "stray_file"),
        ("2017/jichu/支委会.docx", "stray_file"),
        ("2017/jichu/03-05-committee-meeting.docx", "wrong_suffix"),
        ("2017/jichu/03-05-committee-meeting.yaml", "wrong_suffix"),
        ("2017/jichu/03-05-committee-meeting.MD", "wrong_suffix"),
        ("2017/jichu/03-05-committee-meeting.txt", "wrong_suffix"),
        ("README.md", ""),
        ("2017/README", ""),
        ("2017/jichu/readme.txt", ""),
    ],
)
def test_no_file_is_passed_over_in_silence(school: School, path: str, code: str) -> None:
    school.record(MEETING)
    school.write(f"records/{path}", "---\n类型: 支委会\n---\n")
    source = read(school)
    assert found(source) == ([(f"records/{path}", code)] if code else [])
    assert ids(source) == [MEETING]


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("03-05-dues.md", "年份/支部编号/03-05-dues.md"),
        ("2017-03-05-dues.md", "2017/支部编号/03-05-dues.md"),
        ("jichu/2017/03-05-dues.md", "2017/jichu/03-05-dues.md"),
        ("2017/jichu/more/03-05-dues.md", "2017/jichu/03-05-dues.md"),
        ("2017年/jichu/03-05-dues.md", None),
    ],
)
def test_where_it_belongs_is_told_as_far_as_its_path_says(school: School, path: str, right: str | None) -> None:
    school.write(f"records/{path}", "---\n---\n")
    (problem,) = read(school).problems
    assert problem.args.get("path") == right


@pytest.mark.parametrize("name", [".hidden.md", ".git/config"])
def test_hidden_files_are_none_of_its_business(school: School, name: str) -> None:
    school.write(f"records/2017/jichu/{name}", "x")
    assert read(school).problems == ()


def test_attachments_are_no_records(school: School) -> None:
    school.record(MEETING, {"attachments": ["a.pdf"]})
    school.write(f"records/{MEETING}/a.pdf", sample("a.pdf"))
    assert read(school).problems == ()
    school.write(f"records/{MEETING}/not-named.md", "# x")
    assert found(read(school)) == [(f"records/{MEETING}.md", "attachment_unfit")]


@pytest.mark.parametrize("name", ["2017/jichu.md", "2017/jichu.yml", "2017.md"])
def test_a_stray_file_beside_a_folder_hides_nothing_in_it(school: School, name: str) -> None:
    school.record(MEETING)
    school.write(f"records/{name}", "x")
    assert ids(read(school)) == [MEETING]


def test_a_file_rejected_is_named_and_the_others_go_on(school: School) -> None:
    school.record(MEETING)
    school.record("2017/jichu/04-08-committee-meeting", {"expected": "many"})
    source = read(school)
    assert source.rejected == ("records/2017/jichu/04-08-committee-meeting.md",)
    assert ids(source) == [MEETING]


def test_two_files_of_one_stem_count_neither(school: School) -> None:
    school.record(MEETING)
    school.record(MEETING, suffix=".yml")
    source = read(school)
    assert found(source) == [(f"records/{MEETING}.md", "stem_twice"), (f"records/{MEETING}.yml", "stem_twice")]
    assert (ids(source), len(source.rejected)) == ([], 2)


def test_names_that_differ_in_case_alone_clash(school: School) -> None:
    school.record(MEETING)
    twin = f"records/{MEETING.replace('committee', 'COMMITTEE')}.md"
    school.write(twin, (school.root / f"records/{MEETING}.md").read_bytes())
    source = read(school)
    assert (f"records/{MEETING}.md", "case_clash") in found(source)
    assert twin in source.rejected
    assert ids(source) == []


@pytest.mark.parametrize("place", ["2017/jichu/03-08-dues.md", "2017/jichu", "2017"])
def test_a_link_out_of_the_root_is_refused(school: School, tmp_path: Path, place: str) -> None:
    school.record("2016/jichu/03-08-committee-meeting")
    outside = tmp_path / "outside"
    (outside / "jichu").mkdir(parents=True)
    for path in ("03-08-dues.md", "jichu/03-08-dues.md"):
        (outside / path).write_text("---\n类型: 党费收缴\n日期: 2017-03-08\n---\n", "utf-8")
    link = school.root / "records" / place
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(outside / "03-08-dues.md" if place.endswith(".md") else outside)
    source = read(school)
    assert {code for _, code in found(source)} == {"leaves_root"}
    assert ids(source) == ["2016/jichu/03-08-committee-meeting"]


def test_a_link_within_the_root_is_followed(school: School) -> None:
    school.record(MEETING)
    (school.root / f"records/{MEETING}-2.md").symlink_to(school.root / f"records/{MEETING}.md")
    assert ids(read(school)) == [MEETING, f"{MEETING}-2"]


def test_a_private_root(tmp_path: Path) -> None:
    school = School(tmp_path, config={"record_roots": PRIVATE})
    school.record(MEETING)
    transfer = "---\n类型: 组织关系转接\n日期: 2017-06-12\n方向: 转出\n开具日期: 2017-06-12\n---\n"
    school.write("private/2017/jichu/06-12-relation-transfer.md", transfer)
    school.write("records/2017/jichu/06-13-relation-transfer.md", transfer.replace("06-12", "06-13"))
    source = read(school)
    assert [(record.id, record.shared) for record in source.records] == [
        (MEETING, True),
        ("2017/jichu/06-12-relation-transfer", False),
    ]
    assert found(source) == [("records/2017/jichu/06-13-relation-transfer.md", "restricted_in_shared")]


def test_one_stem_in_two_roots_counts_neither(tmp_path: Path) -> None:
    school = School(tmp_path, config={"record_roots": PRIVATE})
    school.record(MEETING)
    school.write(f"private/{MEETING}.md", (tmp_path / f"records/{MEETING}.md").read_bytes())
    source = read(school)
    assert found(source) == [(f"private/{MEETING}.md", "stem_twice"), (f"records/{MEETING}.md", "stem_twice")]
    assert ids(source) == []


def test_a_private_root_that_is_not_there(tmp_path: Path) -> None:
    school = School(tmp_path, config={"record_roots": PRIVATE})
    school.record(MEETING)
    assert ids(read(school)) == [MEETING]


def test_the_three_lists_by_year_and_branch(school: School) -> None:
    school.write("records/2017/jichu/rectification.yml", "problems: [{id: P1}]\n")
    school.write("records/2017/_committee/rectification.yml", "problems: []\n")
    school.write("records/2017/nosuch/rectification.yml", "problems: []\n")
    source = read(school)
    assert sorted(source.rectification) == [(2017, "jichu")]
    assert {code for _, code in found(source)} == {"misplaced"}
    assert source.years == (2017,)


def test_a_bad_row_is_left_out_and_the_lists_stand(school: School) -> None:
    school.write("records/2017/jichu/rectification.yml", "problems: [{id: P1}, {id: P1}]\n")
    source = read(school)
    assert source.rejected == ()
    assert found(source) == [("records/2017/jichu/rectification.yml", "id_twice")]
    lists = source.rectification[2017, "jichu"]
    assert [row["id"] for row in lists.problems] == ["P1"]
    assert [(each.list, each.row, each.code) for each in lists.left_out] == [("problems", "P1", "id_twice")]


def test_unsound_lists_are_rejected_and_the_records_go_on(school: School) -> None:
    school.record(MEETING)
    school.write("records/2017/jichu/rectification.yml", "problem: [{id: P1}]\n")
    source = read(school)
    assert source.rejected == ("records/2017/jichu/rectification.yml",)
    assert (ids(source), dict(source.rectification)) == ([MEETING], {})


def test_a_name_in_another_encoding(school: School) -> None:
    school.record(MEETING)
    folder = os.fsencode(school.root / "records/2017/jichu")
    Path(os.fsdecode(os.path.join(folder, "03-08-会议.md".encode("gbk")))).touch()  # noqa: PTH118
    source = read(school)
    assert [code for _, code in found(source)] == ["name_not_ascii"]
    assert ids(source) == [MEETING]


def test_entered_csv(school: School) -> None:
    school.record(MEETING)
    school.write("records/entered.csv", f"record,entered_on\n{MEETING},2017-03-20\n")
    assert read(school).entered_on[MEETING] == date(2017, 3, 20)


def test_a_broken_frame_names_every_problem(tmp_path: Path) -> None:
    school = School(tmp_path, config={"packs": {"scoring": "nosuch", "beside": ["neither"]}})
    school.organize(branch("Jichu"))
    school.write("records/calendar/2017.yml", "a: [")
    with pytest.raises(Broken) as broken:
        read_frame(school.root)
    assert {(problem.file, problem.code) for problem in broken.value.problems} == {
        ("content/standards/nosuch.yml", "missing_file"),
        ("content/standards/neither.yml", "missing_file"),
        ("records/organization.yml", "bad_id"),
        ("records/calendar/2017.yml", "unclosed"),
    }


def test_the_pack_that_scores_comes_first(school: School) -> None:
    assert read_frame(school.root).packs.of(2017)[0].id == "five-good"


def test_the_lists_of_a_branch_and_year_stand_in_one_root(tmp_path: Path) -> None:
    school = School(tmp_path, config={"record_roots": [*PRIVATE, {"path": "other", "shared": False}]})
    for root in ("records", "private", "other"):
        school.write(f"{root}/2017/jichu/rectification.yml", "问题清单: [{序号: P1}]\n")
    school.write("private/2016/jichu/rectification.yml", "问题清单: [{序号: P1}]\n")
    source = read(school)
    assert list(source.rectification) == [(2016, "jichu")]
    twins = [f"{root}/2017/jichu/rectification.yml" for root in ("other", "private", "records")]
    assert set(found(source)) == {(file, "lists_twice") for file in twins}
    assert source.rejected == tuple(twins)
    others = {problem.file: problem.args["other"] for problem in source.problems}
    assert others[twins[0]] == others[twins[1]] == twins[2]
    assert others[twins[2]] in twins[:2]
