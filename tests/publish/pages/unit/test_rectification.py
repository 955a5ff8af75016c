"""The three lists on their pages: what each audience sees, states and counts, the way from a score to a task."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator.publish.publication import publish
from tests.publish.conftest import AUDIENCES, DISPOSITION, MEETING, content, make_root, sites, write
from tests.publish.served import served
from tests.shop import Shop

LISTS = f"""问题清单:
  - {{序号: P1, 标准: 3, 对照: 4, 问题表现: 问题甲甲, 产生原因: 原因乙乙, 来源: 组织生活会, 发现日期: 2017-10-12}}
  - {{序号: P2, 对照: 2, 问题表现: 问题丙丙, 来源: 群众, 发现日期: 2017-10-12}}
  - {{序号: P3, 标准: 1, 问题表现: 以后才列入, 发现日期: 2017-10-12, 列入日期: 2018-02-01}}
任务清单:
  - 序号: T1
    对应问题序号: P1
    整改目标: 目标丁丁
    整改措施: [措施戊戊]
    完成时限: 2017-11-30
    进展情况: [{{日期: 2017-11-07, 内容: 进展己己}}, {{日期: 2018-02-01, 内容: 以后的进展}}]
    完成日期: 2017-11-20
    佐证材料: [{MEETING}, {DISPOSITION}, 登记丑丑]
  - {{序号: T2, 对应问题序号: P2, 完成时限: 2017-12-15}}
  - {{序号: T3, 对应问题序号: P2, 长期坚持: 是, 复查日期: 2018-03-01}}
  - 序号: T4
    对应问题序号: P1
    完成时限: 2017-11-30
    延期: [{{申请日期: 2017-11-25, 新时限: 2018-01-31, 批准人: 学校党委}}]
责任清单:
  - 序号: R1
    对应任务序号: T1
    责任领导: 领导庚庚
    责任人: 责任辛辛
    责任单位: 基础部党支部
    督办人: 督办壬壬
    销号情况: {{销号人: 销号癸癸, 日期: 2017-11-28, 佐证: 检查记录}}
  - {{序号: R2, 对应任务序号: T2}}
  - {{序号: R3, 对应任务序号: T3}}
  - {{序号: R4, 对应任务序号: T4}}
"""
MEMBERS = (
    "问题甲甲",
    "原因乙乙",
    "目标丁丁",
    "措施戊戊",
    "进展己己",
    "领导庚庚",
    "责任辛辛",
    "督办壬壬",
    "销号癸癸",
    "登记丑丑",
)
NOBODY = ("以后才列入", "以后的进展", "05-08")


@pytest.fixture(scope="module")
def kept(shop: Shop) -> Path:
    def change(root: Path) -> None:
        write(root, "records/2017/jichu/rectification.yml", LISTS)
        (root / "records/2017/jidian/rectification.yml").unlink()

    return shop.once("lists", lambda root: sites(root, "2018-01-20", change))


def page(root: Path, audience: str, path: str = "2017/jichu/rectification.html") -> str:
    return (root / "site" / audience / path).read_text("utf-8")


def row(text: str, anchor: str) -> str:
    found = re.search(rf'<tr id="{anchor}">.*?</tr>', text, re.S)
    assert found, anchor
    return re.sub(r"\s+", " ", found[0])


@pytest.mark.parametrize("path", ["2017/jichu/rectification.html", "2017/rectification.html"])
def test_the_public_sees_category_state_and_dates_members_the_texts(kept: Path, path: str) -> None:
    public, members = page(kept, "public", path), page(kept, "members", path)
    for word in ("标准3 组织生活好、对照4", "已销号", "逾期", "2017年11月30日", "2017年11月20日", "基础部党支部"):
        assert word in public and word in members
    assert not [word for word in MEMBERS if word in public]
    assert not [word for word in MEMBERS if word not in members]


def said_in(site: Path) -> set[str]:
    """The words of members that stand in any text file of a site; a release is folders of links."""
    texts = [path.read_text("utf-8") for path in served(site) if path.suffix in (".html", ".json", ".csv", ".xml")]
    assert len(texts) > 100
    return {word for word in MEMBERS if any(word in text for text in texts)}


def test_nothing_of_it_is_anywhere_else_for_the_public(kept: Path) -> None:
    assert said_in(kept / "site/members") == set(MEMBERS)
    assert said_in(kept / "site/public") == set()


@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_is_to_come_and_what_has_no_page_is_not_there(kept: Path, audience: str) -> None:
    text = page(kept, audience)
    assert not [word for word in NOBODY if word in text]


def test_states(kept: Path) -> None:
    text = page(kept, "public")
    assert "已销号" in row(text, "T1") and "status--pass" in row(text, "T1")
    assert "逾期" in row(text, "T2") and "未开始" in row(text, "T2")
    assert "长期坚持，2018年3月1日复查" in row(text, "T3")
    assert (
        "已延期" in row(text, "T4") and "2018年1月31日" in row(text, "T4") and "原定2017年11月30日" in row(text, "T4")
    )


def test_evidence_is_a_link(kept: Path) -> None:
    assert f'href="../jichu/{MEETING.rsplit("/", 1)[-1]}.html"' in row(page(kept, "members"), "T1")


@pytest.mark.parametrize("audience", AUDIENCES)
def test_counts_in_json_are_those_on_the_page(kept: Path, audience: str) -> None:
    document = json.loads(page(kept, audience, "2017/status.json"))
    counts = {unit: branch["rectification"] for unit, branch in document["branches"].items()}
    assert counts["jichu"] == {"total": 4, "open": 2, "overdue": 1, "verified": 1}
    assert counts["jidian"] is None
    assert "销号率25%" in page(kept, audience)
    other = counts["xinxi"]
    assert f"{1 + other['verified']} / {4 + other['total']}" in page(kept, audience, "2017/index.html")


def test_from_a_score_to_the_task(kept: Path) -> None:
    assert 'href="../jichu/rectification.html#T1"' in page(kept, "public", "2017/jichu/index.html")
    assert 'href="rectification.html"' in page(kept, "public", "2017/jichu/index.html")
    assert 'href="../jidian/rectification.html' not in page(kept, "public", "2017/jidian/index.html")


def test_a_branch_without_lists_says_so(kept: Path) -> None:
    assert "还没有建立" in page(kept, "public", "2017/jidian/rectification.html")
    assert "没有清单" in page(kept, "public", "2017/rectification.html")


def test_a_year_without_lists_has_no_such_page(kept: Path) -> None:
    assert not (kept / "site/public/2018/rectification.html").exists()
    assert "rectification.html" not in page(kept, "public", "2018/index.html")


def test_a_changed_task_changes_its_page(tmp_path: Path) -> None:
    make_root(tmp_path, 2, every=5)
    write(tmp_path, "records/2017/jichu/rectification.yml", LISTS)
    publish(content(tmp_path), "members", tmp_path / "site")
    write(tmp_path, "records/2017/jichu/rectification.yml", LISTS.replace("目标丁丁", "目标子子"))
    done = publish(content(tmp_path), "members", tmp_path / "site")
    assert 0 < done.written < 10
    assert "目标子子" in page(tmp_path, "members")
    publish(content(tmp_path, "2017-10-11"), "members", tmp_path / "site")
    assert "问题甲甲" not in page(tmp_path, "members")
