"""Scores to grades: 90 以上为好, 80—89 较好, 70—79 一般, 70 以下较差 (plan 三 2), on the exact figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from generator.model.config import YearConfig
from generator.model.grading import LOWEST
from generator.model.pack import Pack


@dataclass(frozen=True, slots=True)
class Ladder:
    """Grades from the best, each with the least score it takes; the lowest takes any."""

    bands: tuple[tuple[str, Fraction], ...]

    @property
    def grades(self) -> tuple[str, ...]:
        """All grades, from the best."""
        return (*(name for name, _ in self.bands), LOWEST)

    def grade(self, score: Fraction) -> str | None:
        """The grade of an exact score out of 100: half-open bands leave no gap; None without any band."""
        if not self.bands:
            return None
        return next((name for name, least in self.bands if score >= least), LOWEST)

    def at_most(self, grade: str, most: str) -> str:
        """The grade, or `most` where that is the lower; a grade nobody knows caps nothing."""
        if most not in self.grades or grade not in self.grades:
            return grade
        return max(grade, most, key=self.grades.index)

    def one_lower(self, grade: str) -> str:
        """The next grade down."""
        place = self.grades.index(grade) + 1
        return self.grades[min(place, len(self.grades) - 1)]

    def reaches(self, grade: str | None, wanted: str) -> bool:
        """Whether the grade is the one wanted, or a better one."""
        if grade not in self.grades or wanted not in self.grades:
            return False
        return self.grades.index(grade) <= self.grades.index(wanted)


def ladder(pack: Pack, config: YearConfig) -> Ladder:
    """The pack's bands with those of site_config.yml laid over them."""
    bands: Mapping[str, Fraction] = {**pack.bands, **config.bands}
    return Ladder(tuple(sorted(bands.items(), key=lambda band: band[1], reverse=True)))
