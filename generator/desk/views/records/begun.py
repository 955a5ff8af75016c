"""What a new record says before anybody fills it in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from werkzeug.datastructures import MultiDict

from generator.archive.frozen import frozen
from generator.desk.forms.entering import Plain, entered
from generator.desk.forms.record_text import day_of
from generator.desk.standing import Standing
from generator.judge.grading.sheet import sheet_rules
from generator.judge.notices.draft import recommending
from generator.model.failure import Usage
from generator.model.node import node_of
from generator.model.pack import Rule
from generator.model.record import in_time
from generator.publish.pages.papers.beginning import new_bulletin, new_notice
from generator.publish.pages.parts.attention import MAKES_UP
from generator.types import RecordType, registry
from generator.written import in_form

NOTICE, BULLETIN = "public_notice", "bulletin"
Begun = tuple[dict[str, Plain], str]


def begun(types: tuple[RecordType, ...], standing: Standing, asked: MultiDict[str, str]) -> Begun:
    """The fields and the text with which a new record begins.

    A score sheet names every rule; a notice has its days by the calendar, a bulletin its figures. Raises Usage where a
    notice rests on no decision, or no calendar is there.
    """
    day = day_of(asked.get("date", "")) or standing.as_of
    if asked.get("begin") == NOTICE:
        return _notice(standing, day, asked.getlist("for"), asked.get("days", type=int))
    if asked.get("begin") == BULLETIN:
        return _bulletin(
            standing, day_of(asked.get("as_of", "")) or standing.as_of, day, asked.get("kind", "situation")
        )
    values: dict[str, Plain] = {"date": asked.get("date", "") or day.isoformat()}
    if asked.get(MAKES_UP):
        values[MAKES_UP] = asked[MAKES_UP]
    if any(each.takes_points for each in types):
        values["points"] = [{"key": each.id, "figure": ""} for each in rules(standing, day.year)]
    return values, ""


def rules(standing: Standing, year: int) -> Iterator[Rule]:
    """The rules of a score sheet of the year."""
    for _, found in sheet_rules(standing.workspace.compiled(year)):
        yield from found


def _notice(standing: Standing, day: date, branches: list[str], days: int | None) -> Begun:
    workspace = standing.workspace
    frame, records = workspace.frame, workspace.records
    decisions = [recommending(each, records, day) for each in branches if each in frame.organization.by_id]
    found = [each for each in decisions if each is not None]
    if not found or len(found) < len(branches):
        raise Usage("desk_no_decision")
    basis = max(found, key=in_time)
    fields, body = new_notice(
        branches, basis, day, None, days, frame.organization, frame.config, frame.calendar, records
    )
    return {"date": day.isoformat(), **_as_entered(NOTICE, fields)}, body


def _bulletin(standing: Standing, as_of: date, day: date, kind: str) -> Begun:
    workspace = standing.workspace
    workspace.in_force(as_of.year)
    known, compiled = workspace.known(as_of.year, as_of), workspace.compiled(as_of.year)
    frame = workspace.frame
    bags = frozen(standing.root, frame.config)
    choice = registry().types[BULLETIN].fields["kind"].choice(kind)
    kind = kind if choice else "situation"
    records = workspace.source.records
    fields, body = new_bulletin(known, compiled, kind, frame.organization, frame.config, bags, records)
    return {"date": day.isoformat(), **_as_entered(BULLETIN, fields.without("draft"))}, body


def _as_entered(type_id: str, fields: Mapping[str, object]) -> dict[str, Plain]:
    """Typed values as a form shows them."""
    found: dict[str, Plain] = {}
    for name, value in fields.items():
        declared = registry().field(name, (type_id,))
        assert declared is not None, name
        shown = entered(declared, node_of(in_form(declared, value)))
        if shown is not None:
            found[name] = shown
    return found
