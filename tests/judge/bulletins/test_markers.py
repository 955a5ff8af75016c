"""Figures in the text of a bulletin: what is one, where its parts stand, what is left when it is with_figures."""

from __future__ import annotations

import pytest

from generator.judge.bulletins.markers import markers, place, with_figures, written
from generator.model.node import Mark


@pytest.mark.parametrize(
    "text",
    [
        "{{fig:O02.met@jichu=11/12}}",
        "{{ fig : O02 . met @ jichu = 11/12 }}",
        "{{fig：O02．met＠jichu＝１１／１２}}",
        "{{FIG:O02.met@jichu=11 / 12}}",
    ],
)
def test_one_figure_however_it_is_typed(text: str) -> None:
    (found,) = markers(f"前{text}后")
    assert (found.whole, found.key, found.figure) == (True, ("O02", "met", "jichu"), "11/12")
    assert with_figures(f"前{text}后", lambda each: each.figure) == "前11/12后"


@pytest.mark.parametrize(
    "text", ["{{fig:O02 met}}", "{{fig:O02.met@jichu}}", "{{fig}}", "{{fig:.met@jichu=1}}", "{{fig:O02.met@jichu=1"]
)
def test_what_is_not_written_as_it_should_be(text: str) -> None:
    (found,) = markers(f"完成{text}\n下一行")
    assert not found.whole
    assert found.text == text
    assert "fig" not in with_figures(f"完成{text}\n下一行", lambda each: "—")


@pytest.mark.parametrize("text", ["没有数字", "{{figure}}", "{fig:O02.met@jichu=1}", "{{ O02 }}"])
def test_what_is_no_figure(text: str) -> None:
    assert list(markers(text)) == []
    assert with_figures(text, lambda each: "x") == text


def test_each_part_has_its_place() -> None:
    text = "第一行\n完成{{fig:O02.met@jichu=11/12}}和{{fig:O01.met@xinxi=4/4}}"
    first, second = markers(text)
    where = [place(text, first.offset(part), 10) for part in ("subject", "measure", "unit", "figure")]
    assert where == [Mark(11, 9), Mark(11, 13), Mark(11, 17), Mark(11, 23)]
    assert place(text, second.offset("unit"), 10) == Mark(11, 45)


def test_an_empty_figure_is_a_figure_that_is_wrong() -> None:
    (found,) = markers("{{fig:O02.met@jichu=}}")
    assert found.whole and found.figure == ""


def test_written_anew_it_is_read_as_it_was() -> None:
    (found,) = markers("{{fig:O02.met@jichu=9/9}}")
    (again,) = markers(written(found, "10/12"))
    assert again.key == found.key and again.figure == "10/12"
