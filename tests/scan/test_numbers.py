"""Personal numbers in a text, and where they stand."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.scan.numbers import find, is_id_number, masked, passes_luhn

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
        ("0086-13800138000", "mobile"),
        ("138–0013—8000", "mobile"),
        ("138.0013.8000", "mobile"),
        ("138·0013·8000", "mobile"),
        ("138  0013\t8000", "mobile"),
        ("138　　0013／8000", "mobile"),
        ("138_0013_8000", "mobile"),
        ("１３８００１３８０００", "mobile"),
        (f"tel{MOBILE}x", "mobile"),
        ("138\u200b0013\u200b8000", "mobile"),
        ("1\ufeff3\u202a800138000", "mobile"),
        (CARD, "bank_card"),
        ("4111 1111 1111 1111", "bank_card"),
        ("⑬⑧0013⑧000", "mobile"),
    ],
)
def test_found(text: str, kind: str) -> None:
    assert [number.kind for number in find(text)] == [kind]


def test_whatever_reads_as_a_digit_or_a_gap_hides_no_number() -> None:
    """Every character that is made a digit or a gap, and signs nobody sees, as many as there may be."""
    gaps, missed = {*" \u00a0\t-./·_", *map(chr, range(0x2010, 0x2016))}, []
    for character in map(chr, [*range(0xD800), *range(0xE000, sys.maxunicode + 1)]):
        plain = unicodedata.normalize("NFKC", character)
        if len(plain) == 1 and plain.isdecimal():
            # The second digit of a mobile number, which may be any but one of the first three.
            text = f"1{character}800138000" if plain in "3456789" else f"13800138{character}00"
        elif plain in gaps:
            text = f"138{character}00138000"
        else:
            continue
        if not [*find(text)]:
            missed.append(f"{ord(character):04X}")
    assert missed == []
    unseen = "\u200b" * 9
    assert [found.kind for found in find(f"{MOBILE}\n{unseen.join(MOBILE)}")] == ["mobile", "mobile"]


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


@pytest.mark.parametrize("number", [MOBILE, "138-0013 8000", "１３８００１３８０００", "1\u200b3800138000", ID, CARD])
@pytest.mark.parametrize("before", ["", "电话：", "㍿ｶﾞ", "\u200b"])
def test_its_place_is_where_it_is_written(number: str, before: str) -> None:
    text = f"{before}{number}。"
    (found,) = find(text)
    assert text[found.start : found.end] == number
    assert masked(text) == f"{before}{'*' * len(number)}。"


def test_numbers_of_a_line_are_found_one_by_one_and_a_fingerprint_beside_them_is_none() -> None:
    fingerprint = " ".join(["ab12", "34cd", "1380", "0138", "000e"] * 3 + ["ef56"])
    line = f"{fingerprint},{MOBILE}:{CARD}；{ID}（022-12345678）{MOBILE}"
    assert [(found.kind, line[found.start : found.end]) for found in find(line)] == [
        ("mobile", MOBILE),
        ("bank_card", CARD),
        ("id_number", ID),
        ("mobile", MOBILE),
    ]


def test_what_is_told_to_others_has_none() -> None:
    assert masked(f"甲{MOBILE}乙{ID}丙") == f"甲{'*' * 11}乙{'*' * 18}丙"
    assert masked("2017年应到12人") == "2017年应到12人"
