"""The meeting that opens the campaign (动员部署会) as a document to file: what was held, said, and who came."""

from __future__ import annotations

from collections.abc import Iterator

from generator.language import catalogue
from generator.publish.cut.records import PublicRecord
from generator.publish.documents import Attachment, Document, Paragraph, Table, blocks, day_said
from generator.publish.pages.papers.line import line_of
from generator.publish.pages.year_site import YearSite

_HELD = ("time", "place", "chair", "recorder")
_ATTENDED = "attended"


def mobilization_document(record: PublicRecord, site: YearSite) -> Document:
    """When, where and by whom, what was on the agenda and said; who came from each branch as an attachment."""
    agenda = record.values.names("agenda")
    listed = "；".join(f"{number}．{text}" for number, text in enumerate(agenda, 1))
    held = (line_of("date", record, day_said(record.date)), *_lines(_HELD, record))
    about = (line_of("agenda", record, listed),) if agenda else ()
    rows = record.values.rows(_ATTENDED)
    attachments = (_attendance(record, site),) if rows else ()
    return Document(
        title=site.record_title(record),
        blocks=(*held, *about, *blocks(record.body)),
        signature=site.organization.name,
        date=record.date,
        attachments=attachments,
    )


def _attendance(record: PublicRecord, site: YearSite) -> Attachment:
    say, rows = catalogue("zh").text, record.values.rows(_ATTENDED)
    came = [(site.unit_name(each.text("branch")), each.count("present") or 0) for each in rows]
    heads = tuple(say(f"documents.attended.{each}") for each in ("number", "branch", "present"))
    lines = [(str(number), name, str(count)) for number, (name, count) in enumerate(came, 1)]
    total = ("", say("documents.attended.total"), str(sum(count for _, count in came)))
    return Attachment(say("documents.attended.title"), (Table(heads, (*lines, total)),))


def _lines(names: tuple[str, ...], record: PublicRecord) -> Iterator[Paragraph]:
    for name in names:
        if said := record.values.text(name) or "–".join(record.values.names(name)):
            yield line_of(name, record, said)
