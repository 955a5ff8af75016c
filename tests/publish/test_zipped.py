"""Archives whose bytes depend on nothing but what is in them."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile, ZipInfo

import pytest

from generator.publish.formats.zipped import normalised, zipped

CORE = (
    b"<cp:coreProperties><dc:creator>%s</dc:creator><dc:title>\xe5\x8f\xb0\xe8\xb4\xa6</dc:title>"
    b"<dc:description>made by it</dc:description><cp:lastModifiedBy/>"
    b'<dcterms:created xsi:type="dcterms:W3CDTF">%s</dcterms:created>'
    b'<dcterms:modified xsi:type="dcterms:W3CDTF">%s</dcterms:modified></cp:coreProperties>'
)


def written(author: bytes, moment: bytes, year: int, names: list[str]) -> bytes:
    """As a library would write it: the members in its own order, at its own time."""
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name in names:
            content = CORE % (author, moment, moment) if name == "docProps/core.xml" else name.encode()
            archive.writestr(ZipInfo(name, (year, 3, 8, 12, 0, 0)), content)
    return target.getvalue()


NAMES = ["docProps/core.xml", "xl/workbook.xml", "_rels/.rels", "[Content_Types].xml", "xl/a.xml"]


def test_neither_the_clock_nor_the_author_nor_the_order_shows() -> None:
    one = written(b"A", b"2017-03-08T12:00:00Z", 2017, NAMES)
    two = written(b"B", b"2026-01-01T01:01:01Z", 2026, NAMES[::-1])
    assert one != two
    assert normalised(one) == normalised(two)
    assert normalised(normalised(one)) == normalised(one)


def test_what_is_in_it_stays_and_the_parts_readers_look_for_come_first() -> None:
    with ZipFile(BytesIO(normalised(written(b"A", b"2017-03-08T12:00:00Z", 2017, NAMES), date(2017, 12, 11)))) as found:
        assert found.namelist() == [
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/core.xml",
            "xl/a.xml",
            "xl/workbook.xml",
        ]
        assert found.testzip() is None
        assert found.read("xl/a.xml") == b"xl/a.xml"
        core = found.read("docProps/core.xml").decode()
        assert found.getinfo("xl/a.xml").date_time == (2017, 12, 11, 0, 0, 0)
    assert "<dc:creator></dc:creator>" in core and "<dc:description></dc:description>" in core
    assert core.count(">2017-12-11T00:00:00Z</dcterms:") == 2 and "台账" in core


@pytest.mark.parametrize(
    ("changed", "same"),
    [({"a": b"1"}, True), ({"a": b"2"}, False), ({"b": b"1"}, False), ({"a": b"1", "b": b""}, False)],
)
def test_other_content_is_other_bytes(changed: dict[str, bytes], same: bool) -> None:
    assert (zipped({"a": b"1"}) == zipped(changed)) is same
    assert zipped({"a": b"1"}) != zipped({"a": b"1"}, date(2017, 1, 1))


def test_no_day_lies_before_the_first() -> None:
    assert zipped({"a": b""}, date(1979, 5, 4)) != b""
    with ZipFile(BytesIO(zipped({"a": b""}, date(1979, 5, 4)))) as found:
        assert found.getinfo("a").date_time == (1980, 1, 1, 0, 0, 0)
