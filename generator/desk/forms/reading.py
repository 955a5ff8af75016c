"""What is entered, as people read it: before it is sent, and beside what somebody else entered."""

from __future__ import annotations

from collections.abc import Iterator

from generator.desk.forms.entering import says
from generator.desk.forms.form import Box, Widget
from generator.judge.bulletins.markers import with_figures
from generator.language import Catalogue


def as_read(body: str, words: Catalogue) -> str:
    """The text of a bulletin as the site shows it to the office: with its figures filled in."""
    return with_figures(body, lambda each: each.figure if each.whole else words.text("bulletins.withheld"))


def lines_of(box: Box, words: Catalogue) -> list[str]:
    """The value of a field, a line for each row or item; none where nothing is entered."""
    return [each for each in _lines(box, words) if each]


def _lines(box: Box, words: Catalogue) -> Iterator[str]:
    comma, value = words.text("pages.comma"), box.value
    if box.widget is Widget.PARTS:
        yield comma.join(_part(each, words) for each in box.parts if each.filled)
    elif box.widget is Widget.ROWS:
        for row in box.rows:
            yield comma.join(_part(each, words) for each in row if each.filled)
    elif box.widget is Widget.FIGURES:
        for name, figure in box.rows:
            if figure.filled:
                yield f"{name.value} {figure.value}"
    elif box.widget is Widget.SPAN and isinstance(value, list):
        first, last = (str(each) for each in value)
        yield words.text("forms.span", first=first, last=last) if says(value) else ""
    elif isinstance(value, list):
        yield from (_named(box, str(each)) for each in value)
    else:
        yield _named(box, str(value))


def _part(box: Box, words: Catalogue) -> str:
    inside = words.text("pages.comma").join(lines_of(box, words))
    return words.text("forms.part", name=box.field.label(words.language), value=inside)


def _named(box: Box, value: str) -> str:
    return next((each.label for each in box.options if each.value == value), value)
