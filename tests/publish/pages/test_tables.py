"""The tables beside the pages: the same cut as the pages, the same in every format, every link to one that is there."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from generator.publish.formats.table_formats import FORMATS, TableFormat
from generator.publish.pages import tables
from generator.publish.pages.contents import WRITTEN_PAGES
from generator.publish.pages.parts import three_lists
from generator.publish.pages.parts.tabs import SCREEN
from generator.publish.publication import publish
from tests.publish.conftest import AUDIENCES, SECRETS, content, make_root, write

OF_BRANCH = ["standards", "scorecard", "ledger"]
OF_RECORDS = {
    "public": ["record_uses", "record_history"],
    "members": ["resolutions", "record_uses", "record_history"],
    "committee": [
        "points",
        "leave_list",
        "absent_list",
        "resolutions",
        "released",
        "record_uses",
        "record_history",
    ],
}
"""The tables on records' pages, of the fields that the audience may read."""
IN_TIME = ["months", "record_counts", "years"]
OF_BOTH = ["problem_list", "task_list", "responsibility_list", "due"]
DISCLOSED = ["disclosures", "dues_accounts", "disclosure_duties"]
GRADED = ["gradings", "graded_standards", "survey_answers", "conditions", "contrasts"]
OF_YEAR = ["evaluations", "branch_months", "campaign", "campaign_open", "committee_rules", "inspections", "draws"]
OF_YEAR += ["supervision", "notices", "notice_branches", "withheld", "bulletins", "conferred", "changed_figures"]
OF_YEAR += ["disclosure_items", "pack_rules", "pack_elsewhere", "record_fields", "systems"]
OFFICE = ["office_late", "office_faults", "office_bare", "office_unknown"]
TO_WRITERS = {"public": [], "members": ["file_problems"], "committee": ["file_problems", *OFFICE]}
REVIEWED = {"committee": ["working_paper"]}
"""Tables of a branch that only some audiences have."""
SEEN_BY = {"public": ("members", "committee", "nobody"), "members": ("committee", "nobody"), "committee": ("nobody",)}


def kinds(audience: str) -> list[str]:
    return [*OF_BRANCH, *OF_RECORDS[audience], *IN_TIME, *OF_BOTH, *DISCLOSED, *GRADED, "disclosure_items"]


def folder(school: Path, audience: str, unit: str = "jichu") -> Path:
    return school / "site" / audience / "2017" / unit


def data(at: Path) -> dict[str, Any]:
    return {table["kind"]: table for table in json.loads((at / "tables.json").read_text("utf-8"))["tables"]}


def in_xlsx(path: Path) -> str:
    with ZipFile(path) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("unit", ["jichu", "."])
def test_every_format_says_the_same(school: Path, audience: str, unit: str) -> None:
    at = folder(school, audience, unit)
    found = data(at)
    reviewed = REVIEWED.get(audience, [])
    overview = ["review_differences"] if reviewed else []
    whole = [each for each in OF_YEAR if each != "withheld" or audience == "committee"]
    of_year = ["comparison", *OF_BOTH, *DISCLOSED, "contrasts", *whole, *TO_WRITERS[audience], *overview]
    assert list(found) == [*(kinds(audience) if unit == "jichu" else of_year), *reviewed]
    book = load_workbook(at / "tables.xlsx")
    assert book.sheetnames == [table["name"] for table in found.values()]
    for kind, table in found.items():
        lines = list(csv.reader(io.StringIO((at / f"{kind.replace('_', '-')}.csv").read_bytes().decode("utf-8-sig"))))
        heads = [column["label"] for column in table["columns"]]
        sheet = book[table["name"]]
        assert lines[0] == heads == [cell.value for cell in sheet[1]]
        assert len(lines) - 1 == len(table["rows"]) == (sheet.max_row or 1) - 1
        for line, row in zip(lines[1:], table["rows"], strict=True):
            written = ["" if each is None else str(each) for each in row.values()]
            assert [cell.removeprefix("'") for cell in line] == written
    assert len(next(iter(found.values()))["rows"]) > 2


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_audience_reads_what_is_not_its(school: Path, audience: str) -> None:
    at = folder(school, audience)
    texts = [in_xlsx(at / "tables.xlsx"), *(path.read_text("utf-8") for path in at.glob("*.csv"))]
    texts += [(at / "tables.json").read_text("utf-8"), (at / "due.ics").read_text("utf-8")]
    assert len(texts) == len([*kinds(audience), *REVIEWED.get(audience, [])]) + 3
    hidden = [word for group in SEEN_BY[audience] for word in SECRETS[group]]
    assert not [word for word in hidden for text in texts if word in text]
    assert ("主持甲甲" in texts[0]) == (audience != "public")


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_table_on_every_page_can_be_taken_along(school: Path, audience: str) -> None:
    year, tabled = school / "site" / audience / "2017", set[str]()
    # A screen on a wall has nobody who takes anything along; its tables are those of other pages.
    written = {year / each.file for each in WRITTEN_PAGES} | {year / SCREEN}
    # Folders are links into the store.
    found = {Path(at) / name for at, _, names in os.walk(year, followlinks=True) for name in names}
    for page in {each for each in found if each.suffix == ".html"} - written:
        shown = re.sub(r'<div class="minutes".*?</div>', "", page.read_text("utf-8"), flags=re.DOTALL)
        if "<table" in shown:
            offered = re.findall(r'<a href="([^"]+)" download', shown)
            assert any(each.endswith(".csv") for each in offered), f"{page}: a table, and nothing to download"
            assert all(Path(os.path.normpath(page.parent / each)).is_file() for each in offered), page
            tabled.add(page.name if page.parent.name != "standards" else "pack")
    assert {"index.html", "branches.html", "bulletins.html", "disclosure.html", "pack"} <= tabled


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_link_leads_to_a_file(school: Path, audience: str) -> None:
    year, links = school / "site" / audience / "2017", 0
    for page in [*year.glob("*.html"), *(year / "jichu").glob("*.html")]:
        for name in re.findall(r'href="([\w-]+\.(?:csv|xlsx|json|ics))"', page.read_text("utf-8")):
            links += 1
            assert (page.parent / name).is_file(), (page, name)
    assert links > 15


def test_lists_of_too_many_tasks_are_not_in_the_table_of_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_root(tmp_path, 3, every=5)
    for module in (tables, three_lists):
        monkeypatch.setattr(module, "MOST_LISTED", 5)
    monkeypatch.setattr("generator.publish.pages.year.rectification.MOST_LISTED", 5)
    monkeypatch.setattr("generator.publish.pages.year.due.MOST_LISTED", 1)
    monkeypatch.setattr(tables, "MOST_DOWNLOADED", 3)
    monkeypatch.setattr("generator.publish.pages.year.due.MOST_DOWNLOADED", 3)
    publish(content(tmp_path, "2017-11-20"), "members", tmp_path / "site")
    year = tmp_path / "site/members/2017"
    assert not {*OF_BOTH} & {*data(year)}
    assert not (year / "task-list.csv").exists() and (year / "jichu/task-list.csv").is_file()
    assert "task-list.csv" not in (year / "rectification.html").read_text("utf-8")
    due = (year / "due.html").read_text("utf-8")
    assert "due.csv" not in due
    listed = re.findall(r'<b><a href="(rectification\.html[^"]*|[^"]*#T\d+)">([^<]*)</a></b> ([^<]*)<', due)
    together = [what for href, _, what in listed if href == "rectification.html"]
    assert set(together) == {"整改任务"} and len({href for href, _, _ in listed if "#" in href}) <= 1
    assert re.search(r"jichu/rectification\.html#T\d+", due)
    assert "整改台账 整改任务" in (year / "due.ics").read_text("utf-8").replace("\n ", "")


def test_a_calendar_has_what_is_due_however_far_off(school: Path, tmp_path: Path) -> None:
    make_root(tmp_path, 2, every=5)
    publish(content(tmp_path, "2017-03-20"), "public", tmp_path / "site")
    year = tmp_path / "site/public/2017"
    own = (year / "jichu/due.ics").read_bytes().decode().replace("\r\n ", "")
    days = sorted(re.findall(r"DTSTART;VALUE=DATE:(\d{8})", own))
    assert days[0] == "20170331" and days[-1] >= "20171231"
    assert len(set(re.findall(r"UID:(\S+)", own))) == len(days)
    every = (year / "due.ics").read_bytes().decode().replace("\r\n ", "")
    assert len(set(re.findall(r"UID:(\S+)", every))) == every.count("BEGIN:VEVENT")
    monthly = [event for event in every.split("BEGIN:VEVENT") if "SUMMARY:支委会" in event and "20170430" in event]
    assert len(monthly) == 1 and "基础部党支部" in monthly[0] and "机电部党支部" in monthly[0]


def test_a_changed_record_changes_the_tables(tmp_path: Path) -> None:
    make_root(tmp_path, 2, every=5)
    path = "records/2017/jichu/11-29-party-day.yml"
    record = "类型: 党日活动\n日期: 2017-11-29\n标题: 原来的题目\n地点: 丙\n主持人: 丁\n记录人: 戊\n应到: 9\n实到: 9\n"
    seen = []
    for title in ("原来的题目", "改过的题目"):
        write(tmp_path, path, record.replace("原来的题目", title))
        publish(content(tmp_path), "members", tmp_path / "site")
        at = folder(tmp_path, "members")
        assert title in in_xlsx(at / "tables.xlsx") and title in (at / "ledger.csv").read_text("utf-8")
        seen.append((at / "tables.xlsx").read_bytes())
    assert "原来的题目" not in in_xlsx(at / "tables.xlsx")
    write(tmp_path, path, record)
    publish(content(tmp_path), "members", tmp_path / "site")
    assert (at / "tables.xlsx").read_bytes() == seen[0] != seen[1]


def test_a_new_format_costs_one_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    form = TableFormat("names", "text/plain", "lists.download.xlsx", lambda tables: tables[0].name.encode())
    monkeypatch.setitem(FORMATS, form.suffix, form)
    make_root(tmp_path, 1, every=5)
    publish(content(tmp_path), "public", tmp_path / "site")
    at = tmp_path / "site" / "public" / "2017"
    for folder, page, table in ((at, "branches.html", "各支部对比"), (at / "jichu", "index.html", "各项标准得分")):
        assert (folder / "tables.names").read_text("utf-8") == table
        assert 'href="tables.names"' in (folder / page).read_text("utf-8")
