"""What people call a file of the records: a recorder knows no paths."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

from generator.language import Catalogue
from generator.model.record import COMMITTEE
from generator.publish.cut.classes import type_of_slug
from generator.publish.pages.words import Words
from generator.read.rectification import FILE
from generator.workspace.workspace import Workspace

_RECORD = re.compile(
    r"(?:.*/)?(?P<year>\d{4})/(?P<unit>[A-Za-z0-9_-]+)/(?P<month>\d\d)-(?P<day>\d\d)-[a-z0-9-]+(\.\w+)?", re.ASCII
)
_LISTS = re.compile(rf"(?:.*/)?(?P<year>\d{{4}})/(?P<unit>[A-Za-z0-9_-]+)/{re.escape(FILE)}", re.ASCII)


def file_name(path: str, workspace: Workspace, words: Catalogue) -> str:
    """`基础部党支部 3月8日支部委员会` for a record, by its path or id; the path of what has no such name.

    By the path alone, without the title: whoever asks need not be somebody who may read it.
    """
    if lists := _LISTS.fullmatch(path):
        return words.text("forms.lists.title", branch=_unit(lists["unit"], workspace), year=lists["year"])
    named = _RECORD.fullmatch(path)
    if named is None:
        return path
    unit = _unit(named["unit"], workspace)
    kind = type_of_slug(path)
    with suppress(ValueError):
        day = Words(words).day(date(int(named["year"]), int(named["month"]), int(named["day"])))
        if kind is not None:
            return words.text("forms.file.called", unit=unit, name=f"{day} {kind.label(words.language)}")
    return path


def _unit(unit: str, workspace: Workspace) -> str:
    organization = workspace.frame.organization
    if unit == COMMITTEE:
        return organization.short_name
    return organization.by_id[unit].name if unit in organization.by_id else unit
