"""What is written is read again with the same values, and nothing is said against it."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.model.node import Mapping, plain
from generator.model.values import Values
from generator.read.layout.names import clean
from generator.read.nodes import read_mapping
from generator.types import Field, RecordType, registry
from generator.types.findings import Findings
from generator.types.kind import read_fields
from generator.written import document_text, free_stem, record_text

TRICKY = [
    "：",
    ": ",
    "#",
    " #",
    "地点：",
    "应到:5",
    "- ",
    "[",
    "{",
    "&a",
    "*b",
    "!c",
    "|",
    ">",
    "'",
    '"',
    "\\",
    "~",
    "null",
]
TEXTS = st.lists(st.sampled_from(TRICKY) | st.text(max_size=4), max_size=6).map("".join).map(clean).filter(str.strip)
DAYS = st.dates(date(2001, 1, 1), date(2099, 12, 31))


def _values(field: Field, texts: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    """Values of the field as reading gives them."""
    counts = st.integers(*(field.between or (0, 10**6)))
    figures = st.fractions(0, 999, max_denominator=8).filter(lambda each: 10**6 % each.denominator == 0)
    ids = st.sampled_from([each.id for each in field.choices]) if field.choices else texts.map(str.strip)
    points = figures | st.sampled_from(["met", "not_met"])
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "count": counts,
        "number": figures,
        "date": DAYS,
        "flag": st.booleans(),
        "year": st.integers(2001, 2099),
        "month": st.sampled_from(["2017-01", "2017-Q1"]),
        "window": st.sampled_from(["2017-01", "2017-H2"]),
        "times": st.sampled_from([("14:00", "15:30"), ("08:05", None)]),
        "choice": ids,
        "days": st.lists(DAYS, min_size=1, max_size=3).map(tuple),
        "span": st.tuples(DAYS, DAYS).map(sorted).map(tuple),
        "scores": st.dictionaries(st.sampled_from(["L02", "1"]), points, min_size=1),
        "counts": st.dictionaries(st.sampled_from(["35岁以下", "女"]), st.integers(0, 99), min_size=1),
        "types": st.just(("committee_meeting",)),
    }
    if field.kind in kinds:
        return kinds[field.kind]
    if field.kind in ("parts", "entries"):
        row = st.fixed_dictionaries({}, optional={name: _values(each, texts) for name, each in field.fields.items()})
        whole = row.filter(bool).filter(lambda found: set(field.needs) <= set(found))
        return whole if field.kind == "parts" else st.lists(whole, min_size=1, max_size=2).map(tuple)
    if field.kind in ("text", "branch", "rule", "record"):
        return ids
    return st.lists(ids, min_size=1, max_size=3).map(tuple)


def _said(value: object) -> object:
    """What a value says, however it is held."""
    if isinstance(value, dict):
        return {str(name): _said(each) for name, each in value.items()}
    return tuple(map(_said, value)) if isinstance(value, list | tuple) else value


def _fields(kind: RecordType) -> dict[str, Field]:
    own = dict(kind.fields)
    return own | {name: each for name, each in registry().shared.items() if name not in {"type", "date", *own}}


@st.composite
def records(draw: st.DrawFn) -> tuple[RecordType, dict[str, object]]:
    kind = draw(st.sampled_from([*registry().types.values()]))
    fields = _fields(kind)
    names = draw(st.lists(st.sampled_from([*fields]), max_size=6, unique=True))
    return kind, {name: draw(_values(fields[name], TEXTS)) for name in names}


@given(records(), DAYS)
@settings(max_examples=200, deadline=None)
def test_a_record_is_read_as_it_was_written(record: tuple[RecordType, dict[str, object]], day: date) -> None:
    kind, fields = record
    text = record_text((kind.id,), day, fields, fenced=False)
    names, findings = registry().fields_by_name((kind.id,)), Findings("records/2017/jichu/x.yml")
    mapping = read_mapping(text, findings, 1, registry().fields_by_name(()))
    assert mapping is not None, text
    values = read_fields(mapping, names, findings)
    assert not findings.problems, (text, findings.problems)
    assert _said(values) == _said({"type": (kind.id,), "date": day, **fields}) | {"type": (kind.zh[0],)}, text


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(clean))
@example("null")
@example("a\nb")
def test_any_text_is_read_back_by_yaml(text: str) -> None:
    node = read_mapping(record_text(("activity",), date(2017, 3, 8), {"title": text}, fenced=False), Findings("x.yml"))
    assert isinstance(node, Mapping) and plain(node) == {"类型": "主题实践活动", "日期": "2017-03-08", "标题": text}


def test_what_is_nothing_is_left_out_and_names_may_be_chinese() -> None:
    votes = [{"内容": "通过", "赞成": 4, "弃权": None}]
    fields = {"地点": "礼堂", "chair": None, "决议": votes, "公开范围": "members"}
    text = record_text(("committee_meeting",), date(2017, 3, 8), fields, "内容\n")
    assert text == (
        "---\n类型: 支部委员会\n日期: 2017-03-08\n地点: 礼堂\n决议:\n  - {内容: 通过, 赞成: 4}\n公开范围: 党员\n"
        "---\n内容\n"
    )
    several = record_text(("member_meeting", "party_lecture"), date(2017, 3, 8), {"题目": "一\n二"}, fenced=False)
    assert several == '类型: [支部党员大会, 党课]\n日期: 2017-03-08\n题目: "一\\n二"\n'


def test_lists_are_written_row_by_row() -> None:
    row = Values({"id": "P1", "standard": "3", "source": "self", "found_on": date(2017, 10, 12)})
    assert document_text("rectification", {"problems": [row], "tasks": []}) == (
        "问题清单:\n  - 序号: P1\n    标准: 3\n    来源: 自查\n    发现日期: 2017-10-12\n任务清单: []\n"
    )


def test_a_name_that_is_taken_gets_a_number() -> None:
    kind, taken = registry().types["committee_meeting"], {"03-08-committee-meeting", "03-08-committee-meeting-2"}
    assert free_stem(date(2017, 3, 8), kind, taken.__contains__) == "03-08-committee-meeting-3"
    assert free_stem(date(2017, 3, 9), kind, taken.__contains__) == "03-09-committee-meeting"
