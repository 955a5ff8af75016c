"""What a root's own templates could try: each is told and published nowhere, and the process goes on."""

from __future__ import annotations

import io
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from enum import Enum
from pathlib import Path, PurePath
from types import FunctionType, MethodType, ModuleType

import pytest
from jinja2 import Environment

from generator.language import catalogue
from generator.model.record import Record
from generator.publish.documents import find_fonts, official_docx, official_pdf
from generator.publish.pages.view import View
from generator.publish.render import bounds
from generator.publish.render.fault import TemplateFault
from generator.publish.render.renderer import Renderer
from tests.incremental.test_faults import PROGRAM
from tests.publish.documents.papers import PLAIN
from tests.school import School

REACHES = [
    "{{ page['__class__'] }}",
    "{{ page | attr('__class__') }}",
    "{{ page | attr('\\x5f\\x5fclass\\x5f\\x5f') }}",
    "{{ ([page] | map(attribute='__class__') | list)[0] }}",
    "{{ ([page] | map('attr', '__class__') | list)[0] }}",
    "{{ ([page] | groupby('__class__') | list)[0][0] }}",
    "{{ '{0.__class__}'.format(page) }}",
    "{{ '{a.__class__}'.format_map({'a': page}) }}",
    "{{ ('{0.__class__}' | safe).format(page) }}",
    "{{ '%s' | format(page.__class__) }}",
    "{{ self._TemplateReference__context }}",
    "{{ self.__init__.__globals__ }}",
    "{{ namespace.__init__ }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ lipsum.__globals__ }}",
    "{{ t.__closure__ }}{{ text.__self__ }}{{ text.__func__ }}",
    "{{ text.__self__._entries }}",
    "{% macro m() %}{{ caller.__globals__ }}{% endmacro %}{% call m() %}{% endcall %}",
    "{% for a in (1,) %}{{ loop._iterator.gi_frame }}{{ loop.__class__ }}{% endfor %}",
    "{% set g = (page.x for x in y) %}",
    "{{ page.update(title='x') }}{{ page.__dict__.clear() }}",
    "{{ page.place.read_text() }}",
    "{{ page.place.parent.joinpath('secret').read_text() }}",
    "{% include '../secret' %}",
    "{% include '/etc/passwd' %}",
    "{% import '..\\\\secret' as x %}",
    "{% include page.place %}",
    "{% extends ['../../../../etc/passwd', 'secret'] %}",
    "{% include 'linked.html.j2' %}",
    "{% include 'folder/secret' %}",
]
TAKES = [
    "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}",
    "{{ range(10000000) | list }}",
    "{{ 'a' * 10000000000 }}",
    "{{ [1] * 10000000000 }}",
    "{{ 10 ** (10 ** 10) }}",
    "{% set n = namespace(x=9) %}{% for a in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}",
    "{% set n = namespace(x='a') %}{% for a in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
    "{% set n = namespace(x='a') %}{% for a in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
    "{{ '%10000000000d' % 1 }}",
    "{{ '{:10000000000}'.format(1) }}",
    "{{ 'a' | center(10000000000) }}",
    "{{ lipsum(100000000) }}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% for a in [1] recursive %}{{ loop([a]) }}{% endfor %}",
    "{{ range(99999) | batch(1) | list | sum(start=[]) }}",
    "{{ [[1], [2]] | sum(start=0) }}",
    "{{ [1] | sum(start='a') }}",
]


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    (tmp_path / "secret").write_text("SECRET")
    folder = tmp_path / "templates"
    (folder / "outside").mkdir(parents=True)
    (folder / "linked.html.j2").symlink_to(tmp_path / "secret")
    (folder / "folder").symlink_to(tmp_path)
    return folder


def filled(templates: Path, text: str) -> str:
    (templates / "own.html.j2").write_text(text)
    view = View(title="x", place=templates / "own.html.j2")
    return Renderer(templates, catalogue("zh")).page("own", view)


@pytest.mark.parametrize("text", REACHES)
def test_a_template_reaches_nothing(templates: Path, text: str) -> None:
    with pytest.raises(TemplateFault) as fault:
        filled(templates, text)
    assert fault.value.file.name in ("own.html.j2", "secret", "linked.html.j2")
    assert "SECRET" not in fault.value.detail


@pytest.mark.parametrize("text", TAKES)
def test_a_template_takes_no_more_than_a_page_may(templates: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "SECONDS", 1)
    monkeypatch.setattr(bounds, "MEMORY", 128 << 20)
    with pytest.raises(TemplateFault):
        filled(templates, text)
    assert filled(templates, "{{ page.title * 3 }} {{ 2 ** 8 }}") == "xxx 256"


def test_in_a_thread_it_takes_no_more_either(templates: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a desk, a server or a worker of another machine fills it; the limits go with the last who leaves."""
    monkeypatch.setattr(bounds, "SECONDS", 0.3)
    before = resource.getrlimit(resource.RLIMIT_AS)
    (templates / "other.html.j2").write_text(
        "{{ [1, 2, 3.5] | sum }} {{ [page, page] | map(attribute='title') | join }}"
    )
    renderer = Renderer(templates, catalogue("zh"))
    (templates / "own.html.j2").write_text(TAKES[0])
    with ThreadPoolExecutor(3) as threads:
        long = [threads.submit(renderer.page, "own", View(title="x")) for _ in range(2)]
        short = [threads.submit(renderer.page, "other", View(title="x")).result() for _ in range(5)]
        told = [each.exception() for each in long]
    assert [type(each) for each in told] == [TemplateFault] * 2 and "0.3 s" in str(told[0])
    assert short == ["6.5 xx"] * 5 and resource.getrlimit(resource.RLIMIT_AS) == before


LATER = """
import sys, threading, time
from generator.publish.render import bounds

def traced():
    return sum(1 for _ in range(3))

late = sys.argv[1] == "late"
bounds.SECONDS = 0.01 if late else 20
tell = bounds._tell
told = threading.Event()
bounds._tell = lambda thread: (tell(thread), told.set())
for _ in range(3):
    try:
        with bounds.bounded():
            if late:
                while not told.is_set():
                    time.process_time()
    except bounds.TakesTooMuch:
        pass
sys.settrace(lambda *_: None)
print(traced())
"""


@pytest.mark.parametrize("when", ["in time", "late"])
def test_python_goes_on_as_ever_once_a_page_is_filled(when: str) -> None:
    """Also traced, as a debugger or the count of what tests go through does."""
    ran = subprocess.run([sys.executable, "-c", LATER, when], capture_output=True, text=True, check=False, timeout=60)
    assert (ran.stdout, ran.stderr) == ("3\n", "")


@pytest.mark.proof
def test_what_nobody_can_be_told_of_ends_the_process_and_the_site_stays(tmp_path: Path) -> None:
    school = School(tmp_path)
    school.record("2017/jichu/03-08-committee-meeting")
    assert school.run("build", "--as-of", "2017-12-20").code == 0
    before = (tmp_path / "site/public/2017/index.html").read_bytes()
    deep = "{% set n.a = [n.a, n.a] %}{% set n.b = [n.b, n.b] %}"
    own = "{% set n = namespace(a=1, b=1) %}{% for i in range(60) %}" + deep + "{% endfor %}{{ n.a == n.b }}"
    school.write("templates/home.html.j2", own)
    program = f"import sys; from generator.publish.render import bounds; bounds.SECONDS = bounds.GRACE = 0.3; {PROGRAM}"
    argv = (sys.executable, "-c", program, "--root", str(tmp_path), "build", "--as-of", "2017-12-20")
    ran = subprocess.run(argv, capture_output=True, check=False)
    assert ran.returncode == -signal.SIGVTALRM and b"Traceback" not in ran.stderr, ran
    assert (tmp_path / "site/public/2017/index.html").read_bytes() == before


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_is_told_with_file_and_line(templates: Path, language: str) -> None:
    with pytest.raises(TemplateFault) as fault:
        filled(templates, "\n\n{{ 9 ** 999 }}")
    assert fault.value.line == 3


def reachable(found: object, way: str, seen: set[int]) -> Iterator[tuple[str, object]]:
    """All that a template comes upon from a value by names, without calling anything."""
    if id(found) in seen or isinstance(found, str | bytes | int | float | type(None) | Enum):
        return
    seen.add(id(found))
    yield way, found
    if isinstance(found, dict | list | tuple | set | frozenset):
        inner = found.items() if isinstance(found, dict) else enumerate(found)
        for key, each in inner:
            yield from reachable(each, f"{way}[{key!r}]", seen)
    elif not isinstance(found, type | MethodType | FunctionType) and type(found).__module__.startswith("generator"):
        for name in (name for name in dir(found) if not name.startswith("_")):
            yield from reachable(getattr(found, name, None), f"{way}.{name}", seen)


def test_no_page_hands_its_template_what_could_do_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    school = School(tmp_path)
    school.record("2017/jichu/03-08-committee-meeting")
    school.record("2017/_committee/12-12-public-notice")
    found: list[str] = []
    real = Renderer.page
    dangerous = (PurePath, ModuleType, Environment, io.IOBase, Record)

    def watched(self: Renderer, name: str, view: object) -> str:
        found.extend(
            f"{name}: {way} {type(each).__name__}"
            for way, each in reachable(view, "page", set())
            if isinstance(each, dangerous)
        )
        pages.add(name)
        return real(self, name, view)

    pages: set[str] = set()
    monkeypatch.setattr(Renderer, "page", watched)
    assert school.run("build", "--jobs", "1", "--as-of", "2017-12-20").code == 0
    assert found == [] and {"home", "record", "branches", "heatmap"} <= pages


TYPST = [
    '#read("/site_config.yml")',
    '#read("../secret")',
    '#read("/etc/passwd")',
    '#image("/secret.png")',
    '#import "@preview/cetz:0.2.2"',
    '#import ("@pre" + "view/cetz:0.2.2"): x',
    "#while true {}",
    "#let f(n) = f(n + 1)\n#f(1)",
    "#let a = range(400000000)",
]


def test_a_template_of_typst_reads_no_file_and_asks_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "secret").write_text("SECRET")
    (tmp_path / "site_config.yml").write_text("SECRET")
    folder = tmp_path / "templates" / "documents"
    folder.mkdir(parents=True)
    told = {}
    for text in TYPST:
        (folder / "official.typ").write_text(text)
        try:
            official_pdf(PLAIN, find_fonts(), folder.parent)
        except TemplateFault as fault:
            told[text] = fault.detail
    assert list(told) == TYPST
    assert [text for text, detail in told.items() if not detail or "SECRET" in detail] == []


def test_a_template_of_a_document_that_fails_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "documents" / "docx"
    folder.mkdir(parents=True)
    for text in ("{{ 1 / 0 }}", "{{ 'a' * 10000000000 }}", "{{ d.nosuch }}", "{% if %}"):
        (folder / "settings.xml.j2").write_text(text)
        with pytest.raises(TemplateFault):
            official_docx(PLAIN, find_fonts(), tmp_path)
