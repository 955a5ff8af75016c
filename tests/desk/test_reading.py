"""Each reads the site of their own audience, and nothing beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.stand import Browser, Stand

AUDIENCES = ("public", "members", "committee")
TRICKS = (
    "/../.committee/r1/index.html", "/..%2f.committee/r1/index.html", "/%2e%2e/.committee/r1/index.html",
    "/.committee/r1/index.html", "/members/../committee/index.html", "/members/..%2fcommittee%2findex.html",
    "/members/%2e%2e/committee/index.html", "/members/....//committee/index.html",
    "/members//../committee/index.html", "/..\\.committee\\r1\\index.html", "/%5c..%5ccommittee",
    "/members/..%5c..%5ccommittee", "/%00", "/index.html%00.css", "/2017/out/index.html", "/2017/out.html",
    "/2017/loop/index.html", "/members/etc/passwd", "/members//etc/passwd", "//etc/passwd",
    "/2017%2f..%2f..%2f.committee%2fr1%2findex.html", "/%252e%252e/.committee/r1/index.html",
    "/COMMITTEE/index.html", "/Members/index.html", "/.lock", "/2017/.hidden",
)  # fmt: skip


@pytest.fixture
def site(stand: Stand) -> Path:
    """Three sites as a build leaves them: a link to a release, whose folders are links to others beside it."""
    site = stand.house.site
    for name in AUDIENCES:
        own = site / f".{name}"
        for folder, text in (("r1", f"{name} home"), ("folders/2017", f"{name} year")):
            (own / folder).mkdir(parents=True)
            (own / folder / "index.html").write_text(text)
        (own / "r1/2017").symlink_to("../folders/2017")
        (site / name).symlink_to(f".{name}/r1")
    (site / ".lock").write_text("committee home")
    year = site / ".public/folders/2017"
    (year / ".hidden").write_text("committee home")
    (year / "out").symlink_to("../../../.committee/r1")  # nobody makes such links; were there one, it leads nowhere
    (year / "out.html").symlink_to("/etc/passwd")
    (year / "loop").symlink_to("loop")
    (year / "due.ics").write_text("BEGIN:VCALENDAR")
    (year / "tables.xlsx").write_bytes(b"PK")
    return site


def statuses(browser: Browser) -> list[int]:
    return [browser.get(path).status_code for path in ("/", "/members/", "/committee/")]


@pytest.mark.usefixtures("site")
def test_whom_which_site_is_open_to(stand: Stand) -> None:
    for who, expected in {
        None: [200, 302, 302],
        "zhao": [200, 200, 403],
        "wang": [200, 200, 403],
        "kao": [200, 200, 403],
        "office": [200, 200, 200],
    }.items():
        browser = stand.browser(who)
        assert statuses(browser) == expected, who
        asked = [browser.get(f"/desk/may/{name}").status_code for name in AUDIENCES]
        assert asked == [{200: 204, 302: 401}.get(each, each) for each in expected]
    nobody = stand.browser()
    assert nobody.get("/members/2017/index.html").location == "/desk/signin?next=/members/2017/index.html"
    assert nobody.get("/members").location == "/members/"
    assert nobody.get("/2017").location == "/2017/"
    assert nobody.get("/2017/").text == "public year"
    assert stand.browser("wang").get("/members/2017/index.html").text == "members year"
    assert nobody.get("/desk/may/nobody").status_code == 404


@pytest.mark.usefixtures("site")
def test_no_path_leads_out(stand: Stand) -> None:
    for browser in (stand.browser(), stand.browser("wang")):
        for path in TRICKS:
            answer = browser.get(path, follow_redirects=True)
            assert answer.status_code in (400, 403, 404) or "登录" in answer.text, path
            assert not {"committee home", "committee year"} & {answer.text}, path
            assert "root:" not in answer.text, path


@pytest.mark.usefixtures("site")
def test_a_page_keeps_its_own_policy_and_is_asked_for_anew(stand: Stand) -> None:
    office = stand.browser("office")
    for path in ("/", "/members/", "/committee/2017/"):
        answer = office.get(path)
        assert answer.headers["Content-Security-Policy"] == "frame-ancestors 'self'; form-action 'self'"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert ("private" in answer.headers["Cache-Control"]) == (path != "/")
        assert office.get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    kinds = {path: office.get(f"/2017/{path}").content_type for path in ("due.ics", "tables.xlsx")}
    assert kinds["due.ics"].startswith("text/calendar")
    assert "spreadsheetml" in kinds["tables.xlsx"]
    assert office.get("/desk/").headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_before_there_is_a_site(stand: Stand) -> None:
    assert stand.browser().get("/").status_code == 404
