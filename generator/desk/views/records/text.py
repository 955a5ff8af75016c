"""A record as text, for what no form can show; and a record taken away."""

from __future__ import annotations

from typing import Any

from flask import request
from werkzeug.wrappers import Response

from generator.desk.difference import difference
from generator.desk.forms.posted import clean
from generator.desk.forms.trial import Proposal, Trial
from generator.desk.forms.worth import worth
from generator.desk.submission import Outcome, Refused, Taken
from generator.desk.views.records.blueprint import blueprint
from generator.desk.views.records.index import WRITERS
from generator.desk.views.records.opened import Opened, of_record, reason_of
from generator.desk.views.taken import Did, answered
from generator.desk.web import desk, only, sentences, shown
from generator.read.attachments import lying_beside


@blueprint.route("/text/<path:record>", methods=["GET", "POST"])
@only(*WRITERS)
@of_record
def text(opened: Opened) -> Response:
    """The file as it is written, to change in it what one likes."""
    data: dict[str, Any] = {
        "record": opened.record,
        "seen": opened.seen,
        "reason": _reason(),
        "text_of": opened.text.decode("utf-8", "replace"),
    }
    if request.method == "GET":
        return shown("record_text", **_NOTHING, **data)
    data["text_of"] = typed = clean(request.form.get("text", ""))
    path = opened.standing.root / opened.file
    there = {name: (path.with_suffix("") / name).read_bytes() for name, each in lying_beside(path).items() if each}
    trial = Trial(opened.standing.workspace, Proposal(opened.file, typed, attached=there))
    if not trial.fit or not data["reason"]:
        told = {**_NOTHING, "trial": trial, "no_reason": not data["reason"]}
        return shown("record_text", 422, **told, **data)
    if "send" not in request.form:
        told = {**_NOTHING, "trial": trial, "worth": worth(trial, sentences()), "looked": True}
        return shown("record_text", **told, **data)
    message = sentences().text("forms.message.text", record=opened.name, reason=data["reason"])
    outcome = desk().submissions.submit(opened.who, {opened.file: typed.encode()}, opened.seen, message)
    return _answer(outcome, opened.file, typed, data)


_NOTHING: dict[str, Any] = {
    "trial": None,
    "worth": None,
    "looked": False,
    "no_reason": False,
    "refused": None,
    "line_by_line": None,
    "who": "",
}


def _answer(outcome: Outcome, file: str, typed: str, data: dict[str, Any]) -> Response:
    if isinstance(outcome, Taken):
        return answered(outcome, file, Did.CHANGED)
    if isinstance(outcome, Refused):
        return shown("record_text", 422, **{**_NOTHING, "refused": outcome}, **data)
    lines = difference(typed.encode(), outcome.theirs.get(file))
    told = {**_NOTHING, "line_by_line": lines, "who": outcome.who}
    return shown("record_text", 409, **told, **{**data, "seen": outcome.commit})


def _reason() -> str:
    return reason_of(request.form.get("reason", ""))


@blueprint.route("/withdraw/<path:record>", methods=["GET", "POST"])
@only(*WRITERS)
@of_record
def withdraw(opened: Opened) -> Response:
    """Takes the record away with what is attached to it; it stays in the history."""
    found = next((each for each in opened.standing.workspace.records if each.file == opened.file), None)
    data = {"record": opened.record, "seen": opened.seen, "reason": _reason(), "found": found}
    if request.method == "GET" or not data["reason"]:
        again = request.method == "POST"
        return shown("record_withdraw", 422 if again else 200, **data, no_reason=again, refused=None, who="")
    folder = opened.file.rpartition(".")[0]
    beside = lying_beside(opened.standing.root / opened.file)
    changes = {opened.file: None} | {f"{folder}/{name}": None for name in beside}
    message = sentences().text("forms.message.withdrawn", record=opened.name, reason=data["reason"])
    outcome = desk().submissions.submit(opened.who, changes, opened.seen, message)
    if isinstance(outcome, Taken):
        return answered(outcome, opened.file, Did.WITHDRAWN)
    if isinstance(outcome, Refused):
        return shown("record_withdraw", 422, **data, no_reason=False, refused=outcome, who="")
    data["seen"] = outcome.commit
    return shown("record_withdraw", 409, **data, no_reason=False, refused=None, who=outcome.who)
