"""serve: serves the site, adds the reload script, and builds again on save."""

from __future__ import annotations

import json
import re
import signal
import socket
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from generator.commands.live import Told
from generator.publish.formats.table_formats import FORMATS, TableFormat
from generator.workspace.workspace import Workspace
from tests.conftest import CHROMIUM
from tests.school import School

ID = "2017/jichu/03-08-committee-meeting"
PAGE, RECORD = f"{ID}.html", f"records/{ID}.md"
PATIENCE = 60
HOSTILE = "<img src=x onerror=alert(1)>\n\nevent: reload"


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> School:
    school = School(tmp_path_factory.mktemp("serve"), config={"demonstration": {"as_of": "2017-12-05"}})
    school.record(ID, {"title": "第一个标题"})
    return school


def started(root: Path, *argv: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "generator", "--root", str(root), "serve", *argv]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")


def stopped(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Interrupts it as Ctrl+C does; its exit code, and what it said of faults."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    try:
        _, err = process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
    return process.returncode, err


@pytest.fixture(scope="module")
def address(school: School) -> Iterator[str]:
    process = started(school.root, "--port", "0")
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if match := re.search(r"http://127\.0\.0\.1:\d+/", line):
                yield match[0]
                break
        else:
            pytest.fail(f"no address: {stopped(process)}")
    finally:
        code, err = stopped(process)
    assert code == 0
    assert "Traceback" not in err


def fetched(url: str) -> tuple[str, str]:
    with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
        return answer.read().decode("utf-8"), answer.headers["Content-Type"]


def soon(true: Callable[[], bool]) -> bool:
    """Whether it comes true in time."""
    last = time.monotonic() + PATIENCE
    while time.monotonic() < last:
        if true():
            return True
        time.sleep(0.05)
    return False


def test_what_is_saved_before_anybody_watches_is_not_lost(tmp_path: Path) -> None:
    school = School(tmp_path, config={"demonstration": {"as_of": "2017-12-05"}})
    school.record(ID, {"title": "第一个标题"})
    process = started(school.root, "--port", "0")
    try:
        assert process.stdout is not None
        assert any("http://" in line for line in process.stdout)
        school.record(ID, {"title": "紧接着的标题"})
        page = school.root / "site" / "public" / PAGE
        assert soon(lambda: "紧接着的标题" in page.read_text("utf-8"))
    finally:
        assert stopped(process)[0] == 0


def test_a_page_with_the_script_that_loads_it_again(address: str) -> None:
    text, kind = fetched(address + PAGE)
    assert kind.startswith("text/html")
    assert "第一个标题" in text
    script = r'<script src="/_reload\.js" data-page="[0-9a-f]{16}" data-language="zh"></script></body>'
    assert len(re.findall(script, text)) == 1


def test_the_home_page_stands_for_its_folder(address: str) -> None:
    assert "/_reload.js" in fetched(address)[0]
    assert "/_reload.js" in fetched(f"{address}2017/jichu/")[0]


def test_the_page_s_own_policy_lets_the_script_in(address: str) -> None:
    match = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', fetched(address + PAGE)[0])
    assert match
    policy = {part.split()[0]: part.split()[1:] for part in match[1].split(";") if part.strip()}
    for name in ("script-src", "connect-src"):
        assert "'self'" in policy.get(name, policy.get("default-src", [])), policy


def test_the_script_and_its_style(address: str) -> None:
    for name, kind, word in (("_reload.js", "text/javascript", "EventSource"), ("_reload.css", "text/css", "position")):
        text, media = fetched(address + name)
        assert media == f"{kind}; charset=utf-8"
        assert word in text


def test_other_files_as_they_are(address: str, school: School) -> None:
    text = fetched(address + PAGE)[0]
    sheet = re.search(r'href="([^"]+\.css)"', text)
    assert sheet
    assert "css" in fetched(urllib.parse.urljoin(address + PAGE, sheet[1]))[1]


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_a_table_says_what_it_is(address: str, form: TableFormat) -> None:
    with urllib.request.urlopen(
        f"{address}2017/jichu/{form.file('ledger' if not form.together else 'tables')}"
    ) as file:
        assert file.headers["Content-Type"] == form.media


@pytest.mark.parametrize(
    "path", ["nosuch.html", "../site_config.yml", "%2e%2e/site_config.yml", "..%2f..%2fetc/passwd"]
)
def test_nothing_else_is_served(address: str, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as missing:
        fetched(address + path)
    assert missing.value.code == 404
    shown = missing.value.read().decode("utf-8")
    assert "没有找到这个页面" in shown and '<base href="/">' in shown


class Browser:
    """Listens as a page does that was sent just now."""

    def __init__(self, address: str, page: str = PAGE) -> None:
        version = re.search(r'data-page="(\w+)"', fetched(address + page)[0])
        assert version
        asked = urllib.parse.urlencode({"page": f"/{page}", "is": version[1]})
        self.answer = urllib.request.urlopen(f"{address}_reload?{asked}", timeout=PATIENCE)
        assert self.answer.headers["Content-Type"] == "text/event-stream"

    def __enter__(self) -> Browser:
        assert self.next("faults") is not None, "what there is when it begins is told at once"
        return self

    def __exit__(self, *_: object) -> None:
        self.answer.close()

    def next(self, wanted: str) -> str:
        """The data of the next event of the name; another event before it fails."""
        lines = iter(self.answer.readline, b"")
        for line in lines:
            if line.startswith(b"event: "):
                assert line.decode().strip() == f"event: {wanted}"
                return next(lines).decode().removeprefix("data: ").strip()
        raise AssertionError("it ended")

    def faults(self) -> list[dict[str, str]]:
        found: list[dict[str, str]] = json.loads(self.next("faults"))["faults"]
        return found


def test_the_page_of_a_saved_record_is_loaded_again_and_no_other(address: str, school: School) -> None:
    with Browser(address) as own, Browser(address, "2017/guide/recorder.html") as other:
        school.record(ID, {"title": "第二个标题"})
        assert own.next("reload")
        assert "第二个标题" in fetched(address + PAGE)[0]
        school.record(ID, {"title": "第二个标题", "date": HOSTILE})
        (fault,) = own.faults()
        assert re.fullmatch(rf"{re.escape(RECORD)} 第\d+行", fault["place"])
        assert HOSTILE.split("\n")[0] in fault["said"]
        assert fault["hint"].startswith("提示：")
        assert other.faults() == [fault], "it was told of nothing before"
        school.record(ID, {"title": "第二个标题"})
        assert own.faults() == other.faults() == []


@pytest.mark.browser
def test_a_fault_is_shown_in_the_page_as_text_until_it_is_mended(address: str, school: School) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 390, "height": 800})
        wrong: list[str] = []
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        page.goto(address + PAGE)
        told = page.get_by_role("alert")
        school.record(ID, {"title": "第二个标题", "date": HOSTILE})
        told.wait_for(timeout=PATIENCE * 1000)
        assert HOSTILE.split("\n")[0] in told.inner_text()
        assert f"{RECORD} 第" in told.inner_text()
        assert told.locator("img, script").count() == 0
        assert page.get_by_role("heading", name="第二个标题").count(), "the page that was there stays in sight"
        told.get_by_role("button", name="收起").click()
        assert not told.count()
        school.record(ID, {"title": "另一个标题", "date": HOSTILE})
        page.get_by_role("heading", name="第二个标题").wait_for()
        school.record(ID, {"title": "改好的标题"})
        page.get_by_role("heading", name="改好的标题").wait_for(timeout=PATIENCE * 1000)
        assert not told.count()
        browser.close()
    assert not wrong
    school.record(ID, {"title": "第二个标题"})
    assert soon(lambda: "第二个标题" in fetched(address + PAGE)[0])


def test_what_cannot_be_built_is_told_and_leaves_the_last_site(address: str, school: School) -> None:
    organization = (school.root / "records/organization.yml").read_bytes()
    school.record(ID, {"title": "第二个标题"})
    assert soon(lambda: "第二个标题" in fetched(address + PAGE)[0])
    with Browser(address) as browser:
        school.write("records/organization.yml", "branches: [")
        (fault,) = browser.faults()[:1]
        assert fault["place"].startswith("records/organization.yml 第1行")
        assert fault["hint"]
        assert "第二个标题" in fetched(address + PAGE)[0]
        school.write("records/organization.yml", organization)
        assert browser.faults() == []
        school.record(ID, {"title": "第三个标题"})
        assert browser.next("reload")
    assert "第三个标题" in fetched(address + PAGE)[0]


def test_a_browser_that_goes_in_the_middle_of_an_answer_is_not_spoken_of(address: str) -> None:
    """What was said of it fails where the server ends."""
    host, port = urllib.parse.urlsplit(address).netloc.split(":")
    for _ in range(5):
        with socket.create_connection((host, int(port))) as gone:
            gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            gone.sendall(f"GET /{PAGE} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode() * 20)
    assert fetched(address + PAGE)


def test_a_port_in_use(school: School) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ran = school.run("serve", "--port", str(taken.getsockname()[1]))
    assert ran.code == 2
    assert "Traceback" not in ran.err


def test_another_build_at_the_same_time_does_not_end_it(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.commands import serve
    from generator.publish.engine import Busy

    def busy(*args: object, **named: object) -> None:
        raise Busy

    monkeypatch.setattr(serve, "publish_site", busy)
    told: list[Told] = []
    serve._rebuild(Workspace(school.root, school.root, "zh"), "public", "site", serve.Saved(school.root), told.append)
    assert [fault.said for each in told for fault in each.faults]
