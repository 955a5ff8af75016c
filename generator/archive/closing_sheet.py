"""The sheet that closes a year on paper: what the year holds, by whom it was closed, and the bag's fingerprint.

It names the bag and so cannot lie in it: signed and kept elsewhere, it is the witness that no computer can change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator.archive.chain import Linked
from generator.archive.layout import BagName
from generator.archive.making import Asked
from generator.language import catalogue
from generator.model.figures import shown
from generator.model.frozen import grouped
from generator.model.grading import ROUNDS
from generator.model.problem import Phrase
from generator.model.record import COMMITTEE
from generator.publish.documents import Attachment, Block, Document, Heading, Paragraph, Table, day_said
from generator.types import registry
from generator.workspace.workspace import Workspace

_GROUPS_A_LINE = 8
_NONE = "—"


@dataclass(frozen=True, slots=True)
class Closed:
    """A year that is being closed."""

    name: BagName
    closed_by: str
    reason: str
    forced: str
    matters: tuple[Phrase, ...]
    """What is open all the same."""
    previous: Linked | None
    """The bag made before."""
    signed: bool


def closing_sheet(workspace: Workspace, asked: Asked, closed: Closed, fingerprint: str) -> Document:
    """The sheet, in Chinese as official documents are; the workspace is that of the year alone."""
    words = catalogue("zh")
    organization = workspace.frame.organization
    blocks = (
        *_about(workspace, asked, closed),
        Heading(words.text("archive.sheet.fingerprint")),
        Paragraph(words.text("archive.sheet.fingerprint_note")),
        *(Paragraph(line) for line in fingerprint_lines(fingerprint)),
        Heading(words.text("archive.sheet.signatures")),
        *(Paragraph(words.text(f"archive.sheet.{each}")) for each in ("closer", "checker", "head")),
    )
    attachments = (
        Attachment(words.text("archive.sheet.branches"), (_branches(workspace, asked),)),
        Attachment(words.text("archive.sheet.types"), (_types(workspace, asked),)),
    )
    return Document(
        title=words.text("archive.sheet.title", year=asked.year),
        blocks=blocks,
        signature=organization.name,
        date=asked.as_of,
        attachments=attachments,
        mark=words.text("pages.banner") if workspace.frame.config.demonstration else "",
    )


def fingerprint_lines(fingerprint: str) -> list[str]:
    """The fingerprint as it fits the width of a page."""
    groups = grouped(fingerprint).split(" ")
    return [" ".join(groups[at : at + _GROUPS_A_LINE]) for at in range(0, len(groups), _GROUPS_A_LINE)]


def _about(workspace: Workspace, asked: Asked, closed: Closed) -> Iterator[Block]:
    words = catalogue("zh")

    def line(key: str, text: str) -> Paragraph:
        return Paragraph(words.text("archive.sheet.line", name=words.text(f"archive.sheet.{key}"), text=text))

    yield Heading(words.text("archive.sheet.about"))
    yield line("name", str(closed.name))
    yield line("closed_on", day_said(asked.as_of))
    if closed.closed_by:
        yield line("closed_by", closed.closed_by)
    yield line("retention", workspace.frame.config.archive_retention)
    if closed.reason:
        yield line("reason", closed.reason)
    if closed.previous is not None and closed.previous.fingerprint:
        yield line("previous", f"{closed.previous.name}  {grouped(closed.previous.fingerprint)}")
    if closed.forced:
        yield line("forced", closed.forced)
        for number, matter in enumerate(closed.matters, 1):
            yield Paragraph(words.text("documents.one_of", number=number, title=words.say(matter)))


def _branches(workspace: Workspace, asked: Asked) -> Table:
    """Of each branch its records, the computed score, and what people gave it."""
    words, result = catalogue("zh"), workspace.result(asked.year, asked.as_of)
    counts = Counter(record.branch for record in workspace.records if record.year == asked.year)
    rows = []
    for key, branch in result.branches.items():
        final = branch.rounds.get(ROUNDS[-1])
        given = _NONE if final is None or final.final is None else shown(final.final)
        grade = words.label("grade", final.grade) if final and final.grade else _NONE
        score = _NONE if branch.computed_score is None else shown(branch.computed_score)
        rows.append((workspace.frame.organization.by_id[key].name, str(counts[key]), score, given, grade))
    others = sum(count for key, count in counts.items() if key not in result.branches and key != COMMITTEE)
    rows.append((workspace.frame.organization.short_name, str(counts[COMMITTEE]), _NONE, _NONE, _NONE))
    if others:
        rows.append((words.text("archive.sheet.others"), str(others), _NONE, _NONE, _NONE))
    rows.append((words.text("archive.sheet.total"), str(counts.total()), _NONE, _NONE, _NONE))
    head = tuple(words.text(f"archive.sheet.{each}") for each in ("branch", "records", "score", "given", "grade"))
    return Table(head, tuple(rows))


def _types(workspace: Workspace, asked: Asked) -> Table:
    """How many records there are of each type, in two columns; one of two types counts for both."""
    words = catalogue("zh")
    counts = Counter(name for each in workspace.records if each.year == asked.year for name in each.types)
    cells = [(declared.label("zh"), str(counts[name])) for name, declared in registry().types.items() if counts[name]]
    half = (len(cells) + 1) // 2
    rows = [(*cells[row], *(cells[half + row : half + row + 1] or [("", "")])[0]) for row in range(half)]
    head = (words.text("archive.sheet.type"), words.text("archive.sheet.records"))
    return Table(head * 2, tuple(rows))
