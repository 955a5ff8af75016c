"""What becomes of a push: taken or refused as a whole, for what it brings and for nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model.problem import Severity
from tests.attached.samples import sample
from tests.gate.door import NOTHING, OTHER, RECORD, Door, codes, git, reasons
from tests.school import branch

BAD = {"应到": "很多"}


@pytest.fixture
def door(tmp_path: Path) -> Door:
    door = Door(tmp_path)
    door.school.record(RECORD)
    door.begin()
    return door


# ── What is in the files ────────────────────────────────────────────────────────────────────────────────────────


def test_a_record_of_the_own_branch_is_taken(door: Door) -> None:
    door.school.record("2017/jichu/04-08-committee-meeting")
    verdict = door.judge("wang", door.clone.commit())
    assert (verdict.taken, verdict.files, verdict.warnings) == (True, 1, ())


def test_one_bad_record_among_good_ones_keeps_all_out(door: Door) -> None:
    for month in ("04", "05", "06"):
        door.school.record(f"2017/jichu/{month}-08-committee-meeting", BAD if month == "05" else {})
        door.clone.commit()
    verdict = door.judge("wang", git(door.clone.folder, "rev-parse", "HEAD"))
    assert codes(verdict) == [("records/2017/jichu/05-08-committee-meeting.md", "not_a_count")]
    assert (verdict.taken, verdict.files) == (False, 3)
    assert verdict.errors[0].mark.line > 1


def test_every_bad_one_is_named(door: Door) -> None:
    names = [f"2017/jichu/{month:02}-08-committee-meeting" for month in range(4, 9)]
    for name in names:
        door.school.record(name, BAD)
    verdict = door.judge("wang", door.clone.commit())
    assert codes(verdict) == [(f"records/{name}.md", "not_a_count") for name in names]


def test_what_is_mended_before_it_is_pushed_does_not_matter(door: Door) -> None:
    door.school.record("2017/jichu/04-08-committee-meeting", BAD)
    door.clone.commit()
    door.school.record("2017/jichu/04-08-committee-meeting")
    assert door.judge("wang", door.clone.commit()).taken


def test_old_faults_of_others_and_of_the_own_branch_keep_nobody_out(door: Door) -> None:
    door.school.record(OTHER, BAD)
    door.school.record("2017/jichu/02-08-committee-meeting", BAD)
    door.begin()
    door.school.record("2017/jichu/04-08-committee-meeting")
    assert door.judge("wang", door.clone.commit()).taken
    door.school.record("2017/jichu/02-08-committee-meeting", {**BAD, "地点": "别处"})
    assert codes(door.judge("wang", door.clone.commit())) == [
        ("records/2017/jichu/02-08-committee-meeting.md", "not_a_count")
    ]


def test_faults_that_a_change_causes_in_other_files(door: Door) -> None:
    door.school.record("2017/jichu/04-08-committee-meeting", {"附件": ["a.pdf"]})
    door.school.write("records/2017/jichu/04-08-committee-meeting/a.pdf", sample("a.pdf"))
    door.begin()
    (door.clone.folder / "records/2017/jichu/04-08-committee-meeting/a.pdf").unlink()
    record = "records/2017/jichu/04-08-committee-meeting.md"
    assert codes(door.judge("wang", door.clone.commit())) == [(record, "attachment_missing")]


def test_an_attachment_that_cannot_be_published_is_told_to_who_pushes_it_or_its_record(door: Door) -> None:
    attached = "records/2017/jichu/04-08-committee-meeting/"
    door.school.record("2017/jichu/04-08-committee-meeting", {"附件": ["a.pdf", "b.pdf"]})
    for name in ("a.pdf", "b.pdf"):
        door.school.write(attached + name, sample(name))
    door.begin()
    door.school.write(f"{attached}b.pdf", sample("b.png"))
    told = door.judge("wang", door.clone.commit())
    assert told.taken and [(each.code, each.args["name"]) for each in told.warnings] == [("attachment_held", "b.pdf")]
    door.begin()
    door.school.record("2017/jichu/04-08-committee-meeting", {"附件": ["a.pdf", "b.pdf"], "地点": "别处"})
    told = door.judge("wang", door.clone.commit())
    assert told.taken and [(each.code, each.args["name"]) for each in told.warnings] == [("attachment_held", "b.pdf")]


LISTS = """\
问题清单: [{{序号: P1, 标准: 3, 问题表现: 记录过于简单, 来源: 自查, 发现日期: 2017-10-12}}]
任务清单:
  - {{序号: T1, 对应问题序号: P1, 整改目标: 规范, 整改措施: 统一记录本, 完成时限: 2017-11-30, 佐证材料: ["{evidence}"]}}
"""


def test_a_list_may_name_a_record_of_another_branch(door: Door) -> None:
    door.school.record(OTHER)
    door.begin()
    lists = "records/2017/jichu/rectification.yml"
    door.school.write(lists, LISTS.format(evidence=OTHER))
    taken = door.clone.commit()
    assert codes(door.judge("wang", taken)) == []
    door.school.write(lists, LISTS.format(evidence=OTHER.replace("03-08", "03-09")))
    assert codes(door.judge("wang", door.clone.commit())) == [(lists, "evidence_unknown")]


def test_a_record_that_another_branch_names_cannot_be_taken_away_unseen(door: Door) -> None:
    door.school.record(OTHER)
    door.school.write("records/2017/jichu/rectification.yml", LISTS.format(evidence=OTHER))
    door.begin()
    (door.clone.folder / f"records/{OTHER}.md").unlink()
    verdict = door.judge("li", door.clone.commit())
    assert codes(verdict) == [("records/2017/jichu/rectification.yml", "evidence_unknown")]


def test_warnings_are_told_of_the_pushed_files_alone(door: Door) -> None:
    door.school.record("2017/jichu/02-08-committee-meeting", {"地点": "无"})
    door.begin()
    door.school.record("2017/jichu/04-08-committee-meeting", {"地点": "无"})
    verdict = door.judge("wang", door.clone.commit())
    assert verdict.taken
    assert {each.file for each in verdict.warnings} == {"records/2017/jichu/04-08-committee-meeting.md"}
    assert {each.severity for each in verdict.warnings} == {Severity.WARNING}


def test_the_same_stem_twice(door: Door) -> None:
    door.school.record(RECORD, suffix=".yml")
    found = codes(door.judge("wang", door.clone.commit()))
    assert ("records/2017/jichu/03-08-committee-meeting.yml", "stem_twice") in found


# ── What all are read by ────────────────────────────────────────────────────────────────────────────────────────


def test_the_office_may_change_the_configuration_but_not_break_it(door: Door) -> None:
    config = door.clone.folder / "site_config.yml"
    text = config.read_text("utf-8")
    config.write_text(text + "late_entry_days: 9\n", "utf-8")
    assert door.judge("office", door.clone.commit()).taken
    config.write_text(text + "late_entry_days: 很多\n", "utf-8")
    verdict = door.judge("office", door.clone.commit())
    assert codes(verdict) == [("site_config.yml", "not_a_count")]


def test_an_organization_that_makes_records_wrong_names_them(door: Door) -> None:
    door.school.organize(branch("caijing"))
    verdict = door.judge("office", door.clone.commit())
    assert codes(verdict) == [(f"records/{RECORD}.md", "unknown_branch")]


def test_where_the_configuration_was_broken_before_nothing_can_be_checked(door: Door) -> None:
    config = door.clone.folder / "site_config.yml"
    text = config.read_text("utf-8")
    config.write_text(text + "late_entry_days: 很多\n", "utf-8")
    door.begin()
    door.school.record("2017/jichu/04-08-committee-meeting")
    verdict = door.judge("wang", door.clone.commit())
    assert (reasons(verdict), codes(verdict)) == (["broken"], [("site_config.yml", "not_a_count")])
    config.write_text(text, "utf-8")
    assert door.judge("office", door.clone.commit()).taken


def test_the_first_push_of_all(tmp_path: Path) -> None:
    door = Door(tmp_path)
    door.school.record(RECORD)
    assert door.judge("office", door.clone.commit()).taken
    assert reasons(door.judge("wang", door.clone.commit())) == ["empty"]
    (door.clone.folder / "site_config.yml").unlink()
    assert reasons(door.judge("office", door.clone.commit())) == ["no_config"]


def test_a_private_repository_is_the_offices(tmp_path: Path) -> None:
    roots = {"record_roots": [{"path": "records", "shared": True}, {"path": "../secret", "shared": False}]}
    door = Door(tmp_path, roots, private=True)
    door.begin()
    assert door.private is not None
    record = door.private.folder / "2017/jichu/05-08-disposition.md"
    record.parent.mkdir(parents=True)
    record.write_text("---\n类型: 组织处置\n日期: 2017-05-08\n谈话日期: 2017-05-08\n---\n", "utf-8")
    commit = door.private.commit()
    assert door.judge("office", commit, number=1).taken
    assert reasons(door.judge("wang", commit, number=1)) == ["private"]
    assert codes(door.judge("office", commit, number=1, frozen={2017})) == [
        ("../secret/2017/jichu/05-08-disposition.md", "year_is_frozen")
    ]
    record.write_text("---\n类型: 组织处置\n日期: 2017-05-09\n---\n", "utf-8")
    verdict = door.judge("office", door.private.commit(), number=1)
    assert codes(verdict) == [("../secret/2017/jichu/05-08-disposition.md", "date_misplaced")]


def test_a_private_repository_that_no_root_asks_for(tmp_path: Path) -> None:
    door = Door(tmp_path, private=True)
    door.begin()
    assert door.private is not None
    assert reasons(door.judge("office", door.private.commit(), number=1)) == ["no_root"]


def _nested(door: Door, leaf: str, *path: str) -> str:
    """A commit with folders at the path that name a million million files in a few hundred bytes."""
    tree = leaf
    for _ in range(12):
        names = "".join(f"040000 tree {tree}\tf{number}\n" for number in range(12))
        tree = git(door.clone.folder, "mktree", given=names.encode())
    for number in reversed(range(len(path))):
        above = "/".join(path[:number])
        listed = git(door.clone.folder, "ls-tree", "-z", f"HEAD:{above}").split("\0")
        kept = [each for each in listed if each and not each.endswith(f"\t{path[number]}")]
        entries = "".join(f"{each}\0" for each in (*kept, f"040000 tree {tree}\t{path[number]}"))
        tree = git(door.clone.folder, "mktree", "-z", given=entries.encode())
    return git(door.clone.folder, "commit-tree", "-p", "HEAD", "-m", "x", tree)


def test_files_without_end_are_not_counted_to_it(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.gate.git.LONGEST_LISTING", 1 << 20)
    monkeypatch.setattr("generator.gate.git.LISTED_WITHIN", 0.5)
    file = git(door.clone.folder, "hash-object", "-w", "--stdin", given=b"x")
    full = git(door.clone.folder, "mktree", given=f"100644 blob {file}\tx\n".encode())
    empty = git(door.clone.folder, "mktree")
    for leaf in (full, empty):
        for path in (("records", "2017", "jichu", "nested"), ("site_config.yml",)):
            commit = _nested(door, leaf, *path)
            assert reasons(door.judge("wang", commit)) == ["no_end"], (leaf == empty, path)


def test_a_record_that_names_more_than_a_command_takes(door: Door) -> None:
    names = "\n".join(f"2017/caijing/03-08-{number:08}" for number in range(18_000))
    door.school.record("2017/jichu/04-08-committee-meeting", body=names)
    assert door.judge("wang", door.clone.commit()).taken


# ── Whose files they are ────────────────────────────────────────────────────────────────────────────────────────


ELSEWHERE = (
    ".gitattributes",
    "content/plan.md",
    "generator/__init__.py",
    f"records/{OTHER}.md",
    "records/2017/_committee/03-08-bulletin.md",
    "records/2017/jichu2/03-08-committee-meeting.md",
    "records/2017/x.md",
    "records/calendar/2017.yml",
    "records/entered.csv",
    "records/jichu",
    "records/organization.yml",
    "site_config.yml",
    "templates/home.html",
)


def test_a_recorder_changes_nothing_outside_the_own_folder(door: Door) -> None:
    for path in ELSEWHERE:
        door.school.write(path, "x\n")
    door.school.record("2017/jichu/04-08-committee-meeting")
    found = codes(door.judge("wang", door.clone.commit()))
    assert sorted(found) == sorted((path, "not_of_branch") for path in ELSEWHERE)


def test_taking_a_file_away_is_changing_it(door: Door) -> None:
    (door.clone.folder / f"records/{RECORD}.md").rename(door.clone.folder / "03-08.md")
    found = codes(door.judge("li", door.clone.commit()))
    assert found == [("03-08.md", "not_of_branch"), (f"records/{RECORD}.md", "not_of_branch")]


@pytest.mark.parametrize("who", ["wang", "office", "kao"])
def test_nobody_changes_a_frozen_year(door: Door, who: str) -> None:
    door.school.record("2017/jichu/04-08-committee-meeting")
    commit = door.clone.commit()
    file = "records/2017/jichu/04-08-committee-meeting.md"
    assert codes(door.judge(who, commit, frozen={2016, 2017})) == [(file, "year_is_frozen")]
    assert "year_is_frozen" not in dict(codes(door.judge(who, commit, frozen={2016}))).values()


def test_a_reviewer_writes_reviews_and_lists(door: Door) -> None:
    door.school.write("records/2017/jichu/rectification.yml", LISTS.format(evidence="记录本"))
    assert codes(door.judge("kao", door.clone.commit())) == []
    door.school.record("2017/jichu/04-08-committee-meeting")
    assert codes(door.judge("kao", door.clone.commit())) == [
        ("records/2017/jichu/04-08-committee-meeting.md", "not_of_reviewer")
    ]


def test_a_branch_does_not_grade_itself(door: Door) -> None:
    review = "---\n类型: {type}\n日期: 2017-12-07\n轮次: 考核评定\n得分: {{L01: 4}}\n---\n"
    file = "records/2017/jichu/12-07-{slug}.md"
    for slug, code in {
        "organization-review": "not_of_recorder",
        "organization-review-2": "not_of_recorder",
        "work-report": "review_unnamed",  # under another name neither
        "self-assessment": "review_unnamed",
    }.items():
        kind = "[自评, 组织考评]" if slug == "self-assessment" else "组织考评"
        door.school.write(file.format(slug=slug), review.format(type=kind))
        assert codes(door.judge("wang", door.clone.commit())) == [(file.format(slug=slug), code)]
        door.begin()
    door.school.write(file.format(slug="organization-review"), review.format(type="组织考评"))
    assert codes(door.judge("kao", door.clone.commit())) == []


@pytest.mark.parametrize(("who", "reason"), [(None, "nobody"), ("sun", "unknown"), ("zhao", "member")])
def test_who_may_not_push_at_all(door: Door, who: str | None, reason: str) -> None:
    assert reasons(door.judge(who, door.clone.commit())) == [reason]


def test_half_a_list_of_accounts_is_none(door: Door) -> None:
    door.house.accounts_file.write_text("accounts: [{name: office, role: office}, {name: x, role: boss}]\n", "utf-8")
    assert reasons(door.judge("office", door.clone.commit())) == ["accounts"]


# ── The line of history ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_merge_is_judged_by_the_whole_change(door: Door) -> None:
    base = door.tip
    door.school.record(OTHER)
    door.begin()
    git(door.clone.folder, "checkout", "--quiet", "-b", "mine", base)
    door.school.record("2017/jichu/04-08-committee-meeting")
    door.clone.commit()
    git(door.clone.folder, "merge", "--quiet", "--no-edit", "main")  # as `git pull` does
    merged = git(door.clone.folder, "rev-parse", "HEAD")
    verdict = door.judge("wang", merged)
    assert (verdict.taken, verdict.files) == (True, 1)

    git(door.clone.folder, "checkout", "--quiet", "-b", "theirs", base)
    door.school.record("2017/caijing/05-08-committee-meeting")
    door.clone.commit()
    git(door.clone.folder, "merge", "--quiet", "--no-edit", "mine")
    verdict = door.judge("wang", git(door.clone.folder, "rev-parse", "HEAD"))
    assert codes(verdict) == [("records/2017/caijing/05-08-committee-meeting.md", "not_of_branch")]


@pytest.mark.parametrize(
    ("ref", "recorder", "office"),
    [
        ("refs/heads/mine", "other_branch", None),
        ("refs/tags/v1", "tag", None),
        ("refs/notes/wuhao/pushed", "other_branch", "other_ref"),
        ("refs/for/main", "other_branch", "other_ref"),
    ],
)
def test_other_refs(door: Door, ref: str, recorder: str, office: str | None) -> None:
    commit = door.clone.commit()
    assert reasons(door.judge("wang", commit, ref)) == [recorder]
    assert reasons(door.judge("office", commit, ref)) == ([office] if office else [])


@pytest.mark.parametrize("who", ["wang", "office"])
def test_nothing_is_deleted_or_rewritten(door: Door, who: str) -> None:
    assert reasons(door.judge(who, NOTHING)) == ["deletes"]
    door.school.record("2017/jichu/04-08-committee-meeting")
    git(door.clone.folder, "add", "-A")
    git(door.clone.folder, "commit", "--quiet", "--amend", "-m", "y")
    assert reasons(door.judge(who, git(door.clone.folder, "rev-parse", "HEAD"))) == ["rewrites"]


def test_who_was_overtaken_is_told(door: Door) -> None:
    before = door.tip
    door.school.record(OTHER)
    door.begin()
    git(door.clone.folder, "checkout", "--quiet", "-b", "mine", before)
    door.school.record("2017/jichu/04-08-committee-meeting")
    assert reasons(door.judge("wang", door.clone.commit(), old=before)) == ["overtaken"]


def test_main_must_be_a_commit(door: Door) -> None:
    blob = git(door.clone.folder, "rev-parse", "HEAD:site_config.yml")
    assert reasons(door.judge("office", blob, old=door.tip)) == ["no_commit"]
