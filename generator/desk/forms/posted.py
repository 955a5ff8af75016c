"""What a browser posts, as values of fields: `place`, `ballots.good`, `resolutions.0.text`, `covers.1`.

A field is there if its name stands among those `shown`: a box that nobody ticked posts nothing, and a field that the
form did not show must stay as it is. Text is cleaned of what nobody can see, and of nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from generator.desk.forms.entering import FIGURE, KEY, Plain, says
from generator.read.layout.names import ODD
from generator.types import Field
from generator.types.kind import Entries, Keyed, Parts, Some, Span

Posted = Mapping[str, Sequence[str]]
SHOWN = "shown"
"""The name under which a form says which fields it shows."""
BODY = "body"
MORE = "more"
"""Begins the name of the button that asks for one more row of a field."""
TICKED = frozenset(["branches", "groups"])
"""Kinds of several values that are ticked; any with choices are, too."""
_MOST_ROWS = 500
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """The text as typed, its line ends as files have them, without what no file may hold."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return ODD.sub("", _SURROGATE.sub("", plain))


def value_posted(declared: Field, name: str, posted: Posted) -> Plain:
    """The value of a field that stands under the name."""
    form = declared.form
    if isinstance(form, Parts):
        return {each.id: value_posted(each, f"{name}.{each.id}", posted) for each in declared.fields.values()}
    if isinstance(form, Entries):
        rows = [
            {each.id: value_posted(each, f"{at}.{each.id}", posted) for each in declared.fields.values()}
            for at in _rows(name, posted)
        ]
        return cast(Plain, [each for each in rows if says(each)])
    if isinstance(form, Keyed):
        pairs = [{part: _one(f"{at}.{part}", posted) for part in (KEY, FIGURE)} for at in _rows(name, posted)]
        return cast(Plain, [each for each in pairs if says(dict(each))])
    if isinstance(form, Span):
        return [_one(f"{name}.0", posted), _one(f"{name}.1", posted)]
    if isinstance(form, Some):
        return _several(name, posted)
    if declared.kind == "times":
        return "-".join(each for each in (_one(f"{name}.0", posted), _one(f"{name}.1", posted)) if each)
    return _one(name, posted)


def _one(name: str, posted: Posted) -> str:
    return clean(next(iter(posted.get(name, ())), ""))


def _several(name: str, posted: Posted) -> Plain:
    """Each line of each that was posted: boxes post one after the other, an area its lines."""
    texts = (line.strip() for each in posted.get(name, ()) for line in clean(each).split("\n"))
    return cast(Plain, [each for each in texts if each])


def _rows(name: str, posted: Posted) -> Iterator[str]:
    """The names before the parts of each row, in the order of their numbers."""
    begins = re.compile(rf"{re.escape(name)}\.([0-9]{{1,4}})\.")
    numbers = {int(found[1]) for each in posted if (found := begins.match(each))}
    for number in sorted(numbers)[:_MOST_ROWS]:
        yield f"{name}.{number}"


def asked_for_more(posted: Posted) -> str | None:
    """The name of the field of which one more row is wanted, where the button for that was pressed."""
    return next((each.removeprefix(f"{MORE}.") for each in posted if each.startswith(f"{MORE}.")), None)
