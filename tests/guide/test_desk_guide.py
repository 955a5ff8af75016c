"""What the guide says of the desk is right as it stands: nginx before it, each to the site of their account."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlencode

import pytest

from generator.desk.desk import Settings
from tests.desk.stand import PASSWORD, Stand
from tests.desk.stand import served as desk_served
from tests.guide.server_guide import CAN_SERVE, Answer, Server, block, section, served, shell

DESK = "十、填报台"
HOST = "party.example.cn"


def configuration(port: int) -> str:
    """nginx's, with the parts that the guide has replaced, and the desk's port."""
    before, _, _ = block("nginx", "### nginx").partition("    # 党员\n")
    return f"{before}{block('nginx', f'## {DESK}')}\n}}\n".replace("127.0.0.1:8080", f"127.0.0.1:{port}")


def cookie(answer: Answer) -> str:
    return answer.headers["set-cookie"].partition(";")[0]


def sign_in(server: Server, who: str) -> Answer:
    page = server.get("/desk/signin", Host=HOST)
    token = re.search(r'name="token" value="([^"]+)"', page.text)
    assert token
    form = urlencode({"name": who, "password": PASSWORD, "token": token[1], "next": "/members/"})
    said = {"Content_Type": "application/x-www-form-urlencoded", "Host": HOST, "Cookie": cookie(page)}
    return server.ask("POST", "/desk/signin", "", form, **said)


@pytest.mark.skipif(not CAN_SERVE, reason="nginx or openssl is not installed")
def test_nginx_before_the_desk(tmp_path: Path) -> None:
    stand = Stand(tmp_path / "srv")
    for name in ("public", "members", "committee"):
        (tmp_path / f"srv/site/.{name}/r1").mkdir(parents=True)
        (tmp_path / f"srv/site/.{name}/r1/index.html").write_text(f"of {name}")
        (tmp_path / f"srv/site/{name}").symlink_to(f".{name}/r1")
    assert f"--host {HOST} --proxied" in block("ini", f"## {DESK}")
    stand.settings = Settings(hosts=(HOST,), proxied=True)
    with stand.quiet(), desk_served(stand) as desk, served(tmp_path, configuration(desk.effective_port)) as server:
        assert server.get("/").text == "of public"
        sent = server.get("/members/2017/?x=1", Host=HOST)
        assert (sent.status, "/desk/signin?next=/members/2017/?x=1" in sent.headers["location"]) == (302, True)
        for who, expected in {"zhao": (200, 403), "office": (200, 200)}.items():
            entered = sign_in(server, who)
            assert entered.headers["location"] == "/members/"
            assert {"Secure", "HttpOnly"} <= set(entered.headers["set-cookie"].split("; "))
            found = [
                server.get(f"/{name}/", Cookie=cookie(entered), Host=HOST).status for name in ("members", "committee")
            ]
            assert tuple(found) == expected
        page = server.get("/desk/signin", Host=HOST)
        assert page.headers["cache-control"] == "no-store"
        assert page.headers["x-frame-options"] == "DENY"
        assert server.get("/may/committee", Host=HOST).status == 404  # nginx asks there, nobody else
        assert server.get("/members/../committee/", Host=HOST).status in (302, 403)


@pytest.mark.proof
def test_accounts_are_made_as_it_says(tmp_path: Path) -> None:
    for folder in ("site", "records.gate"):
        (tmp_path / "srv" / folder).mkdir(parents=True)
    (commands,) = section(DESK)
    shell(
        "git init --quiet --bare -b main /srv/records.git && git init --quiet --bare -b main /srv/private.git", tmp_path
    )
    assert shell(commands, tmp_path).count("初始密码") == 2
