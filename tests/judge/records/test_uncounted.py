"""What does not count is told alike, whether it is known already what records count for or is found out again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.judge.records.uncounted import uncounted
from generator.workspace.workspace import Workspace

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("day", [date(2017, 6, 30), date(2017, 12, 20)])
def test_what_is_known_already_changes_nothing(day: date) -> None:
    facts = Workspace(ROOT, ROOT, "zh").facts
    anew = uncounted(facts.records, facts.organization, day)
    assert anew
    assert list(uncounted(facts.records, facts.organization, day, counted=facts.counted).items()) == list(anew.items())
    some = dict(list(facts.counted.items())[::2])
    assert uncounted(facts.records, facts.organization, day, counted=some) == anew
