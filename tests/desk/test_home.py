"""The first page: what is due with the form that does it, what was refused, what came in; a member has the site."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from generator.desk.submission import Overtaken
from generator.gate.accounts import Account, Role
from generator.gate.gatehouse import MAIN
from tests.desk.stand import Stand
from tests.gate.door import Clone, git

WANG = Account("wang", Role.RECORDER, ("jichu",))


def links(page: str, word: str) -> list[str]:
    return [unescape(each) for each in re.findall(rf'href="([^"]*{word}[^"]*)"', page)]


def test_what_is_due_opens_the_form_that_does_it(stand: Stand) -> None:
    page = stand.browser("wang").get("/desk/").text
    assert "jichu党支部" in page
    asked = links(page, "/desk/records/new")
    assert "/desk/records/new?type=responsibility_letter&date=2017-03-20&branch=jichu" in asked
    assert {re.search("branch=([^&]*)", each)[1] for each in asked} == {"jichu"}  # type: ignore[index]
    assert stand.browser("wang").get(asked[0]).status_code == 200
    assert "最迟3月31日" in page


def test_whose_it_is(stand: Stand) -> None:
    pages = {who: stand.browser(who).get("/desk/").text for who in ("wang", "li", "kao", "office", "zhao")}
    assert "caijing" not in pages["wang"]
    assert "jichu" not in pages["li"]
    for who in ("kao", "office"):
        assert "jichu党支部、caijing党支部" in pages[who] or "caijing党支部、jichu党支部" in pages[who]
    overview = re.findall(
        r'<th scope="row"><a href="([^"]+)">([^<]+)</a></th><td>(\d+)</td><td>.*?</td><td>([^<]*)',
        pages["office"],
        re.DOTALL,
    )
    assert [each[1] for each in overview] == ["jichu党支部", "caijing党支部"]
    assert [each[3] for each in overview] == ["3月8日", "—"]
    assert "/desk/records/new" not in pages["zhao"]
    assert 'href="/members/"' in pages["zhao"]
    assert 'href="/committee/"' in pages["office"]


def test_what_is_behindhand_and_the_drafts_that_wait(stand: Stand) -> None:
    """January and February had no committee meeting: who makes it good sees it, and the office, of whom."""
    draft = (stand.file("records/2017/jichu/03-08-committee-meeting.md") or b"").replace(
        b"---\n", b"---\ndraft: true\n", 1
    )
    new = {
        "records/2017/jichu/03-15-party-day.md": draft.replace(b"03-08", b"03-15").replace(
            b"committee_meeting", b"party_day"
        )
    }
    stand.desk.submissions.submit(WANG, new, stand.tip, "草稿")
    pages = {who: unescape(stand.browser(who).get("/desk/").text) for who in ("wang", "li", "kao", "office", "zhao")}
    behind = pages["wang"].partition('id="behind"')[2].partition("</section>")[0]
    assert "支委会：1月、2月没有召开" in behind and 'href="/members/2017/jichu/index.html#O02"' in behind
    makes_good = "/desk/records/new?type=committee_meeting&date=2017-03-20&branch=jichu&make_up_for=2017-01"
    assert f'href="{makes_good}"' in behind
    assert re.search(r'<input[^>]*name="make_up_for"[^>]*value="2017-01"', stand.browser("wang").get(makes_good).text)
    assert (
        "/desk/records/edit/2017/jichu/03-15-party-day"
        in pages["wang"].partition('id="drafts"')[2].partition("</section>")[0]
    )
    assert "03-15" not in pages["li"] + pages["office"] + pages["zhao"] + pages["kao"]
    overview = pages["office"].partition('id="branches"')[2].partition("</section>")[0]
    assert overview.count('href="/committee/2017/jichu/index.html#O02"') == 1
    assert overview.count('href="/committee/2017/caijing/index.html#O02"') == 1
    assert 'id="behind"' not in pages["office"] + pages["zhao"]


def test_where_a_calendar_subscribes(stand: Stand) -> None:
    """To everybody's site, where nobody signs in, of one's own branch alone."""
    pages = {who: stand.browser(who).get("/desk/").text for who in ("wang", "office", "zhao")}
    assert links(pages["wang"], "calendar") == ["http://localhost/calendar/jichu.ics"]
    assert not links(pages["office"], "calendar") + links(pages["zhao"], "calendar")


def test_what_was_refused_is_there_until_it_is_mended(stand: Stand) -> None:
    desk = stand.desk
    desk.keep_refused(WANG, "records/2017/jichu/x.md", {"应到": ["很多"]})
    desk.keep_refused(WANG, "records/2017/jichu/x.md", {"应到": ["五"]})
    assert [(each.about, each.form) for each in desk.refused(WANG)] == [("records/2017/jichu/x.md", {"应到": ["五"]})]
    assert "records/2017/jichu/x.md" in stand.browser("wang").get("/desk/").text
    assert "records/2017/jichu/x.md" not in stand.browser("li").get("/desk/").text
    desk.forget_refused(WANG, "records/2017/jichu/x.md")
    assert desk.refused(WANG) == []


def test_what_came_in_and_what_is_left_out(stand: Stand) -> None:
    text = stand.file("records/2017/jichu/03-08-committee-meeting.md") or b""
    new = {"records/2017/jichu/03-15-committee-meeting.md": text.replace(b"03-08", b"03-15")}
    stand.desk.submissions.submit(WANG, new, stand.tip, "补记<三月>的会")
    page = stand.browser("wang").get("/desk/").text
    assert "补记&lt;三月&gt;的会" in page
    assert " · wang · " in page
    assert "补记" not in stand.browser("li").get("/desk/").text
    assert "没有算进去" not in page


def test_no_message_breaks_the_page_and_no_author_is_believed(stand: Stand) -> None:
    clone, record = Clone(stand.folder / "clone"), "records/2017/jichu/03-08-committee-meeting.md"
    for number, message in enumerate(("a\x02b\x01c\x02d\x1e\x1f<b>", " ", "x" * 3000)):
        (clone.folder / record).write_bytes((stand.file(record) or b"") + f"\n补{number}。\n".encode())
        git(clone.folder, "commit", "--quiet", "--all", "--allow-empty-message", "--cleanup=verbatim", "-F", "-",
            given=message.encode(), GIT_AUTHOR_NAME="党委\x01办公室\x02")  # fmt: skip
        commit = git(clone.folder, "rev-parse", "HEAD")
        house = replace(stand.house, settings=replace(stand.house.settings, trust=("http",)))
        house.write()
        git(clone.folder, "push", "--quiet", str(stand.house.repositories[0]), f"{commit}:{MAIN}", REMOTE_USER="wang")
    for who in ("office", "wang"):
        page = stand.browser(who).get("/desk/")
        assert page.status_code == 200
        assert page.text.count(" · wang · ") == 3
        assert "办公室\x02" not in page.text
    seen = git(clone.folder, "rev-parse", "HEAD~1")
    outcome = stand.desk.submissions.submit(WANG, {record: b"x"}, seen, "x")
    assert isinstance(outcome, Overtaken)
    assert outcome.who == "wang"


def test_everything_in_english(stand: Stand) -> None:
    from generator.desk.desk import Settings

    stand.open(Settings(language="en"))
    for who in ("wang", "office", "zhao"):
        page = stand.browser(who).get("/desk/").text
        assert "Home" in page
        assert 'lang="en"' in page
