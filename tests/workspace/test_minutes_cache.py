"""Minutes compared one change after the other are compared as if all were compared at once."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from generator.cache.store import Store
from generator.judge import similar
from generator.judge.by_unit import Units
from generator.judge.memory import Compared
from generator.judge.similar import Alike, Pairs, similar_pairs
from generator.model.record import Record
from generator.workspace import minutes_cache
from generator.workspace.minutes_cache import MinutesCache
from tests.judge.test_similar import LEAST, SHARE, minutes, spoiled
from tests.values import values as as_values

State = dict[str, Record]


@pytest.fixture(autouse=True)
def worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if there were many."""
    monkeypatch.setattr(minutes_cache, "FEW", 1)


def record(random: Random) -> Record:
    """One of few days and units, with minutes that others may have too, or nearly, or too short to compare."""
    day, unit = date(2017, random.randrange(1, 4), random.randrange(1, 20)), random.choice(["jichu", "jidian"])
    text = spoiled(minutes(random.randrange(4)), random.choice([1, 9, 20, 40]), random.randrange(9))
    text = random.choice([text, text, minutes(random.randrange(1000)), text[:90], minutes(1)])
    name = f"2017/{unit}/{day:%m-%d}-party-day"
    draft = as_values({"draft": True}) if random.random() < 0.05 else as_values({})
    return Record(name, f"{name}.md", unit, 2017, ("party_day",), day, draft, {}, text, fingerprint=f"{text}{draft}")


def next_state(before: State, random: Random) -> State:
    after = dict(before)
    for _ in range(random.choice([1, 1, 1, 2, 5])):
        if after and random.random() < 0.3:
            after.pop(random.choice(sorted(after)))
        else:
            made = record(random)
            after[made.id] = made
    return after


def found(state: State, file: Path) -> Pairs:
    return found_by(MinutesCache(Store(file)), state)


def found_by(minutes: MinutesCache, state: State) -> Pairs:
    pairs = Alike(Units().of(state.values()), minutes).pairs(2017, SHARE, LEAST)
    return tuple(sorted((min(pair), max(pair)) for pair in pairs))


@pytest.mark.parametrize("seed", range(6))
def test_a_life_of_changes_finds_what_is_found_at_once(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    state: State = {}
    for _ in range(30):
        state = next_state(state, random)
    seen = set[Pairs]()
    goes_on, beside_others = (MinutesCache(Store(tmp_path / each)) for each in "ab")
    for number in range(40):
        state = next_state(state, random)
        pairs = similar_pairs(state.values(), SHARE, LEAST)
        if number % 3:
            assert found(state, tmp_path / "a") == pairs
        assert found_by(goes_on, state) == found_by(beside_others, state) == pairs
        seen.add(pairs)
    assert len(seen) > 20


def test_what_did_not_change_is_not_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = {each.id: each for each in map(record, map(Random, range(60)))}
    pairs = found(state, tmp_path / "a")
    sketched: list[str] = []
    real = similar.sketch_of
    monkeypatch.setattr(similar, "sketch_of", lambda each, least: sketched.append(each.id) or real(each, least))  # type: ignore[func-returns-value]
    assert found(state, tmp_path / "a") == pairs
    assert sketched == []
    changed = record(Random(99))
    found(state | {changed.id: changed}, tmp_path / "a")
    assert sketched == [changed.id]


def test_another_share_is_another_question(tmp_path: Path) -> None:
    state = {each.id: each for each in map(record, map(Random, range(60)))}
    store = tmp_path / "a"
    strict = Alike(Units().of(state.values()), MinutesCache(Store(store))).pairs(2017, Fraction(1), LEAST)
    assert len(strict) < len(found(state, store))


def test_a_table_that_lost_something_is_not_believed(tmp_path: Path) -> None:
    state = {each.id: each for each in map(record, map(Random, range(60)))}
    pairs = found(state, tmp_path / "a")
    rows = sqlite3.connect(tmp_path / "a")
    lost = pairs[0][0]
    rows.execute("DELETE FROM sketches WHERE record = ?", (lost,))
    rows.commit()
    assert found(state, tmp_path / "a") == pairs
    other = "jidian" if lost.split("/")[1] == "jichu" else "jichu"
    copy = replace(state[lost], id=lost.replace(lost.split("/")[1], other)[:-1] + "z", branch=other)
    after = state | {copy.id: copy}
    assert found(after, tmp_path / "a") == similar_pairs(after.values(), SHARE, LEAST)


def test_what_another_run_wrote_meanwhile_stays(tmp_path: Path) -> None:
    state = {each.id: each for each in map(record, map(Random, range(60)))}
    found(state, tmp_path / "a")
    late = MinutesCache(Store(tmp_path / "a"))
    before, among = late.compared(f"2017/{SHARE}/{LEAST}"), late.among(f"2017/{SHARE}/{LEAST}")
    after = next_state(state, Random(7))
    pairs = found(after, tmp_path / "a")
    late.keep(f"2017/{SHARE}/{LEAST}", before, Compared(), (), sorted(state)[:1], among)
    assert found(after, tmp_path / "a") == pairs
