"""Search of the published pages: what is indexed, and that a browser finds exactly the pages a word stands on."""

from __future__ import annotations

import functools
import gzip
import json
import os
import re
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from generator.publish.publication import publish
from generator.publish.search import index
from generator.publish.search.pagefind import Entry, SearchError, prepared, run
from generator.publish.search.text import article, phrases, spaced
from tests.publish.conftest import AUDIENCES, MEETING, SECRETS, content, make_root, write

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
LONGER = ("支部 评议", "讲政治、有信念", "O02", "2017年3月", "参观校史馆并座谈", "党课 2017年10月")
NOWHERE = ("评民", "会支部委员会课", "议评主民", "员党支部部")
FIRST_QUERY = 900 * 1024


@pytest.mark.parametrize(
    ("text", "indexed"),
    [
        ("民主评议", "民 主 评 议"),
        ("支委会O02达标", "支 委 会 O02 达 标"),
        ("应到38人", "应 到 38 人"),
        ("应到 38 人", "应 到 ␣ 38 ␣ 人"),
        ("讲政治、有信念。", "讲 政 治 、 有 信 念 。"),
        ("2017-03-06", "2017 - 03 - 06"),
        ("甲¶乙", "甲 ¶ 乙"),
        ("two  words", "two ␣ words"),
        ("二〇一七𠮷", "二 〇 一 七 𠮷"),
        ("", ""),
    ],
)
def test_every_character_is_a_word_of_its_own(text: str, indexed: str) -> None:
    assert spaced(text) == indexed


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("民主评议", ["民 主 评 议"]),
        (" 支部  评议 ", ["支 部", "评 议"]),
        ("讲政治、有信念", ["讲 政 治", "有 信 念"]),
        ("支委会O02", ["支 委 会 O02"]),
        ('"民主" <b>', ["民 主", "b"]),
        ("¶ ␣ 。", []),
    ],
)
def test_a_query_is_cut_as_the_text_is(query: str, wanted: list[str]) -> None:
    assert [" ".join(words) for words in phrases(query)] == wanted
    assert all(" ".join(words) in spaced(query) for words in phrases(query))


def test_only_a_pages_own_text_is_indexed() -> None:
    html = (
        '<nav>菜单</nav><article class="x" id="content"><nav class="crumbs"><a>首页</a></nav>'
        "<h1>党课 <span>草稿</span></h1><style>a{}</style><dl><dt>应到</dt>\n<dd>2<b>0</b></dd></dl>"
        "<p>民<strong>主</strong>评议&lt;</p><table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>"
        '<article id="O02">丁</article>戊</article><footer>页脚</footer>'
    )
    assert article(html) == ("党课 草稿", "应到 20¶民主评议<¶甲 乙¶丙¶丁¶戊")


def test_a_page_cannot_break_out_of_what_is_indexed(tmp_path: Path) -> None:
    evil = 'x"><i data-pagefind-filter="unit:z"></i>'
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/a.html").write_bytes(prepared(Entry(evil, evil, {"unit": [evil]}, evil)))
    files = run(tmp_path / "pages", tmp_path / "out")
    page = _unpacked(next(iter(files["fragment"].values())))
    assert list(page["filters"]) == ["unit"] and page["filters"]["unit"] == [evil]


def test_what_cannot_be_indexed_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SearchError):
        run(tmp_path / "not there", tmp_path / "out")


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_page_of_the_audience_is_indexed_and_nothing_else(school: Path, audience: str) -> None:
    site = school / "site" / audience / "2017"
    indexed = [page["url"] for page in _indexed(site)]
    assert sorted(indexed) == sorted(f"/{each.relative_to(site).as_posix()}" for each in _pages(site))


def test_what_an_audience_may_not_read_is_not_in_its_index(school: Path) -> None:
    may_not = {
        "public": ("members", "committee", "nobody"),
        "members": ("committee", "nobody"),
        "committee": ("nobody",),
    }
    for audience, circles in may_not.items():
        texts = _everything(school / "site" / audience / "2017")
        assert "参 观 校 史 馆" in texts
        for secret in (secret for circle in circles for secret in SECRETS[circle]):
            assert secret not in texts and spaced(secret) not in texts
    for circle in ("members", "committee"):
        texts = _everything(school / "site" / circle / "2017")
        assert all(spaced(secret) in texts for secret in SECRETS[circle] if not secret.startswith("签到表"))


def test_what_a_result_is_told_by(school: Path) -> None:
    site = school / "site" / "public" / "2017"
    page = next(each for each in _indexed(site) if each["url"] == f"/{MEETING.removeprefix('2017/')}.html")
    assert page["filters"] == {"unit": ["基础部党支部"], "type": ["党日活动", "理论学习"], "year": ["2017"]}
    assert page["meta"] == {"title": "参 观 校 史 馆 ¶", "unit": "基 础 部 党 支 部", "day": "2017-09-29"}
    menu = json.loads((site / "pagefind/menu.json").read_text("utf-8"))
    assert "基础部党支部" in menu["unit"] and {"党日活动", "标准"} <= set(menu["type"])


@pytest.mark.usefixtures("searchable")
def test_nothing_unchanged_is_indexed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[Path] = []

    def counted(pages: Path, out: Path) -> dict[str, dict[str, bytes]]:
        runs.append(pages)
        return run(pages, out)

    monkeypatch.setattr("generator.publish.search.index.run", counted)
    make_root(tmp_path, 1, every=5)

    def build(as_of: str | None = None) -> str:
        runs.clear()
        publish(content(tmp_path, as_of), "members", tmp_path / "site")
        return json.dumps(_indexed(tmp_path / "site/members/2017"), ensure_ascii=False)

    first = build()
    assert len(runs) == 2 and build() == first and not runs
    record = "---\n类型: 党日活动\n日期: 2017-09-24\n标题: 新写的活动\n---\n内容\n"
    path = "records/2017/jichu/09-24-party-day.md"
    write(tmp_path, path, record)
    assert spaced("新写的活动") in build() and runs
    write(tmp_path, path, record.replace("新写的", "改过的"))
    after = build()
    assert spaced("改过的活动") in after and spaced("新写的活动") not in after
    (tmp_path / path).unlink()
    assert build() == first


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])


@pytest.fixture(scope="module")
def address(school: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(school / "site"))
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
    const { find, index, phrases } = await import(root + "assets/javascripts/search.js");
    const menu = await (await fetch(root + "pagefind/menu.json")).json();
    if (menu.parts.length < 2) throw new Error("the test wants an index of several parts");
    const pagefind = await index(menu.parts);
    const found = {};
    for (const query of queries) {
        const results = await find(pagefind, query);
        const pages = await Promise.all(results.map((each) => each.data()));
        found[query] = [phrases(query), pages.map((each) => each.raw_url)];
    }
    return found;
}"""


def test_parts_are_of_neighbours_and_never_too_many() -> None:
    few = index._parts({"": 12, "a": 300, "b": 300, "c": 300, "d": 300})
    assert few == {"": "0", "a": "0", "b": "0", "c": "1", "d": "1"}
    many = index._parts({f"u{number}": 100 for number in range(1000)})
    assert len(set(many.values())) <= 24
    assert list(many.values()) == sorted(many.values(), key=int)


@pytest.mark.usefixtures("searchable")
def test_a_changed_page_makes_one_part_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "_LEAST_PAGES", 20)
    make_root(tmp_path)
    publish(content(tmp_path, "2018-01-20"), "public", tmp_path / "site")
    before = len(_parts_of(tmp_path))
    made: list[str] = []
    real = index.run

    def counted(pages: Path, out: Path) -> dict[str, dict[str, bytes]]:
        made.append(pages.name)
        return real(pages, out)

    monkeypatch.setattr(index, "run", counted)
    file = tmp_path / "records" / f"{MEETING}.md"
    file.write_text(file.read_text("utf-8").replace("参观校史馆", "参观新校史馆", 1), "utf-8")
    publish(content(tmp_path, "2018-01-20"), "public", tmp_path / "site")
    assert before > 2
    assert 1 <= len(set(made)) < before


def _parts_of(root: Path) -> list[str]:
    found: list[str] = json.loads((root / "site/public/2017/pagefind/menu.json").read_text("utf-8"))["parts"]
    return found


@pytest.mark.browser
def test_exactly_the_pages_a_word_stands_on_are_found(school: Path, browser: Browser, address: str) -> None:
    """No word missed, none found where it is not; whatever the words are, Python and the browser cut them alike."""
    site = school / "site" / "members" / "2017"
    units = {page["url"]: page["meta"].get("unit", "").replace(" ", "") for page in _indexed(site)}
    lines = {f"/{each.relative_to(site).as_posix()}": _visible(each) for each in _pages(site)}
    said = {url: "\n".join([*found, units[url]]) for url, found in lines.items()}
    queries = [*WORDS, *LONGER, *NOWHERE]
    page = browser.new_page()
    page.goto(f"{address}/members/2017/index.html")
    found = page.evaluate(_FIND, [f"{address}/members/2017/", queries])
    page.close()
    assert len(set(WORDS)) >= 60
    for query in queries:
        cut, urls = found[query]
        assert cut == phrases(query)
        stands = [_standing(words) for words in phrases(query)]
        wanted = {url for url, text in said.items() if all(each.search(text) for each in stands)}
        assert len(urls) == len(set(urls))
        assert set(urls) == wanted, query
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
def test_a_members_word_is_not_found_in_the_public_site(browser: Browser, address: str) -> None:
    for audience, said in (("public", "没有找到"), ("members", "找到1个页面")):
        opened = _Opened(browser, address, audience=audience)
        opened.page.focus(".md-search__input")
        opened.page.wait_for_selector(".search-choices select")
        assert opened.ask("会议内容戊戊") == said
        opened.page.close()


@pytest.mark.browser
def test_a_page_opened_from_a_disk_says_that_search_needs_a_server(school: Path, browser: Browser) -> None:
    page = browser.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.goto((school / "site/members/2017/index.html").as_uri())
    page.focus(".md-search__input")
    assert "服务器" in page.locator(".md-search [role=status]").inner_text()
    assert not wrong
    page.close()


def _files(folder: Path) -> list[Path]:
    """Every file below; a folder of a release may be a link."""
    return sorted(Path(place) / name for place, _, names in os.walk(folder, followlinks=True) for name in names)


def _pages(site: Path) -> list[Path]:
    return [each for each in _files(site) if each.suffix == ".html"]


def _unpacked(data: bytes) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = json.loads(gzip.decompress(data).removeprefix(b"pagefind_dcd"))
    return found


def _indexed(site: Path) -> list[dict[str, object]]:
    pages = [_unpacked(each.read_bytes()) for each in (site / "pagefind").glob("*/fragment/*")]
    return sorted(pages, key=lambda page: str(page["url"]))


def _everything(site: Path) -> str:
    """All files of the index, unpacked where they are packed."""
    texts = []
    for each in _files(site / "pagefind"):
        data = each.read_bytes()
        packed = data.startswith(b"\x1f\x8b")
        texts.append((gzip.decompress(data) if packed else data).decode("utf-8", "replace"))
    return "\n".join(texts)


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
