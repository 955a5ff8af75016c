"""What lies beside a record, in the folder of its name: only what the record names is published (design §3)."""

from __future__ import annotations

import json
import os
import stat
import unicodedata
from collections.abc import Container, Mapping
from pathlib import Path

from generator.attached import Cleaning, Held
from generator.model.node import START, Mark
from generator.model.problem import Phrase
from generator.model.reading import Stamp, stamp_of
from generator.model.values import Values
from generator.read.personal_numbers import tell_in_attachment
from generator.types.findings import Findings

FIELD = "attachments"
MAX_ATTACHMENT = 10 * 1024 * 1024
MOST_ATTACHMENTS = 40
KINDS = (".pdf", ".jpg", ".jpeg", ".png", ".docx", ".xlsx")
_LEFT_BY_PROGRAMS = ("thumbs.db", "desktop.ini")
_NEEDS_QUOTES = frozenset(",[]{}:#&*!|>'\"%@`")


def lying_beside(record: Path) -> dict[str, Stamp | None]:
    """The files in the folder of the record's name, with their stamps; None for what is no file but a link or folder.

    What programs leave behind, hidden or by a name of their own, is not among them.
    """
    try:
        with os.scandir(record.with_suffix("")) as entries:
            found = sorted((each for each in entries if not _left_by_program(each.name)), key=lambda each: each.name)
            stats = ((each.name, each.stat(follow_symlinks=False)) for each in found)
            return {name: stamp_of(each) if stat.S_ISREG(each.st_mode) else None for name, each in stats}
    except OSError:
        return {}


def check_attachments(
    record: Path,
    beside: Mapping[str, Stamp | None],
    values: Values,
    free: Container[str],
    findings: Findings,
    cleaning: Cleaning,
) -> dict[str, str]:
    """Each that is named lies there, is of a kind and a size to publish, and holds no number that is not `free`.

    Gives those of which no copy can be made that may be published, with the reason. What lies there without being
    named is told too: nobody would see it.
    """
    named = values.names(FIELD)
    held: dict[str, str] = {}
    if len(named) > MOST_ATTACHMENTS:
        findings.error("attachment_many", values.mark_of(FIELD), count=len(named), most=MOST_ATTACHMENTS)
        return held
    for number, name in enumerate(named):
        mark = values.mark_of(f"{FIELD}.{number}")
        stamp = beside.get(name)
        if not name.lower().endswith(KINDS) or "/" in name or "\\" in name or name.startswith("."):
            findings.error("attachment_kind", mark, name=name, kinds="、".join(KINDS))
        elif stamp is None:
            near = next((each for each in beside if beside[each] and _alike(each) == _alike(name)), None)
            folder = record.with_suffix("").name
            if near is None:
                findings.error("attachment_missing", mark, name=name, folder=folder)
            else:
                right = [near if each == name else each for each in named]
                findings.error("attachment_otherwise", mark, name=name, near=near, line=_line(right))
        elif stamp[0] > MAX_ATTACHMENT:
            findings.error("attachment_large", mark, name=name, limit="10 MB")
        else:
            reason = _look_into(record.with_suffix("") / name, mark, free, findings, cleaning)
            if reason:
                why, todo = Phrase(f"attached.why.{reason}"), Phrase(f"attached.todo.{reason}")
                findings.warning("attachment_held", mark, name=name, why=why, todo=todo)
                held[name] = reason
    _tell_unnamed(beside, values, findings)
    return held


def _look_into(file: Path, mark: Mark, free: Container[str], findings: Findings, cleaning: Cleaning) -> str:
    """Tells of numbers in the file as it came in and as it would be published; why it cannot be, where it cannot."""
    try:
        data = file.read_bytes()
    except FileNotFoundError:  # an earlier version of a record is read where nothing lies beside it
        tell_in_attachment(file.name, (), mark, free, findings)
        return ""
    except OSError:
        return "unreadable"
    copies, reason = [data], ""
    try:
        copies.append(cleaning.of(file.name, data))
    except Held as held:
        reason = held.reason
    tell_in_attachment(file.name, copies, mark, free, findings)
    return reason


def _tell_unnamed(beside: Mapping[str, Stamp | None], values: Values, findings: Findings) -> None:
    named = values.names(FIELD)
    wanted = {_alike(name) for name in named}
    unnamed = [name for name in beside if name not in named and _alike(name) not in wanted]
    fit = [name for name in unnamed if beside[name] and name.lower().endswith(KINDS)]
    mark = values.mark_of(FIELD) if values.says(FIELD) else START
    for name in unnamed:
        if name in fit:
            findings.warning("attachment_unnamed", mark, name=_shown(name), line=_line([*named, *fit]))
        else:
            findings.warning("attachment_unfit", mark, name=_shown(name), kinds="、".join(KINDS))


def _left_by_program(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _LEFT_BY_PROGRAMS


def _alike(name: str) -> str:
    """What names have in common that differ only in case, in blanks, or in full-width signs."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def _line(names: list[str]) -> str:
    """The line to write for these attachments."""
    return f"附件: [{', '.join(map(_written, names))}]"


def _written(name: str) -> str:
    """The name as it stands in a list: in quotation marks where it has signs that YAML would take for its own."""
    shown = _shown(name)
    return json.dumps(shown, ensure_ascii=False) if _NEEDS_QUOTES & {*shown} else shown


def _shown(name: str) -> str:
    return os.fsencode(name).decode("utf-8", "backslashreplace")
