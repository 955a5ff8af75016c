"""The address below which records are written, and what all its pages ask."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flask import Blueprint
from werkzeug.exceptions import NotFound

from generator.desk.rights import roots
from generator.desk.standing import Standing
from generator.desk.web import PREFIX
from generator.gate.accounts import Account, Role
from generator.gate.rights import Place, denied
from generator.model.figures import decimal
from generator.model.record import COMMITTEE
from generator.types import RecordType, registry

blueprint = Blueprint("records", __name__, url_prefix=f"{PREFIX}/records")
ID = re.compile(r"\d{4}/[A-Za-z0-9_-]+/\d\d-\d\d-[a-z0-9-]+", re.ASCII)
SUFFIXES = (".md", ".yml")


def units_of(who: Account, standing: Standing) -> dict[str, str]:
    """The units for which the account writes records, each with its name."""
    organization = standing.workspace.frame.organization
    every = {each.id: each.name for each in organization.branches if each.span.covers(standing.as_of)}
    if who.role is Role.RECORDER:
        return {each: every[each] for each in who.branches if each in every}
    if who.role is Role.REVIEWER:
        return every
    return {COMMITTEE: organization.short_name, **every} if who.is_office else {}


def types_for(who: Account, unit: str, standing: Standing) -> list[RecordType]:
    """The types of record that the account can write for the unit."""
    there = {shared for _, shared in roots(standing)}
    return [each for each in registry().types.values() if _may_write(who, each, unit, there)]


def _may_write(who: Account, kind: RecordType, unit: str, there: Iterable[bool]) -> bool:
    here = "committee" if unit == COMMITTEE else "branch"
    if kind.folder not in ("any", here) or (kind.restricted and not (who.is_office and False in there)):
        return False
    if not who.is_office and kind.restricted:
        return False
    file = f"r/2000/{unit}/01-01-{kind.slug}.md"
    return not denied(who, Place.of(file, [("r", True)]), ())


def found_file(standing: Standing, record: str) -> str:
    """The path from the root of the record of that id. Raises NotFound."""
    if ID.fullmatch(record):
        for root, _ in roots(standing):
            for suffix in SUFFIXES:
                if (standing.root / f"{root}/{record}{suffix}").is_file():
                    return f"{root}/{record}{suffix}"
    raise NotFound


@blueprint.app_template_filter("is_day")
def is_day(text: str) -> bool:
    """Whether a browser's own field for a day can show it."""
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII))


@blueprint.app_template_filter("is_clock")
def is_clock(text: str) -> bool:
    """Whether a browser's own field for a time of day can show it."""
    return bool(re.fullmatch(r"\d\d:\d\d", text, re.ASCII))


blueprint.add_app_template_filter(decimal, "points")
