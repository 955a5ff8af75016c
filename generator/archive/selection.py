"""What a year rests on: the files of a root from which its result and its site can be made again.

A file is known by its *place*, which is its path below the root, and below the bag's data/ too. A root of records that
lies outside, `../records-private`, has its place below `roots/`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from generator.archive.refusals import Refused
from generator.model.config import FILE as CONFIG_FILE
from generator.model.config import Config, RecordRoot
from generator.model.problem import Phrase
from generator.model.record import record_of
from generator.read.folders import printable
from generator.read.frame import OWN_STANDARDS
from generator.shipped import STANDARDS

_ID = re.compile(r"[0-9]{4}/[A-Za-z0-9_-]+/(?:[0-9]{2}-[0-9]{2}-[a-z0-9-]+|rectification)")
"""How a record, or a branch's lists, is named wherever one is named."""
_SUFFIXES = (".md", ".yml")
_OWN = ("content", "templates")
"""What a root may have of its own beside its records."""
ELSEWHERE = "roots"
"""In data/: below it, by number, roots of records that lie outside."""
RESERVED = frozenset((*_OWN, "site", "notices", "results", ELSEWHERE, "program"))
"""Names in data/ that are no root's of records."""
_ODD = re.compile(r"[\x00-\x1f\x7f%\\]")
"""What the tools that check a bag write in different ways (RFC 8493 §2.1.3, sha256sum)."""


def place_of(root: RecordRoot, number: int) -> PurePosixPath:
    """Where a root of records lies in a bag; `number` is its turn in the configuration. Raises Refused."""
    path = PurePosixPath(root.path)
    if path.is_absolute():
        raise Refused("absolute_root", path=root.path)
    if ".." in path.parts or not path.parts or path.parts[0] in RESERVED:
        return PurePosixPath(ELSEWHERE, str(number))
    return path


def places(config: Config) -> dict[PurePosixPath, RecordRoot]:
    """Each root of records by its place. Raises Refused."""
    return {place_of(root, number): root for number, root in enumerate(config.record_roots, 1)}


class Selection:
    """The files of a root that a year is put away with."""

    def __init__(self, root: Path, config: Config, folders: Iterable[int]) -> None:
        """`folders` are the years whose folders of records go in whole."""
        self.root = root
        self.folders = frozenset(f"{year:04}" for year in folders)
        self._roots = {place: root / each.path for place, each in places(config).items()}
        self.files: dict[str, Path] = {}
        """Every file by its place."""
        self._unread: list[Path] = []
        self._frame(config)
        for place, folder in self._roots.items():
            for year in sorted(self.folders):
                self._take_folder(place / year, folder / year)

    def _frame(self, config: Config) -> None:
        """What every year is judged by: configuration, organization, calendars, days of entry, packs, own pages."""
        self._take(PurePosixPath(CONFIG_FILE), self.root / CONFIG_FILE)
        for place, folder in self._roots.items():
            self._take(place / "organization.yml", folder / "organization.yml")
            self._take_folder(place / "calendar", folder / "calendar")
        for name in _OWN:
            self._take_folder(PurePosixPath(name), self.root / name)

    def bring(self, packs: Iterable[str]) -> None:
        """Takes the packs of those names that the release brought along and the root has none of its own of."""
        for name in packs:
            self._take(PurePosixPath(OWN_STANDARDS, f"{name}.yml"), STANDARDS / f"{name}.yml")

    def cite(self, text: str) -> None:
        """Takes whatever records the text names, whatever records these name, and so on."""
        wanted = set(_ID.findall(text))
        done: set[str] = set()
        while wanted or self._unread:
            for name in sorted(wanted - done):
                done.add(name)
                self._take_record(name)
            wanted = set()
            while self._unread:
                file = self._unread.pop()
                wanted |= set(_ID.findall(file.read_bytes().decode("utf-8", "replace")))
            wanted -= done

    @property
    def has_records(self) -> bool:
        """Whether there is any file of the year."""
        return any(PurePosixPath(each).parts[-3:-2] in {(year,) for year in self.folders} for each in self.files)

    def take_everything(self) -> None:
        """Takes every year's folder: where something cannot be told from what is cited."""
        for place, folder in self._roots.items():
            for year in sorted(each.name for each in _entries(folder) if re.fullmatch(r"[0-9]{4}", each.name)):
                self._take_folder(place / year, folder / year)

    def _take_record(self, name: str) -> None:
        """A record, or a branch's lists, with what lies in the folder of its name."""
        if name[:4] in self.folders:
            return
        for place, folder in self._roots.items():
            for suffix in _SUFFIXES:
                self._take(place / f"{name}{suffix}", folder / f"{name}{suffix}")
            self._take_folder(place / name, folder / name)

    def _take_folder(self, place: PurePosixPath, folder: Path) -> None:
        for path in _below(folder):
            self._take(place / path.relative_to(folder).as_posix(), path)

    def _take(self, place: PurePosixPath, path: Path) -> None:
        if str(place) in self.files or not path.is_file():
            return
        self.files[str(place)] = path
        if path.suffix in _SUFFIXES and place.parts[0] not in _OWN and any(map(str.isdigit, place.parts)):
            self._unread.append(path)


def record_ids(files: Iterable[str]) -> set[str]:
    """The ids of the records among the files."""
    return set(map(record_of, files))


def entered_csv(entered: Mapping[str, object], files: Iterable[str]) -> bytes:
    """records/entered.csv of the records among the files: their days, wherever they are known from."""
    ids = record_ids(files)
    rows = [f"{record},{day}" for record, day in sorted(entered.items()) if record in ids]
    return "\n".join(["record,entered_on", *rows, ""]).encode()


def check_names(files: Iterable[str]) -> None:
    """Raises Refused for names that another system, or another tool, would not find again as they are."""
    odd = [Phrase("archive.refused.name", {"path": printable(path)}) for path in files if not _is_sound(path)]
    if odd:
        raise Refused("names", odd)


def _is_sound(path: str) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return unicodedata.is_normalized("NFC", path) and not _ODD.search(path)


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _below(folder: Path) -> Iterator[Path]:
    """Every plain file below the folder, hidden ones aside; a link to a folder is not followed."""
    for path in _entries(folder):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if not path.is_symlink():
                yield from _below(path)
        elif path.is_file():
            yield path
