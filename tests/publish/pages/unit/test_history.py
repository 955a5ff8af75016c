"""The history of a record on its page: when, by whom, what; and of each version no more than the audience may see."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from generator.publish.publication import Publication, publish
from tests.publish.conftest import content
from tests.publish.one_page import page
from tests.school import School

RECORD = "2017/jichu/03-08-committee-meeting"
PLACE = f"{RECORD}.html"
TEXT = """---
类型: 支部委员会
日期: 2017-03-08
地点: 第一会议室
主持人: 书记甲
记录人: 委员乙
应到: 5
实到: 4
请假: 1
请假名单: [{姓名: 丙丙, 事由: 出差}]
议题: [研究一季度工作]
---
第一行。
第二行。
"""
ID = "11010519491231002X"


class Kept:
    """A school whose records are in git, each commit by somebody."""

    def __init__(self, root: Path, **config: object) -> None:
        self.school = School(root, config={"record_roots": [{"path": "records", "shared": True}], **config})
        self._git("init", "--quiet", "--initial-branch=main")

    def commit(self, day: str, by: str, text: str | None, record: str = RECORD) -> None:
        file = self.school.root / f"records/{record}.md"
        if text is None:
            file.unlink()
        else:
            self.school.write(f"records/{record}.md", text)
        self._git("add", "-A")
        self._git("commit", "--quiet", "-m", "x", day=f"{day}T12:00:00+08:00", by=by)

    def page(self, audience: str, path: str = PLACE, as_of: str = "2017-12-31") -> str:
        return page(self.school.root, path, audience, as_of=as_of)

    def history(self, audience: str, as_of: str = "2017-12-31") -> list[str]:
        """The rows of the history, as words."""
        html = self.page(audience, as_of=as_of).partition('<h2 id="history">')[2].partition('<p class="note">')[0]
        rows = re.split(r'<tr id="change-\d+"><th scope="row">', html)[1:]
        return [" ".join(re.sub("<[^>]*>", " ", row).split()) for row in rows]

    def build(self) -> Publication:
        """Publishes the members' site."""
        return publish(content(self.school.root, "2017-12-31"), "members", self.school.root / "site")

    @property
    def site(self) -> Path:
        """Where the branch's pages are served."""
        return self.school.root / "site/members/2017/jichu"

    def _git(self, *argv: str, day: str = "2017-01-01T00:00:00+08:00", by: str = "a") -> None:
        who = {f"GIT_{role}_{part}": by if part == "NAME" else "someone@example.org"
               for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}  # fmt: skip
        when = {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day, "GIT_CONFIG_GLOBAL": os.devnull}
        env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        subprocess.run(["git", *argv], cwd=self.school.root, env={**env, **who, **when}, check=True)


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    found = Kept(tmp_path, posts=[{"name": "zhang", "post": "基础部党支部组织委员"}])
    found.commit("2017-03-09", "zhang", TEXT)
    return found


def test_a_record_that_was_never_changed_has_no_history(kept: Kept) -> None:
    assert 'id="history"' not in kept.page("committee")


def test_a_correction_says_when_by_which_post_and_what(kept: Kept) -> None:
    text = (
        TEXT.replace("实到: 4", "实到: 5").replace("请假: 1", "请假: 0").replace("第二行。", "改了的一行。\n又一行。")
    )
    kept.commit("2017-03-20", "zhang", text.replace("请假名单: [{姓名: 丙丙, 事由: 出差}]\n", ""))
    (row,) = kept.history("members")
    assert row.startswith("2017年3月20日 基础部党支部组织委员")
    assert "实到 ： 4 → 5" in row.replace("：", " ： ").replace("  ", " ")
    assert "增加2行，删去1行" in row
    assert "someone@example.org" not in kept.page("committee")


def test_a_commit_that_changes_no_record_makes_no_page_again(kept: Kept) -> None:
    kept.commit("2017-03-20", "zhang", TEXT.replace("第一会议室", "第二会议室"))
    kept.build()
    kept.commit("2017-03-21", "li", "别的", "../notes")
    assert kept.build().written == 0


def test_a_version_that_nobody_sees_in_the_record_makes_its_page_again(kept: Kept) -> None:
    """The record is as it was, but there and back are two corrections."""
    kept.build()
    kept.commit("2017-03-20", "zhang", TEXT.replace("第一会议室", "第二会议室"))
    kept.commit("2017-03-21", "zhang", TEXT)
    kept.build()
    assert "第二会议室" in (kept.site / "03-08-committee-meeting.html").read_text("utf-8")


def test_nobody_named_and_an_address_for_a_name(kept: Kept) -> None:
    kept.commit("2017-03-20", "li@example.org", TEXT.replace("第一会议室", "第二会议室"))
    kept.commit("2017-03-21", "王五", TEXT.replace("第一会议室", "第三会议室"))
    first, second = kept.history("members")
    assert "没有登记" in first and "王五" in second and "第二会议室 → 第三会议室" in second


def test_the_public_sees_no_history(kept: Kept) -> None:
    kept.commit("2017-03-20", "zhang", TEXT.replace("第一会议室", "第二会议室"))
    assert kept.history("members") and not kept.history("public")
    assert "第一会议室" not in kept.page("public")


def test_a_change_of_a_committees_field_is_not_told_to_members(kept: Kept) -> None:
    kept.commit("2017-03-20", "zhang", TEXT.replace("姓名: 丙丙", "姓名: 丁丁"))
    assert not kept.history("members") and "丙丙" not in kept.page("members")
    (row,) = kept.history("committee")
    assert "丙丙" in row and "丁丁" in row


def test_what_was_for_the_committee_before_it_was_opened_is_not_told(kept: Kept) -> None:
    narrow = TEXT.replace("应到: 5", "公开范围: 学校党委\n应到: 5").replace("第一会议室", "秘密会议室")
    kept.commit("2017-03-20", "zhang", narrow)
    kept.commit("2017-03-21", "zhang", TEXT)
    assert not kept.history("members") and "秘密会议室" not in kept.page("members")
    assert len(kept.history("committee")) == 2


def test_a_personal_number_that_was_taken_out_is_not_shown_again(kept: Kept) -> None:
    kept.commit("2017-03-20", "zhang", TEXT.replace("第二行。", f"身份证{ID}"))
    kept.commit("2017-03-21", "zhang", TEXT)
    for audience in ("members", "committee"):
        assert ID not in kept.page(audience)
    assert not kept.history("members")
    assert ["读不出来" in row for row in kept.history("committee")] == [True, True]


def test_only_what_was_known_at_the_end_of_the_day(kept: Kept) -> None:
    kept.commit("2017-06-20", "zhang", TEXT.replace("第一会议室", "第二会议室"))
    assert not kept.history("committee", as_of="2017-06-19") and kept.history("committee", as_of="2017-06-20")


def test_what_only_brings_a_record_to_form_is_no_correction(kept: Kept) -> None:
    kept.commit("2017-03-20", "zhang", TEXT.replace("日期: 2017-03-08", "日期: 2017年3月8日"))
    assert not kept.history("committee")


def test_a_record_withdrawn_leaves_a_line_in_the_ledger(kept: Kept) -> None:
    ledger = "2017/jichu/ledger.html"
    assert 'id="withdrawn"' not in kept.page("members", ledger)
    kept.commit("2017-04-02", "zhang", None)
    line = "2017年3月8日 支部委员会，2017年4月2日撤回，经手：基础部党支部组织委员"
    for audience in ("members", "committee"):
        assert line in kept.page(audience, ledger)
    assert "撤回" not in kept.page("public", ledger) and "撤回" not in kept.page("members", ledger, "2017-04-01")
    kept.commit("2017-04-03", "zhang", TEXT)
    assert "撤回" not in kept.page("members", ledger)


def test_a_record_moved_is_not_withdrawn(kept: Kept) -> None:
    kept.commit("2017-04-02", "zhang", None)
    kept.commit("2017-04-03", "zhang", TEXT.replace("2017-03-08", "2017-03-09"), "2017/jichu/03-09-committee-meeting")
    assert "撤回" in kept.page("members", "2017/jichu/ledger.html")  # another day is another meeting
    kept.commit("2017-04-04", "zhang", None, "2017/jichu/03-09-committee-meeting")
    kept.commit("2017-04-05", "zhang", TEXT)
    assert "3月8日" not in kept.page("members", "2017/jichu/ledger.html").partition('id="withdrawn"')[2]


def test_a_narrowed_record_withdrawn_leaves_no_line_for_members(kept: Kept) -> None:
    kept.commit("2017-03-20", "zhang", TEXT.replace("应到: 5", "公开范围: 学校党委\n应到: 5"))
    kept.commit("2017-04-02", "zhang", None)
    assert "撤回" not in kept.page("members", "2017/jichu/ledger.html")
    assert "撤回" in kept.page("committee", "2017/jichu/ledger.html")
