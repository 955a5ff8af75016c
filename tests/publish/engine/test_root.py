from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest

from generator.publish.engine import Version, by_folder, latest, ordered, root_files, sitemap

VERSIONS = [Version("2016", "2016 年度"), Version("2017-v1", "2017 年度（旧）"), Version("2017", "2017 年度")]


def test_versions_are_listed_newest_first_with_the_current_before_the_superseded() -> None:
    assert [each.version for each in ordered(VERSIONS)] == ["2017", "2017-v1", "2016"]
    assert latest(VERSIONS).version == "2017"
    with pytest.raises(ValueError):
        latest([Version("2017-v1", "")])


def test_versions_json_is_what_the_selector_reads() -> None:
    listed = json.loads(root_files(VERSIONS, "名", "")["versions.json"])
    assert listed[0] == {"version": "2017", "title": "2017 年度", "aliases": ["latest"]}
    assert [each["aliases"] for each in listed[1:]] == [[], []]


def test_the_root_leads_to_the_latest_year_without_a_script() -> None:
    html = root_files(VERSIONS, "甲<乙", "")["index.html"].decode()
    assert re.search(r'http-equiv="refresh" content="0; url=2017/index.html"', html)
    assert '<a href="2017/index.html">' in html
    assert "<script" not in html
    assert "甲&lt;乙" in html


def test_years_html_tells_of_every_year_and_leads_to_the_latest() -> None:
    html = root_files(VERSIONS, "甲<乙", '<h1>每年</h1><a href="2016/index.html">2016</a>', "en")["years.html"].decode()
    assert re.findall(r'href="([^"]+)"', html) == ["2017/index.html", "2016/index.html"]
    assert "All years" in html and "<h1>每年</h1>" in html and "甲&lt;乙" in html


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
