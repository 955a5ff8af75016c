"""The problems of the files, cut for an audience (design §7)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.model.problem import Problem, Severity
from generator.types.declaration import Audience


@dataclass(frozen=True, slots=True)
class PublicProblems:
    """The problems an audience may read, and how many there are beside them."""

    problems: tuple[Problem, ...] = ()
    rejected: tuple[str, ...] = ()
    rejected_count: int = 0
    warning_count: int = 0
    quoted: bool = False


def cut_problems(
    problems: Sequence[Problem], rejected: Sequence[str], audience: Audience, readable: Callable[[str], bool]
) -> PublicProblems:
    """Numbers for the public; for members what concerns files they may read, without what is quoted from them."""
    warnings = sum(each.severity is Severity.WARNING for each in problems)
    if audience is Audience.COMMITTEE:
        return PublicProblems(tuple(problems), tuple(rejected), len(rejected), warnings, True)
    if audience is Audience.PUBLIC:
        return PublicProblems((), (), len(rejected), warnings, False)
    left = tuple(each for each in problems if readable(each.file))
    return PublicProblems(left, tuple(each for each in rejected if readable(each)), len(rejected), warnings, False)
