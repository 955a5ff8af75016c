"""Figures become the table they belong into, and the texts that others build are those of the records."""

from __future__ import annotations

from pathlib import Path

from benchmarks.measuring import COLD, COLD_PAGES, COPY, PAGE, SEARCH, Size
from benchmarks.peers import Hugo, Material
from benchmarks.process import Run
from benchmarks.results import document
from benchmarks.texts import text_of

RECORD = """\
---
类型: 党小组会
日期: 2017-03-01
党小组: [g1]
与会:
  - 甲|乙
议题: [研究|讨论]
---
党小组组长主持会议。

---
## 议程
"""


def test_a_record_as_a_page_of_others(tmp_path: Path) -> None:
    path = tmp_path / "jichu" / "03-01-group-meeting.md"
    path.parent.mkdir()
    path.write_text(RECORD, "utf-8")
    text = text_of(path)
    assert (text.unit, text.stem, text.title) == ("jichu", "03-01-group-meeting", "党小组会 2017-03-01")
    assert (
        "| 党小组 | g1 |\n| 与会 | 见正文 |\n| 议题 | 研究\\|讨论 |\n\n党小组组长主持会议。\n\n---\n## 议程"
        in text.body
    )


def size(branches: int, **seconds: float) -> Size:
    names = {"cold": COLD, "pages": COLD_PAGES, "copy": COPY, "page": PAGE, "search": SEARCH}
    names |= {"material": Material.name, "hugo": Hugo.name}
    runs = {names[name]: [Run(each * part, 1, 900) for part in (0.5, 1, 9)] for name, each in seconds.items()}
    return Size(branches, branches * 80, branches * 100, runs, {Material.name: branches * 50, Hugo.name: branches * 50})


def test_what_was_to_be_reached_is_told_by_medians() -> None:
    school = size(10, cold=4, pages=3, copy=1, page=0.6, search=1.4, material=16, hugo=0.5)
    district = size(1000, cold=500, pages=59, copy=10, hugo=100)
    said = document([school, district], ["hugo 1"])
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in said.splitlines() if line.startswith("|")]
    found = {row[0]: row[2:] for row in rows if len(row) == 4}
    assert found[f"10 branches, {COLD}"] == ["4.00 s", "yes"]
    assert found[f"10 branches, {PAGE}"] == ["0.60 s", "NO"]
    assert found[f"1,000 branches, {COLD_PAGES}"] == ["59.00 s", "yes"]
    assert found["time for a record at 1,000 branches ÷ at 10"] == ["1.25", "NO"]
    assert found[f"10 branches, {Material.name}: its time for a page ÷ ours"] == ["8.00", "yes"]
    assert found[f"1,000 branches, our time for a page, judged ÷ {Hugo.name}"] == ["0.29", "yes"]
    assert found[f"1,000 branches, our time for a page, judged and made searchable ÷ {Hugo.name}"] == ["2.50", "NO"]
    assert found["1,000 branches, memory of all processes together"] == ["900.00 MB", "yes"]
