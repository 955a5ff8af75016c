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

    def __reduce__(self) -> tuple[object, ...]:
        """Whatever a kind of failure is made with, another process hands over what it has come to."""
        return _as_it_was, (type(self), self.args, self.__dict__)

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """Everything to be said, a line each."""
        return (self.phrase,)


def _as_it_was(kind: type[Failure], args: tuple[object, ...], state: dict[str, object]) -> Failure:
    made = kind.__new__(kind, *args)
    made.__dict__.update(state)
    return made


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
