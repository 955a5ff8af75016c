"""No wrong hint: what a hint offers is put in the place of what it blames, to the letter, and the fault is gone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from generator.language import catalogue
from generator.model.problem import Problem
from generator.read.record import read_record
from generator.types import registry
from generator.types.findings import Findings
from tests.cases.files import ERRORS, WARNINGS, Case
from tests.read.test_record import SCHOOL
from tests.read.ways.test_ways_of_writing import LINES, read

_OFFERED = re.compile(
    r"(?:改写成|对齐后写成|例如|应为|分开写：|整段加上引号：|写成|的写|可以写“?)\s*(?P<form>[^；，（”]+|.+)"
)
_SEPARATE = re.compile(r"、(?=[^\s、:]+: )")
_NOT_OF_THE_LINE = frozenset(["incomplete", "out_of_range", "several_days", "bad_name", "name_not_ascii"])
"""What a hint of these says is not put in the place of the value alone."""
LEAST = 0.99
"""At least this share of the problems whose hints offer a replacement must be gone with it."""


def offered(problem: Problem) -> str:
    """The replacement that the hint gives; empty where it gives none."""
    if problem.code in _NOT_OF_THE_LINE:
        return ""
    if "form" in problem.args:
        return str(problem.args["form"])
    match = _OFFERED.search(catalogue("zh").text(f"problems.{problem.code}.hint", **problem.args))
    return match["form"].rstrip() if match else ""


def replaced(text: str, problem: Problem, form: str) -> str:
    """The text with the form where the problem points: a line for a line, a name for a name, a value for a value."""
    lines = text.split("\n")
    number, at = problem.mark.line - 1, problem.mark.column - 1
    line = lines[number]
    name = form.partition(":")[0]
    if problem.code == "list_begun":
        return "\n".join([*lines[:number], *form.split("⏎"), *lines[number + 2 :]])
    if problem.code == "spacing":
        new = [form]
    elif re.match(r"[^\s\[{\"']+: ", form) and name in registry().fields_by_name(()) and problem.code != "set_out":
        new = [re.sub(r"^(\s*).*$", lambda match: match[1] + form, line)]
        if problem.code == "unnormalised":
            new = [form]
    elif problem.code == "set_out":
        new = _SEPARATE.sub("\n", form).split("\n")
    elif problem.code == "unknown_field":
        new = [line[:at] + line[at:].replace(str(problem.args["field"]), form, 1)]
    elif form.startswith("- ") or re.match(r"[^\s]+: \S", form):
        new = [line[: len(line) - len(line.lstrip())] + form]
    else:
        new = [line[:at] + form]
    return "\n".join([*lines[:number], *new, *lines[number + 1 :]])


def of_lines() -> Iterator[tuple[str, Callable[[str], list[Problem]]]]:
    for line in LINES:
        if " → " in line:
            yield line.partition(" → ")[0].replace("⏎", "\n"), lambda text: read(text)[1]


def of_records(folder: Path) -> Iterator[tuple[str, Callable[[str], list[Problem]]]]:
    for case in (*ERRORS, *WARNINGS):
        if isinstance(case.content, str) and not case.also:
            yield re.sub("[▸▹]", "", case.content), _reader(folder, case)


def _reader(folder: Path, case: Case) -> Callable[[str], list[Problem]]:
    def problems(text: str) -> list[Problem]:
        path = folder / "record.md" if case.path.endswith(".md") else folder / "record.yml"
        path.write_text(text, "utf-8", errors="surrogatepass")
        findings = Findings(f"records/{case.path}")
        read_record(path, PurePosixPath(case.path), True, SCHOOL, findings)
        return findings.problems

    return problems


def tried(text: str, problems: Callable[[str], list[Problem]]) -> Iterator[tuple[bool, str]]:
    """For each problem whose hint offers a replacement: whether it is gone with it, and what was tried."""
    for problem in problems(text):
        form = offered(problem)
        if not form:
            continue
        mended = replaced(text, problem, form)
        left = [each for each in problems(mended) if each.code == problem.code and each.args == problem.args]
        yield not left, f"{problem.code} {problem.mark}: {text!r} → {mended!r}"


def test_following_the_hint_makes_it_right(tmp_path: Path) -> None:
    found = [each for text, problems in (*of_lines(), *of_records(tmp_path)) for each in tried(text, problems)]
    wrong = [said for gone, said in found if not gone]
    assert len(found) >= 150
    assert len(wrong) <= (1 - LEAST) * len(found), "\n".join(wrong)
