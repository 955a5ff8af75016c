"""The bulletins of the year and the decisions to confer the title; and what a figure of one is called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.judge.bulletins.check import TYPE, Changed
from generator.judge.bulletins.figures import ALL
from generator.model.record import COMMITTEE
from generator.publish.cut.classes import declared_field
from generator.publish.cut.records import PublicRecord
from generator.publish.pages.parts.tabs import BULLETINS, year_crumbs
from generator.publish.pages.year_site import Link, YearSite
from generator.types import registry

CONFERRED = "commendation"


@dataclass(frozen=True, slots=True)
class BulletinRow:
    """One bulletin, or one decision to confer."""

    day: str
    record: Link
    kind: str
    doc_no: str
    as_of: str
    changed: int
    """Figures that are other ones by now."""
    draft: bool
    branches: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangedFigure:
    """A figure as it was issued, and as it is by what is known now."""

    name: str
    written: str
    now: str


@dataclass(frozen=True, slots=True)
class BulletinsView:
    """What the template shows."""

    title: str
    as_of: str
    crumbs: tuple[Link, ...]
    bulletins: tuple[BulletinRow, ...]
    conferred: tuple[BulletinRow, ...]


def bulletins_view(site: YearSite) -> BulletinsView:
    """The page's data, the newest first."""
    say, words = site.catalogue.text, site.words
    return BulletinsView(
        title=say("bulletins.title", year=site.year),
        as_of=words.day(site.as_of),
        crumbs=year_crumbs(BULLETINS, site),
        bulletins=bulletin_rows(site, TYPE),
        conferred=bulletin_rows(site, CONFERRED),
    )


def bulletin_rows(site: YearSite, type_id: str) -> tuple[BulletinRow, ...]:
    """The committee's records of the type, the newest first."""
    found = [each for each in site.own_records(COMMITTEE) if type_id in each.types]
    return tuple(_row(each, site) for each in reversed(found))


def unissued(record: PublicRecord) -> bool:
    """Whether it is a draft, or of a type that has to be issued and has not been."""
    return record.draft or any(
        name not in record.values for each in record.types if (name := registry().types[each].issued)
    )


def changed_figures(record: PublicRecord, site: YearSite) -> tuple[ChangedFigure, ...]:
    """What has changed since the bulletin was issued."""
    return tuple(
        ChangedFigure(figure_name(each, site), each.written, each.now or site.catalogue.text("bulletins.gone"))
        for each in site.changed_figures.get(record.id, ())
    )


def figure_name(figure: Changed, site: YearSite) -> str:
    """What a figure is of, in words: the branch, the rule, the measure."""
    say = site.catalogue.text
    unit = say("bulletins.whole_school") if figure.unit == ALL else site.unit_name(figure.unit)
    rule = site.pack.rule(figure.subject)
    subject = figure.subject
    if any(each.id == subject for each in site.pack.standards):
        subject = site.words.t("standard_name", number=subject, name=_standard(subject, site))
    elif rule is None and site.catalogue.has(f"bulletins.subject.{subject}"):
        subject = say(f"bulletins.subject.{subject}")
    code = f"bulletins.measure.{figure.measure}"
    return f"{unit} {subject} {say(code) if site.catalogue.has(code) else figure.measure}"


def _standard(identifier: str, site: YearSite) -> str:
    return next(each.name for each in site.pack.standards if each.id == identifier)


def _row(record: PublicRecord, site: YearSite) -> BulletinRow:
    values = record.values
    day = values.get("issued_on")
    as_of = values.get("as_of")
    branches = values.get("branches")
    return BulletinRow(
        day=site.words.day(day if isinstance(day, date) else record.date),
        record=Link(site.record_title(record), site.record_href(record, 0)),
        kind=_choice(record, "kind", site),
        doc_no=str(values.get("doc_no") or ""),
        as_of=site.words.day(as_of) if isinstance(as_of, date) else "",
        changed=len(site.changed_figures.get(record.id, ())),
        draft=unissued(record),
        branches=tuple(
            Link(_conferred_on(str(each), site), site.unit_href(str(each), 0))
            for each in (branches if isinstance(branches, tuple) else ())
        ),
    )


def _conferred_on(branch: str, site: YearSite) -> str:
    """The branch's name, and that its title is not final while an objection is open."""
    name = site.unit_name(branch)
    return site.catalogue.text("notices.branch_open", branch=name) if branch in site.open_titles else name


def _choice(record: PublicRecord, name: str, site: YearSite) -> str:
    """The label of a choice."""
    declared = declared_field(name, record.types)
    chosen = record.values.get(name)
    found = next((each for each in (declared.choices if declared else ()) if each.id == chosen), None)
    return "" if found is None else found.zh[0] if site.words.language == "zh" else found.en
