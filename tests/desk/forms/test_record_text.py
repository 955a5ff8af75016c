"""Between the text of a record and its form nothing is lost, and what is typed is taken as it is."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.desk.forms.form import record_form
from generator.desk.forms.posted import SHOWN, clean, value_posted
from generator.desk.forms.record_text import RecordText, new_text, taken_apart
from generator.model.node import plain
from generator.read.nodes import read_mapping
from generator.types import Field, RecordType, registry
from generator.types.example import example as example_of
from generator.types.findings import Findings
from generator.types.kind import read_fields
from tests.desk.forms.browser import Nothing, posts
from tests.written.test_taken_as_said import HOSTILE

KNOWN = registry()
FILE = "records/2017/jichu/03-08-committee-meeting.md"
MEETING = ("committee_meeting",)
GOOD = """\
---
# 本月的会
类型: 支部委员会
日期: 2017-03-08
地点:   # 在哪里举行

主持人: 支部书记  # 书记
应到: 5
决议:
  - {内容: 通过学习计划, 赞成: 4, 反对: 0, 弃权: 0}
  # 还有一条
  - 内容: 通过经费
    赞成: 4
# 下面的以后再填
议题: [研究一季度工作, 学习]
---

会议内容

---
第二部分
"""


def apart(text: str, file: str = FILE) -> RecordText:
    return taken_apart(file, text.encode())


@pytest.mark.parametrize("kind", KNOWN.types.values(), ids=lambda kind: kind.id)
def test_the_example_of_every_type_goes_through_its_form(kind: RecordType) -> None:
    """File to form, form to browser, back, and into the same file or a new one."""
    made = example_of(kind, KNOWN)
    text = made.text("照平常写。")
    found = apart(text, f"records/{made.path}")
    assert found.whole
    assert not found.hidden
    assert found.types == (kind.id,)
    form = record_form((kind,), found.values, Nothing())
    posted = posts(form)
    values = {
        each.name: value_posted(each.field, each.name, posted) for each in form.boxes if each.name in posted[SHOWN]
    }
    assert found.changed(values, found.body) == text
    again = apart(new_text((kind.id,), values, found.body), f"records/{made.path}")
    assert again.values == found.values
    assert again.body == found.body


def test_only_what_was_changed_is_written_anew() -> None:
    found = apart(GOOD)
    assert found.whole
    assert found.changed(found.values, found.body) == GOOD
    changed = found.changed({**found.values, "place": "第一会议室", "expected": "６人", "title": "例会"})
    said = GOOD.replace("地点:   # 在哪里举行\n", "地点: 第一会议室\n").replace("应到: 5", "应到: 6")
    assert changed == said.replace("学习]\n", "学习]\n标题: 例会\n")
    gone = found.changed({"resolutions": []}, "别的内容")
    assert "决议" not in gone
    assert gone.endswith("议题: [研究一季度工作, 学习]\n---\n别的内容\n")
    assert apart(gone).body == "别的内容"


def test_what_a_form_cannot_show_stays() -> None:
    found = apart(GOOD.replace("主持人: 支部书记  # 书记", "主持人: [甲, 乙]"))
    assert [each.id for each in found.hidden] == ["chair"]
    assert "主持人: [甲, 乙]" in found.changed({**found.values, "expected": "7"})
    unknown = apart(GOOD.replace("应到: 5", "天气: 晴\n应到: 5"))
    assert unknown.whole
    assert "天气: 晴" in unknown.changed({**unknown.values, "expected": "7"})


def test_lines_that_are_no_yaml_are_put_in_form_first() -> None:
    found = apart(GOOD.replace("主持人: 支部书记  # 书记", "主持人：支部书记").replace("应到: 5", "应到: 5人"))
    assert (found.whole, found.mended) == (True, True)
    assert found.values["chair"] == "支部书记"


@pytest.mark.parametrize(
    "text",
    [
        "没有围栏\n",
        "---\n类型: 支部委员会\n",
        "---\n类型: 茶话会\n日期: 2017-03-08\n---\n",
        "---\n{类型: 支部委员会, 日期: 2017-03-08}\n---\n",
        "---\n类型: 支部委员会\n地点: 甲\n地点: 乙\n---\n",
        "---\n类型: 支部委员会\n应到: 5\n应到人数: 5\n---\n",
        "---\n类型: &a 支部委员会\n地点: *a\n---\n",
        "---\n类型: 支部委员会\n地点: [甲\n---\n",
        "",
        "\x00",
    ],
)
def test_what_no_form_can_show_is_left_as_text(text: str) -> None:
    found = apart(text)
    assert not found.whole
    assert found.page.text == text


texts = st.sampled_from(HOSTILE) | st.text(max_size=20)
FIELDS = {
    name: field
    for kind in ("mass_survey", "public_notice", "structure_statistics", "problem_search")
    for name, field in KNOWN.types[kind].fields.items()
    if name != "branches"  # of a meeting its own branch is meant
} | {name: KNOWN.shared[name] for name in ("place", "agenda", "resolutions", "title", "leave_list", "chair")}


def names_of(declared: Field) -> list[str]:
    """The names of all that can be typed into the field; of rows two."""
    if declared.kind == "entries":
        return [f"{declared.id}.{row}.{part.id}" for row in range(2) for part in declared.fields.values()]
    if declared.kind in ("counts", "scores"):
        return [f"{declared.id}.{row}.{part}" for row in range(2) for part in ("key", "figure")]
    if declared.fields:
        return [f"{declared.id}.{part.id}" for part in declared.fields.values()]
    return [f"{declared.id}.0", f"{declared.id}.1"] if declared.kind == "span" else [declared.id]


ALL = [name for field in FIELDS.values() for name in names_of(field)]


@given(st.dictionaries(st.sampled_from(ALL), texts, max_size=12))
@settings(max_examples=150, deadline=None)
def test_what_is_typed_never_becomes_structure(typed: dict[str, str]) -> None:
    """Whatever is typed anywhere: the file has the fields that were filled in, each with what was typed in it."""
    posted = {name: [text] for name, text in typed.items()}
    values = {name: value_posted(field, name, posted) for name, field in FIELDS.items()}
    names = KNOWN.fields_by_name(MEETING)
    for text in (new_text(MEETING, {"date": "2017-03-08", **values}, "正文"), apart(GOOD).changed(values, "正文")):
        findings = Findings(FILE)
        front = text.split("\n---\n", 1)[0].removeprefix("---\n")
        mapping = read_mapping(front, findings, 2, names)
        assert mapping is not None
        assert not findings.problems, (front, findings.problems)
        found = {names[key.text].id: plain(node) for key, node in mapping.pairs}
        assert found.keys() <= {*FIELDS, "type", "date", "expected"}, front
        for name in ("place", "title", "chair"):
            assert (found.get(name) or "") == said(typed, name), (front, name)
        lines = [line.strip() for line in said(typed, "agenda").split("\n") if line.strip()]
        assert (found.get("agenda") or []) == lines
        rows = read_fields(mapping, names, Findings(FILE)).rows("resolutions")
        wanted = [each for row in (0, 1) if (each := said(typed, f"resolutions.{row}.text"))]
        assert [row.text("text") for row in rows if row.says("text")] == wanted
        assert apart(text).body == "正文"


def said(typed: dict[str, str], name: str) -> str:
    return clean(typed.get(name, "")).strip()


@given(st.text(max_size=60))
@example("---\n类型: 通报\n---")
@settings(max_examples=60, deadline=None)
def test_minutes_are_minutes(body: str) -> None:
    found = apart(new_text(MEETING, {"date": "2017-03-08"}, clean(body)))
    assert found.values == {"type": ["支部委员会"], "date": "2017-03-08"}
    assert found.body == (clean(body).strip("\n") if clean(body).strip() else "")
