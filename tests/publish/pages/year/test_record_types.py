"""The guide to every kind of record says what the declarations and the pack say, of any unit."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from generator.commands.site import publish_site
from generator.types import RecordType, registry
from generator.types.example import example
from generator.types.offered import offered
from generator.workspace.workspace import Workspace
from tests.packs.foreign import foreign
from tests.publish.one_page import page
from tests.school import School
from tests.sweep import over

TYPES = tuple(registry().types.values())
FILE = "record-types.html"


def of_year(school: School, **how: str) -> str:
    return unescape(page(school.root, f"2017/{FILE}", as_of="2017-12-20", **how))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The part of each type in the page of a small school."""
    text = of_year(School(tmp_path_factory.mktemp("school")))
    return dict(re.findall(r'<h3 id="([a-z_]+)">(.*?)(?=<h[23])', text, re.DOTALL))


@over("kind", TYPES, lambda kind: kind.id)
def test_every_type_is_told_with_its_fields_and_an_example(shown: dict[str, str], kind: RecordType) -> None:
    part = shown[kind.id]
    assert part.startswith(f"{kind.zh[0]}</h3>")
    assert kind.help["zh"] in part
    for each in offered(kind, registry()):
        assert f"<code>{each.field.zh[0]}</code>" in part
        assert each.field.help["zh"] in part
        assert f"<code>{each.field.example}</code>" in part
    made = example(kind, registry())
    assert made.path in part
    assert all(f"\n{name}:" in part for name, _ in made.fields)


def test_the_rules_are_those_of_the_pack(tmp_path: Path) -> None:
    school = foreign(tmp_path, "deductions-150")
    text = of_year(school)
    compiled = Workspace(school.root, school.root, "zh").compiled(2017)
    for rule in compiled.pack.rules:
        for kind in compiled.kinds[rule.id].types():
            part = text.split(f'<h3 id="{kind}">', 1)[1].split("<h3", 1)[0]
            assert f'href="standards/{compiled.pack.id}.html#{rule.id}"' in part
    assert 'id="systems"' not in text


def test_the_eighteen_systems_are_told_with_what_shows_that_they_are_carried_out(tmp_path: Path) -> None:
    text = of_year(School(tmp_path)).split('id="systems"', 1)[1]
    names = [choice.zh[0] for choice in registry().types["system_document"].fields["key"].choices]
    assert len(names) == 18
    rows = re.findall(r"<tr[^>]*><th.*?</tr>", text, re.DOTALL)[1:]
    assert sorted(name for name in names if any(f"<code>{name}</code>" in row for row in rows)) == sorted(names)
    once = next(row for row in rows if "三会一课</th>" in row)
    assert all(name in once for name in ("支部党员大会", "支部委员会", "党小组会", "党课"))


@pytest.mark.parametrize("audience", ["public", "members", "committee"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_root_without_pages_of_its_own_has_it(tmp_path: Path, audience: str, language: str) -> None:
    school = School(tmp_path)
    school.record("2017/jichu/03-08-committee-meeting")
    text = of_year(school, audience=audience, language=language)
    assert "{" not in re.sub(r"<code>.*?</code>", "", text, flags=re.DOTALL)


def test_it_stands_in_the_menu_and_is_led_to_by_the_guide(tmp_path: Path) -> None:
    school = School(tmp_path)
    school.record("2017/jichu/03-08-committee-meeting")
    guide = Path(__file__).resolve().parents[4] / "content/guide/recorder.md"
    school.write("content/guide/recorder.md", guide.read_text("utf-8"))
    workspace = Workspace(school.root, school.root, "zh")
    publish_site(workspace, 2017, workspace.as_of(None), "public", school.root / "site", jobs=1)
    home = school.root / "site/public/2017"
    assert (home / FILE).is_file()
    assert f'href="{FILE}"' in (home / "index.html").read_text("utf-8")
    assert f'href="../{FILE}' in (home / "guide/recorder.html").read_text("utf-8")
    assert 'href="guide/recorder.html"' in (home / FILE).read_text("utf-8")
