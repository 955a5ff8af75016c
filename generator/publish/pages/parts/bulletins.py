"""Bulletins and decisions to confer the title, a row each; and what a figure of a bulletin is called."""

from __future__ import annotations

from generator.judge.bulletins.check import Changed
from generator.judge.bulletins.figures import ALL
from generator.model.record import COMMITTEE
from generator.publish.cut.classes import declared_field
from generator.publish.cut.records import PublicRecord
from generator.publish.pages.parts.conditions import standard_name
from generator.publish.pages.view import Link, View
from generator.publish.pages.year_site import YearSite
from generator.types import registry

CONFERRED = "commendation"
CHANGED = "changed_figures"
"""The table of what changed since any bulletin was issued."""


def bulletin_rows(site: YearSite, type_id: str) -> tuple[View, ...]:
    """The committee's records of the type, the newest first."""
    return tuple(_row(each, site) for each in reversed(site.own_records(COMMITTEE, type_id)))


def unissued(record: PublicRecord) -> bool:
    """Whether it is a draft, or of a type that has to be issued and has not been."""
    return record.draft or any(
        name not in record.values for each in record.types if (name := registry().types[each].issued)
    )


def changed_figures(record: PublicRecord, site: YearSite) -> tuple[tuple[str, str, str | None], ...]:
    """What has changed since the bulletin was issued: of what, as it was issued, and as it is by what is known now."""
    return tuple((figure_name(each, site), each.written, each.now) for each in site.changed_figures.get(record.id, ()))


def figure_name(figure: Changed, site: YearSite) -> str:
    """What a figure is of, in words: the branch, the rule, the measure."""
    say = site.catalogue.text
    unit = say("bulletins.whole_school") if figure.unit == ALL else site.unit_name(figure.unit)
    rule = site.pack.rule(figure.subject)
    subject = figure.subject
    if any(each.id == subject for each in site.pack.standards):
        subject = standard_name(subject, site)
    elif rule is None and site.catalogue.has(f"bulletins.subject.{subject}"):
        subject = say(f"bulletins.subject.{subject}")
    code = f"bulletins.measure.{figure.measure}"
    return f"{unit} {subject} {say(code) if site.catalogue.has(code) else figure.measure}"


def _row(record: PublicRecord, site: YearSite) -> View:
    """One bulletin, or one decision to confer."""
    values = record.values
    kind = declared_field("kind", record.types)
    chosen = kind.choice(values.text("kind")) if kind else None
    return View(
        day=values.day("issued_on") or record.date,
        record=Link(site.record_title(record), site.record_href(record, 0)),
        kind=chosen.label(site.words.language) if chosen else "",
        doc_no=values.text("doc_no"),
        as_of=values.day("as_of"),
        # Figures that are other ones by now.
        changed=len(site.changed_figures.get(record.id, ())),
        draft=unissued(record),
        branches=tuple(Link(_conferred_on(each, site), site.unit_href(each, 0)) for each in values.names("branches")),
    )


def _conferred_on(branch: str, site: YearSite) -> str:
    """The branch's name, and that its title is not final while an objection is open."""
    name = site.unit_name(branch)
    return site.catalogue.text("notices.branch_open", branch=name) if branch in site.open_titles else name
