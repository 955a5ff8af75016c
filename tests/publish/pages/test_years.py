"""The page of all years: what is archived, as which version and why, by which fingerprint, and how to check it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from generator.language import catalogue
from generator.model.frozen import Frozen, Moved
from generator.publish.engine import Version
from generator.publish.pages.filters import filters
from generator.publish.pages.words import Words
from generator.publish.pages.years import years_view
from generator.publish.render.renderer import Renderer
from generator.shipped import TEMPLATES

FIRST, SECOND = "12ab" * 16, "34cd" * 16


def frozen(version: int, fingerprint: str, reason: str = "", public: Path | None = None) -> Frozen:
    path = Path(f"archive/2017-v{version}")
    return Frozen(2017, version, path, fingerprint, reason, date(2018, 1, 20 + version), version == 2, public)


VERSIONS = (
    Version("2018", "2018年"),
    Version("2017", "2017（已归档）", "archived"),
    Version("2017-v1", "2017 第1版（已被取代）", "superseded"),
    Version("2016", "2016年"),
)
FROZEN = {
    "2017": frozen(2, SECOND, "<更正>一次活动", Path("archive/2017-v2-public")),
    "2017-v1": frozen(1, FIRST),
}


def moved(then: Frozen, now: Frozen | None) -> Moved | None:
    """A correction of one record; of what was frozen since then two are gone."""
    assert then.version == (1 if now else 2)
    return Moved(0, 1, 0) if now else Moved(0, 0, 2)


def page(language: str = "zh", known: dict[str, Frozen] = FROZEN) -> str:
    words = Words(catalogue(language))
    view = years_view(VERSIONS, known, "院党委", words, moved)
    return Renderer(TEMPLATES, words.catalogue, filters(words)).page("years", view)


def test_every_year_is_listed_newest_first_and_each_leads_to_its_home() -> None:
    addresses = ["2018/index.html", "2017/index.html", "2017-v1/index.html", "2016/index.html"]
    assert re.findall(r'href="([^"]+)"', page()) == addresses


def test_an_archived_year_says_its_version_day_reason_and_fingerprint() -> None:
    second, first = re.findall(r"(?s)<dl>(.*?)</dl>", page())
    assert "第2版" in second and "2018年1月22日" in second and "&lt;更正&gt;一次活动" in second
    assert "2017-v2；公开部分另存为2017-v2-public" in second
    assert " ".join(["34cd"] * 16) in second
    assert "与上一版相比</dt><dd>记录新增0件，改动1件，撤去0件" in second
    assert "归档以后</dt><dd>记录新增0件，改动0件，撤去2件" in second and "归档以后" not in first
    assert "第1版" in first and " ".join(["12ab"] * 16) in first and "更正原因" not in first


def test_only_a_year_that_is_made_is_this_year() -> None:
    assert re.findall(r'">([^<]+)</a> <span class="tag">本年度', page()) == ["2018年"]


def test_how_to_check_is_said_with_the_tools_of_any_computer_and_who_keeps_the_bags() -> None:
    for said in ("sha256sum tagmanifest-sha256.txt", "certutil -hashfile", "sha256sum -c", "bagit.py", "由院党委保管"):
        assert said in page()
    assert "bagit.py --validate 2017-v2" in page("en")


def test_where_nothing_is_archived_nothing_is_said_of_checking() -> None:
    assert "sha256sum" not in page(known={}) and "2017-v1/index.html" in page(known={})
