"""How templates show facts in one language: `{{ page.as_of | day }}`, `{{ row.score | figure }}`; None is as good as
nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from math import floor

from markupsafe import Markup

from generator.model.figures import decimal, percent
from generator.publish.pages.view import Chip, Link
from generator.publish.pages.words import Words, brief, change, exact
from generator.publish.render.markdown import minutes

_NO_PAGE = re.compile(r"^(\.\./)+|(/?index)?\.html$")


def filters(words: Words) -> dict[str, Callable[..., object]]:
    """Every filter by its name; what they give is text or a chip, which is escaped as any text is."""

    def or_empty(show: Callable[..., str]) -> Callable[..., str]:
        return lambda fact, *more: "" if fact is None else show(fact, *more)

    def status(found: str, count: int | None = None) -> Chip:
        return Chip(str(found), words.label("status", found), count)

    def span(days: tuple[date, date]) -> str:
        return words.span(*days)

    def share(of: int | Fraction) -> str:
        return percent(of)

    def minutes_of(body: str, files: Iterable[Link]) -> Markup:
        # Dear, so that it is done only where a page is made.
        return minutes(body, {file.text: file.href for file in files if file.href}) if body else Markup("")

    return {
        "anchor": anchor,
        "change": change,
        "day": or_empty(words.day),
        "exact": exact,
        "figure": brief,
        "minutes": minutes_of,
        "percent": or_empty(share),
        "period": or_empty(words.period),
        "say": or_empty(words.say),
        "some": lambda rows, name: any(getattr(row, name) for row in rows),
        "span": or_empty(span),
        "status": status,
        "value": words.value,
        "whole_percent": lambda of: floor(of * 100),
        "window": words.window,
        "yuan": lambda sum: "—" if sum is None else decimal(sum, 2),
    }


def anchor(of: Link | str) -> str:
    """A row's id, by what it leads to: as stable as that address, whatever stands before it; else by its words."""
    path, _, place = ("" if isinstance(of, str) else of.href or "").partition("#")
    name = place or _NO_PAGE.sub("", path) or (of if isinstance(of, str) else of.text)
    return re.sub(r"[\s/#]+", "-", name)
