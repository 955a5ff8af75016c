"""Which files an account may change, as the gate will say it."""

from __future__ import annotations

from generator.desk.standing import Standing
from generator.desk.web import desk
from generator.gate.accounts import Account, Role
from generator.gate.rights import Place, denied
from generator.model.problem import Problem


def roots(standing: Standing) -> list[tuple[str, bool]]:
    """The record roots, each with whether everyone reads it."""
    return [(each.path, each.shared) for each in standing.workspace.frame.config.record_roots]


def against(who: Account, standing: Standing, file: str) -> tuple[Problem, ...]:
    """Why the account may not change the file; nothing where it may."""
    place = Place.of(file, roots(standing))
    if not place.shared and not who.is_office:
        return denied(Account(who.name, Role.MEMBER), place, ())
    return denied(who, place, desk().house.frozen)
