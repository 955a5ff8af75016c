"""One record file to one Record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from generator.attached import Cleaning
from generator.model.expression import Condition, parse_condition
from generator.model.node import Listing, Mark, Node, Scalar
from generator.model.node import Mapping as Written
from generator.model.organization import Organization
from generator.model.reading import Stamp
from generator.model.record import COMMITTEE, Lack, Record
from generator.model.values import Values
from generator.read.attachments import check_attachments, lying_beside
from generator.read.compound_line import set_out
from generator.read.front_matter import closing_fence
from generator.read.layout import closed_up, prose
from generator.read.personal_numbers import released_by, tell_in_record
from generator.read.record_path import STEM, RecordPath, read_record_path
from generator.read.refused import named_to
from generator.read.text import read_text
from generator.read.units import check_branches, check_unit
from generator.types import Field, RecordType, registry
from generator.types.declaration import Check
from generator.types.findings import Findings
from generator.types.kind import read_fields
from generator.types.near import near, some
from generator.types.placeholder import has_text, says_nothing

MAX_FRONT_MATTER = 64 * 1024
MAX_MINUTES = 1024 * 1024
_AND = re.compile(r"[、，,；;/+&]|以及|和|及|与|暨|兼")
_VOTES = ("for", "against", "abstain")
_SMALLER = re.compile(r"smaller of (\w+) and (\w+)")


def read_record(
    path: Path,
    relative: PurePosixPath,
    shared: bool,
    organization: Organization,
    findings: Findings,
    beside: Mapping[str, Stamp | None] | None = None,
    cleaning: Cleaning | None = None,
) -> Record | None:
    """The record, or None where an error rejects it; warnings are found either way.

    `relative` is the path below the record root, whose parts name year, branch, day and type; `beside` is what lies
    in the folder of its name, where that is known, `cleaning` what makes copies of it to publish.
    """
    place = read_record_path(relative, organization, findings)
    if place is None:
        return None
    split = _split(path, findings)
    known = registry()
    mapping = _fields(split, findings)
    if split is None:
        return None
    well_formed = not findings.failed
    tell_in_record(split[0], split[1], mapping, split[2], split[3], findings)
    minutes = prose(split[2])
    minutes.tell(findings, split[3])
    if mapping is None:
        return None
    types = record_types(mapping, findings)
    names = known.fields_by_name(types)
    mapping, _ = set_out(with_types(mapping, types), names, place.year, findings)
    declared = tuple(known.types[each] for each in types)
    first = (*(each.fields.values() for each in declared), known.shared.values())
    values = read_fields(mapping, names, findings, first=first)
    if not types:
        return None
    day = _date(place, values, findings)
    _check_slug(place, declared, findings)
    _check_home(place, declared, shared, values, findings)
    if day is not None:
        _defaults(known.fields_of(types), values, day)
        check_unit(place, values, day, organization, findings)
    check_branches(place, names, values, organization, findings)
    _derive_attendance(values)
    for check in (*known.shared_checks, *(check for each in declared for check in each.checks)):
        _check(check, values, findings)
    _check_absence(values, findings)
    _check_times(values, findings)
    _check_votes(values, findings)
    there = lying_beside(path) if beside is None else beside
    held = check_attachments(path, there, values, released_by(mapping), findings, cleaning or Cleaning())
    body = minutes.text.strip("\n")  # once more: what stood alone in its first or last lines may be gone
    if findings.failed or day is None:
        if well_formed:
            named_to(mapping, types, values, findings)
        return None
    return Record(
        id=place.id,
        file=findings.file,
        branch=place.branch,
        year=place.year,
        types=types,
        date=day,
        values=values,
        marks=values.marks,
        body=body,
        body_line=split[3] + len(minutes.text) - len(minutes.text.lstrip("\n")),
        incomplete=_incomplete(declared, names, values, body),
        shared=shared,
        fingerprint=sha256(f"{split[0]}\0{body}".encode("utf-8", "surrogatepass")).hexdigest()[:32],
        held=held,
    )


def says_type(path: Path, type: str) -> bool:
    """Whether the file, however faulty, says it is of the type, or is named as one."""
    known, findings = registry(), Findings(str(path))
    if (match := STEM.fullmatch(path.stem)) and match[2] == known.types[type].slug:
        return True
    split = _split(path, findings) if path.suffix in (".md", ".yml") and path.is_file() else None
    mapping = _fields(split, findings)
    return mapping is not None and type in record_types(mapping, findings)


def _fields(split: tuple[str, int, str, int] | None, findings: Findings) -> Written | None:
    """What the front matter says."""
    from generator.read.nodes import read_mapping  # with it comes YAML, which records that have not changed do not need

    return read_mapping(split[0], findings, split[1], registry().fields_by_name(())) if split else None


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


def record_types(mapping: Written, findings: Findings) -> tuple[str, ...]:
    """The types the record says it is of, with an error for each that nobody knows, and where it says none."""
    known = registry()
    names = known.shared["type"].names
    node = next((value for key, value in mapping.pairs if key.text in names), None)
    items: tuple[Node, ...] = node.items if isinstance(node, Listing) else () if node is None else (node,)
    if not items or (isinstance(node, Scalar) and node.empty):
        if node is not None or not findings.failed:
            findings.error("missing_type", node.mark if node else mapping.mark)
        return ()
    found: list[str] = []
    for item in items:
        written = item.text if isinstance(item, Scalar) else "…"
        several = [known.type_named(part) for part in _AND.split(closed_up(written)) if part]
        if not several:
            findings.error("missing_type", item.mark)
        elif all(several) and (len(several) < 2 or node is item):
            found += [each.id for each in several if each is not None]
            if len(several) > 1:
                said = dict.fromkeys(each.zh[0] for each in several if each is not None)
                form = f"[{', '.join(said)}]" if len(said) > 1 else "".join(said)
                label = known.shared["type"].zh[0]
                findings.warning("unnormalised", item.mark, field=label, value=written, form=form)
        else:
            every = [name for each in known.types.values() for name in (*each.zh, each.id)]
            parts = [part for part in _AND.split(closed_up(written)) if part and findings.may_guess()]
            offered = [_offered(part, every) for part in parts] or [some(every)]
            right = "、".join(offered[0]) if len(offered) == 1 else f"[{', '.join(each[0] for each in offered)}]"
            example = right if len(offered) > 1 else offered[0][0]
            findings.error("unknown_type", item.mark, value=written, near=right, example=example)
    return tuple(dict.fromkeys(found))


def _offered(written: str, names: list[str]) -> list[str]:
    """The type a word may mean; itself where it is one."""
    return [written] if written in names else near(written, names, {}, 0.4)


def with_types(mapping: Written, types: tuple[str, ...]) -> Written:
    """The mapping with its types as a list, however one line said them."""
    known = registry()

    def value(key: Scalar, node: Node) -> Node:
        if key.text not in known.shared["type"].names or not isinstance(node, Scalar) or not types:
            return node
        return Listing(tuple(Scalar(known.types[each].zh[0], node.mark) for each in types), node.mark)

    return Written(tuple((key, value(key, node)) for key, node in mapping.pairs), mapping.mark)


def _date(place: RecordPath, values: Values, findings: Findings) -> date | None:
    day = values.day("date")
    if day is None:
        if not findings.failed:
            findings.error("missing_date", values.mark_of("date"))
        return None
    expected = f"{place.year:04}-{place.month_day}"
    if day.isoformat() != expected:
        slug = place.stem.removeprefix(place.month_day)
        right = f"{day.year:04}/{place.branch}/{day:%m-%d}{slug}{PurePosixPath(findings.file).suffix}"
        said = {"date": day.isoformat(), "expected": expected, "path": right}
        findings.error("date_misplaced", values.mark_of("date"), **said)
    return day


def _check_slug(place: RecordPath, declared: tuple[RecordType, ...], findings: Findings) -> None:
    reviewed = next((each for each in declared if each.reviewed and each.slug != place.slug), None)
    if reviewed is not None:
        findings.error("review_unnamed", type=reviewed.zh[0], example=f"12-07-{reviewed.slug}")
    elif place.slug != declared[0].slug:
        findings.warning("slug_mismatch", slug=place.slug, expected=declared[0].slug, type=declared[0].zh[0])


def _check_home(
    place: RecordPath, declared: tuple[RecordType, ...], shared: bool, values: Values, findings: Findings
) -> None:
    """A type lies in a branch's folder, the committee's, or a private root, as declared."""
    mark = values.mark_of("type")
    school_wide = place.branch == COMMITTEE and any("attended" in each.fields for each in declared)
    for each in declared:
        if each.restricted and shared:
            findings.error("restricted_in_shared", mark, type=each.zh[0])
        here = "committee" if place.branch == COMMITTEE else "branch"
        if each.folder not in ("any", here) and not school_wide:
            findings.error(f"belongs_to_{each.folder}", mark, type=each.zh[0])


def _defaults(fields: Iterable[Field], values: Values, day: date) -> None:
    """Fills in what a field stands for when it is not written, inside groups of fields too."""
    for declared in fields:
        if not values.says(declared.id) and (value := _default(declared, values, day)) is not None:
            values[declared.id] = value
        if declared.kind == "parts" and values.says(declared.id):
            _defaults(declared.fields.values(), values.parts(declared.id), day)


def _default(declared: Field, values: Values, day: date) -> Any:
    if declared.default == "year_of_date":
        return day.year
    if match := _SMALLER.fullmatch(declared.default or ""):
        one, other = map(values.count, match.groups())
        return None if one is None or other is None else min(one, other)
    return declared.by_default()


def _derive_attendance(values: Values) -> None:
    for count, names in (("on_leave", "leave_list"), ("absent", "absent_list")):
        if values.says(names) and not values.says(count):
            values[count] = len(values.rows(names))


def _check(check: Check, values: Values, findings: Findings) -> None:
    condition: Condition = parse_condition(check.holds)
    if condition.holds(values) is False:
        figures = {key.replace(".", "_"): _figure(values, key) for key in condition.names}
        findings.error(check.code, values.mark_of(condition.names[0].split(".")[0]), **figures)


def _figure(values: Values, path: str) -> object:
    *way, name = path.split(".")
    for part in way:
        values = values.parts(part)
    return values.of(name)


def _check_absence(values: Values, findings: Findings) -> None:
    """应到 ≠ 实到 without 请假 and 缺席 said: the fault that spot checks name most."""
    expected, present = values.count("expected"), values.count("present")
    if expected is None or present is None or present >= expected:
        return
    said = [values.count(name) for name in ("on_leave", "absent")]
    told = sum(number or 0 for number in said)
    if None in said and present + told != expected:
        findings.warning("absence_unexplained", values.mark_of("present"), missing=expected - present - told)


def _check_times(values: Values, findings: Findings) -> None:
    match values.names("time"):
        case (start, end) if end <= start:
            first, last = values.day("date"), values.day("end_date")
            if not (first and last and first < last):
                findings.error("time_backwards", values.mark_of("time"), start=start, end=end)


def _check_votes(values: Values, findings: Findings) -> None:
    """No more votes on a resolution than voters were there; fewer is told where all three are written."""
    voting = values.count("voting_present" if values.says("voting_present") else "present")
    if voting is None:
        return
    for row in values.rows("resolutions"):
        votes = [number for name in _VOTES if (number := row.count(name)) is not None]
        figures = {"sum": sum(votes), "voting": voting, "votes": "＋".join(map(str, votes))}
        if sum(votes) > voting:
            findings.error("votes_above", row.mark, **figures)
        elif len(votes) == len(_VOTES) and values.says("voting_present") and sum(votes) < voting:
            findings.warning("votes_missing", row.mark, **figures, missing=voting - sum(votes))


def _incomplete(
    declared: tuple[RecordType, ...], fields: Mapping[str, Field], values: Values, body: str
) -> dict[str, tuple[Lack, ...]]:
    """By type, what is needed for it to count and missing; a placeholder is no content."""
    found: dict[str, tuple[Lack, ...]] = {}
    for each in declared:
        lacks = [_lack(tuple(name.split("|")), fields, values) for name in each.needs]
        if each.content and not ("body" in each.content and has_text(body, values.says("attachments"))):
            lack = _lack(tuple(name for name in each.content if name != "body"), fields, values)
            lacks.append(lack and replace(lack, names=each.content))
        if any(lacks):
            found[each.id] = tuple(lack for lack in lacks if lack)
    return found


def _lack(names: tuple[str, ...], fields: Mapping[str, Field], values: Values) -> Lack | None:
    """What is lacking where none of the fields is there, or said for each unit of a school-wide event."""
    attended = values.rows("attended")
    if attended and all(any(map(row.says, names)) for row in attended):
        return None
    placeholders: dict[str, str] = {}
    for name in filter(values.says, names):
        if fields[name].kind == "parts" and not all(map(values.parts(name).says, fields[name].needs)):
            continue
        placeholder = _placeholder(values, name)
        if placeholder is None:
            return None
        placeholders[name] = placeholder
    for name, placeholder in placeholders.items():
        return Lack(names, values.mark_of(name), placeholder)
    return Lack(names, values.mark_of("type"))


def _placeholder(values: Values, name: str) -> str | None:
    """What stands there where it says nothing; None where it says something."""
    words = (values.text(name),) if values.text(name) else values.names(name)
    if words:
        return "、".join(words) if all(says_nothing(word, values.says("attachments")) for word in words) else None
    return "" if values.of(name) in ((), {}) else None
