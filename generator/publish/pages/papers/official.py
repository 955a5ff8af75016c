"""Which records are official documents too, and what they say in print: the page's text, in the standard's order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from generator.language import catalogue
from generator.publish.cut.records import PublicRecord
from generator.publish.documents import Attachment, Block, Document, Head, Imprint, Paragraph, blocks
from generator.publish.pages.papers.disclosure import disclosure_document
from generator.publish.pages.papers.line import choice_of
from generator.publish.pages.papers.mobilization import mobilization_document
from generator.publish.pages.papers.notice import named, notice_document
from generator.publish.pages.year_site import YearSite

FORMS = (".pdf", ".docx")
"""The files beside the record's page."""


def official(record: PublicRecord, site: YearSite) -> Document | None:
    """The document to print; None for a record that is none, or whose text the audience may not read."""
    kind = next((document for each, document in _OFFICIAL.items() if each in record.types), None)
    says = record.body.strip() or kind is notice_document
    document = kind(record, site) if kind and says else None
    return _framed(document, record, site) if document else None


def _framed(document: Document, record: PublicRecord, site: YearSite) -> Document:
    """With head and imprint, where the unit has them and the document a number; and what every page says."""
    values, settings = record.values, site.settings.documents
    draft = catalogue("zh").text("documents.draft") if record.draft else ""
    marks = (draft, site.words.t("banner") if site.settings.demonstration else "")
    copies = values.names("copy_to")
    headed = document.doc_no and settings.head != "none"
    return replace(
        document,
        mark="　".join(filter(None, marks)),
        head=_head(record, site) if headed else None,
        imprint=Imprint(settings.printed_by or site.organization.name, document.date, copies, settings.even)
        if headed or copies
        else None,
        sealed=values.flag("sealed") if values.says("sealed") else settings.sealed,
    )


def _head(record: PublicRecord, site: YearSite) -> Head:
    values, settings = record.values, site.settings.documents
    return Head(
        issuer=settings.issuer or catalogue("zh").text("documents.issuer", name=site.organization.name),
        printed=settings.head == "printed",
        rule_at=settings.rule_at,
        copy_no=values.count("copy_no"),
        secrecy=values.text("secrecy"),
        urgency=choice_of("urgency", record),
        signers=values.names("signers"),
    )


def _issued(record: PublicRecord, site: YearSite) -> Document:
    """A bulletin or the plan of the campaign, dated when it was issued."""
    return _document(record, site, record.values.day("issued_on") or record.date, ())


def _decision(record: PublicRecord, site: YearSite) -> Document:
    """What the committee decided, with the branches it is about."""
    document = _document(record, site, record.date, ())
    names = [site.unit_name(each) for each in record.values.names("branches")]
    return replace(document, blocks=named(document.blocks, names))


def _commendation(record: PublicRecord, site: YearSite) -> Document:
    """With the branches that are given the title as an attachment."""
    names = [site.unit_name(each) for each in record.values.names("branches")]
    listed = tuple(Paragraph(f"{number}．{name}") for number, name in enumerate(names, 1))
    attachments = (Attachment(site.catalogue.text("bulletins.list_title"), listed),) if len(listed) > 1 else ()
    document = _document(record, site, record.date, attachments)
    return document if attachments else replace(document, blocks=named(document.blocks, names))


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


_OFFICIAL: Mapping[str, Callable[[PublicRecord, YearSite], Document | None]] = {
    "bulletin": _issued,
    "campaign_plan": _issued,
    "committee_decision": _decision,
    "commendation": _commendation,
    "public_notice": notice_document,
    "mobilization": mobilization_document,
    "affairs_disclosure": disclosure_document,
}
