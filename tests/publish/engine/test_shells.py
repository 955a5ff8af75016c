from __future__ import annotations

import dataclasses
import gzip
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator.publish.engine import Frame, NavEntry, Page, Shells, ThemeError, UnknownSection, shells
from generator.publish.engine.csp import inline_scripts, script_hash
from generator.publish.engine.shells import THEME
from tests.publish.engine import sample


class Elements(HTMLParser):
    """Every element of a page as (name, attributes)."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def links(html: str) -> set[str]:
    return {
        attributes[name] for _, attributes in Elements(html).found for name in ("href", "src") if name in attributes
    }


def every_page(made: Shells) -> dict[str, str]:
    filled = {page.path: made.fill(page) for page in sample.pages()}
    return filled | {path: content.decode() for path, content in made.pages().items()}


@pytest.mark.parametrize("name", ["index.json", "0.shell.html", "files/assets/stylesheets/wuhao.css"])
@pytest.mark.parametrize("content", [None, b"", b"{}", b"\xff"])
def test_what_is_damaged_in_the_cache_is_built_again(tmp_path: Path, name: str, content: bytes | None) -> None:
    made = shells(sample.frame(), tmp_path)
    (path,) = tmp_path.glob(f".wuhao/shells/*/{name}")
    path.unlink() if content is None else path.write_bytes(content)
    again = shells(sample.frame(), tmp_path)
    assert (every_page(again), again.assets(), again.key) == (every_page(made), made.assets(), made.key)
    assert path.read_bytes() != content


def test_links_are_right_at_each_depth(made: Shells) -> None:
    pages = every_page(made)
    assert {"index.html", "branches.html", "guide/recorder.html"} <= links(pages["branches.html"])
    assert {"../index.html", "../branches.html"} <= links(pages["jichu/index.html"])
    assert {"../index.html", "../branches.html"} <= links(pages["guide/recorder.html"])


def test_every_link_leads_to_a_page_or_an_asset(made: Shells) -> None:
    pages = every_page(made)
    known = {*pages, *made.assets()}
    missing = {"jichu/ledger.html", "jichu/trend.html", "jichu/rectification.html", "jichu/evaluation.html"}
    above = {"../years.html", "../version.html"}
    for path, html in pages.items():
        for link in links(html):
            target = link.partition("#")[0].partition("?")[0]
            if target:
                parts: list[str] = path.split("/")[:-1]
                for part in target.split("/"):
                    if part == ".." and parts and parts[-1] != "..":
                        parts.pop()
                    elif part != ".":
                        parts.append(part)
                assert "/".join(parts) in known | missing | above, (path, link)


def test_the_section_is_highlighted_in_tabs_and_drawer(made: Shells) -> None:
    html = made.fill(sample.record())
    assert re.search(r'md-tabs__item--active"><a href="../branches.html"', html)
    assert html.count("md-tabs__item--active") == 1
    assert re.search(
        r'md-nav__item--active"><a href="../branches.html" class="md-nav__link md-nav__link--active"', html
    )


def test_a_page_people_wrote_is_highlighted_and_keeps_its_contents_list(made: Shells) -> None:
    html = made.pages()["guide/recorder.html"].decode()
    assert re.search(r'md-tabs__item--active"><a href="index.html"', html)
    assert html.count('href="#怎样记"') == 2
    assert "<table>" in html
    assert "wuhao:" not in html


def test_a_page_without_section_highlights_nothing(made: Shells) -> None:
    assert "--active" not in made.fill(Page("other.html", "其他", ""))


def test_the_contents_list_stands_in_sidebar_and_drawer(made: Shells) -> None:
    html = made.fill(sample.record())
    assert html.count('href="#minutes"') == 2
    assert "wuhao:" not in html


def test_placeholders_are_nowhere(made: Shells) -> None:
    pages = every_page(made)
    assert not [path for path in {*pages, *made.assets()} if "_shell" in path]
    assert not [path for path, html in pages.items() if "_shell" in html]
    assert set(made.pages()) == {"guide/index.html", "guide/recorder.html"}


def test_a_page_too_deep_or_of_no_section_is_refused(made: Shells) -> None:
    with pytest.raises(UnknownSection):
        made.fill(Page("a/b/c.html", "", ""))
    with pytest.raises(UnknownSection):
        made.fill(Page("a.html", "", "", section="nowhere.html"))


def test_each_page_has_the_policy_of_exactly_the_shells_scripts(made: Shells) -> None:
    shell_scripts = {depth: inline_scripts(made.fill(Page("a/" * depth + "x.html", "", ""))) for depth in (0, 1)}
    for path, html in every_page(made).items():
        head = html[html.index("<head>") :]
        assert re.match(r'<head>\s*<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy"', head), path
        policies = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
        assert len(policies) == 1
        allowed = set(re.findall(r"'sha256-[^']+'", policies[0]))
        assert allowed == {script_hash(code) for code in shell_scripts[path.count("/")]}
        assert allowed == {script_hash(code) for code in inline_scripts(html)}


def test_a_script_in_content_gets_no_hash(made: Shells) -> None:
    evil = "<script>alert(1)</script>"
    assert script_hash("alert(1)") not in made.fill(Page("a.html", "", evil))


def test_a_script_in_a_page_people_wrote_gets_no_hash(root: Path) -> None:
    frame = dataclasses.replace(sample.frame(), pages={"note.md": "# 说明\n\n<script>alert(1)</script>\n"})
    html = shells(frame, root).pages()["note.html"].decode()
    assert script_hash("alert(1)") not in html


def test_no_other_host_is_asked_for_anything(made: Shells) -> None:
    for path, html in every_page(made).items():
        outside = [link for link in links(html) if re.match(r"(?:[a-z]+:)?//", link)]
        assert not outside, path
    for path, content in made.assets().items():
        if path.endswith(".css"):
            urls = re.findall(r"url\(\s*[\"']?([^\"')]*)|@import\s+[\"']([^\"']*)", content.decode())
            assert not [url for pair in urls for url in pair if url and not url.startswith("data:")], path


def test_the_surroundings_of_a_page_are_small(made: Shells) -> None:
    page = sample.record()
    bare = made.fill(dataclasses.replace(page, content_html="")).encode()
    assert len(bare) <= 24_000
    assert len(gzip.compress(bare)) <= 7_000


def test_assets_leave_out_maps_and_unused_search(made: Shells) -> None:
    assets = made.assets()
    assert "assets/stylesheets/wuhao.css" in assets
    assert any(re.fullmatch(r"assets/javascripts/bundle\.\w+\.min\.js", path) for path in assets)
    assert not [path for path in assets if path.endswith(".map") or "lunr" in path]


def test_banner_and_footer_are_text_on_every_page(root: Path) -> None:
    frame = dataclasses.replace(sample.frame(), banner="<b>演示</b>", footer="甲 & 乙")
    made = shells(frame, root)
    for html in (made.fill(sample.record()), made.pages()["guide/index.html"].decode()):
        assert "&lt;b&gt;演示&lt;/b&gt;" in html
        assert "甲 &amp; 乙" in html
    plain = shells(dataclasses.replace(frame, banner=None), root).fill(sample.record())
    assert "md-banner" not in plain


def test_the_same_frame_is_not_built_again_and_needs_no_mkdocs(root: Path, made: Shells) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.publish.engine import sample\n"
        "from generator.publish.engine import shells\n"
        "made = shells(sample.frame(), Path(sys.argv[1])); made.fill(sample.record()); made.pages()\n"
        "print(made.key, *[name for name in ('mkdocs', 'material', 'markdown', 'jinja2') if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(root)],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split() == [made.key]


def test_a_changed_text_of_people_changes_no_shell(root: Path, made: Shells) -> None:
    frame = sample.frame()
    changed = dataclasses.replace(frame, pages={**frame.pages, "guide/index.md": "# 使用指南\n\n改了。\n"})
    again = shells(changed, root)
    assert again.key == made.key
    assert again.pages()["guide/index.html"] != made.pages()["guide/index.html"]
    assert again.pages()["guide/recorder.html"] == made.pages()["guide/recorder.html"]


def test_a_changed_frame_changes_the_key(root: Path, made: Shells) -> None:
    assert shells(dataclasses.replace(sample.frame(), footer="另一行"), root).key != made.key


def test_years_and_audiences_with_the_same_surroundings_share_shells(tmp_path: Path) -> None:
    for audience in ("public", "members"):
        for year in ("2016", "2017"):
            shells(dataclasses.replace(sample.frame(year), audience=audience), tmp_path)
    assert len(list((tmp_path / ".wuhao" / "shells").iterdir())) == 1


def test_a_second_build_of_the_same_frame_gives_the_same_bytes(tmp_path: Path, made: Shells) -> None:
    again = shells(sample.frame(), tmp_path)
    assert every_page(again) == every_page(made)
    assert again.assets() == made.assets()


def test_nothing_half_built_is_left_in_the_cache(tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    shutil.copytree(THEME, theme)
    main = theme / "main.html"
    main.write_text(main.read_text("utf-8").replace("<!--wuhao:csp-->", ""), "utf-8")
    with pytest.raises(ThemeError):
        shells(Frame("名", "2017", "public", (), pages={"a.md": "# A"}), tmp_path, theme)
    assert not list((tmp_path / ".wuhao" / "shells").iterdir())


def test_a_page_that_writes_the_mark_of_the_policy_has_the_policy_once(tmp_path: Path) -> None:
    made = shells(Frame("名", "2017", "public", (), pages={"a.md": "# A\n\n<!--wuhao:csp-->\n"}), tmp_path)
    page = made.pages()["a.html"].decode()
    assert page.count('http-equiv="Content-Security-Policy"') == 1
    assert page.index("Content-Security-Policy") < page.index("<body")


def test_english_and_extra_css(root: Path) -> None:
    frame = dataclasses.replace(sample.frame(), language="en", extra_css=".x { color: red; }")
    made = shells(frame, root)
    html = made.fill(sample.record())
    assert '<html lang="en"' in html
    assert "All years" in html
    assert "assets/stylesheets/extra.css" in html
    assert made.assets()["assets/stylesheets/extra.css"] == b".x { color: red; }"


@pytest.mark.parametrize("path", ["/a.md", "../a.md", "a.txt"])
def test_a_path_outside_the_year_is_refused(path: str) -> None:
    with pytest.raises(ValueError):
        Frame("名", "2017", "public", (NavEntry("首页", "index.html"),), pages={path: ""})


def test_the_sample_shows_every_status(made: Shells) -> None:
    html = made.fill(sample.home())
    css = made.assets()["assets/stylesheets/wuhao.css"].decode()
    for status in sample.STATUSES:
        assert f"status--{status}" in html
        assert f".status--{status}" in css
