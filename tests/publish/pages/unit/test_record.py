"""What a record's page says of the rules it counts for."""

from __future__ import annotations

from pathlib import Path

from tests.school import School

INSTEAD = "同类的记录有一份就够"


def test_of_papers_of_a_kind_each_says_which_is_counted(tmp_path: Path) -> None:
    school = School(tmp_path)
    first = school.record("2017/jichu/03-08-archive-list")
    last = school.record("2017/jichu/11-08-archive-list")
    held = school.record("2017/jichu/05-08-committee-meeting")
    lacking = school.record("2017/jichu/08-08-committee-meeting", {"记录人": "无"})
    assert school.run("build", "--as-of", "2017-12-31").code == 0
    pages = {
        each: (school.root / f"site/public/{each}.html").read_text("utf-8") for each in (first, last, held, lacking)
    }
    assert INSTEAD in pages[first] and f"{last.rsplit('/', 1)[1]}.html" in pages[first]
    for each in (last, held, lacking):  # counted itself; or of a kind of which each one counts for its own month
        assert INSTEAD not in pages[each], each


def test_what_was_said_comes_before_how_it_was_held(tmp_path: Path) -> None:
    school = School(tmp_path)
    fields = {"agenda": ["议题甲甲"], "resolutions": [{"text": "决议乙乙"}], "chair": "主持丙丙"}
    meeting = school.record("2017/jichu/05-08-committee-meeting", fields, body="会议丁丁\n")
    bulletin = school.record("2017/_committee/11-08-bulletin", {"issued_on": "2017-11-08"}, body="通报戊戊\n")
    assert school.run("build", "--as-of", "2017-12-31", "--audience", "members").code == 0
    wanted = {
        meeting: ("jichu党支部", "议题甲甲", "决议乙乙", "会议丁丁", "主持丙丙", "计入的规则"),
        bulletin: ("通报戊戊", "印发日期", "计入的规则"),
    }
    for record, order in wanted.items():
        html = (school.root / f"site/members/{record}.html").read_text("utf-8").partition("<article")[2]
        places = [html.find(each) for each in order]
        assert -1 not in places and places == sorted(places), dict(zip(order, places, strict=True))
