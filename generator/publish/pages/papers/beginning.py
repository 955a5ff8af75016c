"""What a new public notice and a new bulletin say by themselves; people go on from there (design §6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from generator.judge.bulletins.figures import Figures
from generator.judge.by_unit import Units
from generator.judge.notices.days import WORKING_DAY, Length
from generator.judge.notices.draft import period, usual
from generator.judge.rules import Compiled
from generator.language import catalogue
from generator.model.calendar import Calendar
from generator.model.config import Config
from generator.model.frozen import Frozen
from generator.model.organization import Organization
from generator.model.record import Record
from generator.model.values import Values
from generator.publish.cut.classes import closed
from generator.publish.cut.results import cut_result
from generator.publish.pages.papers.bulletin_draft import Draft
from generator.publish.pages.papers.notice import notice_text
from generator.types import Audience

Begun = tuple[Values, str]
"""The fields, typed, and the text below them."""


def new_notice(
    branches: Sequence[str],
    basis: Record,
    signed: date,
    start: date | None,
    days: int | None,
    organization: Organization,
    config: Config,
    calendar: Calendar,
    records: Iterable[Record],
) -> Begun:
    """A notice of branches by the decision it rests on, its days by the calendar. Raises MissingYear."""
    least = config.of(signed.year).min_working_days
    length = Length(max(days or least, least), WORKING_DAY)
    first, last = period(signed, start, length, calendar)
    fields: dict[str, object] = {
        "title": catalogue("zh").text("documents.notice.title"),
        "branches": tuple(dict.fromkeys(branches)),
        "basis": basis.id,
        "issuer": organization.name,
        "signed_on": signed,
        "published_on": first,
        "period": Values({"start": first, "end": last}),
        "days": Values({"number": length.number, "unit": length.unit}),
        **usual(records, signed),
    }
    return Values(fields), notice_text(organization, Values(fields))


def new_bulletin(
    known: Figures,
    compiled: Compiled,
    kind: str,
    organization: Organization,
    config: Config,
    bags: Iterable[Frozen],
    records: Sequence[Record],
) -> Begun:
    """A draft from what was judged at a day; its figures are checked until it is issued."""
    words, of, as_of = catalogue("zh", organization), known.result.year, known.result.as_of
    fields: dict[str, object] = {
        "title": words.text("bulletins.draft.title"),
        "kind": kind,
        "as_of": as_of,
        **({"results_of": of} if of != as_of.year else {}),
        "addressees": (words.text("bulletins.draft.addressees"),),
        "draft": True,
    }
    scores = config.of(of).publish_scores
    unnamed = closed(Units().of(records), Audience.PUBLIC, as_of)
    public = cut_result(known.result, compiled.kinds, Audience.PUBLIC, scores, unnamed)
    archived = next((each for each in bags if each.current and each.year == of - 1), None)
    return Values(fields), Draft(known, public.result, organization, words, archived).body()
