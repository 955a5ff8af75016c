"""A published year: figures, links, what is made again and what is not."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from fractions import Fraction
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html

from generator.language import catalogue
from generator.model.figures import decimal
from generator.model.result import BranchResult
from generator.publish import pieces
from generator.publish.cut.gradings import GradingCutter
from generator.publish.formats.status import config_version, status_document
from generator.publish.last_build import Piece
from generator.publish.pages import contents
from generator.publish.pages.contents import YEAR_PAGES, YearPage
from generator.publish.pages.parts.tabs import BRANCHES
from generator.publish.pages.year.due import due_view
from generator.publish.pages.year.home import home_view
from generator.publish.pieces import YearPieces
from generator.publish.publication import publish
from tests.publish.conftest import AUDIENCES, MEETING, content, make_root, write
from tests.publish.served import served

_OUR_TABLES = "//*[@id='content']//table[@class and not(contains(@class, 'chart-table'))]"
_ROW = re.compile(r'data-rule="(\w+)" data-status="(\w+)" data-points="([\d.]*)" data-earned="([\d.]*)"')


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_figure_on_a_scorecard_is_the_status_documents(school: Path, audience: str) -> None:
    found = content(school, "2018-01-20")
    version = config_version(found.facts.config.of(2017), found.packs.of(2017)[0].pack)
    document = status_document(found.results[2017], version, catalogue("zh"))
    branches: dict[str, dict[str, dict[str, dict[str, str | None]]]] = document["branches"]  # type: ignore[assignment]
    for unit, branch in branches.items():
        text = (school / "site" / audience / "2017" / unit / "index.html").read_text("utf-8")
        rows = {rule: rest for rule, *rest in _ROW.findall(text)}
        hidden = set() if audience == "committee" else {"M09", "M13"}
        assert rows.keys() == branch["rules"].keys() - hidden
        for rule, row in rows.items():
            wanted = branch["rules"][rule]
            assert row == [wanted["status"], wanted["points"] or "", wanted["earned"] or ""], rule
        standards = re.findall(r'data-standard="(\d)" data-points="([\d.]+)" data-earned="([\d.]*)"', text)
        assert {key: rest for key, *rest in standards} == {
            key: [each["points"], each["earned"] or ""] for key, each in branch["standards"].items()
        }
        score = branch["computed_score"] or ""
        # Whether hidden rules were judged the points judged do not tell.
        judged = [
            branch["rules"][each]["points"] or "0" for each in hidden if branch["rules"][each]["earned"] is not None
        ]
        basis = decimal(Fraction(str(branch["computed_basis"])) - sum(map(Fraction, judged)))
        assert f'data-score="{score}" data-basis="{basis}"' in text
        home = (school / "site" / audience / "2017" / "index.html").read_text("utf-8")
        assert f'data-unit="{unit}" data-score="{score}"' in home


def test_status_json_is_the_audiences_cut(school: Path) -> None:
    found = {
        each: json.loads((school / "site" / each / "2017" / "status.json").read_text("utf-8")) for each in AUDIENCES
    }
    assert "M09" not in found["public"]["branches"]["jichu"]["rules"]
    assert "M09" in found["committee"]["branches"]["jichu"]["rules"]
    assert (
        found["public"]["branches"]["jichu"]["computed_score"]
        == found["committee"]["branches"]["jichu"]["computed_score"]
    )


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_link_leads_somewhere(school: Path, audience: str) -> None:
    site = school / "site" / audience
    anchors: dict[Path, set[str]] = {}
    broken = set()
    for year in ("2017", "2018"):
        for page in served(site / year):
            if page.suffix != ".html":
                continue
            text = page.read_text("utf-8")
            for link in re.findall(r'(?:href|src)="([^"]*)"', text):
                address, _, anchor = unquote(unescape(link)).partition("#")
                if address.startswith(("http:", "https:", "mailto:", "data:")):
                    continue
                joined = os.path.normpath(page.parent / address)  # as a browser does: ".." is no step through a link
                target = Path(re.sub(r"\?.*", "", joined)) if address else page
                if not target.exists():
                    broken.add((page.relative_to(site).as_posix(), link))
                elif anchor and target.suffix == ".html":
                    if target not in anchors:
                        anchors[target] = set(re.findall(r'id="([^"]*)"', target.read_text("utf-8")))
                    ids = anchors[target]
                    if anchor not in ids and not anchor.startswith("__"):
                        broken.add((page.relative_to(site).as_posix(), link))
    assert not broken


def test_every_place_of_a_page_has_an_address_of_its_own(school: Path) -> None:
    """Also rows of tables: a branch's, a rule's, a record's."""
    for page in served(school / "site/committee/2017"):
        if page.suffix == ".html":
            ids = re.findall(r'\sid="([^"]*)"', page.read_text("utf-8"))
            assert len(ids) == len(set(ids)) and "" not in ids, page
            # The figures of a chart stand under its own; people's own tables are theirs.
            rows = html.parse(page).xpath(f"{_OUR_TABLES}/tbody/tr[not(@id)]")
            assert not rows, (page, [" ".join(row.text_content().split())[:80] for row in rows])
    for page, ids in {
        "branches.html": ("O02", "overview-jichu", "standard-3-jichu"),
        "jichu/index.html": ("O02", "sum-standard-3"),
        f"{MEETING.partition('/')[2]}.html": ("use-P01",),
        "jichu/ledger.html": ("party_day-09-29-party-day",),
        "evaluation.html": ("jichu",),
        "standards/five-good.html": ("O02",),
    }.items():
        text = (school / "site/committee/2017" / page).read_text("utf-8")
        assert [each for each in ids if f'id="{each}"' not in text] == [], page


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_branch_leads_to_the_calendar_that_stays(school: Path, audience: str) -> None:
    site = school / "site" / audience
    for page in ("2017/jichu/index.html", "2017/jichu/months.html", "2018/jichu/index.html"):
        assert '"../../calendar/jichu.ics"' in (site / page).read_text("utf-8"), page
    assert (site / "calendar/jichu.ics").is_file()


@pytest.mark.parametrize("year", ["2017", "2018"])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_page_is_reached_from_the_home_page(school: Path, audience: str, year: str) -> None:
    site = school / "site" / audience / year
    walked = os.walk(site, followlinks=True)
    pages = {os.path.relpath(Path(folder) / name, site) for folder, _, names in walked for name in names}
    pages = {page for page in pages if page.endswith(".html")} - {"404.html"}
    reached, ahead = set(), ["index.html"]
    while ahead:
        page = ahead.pop()
        if page in pages - reached:
            reached.add(page)
            links = re.findall(r'<a [^>]*href="([^"#?]+)', (site / page).read_text("utf-8"))
            ahead += [os.path.normpath(f"{page}/../{unquote(unescape(link))}") for link in links]
    assert pages == reached
    if (audience, year) == ("committee", "2017"):
        assert pages >= {page.file for page in YEAR_PAGES}


def test_a_page_to_which_nothing_leads_cannot_be_declared() -> None:
    with pytest.raises(ValueError, match=r"new\.html"):
        YearPage("new.html", "home", home_view, "pages.nav.home")


def test_a_new_page_across_branches_costs_one_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = YearPage("new.html", "due", due_view, "office.title", listed_on=BRANCHES)
    for module in (contents, pieces):
        monkeypatch.setattr(module, "YEAR_PAGES", (*contents.YEAR_PAGES, page))
    make_root(tmp_path, 1, every=5)
    publish(content(tmp_path), "public", tmp_path / "site")
    site = tmp_path / "site" / "public" / "2017"
    assert '<a href="new.html">待处理事项</a>' in (site / "branches.html").read_text("utf-8")
    assert "/2017/new.html" in (site / "sitemap.xml").read_text("utf-8")
    assert (site / "new.html").is_file()


def test_a_review_of_the_next_january_counts_and_is_linked_both_ways(school: Path) -> None:
    card = (school / "site" / "public" / "2017" / "jichu" / "index.html").read_text("utf-8")
    assert 'href="../../2018/jichu/01-10-accountability-review.html"' in card
    page = (school / "site" / "public" / "2018" / "jichu" / "01-10-accountability-review.html").read_text("utf-8")
    assert 'href="../../2017/jichu/index.html#L04"' in page


def test_a_record_page(school: Path) -> None:
    page = (school / "site" / "members" / f"{MEETING}.html").read_text("utf-8")
    assert "会议内容戊戊。&lt;script&gt;" in page
    assert "2017年9月29日（星期五）" in page and "14:00–15:30" in page
    assert 'href="../standards/five-good.html#P01"' in page
    assert "无从得知" in page
    assert len(page.encode()) < 24 * 1024


def test_nothing_is_made_twice(tmp_path: Path) -> None:
    make_root(tmp_path, 2, every=5)
    first = publish(content(tmp_path), "members", tmp_path / "site")
    second = publish(content(tmp_path), "members", tmp_path / "site")
    assert first.changed and first.written > first.pages
    assert (second.changed, second.written, second.pages) == (False, 0, first.pages)
    write(
        tmp_path,
        "records/2017/jichu/09-24-party-day.md",
        "---\n类型: 党日活动\n日期: 2017-09-24\n标题: 新写的\n---\n内容\n",
    )
    third = publish(content(tmp_path), "members", tmp_path / "site")
    assert third.changed and 0 < third.written < first.written // 8
    assert "新写的" in (tmp_path / "site/members/2017/jichu/09-24-party-day.html").read_text("utf-8")


def test_only_the_branch_that_changed_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of its folder what stays is not written again, and the committee's pages show nothing of it."""
    make_root(tmp_path, 2, every=5)
    path = "records/2017/jichu/09-24-party-day.md"
    record = "---\n类型: 党日活动\n日期: 2017-09-24\n标题: {}\n---\n内容\n"
    write(tmp_path, path, record.format("甲"))
    publish(content(tmp_path), "members", tmp_path / "site")
    folder = tmp_path / "site/members/2017/jichu"
    before = {page.name: page.stat().st_ino for page in folder.iterdir()}
    looked_at: list[str] = []
    real = YearPieces.unit

    def unit(self: YearPieces, name: str) -> Iterator[tuple[str, Piece]]:
        looked_at.append(name)
        return real(self, name)

    monkeypatch.setattr(YearPieces, "unit", unit)
    asked: list[str] = []
    cut = GradingCutter.branch

    def branch(self: GradingCutter, found: BranchResult) -> BranchResult:
        asked.append(found.branch)
        return cut(self, found)

    monkeypatch.setattr(GradingCutter, "branch", branch)
    write(tmp_path, path, record.format("乙"))
    publish(content(tmp_path), "members", tmp_path / "site")
    assert set(looked_at) == {"jichu"}
    assert set(asked) == {"jichu"}, "pages across branches take of another what it answered before"
    after = {page.name: page.stat().st_ino for page in folder.iterdir()}
    changed = {name for name in after if after[name] != before[name]}
    assert "09-24-party-day.html" in changed and len(changed) < len(after) / 2


def test_what_a_page_says_of_another_record_is_made_again(tmp_path: Path) -> None:
    make_root(tmp_path, 2, every=5)
    publish(content(tmp_path), "members", tmp_path / "site")
    other = "records/2017/jidian/09-24-party-day.md"
    record = "---\n类型: 党日活动\n日期: 2017-09-24\n标题: {title}\n公开范围: {audience}\n---\n内容\n"
    link = f"---\n类型: 党日活动\n日期: 2017-09-23\n关联: [{other[8:-3]}]\n---\n内容\n"
    write(tmp_path, "records/2017/jichu/09-23-party-day.md", link)
    page = tmp_path / "site/members/2017/jichu/09-23-party-day.html"
    for title, audience, linked in (("甲", "全校", True), ("乙", "党员", True), ("丙", "学校党委", False)):
        write(tmp_path, other, record.format(title=title, audience=audience))
        publish(content(tmp_path), "members", tmp_path / "site")
        text = page.read_text("utf-8")
        assert ('href="../jidian/09-24-party-day.html"' in text) is linked
        assert (f'title="{title}"' in text) is linked


def test_a_new_day_remakes_no_record(tmp_path: Path) -> None:
    make_root(tmp_path, 1)
    publish(content(tmp_path, "2017-12-20"), "public", tmp_path / "site")
    folder = (tmp_path / "site" / "public" / f"{MEETING}.html").parent
    before = {page.name: page.read_bytes() for page in folder.glob("??-*.html")}
    done = publish(content(tmp_path, "2017-12-21"), "public", tmp_path / "site")
    assert len(before) > 100
    assert done.written < len(before)
    assert {page.name: page.read_bytes() for page in folder.glob("??-*.html")} == before


def test_years_not_built_stay_as_they_are(tmp_path: Path) -> None:
    from dataclasses import replace

    make_root(tmp_path, 1, every=5)
    found = content(tmp_path, "2018-01-20")
    publish(found, "public", tmp_path / "site")
    kept = (tmp_path / "site/public/2017/jichu/index.html").resolve()
    publish(replace(found, results={2018: found.results[2018]}), "public", tmp_path / "site")
    assert (tmp_path / "site/public/2017/jichu/index.html").resolve() == kept
    versions = json.loads((tmp_path / "site/public/versions.json").read_text("utf-8"))
    calendars = tmp_path / "site/public/calendar"  # beside the years, at an address that stays
    assert [each.name for each in calendars.iterdir()] == ["jichu.ics"]
    assert (calendars / "jichu.ics").read_bytes() == (tmp_path / "site/public/latest/jichu/due.ics").read_bytes()
    assert [each["version"] for each in versions] == ["2018", "2017"]
    assert (tmp_path / "site/public/latest/index.html").is_file()


def test_english_labels_with_records_as_written(tmp_path: Path) -> None:
    make_root(tmp_path, 1, every=5)
    publish(content(tmp_path, language="en"), "members", tmp_path / "site", "en")
    page = (tmp_path / "site" / "members" / f"{MEETING}.html").read_text("utf-8")
    assert '<dt id="field-Chair">Chair</dt><dd>主持甲甲</dd>' in re.sub(r"\s*\n\s*", "", page)
    card = (tmp_path / "site/members/2017/jichu/index.html").read_text("utf-8")
    assert "Computed score" in card and "Hold a committee meeting" in card


def test_the_two_catalogues_say_the_same() -> None:
    zh, en = ({key for key in catalogue(each).sentences if key.startswith("pages.")} for each in ("zh", "en"))
    assert zh == en
