"""The scripts in which pages opened from a disk are searched."""

from __future__ import annotations

import pytest

from generator.publish.search.disk import disk_menu, disk_part, entries, said
from generator.publish.search.pagefind import Entry, prepared
from generator.publish.search.text import spaced

_LABEL = "应到"


def _pages(count: int) -> dict[str, Entry]:
    filters = {"unit": ["机电部党支部"], "type": ["支部委员会"], "year": ["2017"]}
    return {
        f"jidian/{number:04}.html": Entry(
            f"第{number}次",
            spaced(f"{_LABEL}¶{number} 人，“三会一课” & <O02>¶会议内容第{number}条"),
            filters,
            "机电部党支部",
            "2017-03-08",
        )
        for number in range(count)
    }


def test_a_part_holds_each_page_as_it_reads() -> None:
    found = said(disk_part(_pages(2), 2017))
    path, title, unit, day, types, blocks = found["pages"][1]
    assert (path, title, unit, day) == ("jidian/0001.html", "第1次", "机电部党支部", "2017-03-08")
    assert types == ["支部委员会"] and found["year"] == "2017"
    text = [found["blocks"][each] for each in blocks]
    assert text == [_LABEL, "1 人，“三会一课” & <O02>", "会议内容第1条"]


def test_what_stands_on_many_pages_is_kept_once() -> None:
    assert said(disk_part(_pages(50), 2017))["blocks"].count(_LABEL) == 1


def test_the_same_pages_give_the_same_bytes() -> None:
    pages = _pages(3)
    assert disk_part(pages, 2017) == disk_part(dict(reversed(pages.items())), 2017)


def test_what_was_indexed_is_had_back() -> None:
    """Of it the index of a frozen year is made again."""
    pages = _pages(3)
    had = dict(entries(disk_part(pages, 2017)))
    assert {path: prepared(entry) for path, entry in had.items()} == {
        path: prepared(entry) for path, entry in pages.items()
    }


def test_what_is_no_such_script_is_refused() -> None:
    with pytest.raises(ValueError, match="script"):
        said(b"alert(1)")


def test_the_menu_is_a_script() -> None:
    assert disk_menu(b'{"year": []}') == b'diskSearch.menu({"year": []});\n'
