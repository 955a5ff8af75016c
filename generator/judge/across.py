"""What is judged across units: near-identical minutes, and how many may be recommended."""

from __future__ import annotations

from collections.abc import Mapping

from generator.judge.facts import Setting
from generator.judge.known import seen
from generator.judge.similar import Pairs
from generator.judge.summary import summaries_of
from generator.model.config import YearConfig
from generator.model.grading import Quota
from generator.model.record import unit_of
from generator.model.result import BranchResult


def alike(setting: Setting) -> dict[str, Pairs]:
    """Pairs of the year's records whose minutes are near-identical, by each unit that has a part in them."""
    config, window, facts = setting.config, setting.window, setting.facts
    years = dict.fromkeys((window.start.year, window.end.year))
    share, characters = config.similar_share, config.similar_characters
    told = (pair for year in years for pair in facts.alike.pairs(year, share, characters))
    pairs = sorted((min(pair), max(pair)) for pair in told)
    named = {record for pair in pairs for record in pair}
    found = (record for each in named if (record := facts.record(each)) is not None)
    there = {each.id for each in found if window.holds(each.date) and seen(each, setting.as_of)}
    by_unit: dict[str, Pairs] = {}
    for first, second in pairs:
        if first in there and second in there:
            for unit in dict.fromkeys(unit_of(record) for record in (first, second)):
                by_unit[unit] = (*by_unit.get(unit, ()), (first, second))
    return by_unit


def quota(branches: Mapping[str, BranchResult], config: YearConfig) -> Quota | None:
    """How many may be recommended, and who is ready to be; None where the school has no quota."""
    figures = config.grading
    allowed = [figures.quota_count] if figures.quota_count is not None else []
    if figures.quota_share is not None:
        allowed.append(int(figures.quota_share * len(branches)))
    if not allowed:
        return None
    return Quota(min(allowed), tuple(unit for unit, each in summaries_of(branches).items() if each.ready))
