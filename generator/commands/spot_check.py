"""spot-check: draws by a stated seed what to look at, so that anyone can draw it again."""

from __future__ import annotations

from datetime import date

import click

from generator.commands.drafts import write_draft
from generator.commands.help import Command
from generator.commands.options import BranchName, Day, TypeName, as_of_option, year_option
from generator.commands.table import table
from generator.judge.known import seen
from generator.judge.records.inspections import KINDS, SPOT_CHECK, visits, without
from generator.judge.spot_check import branches_on, digest, first_of, ordered, records_of, unit_of
from generator.model.failure import Usage
from generator.model.record import COMMITTEE
from generator.workspace.workspace import Workspace

_SHOWN = 12
"""Digits of a digest in the table; enough to compare by eye."""
_FIRST = {"unchecked": (SPOT_CHECK,), "uninspected": KINDS}
"""Whom to draw first: branches that had none of these kinds of inspection in the year."""
_NOBODY = "none"


@click.command("spot-check", cls=Command)
@click.option("--seed", required=True)
@click.option("--count", type=click.IntRange(1, 10000), required=True)
@click.option("--branch", "branches", multiple=True, type=BranchName())
@click.option("--type", "types", multiple=True, type=TypeName(restricted=False))
@click.option(
    "--first",
    "early",
    type=click.Choice([*_FIRST, _NOBODY]),
    default=next(iter(_FIRST)),
)
@year_option
@as_of_option
@click.option("--date", "day", type=Day())
@click.option("--print", "only_print", is_flag=True)
@click.pass_obj
def spot_check(
    workspace: Workspace,
    seed: str,
    count: int,
    branches: tuple[str, ...],
    types: tuple[str, ...],
    early: str,
    year: int | None,
    as_of: date | None,
    day: date | None,
    only_print: bool,
) -> int:
    """Draw branches, or records, by SHA-256 of the seed and each name, and write the inspection as a draft."""
    at = workspace.as_of(as_of)
    of = workspace.year(year, at)
    units = branches_on(workspace.frame.organization, branches, at)
    frame = records_of(frozenset(types), units, workspace.records, of, at) if types else units
    if not frame:
        raise Usage("empty_frame")
    held_on = day or at
    preferred = _preferred(workspace, units, early, held_on)
    first = first_of(frame, preferred)
    order = ordered(seed, frame, first)
    drawn, say = order[:count], workspace.catalogue.text
    heads = ("order", "name", "id", *(("early",) if first else ()), "digest", "taken")
    rows = [[say(f"commands.spot_check.{name}") for name in heads]]
    for number, name in enumerate(order, 1):
        cells = {
            "order": str(number),
            "name": _named(workspace, name),
            "id": name,
            "early": say("commands.spot_check.early") if name in first else "",
            "digest": digest(seed, name)[:_SHOWN],
            "taken": say("commands.spot_check.drawn") if name in drawn else "",
        }
        rows.append([cells[head] for head in heads])
    click.echo(say("commands.spot_check.head", seed=seed, size=len(order), count=len(drawn)))
    if first:
        names = "、".join(_named(workspace, each) for each in preferred)
        click.echo(say(f"commands.spot_check.first.{early}", names=names))
    click.echo(table(rows))
    click.echo(say("commands.spot_check.how", command=f"printf '%s' '{seed}:{drawn[0]}' | sha256sum"))
    if first:
        click.echo(say("commands.spot_check.how_first"))
    if only_print:
        return 0
    named = tuple(dict.fromkeys(map(unit_of, drawn)))
    fields: dict[str, object] = {
        "kind": SPOT_CHECK,
        "branches": tuple(sorted(named)),
        "seed": seed,
        "frame": frame,
        **({"drawn_first": first} if first else {}),
        **({"related": drawn} if types else {}),
        "draft": True,
    }
    path = write_draft(workspace, "inspection", held_on, fields)
    click.echo(say("commands.new.done", path=path))
    return 0


def _preferred(workspace: Workspace, units: tuple[str, ...], early: str, day: date) -> tuple[str, ...]:
    """The branches to draw first: those not inspected in its year by the end of the day."""
    if early == _NOBODY:
        return ()
    held = (each for each in workspace.records if each.branch == COMMITTEE and each.year == day.year)
    return without(units, visits(each for each in held if seen(each, day)), _FIRST[early])


def _named(workspace: Workspace, name: str) -> str:
    """A branch by its name; a record by its branch's."""
    found = workspace.frame.organization.by_id.get(unit_of(name))
    return found.name if found else name
