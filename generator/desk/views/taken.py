"""The answer to what was taken: whose page it will have, and that page once the site has it.

Who sent something is answered at once, before anything is read anew, and their browser then asks again for an answer
that waits: it comes with the link the moment the page is there, while what stands was read and judged beside it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from enum import StrEnum
from pathlib import PurePosixPath

from flask import Blueprint, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from generator.desk.desk import audience_of
from generator.desk.file_names import file_name
from generator.desk.rights import against
from generator.desk.submission import Taken
from generator.desk.web import PREFIX, account, desk, said, sentences, shown
from generator.gate.publishing import AGAIN, is_out, wait_until_out
from generator.model.problem import Problem
from generator.read.record_path import RECORD_SUFFIXES
from generator.types import Audience

blueprint = Blueprint("taken", __name__, url_prefix=f"{PREFIX}/taken")
EVERY = 1
"""Seconds after which the page looks again."""
AT_ONCE, WAITING = "at-once", "waiting"
PATIENCE = 8.0
"""Seconds for which an answer waits for the page."""
_PLACES = threading.BoundedSemaphore(8)
"""Who waits holds one of the server's threads (`serving.THREADS`); for whom there is no place looks again."""


class Did(StrEnum):
    """What was done by a submission."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    DRAFT = "draft"
    WITHDRAWN = "withdrawn"
    LISTS = "lists"
    IMPORTED = "imported"


def answered(outcome: Taken, path: str, did: Did, count: int | None = None) -> Response:
    """The answer to a submission that was taken, about the file at that path from the root; of how many, if several."""
    number, commit = outcome.number, outcome.commit
    did = Did.UNCHANGED if did is Did.CHANGED and outcome.nothing else did
    where = url_for("taken.taken", number=number, commit=commit, path=path, did=str(did), count=count, how=AT_ONCE)
    return redirect(where, 303)


@blueprint.get("/<int:number>/<commit>")
def taken(number: int, commit: str) -> Response:
    """Says that it came in, and leads to its page; looks again until the site has it."""
    house, path, how = desk().house, request.args.get("path", ""), request.args.get("how", "")
    if number >= len(house.repositories) or not _is_name(commit):
        raise NotFound
    audience, asked = audience_of(account()), request.args.get("did", "")
    did, count = Did(asked) if asked in [*Did] else Did.CHANGED, request.args.get("count", 1, int)
    there = is_out(house, audience, commit, number)
    own, shared, named, draft = list[Problem](), "", "", None
    if there or how != AT_ONCE:
        with desk().standings.now() as standing:
            workspace = standing.workspace
            theirs = against(account(), standing, path)  # the address can name any file
            own = [] if theirs else [each for each in workspace.problems if each.file == path]
            named = file_name(path, workspace, sentences())
            if did is Did.DRAFT and not theirs:
                draft = next((each for each in workspace.records if each.file == path), None)
            shared = workspace.frame.config.shared_root
    if not there and how == WAITING and _PLACES.acquire(blocking=False):
        try:
            there = wait_until_out(house, audience, commit, number, PATIENCE)
        finally:
            _PLACES.release()
    failure = house.failure if not there and not (house.folder / AGAIN).exists() else ""
    answer = shown(
        "taken",
        there=there,
        page=next(_pages(audience, path.removeprefix(f"{shared}/"))) if there else "",
        path=named,
        did=did,
        count=count,
        draft=draft,
        failure=failure,
        lists=_lists(path) if did is Did.LISTS else "",
        warnings=[(said(each), said(each, "hint")) for each in own],
    )
    if not there and not failure:
        again = url_for("taken.taken", number=number, commit=commit, path=path, did=str(did), count=count, how=WAITING)
        answer.headers["Refresh"] = f"{0 if how == AT_ONCE else EVERY}; url={again}"
    return answer


def _lists(path: str) -> str:
    """Where the lists are gone on with."""
    folder = PurePosixPath(path).parent
    return url_for("rectification.index", year=folder.parent.name, branch=folder.name)


def _pages(audience: Audience, path: str) -> Iterator[str]:
    """Where a file from the record root is shown, the nearest page first: its own, its branch's, its year's, the first.

    A record that was withdrawn, or that nobody of this audience may see, has no page of its own.
    """
    site = desk().house.site / audience
    parts = PurePosixPath(path)
    nearest = [parts.with_suffix(".html")] if path.endswith(RECORD_SUFFIXES) else []
    for each in (*nearest, *(folder / "index.html" for folder in parts.parents)):
        if ".." not in each.parts and not each.is_absolute() and (site / each).is_file():
            yield f"/{audience}/{each}"
    yield f"/{audience}/"


def _is_name(commit: str) -> bool:
    return len(commit) == 40 and set(commit) <= set("0123456789abcdef")
