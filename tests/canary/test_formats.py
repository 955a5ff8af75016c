"""Odd texts through every format and back: what was written is what is read, and nothing of it is a sign of the format.

First each format by itself, then a whole site whose every text is odd, parsed as its readers parse it.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from generator.publish.documents import Document, Paragraph, find_fonts, official_docx, official_pdf
from generator.publish.formats.csv_file import to_csv
from generator.publish.formats.ical import Event, to_ics
from generator.publish.formats.json_file import to_json
from generator.publish.formats.table import FORMULA, Column, Table
from generator.publish.formats.workbook import to_xlsx
from generator.publish.publication import publish
from generator.publish.search.disk import disk_part, entries
from generator.publish.search.pagefind import Entry
from generator.types import Audience
from tests.canary.marked_root import AS_OF
from tests.publish.conftest import content
from tests.publish.documents.measure import text as text_of_pdf
from tests.publish.served import served
from tests.school import School

pytestmark = pytest.mark.proof
DAY = date(2017, 3, 8)
SIGNS = (
    *(
        "<zqel onzq=1>",
        "</script><zqel>",
        "<!--zqel",
        "]]><zqel/>",
        "&lt;zqel&gt;",
        "&#60;zqel&#62;",
        '" onzq="1',
        "' onzq='1",
    ),
    *(
        "{{ 7*7 }}",
        "{% zq %}",
        "#eval(1)",
        "$zq$",
        "\\",
        "`zq`",
        "*zq*",
        "_zq_",
        "[zq](javascript:zq)",
        "![](http://zq/)",
    ),
    *(
        "=1+1",
        "+1",
        "-1",
        "@SUM(1)",
        "END:VEVENT",
        "BEGIN:VALARM",
        ";",
        ",",
        "\\n",
        "\\,",
        "\u202ezq\u202c",
        "\u2066zq",
        "\ufeff",
    ),
    *("\u200b", "\u2028", "\u0085", "%0d%0a", "'", '"', "|", "#", "//zq", "\U00020164", "👍", "a\u0301", "：", "－"),
)
ODD = st.lists(
    st.sampled_from(SIGNS) | st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=12),
    min_size=1,
    max_size=6,
).map("".join)
LONG = settings(max_examples=150, deadline=None, derandomize=False, suppress_health_check=list(HealthCheck))


@LONG
@given(st.lists(ODD, min_size=1, max_size=4))
def test_tables(texts: list[str]) -> None:
    table = Table("ledger", "台账", (Column("name", "名称"),), tuple((each,) for each in texts))
    _, *rows = csv.reader(io.StringIO(to_csv([table]).decode("utf-8-sig"), newline=""))
    assert [row[0] for row in rows] == [f"'{each}" if each.startswith(FORMULA) else each for each in texts]
    (found,) = json.loads(to_json([table]))["tables"]
    assert [row["name"] for row in found["rows"]] == texts
    sheet: Any = load_workbook(io.BytesIO(to_xlsx([table])))["台账"]
    cells = [sheet.cell(number, 1) for number in range(2, len(texts) + 2)]
    assert [cell.data_type for cell in cells if cell.value is not None] == ["s"] * sum(map(bool, texts))
    assert [cell.value for cell in cells] == [each or None for each in texts]  # nothing is an empty cell


@LONG
@given(ODD, ODD)
def test_calendar(summary: str, description: str) -> None:
    made = to_ics("名", "主", [Event("1", DAY, summary, description), Event("2", DAY, "另一件")], DAY).decode()
    lines = re.sub(r"\r\n ", "", made).split("\r\n")
    assert all(len(each.encode()) <= 75 for each in made.split("\r\n"))
    assert [lines.count(each) for each in ("BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR")] == [2, 2, 1]
    lines = [each for number, each in enumerate(lines) if "BEGIN:VALARM" not in lines[max(0, number - 3) : number]]
    told = {name: value for name, _, value in (each.partition(":") for each in reversed(lines))}
    for name, said in (("SUMMARY", summary), ("DESCRIPTION", description)):
        back = re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], told.get(name, ""))
        assert back == "\n".join(said.splitlines())


@LONG
@given(ODD, ODD)
def test_index_for_the_disk(title: str, text: str) -> None:
    script = disk_part({"a.html": Entry(title, text, {"unit": [], "type": [], "year": ["2017"]})}, 2017)
    assert script.startswith(b"diskSearch.part(") and script.count(b"\n") == 1 and b"\xe2\x80\xa8" not in script
    ((path, found),) = entries(script)
    assert path == "a.html" and re.sub(r"\s", "", found.title) in re.sub(r"\s", "", title)


@settings(LONG, max_examples=120)
@given(ODD.filter(bool), st.lists(ODD, min_size=1, max_size=3))
def test_printed_documents(title: str, texts: list[str]) -> None:
    """The same words as docx and as PDF; nothing of them is code of either."""
    document = Document(title, tuple(map(Paragraph, texts)), "中共示例职业学校委员会", DAY)
    with ZipFile(io.BytesIO(official_docx(document, find_fonts()))) as packed:
        for name in packed.namelist():
            root = ElementTree.fromstring(packed.read(name))
            assert not [each.tag for each in root.iter() if "zq" in each.tag]
    assert text_of_pdf(official_pdf(document, find_fonts()))


class _Page(HTMLParser):
    """The elements and attributes that are none of ours."""

    def __init__(self) -> None:
        super().__init__()
        self.strange: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.strange += [tag] if "zq" in tag else []
        self.strange += [name for name, _ in attrs if "zq" in name]
        self.strange += [
            str(to)
            for name, to in attrs
            if name in ("href", "src") and re.match(r"javascript|(https?:)?//zq", to or "")
        ]


@settings(LONG, max_examples=25)
@given(odd=st.lists(ODD.filter(lambda each: each.strip() != ""), min_size=6, max_size=6))
def test_a_site_of_odd_texts(tmp_path_factory: pytest.TempPathFactory, odd: list[str]) -> None:
    """Every file is read as its readers read it, and holds nothing that a text made."""
    school = School(tmp_path_factory.mktemp("odd"))
    title, place, topic, chair, body, name = (re.sub(r"[\u2028\u0085\ufeff]", " ", each) for each in odd)
    meeting = {"title": title, "place": place, "agenda": [topic], "chair": chair, "recorder": name}
    meeting |= {"observers": [name], "resolutions": [{"text": topic, "for": 12, "against": 0, "abstain": 0}]}
    school.record("2017/jichu/03-08-party-day", meeting, body=f"{body}\n\n{topic}\n")
    notice = {"type": "bulletin", "date": "2017-11-30", "kind": "situation", "as_of": "2017-11-30", "title": title}
    notice |= {"issued_on": "2017-12-01", "addressees": [place], "doc_no": name}
    school.record("2017/_committee/11-30-bulletin", notice, body=f"{body}\n")
    for audience in (Audience.PUBLIC, Audience.MEMBERS):
        publish(content(school.root, AS_OF), audience, school.root / "site", jobs=1)
        faults = [fault for path in served(school.root / "site" / audience) for fault in _faults(path)]
        assert faults == []


def _faults(path: Path) -> Iterator[str]:
    data = path.read_bytes()
    if "assets" in path.parts:
        return
    match path.suffix:
        case ".html":
            page = _Page()
            page.feed(data.decode())
            yield from (f"{path.name}: {each}" for each in page.strange)
        case ".xml":
            yield from (f"{path.name}: {each.tag}" for each in ElementTree.fromstring(data).iter() if "zq" in each.tag)
        case ".json":
            json.loads(data)
        case ".ics":
            lines = re.sub(r"\r\n ", "", data.decode()).split("\r\n")
            yield from (f"{path.name}: {each}" for each in lines if each and not re.match(r"[A-Z-]+[:;]", each))
        case ".csv":
            rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
            yield from (f"{path.name}: {row}" for row in rows if len(row) != len(rows[0]))
        case ".xlsx" | ".docx":
            with ZipFile(io.BytesIO(data)) as packed:
                for name in packed.namelist():
                    if name.endswith((".xml", ".rels")):
                        ElementTree.fromstring(packed.read(name))
