"""What follows from the records of a unit goes on with the very same records, and with no others."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import date

from generator.judge.by_unit import Units, of_types, without
from generator.model.record import Record
from tests.values import values as as_values


def record(day: date, unit: str = "jichu", *types: str) -> Record:
    id = f"{day.year}/{unit}/{day:%m-%d}-party-day"
    made = as_values({})
    return Record(id, f"records/{id}.md", unit, day.year, types or ("party_day",), day, made, {}, fingerprint=id)


SPRING, AUTUMN = record(date(2017, 3, 8)), record(date(2017, 9, 8), "jichu", "theory_study")
OTHER, BEFORE = record(date(2017, 5, 8), "jidian", "theory_study", "party_day"), record(date(2016, 3, 8))


def test_the_same_records_are_the_same_unit_and_others_are_not() -> None:
    units = Units()
    first = units.of([SPRING, AUTUMN, OTHER])
    edited = units.of([SPRING, replace(AUTUMN, fingerprint="x"), OTHER])
    assert edited["jidian"] is first["jidian"]
    assert edited["jichu"] is not first["jichu"]
    assert edited["jichu"].key() != first["jichu"].key()
    assert units.of([SPRING, replace(AUTUMN, fingerprint="x")])["jichu"] is not first["jichu"]
    assert units.of([OTHER, AUTUMN, SPRING])["jichu"].records == (SPRING, AUTUMN)
    assert "jidian" not in units.of([SPRING])


def test_a_day_knows_only_what_was_there() -> None:
    own = Units().of([BEFORE, SPRING, AUTUMN])["jichu"]
    assert own.seen(date(2017, 6, 30)) == (BEFORE, SPRING)
    assert own.key(date(2017, 6, 30)) == own.key(date(2017, 8, 31)) != own.key(date(2017, 9, 8)) == own.key()
    days = {AUTUMN.id: date(2017, 9, 9)}
    assert own.entered(days) == (None, None, date(2017, 9, 9))
    assert own.of_year(2017).records == (SPRING, AUTUMN)
    assert own.dated_in(2016) == {BEFORE.id}


def test_what_is_left_without_files_is_the_same_again_and_a_unit_with_nothing_left_is_none() -> None:
    units = Units().of([SPRING, AUTUMN, OTHER])
    left = without(units, [AUTUMN.file, "records/2017/jichu/rectification.yml", "organization.yml"])
    assert left["jichu"].records == (SPRING,)
    assert left["jidian"] is units["jidian"]
    assert without(units, [AUTUMN.file, "organization.yml"])["jichu"].records == (SPRING,)
    assert without(units, [AUTUMN.file])["jichu"] is without(units, [AUTUMN.file])["jichu"]
    assert without(units, [OTHER.file]).keys() == {"jichu"}
    assert without(units, ["records/2017/jichu/rectification.yml"]) is units
    assert without(units, []) is units


def test_records_of_types_in_order_of_time_each_once() -> None:
    units = Units().of([SPRING, AUTUMN, OTHER])
    assert of_types(units, "theory_study", "party_day") == (SPRING, OTHER, AUTUMN)
    assert of_types(units, "theory_study") == (OTHER, AUTUMN)


def test_what_is_found_out_is_found_out_once_and_is_not_sent() -> None:
    own, asked = Units().of([SPRING])["jichu"], list[int]()
    for _ in range(2):
        assert own.fact("told", lambda: asked.append(1) or "so") == "so"  # type: ignore[func-returns-value]
    assert asked == [1]
    sent = pickle.loads(pickle.dumps(own))
    assert sent.records == own.records
    assert sent.fact("told", lambda: "anew") == "anew"
