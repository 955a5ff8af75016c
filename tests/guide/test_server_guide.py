"""The guide for who runs the server is right as it stands: what it configures keeps audiences apart."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.guide.server_guide import CAN_SERVE, Server, password, section, served, shell
from tests.school import School

needs_nginx = pytest.mark.skipif(not CAN_SERVE, reason="nginx or openssl is not installed")
MEMBER, OFFICE = "dangyuan:one", "bangongshi:two"
SECRET = "只给党员看的会议内容"
RECORD = "2017/jichu/03-08-committee-meeting"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    base = tmp_path_factory.mktemp("server")
    school = School(base / "srv/records")
    school.record(RECORD, body=f"{SECRET}\n")
    (base / "srv/records/.git").mkdir()
    (base / "srv/records/.git/config").write_text("[core]\n")
    for audience in ("public", "members", "committee"):
        ran = school.run("build", "--as-of", "2017-12-05", "--audience", audience, "--out", str(base / "srv/site"))
        assert ran.code == 0, ran
    password(base, "members.htpasswd", *MEMBER.split(":"))
    password(base, "committee.htpasswd", *OFFICE.split(":"))
    with served(base) as found:
        yield found


@needs_nginx
def test_the_public_site_is_open(server: Server) -> None:
    for path in ("/", "/2017/", "/2017/index.html", f"/{RECORD}.html", "/latest/", "/versions.json"):
        assert server.get(path).status == 200, path
    assert "jichu党支部" in server.get("/2017/").text
    assert SECRET not in server.get(f"/{RECORD}.html").text


@needs_nginx
@pytest.mark.parametrize(("site", "who", "other"), [("members", MEMBER, OFFICE), ("committee", OFFICE, MEMBER)])
def test_the_others_are_open_to_their_own_readers(server: Server, site: str, who: str, other: str) -> None:
    path = f"/{site}/{RECORD}.html"
    assert server.get(path).status == 401
    assert server.get(path, f"{who}x").status == 401
    assert server.get(path, other).status == 401
    answer = server.get(path, who)
    assert answer.status == 200
    assert SECRET in answer.text
    assert server.get(f"/{site}/2017/").status == 401
    assert server.get(f"/{site}").status == 301


@needs_nginx
@pytest.mark.parametrize(
    "path",
    [
        "/.store/",
        "/members/.store/",
        "/site/",
        "/public/",
        "/records.git/",
        "/records/.git/config",
        "/../records/.git/config",
        "/members../committee/2017/",
        "/members../../records/site_config.yml",
        "/..%2f..%2frecords/site_config.yml",
        "/%2e%2e/committee/2017/index.html",
        "/members/../committee/2017/index.html",
        "/members/..%2fcommittee/2017/index.html",
        "//committee/2017/index.html",
        "/./members/%2e%2e/committee/2017/index.html",
        "/2017/../../committee/2017/index.html",
    ],
)
def test_no_way_leads_from_one_to_another(server: Server, path: str) -> None:
    """Not for anybody, and not for a member on the way to what is the committee's."""
    for who in ("", MEMBER):
        answer = server.get(path, who)
        assert answer.status in (400, 401, 403, 404), (answer.status, who)
        assert SECRET.encode() not in answer.body


@needs_nginx
@pytest.mark.parametrize(("home", "who"), [("/", ""), ("/members/", MEMBER), ("/committee/", OFFICE)])
def test_an_address_that_is_not_there_leads_on_within_its_own_site(server: Server, home: str, who: str) -> None:
    for path in ("nothing.html", "2017/nothing/at/all.html", "1999/jichu/index.html"):
        answer = server.get(f"{home}{path}", who)
        assert answer.status == 404
        assert f'<base href="{home}">' in answer.text and "没有找到这个页面" in answer.text


@needs_nginx
def test_what_is_sent_with_a_page(server: Server) -> None:
    answer = server.get("/2017/", Accept_Encoding="gzip")
    assert answer.headers["content-encoding"] == "gzip"
    assert "jichu党支部" in gzip.decompress(answer.body).decode()
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"
    for name, value in (
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "SAMEORIGIN"),
        ("referrer-policy", "same-origin"),
    ):
        assert answer.headers[name] == value
        assert server.get("/members/2017/").headers[name] == value
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    assert "script-src 'self' 'sha256-" in server.get("/2017/").text  # the page's own policy


@needs_nginx
def test_a_page_that_has_not_changed_is_not_sent_again(server: Server) -> None:
    first = server.get("/2017/")
    again = server.get("/2017/", If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert server.get("/2017/assets/stylesheets/wuhao.css").headers["cache-control"] == "max-age=86400"


@pytest.mark.proof
@needs_nginx
def test_followed_to_the_letter_a_push_publishes_and_a_backup_comes_back(tmp_path: Path) -> None:
    for folder in ("site", "records.gate", "backup"):
        (tmp_path / "srv" / folder).mkdir(parents=True)
    (begin,) = section("二、建立记录，装收件口")
    shell(begin, tmp_path)
    password(tmp_path, "members.htpasswd", *MEMBER.split(":"))
    password(tmp_path, "committee.htpasswd", *OFFICE.split(":"))
    with served(tmp_path) as server:
        assert "先做什么" in server.get("/latest/").text
        shell("wuhao account add bangongshi --role office --gate /srv/records.git", tmp_path)
        pushing = """
            cd ~/dangjian
            wuhao new 党课 --branch neike --date 昨天
            sed -i 's/^主讲人:.*/主讲人: 支部书记/; s/^题目:.*/题目: 学习党章/' records/*/neike/*-party-lecture.md
            for file in records/*/neike/*-party-lecture.md; do echo 讲了两个小时。 >> $file; done
            git add . && git commit -m 党课
            REMOTE_USER=bangongshi git push /srv/records.git main
        """
        shell("wuhao gate install /srv/records.git --site /srv/site --private /srv/private.git --trust http", tmp_path)
        shell(pushing, tmp_path)
        for _ in range(600):
            if "先做什么" not in server.get("/latest/").text:
                break
            time.sleep(0.1)
        assert "先做什么" not in server.get("/latest/").text
        assert server.get("/members/latest/", MEMBER).status == 200
        backup, restore = section("五、备份和恢复")
        shell(backup, tmp_path)
        # The members' and the committee's site may still be on their way.
        lost = "/srv/records.git /srv/private.git /srv/records.gate /srv/site/*"
        shell(f"until rm -rf {lost}; do sleep 1; done", tmp_path)
        shell(restore, tmp_path)
        assert "内科党支部" in server.get("/latest/").text
        assert server.get("/committee/latest/", OFFICE).status == 200
