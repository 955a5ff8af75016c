"""Every occasion falls where it belongs, on a working day, and no agenda names an item twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest

from generator.commands.calendar import write_calendar
from generator.demo import demonstration
from generator.demo.profile import Profile, profile
from generator.demo.topics import TYPES, Deck, Topic, bank
from generator.demo.wording import Wording
from generator.model.record import Record
from generator.read.frame import read_frame
from generator.read.source import Source, read_source
from tests.school import PROJECT_PACK
from tests.sweep import over

BRANCHES = 24
YEARS = (2016, 2017, 2018)
KINDS = ("teaching", "office", "logistics", "retired")
OCCASIONS = {
    "寒假|春节": (("01-01", "02-28"),),
    "雷锋": (("03-01", "03-31"),),
    "植树": (("03-01", "03-20"),),
    "清明": (("03-28", "04-05"),),
    "职业教育活动周": (("04-15", "05-20"),),
    "七一|建党周年": (("05-02", "07-05"),),
    "上半年": (("06-01", "07-12"),),
    "暑期|暑假|假期维修": (("06-15", "08-31"),),
    "教师节|师德先进": (("08-22", "09-10"),),
    "国庆": (("09-10", "09-30"),),
    "长征": (("09-01", "10-31"),),
    "消防": (("11-01", "11-30"),),
    "宪法日": (("11-28", "12-10"),),
    "年终|年度总结|归档": (("11-01", "12-31"),),
    "节日": (("12-15", "12-31"), ("01-01", "01-31")),
}
"""Words of titles and agendas, and the spans of the year in which they may stand."""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Source:
    root = tmp_path_factory.mktemp("district")
    files = dict(demonstration(BRANCHES, YEARS))
    files["content/standards/five-good.yml"] = PROJECT_PACK.read_text("utf-8")
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    for year in (*YEARS, YEARS[-1] + 1):
        write_calendar(root / "records", year)
    found = read_source(read_frame(root))
    assert not found.rejected
    return found


def named(record: Record) -> list[str]:
    """What the record is about: its title, the topic of a lecture, the items of an agenda."""
    agenda = record.values.get("agenda")
    items = agenda if isinstance(agenda, tuple) else ()
    return [str(each) for each in (*items, record.values.get("title", ""), record.values.get("topic", ""))]


def test_no_agenda_names_an_item_twice(source: Source) -> None:
    for record in source.records:
        items = record.values.get("agenda", ())
        assert isinstance(items, tuple)
        assert len(set(items)) == len(items), record.id


@over("words", OCCASIONS)
def test_an_occasion_falls_in_its_season(source: Source, words: str) -> None:
    for record in source.records:
        if any(re.search(words, text) for text in named(record)):
            day = f"{record.date:%m-%d}"
            assert any(first <= day <= last for first, last in OCCASIONS[words]), record.id


def test_every_topic_is_dealt_with_within_the_spans_the_bank_declares(source: Source) -> None:
    asked_for = {topic.key for topics in bank().values() for topic in topics if topic.only}
    for record in source.records:
        for name in record.types:
            for item in named(record):
                fitting = [topic for topic in bank().get(name, ()) if says(topic.agenda, item)]
                assert not fitting or any(
                    topic.timely(record.date)
                    and (topic.key in asked_for or topic.fits(kind_of(record), record.date.year, record.date.month))
                    for topic in fitting
                ), (record.id, item)


def test_the_graves_are_swept_before_the_day(source: Source) -> None:
    swept = {record.id for record in source.records if "清明祭扫烈士墓" in named(record)}
    assert {"2016/jichu/04-01-party-day", "2017/jidian/04-01-party-day"} <= swept


def test_everything_is_dated_on_a_working_day(source: Source) -> None:
    calendar = source.frame.calendar
    assert not [record.id for record in source.records if not calendar.is_working(record.date)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("year", [2016, 2017, 2018, 2031])
def test_there_is_something_in_season_on_every_day(kind: str, year: int) -> None:
    for name in TYPES:
        deck = Deck(kind, Random(1), {})
        for day in days(year):
            assert deck.draw(name, day), (name, day)


@pytest.mark.parametrize("kind", KINDS)
def test_a_topic_asked_for_is_not_drawn_again_beside_itself(kind: str) -> None:
    for key, day in (("campaign_plan", date(2017, 9, 20)), ("campaign_lists", date(2017, 10, 24))):
        for chance in range(20):
            drawn = Deck(kind, Random(chance), {}).draw("committee_meeting", day, 3, key)
            assert drawn[0].key == key
            assert len({topic.key for topic in drawn}) == 3


@pytest.mark.parametrize(("day", "timely"), [("03-27", False), ("03-28", True), ("04-05", True), ("04-06", False)])
def test_a_span_of_days_holds_to_the_day(day: str, timely: bool) -> None:
    assert topic_of("party_day", "qingming").timely(date.fromisoformat(f"2017-{day}")) is timely


def topic_of(name: str, key: str) -> Topic:
    return next(topic for topic in bank()[name] if topic.key == key)


def says(wording: Wording, text: str) -> bool:
    """Whether the text is the wording, its holes filled in."""
    pattern = "".join(
        ".+" if piece.startswith("{") else re.escape(piece) for piece in re.split(r"(\{[^{}]*\})", wording.text)
    )
    return re.fullmatch(pattern, text) is not None


def kind_of(record: Record) -> str:
    return _KINDS[record.branch]


def days(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


_SKETCHES: list[Profile] = [profile(index, 2017) for index in range(BRANCHES)]
_KINDS = {each.branch.id: each.kind for each in _SKETCHES}
