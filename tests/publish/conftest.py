"""A small school with something for every audience, published for all three."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.demo import demonstration
from generator.papers.editions import site_content
from generator.publish.content import Content
from generator.publish.publication import publish
from generator.workspace.workspace import Workspace
from tests.attached.samples import sample
from tests.shop import Shop
from tests.spared import indexed
from tests.thinned import thinned

ROOT = Path(__file__).resolve().parents[2]
AUDIENCES = ("public", "members", "committee")
MEETING = "2017/jichu/09-29-party-day"
NARROWED = "2017/jichu/09-28-party-day"
DRAFT = "2017/jichu/09-27-party-day"
TRANSFER = "2017/jichu/06-12-relation-transfer"
DISPOSITION = "2017/jichu/05-08-disposition"

SECRETS = {
    "members": ("主持甲甲", "记录乙乙", "列席丙丙", "决议丁丁", "会议内容戊戊", "签到表己己"),
    "committee": ("请假庚庚", "病由辛辛", "缺席壬壬", "草稿癸癸", "只给党委看的标题", "退回的姓名子子"),
    "nobody": ("06-12-relation-transfer", "05-08-disposition", "组织处置 05-08"),
}
"""What only members, only the committee, and nobody may read, word for word."""

_MEETING = """---
类型: [党日活动, 理论学习]
标题: 参观校史馆
日期: 2017-09-29
时间: 14:00-15:30
地点: 校史馆
主持人: 主持甲甲
记录人: 记录乙乙
列席: 列席丙丙
应到: 20
实到: 17
请假名单: [{姓名: 请假庚庚, 事由: 病由辛辛}, {姓名: 丑, 事由: 出差}]
缺席名单: [{姓名: 缺席壬壬}]
议题: [参观校史馆并座谈]
学习专题: [讲政治、有信念]
决议: [{内容: 决议丁丁, 赞成: 17, 反对: 0, 弃权: 0}]
附件: [签到表己己.pdf]
关联: [2017/jichu/09-28-party-day, 2017/jichu/06-12-relation-transfer]
---
会议内容戊戊。<script>alert(1)</script>
"""
_MORE = "地点: 校史馆\n主持人: 书记\n记录人: 委员\n应到: 20\n实到: 20\n议题: [座谈]\n"


def write(root: Path, path: str, text: str) -> None:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")


def make_root(root: Path, branches: int = 3, every: int = 1) -> None:
    """A demonstration of one record in so many, the records above, and what the project comes with beside them."""
    for path, text in thinned(demonstration(branches, [2017]), every):
        write(root, path, text)
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copytree(ROOT / "records" / "calendar", root / "records" / "calendar", dirs_exist_ok=True)
    config = (root / "site_config.yml").read_text("utf-8")
    config = "".join(
        line for line in config.splitlines(True) if "path: records" not in line and "record_roots" not in line
    )
    config += "\nrecord_roots:\n  - {path: records, shared: true}\n  - {path: private, shared: false}\n"
    (root / "site_config.yml").write_text(config, "utf-8")
    write(root, f"records/{MEETING}.md", _MEETING)
    (root / f"records/{MEETING}").mkdir()
    (root / f"records/{MEETING}/签到表己己.pdf").write_bytes(sample("a.pdf"))
    write(
        root,
        f"records/{NARROWED}.yml",
        f"类型: 党日活动\n标题: 只给党委看的标题\n日期: 2017-09-28\n公开范围: 学校党委\n{_MORE}",
    )
    write(root, f"records/{DRAFT}.yml", f"类型: 党日活动\n标题: 草稿癸癸\n日期: 2017-09-27\n草稿: 是\n{_MORE}")
    write(root, "records/2017/jichu/09-26-party-day.yml", "类型: 党日活动\n日期: 2017-09-26\n应到: 退回的姓名子子\n")
    write(
        root,
        "records/2018/jichu/01-10-accountability-review.yml",
        "类型: 述职评议\n日期: 2018-01-10\n述职年度: 2017\n测评票: {发出: 20, 收回: 20, 无效: 0, 好: 20}\n",
    )
    write(
        root,
        f"private/{TRANSFER}.yml",
        "类型: 组织关系转接\n日期: 2017-06-12\n转接方向: 转出\n"
        "介绍信开具日期: 2017-06-12\n介绍信交到日期: 2017-06-20\n",
    )
    write(root, f"private/{DISPOSITION}.yml", "类型: 组织处置\n日期: 2017-05-08\n谈话日期: 2017-05-08\n")


def content(root: Path, as_of: str | None = None, language: str = "zh") -> Content:
    from datetime import date

    workspace = Workspace(root, root, language)
    day = workspace.as_of(date.fromisoformat(as_of) if as_of else None)
    return site_content(workspace, None, day)


def sites(root: Path, as_of: str | None = None, change: Callable[[Path], object] | None = None, every: int = 5) -> None:
    """A root, changed before it is read, and below `site` what each audience is served of it."""
    make_root(root, every=every)
    if change:
        change(root)
    found = content(root, as_of)
    for audience in AUDIENCES:
        publish(found, audience, root / "site")


@pytest.fixture(scope="session")
def school(shop: Shop) -> Path:
    """The root; `school / "site"` holds the site of each audience, as of January 2018, searched in several parts."""

    def make(root: Path) -> None:
        with indexed():
            sites(root, "2018-01-20", every=1)

    return shop.once("school", make)
