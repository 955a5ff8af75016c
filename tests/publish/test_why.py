"""What `build --why` says of a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.language import catalogue
from generator.publish.publication import publish
from generator.publish.why import Address, address
from tests.publish.conftest import content, make_root, write

RECORD = "records/2017/jichu/09-24-party-day.md"
PAGE = "2017/jichu/09-24-party-day.html"
TEXT = "---\n类型: 党日活动\n日期: 2017-09-24\n标题: 题目甲\n---\n内容\n"


@pytest.mark.parametrize(
    ("said", "page"),
    [
        (PAGE, PAGE),
        (f"/{PAGE}", PAGE),
        (f"site/public/{PAGE}", PAGE),
        (f"site\\public\\{PAGE}".replace("/", "\\"), PAGE),
        (f"http://127.0.0.1:8000/{PAGE}#P01", PAGE),
        ("http://127.0.0.1:8000/public/2017/", "2017/index.html"),
        ("2017/jichu/", "2017/jichu/index.html"),
        ("2017/%E5%85%9A.html?x=1", "2017/党.html"),
        ("branches.html", None),
        ("", None),
    ],
)
def test_a_page_is_named_as_people_have_its_address(said: str, page: str | None) -> None:
    found = address(said)
    assert (str(found) if found else None) == page


def test_what_changed_is_said_of_what_was_made_again(tmp_path: Path) -> None:
    make_root(tmp_path, 2, every=5)
    write(tmp_path, RECORD, TEXT)

    def said(*pages: str, as_of: str = "2017-12-20") -> list[str]:
        asked = [address(page) or Address(0, "") for page in pages]
        done = publish(content(tmp_path, as_of), "members", tmp_path / "site", asked=asked)
        return [catalogue("zh").say(each) for each in done.why]

    other, branches = "2017/jidian/index.html", "2017/branches.html"
    assert said(PAGE) == [f"{PAGE} 重做了，因为以前没有做过，或者以前做的已不在"]
    assert said(PAGE, branches) == [f"{each} 没有重做：它所依据的都没有变" for each in (PAGE, branches)]
    write(tmp_path, RECORD, TEXT.replace("题目甲", "题目乙"))
    own, untouched, across = said(PAGE, other, branches)
    assert own.startswith(f"{PAGE} 重做了，因为") and "1条记录变了（jichu/09-24-party-day.html）" in own
    assert untouched == f"{other} 没有重做：它所依据的都没有变"
    assert across == f"{branches} 没有重做：它所依据的都没有变", "no page of all branches shows the title"
    day, gone = said(PAGE, "2017/nowhere.html", as_of="2017-12-21")
    assert day.startswith(f"{PAGE} 没有重做：截至日期变了") and day.endswith("但页面上显示的没有变")
    assert gone.startswith("没有 2017/nowhere.html 这个页面")
    (tmp_path / RECORD).unlink()
    card, record, across = said("2017/jichu/index.html", PAGE, branches, as_of="2017-12-21")
    assert "1条记录变了" in card and record.startswith("没有")
    assert branches in across and "个单位的页面变了（" in across and "jichu" in across and "jidian" not in across
