"""What people call a file of the records: a recorder knows no paths."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from functools import cache

from generator.language import Catalogue, Reader
from generator.model.organization import Organization
from generator.model.record import COMMITTEE
from generator.publish.cut.classes import type_of_slug
from generator.publish.pages.words import Words
from generator.read.rectification import FILE
from generator.workspace.workspace import Workspace

_FOLDER = r"(?:[\w./-]*/)?(?P<year>\d{4})/(?P<unit>[A-Za-z0-9_-]+)/"
_RECORD = re.compile(rf"{_FOLDER}(?P<month>\d\d)-(?P<day>\d\d)-[a-z0-9-]+(?P<suffix>\.(?:md|yml|yaml))?", re.ASCII)
_LISTS = re.compile(rf"{_FOLDER}{re.escape(FILE)}", re.ASCII)


def file_name(path: str, workspace: Workspace, words: Catalogue) -> str:
    """`基础部党支部 3月8日支部委员会` for a record, by its path or id; the path of what has no such name.

    By the path alone, without the title: whoever asks need not be somebody who may read it.
    """
    found = _LISTS.fullmatch(path) or _RECORD.fullmatch(path)
    return _name(found, workspace, words) if found else path


def in_names(text: str, workspace: Workspace, words: Catalogue) -> str:
    """A sentence with files and branches by their names; a workbook has a column for ids of records, so they stay."""

    def record(found: re.Match[str]) -> str:
        is_id = not found["suffix"] and words.reader is Reader.SHEET
        return found[0] if is_id else _name(found, workspace, words)

    text = _RECORD.sub(record, _LISTS.sub(lambda found: _name(found, workspace, words), text))
    return _units(workspace.frame.organization).sub(lambda found: _unit(found[0], workspace), text)


@cache
def _units(organization: Organization) -> re.Pattern[str]:
    """Names of branches, which stay as they are, and ids that are no part of an address or of another word."""
    names, ids = ("|".join(re.escape(getattr(each, of)) for each in organization.branches) for of in ("name", "id"))
    return re.compile(rf"{names}|(?<![\w@/.-])(?:{ids}|{COMMITTEE})(?![\w/.=-])", re.ASCII)


def _name(found: re.Match[str], workspace: Workspace, words: Catalogue) -> str:
    named, unit = found.groupdict(), _unit(found["unit"], workspace)
    if "month" not in named:
        return words.text("forms.lists.title", branch=unit, year=named["year"])
    kind = type_of_slug(found[0])
    with suppress(ValueError):
        day = Words(words).day(date(int(named["year"]), int(named["month"]), int(named["day"])))
        if kind is not None:
            return words.text("forms.file.called", unit=unit, name=f"{day} {kind.label(words.language)}")
    return found[0]


def _unit(unit: str, workspace: Workspace) -> str:
    organization = workspace.frame.organization
    if unit == COMMITTEE:
        return organization.short_name
    return organization.by_id[unit].name if unit in organization.by_id else unit
