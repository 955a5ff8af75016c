"""A hospital's, a company's, a street's pages speak of the hospital, the company, the street (and of no example)."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator.language import catalogue
from generator.language.unit import of_other_units, short_name_of, worded
from generator.model.organization import Organization
from generator.types import Audience
from tests.publish.served import served
from tests.school import School, branch, days, written

HOSPITAL = {"name": "中共仁和医院委员会", "short_name": "医院党委"}
STRANGE = re.compile("学校|校(?![验对准])|师生|示例|演示|2017|[‹›]")
QUOTED = re.compile(r'<(p|td) class="(rule|pack)__clause">.*?</\1>', re.DOTALL)
"""The plan's own words."""
IDENTIFIERS = re.compile(r"<(code|pre)\b.*?</\1>", re.DOTALL)
"""What is written in English by who likes that."""
AS_OF = "2024-03-01"


@pytest.fixture(scope="module")
def hospital(tmp_path_factory: pytest.TempPathFactory) -> School:
    school = School(tmp_path_factory.mktemp("root"), config={"campaigns": {2023: {}}})
    units = [branch("neike", name="内科党支部", valid_from="2019-01-01")]
    school.write("records/organization.yml", written({"committee": HOSPITAL, "branches": units}))
    for day in days("2023-*-08"):
        school.record(f"2023/neike/{day[5:]}-committee-meeting")
    school.record("2023/neike/04-05-dues-disclosure", {"period": "2023-Q1"})
    school.record("2023/_committee/10-25-inspection", {"branches": ["neike"]})
    school.record(
        "2023/_committee/12-01-bulletin",
        {"title": "通报", "kind": "situation", "issued_on": "2023-12-05", "as_of": "2023-11-30"},
    )
    for source, day in (("self-assessment", "12-02"), ("mass-survey", "12-04"), ("organization-review", "12-07")):
        school.record(f"2023/neike/{day}-{source}", {"round": "final"})
    return school


def texts(school: School, audience: str, *language: str) -> dict[str, str]:
    assert school.run(*language, "build", "--as-of", AS_OF, "--audience", audience).code == 0
    root = school.root / "site" / audience
    kinds = (".html", ".csv", ".json", ".xml", ".ics")
    return {
        path.relative_to(root).as_posix(): path.read_text("utf-8")
        for path in served(root)
        if path.suffix in kinds and "latest" not in path.parts
    }


@pytest.mark.parametrize("audience", [str(each) for each in Audience])
def test_a_hospital_reads_of_no_school(hospital: School, audience: str) -> None:
    found: dict[str, list[str]] = {}
    pages = texts(hospital, audience)
    packs = [each for each in json.loads(pages["2023/tables.json"])["tables"] if each["kind"].startswith("pack_")]
    clauses = {clause for each in packs for row in each["rows"] for clause in row["clause"].split("\n") if clause}
    for name, text in pages.items():
        own = QUOTED.sub("", text)
        for clause in clauses:
            own = own.replace(clause, "")
        strange = [own[max(0, hit.start() - 15) : hit.end() + 15] for hit in STRANGE.finditer(own)]
        if strange:
            found[name] = strange
    assert found == {}
    for name in ("guide/recorder", "guide/office", "guide/gate", "record-types"):
        assert re.search(r"\b2023-\d\d-\d\d|archive 2023\b", pages[f"2023/{name}.html"]), name
    assert "本院规定" in "".join(pages.values()) and "医院党委" in pages["2023/standards/five-good.html"]
    assert "本校规定" not in pages["2023/standards/five-good.html"]


def test_in_english_too(hospital: School) -> None:
    pages = texts(hospital, "committee", "--lang", "en")
    said = {
        name: text
        for name, text in pages.items()
        if re.search(r"\bschools?\b", IDENTIFIERS.sub("", QUOTED.sub("", text)))
    }
    assert set(said) == set()
    assert "hospital" in "".join(pages.values())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("中共示例职业学校委员会", "学校 全校 本校 师生 the school"),
        ("中共仁和医院委员会", "医院 全院 本院 职工 the hospital"),
        ("中国共产党长河机械有限公司委员会", "公司 全公司 本公司 职工 the company"),
        ("中共和平街道工作委员会", "街道 全街道 本街道 群众 the subdistrict"),
        ("中共幸福社区总支部委员会", "社区 全社区 本社区 群众 the community"),
        ("中共某某局机关委员会", "单位 全单位 本单位 群众 the unit"),
    ],
)
def test_words_by_what_the_name_ends_in(name: str, said: str) -> None:
    unit = Organization(name, short_name_of(name), ())
    assert worded("‹学校› ‹全校› ‹本校› ‹师生› the ‹school›", unit) == said
    assert catalogue("zh", unit).label("source", "local") == f"{said.split()[2]}规定"


def test_marked_years_are_moved_and_what_is_somebody_s_own_stays() -> None:
    text = "‹2016›-01-05，‹2017›1025，2017，‹学习强国›，‹"
    assert worded(text, None) == "2016-01-05，20171025，2017，‹学习强国›，‹"
    assert worded(text, None, 9) == "2025-01-05，20261025，2017，‹学习强国›，‹"


def test_names_by_which_only_others_are_called() -> None:
    hospital, school = (Organization(f"中共{name}委员会", "党委", ()) for name in ("仁和医院", "某某学校"))
    assert [of_other_units(each, hospital) for each in ("全院活动", "全校活动", "统一活动", "本单位指标")] == [
        False,
        True,
        False,
        False,
    ]
    assert not of_other_units("学校党委", school) and of_other_units("医院党委", school)


def test_the_pages_of_each_year_give_examples_of_that_year(hospital: School) -> None:
    """So those of a year that is over stay as they are, and are made again alike from its archive."""
    hospital.write("content/guide/own.md", "# 本院的网页\n\n2017年建院，‹2017›年开始。\n")
    hospital.record("2024/neike/01-08-committee-meeting")
    pages = texts(hospital, "members")
    for year in (2023, 2024):
        assert f"2017年建院，{year}年开始" in pages[f"{year}/guide/own.html"]
        assert f"{year}-03-08" in pages[f"{year}/guide/recorder.html"]
        assert f"{year}/jichu/03-08-committee-meeting.md" in pages[f"{year}/record-types.html"]


def test_a_unit_says_its_own_words(tmp_path: Path) -> None:
    school = School(tmp_path)
    own = {**HOSPITAL, "whole": "全中心", "here": "本中心"}
    school.write("records/organization.yml", written({"committee": own, "branches": [branch()]}))
    assert "本中心规定" in school.explain("M06", as_of="2017-12-01")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_said_on_the_screen_is_of_the_hospital(hospital: School, language: str) -> None:
    broken = hospital.write(
        "records/2023/neike/05-09-committee-meeting.md", "---\n类型: 支委会\n日期: 五月\n出席: 很多\n---\n"
    )
    rules = re.findall(r"^ *- id: ([A-Z]\d+)$", (hospital.root / "content/standards/five-good.yml").read_text(), re.M)
    assert len(rules) > 40
    asked = [["status", "--year", "2023"], ["status", "--branch", "neike"], ["due"], ["check"], ["notice", "check"]]
    asked += [["explain", rule, "--branch", "neike"] for rule in rules[::6]]
    said = ""
    for words in asked:
        dated = [] if words[0] == "check" else ["--as-of", "2023-12-20"]
        ran = hospital.run("--lang", language, *words, *dated)
        said += ran.out + ran.err
    broken.unlink()
    strange = re.sub("“[^”]*”|方案原文.*|plan says.*", "", said)
    assert re.findall(r".{0,20}(?:学校|全校|本校|师生|\bschools?\b|[‹›]).{0,20}", strange) == []
    assert ("医院党委" if language == "zh" else "hospital committee") in said
