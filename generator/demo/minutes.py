"""Lays minutes out, each recorder in a hand of his own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from generator.demo.texts import data
from generator.demo.topics import Talk, sayable
from generator.demo.wording import Wording, Words, pick, wordings


@dataclass(frozen=True, slots=True)
class _Style:
    verbs: tuple[str, ...]
    numerals: tuple[str, ...]
    labels: Mapping[str, Mapping[str, Any]]
    openings: Mapping[str, tuple[Wording, ...]]
    closings: Mapping[str, tuple[Wording, ...]]


@cache
def _style() -> _Style:
    loaded = data("bank/layout.yml")
    return _Style(
        tuple(loaded["verbs"]),
        tuple(loaded["numerals"]),
        loaded["labels"],
        {name: wordings(texts) for name, texts in loaded["openings"].items()},
        {name: wordings(texts) for name, texts in loaded["closings"].items()},
    )


@dataclass(slots=True)
class _Page:
    """What a layout has to place."""

    name: str
    talks: Sequence[Talk]
    extras: Sequence[str]
    """What else was said, a paragraph each."""
    opening: str
    closing: str
    random: Random

    def label(self, which: str) -> str:
        """The heading of that part."""
        return str(_style().labels[self.name][which])

    def decided(self) -> str:
        """How a decision is introduced."""
        return str(pick(self.random, _style().labels[self.name]["decided"]))

    def inline(self, talk: Talk) -> str:
        """The views as running text."""
        return "；".join(f"{who}{pick(self.random, _style().verbs)}，{view}" for who, view in talk.views) + "。"

    def numbered(self) -> list[tuple[str, Talk]]:
        """The talks with 一、二、三."""
        return list(zip(_style().numerals, self.talks, strict=False))


def minutes(name: str, talks: Sequence[Talk], extras: Sequence[str], hand: int, random: Random, words: Words) -> str:
    """Minutes in Markdown; the hand decides the layout, most of the time."""
    style = _style()
    page = _Page(
        name,
        talks,
        extras,
        pick(random, sayable(style.openings[name], words)).say(random, words),
        pick(random, sayable(style.closings[name], words)).say(random, words),
        random,
    )
    layout = _LAYOUTS[(hand + (random.random() < 0.2)) % len(_LAYOUTS)]
    return "\n\n".join(block for block in layout(page) if block) + "\n"


def _headed(page: _Page) -> list[str]:
    blocks = [page.opening]
    single = len(page.talks) == 1
    for numeral, talk in page.numbered():
        blocks += [f"## {talk.agenda}" if single else f"## {numeral}、{talk.agenda}", f"{talk.report}。", talk.table]
        blocks += [page.inline(talk), f"{page.decided()}：{talk.decision}。"]
    return [*blocks, *page.extras, page.closing]


def _listed(page: _Page) -> list[str]:
    items = page.talks[0].agenda + "。"
    if len(page.talks) > 1:
        items = "\n".join(f"{number}. {talk.agenda}" for number, talk in enumerate(page.talks, 1))
    blocks = [page.opening, f"**{page.label('items')}**", items, f"**{page.label('talk')}**"]
    for talk in page.talks:
        blocks += [f"{talk.report}。", talk.table, "\n".join(f"- {who}：{view}。" for who, view in talk.views)]
    blocks += page.extras
    ends = [f"{number}. {talk.decision}。" for number, talk in enumerate(page.talks, 1)]
    blocks += [f"**{page.label('end')}**", "\n".join(ends) if len(ends) > 1 else f"{page.talks[0].decision}。"]
    return [*blocks, page.closing]


def _narrated(page: _Page) -> list[str]:
    blocks = []
    links = ["", "接着，", "随后，", "此外，"]
    for link, talk in zip(links, page.talks, strict=False):
        said = f"{link}{talk.report}。" + ("讨论中，" if len(talk.views) > 1 else "") + page.inline(talk)
        blocks += [said, talk.table, f"{page.decided()}：{talk.decision}。"]
    blocks[0] = page.opening + blocks[0]
    blocks[-1:-1] = page.extras
    blocks[-1] += page.closing
    return blocks


def _pointed(page: _Page) -> list[str]:
    blocks = [page.opening]
    for numeral, talk in page.numbered():
        blocks.append(f"（{numeral}）{talk.agenda}" if len(page.talks) > 1 else talk.agenda)
        blocks[-1] = f"### {blocks[-1]}"
        views = "".join(f"{number}. {who}：{view}。\n" for number, (who, view) in enumerate(talk.views, 1))
        blocks += [f"{talk.report}。", talk.table, f"{page.label('talk')}：", views.rstrip()]
        blocks.append(f"{page.label('end')}：{talk.decision}。")
    return [*blocks, *page.extras, page.closing]


def _terse(page: _Page) -> list[str]:
    blocks = [page.opening]
    for talk in page.talks:
        views = "".join(f"{who}：{view}。" for who, view in talk.views)
        blocks += [f"**{talk.agenda}。**{talk.report}。{views}", talk.table]
        blocks += [*page.extras, f"【{page.label('end')}】{talk.decision}。"]
        page.extras = ()
    return [*blocks, page.closing]


def _gathered(page: _Page) -> list[str]:
    items = "；".join(f"{numeral}是{talk.agenda}" for numeral, talk in page.numbered())
    blocks = [page.opening + (f"会议议题：{items}。" if len(page.talks) > 1 else "")]
    for talk in page.talks:
        blocks += [f"{talk.report}。{page.inline(talk)}", talk.table]
    blocks += page.extras
    ends = "\n".join(f"{number}. {talk.decision}；" for number, talk in enumerate(page.talks, 1))
    if len(page.talks) == 1:
        return [*blocks, f"{page.decided()}：{page.talks[0].decision}。", page.closing]
    return [*blocks, f"{page.label('end')}如下：", ends[:-1] + "。", page.closing]


_LAYOUTS: tuple[Callable[[_Page], list[str]], ...] = (_headed, _listed, _narrated, _pointed, _terse, _gathered)


def lecture(talk: Talk, extras: Sequence[str], lecturer: str, random: Random) -> str:
    """Notes of a lecture: what it set out from, its points in order, and how it went on."""
    points = [view for _, view in talk.views]
    numerals = _style().numerals
    laid_out = (
        "\n\n".join(f"{numeral}、{point}。" for numeral, point in zip(numerals, points, strict=False))
        if random.random() < 0.5
        else "；".join(f"{numeral}是{point}" for numeral, point in zip(numerals, points, strict=False)) + "。"
    )
    return "\n\n".join([f"{lecturer}{talk.report}。", laid_out, *extras, f"{talk.decision}。"]) + "\n"
