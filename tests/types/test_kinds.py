"""Each kind of field: what it takes, and what it refuses at which place."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from generator.model.node import Mark
from generator.model.values import Values
from generator.read.nodes import read_mapping
from generator.types import Field
from generator.types.field import Choice
from generator.types.findings import Findings
from generator.types.kind import read_fields
from generator.types.kinds import KINDS
from tests.sweep import over

CHOICES = (Choice("public", ("全校",), "School"), Choice("members", ("党员", "本支部"), "Members"))
PARTS = {
    "good": Field("good", ("好",), "Good", KINDS["count"]),
    "poor": Field("poor", ("差",), "Poor", KINDS["count"]),
}


def field(kind: str, **more: object) -> Field:
    return Field("it", ("此项", "又名"), "It", KINDS[kind], example="甲", **more)  # type: ignore[arg-type]


def read(declared: Field, text: str) -> tuple[Values, list[tuple[str, int, int]]]:
    """The values of a mapping written with that field alone, and its problems."""
    findings = Findings("a.yml")
    mapping = read_mapping(text, findings)
    assert mapping is not None
    values = read_fields(mapping, dict.fromkeys(declared.names, declared), findings)
    return values, [(each.code, each.mark.line, each.mark.column) for each in findings.problems]


def value(declared: Field, text: str) -> object:
    values, problems = read(declared, f"it: {text}")
    assert problems == []
    return values.get("it")


@pytest.mark.parametrize(
    ("kind", "text", "wanted"),
    [
        ("text", "第一会议室", "第一会议室"),
        ("text", "'  a '", "a"),
        ("text", "08", "08"),
        ("branch", "jichu", "jichu"),
        ("rule", "O02", "O02"),
        ("record", "2017/jichu/03-08-dues", "2017/jichu/03-08-dues"),
        ("count", "08", 8),
        ("number", "1.5", Fraction(3, 2)),
        ("number", "8", Fraction(8)),
        ("date", "2017-03-08", date(2017, 3, 8)),
        ("flag", "否", False),
        ("times", "14:00-15:30", ("14:00", "15:30")),
        ("year", "2017", 2017),
        ("month", "2017-Q1", "2017-Q1"),
        ("window", "2017-H1", "2017-H1"),
        ("lines", "一行", ("一行",)),
        ("lines", "[一, '', ~, 二]", ("一", "二")),
        ("types", "[支委会]", ("支委会",)),
        ("groups", "g1", ("g1",)),
        ("branches", "[a, b]", ("a", "b")),
        ("records", "[a]", ("a",)),
        ("files", "a.pdf", ("a.pdf",)),
        ("span", "[2017-03-01, 2017-03-31]", (date(2017, 3, 1), date(2017, 3, 31))),
        ("span", "[2017-03-01, 2017-03-01]", (date(2017, 3, 1), date(2017, 3, 1))),
        ("counts", "{30岁以下: 3, 以上: 9}", {"30岁以下": 3, "以上": 9}),
    ],
)
def test_taken(kind: str, text: str, wanted: object) -> None:
    assert value(field(kind), text) == wanted


@over("kind", sorted(KINDS.keys() - {"node"}))
@pytest.mark.parametrize("text", ["", "~", "null", "   "])
def test_nothing_written_is_nothing(kind: str, text: str) -> None:
    values, problems = read(field(kind, choices=CHOICES, fields=PARTS), f"it: {text}")
    assert (values, problems) == ({}, [])
    assert "it" in values.marks


@pytest.mark.parametrize("text", ["''", "'  '", "[]", "['', ~]"])
def test_empty_lines_are_nothing(text: str) -> None:
    assert value(field("lines"), text) is None


@pytest.mark.parametrize(
    ("kind", "text", "problem"),
    [
        *((kind, "[a]", (f"not_a_{kind}", 1, 5)) for kind in
          ("text", "count", "number", "date", "flag", "times", "year", "month", "window", "branch", "rule", "record")),
        *((kind, "{a: b}", (f"not_a_{kind}", 1, 5)) for kind in
          ("text", "date", "lines", "types", "groups", "branches", "records", "files", "span", "entries")),
        *((kind, "[a, [b]]", (f"not_a_{kind}", 1, 9)) for kind in ("lines", "types", "groups", "files")),
        *((kind, "word", (f"not_a_{kind}", 1, 5)) for kind in
          ("count", "number", "date", "flag", "times", "year", "month", "window", "span", "parts", "entries", "scores",
           "counts")),
        *((kind, "[a]", (f"not_a_{kind}", 1, 5)) for kind in ("parts", "scores", "counts")),
        ("choice", "[a]", ("not_a_choice", 1, 5)),
        ("choice", "所有人", ("not_a_choice", 1, 5)),
        ("entries", "[{good: 1}, a]", ("not_a_entries", 1, 17)),
        ("number", "1,5", ("not_a_number", 1, 5)),
        ("number", "-1", ("not_a_number", 1, 5)),
        ("number", "1e3", ("not_a_number", 1, 5)),
        ("number", "1/2", ("not_a_number", 1, 5)),
        ("date", "2017-02-30", ("impossible", 1, 5)),
        ("times", "25:00", ("impossible", 1, 5)),
        ("count", "9999999999", ("impossible", 1, 5)),
        ("count", "５", ("unnormalised", 1, 5)),
        ("date", "2017年3月8日", ("unnormalised", 1, 5)),
        ("span", "[2017-03-01]", ("not_a_span", 1, 5)),
        ("span", "[2017-03-01, 2017-03-02, 2017-03-03]", ("not_a_span", 1, 5)),
        ("span", "[2017-03-01, [a]]", ("not_a_span", 1, 18)),
        ("span", "[2017-03-01, soon]", ("not_a_span", 1, 18)),
        ("span", "[2017-03-02, 2017-03-01]", ("span_backwards", 1, 18)),
        ("counts", "{a: x}", ("not_a_counts", 1, 9)),
        ("counts", "{a: [1]}", ("not_a_counts", 1, 9)),
        ("scores", "{L02: x}", ("not_a_scores", 1, 11)),
        ("scores", "{L02: [1]}", ("not_a_scores", 1, 11)),
        ("scores", "{L02: -1}", ("not_a_scores", 1, 11)),
    ],
)  # fmt: skip
def test_refused_at_its_place(kind: str, text: str, problem: tuple[str, int, int]) -> None:
    declared = field(kind, choices=CHOICES, fields=PARTS)
    assert read(declared, f"it: {text}")[1] == [problem]


@pytest.mark.parametrize(
    ("text", "wanted"), [("全校", "public"), ("public", "public"), ("本支部", "members"), (" 党员 ", "members")]
)
def test_a_choice_by_any_of_its_names(text: str, wanted: str) -> None:
    assert value(field("choice", choices=CHOICES), text) == wanted


def test_lines_that_are_known_words_become_identifiers() -> None:
    assert value(field("lines", choices=CHOICES), "[本支部, 别的]") == ("members", "别的")


@pytest.mark.parametrize("name", ["it", "此项", "又名"])
def test_a_field_by_any_of_its_names(name: str) -> None:
    assert read(field("text"), f"{name}: a")[0] == {"it": "a"}


@pytest.mark.parametrize(("first", "second"), [("it", "此项"), ("此项", "又名"), ("又名", "it")])
def test_a_field_twice(first: str, second: str) -> None:
    values, problems = read(field("text"), f"{first}: a\n{second}: b")
    assert problems == [("field_twice", 2, 1)]
    assert values == {"it": "a"}


@pytest.mark.parametrize(("name", "near"), [("此顶", "此项"), ("ita", "it"), ("zzzz", "此项")])
def test_an_unknown_field_and_the_nearest_name(name: str, near: str) -> None:
    findings = Findings("a.yml")
    mapping = read_mapping(f"{name}: a", findings)
    assert mapping is not None
    read_fields(mapping, dict.fromkeys(("it", "此项"), field("text")), findings)
    (problem,) = findings.problems
    assert (problem.code, problem.args["near"], problem.mark) == ("unknown_field", near, Mark(1, 1))


def test_parts() -> None:
    declared = field("parts", fields=PARTS, needs=("good",))
    values, problems = read(declared, "it: {好: 3, poor: 1}")
    assert (values, problems) == ({"it": {"good": 3, "poor": 1}}, [])
    assert values.marks == {"it": Mark(1, 5), "it.good": Mark(1, 9), "it.poor": Mark(1, 18)}
    values, problems = read(declared, "it: {poor: 1}")
    assert (values, problems) == ({"it": {"poor": 1}}, [])
    assert read(declared, "it: {bad: 1}")[1] == [("unknown_field", 1, 6)]
    assert read(declared, "it: {好: 1, good: 1}")[1] == [("field_twice", 1, 12)]


def test_entries() -> None:
    declared = field("entries", fields=PARTS, needs=("good",))
    values, problems = read(declared, "it:\n- {好: 3}\n- {poor: 1, good: 0}\n")
    assert problems == []
    first, second = values["it"]  # type: ignore[misc]
    assert (first, first.mark, first.marks) == ({"good": 3}, Mark(2, 3), {"good": Mark(2, 7)})
    assert (second["good"], second.mark) == (0, Mark(3, 3))
    assert read(declared, "it:\n- {poor: 1}\n")[1] == [("entry_incomplete", 2, 3)]


@pytest.mark.parametrize(("kind", "text"), [("count", ""), ("count", "~"), ("text", "''"), ("text", "' '")])
def test_an_entry_whose_needed_part_is_left_empty_is_incomplete(kind: str, text: str) -> None:
    declared = field("entries", fields={"good": Field("good", ("好",), "Good", KINDS[kind])}, needs=("good",))
    assert read(declared, f"it:\n- {{good: {text}}}\n")[1] == [("entry_incomplete", 2, 3)]


def test_an_entry_whose_needed_part_is_wrong_is_told_that_alone() -> None:
    declared = field("entries", fields=PARTS, needs=("good",))
    assert read(declared, "it:\n- {good: many}\n")[1] == [("not_a_count", 2, 10)]


def test_scores() -> None:
    found = value(field("scores"), "{L02: 3, L01: 2.5, G02: not_met, G03: 达到}")
    assert found == {
        "L02": Fraction(3),
        "L01": Fraction(5, 2),
        "G02": "not_met",
        "G03": "met",
    }
    assert isinstance(found, Values)
    assert found.marks == {"L02": Mark(1, 11), "L01": Mark(1, 19), "G02": Mark(1, 29), "G03": Mark(1, 43)}


def test_items_of_a_list_keep_their_places() -> None:
    values, _ = read(field("lines"), "it: [a, '', b]")
    assert [values.mark_of(f"it.{number}") for number in range(2)] == [Mark(1, 6), Mark(1, 13)]
    values, _ = read(field("lines"), "it: a")
    assert values.mark_of("it.0") == Mark(1, 5)


def test_long_values_are_told_shortened() -> None:
    findings = Findings("a.yml")
    mapping = read_mapping("it: " + "学" * 500, findings)
    assert mapping is not None
    read_fields(mapping, {"it": field("count")}, findings)
    assert len(str(findings.problems[0].args["value"])) == 40


def test_a_name_may_stand_before_its_figure_is_known() -> None:
    assert value(field("scores"), "{L02: 3, L01: , G02: 未达到}") == {"L02": Fraction(3), "G02": "not_met"}
