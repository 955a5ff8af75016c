"""A fault in a template of the root's own is told with file and line, and nothing is published."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.language import catalogue
from generator.publish.render.fault import TemplateFault
from generator.publish.render.renderer import TEMPLATES, Renderer
from tests.school import School


@pytest.fixture
def built(tmp_path: Path) -> School:
    school = School(tmp_path)
    school.record("2017/jichu/03-08-committee-meeting")
    school.write("templates/.keep", "")
    assert school.run("build", "--as-of", "2017-12-05").code == 0
    return school


FAULTS = [
    ("branches.html.j2", "<p>\n{{ page.nosuch }}\n", 2, "nosuch"),
    ("branches.html.j2", "<p>\n\n{% if %}\n", 3, ""),
    ("branches.html.j2", "{{ page.title | nosuch }}\n", 1, "nosuch"),
    ("branches.html.j2", "\n{% import 'nosuch.html.j2' as m %}\n", 2, "nosuch"),
    ("branches.html.j2", "{{ 1 + page.title }}\n", 1, ""),
    ("branches.html.j2", "{{ 1 / 0 }}\n", 1, ""),
    ("branches.html.j2", "\n{{ t('no.such.words') }}\n", 2, "no.such.words"),
]


@pytest.mark.parametrize(("file", "text", "line", "detail"), FAULTS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_told_with_file_and_line(built: School, file: str, text: str, line: int, detail: str, language: str) -> None:
    before = (built.root / "site/public").readlink()
    path = built.write(f"templates/{file}", text)
    ran = built.run("--lang", language, "build", "--as-of", "2017-12-05")
    assert ran.code == 1
    assert str(path) in ran.err
    assert detail in ran.err
    assert f" {line}" in ran.err or f"第{line}行" in ran.err
    assert "Traceback" not in ran.err
    assert (built.root / "site/public").readlink() == before


@pytest.mark.parametrize(
    "escape",
    [
        '{{ cycler.__init__.__globals__.os.system("touch reached") }}',
        "{{ t.__globals__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ page.__class__ }}",
        '{{ "{0.__class__.__init__}".format(page) }}',
    ],
)
def test_a_template_reaches_nothing_but_its_values(built: School, escape: str) -> None:
    path = built.write("templates/home.html.j2", f"<p>\n{escape}\n")
    ran = built.run("build", "--as-of", "2017-12-05")
    assert (ran.code, str(path) in ran.err, "Traceback" in ran.err) == (1, True, False)
    assert not list(built.root.rglob("reached"))


def test_a_macro_of_the_release_missing_from_the_roots_own_macros(built: School) -> None:
    built.write("templates/macros.html.j2", "{% macro crumbs(links) %}{% endmacro %}\n")
    ran = built.run("build", "--as-of", "2017-12-05")
    assert ran.code == 1
    assert ".html.j2" in ran.err
    assert "Traceback" not in ran.err


def test_bytes_that_are_no_text(built: School) -> None:
    for file in ("pages.css", "branches.html.j2"):
        path = built.write(f"templates/{file}", b"a\n\xff\xfe")
        ran = built.run("build", "--as-of", "2017-12-05")
        assert (ran.code, str(path) in ran.err) == (1, True)
        path.unlink()


def test_the_release_own_templates_have_no_fault(tmp_path: Path) -> None:
    assert Renderer(TEMPLATES, catalogue("zh")).key
    with pytest.raises(TemplateFault):
        Renderer(tmp_path, catalogue("zh")).page("nosuch", None)
