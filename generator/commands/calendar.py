"""calendar: writes records/calendar/<year>.yml from the State Council's notice, as chinesecalendar holds it."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.help import Command
from generator.commands.options import Year
from generator.model.failure import Usage
from generator.workspace.workspace import Workspace


def calendar_document(year: int) -> str | None:
    """The year as YAML, or None for a year chinesecalendar does not know."""
    import chinese_calendar
    from chinese_calendar import constants

    holidays = sorted(day for day in constants.holidays if day.year == year)
    working = sorted(day for day in constants.workdays if day.year == year)
    if not holidays:
        return None
    names = {each.value: each.chinese for each in constants.Holiday}
    source = f"国务院办公厅关于{year}年部分节假日安排的通知（取自 chinesecalendar {chinese_calendar.__version__}）"
    lines = [f"source: {source}", "holidays:"]
    lines += [f"- {{date: {day}, name: {names[constants.holidays[day]]}}}" for day in holidays]
    lines += ["working_days:", *(f"- {day}" for day in working)] if working else ["working_days: []"]
    return "\n".join(lines) + "\n"


def write_calendar(records: Path, year: int) -> Path | None:
    """Writes the year's calendar below the folder of records; None for a year chinesecalendar does not know."""
    text = calendar_document(year)
    path = records / "calendar" / f"{year}.yml"
    if text is None:
        return None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


@click.command(cls=Command)
@click.argument("year", type=Year())
@click.pass_obj
def calendar(workspace: Workspace, year: int) -> int:
    """Write the working calendar of YEAR."""
    path = write_calendar(workspace.root / workspace.frame.config.shared_root, year)
    if path is None:
        raise Usage("no_calendar", year=year)
    click.echo(workspace.catalogue.text("commands.calendar.done", path=path.relative_to(workspace.root)))
    return 0
