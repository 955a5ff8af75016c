"""A pack as written to rules that judge."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.judge.kinds import kinds
from generator.judge.kinds.cadence import Cadence
from generator.judge.rules import Compiled, compile_pack
from generator.model.period import Period
from generator.model.problem import Problem, Severity
from generator.read.pack import read_pack
from generator.types.findings import Findings
from tests.read.marked import unmarked

HEAD = "valid_from: 2016-01-01\nstandards: {1: {name: 甲, points: 4}}\nrules:\n"
GOOD = "- {id: A1, standard: 1, points: 4, kind: cadence, types: [dues], period: month, clause: 原话}\n"


def compiled(folder: Path, rule: str) -> tuple[Compiled, tuple[Problem, ...]]:
    path = folder / "trial.yml"
    path.write_text(HEAD + rule, "utf-8")
    findings = Findings("content/standards/trial.yml")
    pack = read_pack(path, findings.file, {}, findings)
    assert pack is not None, findings.problems
    return compile_pack(pack)


def test_every_parameter_is_read_by_its_kind(tmp_path: Path) -> None:
    found, problems = compiled(tmp_path, GOOD)
    assert problems == ()
    assert found.kinds == {"A1": Cadence(types_=("dues",), period=Period("month"))}
    assert found.rule_ids == {"A1"}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("{id: A1, standard: 1, points: 4, kind: cadence", "{id: A1, standard: 1, points: 4, kind: ▸cadenza",
         "unknown_kind"),
        ("period: month", "perio: ▸month", None),
        ("period: month", "▸perio: month", "parameter_unknown"),
        ("period: month", "period: month, ▸zzz: 1", "parameter_unknown"),
        ("period: month", "period: ▸week", "parameter_period"),
        ("types: [dues]", "types: [▸due]", "parameter_type"),
        ("types: [dues]", "types: ▸dues", "parameter_list"),
        ("{id: A1, standard: 1, points: 4, kind: cadence, types: [dues], period: month",
         "▸{id: A1, standard: 1, points: 4, kind: cadence, types: [dues]", "parameter_missing"),
        ("period: month", "period: month, min: ▸-1", "parameter_whole"),
    ],
)  # fmt: skip
def test_wrong_at_its_place(tmp_path: Path, old: str, new: str, code: str | None) -> None:
    assert GOOD.count(old) == 1
    text, (line, column) = unmarked(GOOD.replace(old, new))
    found, (problem,) = compiled(tmp_path, text)
    assert found.kinds == {}
    assert (problem.file, problem.severity) == ("content/standards/trial.yml", Severity.ERROR)
    assert (problem.args["rule"], problem.args["kind"]) == ("A1", "cadenza" if "cadenza" in text else "cadence")
    if code is not None:
        assert (problem.code, problem.mark.line, problem.mark.column) == (code, line + 3, column)


@pytest.mark.parametrize(("written", "known"), [("perio", "period"), ("mins", "min"), ("targetes", "target")])
def test_the_nearest_parameter_is_named(tmp_path: Path, written: str, known: str) -> None:
    _, (problem,) = compiled(tmp_path, GOOD.replace("period: month", f"{written}: month"))
    assert problem.args["known"] == known


def test_where_none_is_near_all_are_named(tmp_path: Path) -> None:
    _, (problem,) = compiled(tmp_path, GOOD.replace("period: month", "zzz: month"))
    assert {"types", "period", "min"} <= set(str(problem.args["known"]).split("、"))


def test_a_parameter_missing_is_named(tmp_path: Path) -> None:
    _, (problem,) = compiled(tmp_path, GOOD.replace(", period: month", ""))
    assert problem.args["parameter"] == "period"


def test_a_wrong_rule_leaves_the_others(tmp_path: Path) -> None:
    other = GOOD.replace("A1", "A2").replace("points: 4, ", "").replace("cadence", "cadenza")
    found, problems = compiled(tmp_path, GOOD + other)
    assert (set(found.kinds), [problem.args["rule"] for problem in problems]) == ({"A1"}, ["A2"])


def test_an_unknown_kind_names_those_there_are(tmp_path: Path) -> None:
    _, (problem,) = compiled(tmp_path, GOOD.replace("cadence", "cadenza"))
    assert str(problem.args["options"]).split("、") == sorted(kinds())


def test_every_kind_stands_under_its_name_in_its_own_file() -> None:
    assert {name: kind.__module__ for name, kind in kinds().items()} == {
        name: f"generator.judge.kinds.{name}" for name in kinds()
    }
    assert all(kind.__doc__ for kind in kinds().values())
