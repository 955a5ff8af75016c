"""diff: what changed in a year between two states, and what moved with it (design §9)."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from generator.archive.comparing import compared
from generator.archive.states import NOW, states
from generator.commands.help import Command
from generator.commands.options import format_option, year_option
from generator.language import Catalogue
from generator.model.changes import Changes, RecordChange, RuleMove, ScoreMove, Standing
from generator.model.record import COMMITTEE
from generator.types import registry
from generator.workspace.workspace import Workspace

_SIGNS = {"added": "+", "changed": "~", "removed": "-"}


@click.command(cls=Command)
@click.argument("before")
@click.argument("after", default=NOW)
@year_option
@format_option
@click.pass_obj
def diff(workspace: Workspace, before: str, after: str, year: int | None, form: str) -> int:
    """Say which records differ, and which results moved and why."""
    with tempfile.TemporaryDirectory(prefix="wuhao-") as scratch:
        changes = compared(*states(workspace, (before, after), year, Path(scratch).resolve()))
    if form == "json":
        click.echo(json.dumps(asdict(changes), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_Told(workspace, changes).lines()))
    return 0


class _Told:
    """Changes in the words of a language."""

    def __init__(self, workspace: Workspace, changes: Changes) -> None:
        self._workspace, self._changes = workspace, changes
        self._words: Catalogue = workspace.catalogue
        pack = workspace.compiled(changes.year).pack
        self._rules = {rule.id: rule.term.said(workspace.language) for rule in pack.rules}

    def lines(self) -> Iterator[str]:
        """Records first, then what moved; one line if nothing did."""
        changes = self._changes
        before, after = (
            self._say("state", name=self._say("now") if name == NOW else name, as_of=day)
            for name, day in ((changes.before, changes.as_of_before), (changes.after, changes.as_of_after))
        )
        yield self._say("head", year=changes.year, before=before, after=after)
        yield from (self._say(f"cause.{each}") for each in changes.causes)
        if not changes.any:
            yield self._say("nothing")
            return
        counts = {sort: sum(each.sort == sort for each in changes.records) for sort in _SIGNS}
        yield self._say("records", **counts)
        yield from map(self._record, changes.records)
        yield self._say("results", rules=len(changes.rules), scores=len(changes.scores))
        for score in changes.scores:
            yield f"  {self._score(score)}"
        for rule in changes.rules:
            yield from self._rule(rule)

    def _say(self, key: str, **figures: object) -> str:
        return self._words.text(f"archive.diff.{key}", **figures)

    def _unit(self, unit: str) -> str:
        organization = self._workspace.frame.organization
        if unit == COMMITTEE:
            return organization.short_name
        branch = organization.by_id.get(unit)
        return branch.name if branch else unit

    def _record(self, record: RecordChange) -> str:
        language, comma = self._words.language, self._words.text("pages.comma")
        types = comma.join(found.label(language) for each in record.types if (found := registry().types.get(each)))
        line = f"  {_SIGNS[record.sort]} {record.id} {types}".rstrip()
        names = [self._field(each, record.types) for each in record.fields]
        return self._say("fields", line=line, fields=comma.join(names)) if names else line

    def _field(self, name: str, types: tuple[str, ...]) -> str:
        declared = registry().field(name, types)
        if name == "body":
            return self._say("body")
        return declared.label(self._words.language) if declared else name

    def _score(self, move: ScoreMove) -> str:
        what, _, part = move.what.partition(".")
        named = self._words.text(f"evaluation.round.{what}") if part else self._say(f"what.{what}")
        shown = [self._value(part or what, each) for each in (move.before, move.after)]
        return self._say("score", unit=self._unit(move.unit), what=named, before=shown[0], after=shown[1])

    def _value(self, what: str, value: str | None) -> str:
        if value is None:
            return "—"
        if what == "recommendable":
            return self._say(f"ready.{value}")
        return self._words.label("grade", value) if what == "grade" else value

    def _rule(self, move: RuleMove) -> Iterator[str]:
        name = f"{move.rule} {self._rules.get(move.rule, '')}".rstrip()
        before, after = self._standing(move.before), self._standing(move.after)
        yield f"  {self._say('rule', unit=self._unit(move.unit), rule=name, before=before, after=after)}"
        if move.after is not None and move.after.why:
            yield f"      {move.after.why}"
        if move.records:
            yield f"      {self._say('by', records=self._words.text('pages.comma').join(move.records))}"

    def _standing(self, found: Standing | None) -> str:
        if found is None:
            return "—"
        status = self._words.label("status", found.status)
        return status if found.earned is None else self._say("standing", status=status, earned=found.earned)
