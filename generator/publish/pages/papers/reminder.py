"""A reminder of what a branch still has to do: a text to paste into a message, and a sheet to print (催办单)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.language import Catalogue
from generator.model.spoken import day as spoken_day
from generator.publish.documents import Block, Document, Heading, Paragraph, Table


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is to be done: by when, and what it is called; `who` is the group, where it is one's."""

    by: date
    name: str
    period: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one unit is reminded of."""

    unit: str
    days: int
    due: tuple[Missing, ...] = ()
    missed: tuple[str, ...] = ()
    """What is past its day and can still be made good, as sentences of fault."""
    kept_out: int = 0
    """How many of its files are not taken for their errors."""
    terms: tuple[date, ...] = ()
    """The last days of terms of office that end within a year."""
    left_out: int = 0
    """How many of them are only counted, where a sheet has no room."""

    def shortened(self, count: int) -> Reminder:
        """The first `count` of what is due and what was missed; half of them at least is what comes next."""
        due = min(len(self.due), max(count - len(self.missed), -(-count // 2)))
        missed = min(len(self.missed), count - due)
        left = len(self.due) + len(self.missed) - due - missed
        return replace(self, due=self.due[:due], missed=self.missed[:missed], left_out=left)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to remind of."""
        return not (self.due or self.missed or self.kept_out or self.terms or self.left_out)


def on_one_page(reminder: Reminder, fits: Callable[[Reminder], bool]) -> Reminder:
    """As much of it as goes on one page, by what `fits` says of a sheet: paper that is handed over is one sheet."""
    if fits(reminder):
        return reminder
    least, most = 0, len(reminder.due) + len(reminder.missed)  # so many fit; so many do not
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (middle, most) if fits(reminder.shortened(middle)) else (least, middle)
    return reminder.shortened(least)


def message(reminder: Reminder, as_of: date, ask: str, say: Catalogue) -> str:
    """The reminder as lines of a message."""
    head = say.text("lists.remind.to", unit=reminder.unit)
    return "\n".join([head, *_lines(reminder, as_of, say), say.text("lists.remind.ask", ask=ask)])


def _lines(reminder: Reminder, as_of: date, say: Catalogue) -> list[str]:
    if reminder.empty:
        return [say.text("lists.remind.nothing", days=reminder.days)]
    found: list[str] = []
    if reminder.due:
        found.append(say.text("lists.remind.due", as_of=spoken_day(as_of), days=reminder.days))
        found += [_line(number, each, say) for number, each in enumerate(reminder.due, 1)]
    if reminder.missed:
        found.append(say.text("lists.remind.missed"))
        found += [f"{number}. {each}" for number, each in enumerate(reminder.missed, 1)]
    found += [say.text("lists.remind.term", day=spoken_day(each)) for each in reminder.terms]
    if reminder.kept_out:
        found.append(say.text("lists.remind.kept_out", count=reminder.kept_out))
    return found


def _line(number: int, each: Missing, say: Catalogue) -> str:
    day = say.text("lists.remind.day", month=each.by.month, day=each.by.day)
    return say.text("lists.remind.one", number=number, by=day, what=" ".join(filter(None, _said(each))))


def _said(each: Missing) -> tuple[str, str, str]:
    return each.who, each.name, each.period


def sheet(
    reminders: Sequence[Reminder], as_of: date, issuer: str, ask: str, say: Catalogue, mark: str = ""
) -> Document:
    """The reminders of one unit, or of several, as a document to print."""
    found: list[Block] = []
    one = reminders[0] if len(reminders) == 1 else None
    for reminder in reminders:
        if one is None:
            found.append(Heading(reminder.unit))
        found += _blocks(reminder, as_of, say)
    return Document(
        title=say.text("lists.remind.title"),
        blocks=tuple(found),
        signature=issuer,
        date=as_of,
        addressees=(one.unit,) if one else (say.text("lists.remind.everybody"),),
        note=say.text("lists.remind.note", ask=ask),
        mark=mark,
    )


def _blocks(reminder: Reminder, as_of: date, say: Catalogue) -> list[Block]:
    if reminder.empty:
        return [Paragraph(say.text("lists.remind.nothing", days=reminder.days))]
    found: list[Block] = []
    if reminder.due:
        found.append(Paragraph(say.text("lists.remind.due", as_of=spoken_day(as_of), days=reminder.days)))
        head = tuple(say.text(f"lists.remind.head.{name}") for name in ("by", "what", "period"))
        rows = ((each.by.isoformat(), f"{each.who} {each.name}".strip(), each.period) for each in reminder.due)
        found.append(Table(head, tuple(rows)))
    if reminder.missed:
        found.append(Paragraph(say.text("lists.remind.missed")))
        found += [Paragraph(f"{number}．{each}") for number, each in enumerate(reminder.missed, 1)]
    if reminder.left_out:
        found.append(Paragraph(say.text("lists.remind.more", count=reminder.left_out)))
    found += [Paragraph(say.text("lists.remind.term", day=spoken_day(each))) for each in reminder.terms]
    if reminder.kept_out:
        found.append(Paragraph(say.text("lists.remind.kept_out", count=reminder.kept_out)))
    return found
