"""The shells of one frame, built once and kept below `.wuhao/shells/` until something they are made of changes."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from generator.cache.private import private
from generator.publish.engine.frame import Frame
from generator.publish.engine.page import Page
from generator.publish.engine.shell import Shell
from generator.publish.engine.theme import Built, build, pictures, theme_hash
from generator.shipped import TEMPLATES

THEME = TEMPLATES / "theme"
"""The theme's folder: what differs from Material."""

_KEPT = 32
_FORMAT = "2"


class Damaged(Exception):
    """A folder of the cache is not as it was kept."""


class UnknownSection(Exception):
    """A page asks for a depth or a section its frame does not have."""


class Shells:
    """Fills pages into the frame, and gives people's own pages and the assets."""

    def __init__(self, folder: Path) -> None:
        """Opens a folder of the cache; use `shells` to build it where it is missing. Raises Damaged."""
        try:
            index = json.loads((folder / "index.json").read_text("utf-8"))
            self._kept = {name: (folder / name).read_bytes() for name in index["kept"]}
            if any(_digest(content) != index["kept"][name] for name, content in self._kept.items()):
                raise Damaged(folder.name)
            self.key: str = index["key"]
            """Changes where any shell does; not with the text of people's pages."""
            self._files = {(depth, section): name for depth, section, name in index["shells"]}
            self._pages: list[str] = index["pages"]
            self._assets: list[str] = index["assets"]
        except (OSError, ValueError, LookupError, TypeError, AttributeError) as problem:
            raise Damaged(folder.name) from problem
        self._open: dict[tuple[int, str | None], Shell] = {}

    def shell(self, depth: int, section: str | None = None) -> Shell:
        """The shell for pages `depth` folders below the year's root; UnknownSection if there is none."""
        found = self._open.get((depth, section))
        if found is None:
            name = self._files.get((depth, section))
            if name is None:
                raise UnknownSection(f"no shell for pages {depth} folders deep under {section or 'no section'}")
            found = Shell(self._kept[name].decode())
            self._open[depth, section] = found
        return found

    def fill(self, page: Page) -> str:
        """The finished page."""
        return self.shell(page.depth, page.section).fill(page)

    def pages(self) -> dict[str, bytes]:
        """People's pages, finished, by address from the year's root."""
        return {address: self._kept[f"files/{address}"] for address in self._pages}

    def assets(self) -> dict[str, bytes]:
        """What the pages load, by address from the year's root (`assets/stylesheets/wuhao.css`)."""
        return {address: self._kept[f"files/{address}"] for address in self._assets}


def shells(frame: Frame, root: Path, theme: Path = THEME) -> Shells:
    """The frame's shells from the cache in `<root>/.wuhao/shells/`, building them where they are missing or damaged.

    A second call with the same frame and theme imports nothing of MkDocs. Two processes may call at once.
    """
    cache = root / ".wuhao" / "shells"
    folder = cache / _inputs_hash(frame, theme)
    with suppress(Damaged):
        found = Shells(folder)
        os.utime(folder)
        return found
    private(cache)
    work = Path(tempfile.mkdtemp(prefix=".new-", dir=cache))
    try:
        _keep(build(frame, theme, work / "work"), work / "done")
        made = Shells(work / "done")
        with suppress(OSError):
            folder.rename(work / "damaged")
        with suppress(OSError):  # another process was first
            (work / "done").rename(folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    _forget_oldest(cache)
    return made


def _inputs_hash(frame: Frame, theme: Path) -> str:
    digest = sha256(frame.canonical())
    digest.update(theme_hash(theme).encode())
    for address, content in pictures(frame).items():
        digest.update(f"{address}\0{sha256(content).hexdigest()}".encode())
    for made_by in (version("mkdocs"), version("mkdocs-material"), version("markdown"), _FORMAT):
        digest.update(f"\0{made_by}".encode())
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:32]


def _keep(built: Built, folder: Path) -> None:
    names, kept = [], {}
    for number, ((depth, section), text) in enumerate(built.shells.items()):
        name = f"{number}.shell.html"
        Shell(text)  # raises now, not with the first page, where the theme is wrong
        kept[name] = text.encode()
        names.append((depth, section, name))
    kept |= {f"files/{address}": content for address, content in {**built.pages, **built.assets}.items()}
    _write_files(folder, kept)
    every = "".join(sha256(text.encode()).hexdigest() for text in built.shells.values())
    index = {
        "key": sha256(every.encode()).hexdigest()[:32],
        "shells": names,
        "pages": sorted(built.pages),
        "assets": sorted(built.assets),
        "kept": {name: _digest(content) for name, content in kept.items()},
    }
    (folder / "index.json").write_text(json.dumps(index, ensure_ascii=False, indent=1), "utf-8")


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def _write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    for address, content in files.items():
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _forget_oldest(cache: Path) -> None:
    """Keeps the frames used last; other processes may be removing the same ones."""
    ages = []
    for each in cache.iterdir():
        try:
            ages.append((each.stat().st_mtime, each))
        except FileNotFoundError:
            continue
    for _, each in sorted(ages, reverse=True)[_KEPT:]:
        shutil.rmtree(each, ignore_errors=True)
