"""The committee's own disclosure (党务公开条例 art. 15) as a document to put up and to file."""

from __future__ import annotations

from collections.abc import Iterator

from generator.judge.known import disclosed_on
from generator.language import catalogue
from generator.model.record import COMMITTEE
from generator.publish.cut.records import PublicRecord
from generator.publish.documents import Document, Paragraph, blocks, day_said
from generator.publish.pages.papers.line import line_of
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
    period = record.values.text("period")
    first, last = disclosed_on(record, site.as_of), record.values.day("visible_to")
    words, readers = Words(catalogue("zh", site.organization)), record.values.text("shown_to")
    said = {
        "period": words.period(period) if period else "",
        "shown_to": words.label("audience", readers) if readers else "",
        "visible_from": day_said(first) if first else "",
        "visible_to": day_said(last) if last else "",
    }
    yield from (line_of(name, record, text) for name, text in said.items() if text)
