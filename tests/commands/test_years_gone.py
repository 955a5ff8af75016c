"""What no record stands for is not on the site (design §9): years come and go with their records."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.attached.samples import sample
from tests.publish.served import served
from tests.school import School, branch

AS_OF = ("--as-of", "2019-03-01")
RIGHT, WRONG = "2018/jichu/02-08-committee-meeting", "2071/jichu/02-08-committee-meeting"


@pytest.fixture
def school(tmp_path: Path) -> School:
    made = School(tmp_path / "root")
    for id in (RIGHT, "2017/jichu/02-08-committee-meeting"):
        made.record(id, {"attachments": ["a.pdf"]})
        made.write(f"records/{id}/a.pdf", sample("a.pdf"))
    return made


def build(school: School, *argv: str) -> None:
    ran = school.run("build", *AS_OF, *argv)
    assert ran.code == 0, ran


def site(school: School, audience: str = "public") -> set[str]:
    root = school.root / "site" / audience
    return {path.relative_to(root).as_posix() for path in served(root)}


def years(school: School, audience: str = "public") -> dict[str, list[str]]:
    text = (school.root / "site" / audience / "versions.json").read_text("utf-8")
    return {each["version"]: each["aliases"] for each in json.loads(text)}


def move(school: School, source: str, target: str) -> None:
    """The record and what is attached to it, with its date."""
    for suffix in (".md", ""):
        there = school.root / f"records/{target}{suffix}"
        there.parent.mkdir(parents=True, exist_ok=True)
        (school.root / f"records/{source}{suffix}").rename(there)
    text = (school.root / f"records/{target}.md").read_text("utf-8")
    school.write(f"records/{target}.md", text.replace(source[:4], target[:4]))


@pytest.mark.parametrize("full", [(), ("--full",)])
def test_a_mistyped_year_leaves_with_the_next_build(school: School, full: tuple[str, ...]) -> None:
    audiences = ("public", "members", "committee")
    move(school, RIGHT, WRONG)
    for audience in audiences:
        build(school, "--audience", audience)
        assert years(school, audience) == {"2071": ["latest"], "2017": []}
        assert (school.root / f"site/{audience}/2071/jichu/index.html").is_file()
    move(school, WRONG, RIGHT)
    for audience in audiences:
        build(school, "--audience", audience, *full)
        assert years(school, audience) == {"2018": ["latest"], "2017": []}
        assert not [name for name in site(school, audience) if "2071" in name]
        for page in ("index.html", "years.html", "latest/index.html", "2017/index.html"):
            assert "2071" not in (school.root / f"site/{audience}/{page}").read_text("utf-8")
        assert (school.root / f"site/{audience}/latest").resolve().is_relative_to(school.root / f"site/.{audience}")
    assert list((school.root / ".wuhao").rglob("*2071*")) == []
    attached = [name for name in site(school, "members") if name.endswith("a.pdf")]
    assert sorted(name.split("/")[0] for name in attached) == ["2017", "2018", "latest"]


def test_another_unit_s_records_in_the_same_root(school: School) -> None:
    """Those that were there first are deleted: their years, pages, attachments, search and feeds go with them."""
    build(school)
    before = site(school)
    for year in ("2017", "2018"):
        for path in sorted((school.root / f"records/{year}").rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
    school.organize(branch("neike", name="内科党支部"))
    school.record("2019/neike/02-08-committee-meeting")
    build(school)
    assert years(school) == {"2019": ["latest"]}
    assert {name.split("/")[0] for name in site(school) if "/" in name} == {"2019", "calendar", "latest"}
    gone = {name for name in before if name.startswith(("2017/", "2018/"))}
    assert gone and not gone & site(school)
    assert "jichu" not in " ".join(site(school))


def test_one_year_alone_keeps_the_others_that_have_records(school: School) -> None:
    move(school, RIGHT, WRONG)
    build(school)
    move(school, WRONG, RIGHT)
    build(school, "--year", "2018")
    assert years(school) == {"2018": ["latest"], "2017": []}


def test_without_any_record_this_year_is_there_and_empty(school: School) -> None:
    build(school)
    for path in sorted((school.root / "records").glob("20??/jichu/*")):
        if path.is_file():
            path.unlink()
    build(school)
    assert years(school) == {"2019": ["latest"]}


@pytest.mark.parametrize("full", [(), ("--full",)])
def test_what_a_refused_build_made_is_nowhere(school: School, full: tuple[str, ...]) -> None:
    build(school)
    school.write("content/contact.md", "# 联系\n\n电话13812345678\n")
    assert school.run("build", *AS_OF, *full).code == 1
    made = list((school.root / "site").rglob("*.html"))
    assert made and not [path for path in made if b"13812345678" in path.read_bytes()]
    assert list((school.root / ".wuhao/unpublished").iterdir()) == []
    assert (school.root / ".wuhao/unpublished").stat().st_mode & 0o777 == 0o700


def test_a_server_of_one_audience_reaches_that_audience_alone(school: School) -> None:
    """Every link leads to where the audience's own folders lie; the committee's are not among them."""
    for audience in ("committee", "public"):
        build(school, "--audience", audience)
    reached = {path.resolve() for path in served(school.root / "site/public")}
    assert reached and all(path.is_relative_to(school.root / "site/.public") for path in reached)
    assert all(path.stat().st_mode & 0o444 == 0o444 for path in reached)
    assert {path.name for path in (school.root / "site").iterdir()} == {
        ".lock", ".public", ".committee", "public", "committee"
    }  # fmt: skip
