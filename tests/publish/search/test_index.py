"""What is indexed: every page an audience may read, anew where it changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.publish.publication import publish
from generator.publish.search import index
from generator.publish.search.pagefind import Entry, SearchError, prepared, run
from generator.publish.search.text import spaced
from tests.publish.conftest import AUDIENCES, MEETING, SECRETS, content, make_root, write
from tests.publish.search.indexed import entries, every_word, pages, unpacked


def test_a_page_cannot_break_out_of_what_is_indexed(tmp_path: Path) -> None:
    evil = 'x"><i data-pagefind-filter="unit:z"></i>'
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/a.html").write_bytes(prepared(Entry(evil, evil, {"unit": [evil]}, evil)))
    files = run(tmp_path / "pages", tmp_path / "out")
    page = unpacked(next(iter(files["fragment"].values())))
    assert list(page["filters"]) == ["unit"] and page["filters"]["unit"] == [evil]


def test_what_cannot_be_indexed_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SearchError):
        run(tmp_path / "not there", tmp_path / "out")


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
        return json.dumps(entries(tmp_path / "site/members/2017"), ensure_ascii=False)

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
