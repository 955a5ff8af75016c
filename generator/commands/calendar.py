"""calendar: writes records/calendar/<year>.yml from the State Council's notice, as chinesecalendar holds it."""

from __future__ import annotations

import click

from generator.commands.session import Session, Usage


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


@click.command()
@click.argument("year", type=click.IntRange(1, 9999))
@click.pass_obj
def calendar(session: Session, year: int) -> int:
    """Write the working calendar of YEAR."""
    shared = next(root for root in session.frame.config.record_roots if root.shared)
    path = session.root / shared.path / "calendar" / f"{year}.yml"
    text = calendar_document(year)
    if text is None:
        raise Usage("no_calendar", year=year)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    click.echo(session.catalogue.text("commands.calendar.done", path=path.relative_to(session.root)))
    return 0
