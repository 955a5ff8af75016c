"""The frame of a root, as it was read the last time where none of its files says anything else now.

Reading it takes longer than all records that have not changed: packs are long, and of every year they are composed with
the local figures. It is kept whole, and by what its files say, not by when they were written: they are few.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from generator.cache.program import program_key
from generator.cache.store import FILE as MEMORY
from generator.cache.store import Store
from generator.cache.table import Table
from generator.model.by_year import ByYear
from generator.model.calendar import Calendar
from generator.model.config import FILE as CONFIG_FILE
from generator.model.config import Config
from generator.model.organization import Organization
from generator.model.pack import Pack
from generator.model.problem import Problem
from generator.model.reading import stamp_of
from generator.read.reading_cache import is_settled
from generator.read.templates import outdated_templates
from generator.shipped import STANDARDS

OWN_STANDARDS = "content/standards"
LARGE = 4 * 1024
"""Bytes of an organization below which no cache is made for the frame alone; one that is there takes it in."""
_KEY = "frame"

Framed = tuple[Config, Organization, Calendar, ByYear[tuple[Pack, ...]], tuple[Problem, ...]]
"""What the files of a frame say, and what was met in them."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Organization, configuration, calendar and packs: without them nothing can be judged."""

    root: Path
    config: Config
    organization: Organization
    calendar: Calendar
    packs: ByYear[tuple[Pack, ...]]
    """With the local figures of the year: first the one that scores, then those shown beside it."""
    problems: tuple[Problem, ...]
    store: Store = field(compare=False, repr=False)
    """What earlier runs found out."""


def read_frame(root: Path) -> Frame:
    """The frame of a root. Raises Broken with every problem found in it."""
    store = Store(root / MEMORY)
    config, organization, calendar, packs, problems = _known(root, store) or _read(root, store)
    return Frame(root, config, organization, calendar, packs, (*problems, *outdated_templates(root)), store)


def organization_file(root: Path, config: Config) -> Path:
    """The list of the branches."""
    return root / config.shared_root / "organization.yml"


def calendar_folder(root: Path, config: Config) -> Path:
    """A file for each year."""
    return root / config.shared_root / "calendar"


def pack_file(root: Path, name: str) -> Path:
    """The root's own pack of that name, else the one that every release brings along, if there is one."""
    own, brought = root / OWN_STANDARDS / f"{name}.yml", STANDARDS / f"{name}.yml"
    return own if own.exists() or not brought.is_file() else brought


def _known(root: Path, store: Store) -> Framed | None:
    """What was kept, where its files say the same."""
    if not store.is_there:
        return None
    match _table(store).get(_KEY):
        case said, (
            Config() as config,
            Organization() as organization,
            Calendar() as calendar,
            ByYear() as packs,
            told,
        ):
            if said == _said(root, config):
                return config, organization, calendar, packs, told
    return None


def _read(root: Path, store: Store) -> Framed:
    """What the files say; kept unless one is so fresh that it may have changed since it was read."""
    from generator.read.frame_files import read_frame_files

    now = time.time_ns()
    framed = read_frame_files(root)
    config = framed[0]
    said = _said(root, config)
    if said is not None and (store.is_there or organization_file(root, config).stat().st_size >= LARGE):
        stamps = [stamp_of(path.stat()) for path in _files(root, config)]
        if all(is_settled(stamp, now) for stamp in stamps):
            _table(store).put([(_KEY, (said, framed))])
    return framed


def _table(store: Store) -> Table:
    return Table(store, "frame", program_key("read", "model", "types", "scan", "language"))


def _said(root: Path, config: Config) -> Mapping[str, str] | None:
    """By file what it says, as a hash; None where one cannot be read. The configuration tells which files there are."""
    try:
        return {str(path): sha256(path.read_bytes()).hexdigest() for path in _files(root, config)}
    except OSError:
        return None


def _files(root: Path, config: Config) -> Iterator[Path]:
    yield root / CONFIG_FILE
    yield organization_file(root, config)
    yield from calendar_folder(root, config).glob("*.yml")
    for held in config.years.each:
        yield from (pack_file(root, name) for name in (held.scoring, *held.beside))
