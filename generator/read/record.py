"""One record file to one Record."""

from __future__ import annotations

import difflib
import re
import stat
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePosixPath

from generator.model.expression import Condition, parse_condition
from generator.model.node import Listing, Mark, Node, Scalar
from generator.model.node import Mapping as Written
from generator.model.organization import Organization
from generator.model.record import COMMITTEE, Lack, Record
from generator.read.compound_line import set_out
from generator.read.fields import Typed, read_fields, read_value, some
from generator.read.front_matter import closing_fence
from generator.read.nodes import read_mapping
from generator.read.record_path import RecordPath, read_record_path
from generator.read.text import read_text
from generator.read.units import check_branches, check_unit
from generator.types import Field, RecordType, registry
from generator.types.declaration import Check
from generator.types.findings import Findings
from generator.types.placeholder import has_text, says_nothing

MAX_FRONT_MATTER = 64 * 1024
MAX_MINUTES = 1024 * 1024
MAX_ATTACHMENT = 10 * 1024 * 1024
ATTACHMENTS = (".pdf", ".jpg", ".jpeg", ".png", ".docx", ".xlsx")
_VOTES = ("for", "against", "abstain")
_SMALLER = re.compile(r"smaller of (\w+) and (\w+)")


def read_record(
    path: Path, relative: PurePosixPath, shared: bool, organization: Organization, findings: Findings
) -> Record | None:
    """The record, or None where an error rejects it; warnings are found either way.

    `relative` is the path below the record root, whose parts name year, branch, day and type.
    """
    place = read_record_path(relative, organization, findings)
    if place is None:
        return None
    split = _split(path, findings)
    mapping = read_mapping(split[0], findings, split[1]) if split else None
    if split is None or mapping is None:
        return None
    types = _types(mapping, findings)
    known = registry()
    names = known.fields_by_name(types)
    mapping, _ = set_out(mapping, names, place.year, findings)
    typed = read_fields(mapping, names.get, names, findings)
    if not types:
        return None
    declared = tuple(known.types[each] for each in types)
    day = _date(place, typed, findings)
    _check_slug(place, declared, findings)
    _check_home(place, declared, shared, typed, findings)
    if day is not None:
        _defaults(known.fields_of(types), typed.values, day, findings)
        check_unit(place, typed, day, organization, findings)
    check_branches(place, names.values(), typed, organization, findings)
    _derive_attendance(typed)
    for check in (*known.shared_checks, *(check for each in declared for check in each.checks)):
        _check(check, typed, findings)
    _check_absence(typed, findings)
    _check_times(typed, findings)
    _check_votes(typed, findings)
    _check_attachments(path, typed, findings)
    body = split[2]
    if findings.failed or day is None:
        return None
    return Record(
        id=place.id,
        file=findings.file,
        branch=place.branch,
        year=place.year,
        types=types,
        date=day,
        values=typed.values,
        marks=typed.marks,
        body=body,
        body_line=split[3],
        incomplete=_incomplete(declared, typed, body),
        shared=shared,
        fingerprint=sha256(f"{split[0]}\0{body}".encode("utf-8", "surrogatepass")).hexdigest()[:32],
    )


def attached(path: Path, record: Record) -> tuple[tuple[str, int | None], ...]:
    """The attachments the record in that file names, each with its size in bytes; None where it is not there."""
    listed = record.values.get("attachments")
    names = map(str, listed if isinstance(listed, tuple) else ())
    return tuple((name, _size(path.with_suffix("") / name)) for name in names)


def _split(path: Path, findings: Findings) -> tuple[str, int, str, int] | None:
    """Front matter, its first line, minutes, their first line."""
    if path.stat().st_size > MAX_FRONT_MATTER + MAX_MINUTES:
        findings.error("file_too_large", limit="1 MB")
        return None
    text = read_text(path, findings)
    if text is None:
        return None
    if path.suffix == ".yml":
        front, first, body, body_line = text, 1, "", 1
    else:
        lines = text.split("\n")
        end = closing_fence(lines, findings)
        if end is None:
            return None
        front, first = "\n".join(lines[1:end]), 2
        rest = "\n".join(lines[end + 1 :])
        body = rest.strip("\n")
        body_line = end + 2 + len(rest) - len(rest.lstrip("\n"))
    if len(front.encode()) > MAX_FRONT_MATTER:
        findings.error("front_matter_too_large", limit="64 KB")
        return None
    if len(body.encode()) > MAX_MINUTES:
        findings.error("file_too_large", Mark(body_line, 1), limit="1 MB")
        return None
    return front, first, body, body_line


def _types(mapping: Written, findings: Findings) -> tuple[str, ...]:
    known = registry()
    names = known.shared["type"].names
    node = next((value for key, value in mapping.pairs if key.text in names), None)
    if node is None or (isinstance(node, Scalar) and node.empty):
        findings.error("missing_type", node.mark if node else mapping.mark)
        return ()
    found: list[str] = []
    items: tuple[Node, ...] = node.items if isinstance(node, Listing) else (node,)
    for item in items:
        named = known.type_named(item.text.strip()) if isinstance(item, Scalar) else None
        if named is None:
            written = item.text if isinstance(item, Scalar) else "…"
            everything = [name for each in known.types.values() for name in (*each.zh, each.id)]
            near = difflib.get_close_matches(written, everything, n=1, cutoff=0.4)
            findings.error("unknown_type", item.mark, value=written, near="、".join(near or some(everything)))
        elif named.id not in found:
            found.append(named.id)
    if not items:
        findings.error("missing_type", node.mark)
    return tuple(found)


def _date(place: RecordPath, typed: Typed, findings: Findings) -> date | None:
    day = typed.values.get("date")
    if not isinstance(day, date):
        if "date" not in typed.marks or not findings.failed:
            findings.error("missing_date", typed.marks.get("date", Mark(1, 1)))
        return None
    expected = f"{place.year:04}-{place.month_day}"
    if day.isoformat() != expected:
        findings.error("date_misplaced", typed.marks["date"], date=day.isoformat(), expected=expected)
    return day


def _check_slug(place: RecordPath, declared: tuple[RecordType, ...], findings: Findings) -> None:
    if place.slug != declared[0].slug:
        findings.warning("slug_mismatch", slug=place.slug, expected=declared[0].slug, type=declared[0].zh[0])


def _check_home(
    place: RecordPath, declared: tuple[RecordType, ...], shared: bool, typed: Typed, findings: Findings
) -> None:
    """A type lies in a branch's folder, the committee's, or a private root, as declared."""
    mark = typed.marks.get("type", Mark(1, 1))
    school_wide = place.branch == COMMITTEE and any("attended" in each.fields for each in declared)
    for each in declared:
        if each.restricted and shared:
            findings.error("restricted_in_shared", mark, type=each.zh[0])
        here = "committee" if place.branch == COMMITTEE else "branch"
        if each.folder not in ("any", here) and not school_wide:
            findings.error(f"belongs_to_{each.folder}", mark, type=each.zh[0])


def _defaults(fields: Iterable[Field], values: dict[str, object], day: date, findings: Findings) -> None:
    """Fills in what a field stands for when it is not written, inside groups of fields too."""
    for declared in fields:
        if declared.default is not None and declared.id not in values:
            value = _default(declared, values, day, findings)
            if value is not None:
                values[declared.id] = value
        inner = values.get(declared.id)
        if declared.kind == "parts" and isinstance(inner, dict):
            _defaults(declared.fields.values(), inner, day, findings)


def _default(declared: Field, values: dict[str, object], day: date, findings: Findings) -> object | None:
    written = declared.default or ""
    if written == "year_of_date":
        return day.year
    if match := _SMALLER.fullmatch(written):
        both = [values.get(name) for name in match.groups()]
        return min(number for number in both if isinstance(number, int)) if None not in both else None
    return read_value(declared, Scalar(written, Mark(1, 1)), findings)


def _derive_attendance(typed: Typed) -> None:
    for count, names in (("on_leave", "leave_list"), ("absent", "absent_list")):
        listed = typed.values.get(names)
        if isinstance(listed, tuple) and count not in typed.values:
            typed.values[count] = len(listed)


def _check(check: Check, typed: Typed, findings: Findings) -> None:
    condition: Condition = parse_condition(check.holds)
    if condition.holds(typed.values) is False:
        name = condition.names[0]
        figures = {key.replace(".", "_"): _figure(typed.values, key) for key in condition.names}
        findings.error(check.code, typed.marks.get(name.split(".")[0], Mark(1, 1)), **figures)


def _figure(values: Mapping[str, object], name: str) -> object:
    for part in name.split("."):
        inner = values.get(part)
        if not isinstance(inner, Mapping):
            return inner
        values = inner
    return values


def _check_absence(typed: Typed, findings: Findings) -> None:
    """应到 ≠ 实到 without 请假 and 缺席 said: the fault that spot checks name most."""
    expected, present = typed.values.get("expected"), typed.values.get("present")
    if not isinstance(expected, int) or not isinstance(present, int) or present >= expected:
        return
    said = [typed.values.get(name) for name in ("on_leave", "absent")]
    told = sum(number for number in said if isinstance(number, int))
    if None in said and present + told != expected:
        findings.warning("absence_unexplained", typed.marks["present"], missing=expected - present - told)


def _check_times(typed: Typed, findings: Findings) -> None:
    times, start, end = (typed.values.get(name) for name in ("time", "date", "end_date"))
    if not isinstance(times, tuple) or times[1] is None or times[0] < times[1]:
        return
    if not (isinstance(start, date) and isinstance(end, date) and start < end):
        findings.error("time_backwards", typed.marks["time"], start=times[0], end=times[1])


def _check_votes(typed: Typed, findings: Findings) -> None:
    """No more votes on a resolution than voters were there; fewer is told where all three are written."""
    found = typed.values.get("resolutions")
    voting = typed.values.get("voting_present", typed.values.get("present"))
    for entry in found if isinstance(found, tuple) and isinstance(voting, int) else ():
        votes = [entry[name] for name in _VOTES if isinstance(entry.get(name), int)]
        figures = {"sum": sum(votes), "voting": voting, "votes": "＋".join(map(str, votes))}
        if figures["sum"] > voting:
            findings.error("votes_above", entry.mark, **figures)
        elif len(votes) == len(_VOTES) and "voting_present" in typed.values and sum(votes) < voting:
            findings.warning("votes_missing", entry.mark, **figures, missing=voting - sum(votes))


def _check_attachments(path: Path, typed: Typed, findings: Findings) -> None:
    listed = typed.values.get("attachments")
    folder = path.with_suffix("")
    for number, name in enumerate(listed if isinstance(listed, tuple) else ()):
        mark = typed.item_mark("attachments", number)
        if not str(name).lower().endswith(ATTACHMENTS) or "/" in name or "\\" in name or name.startswith("."):
            findings.error("attachment_kind", mark, name=name, kinds="、".join(ATTACHMENTS))
            continue
        size = _size(folder / name)
        if size is None:
            findings.error("attachment_missing", mark, name=name, folder=folder.name)
        elif size > MAX_ATTACHMENT:
            findings.error("attachment_large", mark, name=name, limit="10 MB")


def _size(path: Path) -> int | None:
    """Bytes of a file, or None where there is none, or only a link."""
    try:
        found = path.lstat()
    except OSError:
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None


def _incomplete(declared: tuple[RecordType, ...], typed: Typed, body: str) -> dict[str, tuple[Lack, ...]]:
    """By type, what is needed for it to count and missing; a placeholder is no content."""
    found: dict[str, tuple[Lack, ...]] = {}
    for each in declared:
        lacks = [lack for name in each.needs if (lack := _lack(tuple(name.split("|")), typed)) is not None]
        if each.content and not ("body" in each.content and has_text(body, "attachments" in typed.values)):
            fields = tuple(name for name in each.content if name != "body")
            lack = _lack(fields, typed)
            if lack is not None:
                lacks.append(replace(lack, names=each.content))
        if lacks:
            found[each.id] = tuple(lacks)
    return found


def _lack(names: tuple[str, ...], typed: Typed) -> Lack | None:
    """What is lacking where none of the fields is there, or said for each unit of a school-wide event."""
    attended = typed.values.get("attended")
    if isinstance(attended, tuple) and attended and all(any(name in entry for name in names) for entry in attended):
        return None
    written = [name for name in names if name in typed.values and name not in typed.missing]
    said = {name: _placeholder(typed.values[name], "attachments" in typed.values) for name in written}
    if any(each is None for each in said.values()):
        return None
    for name, placeholder in said.items():
        return Lack(names, typed.marks.get(name, Mark(1, 1)), placeholder or "")
    return Lack(names, typed.marks.get("type", Mark(1, 1)))


def _placeholder(value: object, attached: bool) -> str | None:
    """What stands there where it says nothing; None where it says something."""
    if isinstance(value, str):
        return value if says_nothing(value, attached) else None
    if isinstance(value, tuple) and all(isinstance(each, str) for each in value):
        return "、".join(value) if all(says_nothing(each, attached) for each in value) else None
    empty = isinstance(value, Mapping) and not value
    return "" if empty else None
