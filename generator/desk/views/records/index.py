"""What can be written, and what was."""

from __future__ import annotations

from flask import request
from werkzeug.wrappers import Response

from generator.desk.forms.offer import record_name
from generator.desk.rights import against
from generator.desk.views.records.blueprint import blueprint, types_for, units_of
from generator.desk.web import account, desk, only, sentences, shown
from generator.gate.accounts import Role
from generator.model.record import in_time
from generator.types import registry

SHOWN = 40
"""So many of the latest records are listed."""
OFTEN = 6
"""So many of the types a unit writes most are named first."""
WRITERS = (Role.RECORDER, Role.REVIEWER, Role.OFFICE)


@blueprint.get("/")
@only(*WRITERS)
def index() -> Response:
    """Everything the account can write for a unit, and the unit's latest records."""
    who, words = account(), sentences()
    with desk().standings.now() as standing:
        units = units_of(who, standing)
        unit = request.args.get("branch", "")
        unit = unit if unit in units else next(iter(units), "")
        year = request.args.get("year", type=int) or standing.as_of.year
        kinds = types_for(who, unit, standing) if unit else []
        own = [each for each in standing.workspace.records if each.branch == unit]
        counts = {kind.id: sum(kind.id in each.types for each in own) for kind in kinds}
        often = sorted((each for each in kinds if counts[each.id]), key=lambda each: -counts[each.id])[:OFTEN]
        groups = [
            (name.said(words.language), [each for each in types if each in kinds]) for name, types in registry().grouped
        ]
        of_year = sorted((each for each in own if each.year == year), key=in_time, reverse=True)
        return shown(
            "records",
            units=units,
            unit=unit,
            year=year,
            years=sorted({each.year for each in own} | {standing.as_of.year}, reverse=True),
            often=often,
            groups=[(name, types) for name, types in groups if types],
            records=[
                (each, record_name(each, words), not against(who, standing, each.file))
                for each in of_year[: None if "all" in request.args else SHOWN]
            ],
            more=len(of_year) > SHOWN and "all" not in request.args,
            rejected=[each for each in standing.workspace.rejected if f"/{year}/{unit}/" in each],
        )
