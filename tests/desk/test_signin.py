"""Signing in: only who knows the password, for as long as a session lasts, and nobody else's session."""

from __future__ import annotations

import re
import stat

import pytest
from argon2 import PasswordHasher

from generator.desk import attempts, passwords, sessions
from generator.desk.attempts import Attempts
from generator.desk.desk import Settings
from generator.desk.memory import Memory
from generator.desk.passwords import FIRST_VALID, Fault, Passwords
from generator.desk.sessions import Sessions
from tests.desk.stand import PASSWORD, QUICK, Stand, token
from tests.school import command
from tests.sweep import over

OTHER = "另一句好记的话，也猜不到"


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def test_signed_in_and_out(stand: Stand) -> None:
    browser = stand.browser()
    asked = browser.get("/desk/records/x?type=party_day&date=2017-03-20")
    assert (asked.status_code, browser.get("/desk/").status_code) == (404, 302)
    sent_on = browser.get("/desk/").location
    assert sent_on == "/desk/signin?next=/desk/"
    assert browser.sign_in("wang", next="/desk/?x=1").location == "/desk/?x=1"
    page = browser.get("/desk/").text
    assert "记录员" in page
    kept = browser.cookie
    assert browser.post("/desk/signout", {"token": token(browser.get("/desk/"))}).status_code == 303
    assert browser.get("/desk/").status_code == 302
    # Whoever noted the cookie down has nothing.
    browser.client.set_cookie("wuhao", kept)
    assert browser.get("/desk/").status_code == 302


def test_wrong_names_and_wrong_passwords_are_told_alike(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    verified: list[str] = []
    verify = PasswordHasher.verify

    def counted(hasher: PasswordHasher, hashed: str, password: str) -> bool:
        verified.append(hashed.split("$")[3])
        return verify(hasher, hashed, password)

    monkeypatch.setattr(PasswordHasher, "verify", counted)
    told = []
    for who in ("wang", "nobody", "", "x" * 5000):
        answer = stand.browser().sign_in(who, "wrong wrong wrong")
        assert answer.status_code == 403
        told.append(re.sub(r'value="[^"]*"', "", answer.text))
    assert len(set(told)) == 1
    # One hash is looked at each time, and each costs the same.
    assert len(verified) == 4
    assert len(set(verified)) == 1


def test_nobody_signs_somebody_in_by_a_session_they_know(stand: Stand) -> None:
    """Fixation: the name of the session before is not that after; the attacker's cookie stays nobody's."""
    attacker = stand.browser()
    attacker.get("/desk/signin")
    planted = attacker.cookie
    victim = stand.browser()
    victim.client.set_cookie("wuhao", planted)
    assert victim.sign_in("wang").status_code == 303
    assert victim.cookie != planted
    assert attacker.get("/desk/").status_code == 302
    # Nor does a session go on under somebody else's name.
    again = stand.browser("wang")
    first = again.cookie
    again.post("/desk/signin", {"name": "office", "password": PASSWORD, "token": token(again.get("/desk/"))})
    again.client.set_cookie("wuhao", first)
    assert again.get("/desk/").status_code == 302


def test_forms_of_others_are_refused(stand: Stand) -> None:
    """CSRF: without the token, with another browser's, with another account's; at sign-in, too."""
    browser = stand.browser()
    for given in ("", "x", token(stand.browser().get("/desk/signin"))):
        answer = browser.sign_in("wang", token=given)
        assert (answer.status_code, "过期" in answer.text) == (400, True)
    wang, li = stand.browser("wang"), stand.browser("li")
    for given in ("", token(li.get("/desk/")), token(stand.browser().get("/desk/signin"))):
        for path in ("/desk/password", "/desk/signout"):
            assert wang.post(path, {"token": given}).status_code == 400
    assert wang.get("/desk/").status_code == 200
    # A form that was open when the session ended still counts once its owner has signed in anew.
    kept = token(wang.get("/desk/"))
    wang.post("/desk/signout", {"token": kept})
    ended = wang.post("/desk/password", {"token": kept})
    assert (ended.status_code, "没有丢" in ended.text) == (401, True)
    wang.sign_in("wang")
    assert wang.post("/desk/password", {"token": kept, "old": "x"}).status_code == 403


@over(
    "target",
    ["//evil.example/", "https://evil.example/", "/\\evil.example", "evil.example", "/\t/evil.example", "javascript:x"],
)
def test_one_is_sent_on_within_the_desk_alone(stand: Stand, target: str) -> None:
    assert stand.browser().sign_in("wang", next=target).location == "/desk/"


def test_the_cookie_is_for_this_server_alone(stand: Stand) -> None:
    plain = stand.browser().sign_in("wang").headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Lax"} <= set(plain.split("; "))
    assert "Secure" not in plain
    stand.open(Settings(proxied=True))
    browser = stand.browser()
    page = browser.get("/desk/signin", headers={"X-Forwarded-Proto": "https"})
    assert "Secure" in page.headers["Set-Cookie"].split("; ")


# ── Guessing ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_guessing_is_slowed_down_also_after_a_restart(stand: Stand) -> None:
    for _ in range(attempts.BY_BOTH):
        assert stand.browser(address="192.0.2.7").sign_in("wang", "wrong wrong").status_code == 403
    stand.open()
    told = stand.browser(address="192.0.2.7").sign_in("wang")
    assert (told.status_code, "分钟" in told.text, int(told.headers["Retry-After"]) > 0) == (429, True, True)
    # From elsewhere its owner gets in, and from there others do.
    assert stand.browser(address="192.0.2.8").sign_in("wang").status_code == 303
    assert stand.browser(address="192.0.2.7").sign_in("li").status_code == 303


def test_how_long_one_waits(stand: Stand) -> None:
    clock = Clock()
    found = Attempts(Memory(stand.folder / "memory"), clock)
    for number in range(attempts.BY_ACCOUNT):
        assert found.wait("wang", f"192.0.2.{number}") == 0
        found.failed("wang", f"192.0.2.{number}")
    assert found.wait("wang", "203.0.113.1") == attempts.WITHIN + 1
    assert found.wait("li", "203.0.113.1") == 0
    clock.now += attempts.WITHIN + 1
    assert found.wait("wang", "203.0.113.1") == 0
    for number in range(attempts.BY_ADDRESS):
        found.failed(f"name{number}", "2001:db8::1")
    assert found.wait("li", "2001:db8::ffff") > 0  # another address of the same household
    assert found.wait("li", "2001:db8:1::1") == 0
    found.failed("li", "198.51.100.1")
    found.forgive("li", "198.51.100.1")
    assert found.wait("li", "198.51.100.1") == 0


def test_a_password_is_guessed_at_its_change_no_faster(stand: Stand) -> None:
    browser = stand.browser("wang")
    for _ in range(attempts.BY_BOTH):
        assert browser.post("/desk/password", {"old": "wrong", "new": OTHER, "again": OTHER}).status_code == 403
    assert browser.post("/desk/password", {"old": PASSWORD, "new": OTHER, "again": OTHER}).status_code == 429


# ── Passwords ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_first_password_is_changed_before_anything_else(stand: Stand) -> None:
    first = stand.desk.passwords.give_first("wang")
    browser = stand.browser()
    assert browser.sign_in("wang", first, next="/desk/").location == "/desk/password"
    assert browser.get("/desk/").location == "/desk/password"
    answers = {
        "short": ("太短", {"new": "短", "again": "短"}),
        "same": ("一样", {"new": first, "again": first}),
        "simple": ("容易猜", {"new": "1111111111111", "again": "1111111111111"}),
        "name": ("容易猜", {"new": "WANG-de-mima-2017", "again": "WANG-de-mima-2017"}),
        "again": ("不一样", {"new": OTHER, "again": PASSWORD}),
    }
    for said, given in answers.values():
        answer = browser.post("/desk/password", {"old": first, **given})
        assert (answer.status_code, said in answer.text) == (400, True)
    elsewhere = stand.browser()
    elsewhere.sign_in("wang", first)
    before = browser.cookie
    assert browser.post("/desk/password", {"old": first, "new": OTHER, "again": OTHER}).location == "/desk/?changed=1"
    assert browser.get("/desk/").status_code == 200
    assert elsewhere.get("/desk/").status_code == 302  # every other session has ended
    browser.client.set_cookie("wuhao", before)
    assert browser.get("/desk/").status_code == 302
    assert stand.browser().sign_in("wang", first).status_code == 403
    assert stand.browser().sign_in("wang", OTHER).status_code == 303


def test_what_is_kept_of_passwords(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Passwords(stand.house.folder / passwords.FILE, QUICK)
    first = found.give_first("wang")
    text = found.file.read_text("utf-8")
    assert first not in text
    assert "$argon2id$" in text
    assert stat.S_IMODE(found.file.stat().st_mode) == 0o600
    assert stat.S_IMODE((stand.desk.memory.folder).stat().st_mode) == 0o700
    assert re.fullmatch(r"([a-z2-9]{4}-){3}[a-z2-9]{4}", first)
    assert found.match("wang", first)
    monkeypatch.setattr(passwords.time, "time", lambda: 1e12)
    assert FIRST_VALID < 1e12
    assert not found.match("wang", first)  # nobody used it in time
    assert found.fault("wang", "x" * 201) is Fault.LONG


def test_sessions_end(stand: Stand) -> None:
    clock = Clock()
    found = Sessions(Memory(stand.folder / "memory"), clock)
    idle, busy = found.begin("wang"), found.begin("wang")
    assert found.account(idle) == "wang"
    assert found.account("x") is None
    for _ in range(sessions.LONGEST // sessions.IDLE):
        clock.now += sessions.IDLE - 1
        assert found.account(busy) == "wang"
    assert found.account(idle) is None
    clock.now += sessions.IDLE - 1
    assert found.account(busy) is None
    assert busy.encode() not in (stand.folder / "memory/memory.sqlite").read_bytes()


def test_a_request_soon_after_another_writes_nothing(stand: Stand) -> None:
    clock = Clock()
    found = Sessions(Memory(stand.folder / "memory"), clock)
    name = found.begin("wang")
    file = stand.folder / "memory/memory.sqlite"
    before = file.read_bytes()
    clock.now += sessions.RENEWED - 1
    assert found.account(name) == "wang" and file.read_bytes() == before
    clock.now += 1
    assert found.account(name) == "wang" and file.read_bytes() != before


def test_an_account_that_is_gone_is_nobody(stand: Stand) -> None:
    browser = stand.browser("wang")
    assert command("account", "remove", "wang", "--gate", str(stand.house.folder)).code == 0
    assert browser.get("/desk/").status_code == 302
    assert stand.browser().sign_in("wang").status_code == 403


def test_accounts_are_told_their_first_password_once(stand: Stand) -> None:
    gate = str(stand.house.folder)
    told = command("account", "add", "sun", "--role", "member", "--gate", gate).out
    first = re.search(r"(?:[a-z2-9]{4}-){3}[a-z2-9]{4}", told)
    assert first
    assert stand.browser().sign_in("sun", first[0]).location == "/desk/password"
    again = command("account", "add", "sun", "--role", "office", "--gate", gate).out
    assert "密码" not in again
    assert first[0] not in command("account", "list", "--gate", gate).out
    browser = stand.browser("li")
    anew = command("account", "password", "li", "--gate", gate)
    assert "初始密码" in anew.out
    assert browser.get("/desk/").status_code == 302
    assert command("account", "password", "nobody", "--gate", gate).code == 2
