"""What is indexed: every page an audience may read, anew where it changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.publish.publication import publish
from generator.publish.search import index
from generator.publish.search.indexable import by_part
from generator.publish.search.pagefind import Entry, SearchError, run
from generator.publish.search.text import spaced
from tests.publish.conftest import AUDIENCES, MEETING, SECRETS, content, make_root, write
from tests.publish.search.indexed import entries, every_word, pages, unpacked


def test_a_page_cannot_break_out_of_what_is_indexed(tmp_path: Path) -> None:
    evil = 'x"><i data-pagefind-filter="unit:z"></i>'
    with run({"a.html": Entry(evil, evil, {"unit": [evil]}, evil)}, tmp_path) as files:
        page = unpacked(files["fragment"][0].read_bytes())
    assert list(page["filters"]) == ["unit"] and page["filters"]["unit"] == [evil]


def test_what_cannot_be_indexed_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SearchError), run({}, tmp_path):
        pass
    with pytest.raises(ValueError, match="elsewhere"), run({"../elsewhere.html": Entry("", "", {})}, tmp_path):
        pass


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_page_of_the_audience_is_indexed_and_nothing_else(school: Path, audience: str) -> None:
    site = school / "site" / audience / "2017"
    indexed = [page["url"] for page in entries(site)]
    assert sorted(indexed) == sorted(f"/{each.relative_to(site).as_posix()}" for each in pages(site))


def test_what_an_audience_may_not_read_is_not_in_its_index(school: Path) -> None:
    may_not = {
        "public": ("members", "committee", "nobody"),
        "members": ("committee", "nobody"),
        "committee": ("nobody",),
    }
    for audience, circles in may_not.items():
        texts = every_word(school / "site" / audience / "2017")
        assert "参 观 校 史 馆" in texts
        for secret in (secret for circle in circles for secret in SECRETS[circle]):
            assert secret not in texts and spaced(secret) not in texts
    for circle in ("members", "committee"):
        texts = every_word(school / "site" / circle / "2017")
        assert all(spaced(secret) in texts for secret in SECRETS[circle] if not secret.startswith("签到表"))


def test_what_a_result_is_told_by(school: Path) -> None:
    site = school / "site" / "public" / "2017"
    page = next(each for each in entries(site) if each["url"] == f"/{MEETING.removeprefix('2017/')}.html")
    assert page["filters"] == {"unit": ["基础部党支部"], "type": ["党日活动", "理论学习"], "year": ["2017"]}
    assert page["meta"] == {"title": "参 观 校 史 馆 ¶", "unit": "基 础 部 党 支 部", "day": "2017-09-29"}
    menu = json.loads((site / "pagefind/menu.json").read_text("utf-8"))
    assert "基础部党支部" in menu["unit"] and {"党日活动", "标准"} <= set(menu["type"])


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders of pages that were indexed."""
    folders: list[str] = []

    def told(entries: Mapping[str, Entry], within: Path) -> dict[str, dict[str, bytes]]:
        folders.extend({address.rpartition("/")[0] for address in entries})
        return run(entries, within)

    monkeypatch.setattr(index, "run", told)
    return folders


@pytest.mark.usefixtures("searchable")
def test_nothing_unchanged_is_indexed_again(tmp_path: Path, made: list[str]) -> None:
    make_root(tmp_path, 2, every=5)

    def build() -> str:
        made.clear()
        publish(content(tmp_path), "members", tmp_path / "site")
        return json.dumps(entries(tmp_path / "site/members/2017"), ensure_ascii=False)

    first = build()
    assert {"jichu", "jidian"} <= set(made) and build() == first and not made
    record = "---\n类型: 党日活动\n日期: 2017-09-24\n标题: 新写的活动\n---\n内容\n"
    path = "records/2017/jichu/09-24-party-day.md"
    write(tmp_path, path, record)
    assert spaced("新写的活动") in build() and "jichu" in made and "jidian" not in made
    write(tmp_path, path, record.replace("新写的", "改过的"))
    after = build()
    assert spaced("改过的活动") in after and spaced("新写的活动") not in after
    (tmp_path / path).unlink()
    assert build() == first


@pytest.mark.usefixtures("searchable")
def test_pages_are_out_before_they_are_indexed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Meanwhile the old index is served; where there comes no new one, nothing of it stays."""
    make_root(tmp_path, 1, every=5)
    publish(content(tmp_path), "members", tmp_path / "site")
    site = tmp_path / "site/members/2017"
    before, page = every_word(site), site / "jichu/09-24-party-day.html"
    write(tmp_path, "records/2017/jichu/09-24-party-day.md", "---\n类型: 党日活动\n日期: 2017-09-24\n---\n内容\n")

    def fails(entries: object, within: object) -> dict[str, dict[str, bytes]]:
        assert page.is_file() and every_word(site) == before
        raise SearchError("no")

    monkeypatch.setattr(index, "run", fails)
    out: list[int] = []
    with pytest.raises(SearchError):
        publish(content(tmp_path), "members", tmp_path / "site", told=lambda done: out.append(done.written))
    assert page.is_file() and out[0] > 0 and not (site / "pagefind").exists()
    monkeypatch.setattr(index, "run", run)
    publish(content(tmp_path), "members", tmp_path / "site")
    assert "/jichu/09-24-party-day.html" in every_word(site)


@pytest.mark.parametrize(("branches", "parts", "size"), [(3, 4, 1), (48, 49, 1), (49, 26, 2), (1000, 49, 21)])
def test_parts_are_of_neighbours_and_never_too_many(branches: int, parts: int, size: int) -> None:
    units = [f"u{number}" for number in range(branches)]
    found = by_part(units, ["", *sorted(units), "guide"])
    assert len(found) == parts
    assert list(found.values())[:2] == [["", "guide"], units[:size]]


@pytest.mark.usefixtures("searchable")
def test_where_nobody_can_tell_what_changed_it_is_found_with_its_part(tmp_path: Path) -> None:
    """Another Pagefind may write its files otherwise, and somebody may have taken some away."""
    make_root(tmp_path, 1, every=5)
    publish(content(tmp_path), "members", tmp_path / "site")
    site, record = tmp_path / "site/members/2017", "---\n类型: 党日活动\n日期: 2017-09-24\n标题: {}\n---\n内容\n"
    for number, spoil in enumerate((Path.unlink, lambda file: file.write_bytes(b"?"))):
        for file in (site / "pagefind/1/fragment").iterdir():
            spoil(file)
        write(tmp_path, "records/2017/jichu/09-24-party-day.md", record.format(f"题目{number}"))
        publish(content(tmp_path), "members", tmp_path / "site")
        assert spaced(f"题目{number}") in every_word(site)
