"""What people write is understood, told plainly, or asked: line by line of `written.txt`."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

from generator.language import catalogue
from generator.model.problem import Problem
from generator.read.compound_line import set_out
from generator.read.nodes import read_mapping
from generator.types import registry
from generator.types.findings import Findings
from generator.types.kind import read_fields
from generator.types.quantities import number_form

TYPES = ("committee_meeting", "dues", "member_appraisal", "waiver", "public_notice")
LINES = (Path(__file__).parent / "written.txt").read_text("utf-8").splitlines()
_CASE = re.compile(r"(?P<text>.*?) → (?P<field>\w+)=(?P<value>.*?)(?: !(?P<code>\w+))?(?P<hints>(?: \?\S.*?)*)")
_PARSER = re.compile(r"found character|did not find|while|could not|scanning|block mapping")
LEAST = 120
"""So many ways at least are kept here."""


def shown(value: object) -> str:
    """A value as the table writes it."""
    if isinstance(value, Fraction):
        return number_form(value)
    return value if isinstance(value, str) else str(_plain(value))


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat() if not isinstance(value, str) else value
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return tuple(map(_plain, value)) if isinstance(value, tuple) else value


def read(text: str) -> tuple[dict[str, object], list[Problem]]:
    names = registry().fields_by_name(TYPES)
    findings = Findings("records/2017/jichu/03-05-committee-meeting.md")
    mapping = read_mapping(text, findings, names=names)
    if mapping is None:
        return {}, findings.problems
    mapping, _ = set_out(mapping, names, 2017, findings)
    return dict(read_fields(mapping, names, findings)), findings.problems


def faults(line: str) -> list[str]:
    """In what a line of the table is not as it should be."""
    case = _CASE.fullmatch(line)
    assert case is not None, line
    values, problems = read(case["text"].replace("⏎", "\n"))
    found = []
    if (value := shown(values.get(case["field"]))) != case["value"]:
        found.append(f"{line}: {value}")
    told = [problem.code for problem in problems]
    if (case["code"] or None) not in (told or [None]):
        found.append(f"{line}: {told}")
    sentences = catalogue("zh")
    hints = " ".join(sentences.text(f"problems.{each.code}.hint", **each.args) for each in problems)
    found += (f"{line}: {hints}" for wanted in case["hints"].split(" ?")[1:] if wanted not in hints)
    return found


def test_every_way_of_writing() -> None:
    cases = [line for line in LINES if " → " in line]
    assert len(cases) >= LEAST
    assert [fault for line in cases for fault in faults(line)] == []


def test_each_sentence_stands_in_both_languages_without_a_word_of_the_parser() -> None:
    for line in LINES:
        if " → " not in line:
            continue
        for problem in read(line.partition(" → ")[0].replace("⏎", "\n"))[1]:
            for language in ("zh", "en"):
                for part in ("message", "hint"):
                    said = catalogue(language).text(f"problems.{problem.code}.{part}", **problem.args)
                    assert said.strip()
                    assert not re.search(
                        r"found character|did not find|while|could not|scanning|block mapping", said
                    ), said
