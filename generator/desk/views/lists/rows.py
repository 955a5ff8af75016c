"""A row added, corrected, moved on; what was refused of it, gone on with."""

from __future__ import annotations

from flask import request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from generator.desk.forms.lists_text import KIND
from generator.desk.forms.moves import MOVES, TASKS, Move, duty_moves, task_moves
from generator.desk.views.lists.change import Change
from generator.desk.views.lists.place import WORKERS, Place, blueprint, place_of
from generator.desk.web import account, desk, only, sentences, told
from generator.gate.accounts import Role
from generator.judge.lists.states import standings
from generator.types import registry


@blueprint.route("/<int:year>/<branch>/add/<name>", methods=["GET", "POST"])
@only(Role.RECORDER, Role.OFFICE)
def add(year: int, branch: str, name: str) -> Response:
    """One more row: a problem; a task with who answers for it; a responsibility."""
    with desk().standings.now() as standing:
        place = place_of(account(), standing, year, branch)
        if name not in registry().documents[KIND].fields:
            raise NotFound
        above = request.values.get("of", "")
        return Change(place, name, above=above).answer()


@blueprint.route("/<int:year>/<branch>/change/<name>/<row>", methods=["GET", "POST"])
@only(Role.RECORDER, Role.OFFICE)
def change(year: int, branch: str, name: str, row: str) -> Response:
    """A row, corrected."""
    with desk().standings.now() as standing:
        return Change(place_of(account(), standing, year, branch), name, row).answer()


@blueprint.route("/<int:year>/<branch>/<move>/<row>", methods=["GET", "POST"])
@only(*WORKERS)
def make(year: int, branch: str, move: str, row: str) -> Response:
    """A move with a row, for who may make it."""
    who, asked = account(), MOVES.get(move)
    if asked is None:
        raise NotFound
    if who.role not in asked.roles:
        return told("not_yours", 403, role=sentences().label("role", who.role))
    with desk().standings.now() as standing:
        place = place_of(who, standing, year, branch)
        if request.method == "GET" and not _can(place, asked, row):
            return told("not_now", 409)
        return Change(place, asked.list, row, asked).answer()


def _can(place: Place, move: Move, row: str) -> bool:
    """Whether the row stands so that the move can be made; of one that cannot be read more is said elsewhere."""
    lists = place.standing.workspace.rectification.get((place.year, place.branch))
    if lists is None:
        return True
    rows = lists.tasks if move.list == TASKS else lists.responsibilities
    found = next((each for each in rows if each.text("id") == row), None)
    if found is None:
        return True
    states = standings(lists, place.standing.as_of)
    if move.list == TASKS:
        return move in task_moves(found, states.get(row), place.who.role)
    return move in duty_moves(found, states.get(found.text("task")), place.who.role)


@blueprint.get("/unfinished/<int:number>")
@only(*WORKERS)
def unfinished(number: int) -> Response:
    """A change that was refused, as it was filled in."""
    who = account()
    found = desk().refused_as(who, number)
    if found is None or "list" not in found.form:
        raise NotFound
    form = found.form
    move = MOVES.get(form["move"])
    if move is not None and who.role not in move.roles:
        raise NotFound
    with desk().standings.now() as standing:
        place = place_of(who, standing, form["year"], form["branch"])
        return Change(place, form["list"], form["row"], move, form["above"], form["seen"]).again(form["posted"])
