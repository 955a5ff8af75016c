"""The pages of gradings and contrasts: what they say at each day, and to whom."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.publish.publication import publish
from tests.publish.conftest import AUDIENCES, content, make_root, sites, write
from tests.publish.one_page import page as one_page
from tests.publish.served import served
from tests.shop import Shop

BRANCH = "jichu"
REVIEW = "2017/jichu/12-07-organization-review"


@pytest.fixture(scope="module")
def root(shop: Shop) -> Path:
    return shop.once("graded", lambda root: sites(root, every=1))


def page(root: Path, path: str, audience: str = "public") -> str:
    return (root / "site" / audience / path).read_text("utf-8")


def text(html: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", " ", html))


def rows(html: str, attribute: str) -> list[tuple[str, ...]]:
    return re.findall(rf'{attribute}="([^"]*)"', html)


def test_the_branch_s_rounds(root: Path) -> None:
    html = page(root, "2017/jichu/evaluation.html")
    assert re.findall(r'data-source="(\w+)" data-score="([\d.]+)"', html) == [
        ("self", "90.5"), ("mass", "96.727272"), ("organization", "89.5"),
        ("self", "98.5"), ("mass", "98.392857"), ("organization", "96"),
    ]  # fmt: skip
    assert re.findall(r'data-round="(\w+)" data-final="([\d.]+)"', html) == [
        ("baseline", "91.868181"), ("final", "97.217857"),
    ]  # fmt: skip
    told = text(html)
    assert "本校规定" in told
    assert "回收率" not in told and "回收率96.6%" in text(page(root, "2017/jichu/evaluation.html", "committee"))
    assert "18→20+2" in told  # the first standard by the branch's own sheets


def test_every_condition_is_named(root: Path) -> None:
    html = page(root, "2017/jichu/evaluation.html", "committee")
    assert rows(html, "data-condition") == ["grade", "M10", "M11", "L05", "decision"]
    assert 'href="../standards/five-good.html#L05"' in html
    withheld = page(root, "2017/xinxi/evaluation.html", "committee")
    assert "学校党委决定暂不推荐" in withheld


@pytest.mark.parametrize("audience", ["public", "members"])
def test_what_a_branch_lacks_and_a_decision_against_it_are_the_committees(root: Path, audience: str) -> None:
    for path in ("2017/jichu/evaluation.html", "2017/xinxi/evaluation.html"):
        assert rows(page(root, path, audience), "data-condition") == []
    pages = [path for path in served(root / "site" / audience) if path.suffix == ".html"]
    assert len(pages) > 100
    for found in pages:
        assert "尚缺" not in found.read_text("utf-8") and "暂不推荐" not in found.read_text("utf-8")


def test_the_year_s_page_names_every_branch(root: Path) -> None:
    assert rows(page(root, "2017/evaluation.html"), "data-unit") == ["jichu", "jidian", "xinxi"]
    html = page(root, "2017/evaluation.html", "committee")
    assert "尚缺：等次、述职测评“好”的比例（L05）、学校党委的决定" in text(html)


def test_texts_of_the_contrasts_are_the_members(root: Path) -> None:
    contrasts = {audience: page(root, "2017/jidian/contrasts.html", audience) for audience in AUDIENCES}
    assert "已逐月核对会议记录" not in contrasts["public"]
    assert "不向本页读者公开" in contrasts["public"]
    assert all("已逐月核对会议记录" in contrasts[audience] for audience in ("members", "committee"))
    assert "与记录不一致" not in page(root, "2017/jidian/evaluation.html")
    assert "与记录不一致" in page(root, "2017/jidian/evaluation.html", "members")
    assert 'href="jidian/index.html#O02"' in page(root, "2017/contrasts.html", "members")


def test_tabs_lead_there(root: Path) -> None:
    html = page(root, "2017/jichu/index.html")
    assert 'href="evaluation.html"' in html
    assert 'href="contrasts.html"' in html
    assert 'href="evaluation.html"' in page(root, "2017/index.html")
    assert 'href="contrasts.html"' in page(root, "2017/branches.html")


@pytest.mark.parametrize(
    ("day", "baseline", "final"),
    [("2017-10-10", "未开始", "未开始"), ("2017-10-23", "规定的步骤已完成", "未开始"), ("2017-10-25", "好", "未开始"),
     ("2017-12-06", "好", "未完成"), ("2017-12-08", "好", "好")],
)  # fmt: skip
def test_the_stage_of_the_day(root: Path, day: str, baseline: str, final: str) -> None:
    html = one_page(root, "2017/jichu/evaluation.html", as_of=day)
    told = [re.search(rf'<h2 id="{name}">.*?<span[^>]*>([^<]*)</span>', html) for name in ("baseline", "final")]
    assert [each[1] for each in told if each] == [baseline, final]


class TestAYearWithout:
    def test_no_pages_where_nothing_is_graded(self, tmp_path: Path) -> None:
        make_root(tmp_path, 1, every=5)
        config = (tmp_path / "site_config.yml").read_text("utf-8").replace("  2017:\n", "  2016:\n")
        (tmp_path / "site_config.yml").write_text(config, "utf-8")
        for path in [*tmp_path.glob("records/2017/jichu/1*-*"), *tmp_path.glob("records/2017/_committee/1*-*")]:
            if path.is_file():
                path.unlink()
        publish(content(tmp_path), "public", tmp_path / "site")
        year = tmp_path / "site/public/2017"
        assert (year / "jichu/index.html").is_file()
        assert not (year / "evaluation.html").exists()
        assert not (year / "jichu/evaluation.html").exists()
        assert not (year / "contrasts.html").exists()
        assert 'href="evaluation.html"' not in (year / "jichu/index.html").read_text("utf-8")


def test_an_edited_sheet_shows_at_once(tmp_path: Path) -> None:
    make_root(tmp_path, 1, every=5)
    publish(content(tmp_path), "public", tmp_path / "site")
    before = page(tmp_path, "2017/jichu/evaluation.html")
    write(
        tmp_path,
        f"records/{REVIEW}.yml",
        "类型: 组织考评\n日期: 2017-12-07\n轮次: 考核评定\n得分: {1: 10, 2: 22, 3: 24, 4: 16, 5: 18}\n",
    )
    publish(content(tmp_path), "public", tmp_path / "site")
    assert 'data-source="organization" data-score="90"' not in before
    assert 'data-source="organization" data-score="90"' in page(tmp_path, "2017/jichu/evaluation.html")


def test_a_decision_shows_at_once(tmp_path: Path) -> None:
    make_root(tmp_path, 1, every=5)
    publish(content(tmp_path), "committee", tmp_path / "site")
    assert "暂不推荐" not in page(tmp_path, "2017/jichu/evaluation.html", "committee")
    write(
        tmp_path,
        "records/2017/_committee/12-19-committee-decision.yml",
        "类型: 党委会决定\n日期: 2017-12-19\n事项: 不推荐\n涉及支部: [jichu]\n",
    )
    publish(content(tmp_path), "committee", tmp_path / "site")
    assert "学校党委决定暂不推荐" in page(tmp_path, "2017/jichu/evaluation.html", "committee")
