"""What a root does not have comes from the program; what it has of its own is used only where it fits."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml

import generator
from generator.shipped import AGREEMENT, PICTURES, TEMPLATES, shipped, stated_agreement
from tests.publish.documents.papers import FULL
from tests.school import School
from tests.sweep import over

OF_PAGES = sorted(path for path in TEMPLATES.rglob("*") if path.is_file() and TEMPLATES / "theme" not in path.parents)
OLDER = str(int(AGREEMENT) - 1)
MARK = "自己的样子"


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = School(tmp_path)
    shutil.rmtree(tmp_path / "content")
    school.record("2017/jichu/03-08-committee-meeting")
    return school


def own(school: School, name: str, agreement: str | None) -> None:
    """The program's template with a mark in it, as written for some release."""
    text = (TEMPLATES / name).read_text("utf-8").split("\n", 1)[1]
    first = "" if agreement is None else f"{{# wuhao {agreement} #}}\n"
    school.write(f"templates/{name}", f"{first}<p>{MARK}</p>\n{text}")


def home(school: School) -> str:
    ran = school.run("build", "--as-of", "2017-12-05")
    assert ran.code == 0, ran
    return (school.root / "site/public/2017/index.html").read_text("utf-8")


@over("path", OF_PAGES)
def test_each_template_states_the_agreement_so_that_a_copy_does(path: Path) -> None:
    assert stated_agreement(path) == AGREEMENT


def test_a_root_with_records_alone_has_packs_templates_and_guides(school: School) -> None:
    assert school.check()[0] == 0
    assert "五好党支部创建标准" in home(school)
    assert (school.root / "site/public/2017/guide/recorder.html").is_file()
    assert not (school.root / "content").exists()


def test_the_guides_pictures_are_there_and_each_is_shown(school: School) -> None:
    home(school)
    guides = school.root / "site/public/2017/guide"
    shown = {
        (page.parent / source).resolve()
        for page in guides.glob("*.html")
        for source in re.findall(r'<img [^>]*src="([^"]+)"', page.read_text("utf-8"))
    }
    assert shown == {each.resolve() for each in (guides / PICTURES.name).iterdir()}
    assert {each.name: each.read_bytes() for each in shown} == {
        each.name: each.read_bytes() for each in PICTURES.iterdir()
    }


def test_its_own_pack_and_guide_come_before_those_of_the_program(school: School) -> None:
    school.write("content/standards/five-good.yml", b"a: [")
    assert school.problems(file="content/standards/five-good.yml")
    (school.root / "content/standards/five-good.yml").unlink()
    school.write("content/guide/recorder.md", f"# {MARK}\n")
    home(school)
    assert MARK in (school.root / "site/public/2017/guide/recorder.html").read_text("utf-8")
    assert (school.root / "site/public/2017/guide/office.html").is_file()


@pytest.mark.parametrize("name", ["five-bad", "../five-good", ""])
def test_a_pack_that_nobody_has_is_told(school: School, name: str) -> None:
    school.write("site_config.yml", f'packs: {{scoring: "{name}"}}\nrecord_roots: [{{path: records}}]\n')
    ran = school.run("status")
    assert ran.code == 1, ran


@pytest.mark.parametrize("agreement", [AGREEMENT, None])
def test_a_template_that_fits_is_used(school: School, agreement: str | None) -> None:
    own(school, "home.html.j2", agreement)
    assert MARK in home(school)
    assert school.problems(file="templates/home.html.j2") == []


def test_a_template_for_another_release_is_named_and_not_used(school: School) -> None:
    own(school, "home.html.j2", OLDER)
    own(school, "branches.html.j2", AGREEMENT)
    assert MARK not in home(school)
    assert MARK in (school.root / "site/public/2017/branches.html").read_text("utf-8")
    (problem,) = school.problems(code="template_outdated")
    assert (problem["file"], problem["line"]) == ("templates/home.html.j2", 1)
    assert f"wuhao {AGREEMENT}" in problem["hint"]


def test_following_the_hint_makes_it_right(school: School) -> None:
    own(school, "home.html.j2", OLDER)
    own(school, "home.html.j2", AGREEMENT)
    assert school.problems(code="template_outdated") == []
    assert MARK in home(school)


def test_an_older_template_that_no_page_asks_for_is_named(school: School) -> None:
    school.write("templates/nosuch.html.j2", f"{{# wuhao {OLDER} #}}\n")
    assert [each["file"] for each in school.problems(code="template_gone")] == ["templates/nosuch.html.j2"]


@pytest.mark.parametrize("name", ["pages.css", "documents/official.typ", "documents/docx/document.xml.j2"])
def test_so_are_style_sheet_and_documents(school: School, name: str) -> None:
    """Each of these would end a build or a document, were it used."""
    from generator.publish.documents.docx import official_docx
    from generator.publish.documents.fonts import find_fonts
    from generator.publish.documents.pdf import official_pdf

    school.write(f"templates/{name}", f"// wuhao {OLDER} #nosuch() {{{{ nosuch() }}}} ".encode() + b"\xff")
    home(school)
    templates, fonts = school.root / "templates", find_fonts(None)
    assert official_pdf(FULL, fonts, templates)
    assert official_docx(FULL, fonts, templates)
    assert [each["file"] for each in school.problems(code="template_outdated")] == [f"templates/{name}"]


def test_what_is_kept_of_the_program_s_yaml_is_what_it_says(tmp_path: Path) -> None:
    package = Path(generator.__file__).parent
    files = sorted(package.rglob("*.yml"))
    assert len(files) > 50
    for file in files:
        said = yaml.safe_load(file.read_text("utf-8"))
        for _ in range(2):
            shipped.cache_clear()
            assert shipped(file) == said, file
    own = tmp_path / "own.yml"
    for text in ("day: 2017-03-08\n", "day: 2017-03-09 # another\n"):
        own.write_text(text, "utf-8")
        shipped.cache_clear()
        assert shipped(own) == yaml.safe_load(text)
