"""What a command cannot go on from: told as a sentence of the catalogue with what to do, never as a traceback."""

from __future__ import annotations

from generator.model.problem import Phrase, Problem


class Failure(Exception):
    """Ends a command. `code` names its sentence, the figures fill it in."""

    exit_code = 1
    """1: something in what was read or published; 2: the command was used wrongly."""

    def __init__(self, code: str, **figures: object) -> None:
        super().__init__(code, *map(str, figures.values()))
        self.phrase = Phrase(code, figures)

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """Everything to be said, a line each."""
        return (self.phrase,)


class Usage(Failure):
    """The command was asked for something that is not there, or is not to be had."""

    exit_code = 2

    def __init__(self, code: str, **figures: object) -> None:
        super().__init__(f"commands.usage.{code}", **figures)


class Broken(Failure):
    """The organization, configuration or pack cannot be used; carries every problem found, in reading order."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("commands.broken")
        self.problems = sorted(problems, key=lambda problem: problem.order)
