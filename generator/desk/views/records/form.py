"""From an empty form to a submission: filled in, looked at with what it will count for, sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from generator.desk.difference import difference
from generator.desk.filing import Filing
from generator.desk.forms.attached import is_kind, safe_name
from generator.desk.forms.entering import Plain, same
from generator.desk.forms.form import FILES, Widget
from generator.desk.forms.posted import BODY, MORE, SHOWN, asked_for_more, clean, value_posted
from generator.desk.forms.reading import as_read, lines_of
from generator.desk.forms.record_text import RecordText, taken_apart
from generator.desk.forms.worth import worth
from generator.desk.rights import against
from generator.desk.standing import Standing
from generator.desk.stash import Stash
from generator.desk.submission import Overtaken, Refused, Taken
from generator.desk.views.records.begun import BULLETIN, begun, rules
from generator.desk.views.records.blueprint import blueprint, types_for, units_of
from generator.desk.views.records.index import WRITERS
from generator.desk.views.records.opened import Opened, of_record, reason_of
from generator.desk.views.records.seen import seen_of, text_at
from generator.desk.views.taken import Did, answered
from generator.desk.web import TOKEN, account, desk, only, sentences, shown, told
from generator.model.failure import Usage
from generator.model.problem import Problem, Severity
from generator.read.attachments import KINDS, MAX_ATTACHMENT
from generator.types import RecordType, registry

_ACTIONS = ("check", "send", "draft", "back", "also_add", "choose", MORE)
_STATE = frozenset([TOKEN, "files", *_ACTIONS])
"""What is posted and is no part of what was filled in."""


@dataclass
class Sheet:
    """A request about one record: who asks, what of it, and what was filled in."""

    standing: Standing
    filing: Filing
    seen: str
    address: str
    """Where its form posts to."""
    posted: Mapping[str, Sequence[str]] = field(default_factory=dict)
    stashed: list[tuple[str, str]] = field(default_factory=list)
    """Key and name of each file that came with it."""
    faults: list[str] = field(default_factory=list)
    """What is wrong with files that could not be taken."""

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """Everything that was filled in, as it has to be posted again."""
        again = [(name, each) for name, values in self.posted.items() if not _is_state(name) for each in values]
        kept = [("stash", f"{key}/{name}") for key, name in self.stashed]
        own = [each for each in again if each[0] not in ("stash", "seen")]
        return [*own, *kept, ("seen", self.seen)]

    @property
    def reason(self) -> str:
        """Why the record is changed."""
        return reason_of(next(iter(self.posted.get("reason", ())), ""))


def _is_state(name: str) -> bool:
    return name in _STATE or name.startswith((f"{MORE}.", "choose."))


@blueprint.route("/new", methods=["GET", "POST"])
@only(*WRITERS)
def new() -> Response:
    """A record that is not there yet."""
    who = account()
    with desk().standings.now() as standing:
        units = units_of(who, standing)
        unit = request.values.get("branch", "") or next(iter(units), "")
        types = _types()
        may = types_for(who, unit, standing) if unit in units else []
        if not types or any(each not in may for each in types):
            return told("not_yours", 403, role=sentences().label("role", who.role))
        try:
            values, body = begun(types, standing, request.values)
        except Usage as usage:
            return told("failed", 409, detail=" ".join(map(sentences().say, usage.phrases)))
        filing = Filing(standing, types, unit, values, body)
        address = url_for("records.new", branch=unit, type=[each.id for each in types])
        return _answer(Sheet(standing, filing, seen_of(standing, filing.file), address))


@blueprint.route("/edit/<path:record>", methods=["GET", "POST"])
@only(*WRITERS)
@of_record
def edit(opened: Opened) -> Response:
    """A record that is there, corrected."""
    old = taken_apart(opened.file, opened.text)
    if not old.whole:
        return shown("unshowable", record=opened.record)
    address = url_for("records.edit", record=opened.record)
    return _answer(Sheet(opened.standing, _of(opened.standing, old), opened.seen, address))


@blueprint.get("/unfinished/<int:number>")
@only(*WRITERS)
def unfinished(number: int) -> Response:
    """A form that was refused, as it was filled in."""
    who = account()
    found = desk().refused_as(who, number)
    if found is None or "address" not in found.form:
        raise NotFound
    posted = {name: [*values] for name, values in found.form["posted"].items()}
    with desk().standings.now() as standing:
        text = text_at(found.form["old"], found.form["seen"]) if found.form["old"] else None
        old = taken_apart(found.form["old"], text) if text is not None else None
        types = tuple(registry().types[each] for each in found.form["types"] if each in registry().types)
        filing = Filing(standing, types, found.form["unit"], {}, "", old)
        sheet = Sheet(standing, filing, found.form["seen"], found.form["address"])
        if against(who, standing, filing.file) or not types:
            raise NotFound
        _fill(sheet, posted)
        return _form(sheet, checked=True)


def _types() -> tuple[RecordType, ...]:
    known = (registry().types.get(each) for each in request.values.getlist("type"))
    found = [each for each in known if each is not None]
    if "also_add" in request.form and (more := registry().types.get(request.form.get("also", ""))):
        found.append(more)
    return tuple({each.id: each for each in found}.values())


def _of(standing: Standing, old: RecordText) -> Filing:
    types = tuple(registry().types[each] for each in old.types)
    return Filing(standing, types, old.file.split("/")[-2], {**old.values}, old.body, old)


# ── What was asked ──────────────────────────────────────────────────────────────────────────────────────────────────


def _answer(sheet: Sheet) -> Response:
    if request.method == "GET":
        return _form(sheet)
    _fill(sheet, request.form.to_dict(flat=False))
    _take_files(sheet)
    if any(name.startswith("choose.") for name in request.form):
        _choose(sheet)
    elif asked_for_more(sheet.posted) is not None or any(each in request.form for each in ("back", "also_add")):
        return _form(sheet)
    if denied := against(account(), sheet.standing, sheet.filing.file):
        return _form(sheet, 403, checked=True, refused=Refused(denied))
    if sheet.faults or not sheet.filing.trial.fit:
        _keep(sheet)
        return _form(sheet, 422, checked=True)
    if sheet.filing.corrects and not sheet.reason:
        return _form(sheet, 422, checked=True, no_reason=True)
    return _send(sheet) if "send" in request.form or "draft" in request.form else _preview(sheet)


def _fill(sheet: Sheet, posted: Mapping[str, Sequence[str]]) -> None:
    """Puts what was posted into the record."""
    before, names = sheet.filing, sheet.filing.type_ids
    values: dict[str, Plain] = {}
    for name in posted.get(SHOWN, ()):
        declared = registry().field(name, names)
        if declared is not None and name not in ("type", "branch", FILES, "draft"):
            values[name] = value_posted(declared, name, posted)
    sheet.posted = posted
    sheet.stashed = [*_stashed(posted)]
    if before.old is None or "draft" in before.old.values:
        values["draft"] = "是" if "draft" in posted else ""
    elif "draft" in posted:
        values["draft"] = "是"
    body = clean("\n".join(posted.get(BODY, ()))) if BODY in posted else before.body
    sheet.filing = Filing(sheet.standing, before.types, before.unit, values, body, before.old)
    _attach(sheet)


def _stashed(posted: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    for each in posted.get("stash", ()):
        key, _, name = each.partition("/")
        if name and safe_name(name) == name and is_kind(name):
            yield key, name


def _take_files(sheet: Sheet) -> None:
    """Keeps the files that were sent with the form, each under a name that every system can have."""
    stash, words = Stash(desk().house.desk / "files"), sentences()
    taken = {name for _, name in sheet.stashed} | {*_named(sheet.filing)}
    for sent in request.files.getlist("files"):
        if not sent.filename:
            continue
        name = safe_name(sent.filename, taken)
        data = sent.stream.read(MAX_ATTACHMENT + 1)
        if not is_kind(name):
            sheet.faults.append(words.text("forms.file.kind", name=name, kinds="、".join(KINDS)))
        elif len(data) > MAX_ATTACHMENT:
            sheet.faults.append(words.text("forms.file.large", name=name))
        elif not data:
            sheet.faults.append(words.text("forms.file.empty", name=name))
        else:
            taken.add(name)
            sheet.stashed.append((stash.put(account(), data), name))
    _attach(sheet)


def _named(filing: Filing) -> list[str]:
    named = filing.values.get(FILES)
    return [str(each) for each in named] if isinstance(named, list) else []


def _attach(sheet: Sheet) -> None:
    """Names the attachments in the record: those it keeps, and those that came with the form."""
    filing, stash = sheet.filing, Stash(desk().house.desk / "files")
    old = filing.old.values.get(FILES) if filing.old else None
    had = [str(each) for each in old] if isinstance(old, list) else []
    kept = [each for each in had if each in sheet.posted.get("keep", ())] if "had_files" in sheet.posted else had
    uploads = {name: data for key, name in sheet.stashed if (data := stash.get(account(), key)) is not None}
    sheet.stashed = [each for each in sheet.stashed if each[1] in uploads]
    names: list[Plain] = [*kept, *(each for each in uploads if each not in kept)]
    values = {**filing.values, FILES: names} if names or had else dict(filing.values)
    sheet.filing = Filing(filing.standing, filing.types, filing.unit, values, filing.body, filing.old, uploads)


def _keep(sheet: Sheet) -> None:
    """Keeps what was filled in, to go on with it another day."""
    filing = sheet.filing
    posted = {name: [*values] for name, values in sheet.posted.items() if not _is_state(name)}
    posted["stash"] = [f"{key}/{name}" for key, name in sheet.stashed]
    kept = {
        "said": " · ".join((_title(filing), filing.day.isoformat())),
        "types": list(filing.type_ids),
        "unit": filing.unit,
        "old": filing.old.file if filing.old else "",
        "seen": sheet.seen,
        "address": sheet.address,
        "posted": posted,
    }
    desk().keep_refused(account(), filing.file, kept)


def _kinds(filing: Filing) -> str:
    words = sentences()
    return words.text("pages.comma").join(each.label(words.language) for each in filing.types)


def _title(filing: Filing) -> str:
    title = "forms.title.changed" if filing.corrects else "forms.title.new"
    return sentences().text(title, type=_kinds(filing), unit=filing.unit_name)


# ── Pages ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _form(sheet: Sheet, status: int = 200, checked: bool = False, **more: Any) -> Response:
    filing = sheet.filing
    form = filing.form(asked_for_more(sheet.posted))
    placed = filing.trial.placed(filing.type_ids) if checked else ()
    faults: dict[str, list[Problem]] = {}
    known = {name for each in form.boxes for name in each.names} | {BODY, FILES}
    top = []
    for each in placed:
        names = [name for name in each.names if name in known]
        names = names or [name for name in (each.names[0].rsplit(".", 1)[0] if each.names else "",) if name in known]
        for name in names:
            faults.setdefault(name, []).append(each.problem)
        top.append((each.problem, names[0] if names else ""))
    return shown(
        "record_form",
        status,
        title=_title(filing),
        sheet=sheet,
        filing=filing,
        form=form,
        faults=faults,
        top=top,
        missing=form.missing(_wrong(faults)) if checked and not filing.trial.fit else (),
        elsewhere=filing.trial.elsewhere if checked else (),
        Widget=Widget,
        rules={each.id: each for each in rules(sheet.standing, filing.day.year)} if _has_points(filing) else {},
        standards={each.id: each for each in sheet.standing.workspace.compiled(filing.day.year).pack.standards},
        kinds="、".join(KINDS),
        others=[each for each in types_for(account(), filing.unit, sheet.standing) if each not in filing.types],
        had=_had(filing),
        **{"no_reason": False, "refused": None, "line_by_line": None, "who": "", **more},
    )


def _wrong(faults: Mapping[str, Sequence[Problem]]) -> set[str]:
    """The fields that are wrong; a reminder that one is empty does not say that it is asked for."""
    return {name for name, told in faults.items() if any(each.severity is Severity.ERROR for each in told)}


def _had(filing: Filing) -> list[tuple[str, bool]]:
    """The attachments the record had, each with whether it keeps it."""
    old = filing.old.values.get(FILES) if filing.old else None
    had = [str(each) for each in old] if isinstance(old, list) else []
    return [(each, each in _named(filing)) for each in had]


def _has_points(filing: Filing) -> bool:
    return any(each.takes_points for each in filing.types)


def _preview(sheet: Sheet) -> Response:
    filing, words = sheet.filing, sentences()
    boxes = [(each.field.label(words.language), lines_of(each, words)) for each in filing.form().boxes]
    return shown(
        "record_preview",
        sheet=sheet,
        filing=filing,
        rows=[(label, lines) for label, lines in boxes if lines],
        worth=worth(filing.trial, words),
        warnings=[each for each in filing.trial.problems if each.code not in _TOLD],
        files=_named(filing),
        body=as_read(filing.body, words) if BULLETIN in filing.type_ids else filing.body,
    )


_TOLD = frozenset(["incomplete", "no_quorum"])
"""Warnings that the reasons why a record does not count say already."""


def _send(sheet: Sheet) -> Response:
    filing, words, who = sheet.filing, sentences(), account()
    what = {"type": _kinds(filing), "day": filing.day.isoformat(), "unit": filing.unit_name, "reason": sheet.reason}
    message = words.text("forms.message.changed" if filing.corrects else "forms.message.new", **what)
    outcome = desk().submissions.submit(who, filing.changes, sheet.seen, message)
    if isinstance(outcome, Taken):
        desk().forget_refused(who, filing.file)
        did = Did.DRAFT if filing.values.get("draft") == "是" else Did.CHANGED if filing.corrects else Did.NEW
        return answered(outcome, filing.file, did)
    _keep(sheet)
    if isinstance(outcome, Refused):
        return _form(sheet, 422, checked=True, refused=outcome)
    return _overtaken(sheet, outcome)


# ── Overtaken ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _overtaken(sheet: Sheet, outcome: Overtaken) -> Response:
    """Both records side by side, to choose from field by field; by lines where a form cannot show theirs."""
    filing, words = sheet.filing, sentences()
    file = filing.old.file if filing.old else filing.file
    theirs = outcome.theirs.get(file)
    other = taken_apart(file, theirs) if theirs is not None else None
    sheet.seen = outcome.commit
    if other is None or not other.whole or filing.old is None:
        lines = difference(filing.text.encode(), theirs)
        return _form(sheet, 409, checked=True, line_by_line=lines, who=outcome.who)
    of_theirs = Filing(sheet.standing, filing.types, filing.unit, other.values, other.body, other)
    rows = []
    for mine, their in zip(filing.form().boxes, _boxes(of_theirs, filing), strict=True):
        if not same(mine.field, mine.value, their.value):
            base = filing.old.values.get(mine.name, mine.value if mine.name not in filing.old.fields else "")
            default = "theirs" if same(mine.field, base, mine.value) else "mine"
            both = not same(mine.field, base, mine.value) and not same(mine.field, base, their.value)
            label = mine.field.label(words.language)
            rows.append((mine.name, label, lines_of(mine, words), lines_of(their, words), "" if both else default))
    if other.body != filing.body.strip("\n"):
        default = "theirs" if filing.old.body == filing.body.strip("\n") else "mine"
        both = default == "mine" and other.body != filing.old.body
        own, their_body = filing.body.split("\n"), other.body.split("\n")
        label = words.text("forms.body.meeting" if filing.is_meeting else "forms.body.other")
        rows.append((BODY, label, own, their_body, "" if both else default))
    return shown("record_choice", 409, sheet=sheet, filing=filing, rows=rows, who=outcome.who)


def _boxes(filing: Filing, like: Filing) -> list[Any]:
    found = {each.name: each for each in filing.form().boxes}
    empty = Filing(like.standing, like.types, like.unit, {}).form()
    blank = {each.name: each for each in empty.boxes}
    return [found.get(each.name) or blank.get(each.name) or each for each in like.form().boxes]


def _choose(sheet: Sheet) -> None:
    """Takes of each field that two people changed what was chosen."""
    filing = sheet.filing
    file = filing.old.file if filing.old else filing.file
    theirs = text_at(file, sheet.seen)
    other = taken_apart(file, theirs) if theirs is not None else None
    if other is None:
        return
    values, body = dict(filing.values), filing.body
    posted = {name: [*each] for name, each in sheet.posted.items()}
    for name in [each.removeprefix("choose.") for each in request.form if each.startswith("choose.")]:
        if request.form[f"choose.{name}"] != "theirs":
            continue
        if name == BODY:
            body = other.body
        else:
            values[name] = other.values.get(name, "")
    sheet.posted = posted
    sheet.filing = Filing(filing.standing, filing.types, filing.unit, values, body, other, filing.uploads)
