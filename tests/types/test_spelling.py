"""What people write for dates, times, numbers and words, and what is made of it (design §3)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.types.quantities import read_count, read_flag
from generator.types.spelling import (
    Impossible,
    number_of,
    read_date,
    read_period,
    read_times,
    read_year,
)

MARCH_8 = date(2017, 3, 8)


@pytest.mark.parametrize(
    ("text", "as_written"),
    [
        ("2017-03-08", True),
        ("2017年3月8日", False),
        ("2017年03月08日", False),
        ("2017 年 3 月 8 日", False),
        ("2017年3月8号", False),
        ("2017.3.8", False),
        ("2017.03.08", False),
        ("2017/3/8", False),
        ("二〇一七年三月八日", False),
        ("二零一七年三月八日", False),
        ("２０１７-０３-０８", False),
        ("２０１７年３月８日", False),
        ("2017．3．8", False),
        (" 2017-03-08 ", False),
        ("2017-3-8", False),
        ("20170308", False),
        ("2017年3月8日（星期三）", False),
        ("2017年3月8日星期三", False),
        ("2017-03-08 周三", False),
        ("2017年3月8日。", False),
    ],
)
def test_dates(text: str, as_written: bool) -> None:
    assert read_date(text) == (MARCH_8, as_written)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("二〇一七年十月一日", date(2017, 10, 1)),
        ("二〇一七年十二月三十一日", date(2017, 12, 31)),
        ("二〇一七年十一月二十日", date(2017, 11, 20)),
        ("2016年2月29日", date(2016, 2, 29)),
    ],
)
def test_dates_in_numerals(text: str, day: date) -> None:
    assert read_date(text) == (day, False)


@pytest.mark.parametrize(
    "text",
    ["", "2017", "17-03-08", "2017年3月", "3月8日", "03/08/2017", "昨天", "2017-03-08T14:00",
     "٢٠١٧-٠٣-٠٨", "2017年三十月8日日", "2017-03-08 14:00", "二千零一十七年三月八日", "2017-03–08"],
)  # fmt: skip
def test_no_date(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    "text", ["2017-02-30", "2017-02-29", "2017-13-01", "2017-00-10", "0000-01-01", "2017年2月30日", "2017/13/1"]
)
def test_impossible_dates(text: str) -> None:
    with pytest.raises(Impossible):
        read_date(text)


@given(st.dates())
def test_every_date_is_read_in_every_form(day: date) -> None:
    assert read_date(day.isoformat()) == (day, True)
    for form in ("{0:04}年{1}月{2}日", "{0:04}/{1}/{2}", "{0:04}.{1:02}.{2:02}"):
        assert read_date(form.format(day.year, day.month, day.day)) == (day, False)


@pytest.mark.parametrize(
    ("text", "number", "as_written"),
    [
        ("0", 0, True),
        ("5", 5, True),
        ("08", 8, True),
        ("007", 7, True),
        ("５", 5, False),
        ("１２", 12, False),
        ("5人", 5, False),
        ("12 名", 12, False),
        ("3次", 3, False),
        ("正", 5, False),
        ("正正下", 13, False),
        ("正 正 正止", 19, False),
        ("一", 1, False),
        (" 5 ", 5, False),
        ("999999999", 999_999_999, True),
        ("0" * 50 + "1", 1, True),
    ],
)
def test_counts(text: str, number: int, as_written: bool) -> None:
    assert read_count(text) == (number, as_written)


@pytest.mark.parametrize(
    "text",
    ["", "-5", "+5", "5.0", "1e2", "0x5", "0o5", "1_000", "1,000", "五人左右", "约5人", "5、6人", "全体",
     "十余人", "正确", "下正", "正下下", "改正", "true", "5 6", "5人次数", "人",
     "5²", "²", "①", "⑫", "5₂", "٥", "½", "Ⅴ"],
)  # fmt: skip
def test_no_count(text: str) -> None:
    assert read_count(text) is None


@pytest.mark.parametrize("text", ["1000000000", "9" * 5000, "９" * 12 + "人"])
def test_counts_beyond_belief(text: str) -> None:
    with pytest.raises(Impossible):
        read_count(text)


@pytest.mark.parametrize(
    ("text", "times", "as_written"),
    [
        ("14:00-15:30", ("14:00", "15:30"), True),
        ("00:00-23:59", ("00:00", "23:59"), True),
        ("14:00", ("14:00", None), True),
        ("9:00-10:00", ("09:00", "10:00"), False),
        ("14：00-15：30", ("14:00", "15:30"), False),
        ("１４:００-１５:３０", ("14:00", "15:30"), False),
        ("14:00—15:30", ("14:00", "15:30"), False),
        ("14:00～15:30", ("14:00", "15:30"), False),
        ("14:00 至 15:30", ("14:00", "15:30"), False),
        ("14点-15点30分", ("14:00", "15:30"), False),
        ("14时到15时半", ("14:00", "15:30"), False),
        ("下午两点二十分", ("14:20", None), False),
        ("下午2点至4点半", ("14:00", "16:30"), False),
        ("上午九点到十一点一刻", ("09:00", "11:15"), False),
        ("上午10点至下午2点三刻", ("10:00", "14:45"), False),
        ("中午12点", ("12:00", None), False),
        ("中午一点", ("13:00", None), False),
        ("晚上7:30-9:00", ("19:30", "21:00"), False),
        ("早上八点", ("08:00", None), False),
        ("下午14:00", ("14:00", None), False),
        ("十二点〇五分", ("12:05", None), False),
    ],
)
def test_times(text: str, times: tuple[str, str | None], as_written: bool) -> None:
    assert read_times(text) == (times, as_written)


@pytest.mark.parametrize(
    "text", ["", "14", "下午", "14:00-", "-15:30", "14:00-15:00-16:00", "1400", "14.60.1", "全天", "14:0x", "凌晨"]
)
def test_no_time(text: str) -> None:
    assert read_times(text) is None


@pytest.mark.parametrize("text", ["24:00", "25:00-26:00", "14:60", "14点70分", "99点"])
def test_impossible_times(text: str) -> None:
    with pytest.raises(Impossible):
        read_times(text)


@pytest.mark.parametrize(
    ("text", "year", "as_written"),
    [("2017", 2017, True), ("2017年", 2017, False), ("2017年度", 2017, False), ("２０１７", 2017, False)],
)
def test_years(text: str, year: int, as_written: bool) -> None:
    assert read_year(text) == (year, as_written)


@pytest.mark.parametrize("text", ["", "17", "17年", "0000", "20177", "二〇一", "2017-01", "年"])
def test_no_year(text: str) -> None:
    assert read_year(text) is None


@pytest.mark.parametrize(
    ("text", "key", "as_written"),
    [
        ("2017-01", "2017-01", True),
        ("2017-Q1", "2017-Q1", True),
        ("2017-H2", "2017-H2", True),
        ("2017", "2017", True),
        ("2017年", "2017", False),
        ("2017年1月", "2017-01", False),
        ("2017年12月份", "2017-12", False),
        ("2017年第一季度", "2017-Q1", False),
        ("2017年4季度", "2017-Q4", False),
        ("2017年上半年", "2017-H1", False),
        ("2017年下半年", "2017-H2", False),
        ("２０１７-０１", "2017-01", False),
    ],
)
def test_periods(text: str, key: str, as_written: bool) -> None:
    assert read_period(text) == (key, as_written)


@pytest.mark.parametrize(
    "text", ["", "1月", "2017-13", "2017-Q5", "2017-H3", "2017年13月", "2017年五季度", "0000-01", "一季度", "2017-0"]
)
def test_no_period(text: str) -> None:
    assert read_period(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("是", True), ("有", True), ("true", True), ("Yes", True), ("ON", True), ("否", False), ("无", False),
     ("没有", False), ("no", False), ("FALSE", False), ("off", False)],
)  # fmt: skip
def test_flags(text: str, value: bool) -> None:
    assert read_flag(text) == (value, True)


def test_a_full_width_flag_is_mended() -> None:
    assert read_flag("ｙｅｓ") == (True, False)


@pytest.mark.parametrize("text", ["", "也许", "1", "0", "y", "n", "不", "是的吧"])
def test_no_flag(text: str) -> None:
    assert read_flag(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("08", 8), ("十", 10), ("十二", 12), ("二十", 20), ("二十一", 21), ("三十一", 31), ("〇三", 3),
     ("两", 2), ("一七", 17), ("十十", None), ("二十十", None), ("百", None)],
)  # fmt: skip
def test_numerals(text: str, number: int | None) -> None:
    assert number_of(text) == number


@given(st.text(max_size=12))
def test_any_text_is_read_or_not(text: str) -> None:
    for reader in (read_date, read_count, read_times, read_year, read_period, read_flag):
        try:
            found = reader(text)
        except Impossible:
            continue
        assert found is None or isinstance(found[1], bool)
