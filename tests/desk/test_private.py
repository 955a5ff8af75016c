"""Restricted records at the desk: into the private repository, by the office alone, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.gate.accounts import Account, Role
from generator.gate.gatehouse import MAIN
from generator.gate.git import Git
from tests.desk.filling import Fields, send, told
from tests.desk.stand import Browser, Stand
from tests.desk.test_office import CALENDAR, CONTACT, NOTICE, decide, sent
from tests.gate.door import Clone, git

OFFICE = "/desk/office/"
OBJECTION = "/desk/records/new?type=objection&branch=_committee&date=2017-03-18"
NAME = "2017/_committee/03-18-objection"
PUBLIC_NOTICE = "2017/_committee/03-17-public-notice"
SAID = "反映考勤记录不实，线索三条"


@pytest.fixture
def secret(tmp_path: Path) -> Iterator[Stand]:
    """A stand with a private repository beside it, and a notice that runs."""
    stand = Stand(tmp_path, private=True)
    with stand.quiet():
        data = {"records/calendar/2017.yml": CALENDAR.read_bytes()}
        stand.desk.submissions.submit(Account("office", Role.OFFICE), data, stand.tip, "x")
        decide(stand)
        assert sent(stand, "office", NOTICE, **CONTACT) == 303
        yield stand


def private(stand: Stand) -> tuple[list[str], str]:
    """The files of the private repository, and who wrote them."""
    git = Git(stand.house.repositories[1])
    if not git.tip(MAIN):
        return [], ""
    return git.line("ls-tree", "-r", "--name-only", MAIN).split(), git.line("log", "-1", "--format=%an", MAIN)


def course(office: Browser) -> str:
    """What the office's page says of the notice."""
    return told(office.get(OFFICE))


def test_an_objection_from_the_desk_to_its_conclusion(secret: Stand) -> None:
    office, before = secret.browser("office"), secret.tip
    page = office.get(OFFICE)
    assert "/desk/records/new?type=objection&amp;branch=_committee" in page.text
    assert "公示中" in told(page)
    form = office.get(OBJECTION)
    assert "不共享的记录库" in told(form)
    # A fault is told at its field, and nothing is in either repository.
    wrong = send(
        office, form, "check", OBJECTION, notice=PUBLIC_NOTICE, received_on="2017-03-30", kind="匿名无具体线索"
    )
    wrong = send(office, wrong, "check", OBJECTION, concluded_on="2017-03-01", conclusion="不属实")
    assert wrong.status_code == 422
    assert {"concluded_on", "received_on"} & {*Fields(wrong.text).faulty}
    assert private(secret) == ([], "")
    fields = {"notice": PUBLIC_NOTICE, "received_on": "2017-03-18", "kind": "实名", "body": SAID}
    assert sent(secret, "office", OBJECTION, **fields) == 303
    assert private(secret) == ([f"{NAME}.md"], "office")
    assert secret.tip == before  # nothing of it in the shared repository
    assert "异议核查中" in course(office)
    # Looked up, corrected with its conclusion, by two of the office at once.
    edit = f"/desk/records/edit/{NAME}"
    opened = office.get(edit)
    assert Fields(opened.text).values["kind"] == ["实名"]
    done = {"conclusion": "不属实", "concluded_on": "2017-03-20", "reason": "核查完"}
    preview = send(office, opened, "check", edit, **done)
    assert send(office, preview, "send", edit).status_code == 303
    assert "异议核查中" not in course(office)
    git = Git(secret.house.repositories[1])
    assert "不属实" in git.line("show", f"{MAIN}:{NAME}.md")
    assert "核查完" in git.line("log", "-1", "--format=%s", MAIN)
    late = send(office, opened, "check", edit, conclusion="暂缓推荐", concluded_on="2017-03-19", reason="改")
    assert send(office, late, "send", edit).status_code == 409
    assert "不属实" in git.line("show", f"{MAIN}:{NAME}.md")
    withdraw = f"/desk/records/withdraw/{NAME}"
    assert send(office, office.get(withdraw), "send", withdraw, reason="登记重复").status_code == 303
    assert private(secret)[0] == []
    assert secret.tip == before


def test_nobody_else_finds_anything_of_it(secret: Stand) -> None:
    assert (
        sent(secret, "office", OBJECTION, notice=PUBLIC_NOTICE, received_on="2017-03-18", kind="实名", body=SAID) == 303
    )
    for who in ("wang", "kao", "zhao", None):
        other = secret.browser(who)
        for address in (OBJECTION, *(f"/desk/records/{each}/{NAME}" for each in ("edit", "text", "withdraw"))):
            answer = other.get(address)
            assert answer.status_code in (302, 403, 404), (who, address)
            assert SAID not in answer.text
            assert "实名" not in answer.text
        for address in ("/desk/", "/desk/records/", "/desk/upload/", "/desk/lists/"):
            page = other.get(address).text
            assert "objection" not in page, (who, address)
            assert "异议" not in page, (who, address)
    # Other restricted types are there for the office where there is a place for them, of branches too.
    kinds = re.findall(
        r"type=([a-z_]+)&amp;branch=jichu", secret.browser("office").get("/desk/records/?branch=jichu").text
    )
    assert {"disposition", "development_case"} <= {*kinds}
    wang = secret.browser("wang").get("/desk/records/?branch=jichu").text
    assert not {"disposition", "development_case", "relation_transfer"} & {*re.findall(r"type=([a-z_]+)&amp;", wang)}


def test_without_a_private_repository_there_is_no_place_for_it(stand: Stand) -> None:
    office = stand.browser("office")
    assert "异议不能在这里登记" in told(office.get(OFFICE))
    assert office.get(OBJECTION).status_code == 403
    assert office.get("/desk/records/new?type=disposition&branch=jichu").status_code == 403


def test_the_answer_to_a_submission_tells_nothing_of_a_file_that_was_not_the_askers(tmp_path: Path) -> None:
    stand = Stand(tmp_path, private=True)
    secret = Clone(tmp_path / "secret-clone")
    files = (("2017/jichu/03-18-objection.md", secret), ("records/2017/caijing/03-09-x.md", Clone(tmp_path / "clone")))
    for number, (name, clone) in enumerate(files):
        (clone.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (clone.folder / name).write_text("---\n线索: 三条\n---\n", "utf-8")
        commit = clone.commit()
        git(stand.house.repositories[1 - number], "fetch", "--quiet", str(clone.folder), f"+{commit}:{MAIN}")
    with stand.quiet():
        asked = f"/desk/taken/0/{stand.tip}?path="
        for name, may in (
            ("../secret/2017/jichu/03-18-objection.md", {"office"}),
            ("records/2017/caijing/03-09-x.md", {"office", "li"}),
        ):
            for who in ("office", "li", "wang", "kao", "zhao"):
                page = stand.browser(who).get(asked + name)
                assert (page.status_code, "<h2>" in page.text) == (200, who in may), (who, name)
