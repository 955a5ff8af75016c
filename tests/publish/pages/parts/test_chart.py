"""Charts: every figure in its place, and the table behind says the same."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest

from generator.publish.pages.parts.chart import HEIGHT, WIDTH, Series, Tone, chart

NAMES = ("1月", "2月", "3月", "4月")


def places(*figures: int | Fraction | None, most: int | None = None) -> list[tuple[Fraction, Fraction]]:
    drawn = chart("", "", NAMES[: len(figures)], [Series("甲", figures)], most).series[0]
    return [(Fraction(spot.x), Fraction(spot.y)) for spot in drawn.spots]


def test_higher_stands_higher_and_equal_places_are_equally_wide() -> None:
    (x1, y1), (x2, y2), (x3, y3), (x4, y4) = places(0, 5, 10, 10)
    assert y1 > y2 > y3 == y4
    assert abs((y1 - y2) - (y2 - y3)) <= Fraction(1, 5)
    assert abs((x2 - x1) - (x4 - x3)) <= Fraction(1, 5) and x1 < x2
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in places(0, 5, 10, 10))


def test_the_scale_ends_above_every_figure_in_few_even_steps() -> None:
    for highest in (1, 4, 5, 6, 9, 10, 39, 40, 99, 100, 101, 251, 12345):
        ticks = [int(tick.text) for tick in chart("", "", NAMES[:1], [Series("甲", (highest,))]).up]
        assert ticks[0] == 0 and ticks[-1] >= highest and 2 <= len(ticks) <= 6
        assert len({two - one for one, two in pairwise(ticks)}) == 1


def test_a_scale_can_be_given() -> None:
    found = chart("", "", NAMES, [Series("甲", (80, Fraction(179, 2), None, 100))], 100)
    assert [tick.text for tick in found.up] == ["0", "20", "40", "60", "80", "100"]
    assert found.series[0].spots[1].text == "89.5"


def test_a_line_is_broken_where_there_is_no_figure() -> None:
    found = chart("题", "月", NAMES, [Series("甲", (1, None, 2, 3)), Series("乙", (None, None, 5, None))])
    assert [part[0] for part in found.series[0].path.split(" ") if part[0].isalpha()] == ["M", "M", "L"]
    assert [spot.title for spot in found.series[1].spots] == ["3月 乙 5"]
    assert found.head == ("月", "甲", "乙")
    assert found.rows == (("1月", "1", "—"), ("3月", "2", "5"), ("4月", "3", "—"))


def test_bars_stand_side_by_side_whatever_lines_there_are() -> None:
    found = chart("", "", NAMES[:2], [Series("线", (1, 2)), Series("甲", (2, 0), True), Series("乙", (1, 1), True)])
    line, one, two = found.series
    left, right = one.spots[0], two.spots[0]
    assert Fraction(left.x) + Fraction(left.width) == pytest.approx(Fraction(right.x), abs=0.2)
    middle = (Fraction(left.x) + Fraction(right.x) + Fraction(right.width)) / 2
    assert middle == pytest.approx(Fraction(line.spots[0].x), abs=0.2)
    assert Fraction(left.y) + Fraction(left.height) == pytest.approx(found.base, abs=0.2)
    assert Fraction(left.height) == pytest.approx(2 * Fraction(right.height), abs=0.2)
    assert (one.spots[0].labelled, one.spots[1].labelled) == (True, False)
    assert (one.path, line.bars) == ("", False)


def test_many_places_are_named_now_and_then() -> None:
    names = [str(number) for number in range(60)]
    found = chart("", "", names, [Series("甲", tuple(range(60)))])
    assert 6 <= len(found.across) <= 12 and found.across[0].text == "0"
    assert len(found.rows) == 60 and not any(spot.labelled for spot in found.series[0].spots)


def test_a_mark_stands_over_its_place() -> None:
    found = chart("", "", NAMES, [Series("甲", (1, 2, 3, 4))], marks=[(2, "最后时限")])
    assert found.marks[0].at == found.series[0].spots[2].x and found.marks[0].text == "最后时限"


def test_nothing_but_noughts() -> None:
    assert [tick.text for tick in chart("", "", NAMES, [Series("甲", (0, 0, None, 0))]).up] == ["0", "1"]
    assert chart("", "", (), [Series("甲", ())]).rows == ()


def test_a_figure_stands_over_its_bar_only_where_it_is_no_wider() -> None:
    def labelled(figure: int, places: int, rows: int = 2) -> set[bool]:
        series = [Series(str(row), (figure,) * places, bars=True) for row in range(rows)]
        drawn = chart("", "", [str(number) for number in range(places)], series).series
        return {spot.labelled for each in drawn for spot in each.spots}

    assert labelled(17, 12) == {True}
    assert labelled(1234, 12) == {False}
    assert labelled(1234, 3) == {True}
    assert labelled(7, 60) == {False}


def test_bars_of_few_places_are_no_blocks() -> None:
    (bar,) = chart("", "", NAMES[:1], [Series("甲", (3,), bars=True)]).series[0].spots
    assert Fraction(bar.width) < WIDTH / 10
    assert Fraction(bar.x) + Fraction(bar.width) / 2 == Fraction(bar.middle)


def test_of_a_line_figures_are_said_where_they_change() -> None:
    said = chart("", "", NAMES, [Series("甲", (0, 0, 3, 3)), Series("乙", (1, 2, 3, 4), tone=Tone.QUIET)]).series
    assert [spot.labelled for spot in said[0].spots] == [True, False, True, True]
    assert not any(spot.labelled for spot in said[1].spots)


def test_names_along_it_do_not_overprint() -> None:
    names = [f"{year}年（按58.5分折算）" for year in range(2012, 2018)]
    found = chart("", "", names, [Series("甲", tuple(range(6)))])
    assert 1 < len(found.across) < 6 and len(found.rows) == 6
    assert len(chart("", "", [f"{year}年" for year in range(2012, 2018)], [Series("甲", (1,) * 6)]).across) == 6
