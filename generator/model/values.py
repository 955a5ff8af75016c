"""What people wrote in a record, a row or a part of one, asked for by name and by kind.

A reader asks `values.day("due")` and gets a day or nothing: whoever judges or shows never looks at what Python made
of a value. A name that no declaration knows is a slip of the program and raises at once, so that a renamed field is
found by the first test that meets it; a test looks for every name the code asks for besides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, field
from datetime import date
from fractions import Fraction
from typing import Any, ClassVar, TypeGuard

from generator.model.node import START, Mark

IN_WORDS = "_words"
"""Where parts are said in words (公示之日起一周内): the words."""


_NOWHERE: Mapping[str, Mark] = {}


class Values(dict[str, object]):
    """By the identifiers of the declarations; what is absent, or is of another kind, is None or empty.

    The values of a row or a part know where they stand; those of a record have their places in `Record.marks`.
    """

    __slots__ = ("mark", "marks")

    declared: ClassVar[frozenset[str]] = frozenset()
    """Every name that any declaration knows; set when they are loaded."""

    mark: Mark
    marks: Mapping[str, Mark]

    def __init__(
        self, values: Mapping[str, object] | None = None, mark: Mark = START, marks: Mapping[str, Mark] | None = None
    ) -> None:
        super().__init__(values or {})
        self.mark, self.marks = mark, marks or _NOWHERE

    def day(self, name: str) -> date | None:
        """The date there."""
        found = self._of(name)
        return found if isinstance(found, date) else None

    def count(self, name: str) -> int | None:
        """The whole number there."""
        found = self._of(name)
        return found if _is_count(found) else None

    def figure(self, name: str) -> Fraction | None:
        """The number there, exact."""
        found = self._of(name)
        return found if isinstance(found, Fraction) else None

    def text(self, name: str) -> str:
        """The words there, or the id of what was chosen; empty where there are none."""
        found = self._of(name)
        return found if isinstance(found, str) else ""

    def flag(self, name: str) -> bool:
        """Whether it says yes."""
        return self._of(name) is True

    def names(self, name: str) -> tuple[str, ...]:
        """The lines there: names, ids, words."""
        found = self._of(name)
        return tuple(each for each in found if isinstance(each, str)) if isinstance(found, tuple) else ()

    def days(self, name: str) -> tuple[date, ...]:
        """The dates there."""
        found = self._of(name)
        return tuple(each for each in found if isinstance(each, date)) if isinstance(found, tuple) else ()

    def span(self, name: str) -> tuple[date, date] | None:
        """The first and the last day there."""
        match self._of(name):
            case (date() as first, date() as last):
                return first, last
        return None

    def rows(self, name: str) -> tuple[Values, ...]:
        """The entries there."""
        found = self._of(name)
        return tuple(each for each in found if isinstance(each, Values)) if isinstance(found, tuple) else ()

    def parts(self, name: str) -> Values:
        """The parts there; without any where there are none."""
        found = self._of(name)
        return found if isinstance(found, Values) else NOTHING

    def by_year(self, name: str) -> Mapping[int, Values]:
        """The parts of each year there."""
        found = self._of(name)
        return {year: each for year, each in found.items() if isinstance(each, Values)} if _is_dict(found) else {}

    def counts(self) -> dict[str, int]:
        """All the whole numbers, by name: ballots, answers, bands."""
        return {name: found for name, found in self.items() if _is_count(found)}

    def figures(self) -> dict[str, Fraction]:
        """All the exact numbers, by name."""
        return {name: found for name, found in self.items() if isinstance(found, Fraction)}

    def scores(self) -> dict[str, Fraction | str]:
        """What a sheet gives, by rule or standard: points, or of a gate met or not_met."""
        return {name: found for name, found in self.items() if isinstance(found, Fraction | str)}

    @property
    def words(self) -> str:
        """What stands in the place of parts that are said in words; empty where they are not."""
        return str(self.get(IN_WORDS, ""))

    def says(self, name: str) -> bool:
        """Whether anything is there."""
        return self._of(name) is not None

    def of(self, name: str) -> object:
        """Whatever is there, for what only passes it on."""
        return self._of(name)

    def mark_of(self, name: str) -> Mark:
        """Where it stands, or the field it is of (`groups` for `groups.2`), or where the row does."""
        return self.marks.get(name) or self.marks.get(name.partition(".")[0], self.mark)

    def having(self, **values: object) -> Values:
        """The same with these values, in the same place."""
        return Values({**self, **values}, self.mark, self.marks)

    def without(self, *names: str) -> Values:
        """The same without what these names say."""
        return Values({name: each for name, each in self.items() if name not in names}, self.mark, self.marks)

    def _of(self, name: str) -> object:
        if name not in self.declared and self.declared:
            raise LookupError(f"no declaration has a field {name}")
        return self.get(name)


def _is_dict(value: object) -> TypeGuard[dict[int, object]]:
    return isinstance(value, dict) and not isinstance(value, Values)


def _is_count(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


NOTHING = Values()
"""No values."""


def at(path: str, default: Any = MISSING) -> Any:
    """A dataclass field whose value is written under another name than its own, or within parts (`packs/scoring`)."""
    return field(default=default, metadata={"at": path})
