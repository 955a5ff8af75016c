"""Days as a calendar that other programs subscribe to (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from generator.publish.formats.characters import holdable

_OCTETS = 75
"""The longest line (RFC 5545 §3.1)."""
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
"""No digits in an id: a row of them could be taken for somebody's number."""
_ALARMS = ("-P6DT15H", "-PT15H")
"""At nine in the morning a week before, and the day before: counted from the midnight at which the day begins."""
_END_OF_DAY = "T155959Z"
"""In UTC, of a day in Asia/Shanghai."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something of one whole day, with alarms before; `id` stays the same for the same thing, whatever day it is on."""

    id: str
    day: date
    summary: str
    description: str = ""
    sequence: int = 0
    """How often it has become another than it was: programs show a change where this grew (RFC 5545 §3.8.7.4)."""


def to_ics(name: str, owner: str, events: Iterable[Event], as_of: date) -> bytes:
    """The calendar as known at the end of the day; `owner` keeps apart the events of different schools."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//wuhao//due//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines.append(f"X-WR-CALNAME:{_text(name)}")
    for event in events:
        lines += _event(event, owner, as_of)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def _event(event: Event, owner: str, as_of: date) -> Iterator[str]:
    uid = sha256(f"{owner}|{event.id}".encode()).hexdigest()[:32].translate(_LETTERS)
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}@wuhao"
    yield f"DTSTAMP:{as_of:%Y%m%d}{_END_OF_DAY}"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    if event.day < date.max:
        yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{_text(event.description)}"
    yield f"SEQUENCE:{event.sequence}"
    yield "TRANSP:TRANSPARENT"
    for before in _ALARMS:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(event.summary)}")
        yield from (f"TRIGGER:{before}", "END:VALARM")
    yield "END:VEVENT"


def _text(value: str) -> str:
    """A text with what would end it escaped (RFC 5545 §3.3.11)."""
    value = holdable(value)
    for mark in ("\\", ";", ","):
        value = value.replace(mark, f"\\{mark}")
    return "\\n".join(value.splitlines())


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets, no character divided; each but the first begins with a space."""
    piece, octets = "", 0
    for character in line:
        more = len(character.encode())
        if octets + more > _OCTETS:
            yield piece
            piece, octets = " ", 1
        piece += character
        octets += more
    yield piece
