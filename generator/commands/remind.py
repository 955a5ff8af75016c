"""remind: what each branch still has to do, as a text to paste into a message or a sheet to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import click
import pikepdf

from generator.commands.help import Command
from generator.commands.options import as_of_option, branch_option
from generator.commands.site import tell_rejected
from generator.model.failure import Usage
from generator.model.spoken import day as spoken_day
from generator.model.spoken import period
from generator.papers.editions import edition, look_through, site_content
from generator.publish.documents import Document, official_docx, official_pdf
from generator.publish.edition import Edition
from generator.publish.pages.papers.reminder import Missing, Reminder, message, on_one_page, sheet
from generator.publish.pages.parts.attention import missed
from generator.publish.pages.year_site import YearSite
from generator.types import Audience
from generator.workspace.coming import coming, open_tasks, terms_ending
from generator.workspace.workspace import Workspace

TEXT = ".txt"
PRINTED = {".pdf": official_pdf, ".docx": official_docx}


@click.command(cls=Command)
@branch_option
@click.option("--days", type=click.IntRange(0, 3660), default=30)
@as_of_option
@click.option("--out", type=click.Path(path_type=Path))
@click.pass_obj
def remind(workspace: Workspace, branch: str | None, days: int, as_of: date | None, out: Path | None) -> int:
    """Remind branches of what is missing, by when, and whom to ask; as members of the branch may read it."""
    day, say = workspace.as_of(as_of), workspace.catalogue
    if out is not None and out.suffix not in (TEXT, *PRINTED):
        raise Usage("remind_name", path=str(out), known="、".join((TEXT, *PRINTED)))
    year = workspace.year(None, day)
    papers = edition(workspace, site_content(workspace, year, day), Audience.MEMBERS, workspace.language)
    site = papers.site(year)
    units = [each.id for each in workspace.frame.organization.branches if branch in (None, each.id)]
    units = [each for each in units if each in site.public.result.branches and not _ended(workspace, each, day)]
    reminders = [_reminder(workspace, each, day, days, site) for each in units]
    text = "\n\n".join(message(each, day, _ask(workspace), say) for each in reminders)
    look_through(workspace, "remind", text)
    if out is None:
        click.echo(text or say.text("commands.due.none"))
    elif reminders:
        path = workspace.start / out
        path.write_bytes(_written(reminders, text, day, out.suffix, papers, workspace))
        click.echo(say.text("commands.remind.done", path=path))
    tell_rejected(workspace)
    return 0


def _written(
    reminders: list[Reminder], text: str, day: date, suffix: str, papers: Edition, workspace: Workspace
) -> bytes:
    """The file: the text, or a sheet; that of one branch is one page, whatever there is to remind it of."""
    if suffix == TEXT:
        return f"{text}\n".encode()
    say, issuer = workspace.catalogue, workspace.frame.organization.name
    mark = papers.words.t("banner") if workspace.frame.config.demonstration else ""

    def made(found: Sequence[Reminder]) -> Document:
        return sheet(found, day, issuer, _ask(workspace), say, mark)

    def fits(one: Reminder) -> bool:
        data = official_pdf(made([one]), papers.fonts, papers.templates)
        with pikepdf.open(BytesIO(data)) as printed:
            return len(printed.pages) == 1

    if len(reminders) == 1:
        reminders = [on_one_page(reminders[0], fits)]
    return PRINTED[suffix](made(reminders), papers.fonts, papers.templates)


def _ended(workspace: Workspace, branch: str, day: date) -> bool:
    return workspace.frame.organization.by_id[branch].span.ended(day)


def _ask(workspace: Workspace) -> str:
    """Whom to ask: the post or office that the configuration names, else the committee; never a person."""
    config, organization = workspace.frame.config, workspace.frame.organization
    ask = config.ask or organization.short_name
    return workspace.catalogue.text("lists.remind.phone", ask=ask, phone=config.ask_phone) if config.ask_phone else ask


def _reminder(workspace: Workspace, branch: str, day: date, days: int, site: YearSite) -> Reminder:
    last = day + min(timedelta(days=days), date.max - day)
    tasks = [*_tasks(workspace, branch, day, last)]
    found = [*_duties(workspace, branch, day, days), *(each for each in tasks if each.by >= day)]
    folder, say = f"/{branch}/", workspace.catalogue.text
    return Reminder(
        unit=workspace.frame.organization.by_id[branch].name,
        days=days,
        due=tuple(sorted(found, key=lambda each: (each.by, each.name, each.who))),
        missed=(
            *(say("lists.remind.fault", name=each.rule.text, said=each.said) for each in missed(branch, site).items),
            *(say("lists.remind.late", what=each.name, day=spoken_day(each.by)) for each in tasks if each.by < day),
        ),
        kept_out=sum(folder in file for file in workspace.rejected),
        terms=tuple(each.by for each in terms_ending(workspace, day, branch) if each.by > last),
    )


def _duties(workspace: Workspace, branch: str, day: date, days: int) -> Iterator[Missing]:
    say = workspace.catalogue
    of_branch = workspace.frame.organization.by_id[branch]
    for each in coming(workspace, day, days, branch):
        rule = workspace.compiled(each.by.year).pack.rule(each.rule)
        group = of_branch.group(each.unit.partition("/")[2])
        spoken = say.say(period(each.window, "period")) if each.window[:1].isdigit() else ""
        name = rule.term.said(workspace.language) if rule else each.gloss
        yield Missing(each.by, name, spoken, group.name if group else "")


def _tasks(workspace: Workspace, branch: str, day: date, last: date) -> Iterator[Missing]:
    """Tasks of the lists that are not closed and whose last day has come, or comes."""
    for each in open_tasks(workspace, [branch], day, last):
        yield Missing(each.by, each.said(workspace.catalogue))
