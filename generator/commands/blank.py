"""What a new file holds: every field it may have, with what it wants beside it, and room for what is to be written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.judge.grading.sheet import sheet_rules
from generator.judge.rules import Compiled
from generator.language import Catalogue
from generator.model.figures import decimal
from generator.model.pack import Rule
from generator.types import Field, RecordType, registry
from generator.types.offered import offered

SCORES = "scores"
"""The kind of the field that takes points by rule."""


def blank_record(kind: RecordType, day: date, sentences: Catalogue, sheet: Compiled | None = None) -> str:
    """The record with its type and date, the fields it asks for, and, commented out, those a recorder may add.

    By `sheet`, the field that takes points has a line for every rule of that pack.
    """
    shared = registry().shared
    lines = ["---", f"{shared['type'].zh[0]}: {kind.zh[0]}", f"{shared['date'].zh[0]}: {day.isoformat()}"]
    for each in offered(kind, registry()):
        if sheet and each.field.kind == SCORES:
            lines += [f"{each.field.zh[0]}:   # {sentences.text('commands.new.figures')}", *_sheet(sheet, sentences)]
        else:
            lines.append(_line(each.field, each.asked, sentences))
    return "\n".join([*lines, "---", "", ""])


def blank_lists(title: str, sentences: Catalogue) -> str:
    """The three lists with a row each and every column; what leads from one row to the next is filled in."""
    lines = [f"# {title}", f"# {sentences.text('commands.new.lists_note')}"]
    for listed in registry().documents["rectification"].fields.values():
        lines.append(f"{listed.zh[0]}:")
        for number, column in enumerate(listed.fields.values()):
            filled = column.example if column.id in listed.needs else ""
            note = _note(column, sentences)
            lines.append(f"  {'  ' if number else '- '}{column.zh[0]}: {filled}   {note}")
    return "\n".join([*lines, ""])


def _line(declared: Field, asked: bool, sentences: Catalogue) -> str:
    """`地点:   # 在哪里举行，例如 第一会议室`; a field that may be left out is commented out."""
    return f"{'' if asked else '# '}{declared.zh[0]}:   {_note(declared, sentences)}"


def _note(declared: Field, sentences: Catalogue) -> str:
    example = sentences.text("commands.new.example", example=declared.example) if declared.example else ""
    return f"# {declared.help.get(sentences.language, '')}{example}"


def _sheet(compiled: Compiled, sentences: Catalogue) -> Iterator[str]:
    """A line for every rule of a branch that takes a figure, by standard, with its words and its maximum."""
    say, language = sentences.text, sentences.language
    for standard, rules in sheet_rules(compiled):
        if standard is None:
            yield f"  # {say('commands.new.gates')}"
        else:
            points = decimal(standard.points)
            yield f"  # {say('commands.new.standard', id=standard.id, name=standard.name, points=points)}"
        for rule in rules:
            most = say("commands.new.most", points=decimal(rule.points)) if rule.points else ""
            yield f"  {rule.id}:   # {most}{_words(rule, language, sentences)}"


def _words(rule: Rule, language: str, sentences: Catalogue) -> str:
    asks = " ".join(rule.asks(language).split())
    return sentences.text("commands.new.rule", name=rule.term.said(language), asks=asks)
