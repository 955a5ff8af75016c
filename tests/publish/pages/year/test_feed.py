"""The feed is Atom (RFC 4287), the same every time, and tells an audience only what it may see."""

from __future__ import annotations

import os
import re
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from tests.read.repository import Repository
from tests.school import School, branch

ATOM = "{http://www.w3.org/2005/Atom}"
_TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d{2}(-\d{2})?)?:[A-Za-z0-9/_.:-]+")
"""RFC 4151 §2.1: an authority, a date, what it names."""
BULLETIN = {"title": "通报<甲>&乙", "kind": "situation", "issued_on": "2017-12-05"}


def make(root: Path, config: dict[str, Any] | None = None) -> School:
    school = School(root, branch(), config=config)
    school.record("2017/_committee/12-01-bulletin", BULLETIN, body="正文。\n")
    school.record("2017/jichu/04-06-dues-disclosure", {"title": "党费公示", "period": "2017-Q1"})
    school.record("2017/jichu/11-30-party-day", {"title": "不在其中"})
    school.record("2017/_committee/12-20-commendation", {"title": "命名决定", "branches": ["jichu"]})
    return school


def feed(school: School, audience: str = "public", as_of: str = "2017-12-31") -> ElementTree.Element:
    return ElementTree.fromstring(written(school, audience, as_of))


def written(school: School, audience: str = "public", as_of: str = "2017-12-31") -> bytes:
    assert school.run("build", "--audience", audience, "--as-of", as_of).code == 0
    return (school.root / "site" / audience / "2017" / "feed.xml").read_bytes()


def texts(root: ElementTree.Element, name: str) -> list[str]:
    return [each.findtext(f"{ATOM}{name}") or "" for each in root.findall(f"{ATOM}entry")]


def test_what_the_standard_asks_for(tmp_path: Path) -> None:
    root = feed(make(tmp_path))
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    for each in (root, *entries):
        for name in ("id", "title", "updated"):
            assert len(each.findall(f"{ATOM}{name}")) == 1
        assert _TAG.fullmatch(each.findtext(f"{ATOM}id") or "")
        assert datetime.fromisoformat(each.findtext(f"{ATOM}updated") or "").utcoffset() is not None
        assert each.findtext(f"{ATOM}author/{ATOM}name")
        assert len([link for link in each.findall(f"{ATOM}link") if link.get("rel") == "alternate"]) == 1
    assert [link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"] == ["feed.xml"]
    ids = [root.findtext(f"{ATOM}id"), *texts(root, "id")]
    assert len(set(ids)) == len(ids)
    assert root.findtext(f"{ATOM}updated") == max(texts(root, "updated"))


def test_a_correction_moves_it_and_nothing_moves_it_back(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    school = make(tmp_path)
    school.write(".gitignore", "site/\n.wuhao/\n")
    repository.commit("2017-12-20T12:00:00+08:00")
    before = feed(school, as_of="2017-12-24")
    school.record("2017/_committee/12-01-bulletin", BULLETIN, body="正文，一处数字更正。\n")
    repository.commit("2017-12-25T12:00:00+08:00")
    after = feed(school, as_of="2017-12-25")
    times = dict(zip(texts(after, "id"), texts(after, "updated"), strict=True))
    earlier = dict(zip(texts(before, "id"), texts(before, "updated"), strict=True))
    (corrected,) = (name for name, time in earlier.items() if time != times[name])
    assert (corrected.endswith("12-01-bulletin"), times[corrected][:10]) == (True, "2017-12-25")
    (tmp_path / "records/2017/_committee/12-20-commendation.md").unlink()
    repository.commit("2017-12-26T12:00:00+08:00")
    without = feed(school, as_of="2017-12-26")
    assert len(texts(without, "id")) == len(times) - 1
    stamps = [(each.findtext(f"{ATOM}updated") or "")[:10] for each in (before, after, without)]
    assert stamps == ["2017-12-20", "2017-12-25", "2017-12-26"]


def test_by_date_of_issue_the_newest_first(tmp_path: Path) -> None:
    root = feed(make(tmp_path))
    assert texts(root, "title") == ["命名决定", "通报<甲>&乙", "党费公示"]
    assert texts(root, "published") == [f"2017-{day}T00:00:00+08:00" for day in ("12-20", "12-05", "04-06")]


def test_every_link_leads_to_a_page(tmp_path: Path) -> None:
    root = feed(make(tmp_path))
    year = tmp_path / "site" / "public" / "2017"
    links = [link.get("href") or "" for link in root.iter(f"{ATOM}link")]
    assert links and all((year / link).is_file() for link in links)


def test_only_what_had_come_out_by_the_day(tmp_path: Path) -> None:
    school = make(tmp_path)
    assert texts(feed(school, as_of="2017-12-04"), "title") == ["党费公示"]
    assert texts(feed(school, as_of="2017-12-05"), "title") == ["通报<甲>&乙", "党费公示"]


def test_a_new_day_changes_nothing_and_a_new_entry_no_other(tmp_path: Path) -> None:
    school = make(tmp_path)
    first = written(school, as_of="2017-12-25")
    assert written(school, as_of="2017-12-31") == first
    before = {each: each for each in texts(ElementTree.fromstring(first), "id")}
    school.record("2017/jichu/12-22-affairs-disclosure", {"title": "后来的", "period": "2017-Q4"})
    assert set(before) < set(texts(feed(school), "id"))


def test_full_builds_give_the_same_bytes(tmp_path: Path) -> None:
    school = make(tmp_path)
    first = written(school)
    assert school.run("build", "--full", "--as-of", "2017-12-31").code == 0
    assert written(school) == first


def test_a_narrowed_record_is_in_the_feed_of_its_circle_only(tmp_path: Path) -> None:
    school = make(tmp_path)
    school.record(
        "2017/jichu/05-06-affairs-disclosure", {"title": "党员甲甲", "period": "2017-Q1", "audience": "members"}
    )
    assert [("党员甲甲" in texts(feed(school, each), "title")) for each in ("public", "members")] == [False, True]


def test_address_and_identifiers_of_the_school_s_own(tmp_path: Path) -> None:
    own = {"feed": {"authority": "party.example.edu.cn", "address": "https://party.example.edu.cn/site"}}
    root = feed(make(tmp_path, own))
    assert (root.findtext(f"{ATOM}id") or "").startswith("tag:party.example.edu.cn,2017:")
    links = [link.get("href") or "" for link in root.iter(f"{ATOM}link")]
    assert all(link.startswith("https://party.example.edu.cn/site/2017/") for link in links)


def test_each_audience_has_its_address_in_feed_sitemap_and_the_page_of_what_is_not_there(tmp_path: Path) -> None:
    """Others' beside the public one, where the guide has them served, unless the configuration says."""
    addresses = {"address": "https://a.example/party", "committee": "https://b.example"}
    school = make(tmp_path, {"feed": addresses})
    for audience, address in {
        "public": "https://a.example/party/",
        "members": "https://a.example/party/members/",
        "committee": "https://b.example/",
    }.items():
        links = [link.get("href") or "" for link in feed(school, audience).iter(f"{ATOM}link")]
        site = tmp_path / "site" / audience
        assert all(link.startswith(f"{address}2017/") for link in links)
        assert f"<loc>{address}2017/index.html</loc>" in (site / "2017/sitemap.xml").read_text("utf-8")
        assert f'<base href="{urlsplit(address).path}">' in (site / "404.html").read_text("utf-8")


def test_an_address_that_is_none_is_told_at_its_line(tmp_path: Path) -> None:
    school = make(tmp_path, {"feed": {"address": "party.example.cn"}})
    told = school.run("check")
    assert told.code == 1 and "site_config.yml" in told.out and "https://" in told.out


@pytest.mark.parametrize("page", ["index.html", "jichu/index.html", "standards/five-good.html"])
def test_pages_lead_to_it(tmp_path: Path, page: str) -> None:
    school = make(tmp_path)
    feed(school)
    year = tmp_path / "site" / "public" / "2017"
    text = (year / page).read_text("utf-8")
    found = re.search(r'<link rel="?alternate[ \w]*"? type="?application/atom\+xml"?[^>]*href="?([^" >]+)', text)
    assert found
    assert os.path.normpath((year / page).parent / found[1]) == str(year / "feed.xml")
