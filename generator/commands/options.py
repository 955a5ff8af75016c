"""Options several commands share, and how what is written there is understood: one place for each."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import click

from generator.commands.naming import named, near
from generator.model.failure import Usage
from generator.model.record import COMMITTEE
from generator.types import Audience, Field, registry, spelling
from generator.workspace.workspace import Workspace

DAYS_FROM_TODAY = {"今天": 0, "today": 0, "昨天": -1, "yesterday": -1, "前天": -2, "明天": 1, "tomorrow": 1, "后天": 2}
YEARS_FROM_NOW = {"今年": 0, "本年": 0, "去年": -1, "前年": -2, "明年": 1}
LISTS = "rectification"
_OFFERED = 8
"""Of many names, how many a message offers."""


class Day(click.ParamType[date]):
    """A date in every way that records may be dated, or 今天, 昨天 and the like; without a year, of this one."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date; fails as wrong usage."""
        if isinstance(value, date):
            return value
        today, text = _workspace(ctx).today, str(value).strip()
        if text.lower() in DAYS_FROM_TODAY:
            return today + timedelta(days=DAYS_FROM_TODAY[text.lower()])
        try:
            found = spelling.read_days(text, today.year)
        except spelling.Impossible:
            found = ()
        if len(found) != 1:
            self.fail(text, param, ctx)
        return found[0]


class Year(click.ParamType[int]):
    """A year: 2017, 2017年, 今年, 去年."""

    name = "year"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The year; fails as wrong usage."""
        if isinstance(value, int):
            return value
        text = str(value).strip()
        if text in YEARS_FROM_NOW:
            return _workspace(ctx).today.year + YEARS_FROM_NOW[text]
        found = spelling.read_year(text)
        if found is None:
            self.fail(text, param, ctx)
        return found[0]


class _Named(click.ParamType[str]):
    """Something that is called by its id, its name, or a part of its name that only one has."""

    tails: tuple[str, ...] = ()

    @abstractmethod
    def names(self, workspace: Workspace, context: click.Context) -> Mapping[str, Sequence[str]]:
        """What there is by its id, with everything it is called: first the id, then its name."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The id of the one that is meant. Raises Usage with candidates where it is none or not clear, and Broken."""
        assert ctx is not None
        names = self.names(_workspace(ctx), ctx)
        found = named(str(value), names, self.tails)
        if len(found) == 1:
            return found[0]
        offered = found or near(str(value), names, _OFFERED) or list(names)
        known = [self.offered(names[each]) for each in offered[:_OFFERED]]
        more = "…" if len(offered) > _OFFERED else ""
        code = "several" if found else "no"
        raise Usage(f"{code}_{self.name}", **{self.name: str(value), "known": "、".join(known) + more})

    def offered(self, names: Sequence[str]) -> str:
        """How one is offered: 基础部党支部（jichu）."""
        return f"{names[1]}（{names[0]}）" if len(names) > 1 else names[0]


class BranchName(_Named):
    """The id of a branch; where `committee` says so, of the committee too (_committee)."""

    name = "branch"
    tails = ("党支部委员会", "党支部", "支部", "党总支", "总支")

    def __init__(self, committee: bool = False) -> None:
        self.committee = committee

    def names(self, workspace: Workspace, context: click.Context) -> Mapping[str, Sequence[str]]:
        """The branches, by id and name."""
        organization = workspace.frame.organization
        found: dict[str, Sequence[str]] = {each.id: (each.id, each.name) for each in organization.branches}
        if self.committee:
            found[COMMITTEE] = (COMMITTEE, organization.short_name, organization.name)
        return found


class RuleName(_Named):
    """The id of a rule of the pack asked for."""

    name = "rule"

    def names(self, workspace: Workspace, context: click.Context) -> Mapping[str, Sequence[str]]:
        """The rules, by id, name and what they ask."""
        asked, language = context.params.get("pack"), workspace.language
        year = workspace.year(context.params.get("year"), workspace.as_of(context.params.get("as_of")))
        pack = workspace.pack(asked if isinstance(asked, str) else None, year).pack
        return {
            each.id: [each.id, *filter(None, (each.name.get(language), each.name.get("zh"), each.asks(language)))]
            for each in pack.rules
        }


class TypeName(_Named):
    """The id of a type of record, of one of some of them; where `lists` says so, of the three lists too."""

    name = "type"
    tails = ("会议记录", "记录", "会议", "表")

    def __init__(self, lists: bool = False, restricted: bool = True) -> None:
        self.lists, self.restricted = lists, restricted

    def names(self, workspace: Workspace, context: click.Context) -> Mapping[str, Sequence[str]]:
        """The types, by id, label and other names."""
        types = (each for _, group in registry().grouped for each in group if self.restricted or not each.restricted)
        found = {each.id: (each.id, each.label(workspace.language), *each.zh) for each in types}
        lists = registry().documents[LISTS]
        columns = (name for each in lists.fields.values() for name in each.names)
        return found | ({LISTS: (LISTS, lists.label(workspace.language), *lists.zh, *columns)} if self.lists else {})

    def offered(self, names: Sequence[str]) -> str:
        """As people call it."""
        return names[1]


class Chosen(click.Choice[str]):
    """One of the choices of a declared field, by its id or by any word for it."""

    def __init__(self, field: Field) -> None:
        super().__init__([each.id for each in field.choices])
        self.field = field

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The id of the choice; fails as wrong usage."""
        found = named(str(value), {each.id: each.names for each in self.field.choices})
        return super().convert(found[0] if len(found) == 1 else value, param, ctx)


def _workspace(context: click.Context | None) -> Workspace:
    found = context.find_object(Workspace) if context else None
    assert found is not None
    return found


year_option = click.option("--year", type=Year())
as_of_option = click.option("--as-of", type=Day())
branch_option = click.option("--branch", type=BranchName())
pack_option = click.option("--pack", is_eager=True)
"""Read before the rule, which is one of its."""
audience_option = click.option("--audience", type=Chosen(registry().shared["audience"]), default=str(Audience.PUBLIC))
format_option = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
