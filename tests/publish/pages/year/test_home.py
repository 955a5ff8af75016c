"""The home page opens with the question of whoever reads it; each question is answered or leads to its answer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.workspace.workspace import Workspace
from tests.publish.one_page import page
from tests.school import School, branch

QUESTIONS = {"public": "现在公示什么", "member": "我的支部做了什么", "office": "谁没有做", "inspector": "怎样知道"}


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = School(tmp_path, branch(), branch("jidian"))
    school.record("2017/jichu/03-08-committee-meeting")
    return school


@pytest.mark.parametrize(
    ("audience", "order"),
    [
        ("public", ("public", "member", "office", "inspector")),
        ("members", ("member", "public", "office", "inspector")),
        ("committee", ("office", "member", "public", "inspector")),
    ],
)
def test_each_audience_is_answered_first_what_it_comes_for(
    school: School, audience: str, order: tuple[str, ...]
) -> None:
    html = page(school.root, "2017/index.html", audience, as_of="2017-05-31")
    places = [html.find(QUESTIONS[each]) for each in order]
    assert -1 not in places and places == sorted(places)
    assert ('href="office.html"' in html) == (audience == "committee")
    assert "现在没有正在公示的事项" in html


def test_every_standard_is_said_in_a_sentence_of_its_own_rules(school: School) -> None:
    html = page(school.root, "2017/index.html", as_of="2017-05-31")
    said = re.findall(r"<dd>看(.*?)。</dd>", html.partition('id="standards"')[2].partition("</details>")[0])
    (compiled, *_) = Workspace(school.root, school.root, "zh").packs.of(2017)
    pack = compiled.pack
    assert said == [
        "、".join(rule.term.said("zh") for rule in pack.rules if rule.standard == each.id) for each in pack.standards
    ]
