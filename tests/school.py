"""A small school on disk, so that a case states only what it is about (design §3, §5)."""

from __future__ import annotations

import contextlib
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tests.complete import DEFAULTS, FIELDS, TYPES

PROJECT_PACK = Path(__file__).resolve().parent.parent / "content" / "standards" / "five-good.yml"
OMIT = object()
"""As the value of a field: leave the default out."""
CONFIG: dict[str, Any] = {
    "packs": {"scoring": "five-good", "beside": []},
    "record_roots": [{"path": "records", "shared": True}],
    "reporting_deadline": "next-01-31",
}
COMMITTEE = {"name": "中共示例职业学校委员会", "short_name": "学校党委"}
CAMPAIGN: dict[str, Any] = {"campaigns": {2017: {}}}
"""As `config`: the year of the campaign, outside which its steps are not judged."""
PRIVATE: dict[str, Any] = {
    "record_roots": [{"path": "records", "shared": True}, {"path": "private", "shared": False}],
}
"""As `config`: a second root, the only place for restricted types."""
MINUTES = "与会人员围绕议题作了讨论。\n"


def branch(id: str = "jichu", **changes: Any) -> dict[str, Any]:
    """A branch of organization.yml: 12 full members, a committee of 5, no groups, elected in 2015.

    Shorthands: `full` and `probationary` (a number, or {date: number}), `size` of the committee, `groups`
    as ids; `committee` takes intervals, or None for a branch without one. A branch founded later has all
    from that day.
    """
    start = changes.pop("valid_from", "2014-09-01")
    full, probationary = changes.pop("full", 12), changes.pop("probationary", None)
    committee = changes.pop("committee", [{"from": start, "size": changes.pop("size", 5)}])
    groups = changes.pop("groups", [])
    entry = {
        "id": id,
        "name": f"{id}党支部",
        "valid_from": start,
        "valid_to": None,
        "full_members": _steps(full, start),
        "probationary_members": [] if probationary is None else _steps(probationary, start),
        "committee": committee or [],
        "groups": [
            {"id": each, "name": f"{each}党小组", "from": start} if isinstance(each, str) else each for each in groups
        ],
        "last_election": {"on": max(start, "2015-09-10"), "term_years": 3},
        "secretaries": [{"from": max(start, "2015-09-10")}],
        "predecessors": [],
    }
    entry |= changes
    return {key: value for key, value in entry.items() if value is not OMIT}


def group(id: str, since: str, until: str | None = None) -> dict[str, Any]:
    """A group that exists from one day up to, not including, another."""
    return {"id": id, "name": f"{id}党小组", "from": since} | ({"to": until} if until else {})


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


def command(*argv: str) -> Ran:
    """Runs the program in this process."""
    from generator.commands.main import run

    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(list(argv))
    return Ran(code, *(stream.buffer.getvalue().decode("utf-8") for stream in (out, err)))  # type: ignore[attr-defined]


class School:
    """A root directory with a configuration, a pack, an organization and the records a case writes."""

    def __init__(
        self,
        root: Path,
        *branches: Mapping[str, Any],
        pack: str | None = None,
        config: Mapping[str, Any] | None = None,
    ) -> None:
        self.root = root
        self.write("site_config.yml", written({**CONFIG, **(config or {})}))
        self.write("content/standards/five-good.yml", PROJECT_PACK.read_text("utf-8") if pack is None else pack)
        self.organize(*(branches or (branch(),)))

    def organize(self, *branches: Mapping[str, Any]) -> None:
        """Writes organization.yml anew."""
        organization = {"committee": COMMITTEE, "branches": list(branches)}
        self.write("records/organization.yml", written(organization))

    def write(self, path: str, content: str | bytes) -> Path:
        """A file below the root, byte for byte."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return target

    def record(
        self,
        id: str,
        fields: Mapping[str, Any] | None = None,
        *,
        body: str = MINUTES,
        suffix: str = ".md",
    ) -> str:
        """Writes a record, complete but for what `fields` (in either language) says otherwise; gives its id.

        Type and date come from the id where not given. A `.yml` record has an agenda instead of minutes.
        """
        given = dict(fields or {})
        by_id = {FIELDS.get(name, name): value for name, value in given.items()}
        year, _, stem = id.split("/")
        slug = re.sub(r"-\d+$", "", stem[6:]).replace("-", "_")
        types = by_id.get("type", slug)
        names = [TYPES.get(each, each) for each in ([types] if isinstance(types, str) else types)]
        filled: dict[str, Any] = {"type": types, "date": f"{year}-{stem[:5]}"}
        for name in names:
            filled |= DEFAULTS.get(name, {})
        if suffix == ".yml":
            filled["agenda"] = ["研究工作"]
        elif "election" in names:
            filled["approved_on"] = filled["date"]
        usual = filled.get("expected")
        complete = {name: value for name, value in filled.items() if name not in by_id} | given
        if usual is not None:
            complete = _with_attendance(complete, by_id, usual)
        text = written({name: value for name, value in complete.items() if value is not OMIT})
        self.write(f"records/{id}{suffix}", text if suffix == ".yml" else f"---\n{text}---\n{body}")
        return id

    def records(self, type_id: str, days: Iterable[str], **fields: Any) -> list[str]:
        """One record of the type for each day, in branch jichu; gives their ids."""
        slug = type_id.replace("_", "-")
        return [self.record(f"{day[:4]}/jichu/{day[5:]}-{slug}", fields) for day in days]

    def run(self, *argv: str) -> Ran:
        """Any command on this root; a traceback fails the case at once."""
        ran = command("--root", str(self.root), *argv)
        assert "Traceback" not in ran.out + ran.err, ran.err
        return ran

    def status(self, *, year: int = 2017, as_of: str, branch: str | None = None) -> dict[str, Any]:
        """What `status --format json` gives."""
        only = [] if branch is None else ["--branch", branch]
        ran = self.run("status", "--year", str(year), "--as-of", as_of, "--format", "json", *only)
        assert ran.code in (0, 1), ran
        result: dict[str, Any] = json.loads(ran.out)
        return result

    def rule(self, rule: str, *, year: int = 2017, as_of: str, branch: str = "jichu") -> dict[str, Any]:
        """One rule of one branch out of the status."""
        found: dict[str, Any] = self.status(year=year, as_of=as_of)["branches"][branch]["rules"][rule]
        return found

    def window(self, rule: str, key: str, *, as_of: str, unit: str = "jichu", year: int | None = None) -> Any:
        """One window (2017-03, 2017-Q1, 2017-H1, 2017) of one unit."""
        year = int(key[:4]) if year is None else year
        return window(self.rule(rule, year=year, as_of=as_of, branch=unit.split("/")[0]), key, unit)

    def check(self, *argv: str) -> tuple[int, dict[str, Any]]:
        """Exit code and JSON of `check`."""
        ran = self.run("check", "--format", "json", *argv)
        return ran.code, json.loads(ran.out)

    def problems(self, **wanted: Any) -> list[dict[str, Any]]:
        """The problems `check` names that have all the wanted values."""
        return [
            problem
            for problem in self.check()[1]["problems"]
            if all(problem[name] == value for name, value in wanted.items())
        ]

    def explain(self, rule: str, branch: str = "jichu", *, year: int = 2017, as_of: str) -> str:
        """What `explain` prints."""
        ran = self.run("explain", rule, "--branch", branch, "--year", str(year), "--as-of", as_of)
        assert ran.code == 0, ran
        return ran.out


def window(rule: Mapping[str, Any], key: str, unit: str = "jichu") -> dict[str, Any]:
    """The window of a rule's result that begins where the key says."""
    start = _first_day(key)
    found = [each for each in rule["windows"] if each["from"] == start and each["unit"] == unit]
    assert len(found) == 1, f"{key} of {unit}: {rule['windows']}"
    only: dict[str, Any] = found[0]
    return only


def statuses(rule: Mapping[str, Any], unit: str = "jichu") -> list[str]:
    """The statuses of a unit's windows in the order of time."""
    mine = [each for each in rule["windows"] if each["unit"] == unit]
    return [each["status"] for each in sorted(mine, key=lambda each: each["from"])]


def reasons(rule: Mapping[str, Any]) -> set[str]:
    """Every reason given by the rule and its windows."""
    return {each for each in (rule["reason"], *(w.get("reason") for w in rule["windows"])) if each}


def days(pattern: str, skip: Iterable[int] = ()) -> list[str]:
    """A day in every month of a year but those skipped: `2017-*-08`."""
    return [pattern.replace("*", f"{month:02}") for month in range(1, 13) if month not in set(skip)]


def written(fields: Mapping[str, Any]) -> str:
    """Fields as YAML people would write, one a line, values in flow style."""
    return "".join(f"{name}: {_flow(value)}\n" for name, value in fields.items())


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {_flow(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    text = value.isoformat() if isinstance(value, date) else str(value)
    return text if re.fullmatch(r"\w[\w./:+-]*(?<!:)", text) else json.dumps(text, ensure_ascii=False)


def _steps(count: int | Mapping[str, int], start: str) -> list[dict[str, Any]]:
    steps = {start: count} if isinstance(count, int) else count
    return [{"from": day, "count": each} for day, each in steps.items()]


def _with_attendance(fields: dict[str, Any], given: Mapping[str, Any], usual: int) -> dict[str, Any]:
    """Makes 应到 = 实到 + 请假 + 缺席 hold, as far as the case left it open."""
    expected = given.get("expected", usual)
    present = given.get("present", expected if isinstance(expected, int) else usual)
    rest: dict[str, Any] = {"present": present}
    if isinstance(expected, int) and isinstance(present, int) and present <= expected:
        absent = given.get("absent", 0)
        rest |= {"on_leave": expected - present - (absent if isinstance(absent, int) else 0), "absent": 0}
    return fields | {name: value for name, value in rest.items() if name not in given}


def _first_day(key: str) -> str:
    year, _, part = key.partition("-")
    month = {"": 1, "Q": 3 * int(part[1:] or 1) - 2, "H": 6 * int(part[1:] or 1) - 5}.get(part[:1], 0)
    return f"{year}-{month or int(part):02}-01"


def private(school: School, id: str, fields: Mapping[str, Any]) -> str:
    """Writes a record of a restricted type into the private root of a school made with PRIVATE; gives its id."""
    year, _, stem = id.split("/")
    type_id = re.sub(r"-\d+$", "", stem[6:]).replace("-", "_")
    complete = {"type": type_id, "date": f"{year}-{stem[:5]}", **DEFAULTS[type_id], **fields}
    text = written({name: value for name, value in complete.items() if value is not OMIT})
    school.write(f"private/{id}.md", f"---\n{text}---\n")
    return id


def working_calendar(school: School, year: int = 2017) -> None:
    """Gives the school the working calendar of a year that the project has."""
    source = PROJECT_PACK.parents[2] / "records" / "calendar" / f"{year}.yml"
    school.write(f"records/calendar/{year}.yml", source.read_text("utf-8"))
