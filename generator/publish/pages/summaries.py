"""What pages across branches ask of each, after the cut: remembered by all that the branch's own pages are made of.

A page of all branches shows little of each. What it asks is a function of a branch and the site, marked `of_unit`; its
answers are small, and kept as long as nothing that the branch's pages are made of is another, so that of a branch that
has not changed neither results nor records are read for them. One that has changed is asked again what it was asked
before: where all its answers are the same, no page across branches is made again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from functools import wraps
from hashlib import sha256
from typing import Any, Protocol, TypeVar, TypeVarTuple, cast

from generator.cache.kept import packed, unpacked

_PAGES = f"{__package__}."
Answer = TypeVar("Answer")
Rest = TypeVarTuple("Rest")
Question = tuple[object, ...]
"""The name of what is asked, and what it is asked with."""


class Summaries:
    """The answers of each unit, those of an earlier build among them; each is read only where somebody asks."""

    def __init__(self) -> None:
        self._answers: dict[str, dict[Question, Any]] = {}
        self._kept: dict[str, dict[Question, bytes]] = {}
        self._before: dict[str, bytes] = {}
        self._classes: Collection[type] = ()

    def __getstate__(self) -> dict[str, Any]:
        """Another machine makes pages of branches, and is told nothing of all of them."""
        return {"_answers": {}, "_kept": {}, "_before": {}, "_classes": ()}

    def remember(self, before: Mapping[str, bytes], classes: Collection[type]) -> None:
        """Takes the answers of units that are as they were; `classes` are those of which answers are made."""
        self._before, self._classes = dict(before), classes

    def know(self, unit: str, packed: bytes) -> None:
        """Takes what the unit answered in another process."""
        self._before[unit] = packed
        self._kept.pop(unit, None)

    def ask(self, unit: str, question: Question, answer: Callable[[], Answer]) -> Answer:
        """The unit's answer, worked out where it is not known."""
        answers = self._answers.setdefault(unit, {})
        if question not in answers:
            known = self._read(self._of(unit).get(question))
            if known:  # and read again where it is asked again: of very many units all answers would be much to hold
                found: Answer = known[0]
                return found
            answers[question] = answer()
        return cast("Answer", answers[question])

    def ask_again(self, unit: str, before: bytes, site: Asked) -> None:
        """Asks a unit that has changed what it was asked before, and keeps those answers that are the same."""
        kept = self._unpacked(before)
        for question, data in kept.items():
            name, *rest = question
            known, ask = self._read(data), _QUESTIONS.get(name)
            with suppress(KeyError):  # what was asked about may be gone
                # By what pages show of them, as pages themselves are remembered.
                if known and ask and repr(known[0]) == repr(ask(unit, site, *rest)):
                    self._of(unit)[question] = data
        if self._of(unit) == kept:
            self._before[unit] = before
        else:  # what it answered in another process meanwhile, for one, and what it answers as before
            self._before.pop(unit, None)

    def packed(self, unit: str) -> bytes:
        """The unit's answers, to be remembered; the very same where none is another."""
        kept, answers = self._of(unit), self._answers.get(unit, {})
        new = {question: packed((answer,), {}) for question, answer in answers.items() if question not in kept}
        if new or unit not in self._before:
            self._kept[unit] = kept | new
            self._before[unit] = packed(self._kept[unit], {})
        return self._before[unit]

    def key(self, unit: str) -> str:
        """Changes with any of the unit's answers."""
        return sha256(self.packed(unit)).hexdigest()

    def _of(self, unit: str) -> dict[Question, bytes]:
        if unit not in self._kept:
            self._kept[unit] = self._unpacked(self._before.get(unit, b""))
        return self._kept[unit]

    def _unpacked(self, data: bytes) -> dict[Question, bytes]:
        found = unpacked(data, {}) if data else None
        return found if isinstance(found, dict) else {}

    def _read(self, data: bytes | None) -> tuple[Any] | None:
        """The answer, in a tuple: it may be None itself."""
        found = unpacked(data, {}, self._classes) if data else None
        return found if isinstance(found, tuple) else None

    def answer(self, unit: str, questions: Iterable[Question], site: Asked) -> bytes:
        """Has the unit answer what pages across branches are going to ask, and gives its answers as they are kept."""
        for name, *rest in questions:
            with suppress(Exception):  # not every unit has what is asked about; who asks in earnest meets the same
                _QUESTIONS[name](unit, site, *rest)
        return self.packed(unit)


class Rehearsal(Summaries):
    """Finds out what is asked: the first to be asked answers for all."""

    def __init__(self) -> None:
        super().__init__()
        self._by_question: dict[Question, Any] = {}

    @property
    def questions(self) -> tuple[Question, ...]:
        """All that was asked of any."""
        return tuple(self._by_question)

    def ask(self, unit: str, question: Question, answer: Callable[[], Answer]) -> Answer:
        """The answer of whoever was asked first."""
        if question not in self._by_question:
            self._by_question[question] = answer()
        found: Answer = self._by_question[question]
        return found


class Asked(Protocol):
    """Whatever knows the summaries: the year's site."""

    @property
    def summaries(self) -> Summaries:
        """Those of its units."""


Site = TypeVar("Site", bound=Asked)
_QUESTIONS: dict[object, Callable[..., object]] = {}
"""What is `of_unit`, by name."""


def of_unit(answer: Callable[[str, Site, *Rest], Answer]) -> Callable[[str, Site, *Rest], Answer]:
    """Marks a function of a unit and the site that pages across branches ask.

    Its answer may rest on nothing but what the unit's own pages are made of (`publish.inputs`), and nobody changes it.
    """
    name = f"{answer.__module__.removeprefix(_PAGES)}.{answer.__name__}"

    @wraps(answer)
    def asked(unit: str, site: Site, /, *rest: *Rest) -> Answer:
        return site.summaries.ask(unit, (name, *rest), lambda: answer(unit, site, *rest))

    _QUESTIONS[name] = asked
    return asked
