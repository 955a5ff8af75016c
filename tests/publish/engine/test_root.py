from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest

from generator.publish.engine import Version, by_folder, latest, ordered, root_files, sitemap
from generator.publish.engine.csp import inline_scripts, script_hash

VERSIONS = [Version("2016", "2016 年度"), Version("2017-v1", "2017 年度（旧）"), Version("2017", "2017 年度")]


def test_versions_are_listed_newest_first_with_the_current_before_the_superseded() -> None:
    assert [each.version for each in ordered(VERSIONS)] == ["2017", "2017-v1", "2016"]
    assert latest(VERSIONS).version == "2017"
    with pytest.raises(ValueError):
        latest([Version("2017-v1", "")])


def test_versions_json_is_what_the_selector_reads() -> None:
    listed = json.loads(root_files(VERSIONS, "名", {}, {})["versions.json"])
    assert listed[0] == {"version": "2017", "title": "2017 年度", "aliases": ["latest"]}
    assert [each["aliases"] for each in listed[1:]] == [[], []]


def test_the_root_leads_to_the_latest_year_without_a_script() -> None:
    html = root_files(VERSIONS, "甲<乙", {}, {})["index.html"].decode()
    assert re.search(r'http-equiv="refresh" content="0; url=2017/index.html"', html)
    assert '<a href="2017/index.html">' in html
    assert "<script" not in html
    assert "甲&lt;乙" in html


def test_years_html_tells_of_every_year_and_leads_to_the_latest() -> None:
    written = {"years.html": ("All years", '<h1>每年</h1><a href="2016/index.html">2016</a>')}
    html = root_files(VERSIONS, "甲<乙", written, {}, "en")["years.html"].decode()
    assert re.findall(r'href="([^"]+)"', html) == ["2017/index.html", "2016/index.html"]
    assert "All years" in html and "<h1>每年</h1>" in html and "甲&lt;乙" in html


def test_the_page_for_addresses_that_are_not_there_begins_where_the_site_does() -> None:
    html = root_files(VERSIONS, "甲<乙", {}, {}, home="/members/")["404.html"].decode()
    assert '<base href="/members/">' in html and "甲&lt;乙" in html and "没有找到这个页面" in html
    links = re.findall(r'(?:href|action)="([^"]+)"', html)
    wanted = ["2017/index.html", "2017-v1/index.html", "2016/index.html", "years.html"]
    assert set(links) == {"/members/", *wanted}  # all from there, whatever the address was
    (code,) = inline_scripts(html)
    assert f"script-src {script_hash(code)}" in html
    english = root_files(VERSIONS, "a", {}, {}, "en")["404.html"].decode()
    assert not re.search("[\u4e00-\u9fff]", english.replace("年度（旧）", "").replace("年度", ""))


def test_sitemap_lists_the_root_and_every_page() -> None:
    tree = ElementTree.fromstring(sitemap(["b.html", "a/甲.html"], "2017", "https://example.org/x/"))
    found = [each.text for each in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    base = "https://example.org/x/2017/"
    assert found == [base, f"{base}a/%E7%94%B2.html", f"{base}b.html"]


def test_files_by_folder() -> None:
    assert by_folder({"a.html": b"1", "x/b.html": b"2", "x/y/c.js": b"3"}, "2017") == {
        "2017": {"a.html": b"1"},
        "2017/x": {"b.html": b"2"},
        "2017/x/y": {"c.js": b"3"},
    }
    assert by_folder({"a.html": b"1"}) == {"": {"a.html": b"1"}}
