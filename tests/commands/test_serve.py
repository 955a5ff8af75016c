"""serve: serves the site, adds the reload script, and builds again on save."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.publish.formats.table_formats import FORMATS, TableFormat
from generator.workspace.workspace import Workspace
from tests.school import School

ID = "2017/jichu/03-08-committee-meeting"
PAGE = f"{ID}.html"
PATIENCE = 30


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


def test_a_page_with_the_script_that_reloads_it(address: str) -> None:
    text, kind = fetched(address + PAGE)
    assert kind.startswith("text/html")
    assert "第一个标题" in text
    assert text.count('<script src="/_reload.js"></script></body>') == 1


def test_the_home_page_stands_for_its_folder(address: str) -> None:
    assert "/_reload.js" in fetched(address)[0]
    assert "/_reload.js" in fetched(f"{address}2017/jichu/")[0]


def test_the_page_s_own_policy_lets_the_script_in(address: str) -> None:
    match = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', fetched(address + PAGE)[0])
    assert match
    policy = {part.split()[0]: part.split()[1:] for part in match[1].split(";") if part.strip()}
    for name in ("script-src", "connect-src"):
        assert "'self'" in policy.get(name, policy.get("default-src", [])), policy


def test_the_reload_script(address: str) -> None:
    text, kind = fetched(f"{address}_reload.js")
    assert kind == "text/javascript"
    assert "EventSource('/_reload')" in text


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


def test_a_saved_record_is_built_again_and_the_browser_told(address: str, school: School) -> None:
    with urllib.request.urlopen(f"{address}_reload", timeout=PATIENCE) as events:
        assert events.headers["Content-Type"] == "text/event-stream"
        school.record(ID, {"title": "第二个标题"})
        assert soon(lambda: "第二个标题" in fetched(address + PAGE)[0])
        lines = iter(events.readline, b"")
        assert next(line for line in lines if line.startswith(b"data:")) == b"data: built\n"


def test_what_cannot_be_built_leaves_the_last_site_and_mending_it_goes_on(address: str, school: School) -> None:
    organization = (school.root / "records/organization.yml").read_bytes()
    school.write("records/organization.yml", "branches: [")
    time.sleep(1)
    assert fetched(address + PAGE)
    school.write("records/organization.yml", organization)
    school.record(ID, {"title": "第三个标题"})
    assert soon(lambda: "第三个标题" in fetched(address + PAGE)[0])


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

    def busy(*args: object) -> None:
        raise Busy

    monkeypatch.setattr(serve, "publish_site", busy)
    serve._rebuild(Workspace(school.root, school.root, "zh"), "public", "site")
