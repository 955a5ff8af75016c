"""A public notice as an official document: the order of domain §3.1, in Chinese whatever the site's language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.judge.notices.check import CONTACTS, period_of
from generator.judge.notices.days import stated
from generator.language import catalogue
from generator.model.organization import Organization
from generator.model.values import Values
from generator.publish.cut.records import PublicRecord
from generator.publish.documents import Block, Document, Paragraph, Table, blocks
from generator.publish.pages.papers.line import line_of
from generator.publish.pages.year_site import YearSite
from generator.types import registry

_THESE = re.compile("(?:下列|以下)(?:党)?支部")
_TOLD = ("departments", *CONTACTS, "office_hours")


def notice_document(record: PublicRecord, site: YearSite) -> Document:
    """Basis and process, the list, the period, how to object, whom to tell; signature and date."""
    values = record.values
    written = blocks(record.body or notice_text(site.organization, values))
    names = [site.unit_name(each) for each in values.names("branches")]
    first = named(written[:1], names)
    return Document(
        title=site.record_title(record),
        blocks=(*first, *_period(record, site), *written[1:], *_contact(record)),
        signature=values.text("issuer") or site.organization.name,
        date=values.day("signed_on") or record.date,
        doc_no=values.text("doc_no"),
    )


def notice_text(organization: Organization, values: Values) -> str:
    """What a notice says of its basis and of objections, where nobody has written anything else.

    It names the ways to object for which the notice says where; all of them where it says none yet.
    """
    words = catalogue("zh", organization)
    said = [name for name in CONTACTS if values.says(name)] or CONTACTS
    ways = "、".join(words.text(f"documents.notice.ways.{name}") for name in said)
    objecting = words.text("documents.notice.objecting", ways=ways)
    return f"{words.text('documents.notice.opening')}\n\n{objecting}\n"


def named(said: Sequence[Block], names: Sequence[str]) -> tuple[Block, ...]:
    """The text with the branches it is about: one is named in it, where it says 下列党支部; of several a list follows.

    One that the text names already, or several that it all names, needs neither.
    """
    text = "".join(each.lead + each.text for each in said if isinstance(each, Paragraph))
    if not names or all(name in text for name in names):
        return tuple(said)
    if len(names) == 1:
        put = [_put(each, names[0]) for each in said]
        if put != list(said):
            return tuple(put)
        return (*said, Paragraph(_say("line", name=_say("branch"), text=names[0])))
    rows = tuple((str(number), name) for number, name in enumerate(names, 1))
    return (*said, Table((_say("number"), _say("branch")), rows))


def _put(block: Block, name: str) -> Block:
    return replace(block, text=_THESE.sub(name, block.text, count=1)) if isinstance(block, Paragraph) else block


def _say(key: str, **args: object) -> str:
    return catalogue("zh").text(f"documents.notice.{key}", **args)


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
            yield line_of(name, record, text)
    if rule := record.values.text("letter_rule"):
        yield Paragraph(_say(f"letter.{rule}"))
