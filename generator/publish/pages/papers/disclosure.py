"""The committee's own disclosure (党务公开条例 art. 15) as a document to put up and to file."""

from __future__ import annotations

from collections.abc import Iterator

from generator.judge.known import disclosed_on
from generator.language import catalogue
from generator.model.record import COMMITTEE
from generator.publish.cut.classes import declared_field
from generator.publish.cut.records import PublicRecord
from generator.publish.documents import Document, Paragraph, blocks
from generator.publish.pages.words import Words
from generator.publish.pages.year_site import YearSite


def disclosure_document(record: PublicRecord, site: YearSite) -> Document | None:
    """The text, then its period, to whom and for how long it is shown; None for a branch's, told on its page."""
    if record.branch != COMMITTEE:
        return None
    return Document(
        title=site.record_title(record),
        blocks=(*blocks(record.body), *_terms(record, site)),
        signature=site.organization.name,
        date=disclosed_on(record, site.as_of) or record.date,
    )


def _terms(record: PublicRecord, site: YearSite) -> Iterator[Paragraph]:
    words, values = Words(catalogue("zh")), record.values
    first, last = disclosed_on(record, site.as_of), values.day("visible_to")
    shown_to = declared_field("shown_to", record.types)
    named = {each.id: each.zh[0] for each in shown_to.choices} if shown_to else {}
    said = {
        "period": words.period(values.text("period")) if values.says("period") else "",
        "shown_to": named.get(values.text("shown_to"), ""),
        "visible_from": words.day(first) if first else "",
        "visible_to": words.day(last) if last else "",
    }
    for name, text in said.items():
        declared = declared_field(name, record.types)
        if text and declared:
            yield Paragraph(words.catalogue.text("documents.notice.line", name=declared.zh[0], text=text))
