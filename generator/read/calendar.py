"""records/calendar/<year>.yml: the days off and make-up working days of a year."""

from __future__ import annotations

from datetime import date
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
        document = read_document("calendar", path, findings)
        year = spelling.read_year(path.stem)
        if year is None:
            findings.error("calendar_name")
        if document is None or year is None:
            continue
        if findings.failed:
            continue
        typed = document[0]
        holidays = typed.values.get("holidays")
        off = {entry["date"]: str(entry.get("name", "")) for entry in holidays} if isinstance(holidays, tuple) else {}
        working: set[date] = set()
        written = typed.values.get("working_days")
        for text in written if isinstance(written, tuple) else ():
            try:
                found = spelling.read_date(text)
            except spelling.Impossible:
                found = None
            if found is None:
                findings.error(
                    "not_a_date",
                    typed.marks["working_days"],
                    field="调休上班",
                    value=text,
                    example="2017-01-22",
                )
            else:
                working.add(found[0])
        if not findings.failed:
            years[year[0]] = CalendarYear(off, frozenset(working), str(typed.values.get("source", "")))
    return Calendar(years), all_findings
