"""notice: a public notice from the committee's decision with its days by the calendar; its check; its print (§6)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator.commands.drafts import write_draft
from generator.commands.help import Group
from generator.commands.options import BranchName, Day
from generator.commands.report import FORMATS, count, report
from generator.commands.site import tell_rejected
from generator.judge.notices.check import CONTACTS, NOTICE
from generator.judge.notices.course import courses
from generator.judge.notices.draft import recommending
from generator.model.failure import Usage
from generator.model.problem import Severity
from generator.model.record import Record, in_time
from generator.papers.editions import edition, look_through, site_content
from generator.publish.documents import official_docx, official_pdf
from generator.publish.pages.papers.beginning import new_notice
from generator.publish.pages.papers.official import official
from generator.publish.pages.parts.conditions import short_name
from generator.read.record import says_type
from generator.types import Audience
from generator.workspace.workspace import Workspace


@click.group(cls=Group)
def notice() -> None:
    """Public notices: a new one, their check, their print."""


@notice.command("new")
@click.option("--branch", "branches", required=True, multiple=True, type=BranchName())
@click.option("--date", "day", type=Day())
@click.option("--start", type=Day())
@click.option("--days", type=click.IntRange(1, 60))
@click.pass_obj
def new(workspace: Workspace, branches: tuple[str, ...], day: date | None, start: date | None, days: int | None) -> int:
    """Write a notice of branches that the committee has decided to recommend; never over another file."""
    frame, signed = workspace.frame, day or start or workspace.today
    if start is not None and start < signed:
        raise Usage("notice_before", start=start.isoformat(), signed=signed.isoformat())
    basis = max((_basis(workspace, branch, signed) for branch in branches), key=in_time)
    where = (frame.organization, frame.config, frame.calendar, workspace.records)
    fields, body = new_notice(branches, basis, signed, start, days, *where)
    path = write_draft(workspace, NOTICE, signed, fields, body)
    first, last = (fields.parts("period").day(each) for each in ("start", "end"))
    said = {"start": first, "end": last, "days": fields.parts("days").count("number")}
    click.echo(workspace.catalogue.text("commands.new.done", path=path))
    click.echo(workspace.catalogue.text("commands.notice.period", **said))
    if "departments" not in fields or not any(name in fields for name in CONTACTS):
        click.echo(workspace.catalogue.text("commands.notice.contact"))
    return 0


@notice.command("check")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text")
@click.option("--as-of", type=Day())
@click.pass_obj
def check(workspace: Workspace, form: str, as_of: date | None) -> int:
    """How every notice stands, and what is wrong with any."""
    records = {record.file: record for record in workspace.source.records if NOTICE in record.types}
    rejected = {file for file in workspace.rejected if says_type(workspace.root / file, NOTICE)}
    problems = [problem for problem in workspace.problems if problem.file in records.keys() | rejected]
    if form == "text":
        for line in _standings(workspace, workspace.as_of(as_of)):
            click.echo(line)
    click.echo(report(problems, form, workspace.catalogue))
    return 1 if count(problems, Severity.ERROR) else 0


@notice.command("print")
@click.argument("name", metavar="NOTICE")
@click.option("--out", type=click.Path(path_type=Path), default=Path())
@click.pass_obj
def print_(workspace: Workspace, name: str, out: Path) -> int:
    """Write the record NOTICE (2017/_committee/12-08-public-notice) as PDF and .docx, as they stand beside its page."""
    record = next((each for each in workspace.records if name in (each.id, each.file)), None)
    if record is None:
        tell_rejected(workspace)
        raise Usage("no_notice", name=name)
    content = site_content(workspace, record.year, max(workspace.as_of(None), record.date))
    papers = edition(workspace, content, Audience.COMMITTEE, "zh")
    document = official(papers.records[record.id], papers.site(record.year))
    if document is None:
        raise Usage("no_notice", name=name)
    look_through(workspace, name, repr(document))
    made = {
        ".pdf": official_pdf(document, papers.fonts, papers.templates),
        ".docx": official_docx(document, papers.fonts, papers.templates),
    }
    out.mkdir(parents=True, exist_ok=True)
    for suffix, data in made.items():
        path = out / f"{record.stem}{suffix}"
        path.write_bytes(data)
        click.echo(workspace.catalogue.text("commands.notice.printed", path=path))
    return 0


def _basis(workspace: Workspace, branch: str, signed: date) -> Record:
    """The decision that recommends the branch. Raises Usage where there is none."""
    decision = recommending(branch, workspace.records, signed)
    if decision is None:
        unmet = _unmet(workspace, branch, signed)
        raise Usage(
            "not_recommended",
            branch=workspace.frame.organization.by_id[branch].name,
            date=signed.isoformat(),
            unmet=unmet,
        )
    return decision


def _unmet(workspace: Workspace, branch: str, day: date) -> str:
    """The computed conditions that are lacking, as one line."""
    year = workspace.year(None, day)
    card = workspace.result(year, day).branches.get(branch)
    codes = card.recommendable.unmet if card and card.recommendable else ()
    words = workspace.catalogue
    said = (short_name(each, workspace.compiled(year).pack, words) for each in codes if each != "decision")
    return words.text("pages.comma").join(said) or words.text("commands.notice.nothing")


def _standings(workspace: Workspace, as_of: date) -> list[str]:
    """One line for each notice."""
    found = courses(workspace.records, workspace.frame.calendar, as_of, {})
    lines = []
    for name, course in found.items():
        state = workspace.catalogue.label("notice_state", course.state)
        days = "—" if course.working_days is None else course.working_days
        said = {"name": name, "state": state, "start": course.start or "—", "end": course.end or "—", "days": days}
        lines.append(workspace.catalogue.text("commands.notice.standing", **said))
    return lines
