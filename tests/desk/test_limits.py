"""What comes from outside is limited: hosts, headers of a server before it, sizes, clients that never finish."""

from __future__ import annotations

import io
import socket
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest

from generator.desk.application import LARGEST_FIELDS, MOST_PARTS
from generator.desk.desk import Settings
from generator.desk.serving import SLOW, THREADS, Listen, server
from generator.model.failure import Usage
from tests.desk.stand import Stand, served, token

FORGED = {
    **dict.fromkeys(("X-Remote-User", "Remote-User", "REMOTE_USER", "X-Forwarded-User"), "office"),
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Proto": "https",
    "WUHAO_PUSHER": "desk:x:office",
}


def test_only_its_own_names_are_answered(stand: Stand) -> None:
    browser = stand.browser()
    for host in ("evil.example", "localhost.evil.example", "127.0.0.1@evil.example", "evil.example:80", ""):
        assert browser.get("/desk/signin", headers={"Host": host}).status_code == 400, host
    for host in ("localhost", "127.0.0.1:8080"):
        assert browser.get("/desk/signin", headers={"Host": host}).status_code == 200
    stand.open(Settings(proxied=True))
    assert stand.browser().get("/desk/signin", headers={"X-Forwarded-Host": "evil.example"}).status_code == 400


def test_no_header_makes_somebody_of_nobody(stand: Stand) -> None:
    for settings in (Settings(), Settings(proxied=True)):
        stand.open(settings)
        assert stand.browser().get("/desk/", headers=FORGED).status_code == 302
        assert stand.browser("wang").get("/committee/", headers=FORGED).status_code == 403


def test_the_header_of_the_server_before_it(stand: Stand) -> None:
    stand.open(Settings(proxied=True, identity_header="X-Remote-User"))
    browser = stand.browser()
    page = browser.get("/desk/", headers={"X-Remote-User": "wang"})
    assert (page.status_code, "wang" in page.text, "退出" in page.text) == (200, True, False)
    for who in ("", "nobody"):
        assert browser.get("/desk/", headers={"X-Remote-User": who}).status_code == 403
    assert browser.get("/desk/").status_code == 403
    # Nobody signs in here, and nobody but a program of this machine is believed.
    assert browser.get("/desk/signin", headers={"X-Remote-User": "wang"}).status_code == 404
    afar = stand.browser(address="192.0.2.1")
    assert afar.get("/desk/", headers={"X-Remote-User": "office"}).status_code == 403
    told = afar.get("/desk/", headers={"X-Remote-User": "office", "X-Forwarded-For": "127.0.0.1"})
    assert told.status_code == 403
    # Its forms carry tokens all the same: the browser sends whatever the server before it adds.
    assert browser.client.post("/desk/signout", headers={"X-Remote-User": "wang"}).status_code == 400
    with pytest.raises(Usage):
        server(stand.house, stand.desk.settings, Listen.read("0.0.0.0:0"))


def test_addresses_are_the_clients_own(stand: Stand) -> None:
    """Without a server before it, nobody guesses on under an address of their own making."""
    for number in range(5):
        browser = stand.browser(address="192.0.2.7")
        data: dict[str, object] = {"name": "wang", "password": "wrong", "token": token(browser.get("/desk/signin"))}
        browser.post("/desk/signin", data, headers={"X-Forwarded-For": f"203.0.113.{number}"})
    assert stand.browser(address="192.0.2.7").sign_in("wang").status_code == 429


@pytest.mark.parametrize(
    "listen", ["", "8080", "localhost:", "localhost:x", "localhost:99999", "localhost:-1", ":8080"]
)
def test_where_it_cannot_listen(listen: str) -> None:
    with pytest.raises(Usage):
        Listen.read(listen)


def test_where_it_listens() -> None:
    for text, local in {
        "127.0.0.1:1": True, "localhost:1": True, "[::1]:1": True, "unix:/x": True, "0.0.0.0:1": False,
        "[::]:1": False, "192.0.2.1:1": False, "party.example.cn:1": False,
    }.items():  # fmt: skip
        assert Listen.read(text).is_of_this_machine == local, text
    assert Listen.read("[::1]:80").address == "http://[::1]:80/desk/"


# ── Sizes ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_too_large_is_told(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = stand.browser("wang")
    given = token(browser.get("/desk/"))
    many = {"token": given} | {f"field{number}": "x" for number in range(MOST_PARTS + 1)}
    for data in ({"token": given, "old": "x" * (LARGEST_FIELDS + 1)}, many):
        answer = browser.client.post("/desk/password", data=data, content_type="multipart/form-data")
        assert (answer.status_code, "10 MB" in answer.text) == (413, True)
    long = browser.client.post("/desk/password", data={"token": given, "old": "x" * (LARGEST_FIELDS + 1)})
    assert long.status_code == 413
    monkeypatch.setitem(stand.app.config, "MAX_CONTENT_LENGTH", 1000)
    file = {"token": given, "file": (io.BytesIO(b"x" * 2000), "x.pdf")}
    assert browser.client.post("/desk/password", data=file).status_code == 413


def test_a_slip_of_the_program_is_told_without_its_words(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    def slips(*_: object) -> None:
        raise ZeroDivisionError("a secret")

    browser = stand.browser("wang")
    monkeypatch.setattr(type(stand.desk.standings), "now", slips)
    answer = browser.get("/desk/")
    assert (answer.status_code, "程序出了错" in answer.text) == (500, True)
    for word in ("secret", "Traceback", "ZeroDivision", ".py"):
        assert word not in answer.text


def test_a_root_that_cannot_be_read_is_told(stand: Stand) -> None:
    clone = stand.folder / "clone"
    (clone / "site_config.yml").write_text("packs: [\n")
    from tests.gate.door import git

    git(clone, "commit", "--quiet", "-am", "x")
    git(stand.house.repositories[0], "fetch", "--quiet", str(clone), "+HEAD:refs/heads/main")
    answer = stand.browser("wang").get("/desk/")
    assert (answer.status_code, "wuhao check" in answer.text) == (503, True)


# ── Clients that never finish ───────────────────────────────────────────────────────────────────────────────────────


def test_clients_that_never_finish_keep_nobody_waiting(stand: Stand) -> None:
    with served(stand) as found:
        port = found.effective_port
        slow = []
        for _ in range(THREADS * 4):
            each = socket.create_connection(("127.0.0.1", port))
            each.sendall(b"POST /desk/signin HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nname=")
            slow.append(each)
        for _ in range(THREADS * 4):
            each = socket.create_connection(("127.0.0.1", port))
            each.sendall(b"GET /desk/signin HTTP/1.1\r\nHost: localh")
            slow.append(each)
        time.sleep(0.2)
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", "/desk/signin")
        assert connection.getresponse().status == 200
        assert found.adj.channel_timeout == SLOW
        for each in slow:
            each.close()


def test_bodies_and_heads_that_are_too_large_are_not_read_to_their_end(stand: Stand) -> None:
    with served(stand) as found:
        for head in (
            b"POST /desk/signin HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n",
            b"GET /" + b"x" * 300_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        ):
            with socket.create_connection(("127.0.0.1", found.effective_port), timeout=30) as client:
                client.sendall(head)
                assert int(client.recv(100).split()[1]) in (413, 431)


def test_it_listens_at_a_socket_of_a_path(stand: Stand, tmp_path: Path) -> None:
    path = tmp_path / "desk.sock"
    with served(stand, f"unix:{path}"), socket.socket(socket.AF_UNIX) as client:
        client.connect(str(path))
        client.sendall(b"GET /desk/signin HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert client.recv(100).startswith(b"HTTP/1.1 200")
