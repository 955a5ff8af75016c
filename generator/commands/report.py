"""Prints problems: text for people, JSON for programs, annotations for continuous integration."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from generator.language import Catalogue
from generator.model.failure import Broken, Failure
from generator.model.problem import Problem, Severity
from generator.workspace.problem_text import sentence

TEXT = "text"
FORMATS = (TEXT, "json", "github", "gitlab")
PERSONAL = ("personal_number", "personal_number_attached")
"""Problems that whoever makes a site is told at once, not only when asking for all."""


def held_back(problems: Sequence[Problem], catalogue: Catalogue) -> list[str]:
    """A line for each place of a number that must not be published, for which its file is not published either."""
    return [
        catalogue.text("commands.build.held_back", place=_place(problem), said=sentence(problem, catalogue))
        for problem in problems
        if problem.code in PERSONAL
    ]


def _place(problem: Problem) -> str:
    return f"{problem.file}:{problem.mark.line}:{problem.mark.column}"


def report(problems: Sequence[Problem], form: str, catalogue: Catalogue) -> str:
    """All problems in one of FORMATS."""
    return {"text": _text, "json": _json, "github": _github, "gitlab": _gitlab}[form](problems, catalogue)


def said(failure: Failure, catalogue: Catalogue) -> str:
    """Why a command could not go on: the problems behind it, then its sentences, a line each."""
    lines = [report(failure.problems, "text", catalogue)] if isinstance(failure, Broken) else []
    return "\n".join([*lines, *map(catalogue.say, failure.phrases)])


def count(problems: Sequence[Problem], severity: Severity) -> int:
    """How many of them are of the severity."""
    return sum(problem.severity is severity for problem in problems)


def _text(problems: Sequence[Problem], catalogue: Catalogue) -> str:
    lines: list[str] = []
    for problem in problems:
        kind = catalogue.label("severity", problem.severity)
        lines.append(f"{_place(problem)}: {kind} [{problem.code}]")
        lines.append(f"    {sentence(problem, catalogue)}")
        lines.append(f"    {catalogue.text('commands.hint', hint=sentence(problem, catalogue, 'hint'))}")
    errors, warnings = count(problems, Severity.ERROR), count(problems, Severity.WARNING)
    lines.append(catalogue.text("commands.summary", errors=errors, warnings=warnings))
    return "\n".join(lines)


def _json(problems: Sequence[Problem], catalogue: Catalogue) -> str:
    document = {
        "errors": count(problems, Severity.ERROR),
        "warnings": count(problems, Severity.WARNING),
        "problems": [
            {
                "file": problem.file,
                "line": problem.mark.line,
                "column": problem.mark.column,
                "severity": str(problem.severity),
                "code": problem.code,
                "message": sentence(problem, catalogue),
                "hint": sentence(problem, catalogue, "hint"),
            }
            for problem in problems
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _github(problems: Sequence[Problem], catalogue: Catalogue) -> str:
    return "\n".join(
        f"::{problem.severity} file={_escaped(problem.file, ':,')},line={problem.mark.line},"
        f"col={problem.mark.column},title={problem.code}::"
        f"{_escaped(sentence(problem, catalogue) + ' ' + sentence(problem, catalogue, 'hint'))}"
        for problem in problems
    )


def _gitlab(problems: Sequence[Problem], catalogue: Catalogue) -> str:
    """GitLab's Code Quality report. A fingerprint has no line, so that a problem stays the same one when it moves."""
    found, times = [], Counter[str]()
    for problem in problems:
        told = f"{sentence(problem, catalogue)} {sentence(problem, catalogue, 'hint')}"
        same = f"{problem.file}\0{problem.code}\0{told}"
        times[same] += 1
        found.append(
            {
                "description": told,
                "check_name": problem.code,
                "fingerprint": sha256(f"{same}\0{times[same]}".encode("utf-8", "surrogatepass")).hexdigest(),
                "severity": "major" if problem.severity is Severity.ERROR else "minor",
                "location": {"path": problem.file, "lines": {"begin": problem.mark.line}},
            }
        )
    return json.dumps(found, ensure_ascii=False, indent=2)


def _escaped(text: str, more: str = "") -> str:
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text
