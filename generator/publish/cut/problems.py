"""The problems of the files, cut for an audience (design §7)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.model.problem import Problem, Severity
from generator.types import Audience


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
    """Numbers for everybody; beside them what concerns files the audience may read."""
    may = audience.may

    def shown(file: str) -> bool:
        return may.office or (may.files and readable(file))

    return PublicProblems(
        problems=tuple(each for each in problems if shown(each.file)),
        rejected=tuple(each for each in rejected if shown(each)),
        rejected_count=len(rejected),
        warning_count=sum(each.severity is Severity.WARNING for each in problems),
        quoted=may.quoted,
    )
