"""A site made of nothing but hostile texts does its readers no harm, and loses none of them (design §7)."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.hostile import browsing, formats
from tests.hostile.corpus import ALL, CHARACTERS, OUTSIDE, build, refused
from tests.publish.served import served
from tests.school import command
from tests.shop import Shop

AS_OF = "2017-12-31"
FEW, ALL_OF_THEM = 110, 420


def few(root: Path) -> None:
    made(root, FEW, ("committee",))


def whole(root: Path) -> None:
    made(root, ALL_OF_THEM, ("public", "members", "committee"))


def made(root: Path, count: int, audiences: tuple[str, ...]) -> None:
    build(root, count)
    for audience in audiences:
        ran = command("--root", str(root), "build", "--audience", audience, "--as-of", AS_OF)
        assert ran.code in (0, 1) and "Traceback" not in ran.err, ran.err
        assert (root / "site" / audience / "2017/index.html").is_file(), ran.err


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )


def pages(site: Path) -> list[str]:
    found = [path.relative_to(site).as_posix() for path in served(site) if path.suffix == ".html"]
    return sorted(found, key=lambda path: path != "index.html")


def test_all_of_it_is_read(shop: Shop) -> None:
    root = shop.once("hostile", few)
    ran = command("--root", str(root), "check", "--format", "json")
    rejected = {each["file"] for each in json.loads(ran.out)["problems"] if each["severity"] == "error"}
    assert len(rejected) < FEW // 8, rejected


@pytest.mark.browser
def test_a_reader_comes_to_no_harm(shop: Shop, browser: Browser) -> None:
    site = shop.once("hostile", few) / "site" / "committee"
    found = pages(site)
    records = [path for path in found if path[5:8] in ("jic", "pro", "_co") and path[-8:] != "dex.html"]
    # The page at the root leads on, and says nothing itself.
    rest = [path for path in found[1:] if path not in records and "guide/" not in path and "types/" not in path]
    with browsing.serving(site) as address:
        wrong = list(browsing.wrong(browser, address, [*rest, *records[::6]]))
    assert wrong == [], "\n".join(wrong)


@pytest.mark.browser
def test_a_title_is_shown_as_it_is_written(shop: Shop, browser: Browser) -> None:
    site = shop.once("hostile", few) / "site" / "committee"
    with browsing.serving(site) as address:
        path = next(path for path in pages(site) if "/01-02-" in path)
        shown = browsing.title(browser, address, path)
    assert any(text in shown for _, text in ALL[:3])


def test_what_is_downloaded_says_what_was_written(shop: Shop) -> None:
    site = shop.once("hostile", few) / "site" / "committee"
    files = served(site)
    assert {".xlsx", ".csv", ".ics", ".xml", ".json"} <= {file.suffix for file in files}
    assert [each for file in files for each in formats.wrong(file)] == []


def test_nothing_is_written_beside_the_site_and_nothing_has_run(shop: Shop) -> None:
    root = shop.once("hostile", few)
    assert {path.name for path in root.iterdir()} == {
        "site_config.yml",
        "content",
        "records",
        "private",
        "site",
        ".wuhao",
    }
    assert not list(root.rglob("reached")) and not (Path.cwd() / "reached").exists()
    inside = (root / "site" / ".committee").resolve()
    assert all(file.resolve().is_relative_to(inside) for file in served(root / "site" / "committee"))


def test_a_character_that_no_text_may_hold_is_told(tmp_path: Path) -> None:
    by = {f"2017/jichu/03-{number:02}-committee-meeting": text for number, text in enumerate(CHARACTERS, 1)}
    school = refused(tmp_path, by)
    told = {problem["file"] for problem in school.problems()}
    assert {f"records/{record}.md" for record in by} - told == set()
    assert school.run("build", "--as-of", AS_OF).code in (0, 1)


@pytest.mark.proof
@pytest.mark.browser
@pytest.mark.parametrize("audience", ["public", "members", "committee"])
def test_no_reader_of_any_audience_comes_to_harm(shop: Shop, browser: Browser, audience: str) -> None:
    site = shop.once("all that is hostile", whole) / "site" / audience
    found = pages(site)
    assert audience != "committee" or len(found) > 300
    with browsing.serving(site) as address:
        wrong = list(browsing.wrong(browser, address, found[1:]))
    assert wrong == [], "\n".join(wrong)
    assert [each for file in served(site) for each in formats.wrong(file)] == []
    assert not any(f'src="http://{OUTSIDE}' in (site / path).read_text("utf-8") for path in found)
