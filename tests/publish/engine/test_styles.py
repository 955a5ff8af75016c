"""Material's style sheets as pages get them: what is off is out, all else stands in its order."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

from generator.publish.engine.styles import is_off, thinned
from tests.publish.served import served

SHEETS = {
    each.name: each.read_text("utf-8")
    for each in Path(str(files("material"))).joinpath("templates/assets/stylesheets").glob("*.css")
}


def test_rules_of_what_is_off_are_out_and_nothing_else() -> None:
    sheet = (
        '@charset "UTF-8";:root{--used:1px;--icon:url("data:image/svg+xml,<svg a=\'}\'>");--ours:2px}'
        ".md-post,.md-nav{color:red}.md-nav--post:hover{margin:var(--used)}"
        "@media print{.md-post__title:is(.a,.b){top:0}}@media screen{.md-nav:not(.md-post){top:0}[dir=rtl] .x{top:0}}"
        "@keyframes turn{0%{top:0}to{top:1px}}"
    )
    assert thinned({"a": sheet}, ["p{top:var(--ours)}"]) == {
        "a": '@charset "UTF-8";:root{--used:1px;--ours:2px}.md-nav{color:red}.md-nav--post:hover{margin:var(--used)}'
        "@media screen{.md-nav:not(.md-post){top:0}}@keyframes turn{0%{top:0}to{top:1px}}"
    }


def test_materials_own_are_much_less_and_ask_for_nothing_that_is_gone() -> None:
    whole = "".join(SHEETS.values())
    less = "".join(thinned(SHEETS).values())
    assert len(less) < 0.6 * len(whole) and less.count("{") == less.count("}")
    named = re.compile(r"(?<=[{;])(--[\w-]+):")
    asked = set(re.findall(r"var\((--[\w-]+)", less))
    assert asked & set(named.findall(whole)) <= set(named.findall(less))


def test_no_page_has_a_class_whose_look_is_out(school: Path) -> None:
    for page in served(school / "site/committee/2017"):
        if page.suffix == ".html":
            text = re.sub(r"<(pre|code|script)\b.*?</\1>", "", page.read_text("utf-8"), flags=re.DOTALL)
            names = {name for each in re.findall(r'\sclass="([^"]*)"', text) for name in each.split()}
            assert not [name for name in names if is_off(name)], page
