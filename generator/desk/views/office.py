"""The office's own work: decisions, notices, bulletins, objections, and every branch's score sheets."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from generator.desk.forms.offer import record_name
from generator.desk.rights import roots
from generator.desk.submission import Overtaken, Refused, Taken
from generator.desk.views.records.blueprint import found_file
from generator.desk.views.records.seen import seen_of, text_at
from generator.desk.views.taken import Did, answered
from generator.desk.web import PREFIX, account, desk, only, said, sentences, shown, told
from generator.gate.accounts import Role
from generator.judge.bulletins.check import TYPE, is_draft, refreshed, speaks_of
from generator.judge.notices.course import courses
from generator.judge.notices.draft import recommending
from generator.model.record import COMMITTEE, Record, in_time
from generator.types import registry

blueprint = Blueprint("committee_office", __name__, url_prefix=f"{PREFIX}/office")
DECISION, NOTICE, OBJECTION, REVIEW = "committee_decision", "public_notice", "objection", "organization_review"
OTHERS = ("inspection", "campaign_plan", "mobilization", "school_event", "commendation", "system_document")
SHOWN = 20


@blueprint.get("/")
@only(Role.OFFICE)
def index() -> Response:
    """What the office has under way, and what it can begin."""
    with desk().standings.now() as standing:
        workspace, day, words = standing.workspace, standing.as_of, sentences()
        branches = [each for each in workspace.frame.organization.branches if each.span.covers(day)]
        decided = {each.id: recommending(each.id, workspace.records, day) for each in branches}
        year = workspace.year(None, day)
        result = workspace.result(year, day)
        sheets = _sheets(workspace.records, year)

        def latest(*types: str) -> list[tuple[Record, str]]:
            own = [each for each in workspace.records if set(types) & set(each.types)]
            return [(each, record_name(each, words)) for each in sorted(own, key=in_time, reverse=True)[:SHOWN]]

        return shown(
            "office",
            day=day,
            year=year,
            branches=branches,
            decided=decided,
            ready={each: _is_ready(result.branches[each].recommendable) for each in result.branches},
            sheets=sheets,
            decisions=latest(DECISION),
            notices=latest(NOTICE),
            courses=courses(workspace.records, workspace.frame.calendar, day, {}),
            bulletins=[(each, name, is_draft(each, day)) for each, name in latest(TYPE)],
            objections=latest(OBJECTION),
            has_private=any(not shared for _, shared in roots(standing)),
            others=[registry().types[each] for each in OTHERS],
            kinds=registry().types[TYPE].fields["kind"].choices,
            committee=COMMITTEE,
            rejected=workspace.rejected,
        )


def _is_ready(found: object) -> bool:
    """Whether a branch lacks nothing that is computed."""
    unmet = getattr(found, "unmet", None)
    return unmet is not None and not [each for each in unmet if each != "decision"]


def _sheets(records: tuple[Record, ...], year: int) -> dict[str, Record]:
    """The latest sheet of the review group of each branch in the year."""
    own = (each for each in records if REVIEW in each.types and each.year in (year, year + 1))
    return {each.branch: each for each in sorted(own, key=in_time)}


@blueprint.post("/refresh/<path:record>")
@only(Role.OFFICE)
def refresh(record: str) -> Response:
    """Writes the figures of a bulletin's draft as they are now at its as-of day; nothing else in it changes."""
    with desk().standings.now() as standing:
        file = found_file(standing, record)
        found = next((each for each in standing.workspace.source.records if each.file == file), None)
        figures = speaks_of(found) if found is not None and TYPE in found.types else None
        if found is None or figures is None or not is_draft(found, standing.as_of):
            raise NotFound
        seen = seen_of(standing, file)
        text = (text_at(file, seen) or b"").decode("utf-8")
        fresh = refreshed(text, standing.workspace.known(*figures))
        message = sentences().text("forms.office.message.refreshed", record=record_name(found, sentences()))
        outcome = desk().submissions.submit(account(), {file: fresh.encode()}, seen, message)
    match outcome:
        case Taken():
            return answered(outcome, file, Did.CHANGED)
        case Refused():
            told_of = [said(each) for each in outcome.problems]
            detail = " ".join([*map(sentences().say, outcome.phrases), *told_of])
            return told("failed", 422, detail=detail)
        case Overtaken():
            return told("failed", 409, detail=sentences().text("desk.overtaken.title", who=outcome.who))
