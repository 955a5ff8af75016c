"""The tables to download: which there are, of a branch and of all branches together (design §10)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from generator.model.record import COMMITTEE
from generator.publish.formats.table import Column, Table
from generator.publish.pages.disclosure_tables import (
    disclosure_duties_table,
    disclosure_items_table,
    disclosures_table,
    dues_accounts_table,
)
from generator.publish.pages.parts.bulletins import CHANGED
from generator.publish.pages.parts.columns import MOST_ROWS
from generator.publish.pages.parts.contrasts import all_taken as all_contrasts
from generator.publish.pages.parts.contrasts import contrasts_table, searches
from generator.publish.pages.parts.disclosure import CATALOGUE
from generator.publish.pages.parts.disclosure import all_taken as all_disclosures
from generator.publish.pages.parts.downloads import table_name
from generator.publish.pages.parts.due import due_table
from generator.publish.pages.parts.grades import grades
from generator.publish.pages.parts.record_tables import (
    HISTORY,
    USES,
    field_table,
    history_table,
    tabled_fields,
    uses_table,
)
from generator.publish.pages.parts.review import TABLE as WORKING_PAPER
from generator.publish.pages.parts.three_lists import (
    LIST_TABLES,
    MOST_LISTED,
    PROBLEMS,
    RESPONSIBILITIES,
    TASKS,
    list_download,
    tasks_listed,
)
from generator.publish.pages.summaries import of_unit
from generator.publish.pages.unit.beside import TABLE as BESIDE
from generator.publish.pages.unit.beside import beside_table, has_beside
from generator.publish.pages.unit.committee import RESTRICTED, restricted_table
from generator.publish.pages.unit.evaluation import (
    conditions_table,
    graded_standards_table,
    gradings_table,
    survey_answers_table,
)
from generator.publish.pages.unit.ledger import ledger_table
from generator.publish.pages.unit.months import months_table
from generator.publish.pages.unit.scorecard import scorecard_table, standards_table
from generator.publish.pages.unit.trend import record_counts_table, years_table
from generator.publish.pages.working_paper_tables import (
    has_papers,
    overview_table,
    paper_rows,
    paper_table,
)
from generator.publish.pages.year.branches import MONTHLY, comparison_table, monthly_table
from generator.publish.pages.year.bulletins import bulletins_table, changed_figures_table, conferred_table
from generator.publish.pages.year.campaign import campaign_open_table, campaign_table, has_campaign
from generator.publish.pages.year.due import MOST_DOWNLOADED, due_count
from generator.publish.pages.year.evaluations import evaluations_table
from generator.publish.pages.year.notices import has_withheld, notice_branches_table, notices_table, withheld_table
from generator.publish.pages.year.office import OFFICE_TABLES, bare_table, faults_table, late_table, unknown_table
from generator.publish.pages.year.pack import pack_elsewhere_table, pack_rules_table
from generator.publish.pages.year.problems import PROBLEM_TABLE, for_office, for_writers, problems_table
from generator.publish.pages.year.record_types import GUIDE_TABLES, fields_table, systems_table
from generator.publish.pages.year.supervision import (
    committee_rules_table,
    draws_table,
    inspections_table,
    supervision_table,
)
from generator.publish.pages.year.working_papers import TABLE as OVERVIEW
from generator.publish.pages.year_site import YearSite
from generator.types import Field


def _never(site: YearSite) -> bool:
    return False


def _always(site: YearSite) -> bool:
    return True


def _scores(site: YearSite) -> bool:
    return site.public.scores_shown


@dataclass(frozen=True, slots=True)
class TableKind:
    """A table of one branch, or of all of them with a column for the branch."""

    id: str
    of: Callable[[str, YearSite], Table]
    shown: Callable[[YearSite], bool] = lambda site: True
    """Whether the year has it."""
    by_branch: bool = True
    """Whether each branch's folder has it."""
    for_all: Callable[[YearSite], bool] = _never
    """Whether the year's folder has it: only where it stays small."""
    of_committee: bool = False
    """Whether the committee has rows of its own."""
    of_year: bool = False
    """Whether all its rows are the committee's, and name no branch."""
    beside_committee: bool = False
    """Whether the committee's own folder has it."""


def _restricted(site: YearSite) -> bool:
    return site.audience.may.restricted


_OFFICE = (late_table, faults_table, bare_table, unknown_table)


def _of_year(kind: str, of: Callable[[str, YearSite], Table], shown: Callable[[YearSite], bool] = _always) -> TableKind:
    """A table of the whole year's, whose rows say themselves what they are of."""
    return TableKind(kind, of, shown, by_branch=False, for_all=_always, of_year=True)


def _of_records(declared: Field, of_branches: bool, of_committee: bool) -> TableKind:
    """What a field of entries says, of a unit's records; the committee's too."""

    def seen(site: YearSite) -> bool:
        return site.audience.sees(declared.audience)

    return TableKind(declared.id, field_table(declared), seen, of_branches, beside_committee=of_committee)


def _list(name: str) -> TableKind:
    def of(unit: str, site: YearSite) -> Table:
        return list_download(name, unit, site)

    return TableKind(
        LIST_TABLES[name],
        of,
        shown=lambda site: site.keeps_lists,
        for_all=lambda site: tasks_listed(site) <= MOST_LISTED,
    )


TABLES = (
    TableKind("comparison", comparison_table, by_branch=False, for_all=_always),
    TableKind("standards", standards_table),
    TableKind("scorecard", scorecard_table),
    TableKind("ledger", ledger_table, beside_committee=True),
    *(_of_records(*each) for each in tabled_fields().values()),
    TableKind(USES, uses_table, beside_committee=True),
    TableKind(HISTORY, history_table, beside_committee=True),
    TableKind("months", months_table),
    TableKind("record_counts", record_counts_table),
    TableKind("years", years_table, _scores),
    *(_list(name) for name in (PROBLEMS, TASKS, RESPONSIBILITIES)),
    TableKind("due", due_table, for_all=lambda site: due_count(site) <= MOST_DOWNLOADED, of_committee=True),
    TableKind("disclosures", disclosures_table, for_all=all_disclosures, of_committee=True),
    TableKind("dues_accounts", dues_accounts_table, for_all=all_disclosures),
    TableKind("disclosure_duties", disclosure_duties_table, for_all=all_disclosures),
    TableKind("gradings", gradings_table, grades),
    TableKind("graded_standards", graded_standards_table, lambda site: grades(site) and _scores(site)),
    TableKind("survey_answers", survey_answers_table, grades),
    TableKind("conditions", conditions_table, lambda site: grades(site) and _scores(site)),
    TableKind("contrasts", contrasts_table, searches, for_all=all_contrasts),
    TableKind("evaluations", evaluations_table, grades, by_branch=False, for_all=_always),
    TableKind(BESIDE, beside_table, has_beside),
    TableKind(MONTHLY, monthly_table, by_branch=False, for_all=_always),
    TableKind("campaign", campaign_table, has_campaign, by_branch=False, for_all=_always),
    TableKind("campaign_open", campaign_open_table, has_campaign, by_branch=False, for_all=_always),
    replace(_of_year("committee_rules", committee_rules_table), beside_committee=True),
    TableKind(RESTRICTED, restricted_table, _restricted, by_branch=False, beside_committee=True),
    _of_year("inspections", inspections_table),
    _of_year("draws", draws_table),
    TableKind("supervision", supervision_table, by_branch=False, for_all=_always),
    _of_year("notices", notices_table),
    _of_year("notice_branches", notice_branches_table),
    _of_year("withheld", withheld_table, has_withheld),
    _of_year("bulletins", bulletins_table),
    _of_year("conferred", conferred_table),
    replace(_of_year(CHANGED, changed_figures_table), beside_committee=True),
    replace(_of_year(CATALOGUE, disclosure_items_table), by_branch=True),
    _of_year("pack_rules", pack_rules_table),
    _of_year("pack_elsewhere", pack_elsewhere_table),
    *(_of_year(name, of) for name, of in zip(GUIDE_TABLES, (fields_table, systems_table), strict=True)),
    _of_year(PROBLEM_TABLE, problems_table, for_writers),
    *(_of_year(name, of, for_office) for name, of in zip(OFFICE_TABLES, _OFFICE, strict=True)),
    TableKind(OVERVIEW, overview_table, has_papers, by_branch=False, for_all=_always),
    TableKind(WORKING_PAPER, paper_table, has_papers, for_all=lambda site: paper_rows(site) <= MOST_ROWS),
)
"""In the order of the sheets of a workbook."""
_KINDS = {kind.id: kind for kind in TABLES}


def unit_tables(unit: str, site: YearSite) -> list[Table]:
    """The tables in a branch's folder, or the committee's."""
    kinds = (kind for kind in TABLES if (kind.beside_committee if unit == COMMITTEE else kind.by_branch))
    return [kind.of(unit, site) for kind in kinds if kind.shown(site)]


def year_tables(site: YearSite) -> list[Table]:
    """The tables in the year's folder: those of all branches that stay small."""
    return [all_branches(kind, site) for kind in TABLES if kind.shown(site) and kind.for_all(site)]


def all_branches(kind: TableKind, site: YearSite) -> Table:
    """A table of all branches, one after the other, each row with its branch; or the year's own."""
    if kind.of_year:
        return kind.of(COMMITTEE, site)
    units = [branch.id for branch in site.branches] + ([COMMITTEE] if kind.of_committee else [])
    found = [(site.unit_name(unit), _of_unit(unit, site, kind.id)) for unit in units]
    columns = found[0][1].columns if found else ()
    head = Column("branch", site.catalogue.text("lists.rectification.branch"))
    rows = tuple((name, *row) for name, table in found for row in table.rows)
    return Table(kind.id, table_name(kind.id, site), (head, *columns), rows)


@of_unit
def _of_unit(unit: str, site: YearSite, kind: str) -> Table:
    """The unit's rows of a table of all."""
    return _KINDS[kind].of(unit, site)
