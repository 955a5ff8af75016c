"""A public notice as an official document: the order of domain §3.1, in Chinese whatever the site's language."""

from __future__ import annotations

from collections.abc import Iterator

from generator.judge.notices.check import CONTACTS, period_of
from generator.judge.notices.days import stated
from generator.language import catalogue
from generator.model.organization import Organization
from generator.publish.cut.records import PublicRecord
from generator.publish.documents import Block, Document, Paragraph, Table, blocks
from generator.publish.pages.year_site import YearSite
from generator.types import registry

_TOLD = ("departments", *CONTACTS, "office_hours")


def notice_document(record: PublicRecord, site: YearSite) -> Document:
    """Basis and process, the list, the period, how to object, whom to tell; signature and date."""
    values = record.values
    written = blocks(record.body or notice_text(site.organization))
    return Document(
        title=site.record_title(record),
        blocks=(*written[:1], *_list(record, site), *_period(record, site), *written[1:], *_contact(record)),
        signature=values.text("issuer") or site.organization.name,
        date=values.day("signed_on") or record.date,
        doc_no=values.text("doc_no"),
    )


def notice_text(organization: Organization) -> str:
    """What a notice says of its basis and of objections, where nobody has written anything else."""
    words = catalogue("zh", organization)
    return f"{words.text('documents.notice.opening')}\n\n{words.text('documents.notice.objecting')}\n"


def _say(key: str, **args: object) -> str:
    return catalogue("zh").text(f"documents.notice.{key}", **args)


def _list(record: PublicRecord, site: YearSite) -> Iterator[Block]:
    listed = record.values.names("branches")
    rows = tuple((str(number), site.unit_name(name)) for number, name in enumerate(listed, 1))
    if rows:
        yield Table((_say("number"), _say("branch")), rows)


def _period(record: PublicRecord, site: YearSite) -> Iterator[Block]:
    """From a day to a day, with the days it states, else the working days counted."""
    span = period_of(record.values)
    if span is None:
        return
    length = stated(record.values)
    course = site.courses.get(record.id)
    days = ""
    if length is not None:
        days = _say(length.unit, number=length.number)
    elif course is not None and course.working_days is not None:
        days = _say("working_day", number=course.working_days)
    start, end = span
    same = "same_year" if start.year == end.year else "other_year"
    figures = {"year": start.year, "month": start.month, "day": start.day}
    figures |= {"end_year": end.year, "end_month": end.month, "end_day": end.day}
    yield Paragraph(_say(same, **figures) + days + _say("stop"), _say("period"))
    if reach := record.values.text("range"):
        yield Paragraph(f"{reach}{_say('stop')}", _say("range"))


def _contact(record: PublicRecord) -> Iterator[Block]:
    fields, values = registry().types[record.types[0]].fields, record.values
    for name in _TOLD:
        text = values.text(name) or "、".join(values.names(name))
        if text and name in fields:
            yield Paragraph(_say("line", name=fields[name].zh[0], text=text))
    if rule := record.values.text("letter_rule"):
        yield Paragraph(_say(f"letter.{rule}"))
