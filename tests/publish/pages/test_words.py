"""Pages speak as a clerk of the trade writes: words of the program, raw keys and ids stand on none of them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator.language import catalogue
from generator.publish.cut.results import cut_result
from generator.publish.pages.papers.bulletin_draft import Draft
from generator.publish.pages.parts.attention import ATTENTION
from generator.types import Audience
from generator.workspace.workspace import Workspace
from tests.publish.conftest import AUDIENCES
from tests.publish.served import served

WORDS = ("关口", "条次", "得分卡", "规则包", "零容忍", "迟录", "现行有效", "已判定", "党委党委")
KEYS = r"\b(?:contradicted_by|listed_on|executed_by|not_met|recommendable|bands)\b|\b(?:plan|office|recorder)\.html"
_RECORD_IDS = r"20\d\d/[a-z_]+/\d\d-\d\d"
PATTERNS = (
    KEYS,
    _RECORD_IDS,
    r"(?<![第0-9])\d{1,2}期",
    r"判定\d",
    r"(?<![第一二三四年月日])[1-4]季度",
    r"“[^”]*“",
    r"\{\{|\{[a-z_]+\}",
)
"""Raw keys, ids and addresses, so many 期, quarters in digits, quotes inside quotes, places nobody filled in."""
_RECORD = re.compile(r"\d\d-\d\d-.*\.html")
_MARKUP = re.compile(r"<(script|style|code|pre)\b.*?</\1>|<[^>]+>", re.DOTALL)
_SAID_BY_PEOPLE = ("ledger.html", "rectification.html", "contrasts.html", "disclosure.html")


def _texts(site: Path) -> Iterator[tuple[str, str]]:
    """What readers see of pages that the program words; records, and lists of what is in them, are people's words."""
    for path in served(site):
        if path.suffix == ".html" and not _RECORD.fullmatch(path.name) and path.name not in _SAID_BY_PEOPLE:
            yield path.relative_to(site).as_posix(), html.unescape(_MARKUP.sub(" ", path.read_text("utf-8")))


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_word_of_the_program_on_a_page(school: Path, audience: str) -> None:
    unwanted = re.compile("|".join((*WORDS, *PATTERNS)))
    found = [
        (path, text[max(0, match.start() - 20) : match.end() + 20])
        for path, text in _texts(school / "site" / audience)
        for match in unwanted.finditer(text)
    ]
    assert not found


def test_no_sentence_of_the_catalogue_has_one() -> None:
    unwanted = re.compile("|".join(WORDS))
    assert not {code: text for code, text in catalogue("zh").sentences.items() if unwanted.search(text)}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_people_gave_comes_before_what_was_computed(school: Path, audience: str) -> None:
    pages = {path: text for path, text in _texts(school / "site" / audience) if path.startswith("2017/")}
    for path in ("2017/index.html", "2017/jichu/index.html", "2017/branches.html"):
        text = pages[path]
        assert re.search(r"首次评定\s.*?考核评定\s.*?系统测算分", text, re.DOTALL)
        assert "各条分值为本校规定" in text


def test_a_fault_leads_where_something_is_missing(school: Path) -> None:
    """No rule's code, and not what the rule asks for: its name, and what is missing."""
    home = (school / "site" / "public" / "2017" / "index.html").read_text("utf-8")
    listed = home[home.index('id="attention"') : home.index('id="committee"')]
    assert re.search(
        r"(?:没有召开|没有开|没有收齐|到会不足半数)[^（]*（.*?应.\d+次", html.unescape(_MARKUP.sub("", listed))
    )
    assert not re.search(r">\s*[LMOSRPG]\d\d\s*<", listed)


def test_a_draft_of_a_bulletin_contradicts_itself_nowhere(school: Path) -> None:
    workspace = Workspace(school, school, "zh")
    known = workspace.known(2017, date(2017, 11, 30))
    public = cut_result(known.result, workspace.compiled(2017).kinds, Audience.PUBLIC, "public", {}).result
    body = Draft(known, public, workspace.frame.organization, catalogue("zh")).body()
    good, problems = body[body.index("二、") : body.index("三、")], body[body.index("三、") : body.index("四、")]
    faulty = [
        branch.name
        for branch in workspace.frame.organization.branches
        if any(each.status in ATTENTION for each in public.branches[branch.id].rules.values())
    ]
    assert faulty
    for name in faulty:
        assert name not in good and f"）{name}：" in problems
    assert "（请补充" in good
    assert not re.search("[（(][A-Z][0-9]{2}[）)]", body), "rules are called by their names"
