"""A workbook sent in: what is wrong in it, what it would change, taken; and workbooks to fill in."""

from __future__ import annotations

import hashlib

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from generator.desk.rights import against
from generator.desk.standing import Standing
from generator.desk.stash import Stash
from generator.desk.submission import Refused, Taken
from generator.desk.views.records.blueprint import types_for, units_of
from generator.desk.views.taken import Did, answered
from generator.desk.web import PREFIX, account, desk, only, said, sentences, shown
from generator.gate.accounts import Role
from generator.language import Reader
from generator.model.failure import Failure
from generator.model.problem import Problem
from generator.model.record import COMMITTEE
from generator.workbook import Plan, plan, records_workbook, template_workbook
from generator.workbook.book import MAX_BYTES
from generator.workbook.columns import kinds
from generator.workbook.places import place

blueprint = Blueprint("upload", __name__, url_prefix=f"{PREFIX}/upload")
WRITERS = (Role.RECORDER, Role.OFFICE)
SHOWN = 300
"""So many rows are listed."""
_MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.route("/", methods=["GET", "POST"])
@only(*WRITERS)
def index() -> AnyResponse:
    """A workbook is looked at; what it would change is shown, and taken once that was accepted."""
    who, words = account(), sentences()
    with desk().standings.now() as standing:
        units = units_of(who, standing)
        unit = request.values.get("branch", "")
        unit = unit if unit in units else next(iter(units), "") if who.role is Role.RECORDER else ""
        if request.method == "GET":
            return _page(units, unit)
        stash = Stash(desk().house.desk / "files")
        key = request.form.get("key", "")
        sent = request.files.get("file")
        data = sent.stream.read(MAX_BYTES + 1) if sent and sent.filename else stash.get(who, key)
        if data is None:
            return _page(units, unit, 422, refused=words.text("forms.upload.none"))
        try:
            found = plan(data, standing.workspace, unit if unit and unit != COMMITTEE else None)
        except Failure as failure:
            return _page(units, unit, 422, refused=" ".join(map(words.say, failure.phrases)))
        denied = _denied(standing, found)
        key = stash.put(who, data)
        if "accept" not in request.form or denied or not found.stands or not found.files:
            status = 200 if found.stands and not denied else 422
            return _page(units, unit, status, found=found, key=key, denied=denied, seen=standing.seen)
        if request.form.get("looked") != _looked(found):
            why = words.text("forms.upload.moved")
            return _page(units, unit, 409, found=found, key=key, refused=why, seen=standing.seen)
        message = words.text("forms.upload.message", count=len(found.new) + len(found.changed))
        outcome = desk().submissions.submit(who, found.files, request.form.get("seen", ""), message)
        if isinstance(outcome, Taken):
            return answered(outcome, next(iter(found.files)), Did.IMPORTED, len(found.new) + len(found.changed))
        if isinstance(outcome, Refused):
            return _page(units, unit, 422, found=found, key=key, outcome=outcome, seen=standing.seen)
        why = words.text("desk.overtaken.title", who=outcome.who) + words.text("forms.upload.moved")
    with desk().standings.now() as standing:  # what stands since they did
        found = plan(data, standing.workspace, unit if unit and unit != COMMITTEE else None)
        denied = _denied(standing, found)
        return _page(units, unit, 409, found=found, key=key, denied=denied, refused=why, seen=standing.seen)


def _looked(found: Plan) -> str:
    """What a plan shows, in short: whoever accepts one accepts what they saw of it."""
    mark = hashlib.sha256()
    for file, data in sorted(found.files.items()):
        mark.update(f"{file}\0{len(data)}\0".encode() + data)
    for row in found.changed:
        for each in row.differences:
            mark.update(f"{row.file}\0{each.label}\0{each.old}\0{each.new}\0".encode())
    return mark.hexdigest()


def _denied(standing: Standing, found: Plan) -> tuple[Problem, ...]:
    """What of it the account may not change."""
    who = account()
    return tuple(problem for file in found.files for problem in against(who, standing, file))


def _page(units: dict[str, str], unit: str, status: int = 200, **more: object) -> AnyResponse:
    nothing: dict[str, object] = {"found": None, "key": "", "denied": (), "refused": "", "outcome": None, "seen": ""}
    words = sentences()
    told = nothing | more
    looked = _looked(told["found"]) if isinstance(told["found"], Plan) else ""
    where = {"units": units, "unit": unit, "most": SHOWN, "place": lambda each: place(each, words)}
    return shown("upload", status, looked=looked, in_sheet=_in_sheet, **where, **told)


def _in_sheet(problem: Problem, part: str = "message") -> str:
    return said(problem, part, Reader.SHEET)


@blueprint.get("/<what>/<unit>.xlsx")
@only(*WRITERS)
def workbook(what: str, unit: str) -> Response:
    """An empty workbook for the unit, or its records of the year, to change and send in again."""
    with desk().standings.now() as standing:
        who, workspace = account(), standing.workspace
        if unit not in units_of(who, standing) or what not in ("template", "records"):
            raise NotFound
        year = workspace.year(None, standing.as_of)
        own = types_for(who, unit, standing)
        chosen = [each for each in kinds() if (each.type in own if each.type is not None else unit != COMMITTEE)]
        branch = unit if unit != COMMITTEE else None
        if what == "template":
            data = template_workbook(workspace, chosen, branch, year)
        else:
            data = records_workbook(workspace, unit, year)
    name = f"{what}-{unit}-{year}.xlsx"
    answer = Response(data, mimetype=_MEDIA)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
