"""What came of reading one file, to be kept for the next time."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.problem import Problem
from generator.model.record import Record
from generator.model.rectification import Rectification

Stamp = tuple[int, int, int, int]
"""Size, times of change and number of a file: what changes whenever it is written."""


def stamp_of(entry: os.stat_result) -> Stamp:
    """The stamp of a file by what the system says of it."""
    return (entry.st_size, entry.st_mtime_ns, entry.st_ctime_ns, entry.st_ino)


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it was read, with what was found on the way."""

    stamp: Stamp
    value: Record | Rectification
    problems: tuple[Problem, ...]
    beside: Mapping[str, Stamp | None] = field(default_factory=dict)
    """What lay in the folder of its name."""
