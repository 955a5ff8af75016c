"""Collects the problems of one file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from generator.model.node import START, Mark
from generator.model.problem import Problem, Severity

_YEAR = re.compile(r"(?:^|/)([0-9]{4})/[^/]+/[^/]+$")
MOST = 40
"""How many characters of what a file says are quoted."""
MOST_GUESSES = 50
"""For so many unknown words of a file it is looked what they may mean."""
_QUOTED = frozenset(
    ["value", "field", "name", "key", "tag", "group", "branch", "rule", "task", "problem", "doer", "parameter"]
)


def shortened(text: str) -> str:
    """A quotation that fits in a message."""
    return text if len(text) <= MOST else text[: MOST - 1] + "…"


class Findings:
    """Problems of one file, in the order met."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._guesses = 0

    def may_guess(self) -> bool:
        """Whether it is worth while to look for what a word may mean that nobody knows: not in a file full of them."""
        self._guesses += 1
        return self._guesses <= MOST_GUESSES

    def error(self, code: str, mark: Mark = START, **args: object) -> None:
        """Something that rejects the file."""
        self.tell(Severity.ERROR, code, mark, **args)

    def leaves_out(self, code: str, mark: Mark, **args: object) -> None:
        """Something for which a row, or an entry of one, is left out, the rest of the file still being used."""
        self.problems.append(Problem(self.file, mark, Severity.ERROR, code, _quoted(args), within=True))

    def warning(self, code: str, mark: Mark = START, **args: object) -> None:
        """Something to tell, the file still being used."""
        self.tell(Severity.WARNING, code, mark, **args)

    def tell(self, severity: Severity, code: str, mark: Mark, **args: object) -> None:
        """Something of that severity, for the whole file."""
        self.problems.append(Problem(self.file, mark, severity, code, _quoted(args)))

    @cached_property
    def year(self) -> int | None:
        """The year of the folder the file lies in: that of a day or month that is written without one."""
        match = _YEAR.search(self.file)
        return int(match[1]) if match else None

    @property
    def failed(self) -> bool:
        """Whether an error rejects the file."""
        return any(problem.rejects for problem in self.problems)


def _quoted(args: Mapping[str, object]) -> dict[str, object]:
    return {
        name: shortened(value) if isinstance(value, str) and name in _QUOTED else value for name, value in args.items()
    }
