"""Who may change which file: pure, by the path and the account alone (design §8)."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from generator.gate.accounts import Account, Role
from generator.gate.paths import shown
from generator.model.problem import Problem
from generator.model.record import COMMITTEE
from generator.read.rectification import FILE as RECTIFICATION_FILE
from generator.types import registry
from generator.types.findings import Findings

_YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a path lies below a record root: its year and unit, as far as it has these."""

    path: str
    """Below the root."""
    shared: bool = False
    """In the record root that everyone reads; False outside of any, too."""
    year: int | None = None
    unit: str | None = None
    rest: str = ""

    @classmethod
    def of(cls, path: str, roots: Collection[tuple[str, bool]]) -> Place:
        """The place of a path below the root; `roots` are the record roots, each with whether it is shared."""
        for root, shared in roots:
            if path.startswith(f"{root}/"):
                year, _, below = path[len(root) + 1 :].partition("/")
                unit, _, rest = below.partition("/")
                if _YEAR.fullmatch(year):
                    return cls(path, shared, int(year), unit if rest else None, rest)
                return cls(path, shared)
        return cls(path)

    @property
    def of_branch(self) -> bool:
        """Whether it lies in the folder of a branch and year."""
        return self.unit not in (None, COMMITTEE)


def denied(account: Account, place: Place, frozen: Collection[int]) -> tuple[Problem, ...]:
    """Why the account may not change what lies there; nothing where it may."""
    findings = Findings(shown(place.path))
    slug = next(each.slug for each in registry().types.values() if each.reviewed)
    if place.year in frozen:
        findings.error("year_is_frozen", year=place.year)
    elif account.role is Role.RECORDER and not (place.shared and place.unit in account.branches):
        findings.error("not_of_branch", branches="、".join(account.branches), example=account.branches[0])
    elif account.role is Role.RECORDER and _review(place.rest, slug):  # nobody grades a branch of one's own
        findings.error("not_of_recorder")
    elif account.role is Role.REVIEWER and not (place.shared and place.of_branch and _reviewed(place.rest, slug)):
        findings.error("not_of_reviewer", file=RECTIFICATION_FILE, example=f"12-07-{slug}.md")
    elif account.role is Role.MEMBER:
        findings.error("not_of_member")
    return tuple(findings.problems)


def _reviewed(rest: str, slug: str) -> bool:
    return rest == RECTIFICATION_FILE or _review(rest, slug)


def _review(rest: str, slug: str) -> bool:
    return bool(re.fullmatch(rf"\d\d-\d\d-{re.escape(slug)}(-\d+)?(\.md|\.yml|/[^/]+)", rest, re.ASCII))
