"""spot-check: draws by a stated seed what to look at, so that anyone can draw it again."""

from __future__ import annotations

from datetime import date

import click

from generator.commands.drafts import write_draft
from generator.commands.options import Day, as_of_option, year_option
from generator.commands.session import Session
from generator.commands.table import table
from generator.judge.events import issued
from generator.judge.spot_check import digest, ordered
from generator.model.failure import Usage
from generator.types import registry

_SHOWN = 12
"""Digits of a digest in the table; enough to compare by eye."""


@click.command("spot-check")
@click.option("--seed", required=True, help="Said before the draw: a date, a lottery number, a throw of dice.")
@click.option("--count", type=click.IntRange(1, 10000), required=True, help="How many to draw.")
@click.option("--branch", "branches", multiple=True, help="Only these branches; may be given several times.")
@click.option("--type", "types", multiple=True, help="Draw records of these types instead of branches.")
@year_option
@as_of_option
@click.option("--date", "day", type=Day(), help="Day of the inspection; default: the as-of day.")
@click.option("--print", "only_print", is_flag=True, help="Show the draw, write nothing.")
@click.pass_obj
def spot_check(
    session: Session,
    seed: str,
    count: int,
    branches: tuple[str, ...],
    types: tuple[str, ...],
    year: int | None,
    as_of: date | None,
    day: date | None,
    only_print: bool,
) -> int:
    """Draw branches, or records, by SHA-256 of the seed and each name, and write the inspection as a draft."""
    at = session.as_of(as_of)
    of = session.year(year, at)
    units = _branches(session, branches, at)
    frame = _records(session, units, types, of, at) if types else units
    if not frame:
        raise Usage("empty_frame")
    order = ordered(seed, frame)
    drawn, sentences = order[:count], session.catalogue
    rows = [[sentences.text(f"commands.spot_check.{name}") for name in ("order", "name", "digest", "taken")]]
    rows += [
        [
            str(number),
            name,
            digest(seed, name)[:_SHOWN],
            sentences.text("commands.spot_check.drawn") if name in drawn else "",
        ]
        for number, name in enumerate(order, 1)
    ]
    click.echo(sentences.text("commands.spot_check.head", seed=seed, size=len(order), count=len(drawn)))
    click.echo(table(rows))
    click.echo(sentences.text("commands.spot_check.how", command=f"printf '%s' '{seed}:{drawn[0]}' | sha256sum"))
    if only_print:
        return 0
    named = tuple(dict.fromkeys(each.split("/")[1] for each in drawn)) if types else drawn
    fields: dict[str, object] = {
        "kind": "spot_check",
        "branches": tuple(sorted(named)),
        "seed": seed,
        "frame": frame,
        **({"related": drawn} if types else {}),
        "draft": True,
    }
    path = write_draft(session, "inspection", day or at, fields)
    click.echo(sentences.text("commands.new.done", path=path))
    return 0


def _branches(session: Session, wanted: tuple[str, ...], at: date) -> tuple[str, ...]:
    """The branches there are on the day, or those named, in the order of their ids."""
    known = session.frame.organization.by_id
    for each in wanted:
        if each not in known:
            raise Usage("no_branch", branch=each, known="、".join(known))
    return tuple(sorted(key for key, each in known.items() if (not wanted or key in wanted) and each.span.covers(at)))


def _records(session: Session, units: tuple[str, ...], wanted: tuple[str, ...], year: int, at: date) -> tuple[str, ...]:
    """The records of those types by the day, in the order of their ids; never of a type that is private."""
    types = set()
    for name in wanted:
        kind = registry().type_named(name)
        if kind is None or kind.restricted:
            known = "、".join(each.zh[0] for each in registry().types.values() if not each.restricted)
            raise Usage("no_type", type=name, known=known)
        types.add(kind.id)
    return tuple(
        sorted(
            record.id
            for record in session.records
            if record.year == year
            and record.branch in units
            and record.date <= at
            and types & set(record.types)
            and not record.draft
            and record.shared
            and issued(record, at)
        )
    )
