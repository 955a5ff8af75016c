"""What pages say of public notices, day by day, and what they never say."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from generator.model.record import Record
from generator.publish.cut.records import cut_record
from generator.types import Audience
from tests.publish.documents.measure import text
from tests.publish.served import served
from tests.school import CAMPAIGN, PRIVATE, School, branch, private, working_calendar
from tests.values import values as as_values

NOTICE = "2017/_committee/12-12-public-notice"
OBJECTION = "2017/_committee/12-14-objection"
SECRETS = ("反映人姓名甲乙", "异议内容丙丁", "2017-12-14", "12-14-objection")
AUDIENCES = ("public", "members", "committee")


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = School(tmp_path, branch(), branch("xinxi"), config=CAMPAIGN | PRIVATE)
    working_calendar(school)
    school.record("2017/_committee/12-11-committee-decision", {"branches": ["jichu", "xinxi"]})
    school.record(NOTICE, {"branches": ["jichu", "xinxi"], "result": "公示结果戊己"})
    return school


def object_to(school: School, **fields: object) -> None:
    given = {"received_on": "2017-12-14", "branches": ["xinxi"], "title": SECRETS[0], **fields}
    private(school, OBJECTION, given)
    path = school.root / f"private/{OBJECTION}.md"
    path.write_text(path.read_text("utf-8") + SECRETS[1] + "\n", "utf-8")


def built(school: School, as_of: str, audience: str = "public") -> Path:
    ran = school.run("build", "--as-of", as_of, "--audience", audience)
    assert ran.code == 0, ran.err
    return school.root / "site" / audience


def words(page: Path) -> str:
    html = page.read_text("utf-8")
    body = html[html.index("<article") : html.index("</article")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


@pytest.mark.parametrize(
    ("as_of", "said", "not_said"),
    [
        ("2017-12-12", ("公示中", "还剩4个工作日", "没有收到异议"), ("公示结果戊己",)),
        ("2017-12-18", ("公示中", "今天是最后一天"), ("公示结果戊己",)),
        ("2017-12-19", ("公示结束", "公示期间无异议", "公示结果戊己"), ("还剩",)),
    ],
)
def test_its_own_page_and_the_years_page(
    school: School, as_of: str, said: tuple[str, ...], not_said: tuple[str, ...]
) -> None:
    site = built(school, as_of)
    for page in (f"{NOTICE}.html", "2017/notices.html"):
        shown = words(site / page)
        assert [each for each in said if each not in shown] == []
        assert [each for each in not_said if each in shown] == []
        assert "jichu党支部" in shown and "xinxi党支部" in shown


def test_its_page_opens_with_what_the_public_comes_for(school: School) -> None:
    school.record(NOTICE, {"branches": ["jichu", "xinxi"], "letter_rule": "postmark"}, body="现予公示庚辛。\n")
    site = built(school, "2017-12-13")
    shown = words(site / f"{NOTICE}.html")
    order = ("还剩", "现予公示庚辛", "xinxi党支部", "怎样提意见", "受理部门", "以邮戳日期为准", "公示进程")
    order += ("登记内容", "计入的规则")
    places = [shown.find(each) for each in order]
    assert -1 not in places and places == sorted(places), dict(zip(order, places, strict=True))
    assert shown.count("受理部门") == 1  # said once: not among the fields again
    assert not [path for path in site.rglob("*.html") if "打印件的字体" in path.read_text("utf-8")]


def test_one_without_a_text_says_what_its_printed_form_says(school: School) -> None:
    school.record(NOTICE, {"branches": ["jichu", "xinxi"]}, body="")
    assert "现予公示" in words(built(school, "2017-12-13") / f"{NOTICE}.html")


@pytest.mark.parametrize(("day", "seen"), [(12, False), (18, False), (19, True)])
def test_the_result_is_cut_until_the_period_is_over(day: int, seen: bool) -> None:
    period = {"start": date(2017, 12, 12), "end": date(2017, 12, 18)}
    values = {"period": period, "result": "公示期间无异议", "signed_on": date(2017, 12, 12)}
    record = Record(NOTICE, "n", "_committee", 2017, ("public_notice",), date(2017, 12, 12), as_values(values), {})
    left = cut_record(record, Audience.COMMITTEE, date(2017, 12, day))
    assert left is not None and ("result" in left.values) == seen


def test_home_has_it_while_it_runs(school: School) -> None:
    assert "还剩" in words(built(school, "2017-12-13") / "2017/index.html")
    over = words(built(school, "2017-12-19") / "2017/index.html")
    assert "没有正在公示" in over and "还剩" not in over


def test_an_objection_is_seen_by_its_number_alone_and_at_once(school: School) -> None:
    assert "没有收到异议" in words(built(school, "2017-12-20") / f"{NOTICE}.html")
    object_to(school)
    shown = words(built(school, "2017-12-20") / f"{NOTICE}.html")
    assert "异议核查中" in shown and "收到1件" in shown and "核查中1件" in shown
    assert "公示结果戊己" not in shown
    object_to(school, conclusion="unfounded", concluded_on="2017-12-16")
    shown = words(built(school, "2017-12-20") / f"{NOTICE}.html")
    assert "收到异议，核查不属实" in shown and "不属实1件" in shown and "公示结果戊己" in shown


@pytest.mark.parametrize("audience", AUDIENCES)
def test_nothing_else_of_it_is_in_any_file(school: School, audience: str) -> None:
    object_to(school)
    site = built(school, "2017-12-20", audience)
    found = []
    for path in served(site):
        data = path.read_bytes()
        if path.suffix in (".docx", ".xlsx"):
            archive = ZipFile(BytesIO(data))
            data = b"".join(archive.read(name) for name in archive.namelist())
        said = text(data) if path.suffix == ".pdf" else data.decode("utf-8", "replace")
        found += [(path.name, each) for each in SECRETS if each in said or each in path.name]
    assert not found


def test_no_page_shows_a_title_as_final_while_an_objection_is_open(school: School) -> None:
    object_to(school)
    decision = school.record("2017/_committee/12-20-commendation", {"branches": ["jichu", "xinxi"]})
    site = built(school, "2017-12-22")
    assert "对xinxi党支部的异议正在核查" in words(site / f"{decision}.html")
    assert "对jichu党支部" not in words(site / f"{decision}.html")
    shown = words(site / "2017/bulletins.html")
    assert "xinxi党支部（异议核查中）" in shown and "jichu党支部（异议核查中）" not in shown
    object_to(school, conclusion="unfounded", concluded_on="2017-12-21")
    site = built(school, "2017-12-22")
    assert "异议正在核查" not in words(site / f"{decision}.html")
    assert "已命名" in words(site / f"{NOTICE}.html")


def test_a_condition_that_no_longer_holds_is_a_note_on_its_page(school: School) -> None:
    assert school.check()[1]["problems"] == []
    shown = words(built(school, "2017-12-13", "committee") / f"{NOTICE}.html")
    assert "条件不再具备" in shown and "等次" in shown
    for audience in ("public", "members"):
        assert "条件不再具备" not in words(built(school, "2017-12-13", audience) / f"{NOTICE}.html")


def test_what_the_committee_withholds_is_named_with_what_is_lacking(school: School) -> None:
    school.record("2017/_committee/12-11-committee-decision", {"branches": ["jichu"]})
    school.record(NOTICE)
    fields = {"branches": ["xinxi"], "subject": "withhold", "title": "关于暂不推荐的决定"}
    school.record("2017/_committee/12-11-committee-decision-2", fields)
    shown = words(built(school, "2017-12-13", "committee") / "2017/notices.html")
    assert "暂不推荐" in shown and "关于暂不推荐的决定" in shown and "等次" in shown


@pytest.mark.parametrize("audience", ["public", "members"])
def test_a_decision_not_to_recommend_is_the_committees(school: School, audience: str) -> None:
    school.record("2017/_committee/12-11-committee-decision", {"branches": ["jichu"]})
    school.record(NOTICE)
    school.record("2017/_committee/12-11-committee-decision-2", {"branches": ["xinxi"], "subject": "withhold"})
    site = built(school, "2017-12-13", audience)
    assert not (site / "2017/_committee/12-11-committee-decision-2.html").exists()
    assert (site / "2017/_committee/12-11-committee-decision.html").is_file()
    assert not {"暂不推荐", "尚缺", "等次"} & set(re.findall("暂不推荐|尚缺|等次", words(site / "2017/notices.html")))


def test_a_private_number_in_a_notice_holds_back_the_notice_alone(school: School) -> None:
    school.record(NOTICE, {"phone": "13812345678"})
    ran = school.run("build", "--as-of", "2017-12-13")
    assert ran.code == 0 and NOTICE in ran.err
    year = school.root / "site/public/2017"
    assert (year / "index.html").is_file()
    stem = NOTICE.rpartition("/")[2]
    assert not [*year.rglob(f"{stem}.*")]
    assert not [page for page in year.rglob("*.html") if "13812345678" in page.read_text("utf-8")]


def test_a_later_day_makes_no_other_pdf(school: School) -> None:
    first = (built(school, "2017-12-13") / f"{NOTICE}.pdf").read_bytes()
    assert (built(school, "2017-12-14") / f"{NOTICE}.pdf").read_bytes() == first


def test_a_school_without_notices_pays_nothing_for_printing(tmp_path: Path) -> None:
    school = School(tmp_path)
    school.record("2017/jichu/03-08-committee-meeting")
    program = (
        "import sys; from generator.commands.main import run;"
        f"code = run(['--root', {str(tmp_path)!r}, 'build', '--as-of', '2017-12-31']);"
        "sys.exit(code or ('typst' in sys.modules and 7))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
