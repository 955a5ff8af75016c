"""What pages across branches ask of each, after the cut: remembered by all that the branch's own pages are made of.

A page of all branches shows little of each. What it asks is a function of a branch and the site, marked `of_unit`; its
answers are small, and kept as long as nothing that the branch's pages are made of is another, so that of a branch that
has not changed neither results nor records are read for them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from generator.cache.table import packed, unpacked

_PAGES = f"{__package__}."
Answer = TypeVar("Answer")
Rest = ParamSpec("Rest")


class Summaries:
    """The answers of each unit, those of an earlier build among them."""

    def __init__(self) -> None:
        self._answers: dict[str, dict[str, Any]] = {}
        self._before: Mapping[str, bytes] = {}
        self._classes: Collection[type] = ()
        self._new: set[str] = set()

    def __getstate__(self) -> dict[str, Any]:
        """Another machine makes pages of branches, and is told nothing of all of them."""
        return {**self.__dict__, "_answers": {}, "_before": {}, "_classes": (), "_new": set()}

    def remember(self, before: Mapping[str, bytes], classes: Collection[type]) -> None:
        """Takes the answers of units that are as they were; `classes` are those of which answers are made."""
        self._before, self._classes = before, classes

    def ask(self, unit: str, question: str, answer: Callable[[], Answer]) -> Answer:
        """The unit's answer, worked out where it is not known."""
        answers = self._answers.get(unit)
        if answers is None:
            found = unpacked(self._before[unit], {}, self._classes) if self._before.get(unit) else None
            answers = self._answers[unit] = found if isinstance(found, dict) else {}
        if question not in answers:
            answers[question] = answer()
            self._new.add(unit)
        known: Answer = answers[question]
        return known

    def packed(self, unit: str) -> bytes:
        """The unit's answers, to be remembered."""
        return packed(self._answers[unit], {}) if unit in self._new else self._before.get(unit, b"")


class Asked(Protocol):
    """Whatever knows the summaries: the year's site."""

    @property
    def summaries(self) -> Summaries:
        """Those of its units."""


Site = TypeVar("Site", bound=Asked)


def of_unit(
    answer: Callable[Concatenate[str, Site, Rest], Answer],
) -> Callable[Concatenate[str, Site, Rest], Answer]:
    """Marks a function of a unit and the site that pages across branches ask.

    Its answer may rest on nothing but what the unit's own pages are made of (`publish.inputs`), and nobody changes it.
    """
    name = f"{answer.__module__.removeprefix(_PAGES)}.{answer.__name__}"

    @wraps(answer)
    def asked(unit: str, site: Site, /, *args: Rest.args, **named: Rest.kwargs) -> Answer:
        question = f"{name} {args}" if args else name
        return site.summaries.ask(unit, question, lambda: answer(unit, site, *args, **named))

    return asked
