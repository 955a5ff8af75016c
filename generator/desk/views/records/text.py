"""A record as text, for what no form can show; and a record taken away."""

from __future__ import annotations

from typing import Any

from flask import request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from generator.desk.difference import difference
from generator.desk.forms.posted import clean
from generator.desk.forms.trial import Proposal, Trial
from generator.desk.forms.worth import worth
from generator.desk.submission import Outcome, Refused, Taken
from generator.desk.views.records.blueprint import against, blueprint, found_file
from generator.desk.views.records.index import WRITERS
from generator.desk.views.records.seen import seen_of, text_at
from generator.desk.views.taken import answered
from generator.desk.web import account, desk, only, sentences, shown
from generator.read.attachments import lying_beside

LONGEST_REASON = 200


@blueprint.route("/text/<path:record>", methods=["GET", "POST"])
@only(*WRITERS)
def text(record: str) -> Response:
    """The file as it is written, to change in it what one likes."""
    who = account()
    with desk().standings.now() as standing:
        file = found_file(standing, record)
        if problems := against(who, standing, file):
            return shown("kept_from", 403, record=record, problems=problems)
        seen = request.form.get("seen", "") or seen_of(standing, file)
        written = text_at(file, seen)
        if written is None:
            raise NotFound
        data: dict[str, Any] = {
            "record": record,
            "seen": seen,
            "reason": _reason(),
            "text_of": written.decode("utf-8", "replace"),
        }
        if request.method == "GET":
            return shown("record_text", **_NOTHING, **data)
        typed = clean(request.form.get("text", ""))
        data["text_of"] = typed
        path = standing.root / file
        there = {name: (path.with_suffix("") / name).read_bytes() for name, each in lying_beside(path).items() if each}
        trial = Trial(standing.workspace, Proposal(file, typed, attached=there))
        if not trial.fit or not data["reason"]:
            told = {**_NOTHING, "trial": trial, "no_reason": not data["reason"]}
            return shown("record_text", 422, **told, **data)
        if "send" not in request.form:
            told = {**_NOTHING, "trial": trial, "worth": worth(trial, sentences()), "looked": True}
            return shown("record_text", **told, **data)
        message = sentences().text("forms.message.text", record=record, reason=data["reason"])
        outcome = desk().submissions.submit(who, {file: typed.encode()}, seen, message)
        return _answer(outcome, file, typed, data)


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
        return answered(outcome, file)
    if isinstance(outcome, Refused):
        return shown("record_text", 422, **{**_NOTHING, "refused": outcome}, **data)
    lines = difference(typed.encode(), outcome.theirs.get(file))
    told = {**_NOTHING, "line_by_line": lines, "who": outcome.who}
    return shown("record_text", 409, **told, **{**data, "seen": outcome.commit})


def _reason() -> str:
    return clean(request.form.get("reason", "")).strip()[:LONGEST_REASON]


@blueprint.route("/withdraw/<path:record>", methods=["GET", "POST"])
@only(*WRITERS)
def withdraw(record: str) -> Response:
    """Takes the record away with what is attached to it; it stays in the history."""
    who = account()
    with desk().standings.now() as standing:
        file = found_file(standing, record)
        if problems := against(who, standing, file):
            return shown("kept_from", 403, record=record, problems=problems)
        seen = request.form.get("seen", "") or seen_of(standing, file)
        found = next((each for each in standing.workspace.records if each.file == file), None)
        data = {"record": record, "seen": seen, "reason": _reason(), "found": found}
        if request.method == "GET" or not data["reason"]:
            again = request.method == "POST"
            return shown("record_withdraw", 422 if again else 200, **data, no_reason=again, refused=None, who="")
        folder = file.rpartition(".")[0]
        changes = {file: None} | {f"{folder}/{name}": None for name in lying_beside(standing.root / file)}
        message = sentences().text("forms.message.withdrawn", record=record, reason=data["reason"])
        outcome = desk().submissions.submit(who, changes, seen, message)
        if isinstance(outcome, Taken):
            return answered(outcome, file)
        if isinstance(outcome, Refused):
            return shown("record_withdraw", 422, **data, no_reason=False, refused=outcome, who="")
        data["seen"] = outcome.commit
        return shown("record_withdraw", 409, **data, no_reason=False, refused=None, who=outcome.who)
