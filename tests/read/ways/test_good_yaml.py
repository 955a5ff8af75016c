"""Good YAML is read as YAML reads it, and nobody is reminded of it: quotation marks, brackets, blocks, comments."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.language import catalogue
from generator.read.nodes import laid_out
from generator.types import Field, registry

NAMES = {type: registry().fields_by_name((type,)) for type in registry().types} | {
    name: each.by_name for name, each in registry().documents.items()
}
_PLAIN = (
    st.lists(st.text("学习研究王甲五AB5人年，。、（）-", min_size=1, max_size=5), min_size=1, max_size=3)
    .map(" ".join)
    .filter(lambda text: not text.startswith("-") and " -" not in text)
)
_ANY = st.text("学习甲A5人 :：#-*&!@%`|>?[]{},，'\"\\", min_size=1, max_size=12)
_ONE_LINE = (
    _PLAIN
    | _ANY.map(lambda text: json.dumps(text, ensure_ascii=False))
    | _ANY.map(lambda text: "'" + text.replace("'", "''") + "'")
)
_REMARK = st.sampled_from(["", "", "", "  # 说明", "  # 见附件: 二"])
_GAP = st.sampled_from(["", " "])
_COMMA = st.sampled_from([", ", ",", ",\n    ", ",\n", " , ", ",  # 说明\n    "])


@st.composite
def _flow(draw: st.DrawFn, names: tuple[str, ...] = ()) -> str:
    """A list between brackets, or names with values between braces."""
    items = draw(st.lists(_ONE_LINE, min_size=1, max_size=4))
    gap, last = draw(_GAP), draw(st.sampled_from(["", ",", "\n    ", "\n"]))
    if names:
        items = [f"{name}: {item}" for name, item in zip(names, items, strict=False)]
    inside = "".join(f"{draw(_COMMA) if number else ''}{item}" for number, item in enumerate(items))
    return f"{'{' if names else '['}{gap}{inside}{last}{gap}{'}' if names else ']'}"


@st.composite
def _block(draw: st.DrawFn) -> str:
    """Text over several lines, as | and > begin it or between quotation marks."""
    lines = draw(st.lists(_ANY.map(str.strip).filter(bool), min_size=1, max_size=4))
    if draw(st.booleans()):
        return '"' + "\n  ".join(json.dumps(line, ensure_ascii=False)[1:-1] for line in lines) + '"'
    return draw(st.sampled_from(["|", ">", "|-", ">-", "|2", "|  # 说明"])) + "".join(f"\n  {line}" for line in lines)


@st.composite
def _value(draw: st.DrawFn, field: Field) -> str:
    """What stands after a name, blank included."""
    inner = tuple(each.zh[0] for each in field.fields.values())
    match draw(st.sampled_from(["one", "one", "flow", "block", "list", "rows", "below", "more", "map"])):
        case "flow":
            return " " + draw(_flow() | _flow(inner)) + draw(_REMARK)
        case "block":
            return " " + draw(_block())
        case "list":
            column = draw(st.sampled_from(["", "  "]))
            return draw(_REMARK) + "".join(
                f"\n{column}- {item}{draw(_REMARK)}" for item in draw(st.lists(_ONE_LINE, min_size=1, max_size=3))
            )
        case "rows" if inner:
            rows = draw(st.lists(st.lists(_ONE_LINE, min_size=1, max_size=len(inner)), min_size=1, max_size=3))
            pairs = (zip(inner, row, strict=False) for row in rows)
            return "".join("\n  - " + "\n    ".join(f"{name}: {item}" for name, item in row) for row in pairs)
        case "map" if inner:
            items = draw(st.lists(_ONE_LINE, min_size=1, max_size=len(inner)))
            return "".join(f"\n  {name}: {item}{draw(_REMARK)}" for name, item in zip(inner, items, strict=False))
        case "below":
            return "\n  " + draw(_ONE_LINE)
        case "more":
            return " " + "\n  ".join(draw(st.lists(_PLAIN, min_size=2, max_size=3)))
        case _:
            return " " + draw(_ONE_LINE) + draw(_REMARK)


def _name(field: Field) -> st.SearchStrategy[str]:
    return st.sampled_from(field.zh).flatmap(lambda name: st.sampled_from([name, name, name, f'"{name}"', f"'{name}'"]))


@st.composite
def _heads(draw: st.DrawFn) -> tuple[str, str]:
    """Some lines, and what record or document they are of."""
    sort = draw(st.sampled_from([*NAMES]))
    every = [*{each.id: each for each in NAMES[sort].values() if each.zh}.values()]
    fields = draw(st.lists(st.sampled_from(every), min_size=1, max_size=4, unique_by=lambda each: each.id))
    between = st.sampled_from(["", "", "", "# 说明\n", "  # 说明\n", "\n"])
    return "".join(f"{draw(between)}{each.zh[0]}:{draw(_value(each))}\n" for each in fields), sort


@settings(max_examples=150, deadline=None)
@given(_heads())
def test_layout_leaves_good_yaml_alone(head: tuple[str, str]) -> None:
    text, sort = head
    laid = laid_out(text, NAMES[sort])
    told = [catalogue("zh").text(f"problems.{each.code}.message", **each.args) for each in laid.notes]
    assert (laid.text, told) == (text, [])
