"""Calendars: what RFC 5545 asks of the text, and ids that stay."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publish.formats.ical import Event, to_ics

AS_OF = date(2017, 12, 5)
EVENT = Event("2017/O02", date(2017, 12, 31), "每月; 一次, 不断\\", "第一行\n第二行")


def unfolded(data: bytes) -> list[str]:
    assert data.endswith(b"\r\n") and b"\n" not in data.replace(b"\r\n", b"")
    return data.decode().replace("\r\n ", "").split("\r\n")[:-1]


def test_an_event() -> None:
    lines = unfolded(to_ics("应办, 事项", "示例学校", [EVENT], AS_OF))
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR"
    assert "VERSION:2.0" in lines and "X-WR-CALNAME:应办\\, 事项" in lines
    event = lines[lines.index("BEGIN:VEVENT") : lines.index("END:VEVENT")]
    assert "DTSTAMP:20171205T155959Z" in event and "SEQUENCE:0" in event
    assert "DTSTART;VALUE=DATE:20171231" in event and "DTEND;VALUE=DATE:20180101" in event
    assert "SUMMARY:每月\\; 一次\\, 不断\\\\" in event
    assert "DESCRIPTION:第一行\\n第二行" in event
    alarms = [line for line in event if line.startswith("TRIGGER:")]
    assert alarms == ["TRIGGER:-P6DT15H", "TRIGGER:-PT15H"]  # nine o'clock, a week and a day before
    assert event.count("BEGIN:VALARM") == event.count("END:VALARM") == event.count("ACTION:DISPLAY") == 2


def uid(event: Event, owner: str = "示例学校", as_of: date = AS_OF) -> str:
    (found,) = re.findall(r"UID:(\S+)\r\n", to_ics("", owner, [event], as_of).decode())
    return str(found)


def test_the_id_is_that_of_the_thing() -> None:
    assert uid(EVENT) == uid(Event("2017/O02", date(2018, 1, 15), "别的话"), as_of=date(2018, 1, 1))
    assert len({uid(EVENT), uid(Event("2017/O03", EVENT.day, "")), uid(EVENT, "另一所学校")}) == 3


def test_no_id_reads_like_a_number() -> None:
    assert not [each for each in range(300) if re.search(r"\d", uid(Event(str(each), AS_OF, "")))]


def test_the_last_day_there_is() -> None:
    assert b"DTEND" not in to_ics("", "", [Event("a", date.max, "")], AS_OF)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=200))
def test_lines_are_short_and_no_character_is_divided(text: str) -> None:
    data = to_ics(text, "", [Event("a", AS_OF, text, text)], AS_OF)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    assert f"SUMMARY:{escaped}" in unfolded(data)


@pytest.mark.parametrize("length", range(20, 30))
def test_a_line_of_just_the_longest_length(length: int) -> None:
    data = to_ics("", "", [Event("a", AS_OF, "字" * length)], AS_OF)
    assert f"SUMMARY:{'字' * length}" in unfolded(data)
