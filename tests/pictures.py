"""Takes the pictures of guides and README from desk and site, over the demonstration: python -m tests.pictures.

Nothing is sent in, so that every run starts from the same records; the day is the demonstration's. Each picture is as
wide as the guides' text allows and has few colours, as every year's site and archive holds all of them.
"""

from __future__ import annotations

import io
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, sync_playwright

from generator.desk.demonstration import trial
from generator.desk.desk import Settings
from generator.desk.serving import Listen, server
from generator.shipped import PICTURES
from generator.workspace.workspace import Workspace
from tests.conftest import CHROMIUM
from tests.desk.test_upload import changed

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "content/images"
WIDTH, COLOURS, MOST_BYTES = 1000, 64, 80_000
PATIENCE = 240_000
"""Milliseconds; the first page waits until all records are judged."""
_TOP = "each => Math.round(each.getBoundingClientRect().top + scrollY)"
MEETING = {
    "place": "第一会议室",
    "chair": "支部书记",
    "recorder": "组织委员",
    "expected": "5",
    "present": "4",
    "on_leave": "0",
    "absent": "0",
    "agenda": "研究下一季度学习安排",
    "body": "会议研究了下一季度的学习安排，逐项提了意见，决定三月下旬安排一次党课。",
}


class Desk:
    """The desk of the trial, and a browser for whoever signs in."""

    def __init__(self, chromium: Browser, address: str, passwords: dict[str, str], branch: str) -> None:
        self.chromium, self.address, self.passwords, self.branch = chromium, address, passwords, branch

    def signed_in(self, who: str) -> Page:
        """The home of the account."""
        page = self.chromium.new_page(viewport={"width": WIDTH, "height": 720}, locale="zh-CN")
        page.set_default_timeout(PATIENCE)
        page.goto(f"{self.address}/desk/signin")
        page.fill("#name", who)
        page.fill("#password", self.passwords[who])
        page.keyboard.press("Enter")
        page.wait_for_url("**/desk/")
        return page


@contextmanager
def desk() -> Iterator[Desk]:
    """The trial of the demonstration, served to this machine."""
    workspace = Workspace(ROOT, ROOT, "zh")
    with trial(workspace) as found, sync_playwright() as playwright:
        serving = server(found.house, Settings("zh", ("127.0.0.1",)), Listen.read("127.0.0.1:0"))
        threading.Thread(target=serving.run, daemon=True).start()
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        address = f"http://127.0.0.1:{serving.effective_port}"
        yield Desk(chromium, address, dict(found.passwords), workspace.frame.organization.branches[0].id)
        chromium.close()
        serving.close()


def save(page: Page, name: str, until: str, first: str = "body") -> None:
    """What the page shows from a little above the first element to above another, which is not seen."""
    page.evaluate("document.activeElement?.blur()")
    top, bottom = (page.locator(each).first.evaluate(_TOP) for each in (first, until))
    top = max(0, top - 16)
    shot = page.screenshot(full_page=True, clip={"x": 0, "y": top, "width": WIDTH, "height": bottom - top - 8})
    write(shot, PICTURES / f"{name}.png")


def write(shot: bytes, path: Path) -> None:
    """The picture in few colours. Raises SystemExit where it is large all the same."""
    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    # White on the guide's white needs an edge.
    ImageDraw.Draw(picture).rectangle((0, 0, picture.width - 1, picture.height - 1), outline="#b8b0ac")
    few = picture.quantize(COLOURS, dither=Image.Dither.NONE)
    path.parent.mkdir(exist_ok=True)
    few.save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path.relative_to(ROOT)}: {few.width} x {few.height}, {size:,} bytes")
    if size > MOST_BYTES:
        raise SystemExit(f"{path.name} is larger than {MOST_BYTES:,} bytes: show less of the page")


def by_the_recorder(found: Desk) -> None:
    """From what is due to the three lists, and a workbook."""
    page = found.signed_in("jiluyuan")
    save(page, "desk-home", "#calendars")  # whose addresses have another port each time
    page.goto(f"{found.address}/desk/records/new?type=committee_meeting&branch={found.branch}")
    for name, value in MEETING.items():
        page.fill(f"[name={name}]", value)
    page.get_by_role("button", name="看一看再提交").click()
    page.get_by_role("alert").wait_for()
    save(page, "desk-fault", "label[for=f-body]", ".field--bad")
    page.fill("[name=on_leave]", "1")
    page.get_by_role("button", name="看一看再提交").click()
    page.get_by_role("button", name="提交", exact=True).wait_for()
    save(page, "desk-preview", "text=缺席")
    page.goto(f"{found.address}/desk/lists/")
    save(page, "desk-lists", "text=/^P2 /")
    page.goto(f"{found.address}/desk/upload/")
    book = page.request.get(f"{found.address}/desk/upload/records/{found.branch}.xlsx").body()
    page.set_input_files(
        "#file", {"name": "记录.xlsx", "mimeType": "application/octet-stream", "buffer": changed(book, "第二会议室")}
    )
    page.get_by_role("button", name="看一看").click()
    page.get_by_role("heading", name="有改动").wait_for()
    save(page, "desk-upload", "text=上传一份表格")


def by_review_group_and_office(found: Desk) -> None:
    """A score sheet, and the office's page."""
    page = found.signed_in("kaopingyuan")
    page.goto(f"{found.address}/desk/records/new?type=organization_review&branch={found.branch}")
    save(page, "desk-score-sheet", ".sheet__rule >> nth=3")
    page = found.signed_in("bangongshi")
    page.goto(f"{found.address}/desk/office/")
    save(page, "desk-office", "section:first-of-type .row >> nth=2")


def of_the_site(found: Desk, site: Path) -> None:
    """What members read: how a branch stands, rule by rule, and which months lack something."""
    page = found.chromium.new_page(viewport={"width": WIDTH, "height": 720}, locale="zh-CN")
    of_branch = site / "members/2017" / found.branch
    page.goto((of_branch / "index.html").as_uri())
    save(page, "site-scorecard", ".standard >> nth=0", "h1")
    page.goto((of_branch / "months.html").as_uri())
    save(page, "site-months", "#due", "h1")


def of_the_readme(chromium: Browser, site: Path) -> None:
    """What a stranger sees first: the home page, a scorecard, a branch's months, the screen on the wall."""
    page = chromium.new_page(viewport={"width": 1280, "height": 860}, locale="zh-CN", reduced_motion="reduce")
    branch = "2017/jidian"
    pages = {"home": "2017/index.html", "scorecard": f"{branch}/index.html", "months": f"{branch}/months.html"}
    for name, address in pages.items():
        page.goto((site / address).as_uri())
        write(page.screenshot(), README / f"{name}.png")
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto((site / "2017/screen.html").as_uri())
    write(page.screenshot(), README / "screen.png")


if __name__ == "__main__":
    with TemporaryDirectory() as folder, desk() as here:
        by_the_recorder(here)
        by_review_group_and_office(here)
        for audience in ("members", "committee"):
            build = [sys.executable, "-m", "generator", "build", "--audience", audience, "--out", folder]
            subprocess.run(build, cwd=ROOT, check=True)
        of_the_site(here, Path(folder))
        of_the_readme(here.chromium, Path(folder) / "committee")
