"""Rule packs as written: exact figures, sums that must come out, local figures laid over them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from generator.model.node import Mapping as Written
from generator.model.pack import Pack
from generator.model.problem import Severity
from generator.read.nodes import read_mapping
from generator.read.pack import read_pack
from generator.types.findings import Findings
from generator.types.quantities import read_figure
from tests.read.marked import unmarked

HEAD = """\
id: trial
title: 试行标准
valid_from: 2016-01-01
valid_to: 2018-07-01
total: 10
bands: {good: 9, poor: 1/2}
standards:
  1: {name: 甲, points: 4}
  2: {name: 乙, points: 6}
rules:
"""
A1 = "- {id: A1, standard: 1, kind: cadence, points: 4, types: [dues], period: month, source: plan, clause: 原话}\n"
B1 = (
    "- {id: B1, standard: 2, kind: ratio, points: 1.5, clause: [一, 二], gloss: {zh: 做到, en: Do}, reading: 月底, "
    "class: members}\n"
)
B2 = "- {id: B2, standard: 2, kind: ratio, points: 9/2, unit: committee, gloss: 做到, clause: 三}\n"
GATE = "- {id: G1, kind: step, unit: group, clause: 四}\n"
TRIAL = HEAD + A1 + B1 + B2 + GATE


def read(folder: Path, text: str, local: str = "") -> tuple[Pack | None, list[tuple[str, str, int, int]]]:
    path = folder / "trial.yml"
    path.write_text(text, "utf-8")
    findings = Findings("content/standards/trial.yml")
    laid = read_mapping(local, Findings("site_config.yml"))
    assert laid is not None
    overrides = {key.text: value for key, value in laid.pairs if isinstance(value, Written)}
    found = read_pack(path, "content/standards/trial.yml", overrides, findings)
    return found, [(str(each.severity), each.code, each.mark.line, each.mark.column) for each in findings.problems]


def test_a_pack(tmp_path: Path) -> None:
    found, problems = read(tmp_path, TRIAL)
    assert problems == []
    assert found is not None
    assert (found.id, found.title, found.total) == ("trial", "试行标准", 10)
    assert (found.valid_from, found.valid_to) == (date(2016, 1, 1), date(2018, 7, 1))
    assert [(each.id, each.name, each.points) for each in found.standards] == [("1", "甲", 4), ("2", "乙", 6)]
    assert found.bands == {"good": 9, "poor": Fraction(1, 2)}
    a1, b1, b2, g1 = found.rules
    assert (a1.points, b1.points, b2.points, g1.points) == (4, Fraction(3, 2), Fraction(9, 2), None)
    assert (a1.clause, b1.clause, b2.clause) == (("原话",), ("一", "二"), ("三",))
    assert (dict(b1.gloss), dict(b2.gloss)) == ({"zh": "做到", "en": "Do"}, {"zh": "做到"})
    assert (dict(a1.reading), dict(b1.reading)) == ({}, {"zh": "月底"})
    assert (a1.source, a1.figures, b1.source, b1.audience) == ("plan", "plan", "local", "members")
    assert (a1.unit, b2.unit, g1.unit) == ("branch", "committee", "branch")
    assert a1.parameters.keys() == ["types", "period"]
    assert g1.parameters.keys() == ["unit"]  # the kind's own word, unless it is the committee
    assert b2.parameters.keys() == []
    assert found.rule("B2") is b2
    assert found.rule("X") is None
    assert (a1.mark.line, a1.mark.column) == (11, 3)


@pytest.mark.parametrize(("year", "valid"), [(2015, False), (2016, True), (2018, True), (2019, False)])
def test_the_years_it_is_valid_in(tmp_path: Path, year: int, valid: bool) -> None:
    found, _ = read(tmp_path, TRIAL)
    assert found is not None
    assert found.valid_in(year) is valid


def test_the_least_that_must_be_there(tmp_path: Path) -> None:
    found, problems = read(tmp_path, "valid_from: 2016-01-01\nstandards: {1: {points: 4}}\nrules:\n" + A1)
    assert problems == []
    assert found is not None
    assert (found.id, found.title, found.total, found.valid_to) == ("trial", "trial", 4, None)
    assert found.standards[0].name == "1"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("total: 10", "total: ▸11", "pack_total"),
        ("total: 10", "total: ▸ten", "pack_figure"),
        ("points: 1.5", "points: ▸1.5000001", "pack_figure"),
        ("points: 1.5", "points: ▸-1", "pack_figure"),
        ("points: 1.5", "points: ▸3/0", "pack_figure"),
        ("  2: {name: 乙, points: 6}", "  ▸2: {name: 乙}", "pack_standard"),
        ("  2: {name: 乙, points: 6}", "  ▸2: 6", "pack_standard"),
        ("id: trial\ntitle: 试行标准\nvalid_from: 2016-01-01\n", "▸id: trial\n", "pack_valid_from"),
        ("valid_from: 2016-01-01", "valid_from: ▸soon", "not_a_date"),
        ("valid_to: 2018-07-01", "valid_to: ▸2018-02-30", "not_a_date"),
        ("{id: B1", "{id: ▸A1", "pack_rule_twice"),
        ("{id: B1, ", "▸{", "pack_rule"),
        ("{id: B1", "▸{id: 1B", "pack_rule"),
        ("{id: B1, standard: 2, kind: ratio,", "▸{id: B1, standard: 2,", "pack_rule"),
        ("{id: B1, standard: 2", "{id: B1, standard: ▸3", "pack_standard_unknown"),
        ("source: plan", "source: ▸own", "pack_choice"),
        ("class: members", "class: ▸all", "pack_choice"),
        (GATE, "- ▸gate\n", "pack_rule"),
    ],
)
def test_refused_at_its_place(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert TRIAL.count(old) == 1
    text, place = unmarked(TRIAL.replace(old, new))
    found, problems = read(tmp_path, text)
    assert found is None
    assert ("error", code, *place) in problems


def test_points_that_do_not_add_up(tmp_path: Path) -> None:
    found, problems = read(tmp_path, TRIAL.replace("points: 1.5", "points: 1"))
    assert found is None
    assert problems == [("error", "pack_sum", 9, 24)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id: trial", "id: [trial]"),
        ("title: 试行标准", "title: [试行标准]"),
        ("{name: 甲", "{name: [甲]"),
        ("clause: 原话", "clause: [[原话]]"),
        ("source: plan", "source: [plan]"),
        ("rules:\n", "bonus: {above_total: perhaps}\nrules:\n"),
    ],
)
def test_what_has_the_wrong_shape_is_shown_the_right_one(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "trial.yml"
    path.write_text(TRIAL.replace(old, new, 1), "utf-8")
    findings = Findings(path.name)
    assert read_pack(path, path.name, {}, findings) is None
    wrong = [problem for problem in findings.problems if problem.code.startswith("not_a_")]
    assert [bool(problem.args["example"]) for problem in wrong] == [True]


def test_pools_nobody_takes_from_are_told_in_their_order(tmp_path: Path) -> None:
    names = [f"pool{number}" for number in range(12)]
    items = "".join(f"  {name}: {{standard: 2, points: 0}}\n" for name in names)
    _, problems = read(tmp_path, TRIAL.replace("rules:\n", f"items:\n{items}rules:\n"))
    assert [(code, line) for _, code, line, _ in problems] == [("parameter_missing", 11 + each) for each in range(12)]


@pytest.mark.parametrize(
    ("text", "code"),
    [("valid_from: 2016-01-01\nrules: []\n", "pack_standards"), (HEAD.removesuffix("rules:\n"), "pack_rules")],
)
def test_a_pack_without_its_parts(tmp_path: Path, text: str, code: str) -> None:
    found, problems = read(tmp_path, text)
    assert found is None
    assert code in [each for _, each, _, _ in problems]


def test_a_rule_without_the_words_it_stands_for_is_told(tmp_path: Path) -> None:
    found, problems = read(tmp_path, TRIAL.replace(", clause: 三", ""))
    assert found is not None
    assert [(severity, line) for severity, _, line, _ in problems] == [("warning", 13)]


def test_local_figures_are_laid_over_and_named(tmp_path: Path) -> None:
    found, problems = read(tmp_path, TRIAL, "A1: {min: 2, period: quarter}\nB1: {points: 1.5}\n")
    assert problems == []
    assert found is not None
    a1, b1, b2, _ = found.rules
    assert (a1.local, b1.local, b2.local) == (("min", "period"), ("points",), ())
    assert {key.text: getattr(value, "text", None) for key, value in a1.parameters.pairs} == {
        "types": None,
        "min": "2",
        "period": "quarter",
    }


def test_local_points_must_add_up_too(tmp_path: Path) -> None:
    found, problems = read(tmp_path, TRIAL, "B1: {points: 2}\n")
    assert found is None
    assert [code for _, code, _, _ in problems] == ["pack_sum"]


def test_local_figures_for_a_rule_nobody_knows_are_told(tmp_path: Path) -> None:
    found, problems = read(tmp_path, TRIAL, "X9: {min: 2}\n")
    assert found is not None
    assert [(severity, code) for severity, code, _, _ in problems] == [("warning", "config_rule_unknown")]


def test_the_fingerprint_knows_the_local_figures(tmp_path: Path) -> None:
    first, second = read(tmp_path, TRIAL)[0], read(tmp_path, TRIAL, "A1: {min: 2}\n")[0]
    assert first is not None
    assert second is not None
    assert first.canonical != second.canonical


@pytest.mark.parametrize(
    ("text", "value"),
    [("4", Fraction(4)), ("0", Fraction(0)), ("1.5", Fraction(3, 2)), ("3/2", Fraction(3, 2)), ("08", Fraction(8)),
     ("1.", None), (".5", None), ("-1", None), ("1/0", None), ("1e3", None), ("1,5", None), ("", None), ("٤", None),
     ("1/2/3", None), ("1.2345678", None), ("9999999", None)],
)  # fmt: skip
def test_exact_figures(text: str, value: Fraction | None) -> None:
    assert read_figure(text) == value


def test_every_pack_of_the_project(tmp_path: Path) -> None:
    standards = Path(__file__).resolve().parents[2] / "content" / "standards"
    packs = sorted(standards.glob("*.yml"))
    assert standards / "five-good.yml" in packs
    for path in packs:
        findings = Findings(path.name)
        assert read_pack(path, path.name, {}, findings) is not None
        assert [each for each in findings.problems if each.severity is Severity.ERROR] == []
