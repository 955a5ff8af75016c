"""A browser finds exactly the pages a word stands on, and its box says so."""

from __future__ import annotations

import functools
import json
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from generator.publish.publication import publish
from generator.publish.search import SearchIndex
from generator.publish.search.text import phrases
from tests.publish.conftest import MEETING, content, make_root, write
from tests.publish.search.indexed import entries, pages

CHROMIUM = Path("/usr/bin/chromium")


WORDS = re.findall(
    r"\w+",
    """
    民主评议 评议 民主 三会一课 支部委员会 支部委员 委员会 党课 组织生活会 组织生活 谈心谈话 谈心 谈话 党费 党费收缴
    收缴 换届选举 换届 选举 流动党员 承诺践诺 承诺 践诺 党员大会 支部党员大会 党小组会 党小组 党日活动 主题党日 理论学习
    学习 两学一做 发展党员 入党积极分子 积极分子 预备党员 转正 述职评议 述职 党性分析 党务公开 公开 困难党员 走访慰问
    慰问 志愿服务 廉洁 纪律 批评与自我批评 自我批评 整改 整改落实 台账 制度 工作计划 工作总结 责任书 督查 通报 公示 表彰
    """,
)


LONGER = (
    "支部 评议",
    "讲政治、有信念",
    "O02",
    "2017年3月",
    "参观校史馆并座谈",
    "党课 2017年10月",
    "O02支委会",
    "支部委员会O02",
    "第1次",
)


NOWHERE = ("评民", "会支部委员会课", "议评主民", "员党支部部")


FIRST_QUERY = 900 * 1024


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])


@pytest.fixture(scope="module")
def address(school: Path) -> Iterator[str]:
    with serving(school / "site") as address:
        yield address


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """The address at which the folder is served."""
    handler = functools.partial(_Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


class _Opened:
    """A page of the members' site whose search box is open, with what was asked for since and what went wrong."""

    def __init__(self, browser: Browser, address: str, width: int = 1280, audience: str = "members") -> None:
        self.page: Page = browser.new_page(viewport={"width": width, "height": 900})
        self.wrong: list[str] = []
        self.loaded: dict[str, int] = {}
        self.page.on("console", lambda message: self.wrong.append(message.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.goto(f"{address}/{audience}/2017/index.html")
        self.page.wait_for_load_state("networkidle")
        self.page.on("response", lambda answer: self.loaded.__setitem__(answer.url, len(answer.body())))

    def ask(self, query: str) -> str:
        """What the box says of the query."""
        self.page.fill(".md-search__input", query)
        return self.said()

    def choose(self, name: str, **option: str) -> str:
        """The same after a choice."""
        self.page.select_option(f"select[name={name}]", **option)
        return self.said()

    def said(self) -> str:
        """What the box says once it has searched."""
        self.page.wait_for_selector("#search-results[aria-busy=false]", state="attached")
        return self.page.locator(".md-search [role=status]").inner_text()


_FIND = """async ([root, queries]) => {
    const { find, engine, phrases, script } = await new Promise((done) => {
        const made = document.createElement("script");
        made.src = root + "assets/javascripts/search.js";
        made.onload = () => done(siteSearch);
        document.head.append(made);
    });
    const index = await engine();
    if (index.menu.parts.length < 2) throw new Error("the test wants an index of several parts");
    const found = {};
    for (const query of queries) {
        const pages = await Promise.all((await find(index, query)).map((each) => index.page(each)));
        found[query] = [phrases(query), pages.map((each) => each.path)];
    }
    return found;
}"""


@pytest.mark.browser
@pytest.mark.parametrize("over", ["http", "file"])
def test_exactly_the_pages_a_word_stands_on_are_found(school: Path, browser: Browser, address: str, over: str) -> None:
    """No word missed, none found where it is not; whatever the words are, Python and the browser cut them alike."""
    site = school / "site" / "members" / "2017"
    units = {str(page["url"])[1:]: page["meta"].get("unit", "").replace(" ", "") for page in entries(site)}
    lines = {each.relative_to(site).as_posix(): _visible(each) for each in pages(site)}
    said = {url: "\n".join([*found, units[url]]) for url, found in lines.items()}
    queries = [*WORDS, *LONGER, *NOWHERE]
    page = browser.new_page()
    base = f"{address if over == 'http' else (school / 'site').as_uri()}/members/2017"
    page.goto(f"{base}/index.html")
    found = page.evaluate(_FIND, [f"{base}/", queries])
    page.close()
    assert len(set(WORDS)) >= 60
    for query in queries:
        cut, urls = found[query]
        assert cut == phrases(query)
        stands = [_standing(words) for words in phrases(query)]
        wanted = {url for url, text in said.items() if all(each.search(text) for each in stands)}
        assert len(urls) == len(set(urls))
        assert set(urls) == wanted, query
    for with_gap, without in (("O02 支部委员会", "O02支部委员会"), ("2017年 3月", "2017年3月")):
        assert phrases(with_gap) == phrases(without)
    assert found["支部委员会O02"][1]
    assert sum(bool(found[word][1]) for word in WORDS) > 45
    assert not any(found[word][1] for word in NOWHERE)


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_the_box(browser: Browser, address: str, width: int) -> None:
    opened = _Opened(browser, address, width)
    page = opened.page
    assert not opened.loaded
    if width == 390:
        page.click(".search-open")
    else:
        page.keyboard.press("s")
    page.wait_for_selector(".search-choices select")
    assert "参观校史馆" not in page.inner_text("#search-results")
    assert opened.ask("参观校史馆并座谈") == "找到1个页面"
    result = page.locator("#search-results a")
    assert "基础部党支部 · 2017-09-29" in result.inner_text()
    assert "参观校史馆并座谈" in result.locator("mark").all_inner_texts()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    total = sum(opened.loaded.values())
    assert 0 < total <= FIRST_QUERY
    assert all(url.startswith(address) for url in opened.loaded)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{MEETING}.html*")
    assert page.locator("h1").inner_text() == "参观校史馆"
    assert not opened.wrong
    page.close()


@pytest.mark.browser
def test_choices_keys_and_more(browser: Browser, address: str) -> None:
    opened = _Opened(browser, address)
    page = opened.page
    page.click("label[for=__palette_1]")
    page.keyboard.press("/")
    page.wait_for_selector(".search-choices select")
    everywhere = _count(opened.ask("支部"))
    of_one_type = _count(opened.choose("type", label="支部委员会"))
    assert 0 < _count(opened.choose("unit", label="机电部党支部")) < of_one_type < everywhere
    opened.choose("order", value="date")
    days = re.findall(r"2017-\d\d-\d\d", page.inner_text("#search-results"))
    assert len(days) > 5 and days == sorted(days, reverse=True)
    assert page.locator("#search-results li").count() == 10
    page.click(".search-more")
    page.wait_for_selector("#search-results li:nth-child(11)")
    assert opened.ask("没有这样的词") == "没有找到"
    page.keyboard.press("Escape")
    assert not page.locator(".search-choices").is_visible()
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    assert not opened.wrong
    page.close()


@pytest.mark.browser
def test_other_years_are_searched_when_they_are_chosen(browser: Browser, address: str) -> None:
    opened = _Opened(browser, address)
    opened.page.focus(".md-search__input")
    opened.page.wait_for_selector(".search-choices select")
    assert opened.page.locator("select[name=year] option").all_inner_texts() == ["全部年度", "2018年", "2017年"]
    assert opened.ask("2018年创建情况一览") == "没有找到"
    assert not any("/2018/pagefind/" in url for url in opened.loaded)
    assert opened.choose("year", label="2018年") == "找到1个页面"
    assert (
        opened.page.locator("#search-results a").get_attribute("href").startswith(f"{address}/members/2018/index.html")
    )
    assert opened.ask("2017年创建情况一览") == "没有找到"
    assert opened.choose("year", label="全部年度") == "找到1个页面"
    assert opened.choose("year", label="2017年") == "找到1个页面"
    opened.page.locator("#search-results a").click()
    opened.page.wait_for_url("**/2017/index.html*")
    assert not opened.wrong
    opened.page.close()


@pytest.mark.browser
@pytest.mark.usefixtures("searchable")
def test_what_changed_is_found_while_its_part_is_made_anew(
    tmp_path: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page as it is, once; as it was, and one that is gone, no more; all others as before."""
    changed, gone = (tmp_path / f"records/2017/jichu/09-2{day}-party-day.md" for day in (4, 5))
    record = "---\n类型: 党日活动\n日期: 2017-09-{day}\n标题: {title}\n---\n同写的话\n"
    make_root(tmp_path, 2, every=5)
    write(tmp_path, str(changed.relative_to(tmp_path)), record.format(day=24, title="新写的活动"))
    write(tmp_path, str(gone.relative_to(tmp_path)), record.format(day=25, title="要撤的活动"))
    publish(content(tmp_path), "members", tmp_path / "site")
    changed.write_text(record.format(day=24, title="改过的活动"), "utf-8")
    gone.unlink()
    make = SearchIndex.folders

    def seen(self: SearchIndex, *given: Any) -> Any:
        shutil.copytree(tmp_path / "site/members", tmp_path / "meanwhile/members", dirs_exist_ok=True)
        return make(self, *given)

    monkeypatch.setattr(SearchIndex, "folders", seen)
    publish(content(tmp_path), "members", tmp_path / "site")
    said: dict[str, list[str]] = {}
    for site in ("meanwhile", "site"):
        with serving(tmp_path / site) as address:
            opened = _Opened(browser, address)
            opened.page.focus(".md-search__input")
            opened.page.wait_for_selector(".search-choices select")
            said[site] = [opened.ask(each) for each in ("改过的活动", "同写的话", "党课", "新写的活动", "要撤的活动")]
            opened.page.close()
    assert said["meanwhile"] == said["site"] and said["site"][3:] == ["没有找到"] * 2 != said["site"][:2]
    menus = [json.loads((tmp_path / each / "members/2017/pagefind/menu.json").read_text("utf-8")) for each in said]
    assert [menu.get("changed") for menu in menus] == [["changed"], None]


@pytest.mark.browser
def test_a_page_that_was_open_while_the_site_was_renewed_says_so(browser: Browser, address: str) -> None:
    """The index that it knows is there no more: what is not found may be there all the same."""
    opened = _Opened(browser, address)
    page = opened.page
    page.focus(".md-search__input")
    page.wait_for_selector(".search-choices select")
    page.route("**/pagefind/**", lambda route: route.fulfill(status=404))
    page.route("**/pagefind/menu.json", lambda route: route.fulfill(json={"parts": ["of-a-later-release"]}))
    said = opened.ask("参观校史馆并座谈")
    assert said == "网站刚刚更新过，这一页是更新以前打开的，搜到的可能不全。 重新载入再搜"
    page.unroute_all()
    page.click(".search-again")
    page.wait_for_selector("#search-results a")
    assert opened.said() == "找到1个页面"
    assert page.input_value(".md-search__input") == "参观校史馆并座谈"
    page.close()


@pytest.mark.browser
def test_a_members_word_is_not_found_in_the_public_site(browser: Browser, address: str) -> None:
    for audience, said in (("public", "没有找到"), ("members", "找到1个页面")):
        opened = _Opened(browser, address, audience=audience)
        opened.page.focus(".md-search__input")
        opened.page.wait_for_selector(".search-choices select")
        assert opened.ask("会议内容戊戊") == said
        opened.page.close()


@pytest.mark.browser
def test_the_box_of_a_page_opened_from_a_disk_searches_as_on_a_server(school: Path, browser: Browser) -> None:
    opened = _Opened(browser, (school / "site").as_uri())
    page = opened.page
    page.keyboard.press("s")
    page.wait_for_selector(".search-choices select")
    assert opened.ask("参观校史馆并座谈") == "找到1个页面"
    assert "基础部党支部 · 2017-09-29" in page.locator("#search-results a").inner_text()
    assert opened.ask("评民") == "没有找到"
    everywhere = _count(opened.ask("支部"))
    of_one_type = _count(opened.choose("type", label="支部委员会"))
    assert 0 < _count(opened.choose("unit", label="机电部党支部")) < of_one_type < everywhere
    opened.choose("order", value="date")
    days = re.findall(r"2017-\d\d-\d\d", page.inner_text("#search-results"))
    assert len(days) > 5 and days == sorted(days, reverse=True)
    opened.choose("type", value="")
    opened.choose("unit", value="")
    opened.choose("year", label="2018年")
    assert opened.ask("2018年创建情况一览") == "找到1个页面"
    opened.choose("year", label="全部年度")
    assert opened.ask("参观校史馆并座谈") == "找到1个页面"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{MEETING}.html*")
    assert not opened.wrong
    page.close()


def _count(sentence: str) -> int:
    return int(re.sub(r"\D", "", sentence))


def _standing(words: list[str]) -> re.Pattern[str]:
    """The words as they stand in a line, as written; letters and digits as whole words, one alone as a beginning."""
    text = "".join(words)
    before = r"(?<![0-9A-Za-z_])" if text[0].isascii() else ""
    after = r"(?![0-9A-Za-z_])" if text[-1].isascii() and (len(words) > 1 or len(text) == 1) else ""
    return re.compile(before + re.escape(text) + after, re.IGNORECASE)


class _Text(HTMLParser):
    """The lines a reader sees in a page's content, found without the program's own means."""

    INLINE = ("a", "abbr", "b", "code", "del", "em", "i", "ins", "mark", "small", "span", "strong", "sub", "sup", "u")
    EMPTY = ("br", "hr", "img", "input", "wbr", "path", "rect", "line", "circle", "col", "use", "polygon")

    def __init__(self) -> None:
        super().__init__()
        self.lines = [""]
        self._inside: list[str] = []
        self._within = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "article" and dict(attrs).get("id") == "content":
            self._within, self._inside = True, []
        elif self._within and tag not in self.EMPTY:
            self._inside.append(tag)
        if tag not in self.INLINE:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.INLINE:
            self.lines.append("")
        if self._within and not self._inside:
            self._within = False
        elif self._within and tag in self._inside:
            while self._inside.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._within and not {"nav", "script", "style"} & set(self._inside):
            self.lines[-1] += re.sub(r"\s+", " ", data)


def _visible(page: Path) -> list[str]:
    parser = _Text()
    parser.feed(page.read_text("utf-8"))
    return parser.lines
