"""The problems of the files, cut for an audience (design §7)."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace

from generator.model.problem import Problem, Severity
from generator.publish.cut.fields import names_closed
from generator.types import Audience

_UNNAMED = "…"


@dataclass(frozen=True, slots=True)
class PublicProblems:
    """The problems an audience may read, and how many there are with those of which only the number is for it."""

    problems: tuple[Problem, ...] = ()
    rejected: tuple[str, ...] = ()
    rejected_count: int = 0
    warning_count: int = 0
    quoted: bool = False


def cut_problems(
    problems: Sequence[Problem],
    rejected: Sequence[str],
    audience: Audience,
    readable: Callable[[str], bool],
    alone: Callable[[str], bool],
    closed: Container[str],
) -> PublicProblems:
    """What concerns files the audience may read; of the others not even how many there are.

    Files that are `alone`, kept for nobody's page, are but a number to the office: their names tell of persons' cases.
    Of records that are `closed` no message of another file gives the name.
    """
    may = audience.may

    def counted(file: str) -> bool:
        return may.office or (may.files and readable(file))

    told = [each for each in problems if counted(each.file)]
    left_out = [each for each in rejected if counted(each)]
    return PublicProblems(
        problems=tuple(_without(each, closed, audience) for each in told if not alone(each.file)),
        rejected=tuple(each for each in left_out if not alone(each)),
        rejected_count=len(left_out),
        warning_count=sum(each.severity is Severity.WARNING for each in told),
        quoted=may.quoted,
    )


def _without(problem: Problem, closed: Container[str], audience: Audience) -> Problem:
    named = {name: _UNNAMED for name, each in problem.args.items() if names_closed(str(each), closed, audience)}
    return replace(problem, args={**problem.args, **named}) if named else problem
