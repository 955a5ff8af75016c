"""Which records are official documents too, and what they say in print: the page's text, in the standard's order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from generator.publish.cut.records import PublicRecord
from generator.publish.documents import Attachment, Block, Document, Paragraph, blocks
from generator.publish.pages.papers.notice import notice_document
from generator.publish.pages.year_site import YearSite

FORMS = (".pdf", ".docx")
"""The files beside the record's page."""


def official(record: PublicRecord, site: YearSite) -> Document | None:
    """The document to print; None for a record that is none, or whose text the audience may not read."""
    document = next((document for each, document in _OFFICIAL.items() if each in record.types), None)
    says = record.body.strip() or document is notice_document
    if document is None or not says:
        return None
    return replace(document(record, site), mark=site.words.t("banner") if site.settings.demonstration else "")


def _bulletin(record: PublicRecord, site: YearSite) -> Document:
    return _document(record, site, record.values.day("issued_on") or record.date, ())


def _commendation(record: PublicRecord, site: YearSite) -> Document:
    """With the branches that are given the title as an attachment."""
    names = [site.unit_name(each) for each in record.values.names("branches")]
    listed = tuple(Paragraph(f"{number}．{name}") for number, name in enumerate(names, 1))
    attachments = (Attachment(site.catalogue.text("bulletins.list_title"), listed),) if listed else ()
    return _document(record, site, record.date, attachments)


def _document(record: PublicRecord, site: YearSite, day: date, attachments: tuple[Attachment, ...]) -> Document:
    addressees = record.values.names("addressees")
    return Document(
        title=site.record_title(record),
        blocks=_without(addressees, blocks(record.body)),
        signature=site.organization.name,
        date=day,
        addressees=addressees,
        doc_no=record.values.text("doc_no"),
        attachments=attachments,
    )


def _without(addressees: tuple[str, ...], found: tuple[Block, ...]) -> tuple[Block, ...]:
    """The text without a first line that says the addressees once more."""
    first = found[0] if found else None
    said = first.text.rstrip("：:") if isinstance(first, Paragraph) else ""
    return found[1:] if said and said in ("、".join(addressees), "，".join(addressees)) else found


_OFFICIAL: Mapping[str, Callable[[PublicRecord, YearSite], Document]] = {
    "bulletin": _bulletin,
    "commendation": _commendation,
    "public_notice": notice_document,
}
