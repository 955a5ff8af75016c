"""What no file can hold is in none, whatever a record says; and every office file is valid all the same."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from generator.publish.documents import Attachment, Head, Paragraph, find_fonts, official_docx, official_pdf
from generator.publish.documents import Table as PrintedTable
from generator.publish.formats.characters import holdable
from generator.publish.formats.ical import Event, to_ics
from generator.publish.formats.table import Column, Table
from generator.publish.formats.table_formats import FORMATS
from tests.publish.documents.measure import text
from tests.publish.documents.papers import FULL, IMPRINT
from tests.publish.documents.validity import faults

CONTROLS = (*range(9), 11, 12, *range(14, 32), *range(127, 133), *range(134, 160))
BAD = "".join(map(chr, CONTROLS)) + "\ud800\udfff\ufdd0\ufffe\uffff"
ODD = f"前{BAD}后"


def sound(said: str) -> bool:
    """Whether nothing in it is a control, half a character, or none at all."""
    return not [each for each in said if unicodedata.category(each) in ("Cc", "Cs") and each not in "\t\n\r\x85"]


def test_each_becomes_a_space_and_nothing_else_does() -> None:
    assert holdable(ODD) == f"前{' ' * len(BAD)}后"
    good = "\t\n\r\x85 汉字“，👍\U00020164\u200b\ue000"
    assert holdable(good) == good


@pytest.mark.parametrize("name", FORMATS)
def test_tables(name: str) -> None:
    table = Table("ledger", ODD, (Column("name", ODD),), ((ODD,), ("好",)))
    data = FORMATS[name].write([table])
    if data[:2] == b"PK":
        assert faults(data, f".{name}") == []
        with ZipFile(BytesIO(data)) as packed:
            said = "".join("".join(etree.fromstring(packed.read(each)).itertext()) for each in packed.namelist())
    elif name == "json":
        said = "".join(row["name"] for row in json.loads(data)["tables"][0]["rows"])
    else:
        said = "".join(cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")) for cell in row)
    assert sound(said) and "前" in said and "后" in said


def test_calendars() -> None:
    said = to_ics(ODD, "主", [Event("1", date(2017, 3, 8), ODD, ODD)], date(2017, 3, 8)).decode()
    assert sound(said) and "SUMMARY:前" in said


def test_printed_documents() -> None:
    odd = replace(
        FULL,
        title=ODD,
        signature=ODD,
        doc_no=ODD,
        mark=ODD,
        note=ODD,
        addressees=(ODD,),
        blocks=(Paragraph(ODD, ODD), PrintedTable((ODD,), ((ODD,),), ODD)),
        attachments=(Attachment(ODD, (Paragraph(ODD),)),),
        head=Head(ODD, secrecy=ODD, urgency=ODD, signers=(ODD,)),
        imprint=replace(IMPRINT, printed_by=ODD, copy_to=(ODD,)),
    )
    made = official_docx(odd, find_fonts())
    assert faults(made, ".docx") == []
    with ZipFile(BytesIO(made)) as packed:
        assert all(sound("".join(etree.fromstring(packed.read(each)).itertext())) for each in packed.namelist())
    said = text(official_pdf(odd, find_fonts()))
    assert sound(said) and said.count("后") >= 9
