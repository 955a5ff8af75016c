"""YAML to nodes: every scalar as written, every refusal at its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.node import Listing, Mapping, Mark, Scalar, plain
from generator.read.composing import MAX_DEPTH
from generator.read.nodes import read_mapping
from generator.types.findings import Findings


def read(text: str, first_line: int = 1) -> tuple[Mapping | None, list[tuple[str, int, int]]]:
    """The mapping, and code, line and column of every problem."""
    findings = Findings("a.yml")
    found = read_mapping(text, findings, first_line)
    return found, [(each.code, each.mark.line, each.mark.column) for each in findings.problems]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 08", "08"),
        ("a: 07325", "07325"),
        ("a: 14:30", "14:30"),
        ("a: 否", "否"),
        ("a: no", "no"),
        ("a: true", "true"),
        ("a: 2017-03-08", "2017-03-08"),
        ("a: 0x5", "0x5"),
        ("a: 1_000", "1_000"),
        ("a: ", None),
        ("a: ~", None),
        ("a: null", None),
        ("a: ''", ""),
        ("a: '~'", "~"),
        ("a: [x, ~, '']", ["x", None, ""]),
        ("a: {b: 01, c: [d]}", {"b": "01", "c": ["d"]}),
        ("a: |\n  x\n  y\n", "x\ny\n"),
        ("a: x # y", "x"),
        ("a: !!str 08", "08"),
    ],
)
def test_nothing_is_typed(text: str, value: object) -> None:
    found, problems = read(text)
    assert problems == []
    assert found is not None
    assert plain(found) == {"a": value}


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "   \n"])
def test_an_empty_text_is_an_empty_mapping(text: str) -> None:
    found, problems = read(text, 2)
    assert found == Mapping((), Mark(2, 1))
    assert problems == []


def test_places_count_from_the_first_line_given() -> None:
    found, _ = read("学: 一\nb: [x,\n  {c: d}]\n", first_line=2)
    assert found is not None
    assert [(key.mark, value.mark) for key, value in found.pairs] == [
        (Mark(2, 1), Mark(2, 4)),
        (Mark(3, 1), Mark(3, 4)),
    ]
    listing = found.get("b")
    assert isinstance(listing, Listing)
    assert [item.mark for item in listing.items] == [Mark(3, 5), Mark(4, 3)]
    assert found.keys() == ["学", "b"]
    assert found.get("c") is None


def nested(depth: int) -> list[object]:
    """So many lists in each other."""
    return [nested(depth - 1)] if depth > 1 else []


@pytest.mark.parametrize(
    ("text", "problem", "left"),
    [
        ("a: 1\nb: [\n", ("unclosed", 2, 5), {"a": "1"}),
        ("a: 1\nb: [x, y\n\n\n", ("unclosed", 2, 4), {"a": "1"}),
        ('a: 1\nb: "x\nc: d\n', ("unclosed", 2, 4), {"a": "1", "c": "d"}),
        ("a: 1\nb: [x\nc: d\n", ("unclosed", 2, 4), {"a": "1", "c": "d"}),
        ("a: 1\n应到12人", ("no_colon", 2, 1), {"a": "1"}),
        ("a: 1\n应到12人\nb: 2\n", ("no_colon", 2, 1), {"a": "1", "b": "2"}),
        ("a: 'x", ("unclosed", 1, 4), None),
        ("a: 1\n---\nb: 2", ("several_documents", 2, 1), {"a": "1", "b": "2"}),
        ("a: 1\n...\n---\nb: 2", ("several_documents", 3, 1), {"a": "1", "b": "2"}),
        ("a: &x 1\nb: *x", ("alias", 1, 4), {"a": "1"}),
        ("a: &x [*x]", ("alias", 1, 4), {"a": []}),
        ("a: !!python/name:os.system x", ("tag", 1, 4), {}),
        ("a: 1\nb: !mine x", ("tag", 2, 4), {"a": "1"}),
        ("a: 1\nb: 2\na: 3", ("key_twice", 3, 1), {"a": "1", "b": "2"}),
        ("c: {x: 1, x: 2}", ("key_twice", 1, 11), {"c": {"x": "1"}}),
        ("? [a]\n: b", ("key_not_text", 1, 3), {}),
        ("{a: b}: c", ("key_not_text", 1, 1), {}),
        ("- a", ("not_a_mapping", 1, 1), None),
        ("\n\nword", ("not_a_mapping", 3, 1), None),
        ("a: " + "[" * 25 + "]" * 25, ("too_deep", 1, 4 + MAX_DEPTH), {"a": nested(MAX_DEPTH)}),
        ("a: 1\n[]\nb: 2", ("not_a_mapping", 2, 1), {"a": "1", "b": "2"}),
        ("a: 1\n{}", ("not_a_mapping", 2, 1), {"a": "1"}),
    ],
)
def test_refused_at_its_place_and_the_rest_is_read(text: str, problem: tuple[str, int, int], left: object) -> None:
    found, problems = read(text)
    assert (None if found is None else plain(found)) == left
    assert problems == [problem]
    assert read(text, first_line=2)[1] == [(problem[0], problem[1] + 1, problem[2])]


def test_every_fault_is_told_at_once() -> None:
    found, problems = read("a: [x\nb: 1\nc 2\nb: 3\nd: !!x y\ne: 'z\nf: 2\n")
    assert found is not None
    assert plain(found) == {"b": "1", "f": "2"}
    assert sorted(problems, key=lambda each: each[1:]) == [
        ("unclosed", 1, 4),
        ("no_colon", 3, 1),
        ("key_twice", 4, 1),
        ("tag", 5, 4),
        ("unclosed", 6, 4),
    ]


@pytest.mark.parametrize(
    ("text", "problem", "value"),
    [
        ("a: b: c", ("unnormalised", 1, 1), {"a": "b: c"}),
        ("a: *x", ("unnormalised", 1, 1), {"a": "*x"}),
        ("a: 1\n\tb: 2", ("spacing", 2, 2), {"a": "1", "b": "2"}),
        ("a:\n  b: 1\n\tc: 2", ("spacing", 3, 2), {"a": {"b": "1", "c": "2"}}),
        ("a: \x07", ("control_character", 1, 4), {"a": None}),
        ("a: 甲\u2028乙\nb: 丙\ufeff丁", ("invisible", 1, 5), {"a": "甲 乙", "b": "丙丁"}),
    ],
)
def test_read_with_a_reminder(text: str, problem: tuple[str, int, int], value: object) -> None:
    found, problems = read(text)
    assert found is not None
    assert plain(found) == value
    assert problems[0] == problem


def test_as_deep_as_allowed() -> None:
    found, problems = read("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH)
    assert problems == []
    assert found is not None


def test_a_great_depth_is_refused_too() -> None:
    assert read("a: " + "[" * 100_000)[0] is None


def test_a_written_empty_text_is_not_nothing() -> None:
    found, _ = read("a: ''\nb:\n")
    assert found is not None
    first, second = (value for _, value in found.pairs)
    assert isinstance(first, Scalar)
    assert isinstance(second, Scalar)
    assert (first.empty, second.empty) == (False, True)


@given(st.text("ab:-?[]{},#&*!|>'\"%@`\n\t ~学0\\.", max_size=40))
def test_any_text_is_a_mapping_or_an_error_within_it(text: str) -> None:
    found, problems = read(text)
    assert found is not None or problems
    for _, line, column in problems:
        assert 1 <= line <= text.count("\n") + 2  # what is never closed is missed after the last line
        assert column >= 1


def test_signs_that_nobody_sees_are_told_also_where_an_escape_writes_them() -> None:
    for sign, code in (("\\0", "control_character"), ("\\e", "control_character"), ("\\u202e", "invisible")):
        findings = Findings("x")
        found = read_mapping(f'地点: "第一{sign}会议室"\n', findings)
        assert [problem.code for problem in findings.problems] == [code]
        assert found is not None and found.pairs[0][1].text in ("第一会议室", "第一 会议室")  # type: ignore[union-attr]
    findings = Findings("x")
    read_mapping('地点: "第一\\t会议室\\n二"\n', findings)
    assert findings.problems == []
