"""Near-identical minutes: found, and nothing else found (design §3: ≥ 0.9 over ≥ 100 characters, same year)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from random import Random

import pytest

from generator.judge.similar import similar_pairs
from generator.model.record import Record
from tests.values import values as as_values

SHARE, LEAST = Fraction(9, 10), 100
SIGNS = "学习讨论会议支部党员书记委员研究工作计划整改落实安排意见发言记录群众教学服务制度检查评议组织生活主题活动"


def minutes(seed: int, length: int = 300) -> str:
    return "".join(Random(seed).choices(SIGNS, k=length))


def record(number: int, body: str, year: int = 2017, unit: str = "jichu", **values: object) -> Record:
    id = f"{year}/{unit}/03-08-party-day-{number}"
    return Record(id, f"{id}.md", unit, year, ("party_day",), date(year, 3, 8), as_values(values), {}, body=body)


def pairs(*records: Record) -> list[tuple[int, int]]:
    found = similar_pairs(records, SHARE, LEAST)
    return [(int(first.rsplit("-", 1)[1]), int(second.rsplit("-", 1)[1])) for first, second in found]


def spoiled(text: str, places: int, seed: int = 7) -> str:
    """The text with a run of that many characters put otherwise."""
    random = Random(seed)
    start = random.randrange(len(text) - places)
    return text[:start] + "甲" * places + text[start + places :]


def test_copies_are_found() -> None:
    assert pairs(record(1, minutes(1)), record(2, minutes(2)), record(3, minutes(1))) == [(1, 3)]


def test_nearly_copies_are_found() -> None:
    assert pairs(record(1, minutes(1)), record(2, spoiled(minutes(1), 20))) == [(1, 2)]


def test_of_other_branches_too() -> None:
    assert pairs(record(1, minutes(1)), record(2, minutes(1), unit="jidian")) == [(1, 2)]


@pytest.mark.parametrize(
    "second",
    [
        record(2, minutes(2)),
        record(2, minutes(1)[:150] + minutes(2)[:150]),
        record(2, spoiled(minutes(1), 60)),
        record(2, minutes(1), year=2016),
        record(2, minutes(1), draft=True),
    ],
    ids=["other minutes", "half of them", "a fifth put otherwise", "another year", "a draft"],
)
def test_others_are_not(second: Record) -> None:
    assert pairs(record(1, minutes(1)), second) == []


@pytest.mark.parametrize(("length", "found"), [(99, []), (100, [(1, 2)])])
def test_short_minutes_are_not_compared(length: int, found: list[tuple[int, int]]) -> None:
    assert pairs(record(1, minutes(1, length)), record(2, minutes(1, length))) == found


def test_headings_marks_and_spaces_make_no_difference() -> None:
    text = minutes(1)
    dressed = "# 会议\n\n- " + "，\n- ".join(text[start : start + 20] for start in range(0, 300, 20))
    assert pairs(record(1, text), record(2, dressed)) == [(1, 2)]


def test_empty_and_odd_minutes_are_no_matter() -> None:
    assert (
        pairs(record(1, ""), record(2, ""), record(3, "-" * 200), record(4, "-" * 200), record(5, "\ud800" * 200)) == []
    )


def test_the_order_of_records_changes_nothing() -> None:
    records = [record(number, minutes(number % 4)) for number in range(1, 13)]
    wanted = similar_pairs(records, SHARE, LEAST)
    assert wanted
    for seed in range(3):
        Random(seed).shuffle(records)
        assert similar_pairs(records, SHARE, LEAST) == wanted


def test_of_many_copies_each_is_named() -> None:
    records = [record(number, minutes(1)) for number in range(100, 140)]
    named = {record_id for pair in similar_pairs(records, SHARE, LEAST) for record_id in pair}
    assert named == {each.id for each in records}


def test_the_share_asked_for_is_the_share_wanted() -> None:
    records = [record(1, minutes(1)), record(2, spoiled(minutes(1), 25))]
    assert similar_pairs(records, Fraction(9, 10), LEAST)
    assert not similar_pairs(records, Fraction(19, 20), LEAST)


@pytest.mark.parametrize(("places", "missed"), [(3, 0), (9, 2)])
def test_names_and_dates_changed_all_over_hide_little(places: int, missed: int) -> None:
    """Of 50 copies with so many characters in 300 put otherwise, here and there, so many at most are missed."""
    found = 0
    for seed in range(50):
        text = minutes(seed)
        chosen = Random(seed).sample(range(300), places)
        other = "".join("甲" if place in chosen else sign for place, sign in enumerate(text))
        found += pairs(record(1, text), record(2, other)) == [(1, 2)]
    assert found >= 50 - missed
