"""A root's life: changes by chance, and after each few a build that must equal one from nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from tests.incremental import other_changes, record_changes
from tests.incremental.changing import BESIDE, CHANGES, CONFIG, ORGANIZATION, PACK, Changing, small_root
from tests.incremental.comparing import OUT, Asked, Seen, difference, from_nothing, incremental, served

__all__ = ["always", "life", "other_changes", "record_changes"]
LITTLE = (
    "generator.commands.site._MANY",
    "generator.judge.by_unit.HELD",
    "generator.parallel._WORTH_IT",
    "generator.workspace.result_cache.MANY",
    "generator.publish.year_build._WORTH_A_PROCESS",
    "generator.publish.year_build._WORTH_ASKING",
    "generator.judge.summary.MOST",
    "generator.publish.cut.results.MOST",
)
"""Fewer things than this are not shared among processes, or all held at once."""
FRAME = (ORGANIZATION, CONFIG, PACK, BESIDE)


def always(patch: pytest.MonkeyPatch) -> None:
    """What is read is kept only of files some seconds old, and done by several processes only if much: here always."""
    patch.setattr("generator.read.reading_cache.SETTLED", 0)
    patch.setattr("generator.read.reading_cache.TICK", 1)
    patch.setattr("generator.read.source.MANY", 1)
    for little in LITTLE:
        patch.setattr(little, 1)


def life(
    root: Path, seed: int, steps: int, at_once: int, build: Callable[[Path, Asked], Seen] | None = None
) -> Iterator[str]:
    """Changes the root so often, so many changes before each build; tells after each what was done.

    Every kind of change happens before any happens again. AssertionError with the changes of the step and the
    places that differ, where a build with the cache is not the same as one without. `build` is how it is built each
    time, if not by a command with one process or several.
    """
    chance = Random(seed)
    small_root(root)
    school = Changing(root, chance)
    ahead: list[str] = []
    sound = {name: (root / name).read_bytes() for name in FRAME}
    for step in range(steps + 1):
        done = []
        for _ in range(at_once if step else 0):
            ahead = ahead or chance.sample(sorted(CHANGES), len(CHANGES))
            name = ahead.pop()
            done.append(f"{name}: {CHANGES[name](school)}")
        before = served(root / OUT / school.asked.audience)
        jobs = chance.choice(["1", "3"])
        kept = build(root, school.asked) if build else incremental(root, school.asked, "--jobs", jobs)
        full = from_nothing(root, school.asked)
        if full.said[0].code == 0:
            sound = {name: (root / name).read_bytes() for name in FRAME}
        else:  # nothing is published, and what is served stays
            full = replace(full, files=before[0], indexed=before[1])
            for name, content in sound.items():
                (root / name).write_bytes(content)
        told = f"seed {seed}, step {step}, {jobs} jobs ({school.asked})\n" + "\n".join(f"  {each}" for each in done)
        assert not (found := difference(kept, full)), f"{told}\n{found}"
        yield told
