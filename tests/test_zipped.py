"""Archives whose bytes depend on nothing but what is in them."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from generator.zipped import zipped


def test_the_parts_readers_look_for_come_first_and_every_part_has_the_day() -> None:
    names = ["docProps/core.xml", "xl/workbook.xml", "_rels/.rels", "[Content_Types].xml", "xl/a.xml"]
    data = zipped({name: name.encode() for name in names}, date(2017, 12, 11))
    assert data == zipped({name: name.encode() for name in names[::-1]}, date(2017, 12, 11))
    with ZipFile(BytesIO(data)) as found:
        assert found.namelist() == [
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/core.xml",
            "xl/a.xml",
            "xl/workbook.xml",
        ]
        assert found.testzip() is None
        assert found.read("xl/a.xml") == b"xl/a.xml"
        assert {each.date_time for each in found.infolist()} == {(2017, 12, 11, 0, 0, 0)}


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
