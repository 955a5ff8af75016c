"""What somebody sees first: what is due with a button for it, what was refused, what came in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, takewhile

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from generator.desk.desk import audience_of
from generator.desk.forms.offer import record_name
from generator.desk.outstanding import Outstanding, drafts, outstanding
from generator.desk.standing import Standing
from generator.desk.views.records.blueprint import types_for
from generator.desk.waiting import waiting
from generator.desk.web import PREFIX, account, desk, sentences, shown
from generator.gate.accounts import Account, Role
from generator.gate.days import by_whom
from generator.gate.gatehouse import MAIN
from generator.gate.git import Git
from generator.judge.due import Due
from generator.model.node import plain
from generator.model.problem import Phrase
from generator.model.record import COMMITTEE, Record
from generator.model.spoken import period as period_said
from generator.publish.pages.parts.due import CALENDARS
from generator.read.history import PUSHED
from generator.types import Audience, RecordType, registry
from generator.workspace.coming import called, coming, open_tasks

blueprint = Blueprint("home", __name__, url_prefix=PREFIX)
DAYS = 30
"""What is due within so many days is shown."""
BUTTONS = 3
"""So many types are offered for one thing; the others are where all are."""
_NAMED = re.compile(r"\d{4}(-\d\d|-[QH]\d)?")
"""The windows that people have a name for."""
LATELY = 12
"""So many of the last submissions are shown."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to be done, by whom, and the records by which it is done."""

    by: date
    rule: str
    gloss: str
    period: Phrase | None
    units: tuple[str, ...]
    """The names of all who have yet to do it."""
    branch: str
    """The id of the branch whose it is; empty where it is the committee's, or several branches'."""
    types: tuple[RecordType, ...]
    day: date
    """The day a new record begins with."""
    lists: int = 0
    """The year of the three lists whose task it is; 0 for what a rule asks for."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch as the office looks over all of them."""

    id: str
    name: str
    due: int
    """How much it has to do within these days."""
    behind: Outstanding
    """What it should have done by now."""
    last: date | None
    """The day of its last record."""
    page: str
    """Where the site says how it stands."""


@dataclass(frozen=True, slots=True)
class Came:
    """One submission."""

    commit: str
    day: str
    who: str
    said: str
    paths: tuple[str, ...]


@blueprint.get("/")
def home() -> Response:
    """The first page of an account."""
    who = account()
    with desk().standings.now() as standing:
        branches = _branches(who, standing)
        own = branches if who.role is Role.RECORDER else {}  # the office has them counted, branch by branch
        tasks = sorted([*_tasks(standing, branches, who), *_of_lists(standing, own)], key=lambda each: each.by)
        behind = outstanding(standing, branches, audience_of(who)) if who.role is not Role.REVIEWER else {}
        kept_out = [each for each in standing.workspace.rejected if _concerns(each, branches, who)]
        return shown(
            "home",
            as_of=standing.as_of,
            branches=branches,
            calendars=[*_calendars(branches)] if who.role is Role.RECORDER else [],
            overview=[*_overview(standing, behind)] if who.role is Role.OFFICE else [],
            behind=behind if who.role is Role.RECORDER else {},
            makes_good=lambda branch, rule: _makes_good(standing, who, branch, rule),
            drafts=[(each, record_name(each, sentences())) for each in _drafts(standing, branches, who)],
            tasks=tasks,
            waiting=waiting(standing, who),
            days=DAYS,
            most=BUTTONS,
            changed="changed" in request.args,
            unfinished=desk().refused(who),
            kept_out=kept_out,
            came=_came(branches, who, standing),
        )


@blueprint.post("/unfinished/<int:number>/give-up")
def give_up(number: int) -> Response:
    """Throws away what was refused and is not wanted any more."""
    who = account()
    found = desk().refused_as(who, number)
    if found is not None:
        desk().forget_refused(who, found.about)
    return redirect(url_for("home.home"), 303)


def _branches(who: Account, standing: Standing) -> Mapping[str, str]:
    """The branches an account has to do with, each with its name."""
    every = {each.id: each.name for each in standing.workspace.frame.organization.branches}
    if who.role is Role.RECORDER:
        return {each: every[each] for each in who.branches if each in every}
    return every if who.role in (Role.OFFICE, Role.REVIEWER) else {}


def _calendars(branches: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """For each branch where a calendar may subscribe to what is due: everybody's site, since none signs in."""
    for branch, name in branches.items():
        yield name, url_for("reading.read", path=f"{CALENDARS}/{branch}.ics", _external=True)


def _overview(standing: Standing, behind: Mapping[str, Outstanding]) -> Iterator[Branch]:
    """Every branch that is there on the day."""
    workspace, day = standing.workspace, standing.as_of
    counts = Counter(each.unit.split("/")[0] for each in coming(workspace, day, DAYS))
    counts += Counter(each.unit for each in open_tasks(workspace, behind, day, _last(day)) if each.by >= day)
    last: dict[str, date] = {}
    for record in workspace.records:
        if record.date <= day:
            last[record.branch] = max(record.date, last.get(record.branch, record.date))
    for each in workspace.frame.organization.branches:
        if each.span.covers(day):
            page = f"/{Audience.COMMITTEE}/latest/{each.id}/index.html"
            yield Branch(each.id, each.name, counts[each.id], behind[each.id], last.get(each.id), page)


def _tasks(standing: Standing, branches: Mapping[str, str], who: Account) -> Iterator[Task]:
    """What is due of these branches, and of the committee where the office asks; what several have to do, once."""
    workspace, day = standing.workspace, standing.as_of
    together: dict[tuple[date, str, str, str, bool], list[Due]] = {}
    for each in coming(workspace, day, DAYS):
        unit = each.unit.split("/")[0]
        known = unit in workspace.frame.organization.by_id
        if unit in branches or (not known and who.role is Role.OFFICE):
            together.setdefault((each.by, each.rule, each.gloss, each.window, known), []).append(each)
    for (by, rule, gloss, period, known), dues in together.items():
        whose = {each.unit.split("/")[0] for each in dues}
        branch = next(iter(whose)) if known and len(whose) == 1 else ""
        may = types_for(who, branch if known else COMMITTEE, standing)
        types = tuple(each for each in _types(standing, by.year, rule) if each in may)
        units = tuple(dict.fromkeys(called(workspace, each.unit) for each in dues))
        said = period_said(period) if _NAMED.fullmatch(period) else None
        yield Task(by, rule, gloss, said, units, branch, types if branch or not known else (), min(day, by))


def _of_lists(standing: Standing, branches: Mapping[str, str]) -> Iterator[Task]:
    """The tasks of the three lists that are due."""
    day = standing.as_of
    for each in open_tasks(standing.workspace, branches, day, _last(day)):
        if each.by >= day:
            yield Task(each.by, "", each.said(sentences()), None, (branches[each.unit],), each.unit, (), day, each.year)


def _last(day: date) -> date:
    return day + min(timedelta(days=DAYS), date.max - day)


def _makes_good(standing: Standing, who: Account, branch: str, rule: str) -> list[RecordType]:
    """The types of record by which the branch's recorder makes good what the rule found missing."""
    may = types_for(who, branch, standing)
    year = standing.workspace.year(None, standing.as_of)
    return [each for each in _types(standing, year, rule) if each in may]


def _drafts(standing: Standing, branches: Mapping[str, str], who: Account) -> Sequence[Record]:
    """Those that wait for whoever asks: of the recorder's branches, of the office's own."""
    return drafts(standing, branches if who.role is Role.RECORDER else [COMMITTEE] if who.role is Role.OFFICE else [])


def _types(standing: Standing, year: int, rule_id: str) -> Iterator[RecordType]:
    """The types of record that the rule names, in its order."""
    pack = standing.workspace.compiled(year).pack
    rule = next((each for each in pack.rules if each.id == rule_id), None)
    named = dict.fromkeys(_words(plain(rule.parameters))) if rule else {}
    for name in named:
        found = registry().types.get(name)
        if found is not None and not found.restricted:
            yield found


def _words(written: object) -> Iterator[str]:
    if isinstance(written, str):
        yield written
    elif isinstance(written, Mapping):
        for each in written.values():
            yield from _words(each)
    elif isinstance(written, Sequence):
        for each in written:
            yield from _words(each)


def _concerns(path: str, branches: Mapping[str, str], who: Account) -> bool:
    return who.role is Role.OFFICE or any(f"/{branch}/" in path for branch in branches)


def _came(branches: Mapping[str, str], who: Account, standing: Standing) -> Sequence[Came]:
    """The last submissions that changed something of these branches."""
    if not standing.seen or not (branches or who.role is Role.OFFICE):
        return ()
    shared = standing.workspace.frame.config.shared_root
    paths = [f":(glob){shared}/*/{branch}/**" for branch in branches] if who.role is not Role.OFFICE else [shared]
    log = Git(desk().house.repositories[0]).run(
        "log", f"-{LATELY}", "--no-merges", "--no-renames", "--date=format-local:%Y-%m-%d", "-z", "--name-only",
        f"--notes={PUSHED}", "--format=%x00%h%x00%ad%x00%N%x00%an%x00%s%x00", MAIN, "--", *paths,
    )  # fmt: skip
    return [*_told(iter(log.decode("utf-8", "replace").split("\0")))]


def _told(words: Iterator[str]) -> Iterator[Came]:
    """The submissions git tells of: nothing, six words with the last one empty, paths, nothing, six words, ..."""
    next(words, "")
    while len(head := [*islice(words, 6)]) == 6:
        commit, day, note, author, said, _ = head
        paths = tuple(each.removeprefix("\n") for each in takewhile(bool, words))
        yield Came(commit, day, by_whom(desk().house, note, author), said, paths)
