"""The scan of finished pages, and what happens when it finds something."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publish.publication import publish
from generator.publish.scan.numbers import Leak, find, find_in_page, is_id_number, passes_luhn
from tests.publish.conftest import content, make_root, write

ID = "11010519491231002X"
MOBILE = "13800138000"
CARD = "6222021234567890128"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"身份证{ID}号", "id_number"),
        ("110105 1949 1231 002x", "id_number"),
        (f"电话{MOBILE}。", "mobile"),
        ("138-0013-8000", "mobile"),
        ("+86 138 0013 8000", "mobile"),
        ("１３８００１３８０００", "mobile"),
        (f"tel{MOBILE}x", "mobile"),
        (CARD, "bank_card"),
        ("4111 1111 1111 1111", "bank_card"),
    ],
)
def test_found(text: str, kind: str) -> None:
    assert [found for found, _ in find(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "110105194912310021",  # the check character is wrong
        "022-12345678",
        "12345678901",
        f"9{MOBILE}",
        f"{MOBILE}1",
        "2017-03-08 2017-03-09",
        "2017 2018 2019 2020",
        "6222021234567890123",  # fails Luhn
        "0.13800138000",
        "〔2017〕12号",
    ],
)
def test_not_found(text: str) -> None:
    assert list(find(text)) == []


@given(st.text(alphabet="0123456789", min_size=17, max_size=17))
def test_one_check_character_in_eleven(digits: str) -> None:
    assert sum(is_id_number(digits + each) for each in "0123456789X") == 1


@given(st.text(alphabet="0123456789", min_size=15, max_size=18))
def test_one_luhn_digit_in_ten(digits: str) -> None:
    assert sum(passes_luhn(digits + each) for each in "0123456789") == 1


def test_in_pages_text_is_joined_within_words_and_apart_between_cells() -> None:
    assert [hit.digits for hit in find_in_page("p", "r", "<p>138<b>0013</b>8000</p>")] == [MOBILE]
    assert [hit.digits for hit in find_in_page("p", "r", f'<a href="tel:{MOBILE}">x</a>')] == [MOBILE]
    assert [hit.digits for hit in find_in_page("p", "r", "<p>&#49;3800138000</p>")] == [MOBILE]
    assert not list(find_in_page("p", "r", "<td>1380</td><td>0138</td><td>000</td>"))
    assert not list(find_in_page("p", "r", f"<p>{MOBILE}</p>", {MOBILE}))


def test_what_is_told_does_not_repeat_the_number() -> None:
    (hit,) = find_in_page("p", "2017/a/b", f"<p>{ID}</p>")
    assert ID not in str(Leak((hit,)))


def test_a_hit_publishes_nothing_and_names_the_record(tmp_path: Path) -> None:
    make_root(tmp_path, 1, every=5)
    publish(content(tmp_path), "public", tmp_path / "site")
    before = (tmp_path / "site" / "public").readlink()
    record = "2017/jichu/09-25-award"
    write(tmp_path, f"records/{record}.yml", f"类型: 表彰奖励\n日期: 2017-09-25\n颁发单位: 电话{MOBILE}\n")
    with pytest.raises(Leak) as raised:
        publish(content(tmp_path), "public", tmp_path / "site")
    assert raised.value.records == (record,)
    assert (tmp_path / "site" / "public").readlink() == before
    (tmp_path / f"records/{record}.yml").unlink()
    write(tmp_path, "records/2017/jichu/09-24-party-day.md", f"---\n类型: 党日活动\n日期: 2017-09-24\n---\n{MOBILE}\n")
    assert publish(content(tmp_path), "public", tmp_path / "site").pages  # minutes are not the public's
    with pytest.raises(Leak):
        publish(content(tmp_path), "members", tmp_path / "site")
    with pytest.raises(Leak):  # the failed attempt left nothing that a second would take over
        publish(content(tmp_path), "members", tmp_path / "site")
    assert not (tmp_path / "site" / "members").exists()
