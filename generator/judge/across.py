"""What is judged across units: near-identical minutes, and how many may be recommended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.judge.facts import Setting
from generator.judge.known import seen
from generator.judge.memory import Memory, recalled
from generator.judge.similar import similar_pairs
from generator.judge.unit import Pairs
from generator.model.config import YearConfig
from generator.model.grading import Quota
from generator.model.key import key_of
from generator.model.record import Record
from generator.model.result import BranchResult


def alike(setting: Setting, memory: Memory, place: str) -> dict[str, Pairs]:
    """Pairs of the year's records whose minutes are near-identical, by each unit that has a part in them."""
    config, window = setting.config, setting.window
    records = [each for each in setting.facts.records if window.holds(each.date) and seen(each, setting.as_of)]
    prints = [(record.id, record.fingerprint) for record in records]
    key = key_of(config.similar_share, config.similar_characters, prints)
    pairs = recalled(memory, f"{place}/alike", key, lambda: _compared(records, config, memory, setting.year))
    by_unit: dict[str, Pairs] = {}
    for pair in pairs:
        for unit in dict.fromkeys(record.split("/")[1] for record in pair):
            by_unit[unit] = (*by_unit.get(unit, ()), pair)
    return by_unit


def _compared(records: Sequence[Record], config: YearConfig, memory: Memory, year: int) -> Pairs:
    """The pairs, from sketches kept by the record's fingerprint: only a changed text is sketched again."""
    place = f"sketches/{year}"
    before: dict[str, bytes] = memory.recall(place, "") or {}
    sketches = dict(before)
    pairs = similar_pairs(records, config.similar_share, config.similar_characters, sketches)
    if sketches.keys() != before.keys():
        now = {record.fingerprint for record in records}
        memory.keep(place, "", {key: sketch for key, sketch in sketches.items() if key in now})
    return pairs


def quota(results: Mapping[str, BranchResult], config: YearConfig) -> Quota | None:
    """How many may be recommended, and who is ready to be; None where the school has no quota."""
    figures = config.grading
    allowed = [figures.quota_count] if figures.quota_count is not None else []
    if figures.quota_share is not None:
        allowed.append(int(figures.quota_share * len(results)))
    if not allowed:
        return None
    ready = tuple(key for key, card in results.items() if card.recommendable and card.recommendable.ready)
    return Quota(min(allowed), ready)
