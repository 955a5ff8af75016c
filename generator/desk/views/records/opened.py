"""A record that is there, opened by somebody who may change it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from flask import request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from generator.desk.file_names import file_name
from generator.desk.forms.posted import clean
from generator.desk.rights import against
from generator.desk.standing import Standing
from generator.desk.views.records.blueprint import found_file
from generator.desk.views.records.seen import seen_of, text_at
from generator.desk.web import account, desk, sentences, shown
from generator.gate.accounts import Account

LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Opened:
    """Whose it is to change, and as what."""

    record: str
    who: Account
    standing: Standing
    file: str
    seen: str
    """The commit at which it was seen when the form was made."""

    @property
    def name(self) -> str:
        """What people call it."""
        return file_name(self.file, self.standing.workspace, sentences())

    @property
    def text(self) -> bytes:
        """What was seen. Raises NotFound where it was not there."""
        found = text_at(self.file, self.seen)
        if found is None:
            raise NotFound
        return found


def of_record(view: Callable[[Opened], Response]) -> Callable[[str], Response]:
    """A view of one record, for as long as nothing moves; who may not change it is told why."""

    @wraps(view)
    def opened(record: str) -> Response:
        who = account()
        with desk().standings.now() as standing:
            file = found_file(standing, record)
            if problems := against(who, standing, file):
                return shown("kept_from", 403, record=record, problems=problems)
            seen = request.form.get("seen", "") or seen_of(standing, file)
            return view(Opened(record, who, standing, file, seen))

    return opened


def reason_of(posted: str) -> str:
    """Why the record is changed, as it was typed."""
    return clean(posted).strip()[:LONGEST_REASON]
