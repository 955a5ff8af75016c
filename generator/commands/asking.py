"""Asks at a terminal for what a record needs to count; each answer is read at once as the record will be."""

from __future__ import annotations

import sys
from datetime import date

import click

from generator.commands.options import BranchName
from generator.model.failure import Usage
from generator.model.node import Mark
from generator.model.problem import Problem, Severity
from generator.types import Field, RecordType, registry
from generator.types.findings import Findings
from generator.types.offered import offered
from generator.workspace.problem_text import sentence
from generator.workspace.workspace import Workspace

_IN_FORM = frozenset(["unnormalised", "set_out"])
"""What is understood is written in the agreed form."""


def at_terminal() -> bool:
    """Whether somebody is there to be asked: never where words come from a file or another program."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def asked_branch(workspace: Workspace) -> str:
    """The branch, asked for until it is one; all are listed, and where there is one alone, Enter takes it."""
    say, kind = workspace.catalogue, BranchName(committee=True)
    there = [each for each in workspace.frame.organization.branches if each.span.covers(workspace.today)]
    for each in there:
        click.echo(f"  {each.id}  {each.name}", err=True)
    only = there[0].id if len(there) == 1 else None
    while True:
        answer = click.prompt(say.text("commands.new.ask.branch"), default=only, err=True)
        try:
            return kind.convert(answer, None, click.get_current_context())
        except Usage as wrong:
            click.echo("\n".join(map(say.say, wrong.phrases)), err=True)


def asked_day(workspace: Workspace) -> date:
    """The day of the record; Enter takes today, and one without a year is of this one."""
    today, declared = workspace.today, registry().shared["date"]
    while True:
        value = _asked(declared, f"{today.year:04}/_/_", workspace, today.isoformat())
        if isinstance(value, date):
            return value


def asked_values(kind: RecordType, file: str, workspace: Workspace) -> dict[str, object]:
    """What the fields that it needs to count are to say; those left empty are not among them. `file` is its path."""
    click.echo(workspace.catalogue.text("commands.new.ask.head", type=kind.label(workspace.language)), err=True)
    found: dict[str, object] = {}
    for each in offered(kind, registry()):
        wanted = each.needed or each.field.id in kind.content
        if wanted and each.field.id != "date" and (value := _asked(each.field, file, workspace)) is not None:
            found[each.field.id] = value
    return found


def _asked(declared: Field, file: str, workspace: Workspace, default: str = "") -> object:
    """The value that an answer says, asked for again until it can be read; None for an empty one."""
    from generator.workbook.spoken import node_of

    say = workspace.catalogue
    example = say.text("commands.new.example", example=declared.example) if declared.example else ""
    while True:
        question = f"{declared.label(say.language)}（{declared.help.get(say.language, '')}{example}）"
        answer = str(click.prompt(question, default=default, show_default=bool(default), err=True)).strip()
        if not answer:
            return None
        findings = Findings(file)
        value = declared.read(node_of(declared, answer, Mark(1, 1), workspace.frame.organization), findings)
        told = [each for each in findings.problems if each.code not in _IN_FORM]
        for each in told:
            click.echo(_said(each, workspace), err=True)
        if value is not None and not any(each.severity is Severity.ERROR for each in told):
            return value


def _said(problem: Problem, workspace: Workspace) -> str:
    say = workspace.catalogue
    hint = say.text("commands.hint", hint=sentence(problem, say, "hint"))
    return f"  {sentence(problem, say)}\n  {hint}"
