"""A change of one row of the lists: its form, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from generator.desk.difference import difference
from generator.desk.forms.entering import Plain, empty
from generator.desk.forms.form import Box, Needed, Option, Widget, box
from generator.desk.forms.lists_text import KIND, lists_apart
from generator.desk.forms.lists_trial import ListsTrial
from generator.desk.forms.moves import RESPONSIBILITIES, TASKS, Move, begins_with
from generator.desk.forms.offer import UnitOffer
from generator.desk.forms.posted import value_posted
from generator.desk.rights import against
from generator.desk.submission import Refused, Taken
from generator.desk.views.lists.place import Place, row_of
from generator.desk.views.records.seen import seen_of
from generator.desk.views.taken import Did, answered
from generator.desk.web import TOKEN, desk, sentences, shown, told
from generator.model.problem import Problem, Severity
from generator.types import Field, registry

_OWN = frozenset(["id", "progress", "done_on", "evidence", "extensions", "verified", "reopened"])
"""Columns that the program or a move fills in; beside them what leads to another row."""
_LEADS = {TASKS: "problem", RESPONSIBILITIES: "task"}


class Change:
    """One row added, corrected or moved on: its form, and what becomes of it."""

    def __init__(
        self, place: Place, name: str, row: str = "", move: Move | None = None, above: str = "", seen: str = ""
    ) -> None:
        """`seen` is the commit at which its editor saw the lists; the tip unless stated."""
        self.place, self.name, self.move, self.above = place, name, move, above
        self._leads = _LEADS.get(name, "")
        self.seen = seen or request.form.get("seen", "") or seen_of(place.standing, place.file)
        self.text = place.text(self.seen)
        self.row = self.text.row(name, row) if row else None
        if (row and self.row is None) or (self._leads and self.row is None and not above):
            raise NotFound
        self.id = row or self.text.next_id(name)

    @property
    def address(self) -> str:
        """Where its form posts to, wherever it is shown."""
        where: dict[str, Any] = {"year": self.place.year, "branch": self.place.branch}
        if self.move is not None:
            return url_for("rectification.make", move=self.move.id, row=self.id, **where)
        if self.row is not None:
            return url_for("rectification.change", name=self.name, row=self.id, **where)
        return url_for("rectification.add", name=self.name, of=self.above or None, **where)

    def answer(self) -> Response:
        """The page, or what came of what was sent."""
        if closed := self._closed():
            return closed
        if request.method == "GET":
            return self._page(self._begun())
        posted = request.form.to_dict(flat=False)
        entered, text, trial, missing = self._looked_at(posted)
        place = self.place
        if missing or not trial.fit:
            self._keep(posted)
            return self._page(entered, 422, trial=trial, missing=missing)
        outcome = desk().submissions.submit(place.who, {place.file: text.encode()}, self.seen, self._message())
        if isinstance(outcome, Taken):
            desk().forget_refused(place.who, self._about)
            return answered(outcome, place.file, Did.LISTS)
        self._keep(posted)
        if isinstance(outcome, Refused):
            return self._page(entered, 422, refused=outcome)
        lines = difference(text.encode(), outcome.theirs.get(place.file))
        self.seen = outcome.commit
        return self._page(entered, 409, line_by_line=lines, who=outcome.who)

    def again(self, posted: Mapping[str, Sequence[str]]) -> Response:
        """The page of what was refused before, with what is wrong with it now."""
        if closed := self._closed():
            return closed
        entered, _, trial, missing = self._looked_at(posted)
        return self._page(entered, trial=trial, missing=missing)

    def _closed(self) -> Response | None:
        """What is said where the lists cannot be changed here."""
        place = self.place
        if problems := against(place.who, place.standing, place.file):
            return shown("kept_from", 403, record=place.file, problems=problems)
        return None if self.text.whole else told("lists_by_hand", 409, file=place.file)

    def _looked_at(
        self, posted: Mapping[str, Sequence[str]]
    ) -> tuple[dict[str, Plain], str, ListsTrial, Sequence[Box]]:
        """What was entered, the lists as they would stand, what is wrong in them, and what is missing."""
        entered = {each.name: value_posted(each.field, each.name, posted) for each in self._boxes({})}
        text = self._changed(entered)
        missing = [each for each in self._boxes(entered) if each.needed is Needed.YES and not each.filled]
        return entered, text, ListsTrial(self.place.standing.workspace, self.place.file, text), missing

    @property
    def _about(self) -> str:
        """What is done with which row, the same however often it is tried."""
        return "#".join(
            (self.place.file, self.move.id if self.move else self.name, self.id if self.row else self.above)
        )

    def _keep(self, posted: Mapping[str, Sequence[str]]) -> None:
        """Keeps what was filled in, to go on with it another day."""
        kept = {
            "said": self._message(),
            "list": self.name,
            "row": self.id if self.row else "",
            "move": self.move.id if self.move else "",
            "above": self.above,
            "year": self.place.year,
            "branch": self.place.branch,
            "seen": self.seen,
            "posted": {name: [*each] for name, each in posted.items() if name not in (TOKEN, "seen", "send", "of")},
        }
        desk().keep_refused(self.place.who, self._about, kept)

    def _begun(self) -> dict[str, Plain]:
        day = self.place.standing.as_of
        if self.move is not None:
            lists = self.place.standing.workspace.rectification.get((self.place.year, self.place.branch))
            return begins_with(self.move, lists, self.id, day)
        if self.row is not None:
            return dict(self.row.values)
        begun: dict[str, Plain] = {"found_on": day.isoformat(), "listed_on": day.isoformat()}
        return begun | {"unit": self.place.name, "second.unit": self.place.name}

    def _boxes(self, values: Mapping[str, Plain]) -> list[Box]:
        """The fields that are asked for; a new task also asks who answers for it."""
        declared = registry().documents[KIND].fields
        if self.move is not None:
            asked = [(each.id, each, each.id in self.move.needed) for each in self.move.fields]
        else:
            own = [each for each in declared[self.name].fields.values() if each.id not in {*_OWN, self._leads}]
            asked = [(each.id, each, each.id in _NEEDED) for each in own]
            if self.name == TASKS and self.row is None:
                apart = {*_OWN, "task", "listed_on"}
                more = [each for each in declared[RESPONSIBILITIES].fields.values() if each.id not in apart]
                asked += [(f"second.{each.id}", each, each.id in _NEEDED) for each in more]
        offer = _Offer(self.place)
        return [
            box(each, name, values.get(name, empty(each)), offer, each.audience, Needed.YES if must else Needed.NO)
            for name, each, must in asked
            if self.row is None or self.move is not None or name in self.row.values or name not in self._unshown
        ]

    @property
    def _unshown(self) -> frozenset[str]:
        """Columns of the row that no form can show, and which stay."""
        declared = registry().documents[KIND].fields[self.name]
        there = (declared.by_name.get(each) for each in self.row.pairs) if self.row else ()
        values = self.row.values if self.row else {}
        return frozenset(each.id for each in there if each is not None and each.id not in values)

    def _changed(self, entered: Mapping[str, Plain]) -> str:
        year = self.place.year
        own = {name: each for name, each in entered.items() if not name.startswith("second.")}
        if self.row is not None:
            values = self.move.applied(self.row.values, own) if self.move else own
            return self.text.changed(self.row, values, year)
        head: dict[str, Plain] = {"id": self.id}
        if self._leads:
            head[self._leads] = self.above
        text = self.text.added(self.name, {**head, **own}, year)
        second = {name.removeprefix("second."): each for name, each in entered.items() if name.startswith("second.")}
        if second:
            again = lists_apart(self.place.file, text.encode())
            duty = {"id": again.next_id(RESPONSIBILITIES), "task": self.id, **second}
            text = again.added(RESPONSIBILITIES, duty, year)
        return text

    def _message(self) -> str:
        what = f"moved.{self.move.id}" if self.move else "changed" if self.row else "added"
        return sentences().text(f"forms.lists.message.{what}", branch=self.place.name, row=self.id)

    def _page(
        self,
        values: Mapping[str, Plain],
        status: int = 200,
        trial: ListsTrial | None = None,
        missing: Sequence[Box] = (),
        **more: Any,
    ) -> Response:
        boxes = self._boxes(values)
        faults: dict[str, list[Problem]] = {}
        top: list[tuple[Problem, str]] = []
        known = {name for each in boxes for name in each.names}
        into = self.move.into if self.move else ""
        for each in trial.placed(self.name, self.id) if trial else ():
            fits = (name if name in known else boxes[0].name for name in each.names if name in known or name == into)
            at = next(fits, "")
            if at:
                faults.setdefault(at, []).append(each.problem)
            top.append((each.problem, at))
        return shown(
            "list_row",
            status,
            change=self,
            place=self.place,
            boxes=boxes,
            faults=faults,
            errors=[each for each in top if each[0].severity is Severity.ERROR],
            missing=missing,
            lists=trial.lists if trial else None,
            row_of=row_of,
            Widget=Widget,
            back=url_for("rectification.index", branch=self.place.branch, year=self.place.year),
            **{"refused": None, "line_by_line": None, "who": "", **more},
        )


_NEEDED = frozenset(["problem", "goal", "measures", "due", "leader", "responsible"])
"""Columns without which a row says too little to work with."""


@dataclass(frozen=True)
class _Offer:
    place: Place

    def options(self, declared: Field) -> Sequence[Option] | None:
        """Standards by their names; for evidence the records that there are."""
        workspace = self.place.standing.workspace
        if declared.id == "standard":
            pack = workspace.compiled(self.place.year).pack
            return [Option(each.id, f"{each.id} {each.name}") for each in pack.standards]
        if declared.id == "evidence" and declared.kind == "lines":
            frame, day = workspace.frame, self.place.standing.as_of
            found = UnitOffer(frame.organization, self.place.branch, day, workspace.records, (), workspace.catalogue)
            return found.options(registry().shared["related"])
        return None
