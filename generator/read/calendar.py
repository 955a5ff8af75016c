"""records/calendar/<year>.yml: the days off and make-up working days of a year."""

from __future__ import annotations

from pathlib import Path

from generator.model.calendar import Calendar, CalendarYear
from generator.read.document import read_document
from generator.types import spelling
from generator.types.findings import Findings


def read_calendar(folder: Path, prefix: str) -> tuple[Calendar, list[Findings]]:
    """Every year on file; `prefix` is the folder relative to the root, for messages."""
    years: dict[int, CalendarYear] = {}
    all_findings: list[Findings] = []
    for path in sorted(folder.glob("*.yml")) if folder.is_dir() else []:
        findings = Findings(f"{prefix}/{path.name}")
        all_findings.append(findings)
        values = read_document("calendar", path, findings)
        year = spelling.read_year(path.stem)
        if year is None:
            findings.error("calendar_name")
        if values is None or year is None or findings.failed:
            continue
        off = {row.day("date"): row.text("name") for row in values.rows("holidays")}
        working = frozenset(values.days("working_days"))
        years[year[0]] = CalendarYear({day: name for day, name in off.items() if day}, working, values.text("source"))
    return Calendar(years), all_findings
