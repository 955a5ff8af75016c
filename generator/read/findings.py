"""Collects the problems of one file."""

from __future__ import annotations

from generator.model.node import Mark
from generator.model.problem import START, Problem, Severity


class Findings:
    """Problems of one file, in the order met."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def error(self, code: str, mark: Mark = START, **args: object) -> None:
        """Something that rejects the file."""
        self.problems.append(Problem(self.file, mark, Severity.ERROR, code, args))

    def warning(self, code: str, mark: Mark = START, **args: object) -> None:
        """Something to tell, the file still being used."""
        self.problems.append(Problem(self.file, mark, Severity.WARNING, code, args))

    @property
    def failed(self) -> bool:
        """Whether an error was found."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)
