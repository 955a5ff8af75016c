"""What a browser posts of a form, as its widgets stand."""

from __future__ import annotations

from collections.abc import Iterator

from generator.desk.forms.form import Box, Form, Offer, Option, Widget
from generator.desk.forms.posted import SHOWN
from generator.types import Field


class Nothing(Offer):
    """Offers nothing to choose from."""

    def options(self, declared: Field) -> list[Option] | None:
        return None


def posts(form: Form) -> dict[str, list[str]]:
    """Names with what is posted under each, nothing being changed."""
    found: dict[str, list[str]] = {SHOWN: [each.name for each in form.boxes]}
    for box in form.boxes:
        for name, value in _of(box):
            found.setdefault(name, []).append(value)
    return found


def _of(box: Box) -> Iterator[tuple[str, str]]:
    for inner in (*box.parts, *(part for row in box.rows for part in row)):
        yield from _of(inner)
    value = box.value
    if box.widget is Widget.SPAN:
        assert isinstance(value, list)
        yield from ((f"{box.name}.{number}", str(each)) for number, each in enumerate(value))
    elif box.widget is Widget.TIMES:
        assert isinstance(value, str)
        yield from ((f"{box.name}.{number}", each) for number, each in enumerate(value.split("-")))
    elif box.widget is Widget.LINES:
        assert isinstance(value, list)
        yield box.name, "\r\n".join(map(str, value))
    elif box.widget is Widget.BOXES:
        assert isinstance(value, list)
        yield from ((box.name, str(each)) for each in value)
    elif isinstance(value, str):
        yield box.name, value
