"""The three lists at the desk: from a problem to 销号 by three accounts, and what nobody else may do."""

from __future__ import annotations

import re

import pytest

from generator.desk.forms.lists_text import lists_apart, new_lists
from generator.gate.accounts import Account, Role
from generator.judge.lists.states import State, standings
from tests.desk.filling import Fields, send, told
from tests.desk.stand import Browser, Stand
from tests.sweep import over

FILE = "records/2017/jichu/rectification.yml"
HERE = "/desk/lists/2017/jichu"
ODD = """\
# 本年度
问题清单:
  - 序号: P1
    问题表现: 甲   # 要改
    发现日期: 2017-03-01
  # 第二个
  - {序号: P2, 问题: 乙, 发现日期: 2017年3月2日}
任务清单: []
"""


def press(browser: Browser, address: str, **fields: object) -> int:
    """Opens a form, fills it in and sends it."""
    page = browser.get(address)
    assert page.status_code == 200, (address, page.status_code)
    return send(browser, page, "send", address, **fields).status_code


def state(stand: Stand, task: str = "T1") -> State:
    with stand.desk.standings.now() as standing:
        lists = standing.workspace.rectification[2017, "jichu"]
        assert not lists.left_out
        return standings(lists, standing.as_of)[task].state


def begun(stand: Stand) -> None:
    """A problem, a task and who answers for it."""
    wang = stand.browser("wang")
    assert press(wang, f"{HERE}/add/problems", problem="- x: #y", found_on="2017-03-01", listed_on="") == 303
    task = {
        "goal": "改好",
        "measures": "一条\r\n两条",
        "due": "2017-03-25",
        "listed_on": "",
    }
    duty = {"second.leader": "支部书记", "second.responsible": "组织委员", "second.supervisor": "党委组织科"}
    assert press(wang, f"{HERE}/add/tasks?of=P1", **task, **duty) == 303


@pytest.fixture
def open_lists(stand: Stand) -> Stand:
    """The stand with the lists begun, to be looked at."""
    begun(stand)
    return stand


def test_from_a_problem_to_its_closing_by_three_accounts(stand: Stand) -> None:
    begun(stand)
    wang, kao, office = (stand.browser(each) for each in ("wang", "kao", "office"))
    assert state(stand) is State.OPEN
    assert press(wang, f"{HERE}/progress/T1", date="2017-03-05", text="开了会") == 303
    assert press(wang, f"{HERE}/progress/T1", date="2017-03-06", text="定了办法: 1") == 303
    assert state(stand) is State.IN_PROGRESS
    assert press(office, f"{HERE}/extend/T1", asked_on="2017-03-10", new_due="2017-04-25", approved_by="党委") == 303
    assert state(stand) is State.EXTENDED
    record = "2017/jichu/03-08-committee-meeting"
    assert press(wang, f"{HERE}/done/T1", done_on="2017-03-12", evidence=record) == 303
    assert state(stand) is State.SUBMITTED
    assert "核实销号" not in told(wang.get("/desk/lists/?branch=jichu&year=2017"))
    waits = {
        who: f"{HERE}/verify/R1" in each.get("/desk/").text for who, each in (("w", wang), ("k", kao), ("o", office))
    }
    assert waits == {"w": False, "k": True, "o": True}
    page = kao.get("/desk/lists/?branch=jichu&year=2017")
    assert f"{HERE}/verify/R1" in page.text
    own = send(kao, kao.get(f"{HERE}/verify/R1"), "send", f"{HERE}/verify/R1", by="组织委员", date="2017-03-14")
    assert own.status_code == 422
    assert "by" in Fields(own.text).faulty
    assert Fields(kao.get(f"{HERE}/verify/R1").text).values["by"] == ["党委组织科"]
    assert press(kao, f"{HERE}/verify/R1", date="2017-03-14") == 303
    assert state(stand) is State.VERIFIED
    assert "等您核实" not in told(kao.get("/desk/"))
    assert press(office, f"{HERE}/reopen/R1", date="2017-03-16", reason="又发生了") == 303
    assert state(stand) is State.RETURNED
    assert press(wang, f"{HERE}/done/T1", done_on="2017-03-18", evidence="检查记录") == 303
    assert press(kao, f"{HERE}/verify/R1", date="2017-03-19") == 303
    assert state(stand) is State.VERIFIED
    authors = stand.main.run("log", "--format=%an", stand.tip, "--", FILE).decode().split()
    assert {*authors} == {"wang", "kao", "office"}
    text = (stand.file(FILE) or b"").decode()
    assert '问题表现: "- x: #y"' in text
    assert '内容: "定了办法: 1"' in text


def moves(browser: Browser) -> set[str]:
    """What the page of the lists offers to do with T1 and R1."""
    page = browser.get("/desk/lists/?branch=jichu&year=2017").text
    return {*re.findall(rf'href="{HERE}/([a-z_]+)/[TR]1"', page)}


def test_sent_back_and_asked_for_more_time(stand: Stand) -> None:
    """Each move is there for who may make it as long as it can be made, and no longer."""
    begun(stand)
    wang, kao = stand.browser("wang"), stand.browser("kao")
    assert moves(wang) == {"progress", "done", "ask"}
    assert moves(kao) == {"extend"}
    ask = f"{HERE}/ask/T1"
    assert press(wang, ask, asked_on="2017-03-10", new_due="2017-03-01") == 422  # earlier than it is due
    assert press(wang, ask, asked_on="2017-03-10", new_due="2017-04-10") == 303
    assert state(stand) is State.OPEN
    assert moves(wang) == {"progress", "done"}
    assert moves(kao) == {"extend", "decline"}
    assert "申请延期到2017-04-10，待批准" in told(kao.get("/desk/lists/?branch=jichu&year=2017"))
    assert press(kao, f"{HERE}/decline/T1", declined="") == 422
    assert press(kao, f"{HERE}/decline/T1", declined="期限以内做得完") == 303
    assert state(stand) is State.OPEN
    assert "期限以内做得完" in told(wang.get("/desk/lists/?branch=jichu&year=2017"))
    assert press(wang, ask, asked_on="2017-03-12", new_due="2017-04-20") == 303
    granting = kao.get(f"{HERE}/extend/T1")
    assert Fields(granting.text).values["new_due"] == ["2017-04-20"]
    assert send(kao, granting, "send", f"{HERE}/extend/T1", approved_by="党委").status_code == 303
    assert state(stand) is State.EXTENDED
    text = (stand.file(FILE) or b"").decode()
    assert text.count("申请日期") == 2
    assert "批准人: 党委" in text

    assert kao.get(f"{HERE}/send_back/R1").status_code == 409  # nothing was submitted yet
    assert kao.get(f"{HERE}/decline/T1").status_code == 409
    assert press(wang, f"{HERE}/done/T1", done_on="2017-03-13", evidence="记录本") == 303
    assert moves(kao) == {"extend", "verify", "send_back"}
    assert press(kao, f"{HERE}/send_back/R1", date="2017-03-14", reason="") == 422
    assert press(kao, f"{HERE}/send_back/R1", date="2017-03-14", reason="记录本没有签字") == 303
    assert state(stand) is State.RETURNED
    assert "退回整改：记录本没有签字" in told(wang.get("/desk/lists/?branch=jichu&year=2017"))
    assert "done" in moves(wang)
    assert "verify" not in moves(kao)
    assert press(wang, f"{HERE}/done/T1", done_on="2017-03-15", evidence="签了字的记录本") == 303
    assert press(kao, f"{HERE}/verify/R1", date="2017-03-16") == 303
    assert state(stand) is State.VERIFIED
    assert moves(kao) == {"reopen"}


@over(
    "case",
    [
        ("wang", f"{HERE}/verify/R1", 403),
        ("wang", f"{HERE}/reopen/R1", 403),
        ("wang", f"{HERE}/extend/T1", 403),
        ("wang", f"{HERE}/decline/T1", 403),
        ("wang", f"{HERE}/send_back/R1", 403),
        ("kao", f"{HERE}/ask/T1", 403),
        ("office", f"{HERE}/ask/T1", 403),
        ("kao", f"{HERE}/reopen/R1", 409),
        ("kao", f"{HERE}/done/T1", 403),
        ("kao", f"{HERE}/add/problems", 403),
        ("li", f"{HERE}/progress/T1", 404),
        ("li", f"{HERE}/add/problems", 404),
        ("zhao", "/desk/lists/", 403),
        ("wang", f"{HERE}/progress/T9", 404),
        ("wang", f"{HERE}/vanish/T1", 404),
        ("wang", f"{HERE}/add/tasks", 404),
        ("wang", f"{HERE}/add/nothing", 404),
        ("wang", "/desk/lists/2017/..%2F_committee/add/problems", 404),
        ("wang", "/desk/lists/0001/jichu/add/problems", 404),
    ],
)
def test_each_move_is_for_who_may_make_it(open_lists: Stand, case: tuple[str, str, int]) -> None:
    who, address, status = case
    assert open_lists.browser(who).get(address).status_code == status


def test_faults_are_told_at_their_columns(stand: Stand) -> None:
    begun(stand)
    wang = stand.browser("wang")
    before = stand.file(FILE)
    for address, fields, wrong in (
        (f"{HERE}/add/problems", {"problem": ""}, "f-problem"),
        (f"{HERE}/add/problems", {"problem": "甲", "found_on": "昨天"}, "f-found_on"),
        (f"{HERE}/done/T1", {"done_on": "2017-02-01", "evidence": "记录"}, "f-done_on"),
        (f"{HERE}/done/T1", {"done_on": "2017-03-10", "evidence": "2017/jichu/03-09-party-day"}, "f-evidence"),
        (f"{HERE}/progress/T1", {"date": "2017-02-01", "text": "早了"}, "f-date"),
    ):
        answer = send(wang, wang.get(address), "send", address, **fields)
        assert answer.status_code == 422, address
        assert f'href="#{wrong}"' in answer.text, address
        for name, value in fields.items():
            assert Fields(answer.text).values[name][0].strip() == value
    assert stand.file(FILE) == before


def test_what_was_refused_is_gone_on_with_or_thrown_away(stand: Stand) -> None:
    begun(stand)
    wang = stand.browser("wang")
    assert press(wang, f"{HERE}/progress/T1", date="2017-02-01", text="写了很多 <b>") == 422
    assert press(wang, f"{HERE}/progress/T1", date="2017-02-02", text="写了更多 <b>") == 422  # the same again
    assert press(wang, f"{HERE}/add/tasks?of=P1", goal="再改", measures="三条\r\n四条", due="不知道") == 422
    home = wang.get("/desk/")
    left = re.findall(r'href="(/desk/lists/unfinished/\d+)"', home.text)
    assert len(left) == 2
    assert "T1写进展" in told(home)
    for where in left:
        assert stand.browser("li").get(where).status_code == 404
    task, progress = map(wang.get, left)
    assert Fields(task.text).values["measures"] == ["三条\n四条"]
    assert "f-due" in task.text
    assert Fields(progress.text).values["text"] == ["写了更多 <b>"]
    address = re.search(r'<form method="post" action="([^"]+)">', task.text.split("<h1>")[1])
    assert address
    duty = {"second.leader": "支部书记", "second.responsible": "组织委员"}
    done = send(wang, task, "send", address[1].replace("&amp;", "&"), due="2017-03-25", **duty)
    assert done.status_code == 303
    assert "再改" in (stand.file(FILE) or b"").decode()
    home = wang.get("/desk/")
    assert re.findall(r'href="(/desk/lists/unfinished/\d+)"', home.text) == left[1:]
    give_up = re.search(r'action="(/desk/unfinished/\d+/give-up)"', home.text)
    assert give_up
    stand.browser("li").post(give_up[1], {}, seen="/desk/")
    assert left[1] in wang.get("/desk/").text
    assert wang.post(give_up[1], {}, seen="/desk/").status_code == 303
    assert "unfinished" not in wang.get("/desk/").text.replace('id="unfinished"', "")
    assert wang.get(left[1]).status_code == 404


def test_other_rows_stay_as_they_stand() -> None:
    found = lists_apart(FILE, ODD.encode())
    assert found.whole
    row = found.row("problems", "P2")
    assert row is not None
    text = found.changed(row, {"problem": "丙: 丁"}, 2017)
    assert text == ODD.replace(
        "  - {序号: P2, 问题: 乙, 发现日期: 2017年3月2日}\n",
        '  - 序号: P2\n    问题: "丙: 丁"\n    发现日期: 2017年3月2日\n',
    )
    added = found.added("tasks", {"id": found.next_id("tasks"), "problem": "P1", "measures": ["一"]}, 2017)
    assert added.startswith(ODD.removesuffix("任务清单: []\n"))
    assert added.endswith("任务清单:\n  - 序号: T1\n    对应问题序号: P1\n    整改措施: [一]\n")
    assert found.next_id("problems") == "P3"
    empty = lists_apart(FILE, new_lists().encode())
    assert empty.added("problems", {"id": "P1", "problem": "甲"}, 2017).startswith(
        "问题清单:\n  - 序号: P1\n    问题表现: 甲\n"
    )


def test_of_two_editors_the_second_sees_the_first(stand: Stand) -> None:
    begun(stand)
    wang = stand.browser("wang")
    page = wang.get(f"{HERE}/progress/T1")
    other = (stand.file(FILE) or b"").decode().replace("改好", "全部改好")
    stand.desk.submissions.submit(Account("office", Role.OFFICE), {FILE: other.encode()}, stand.tip, "x")
    answer = send(wang, page, "send", f"{HERE}/progress/T1", text="开了会")
    assert answer.status_code == 409
    assert "office" in told(answer)
    assert "全部改好" in told(answer)
    assert Fields(answer.text).values["text"] == ["开了会"]
    assert send(wang, answer, "send", f"{HERE}/progress/T1").status_code == 303
    text = (stand.file(FILE) or b"").decode()
    assert "全部改好" in text
    assert "开了会" in text
