"""Packs beside the one that scores: judged, shown on pages of their own, never mixed into the score (design §4)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.packs.foreign import STANDARDS
from tests.school import School, branch, days

AS_OF = "2020-03-01"


@pytest.fixture
def school(tmp_path: Path) -> School:
    found = School(
        tmp_path,
        branch(groups=["g1"]),
        branch("jidian"),
        config={"packs": {"scoring": "five-good", "beside": ["regulation-2018"]}},
    )
    found.write("content/standards/regulation-2018.yml", (STANDARDS / "regulation-2018.yml").read_text("utf-8"))
    found.records("committee_meeting", days("2019-*-08", skip=[4]))
    found.record("2017/jichu/03-08-committee-meeting")
    return found


def built(school: School, *argv: str) -> Path:
    assert school.run("build", "--as-of", AS_OF, *argv).code == 0
    return school.root / "site/public"


def test_only_in_the_years_it_is_in_force(school: School) -> None:
    site = built(school)
    for unit in ("jichu", "jidian"):
        assert (site / f"2019/{unit}/beside.html").is_file()
        assert not (site / f"2017/{unit}/beside.html").exists()
    assert 'href="beside.html"' in (site / "2019/jichu/ledger.html").read_text("utf-8")
    assert 'href="beside.html"' not in (site / "2017/jichu/ledger.html").read_text("utf-8")


def test_each_rule_with_its_status_and_no_points(school: School) -> None:
    page = (built(school) / "2019/jichu/beside.html").read_text("utf-8")
    assert 'data-rule="B05" data-status="fail"' in page
    assert 'data-rule="B02" data-status="pass"' in page
    assert "条例要求" in page
    assert "方案原文" not in page
    assert "../standards/regulation-2018.html#B05" in page
    assert "04-08" not in page
    assert "03-08-committee-meeting.html" in page


def test_the_pack_page_says_when_it_is_in_force_and_nothing_of_points(school: School) -> None:
    site = built(school)
    for year, judged in (("2017", False), ("2019", True)):
        page = (site / f"{year}/standards/regulation-2018.html").read_text("utf-8")
        assert "满分" not in page
        assert ("不在施行期内" in page) != judged
    assert "满分" in (site / "2019/standards/five-good.html").read_text("utf-8")


def test_it_changes_nothing_of_the_score(school: School) -> None:
    def found() -> str:
        return json.dumps(school.status(year=2019, as_of=AS_OF)["branches"])

    with_it = found()
    school.write("site_config.yml", (school.root / "site_config.yml").read_text("utf-8").replace("regulation-2018", ""))
    assert found() == with_it


def test_it_follows_the_records(school: School) -> None:
    assert 'data-rule="B05" data-status="fail"' in (built(school) / "2019/jichu/beside.html").read_text("utf-8")
    school.record("2019/jichu/04-08-committee-meeting")
    assert 'data-rule="B05" data-status="pass"' in (built(school) / "2019/jichu/beside.html").read_text("utf-8")


def test_it_follows_the_pack(school: School) -> None:
    built(school)
    path = school.root / "content/standards/regulation-2018.yml"
    path.write_text(path.read_text("utf-8").replace("valid_from: 2018-10-28", "valid_from: 2019-02-01"), "utf-8")
    assert "2019年2月1日" in (built(school) / "2019/jichu/beside.html").read_text("utf-8")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_status_and_explain_by_the_pack(school: School, language: str) -> None:
    argv = ("--pack", "regulation-2018", "--year", "2019", "--as-of", AS_OF)
    ran = school.run("--lang", language, "status", *argv)
    assert ran.code == 0
    assert "0/8" in ran.out or "1/8" in ran.out
    found = json.loads(school.run("status", *argv, "--format", "json").out)
    assert (found["pack"], found["branches"]["jichu"]["rules"]["B05"]["status"]) == ("regulation-2018", "fail")
    ran = school.run("--lang", language, "explain", "B05", "--branch", "jichu", *argv)
    assert ran.code == 0
    assert ("条例要求" in ran.out) == (language == "zh")
    assert school.run("explain", "O02", "--branch", "jichu", *argv).code == 2
    assert school.run("explain", "B05", "--branch", "jichu", "--as-of", AS_OF).code == 2


@pytest.mark.parametrize(
    "argv", [("--pack", "nosuch"), ("--pack", "regulation-2018", "--year", "2017"), ("--pack", "regulation-2018")]
)
def test_a_pack_that_is_not_there_or_not_in_force(school: School, argv: tuple[str, ...]) -> None:
    day = "2020-03-01" if "--year" in argv or "nosuch" in argv else "2017-12-05"
    ran = school.run("status", *argv, "--as-of", day)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.strip()
