"""The papers an office hands in: what each is called by, what makes it, and the formats it comes in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.model.record import COMMITTEE
from generator.publish.forms import Form, Section
from generator.publish.pages.forms import blanks
from generator.publish.pages.forms.boxes import form
from generator.publish.pages.forms.dossier import Make
from generator.publish.pages.forms.dossier import dossier as whole_file
from generator.publish.pages.forms.ledger import ledger
from generator.publish.pages.forms.lists import keeps_lists, three_lists
from generator.publish.pages.forms.minutes import book, meeting, meeting_types, meetings
from generator.publish.pages.forms.recommendation import recommendation, tells_conditions
from generator.publish.pages.forms.score_sheet import score_sheet
from generator.publish.pages.year_site import YearSite

PDF, DOCX, XLSX = "pdf", "docx", "xlsx"
DOSSIER, MINUTES = "dossier", "minutes"


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of a branch and year."""

    id: str
    make: Make
    formats: tuple[str, ...] = (PDF, DOCX, XLSX)
    """The first is made where nobody said."""
    blank: bool = False
    """Whether it is printed to be filled in by hand."""
    there: Callable[[str, YearSite], bool] = lambda unit, site: True
    """Whether the year, and the audience, have it: known without composing it, as a list of papers asks it of all."""


def _dossier(unit: str, site: YearSite) -> tuple[Section, ...]:
    return whole_file(unit, site, [(each.id, each.make) for each in _FILED if each.there(unit, site)])


_FILED = (
    Paper("score_sheet", score_sheet),
    Paper("recommendation", recommendation, there=tells_conditions),
    Paper("three_lists", three_lists, there=keeps_lists),
    Paper("ledger", ledger),
)
"""What goes into the file, in its order; minutes follow."""
PAPERS = (
    *_FILED,
    Paper(MINUTES, book, (PDF, DOCX), there=lambda unit, site: bool(meetings(unit, site))),
    Paper(DOSSIER, _dossier, (PDF, DOCX)),
    Paper("grading_blanks", blanks.grading_blanks, blank=True),
    Paper("secretary_ballots", blanks.secretary_ballots, blank=True),
    Paper("appraisal_ballots", blanks.appraisal_ballots, blank=True),
    Paper("survey_forms", blanks.survey_forms, blank=True),
)
"""In the order in which they are offered."""


def paper_name(paper: Paper, site: YearSite) -> str:
    """What people call it."""
    return site.catalogue.text(f"printed.paper.{paper.id}")


def printed(paper: Paper, unit: str, site: YearSite) -> Form | None:
    """The paper of a branch; None where the year, or the audience, has none."""
    if not paper.there(unit, site):
        return None
    title = f"{site.unit_name(unit)} {site.year} {paper_name(paper, site)}"
    return form(title, paper.make(unit, site), site)


def printed_record(record: str, site: YearSite) -> Form | None:
    """The minutes of one meeting; None where it is none, or the audience may not open it."""
    found = site.records.get(record)
    if found is None or found.branch == COMMITTEE or not set(found.types) & set(meeting_types()):
        return None
    title = f"{site.unit_name(found.branch)} {found.date.isoformat()} {site.types(found.types)}"
    return form(title, (meeting(found, site),), site)
