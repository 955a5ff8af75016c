"""Charts as places and words: all that a template needs to draw lines and bars, and the table behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil

from generator.model.figures import decimal, shown

Figure = int | Fraction | None
WIDTH, HEIGHT = 640, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 34, 14, 32, 28
"""Margins of the plot; units are those of the drawing, which is scaled as a whole."""
_MOST_TICKS, _MOST_NAMES, _MOST_LABELS = 5, 12, 26
_BARS, _WIDEST = Fraction(7, 10), 44
"""The share of a place that its bars fill, and how wide one may be."""
_LETTER, _HAN = Fraction(13, 2), 11
"""How wide a digit or letter is, and a Han character, in the size the drawing is lettered in."""


class Tone(StrEnum):
    """What a series is to the others: by it style sheets choose shade and shape, also where there is no colour."""

    MAIN = "main"
    PAST = "past"
    OLDER = "older"
    ALERT = "alert"
    QUIET = "quiet"
    """A line without points or figures, to compare with."""


@dataclass(frozen=True, slots=True)
class Series:
    """A row of figures, one for each place along the chart; None where there is none."""

    name: str
    figures: tuple[Figure, ...]
    bars: bool = False
    tone: Tone = Tone.MAIN
    breaks: frozenset[int] = frozenset()
    """Places that a line does not lead to from the one before: what they show is of another kind."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One figure where it is drawn: a point of a line, or a bar."""

    x: str
    y: str
    width: str
    height: str
    middle: str
    text: str
    title: str
    labelled: bool
    """Whether its figure stands beside it: where there is room, of lines where it changes."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A series as drawn."""

    tone: Tone
    name: str
    bars: bool
    path: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A word along an axis."""

    at: str
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its table: a head, and a row of words for each place of which there is a figure."""

    title: str
    finding: str
    width: int
    height: int
    left: int
    right: int
    top: int
    base: int
    series: tuple[Drawn, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    marks: tuple[Tick, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def chart(
    title: str,
    place: str,
    names: Sequence[str],
    series: Sequence[Series],
    most: int | None = None,
    marks: Iterable[tuple[int, str]] = (),
    finding: str = "",
) -> Chart:
    """Series over places that all have the same width.

    `title` is what is drawn, `finding` what it shows, in a sentence made of the same figures. `place` is what a place
    is called, `names` what each is called; `most` is the upper end of the scale, by default what the figures need;
    `marks` are places set off by a line, each with its words.
    """
    highest = most or max((ceil(figure) for each in series for figure in each.figures if figure is not None), default=1)
    step = _step(highest)
    steps = max(1, -(-highest // step))
    plot = _Plot(len(names), step * steps, sum(each.bars for each in series))
    widest = max(map(_width, names), default=0)
    apart = max(-(-len(names) // _MOST_NAMES), ceil(widest / plot.width), 1)
    return Chart(
        title=title,
        finding=finding,
        width=WIDTH,
        height=HEIGHT,
        left=_LEFT,
        right=WIDTH - _RIGHT,
        top=_TOP,
        base=HEIGHT - _BOTTOM,
        series=tuple(
            plot.drawn(each, names, sum(before.bars for before in series[:number]))
            for number, each in enumerate(series)
        ),
        across=tuple(Tick(_at(plot.across(number)), names[number]) for number in range(0, len(names), apart)),
        up=tuple(Tick(_at(plot.up(step * number)), str(step * number)) for number in range(steps + 1)),
        marks=tuple(Tick(_at(plot.across(number)), text) for number, text in marks),
        head=(place, *(each.name for each in series)),
        rows=tuple(
            (name, *(_said(each.figures[number]) for each in series))
            for number, name in enumerate(names)
            if any(each.figures[number] is not None for each in series)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where a figure of a place stands."""

    places: int
    top: int
    bars: int
    """How many series are bars, side by side in a place."""

    @property
    def width(self) -> Fraction:
        """Of a place."""
        return Fraction(WIDTH - _LEFT - _RIGHT, max(1, self.places))

    def across(self, number: int) -> Fraction:
        """The middle of a place."""
        return _LEFT + self.width * number + self.width / 2

    def up(self, figure: int | Fraction) -> Fraction:
        """How far down the drawing a figure stands."""
        return HEIGHT - _BOTTOM - Fraction(figure) / self.top * (HEIGHT - _TOP - _BOTTOM)

    def drawn(self, series: Series, names: Sequence[str], beside: int) -> Drawn:
        """The series with every figure in its place, bars right of so many others; a line is broken where none is."""
        bar = min(self.width * _BARS / max(1, self.bars), Fraction(_WIDEST))
        spots, path, before = [], [], None
        for place, figure in enumerate(series.figures):
            if figure is None:
                before = None
                continue
            x, y, text = self.across(place), self.up(figure), shown(figure)
            left = x - bar * self.bars / 2 + bar * beside if series.bars else x
            last = place + 1 == len(series.figures) or series.figures[place + 1] is None
            said = bool(figure) if series.bars else series.tone is Tone.MAIN and (last or figure != before)
            room = bar if series.bars else self.width
            spots.append(
                Spot(
                    x=_at(left),
                    y=_at(y),
                    width=_at(bar),
                    height=_at(HEIGHT - _BOTTOM - y),
                    middle=_at(left + bar / 2 if series.bars else x),
                    text=text,
                    title=f"{names[place]} {series.name} {text}",
                    labelled=said and self.places <= _MOST_LABELS and _width(text) <= room,
                )
            )
            path.append(f"{'M' if before is None or place in series.breaks else 'L'}{_at(x)} {_at(y)}")
            before = figure
        return Drawn(series.tone, series.name, series.bars, "" if series.bars else " ".join(path), tuple(spots))


def _step(highest: int) -> int:
    """The distance of the ticks: 1, 2, 5, 10, 20 … so that they are few."""
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if highest <= step * _MOST_TICKS:
                return step
        size *= 10


def _width(text: str) -> Fraction:
    """How wide words are drawn, about."""
    return sum((Fraction(_LETTER if each.isascii() else _HAN) for each in text), Fraction())


def _at(place: Fraction | int) -> str:
    return decimal(place, 1)


def _said(figure: Figure) -> str:
    return "—" if figure is None else shown(figure)
