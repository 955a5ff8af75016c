"""The office gives and takes accounts; nobody else does."""

from __future__ import annotations

import re

from generator.gate.accounts import Account, Role, change_accounts, read_accounts
from tests.desk.stand import Browser, Stand, token
from tests.desk.test_records import filled


def sent(browser: Browser, what: str, **data: object) -> tuple[int, str]:
    answer = browser.post(f"/desk/accounts/{what}", data, seen="/desk/accounts/")
    return answer.status_code, answer.text


def test_an_account_is_given_changed_and_taken(stand: Stand) -> None:
    office = stand.browser("office")
    code, page = sent(office, "add", name="sun", role="recorder", branch=["caijing", "nowhere"])
    first = re.search(r"(?:[a-z2-9]{4}-){3}[a-z2-9]{4}", page)
    assert (code, first is not None) == (200, True)
    assert stand.house.accounts.named("sun") == Account("sun", Role.RECORDER, ("caijing",))
    sun = stand.browser()
    assert first and sun.sign_in("sun", first[0]).location == "/desk/password"
    assert first[0] not in office.get("/desk/accounts/").text

    code, page = sent(office, "add", name="sun", role="member")
    assert (code, "初始密码：" in page) == (200, False)
    assert stand.house.accounts.named("sun") == Account("sun", Role.MEMBER)
    assert sun.get("/desk/password").status_code == 200
    code, page = sent(office, "password", name="sun")
    assert (code, "初始密码：" in page, sun.get("/desk/password").status_code) == (200, True, 302)
    assert sent(office, "remove", name="sun")[0] == 200
    assert read_accounts(stand.house.accounts_file).named("sun") is None
    assert not stand.desk.passwords.has("sun")


def test_the_history_says_the_persons_name(stand: Stand) -> None:
    office, wang = stand.browser("office"), stand.browser("wang")
    more = {"role": "recorder", "branch": ["jichu"]}
    assert sent(office, "add", name="wang", display="组织委员 <甲>", **more)[0] == 400
    assert sent(office, "add", name="wang", display="组织委员（甲）", **more)[0] == 200
    assert sent(office, "add", name="wang", **more)[0] == 200  # left out, it stays
    assert stand.house.accounts.named("wang") == Account("wang", Role.RECORDER, ("jichu",), "组织委员（甲）")
    filled(wang, "send")
    assert stand.main.line("log", "-1", "--format=%an <%ae>", stand.tip) == "组织委员（甲） <wang@desk>"
    page = wang.get("/desk/").text
    assert " · 组织委员（甲） · " in page
    assert re.search(r'top__who">组织委员（甲）<', page)
    # A name that git would not have is no name: the account's stands for it.
    who = Account("wang", Role.RECORDER, ("jichu",), "<>")
    file = "records/2017/jichu/03-08-committee-meeting.md"
    stand.desk.submissions.submit(who, {file: (stand.file(file) or b"") + b"\n"}, stand.tip, "x")
    assert stand.main.line("log", "-1", "--format=%an", stand.tip) == "wang"


def test_who_is_shut_out_is_let_in_by_the_office(stand: Stand) -> None:
    """A new password ends the waiting, whoever guessed from wherever; nobody else's waiting ends with it."""
    office, wang = stand.browser("office"), stand.browser()
    for name in ("wang", "wang w"):
        for _ in range(5):
            stand.browser().sign_in(name, "wrong")
        assert stand.browser().sign_in(name, "wrong").status_code == 429
    page = sent(office, "password", name="wang")[1]
    first = re.search(r"(?:[a-z2-9]{4}-){3}[a-z2-9]{4}", page)
    assert first
    assert "还没有换掉初始密码" in page
    assert wang.sign_in("wang", first[0]).location == "/desk/password"
    assert stand.browser().sign_in("wang w", "wrong").status_code == 429
    new = "换了一个新的密码，好记"
    data = {"old": first[0], "new": new, "again": new}
    assert wang.post("/desk/password", data).location == "/desk/?changed=1"
    home = wang.get("/desk/").text
    assert 'href="/desk/password"' in home  # to change it again, whenever
    assert "还没有换掉初始密码" not in office.get("/desk/accounts/").text
    stand.desk.passwords.forget("wang")
    assert "还没有密码" in office.get("/desk/accounts/").text


def test_what_is_not_done(stand: Stand) -> None:
    office, before = stand.browser("office"), stand.house.accounts
    for data in (
        {"name": ""}, {"name": "a/b", "role": "member"}, {"name": "a\x00", "role": "member"}, {"name": "x" * 61},
        {"name": "sun", "role": "admin"}, {"name": "sun", "role": "recorder"},
        {"name": "sun", "role": "recorder", "branch": "nowhere"}, {"name": "office", "role": "member"},
    ):  # fmt: skip
        assert sent(office, "add", **data)[0] == 400, data
    assert sent(office, "remove", name="office")[0] == 400
    for what in ("remove", "password"):
        assert sent(office, what, name="nobody")[0] == 404
    for who in ("wang", "kao", "zhao"):
        other = stand.browser(who)
        assert other.get("/desk/accounts/").status_code == 403
        given = token(other.get("/desk/"))
        for what in ("add", "remove", "password"):
            data = {"name": "li", "role": "office", "token": given}
            assert other.post(f"/desk/accounts/{what}", data).status_code == 403
        assert "/desk/accounts/" not in other.get("/desk/").text
    assert stand.house.accounts == before


def test_whoever_had_the_name_before_is_not_signed_in_by_it(stand: Stand) -> None:
    before, office = stand.browser("li"), stand.browser("office")
    change_accounts(stand.house.accounts_file, lambda known: known.without("li"))
    stand.desk.passwords.forget("li")
    added = office.post("/desk/accounts/add", {"name": "li", "role": "office"}, seen="/desk/accounts/")
    assert added.status_code == 200
    assert before.get("/desk/may/committee").status_code == 401
