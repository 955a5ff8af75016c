"""The root that is measured, and the one record that changes in it."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from benchmarks.process import Run, run
from generator.publish.search.text import spaced

PROJECT = Path(__file__).resolve().parents[1]
YEAR = "2017"
UNIT = "jichu"
AUDIENCE, OTHERS = "members", ("public", "committee")
"""Members read the minutes; the public's pages, without them, would be compared with more text than they have."""
_NUMBERS = "零一二三四五六七八九"


class Root:
    """A demonstration of one year."""

    def __init__(self, folder: Path, branches: int) -> None:
        self.folder = folder
        self.out = folder / "site"
        self.site = self.out / AUDIENCE
        self.made = self.wuhao("demo", str(folder), "--branches", str(branches), "--years", YEAR, root=False)
        self.texts = sorted((folder / "records" / YEAR).glob("*/[01][0-9]-*.md"))
        self.records = sum(1 for path in (folder / "records" / YEAR).glob("*/[01][0-9]-*") if path.is_file())
        self._record = sorted((folder / "records" / YEAR / UNIT).glob("*-committee-meeting.md"))[0]
        self._text = self._record.read_text("utf-8")
        self.page = self.site / YEAR / UNIT / f"{self._record.stem}.html"
        self._titles = 0

    def command(self, *argv: str, root: bool = True) -> list[str]:
        """The words of a command line."""
        return [sys.executable, "-m", "generator", *(("--root", str(self.folder)) if root else ()), *argv]

    def wuhao(
        self, *argv: str, root: bool = True, awaited: Sequence[Callable[[], bool]] = (), codes: Collection[int] = (0,)
    ) -> Run:
        """One run of the program; what is `awaited` of it comes in that order."""
        return run(self.command(*argv, root=root), PROJECT, awaited, codes)

    def build(self, audience: str = AUDIENCE, awaited: Sequence[Callable[[], bool]] = ()) -> Run:
        """One build for an audience."""
        return self.wuhao("build", "--audience", audience, awaited=awaited)

    def forget(self) -> None:
        """As if nothing had ever been built."""
        shutil.rmtree(self.out, ignore_errors=True)
        shutil.rmtree(self.folder / ".wuhao", ignore_errors=True)

    def change(self) -> str:
        """Gives the record a title nobody has used; gives the title."""
        self._titles += 1
        title = "量测用题" + "".join(_NUMBERS[int(digit)] for digit in str(self._titles))
        self._record.write_text(self._text.replace("---\n", f"---\n标题: {title}\n", 1), "utf-8")
        return title

    def shows(self, word: str) -> bool:
        """Whether the record's page, as it is served, has the word."""
        try:
            return word in self.page.read_text("utf-8")
        except OSError:
            return False

    def finds(self, word: str, since: float) -> bool:
        """Whether an index that is served has the word, in a part written since that moment of the clock."""
        wanted = spaced(word).encode()
        try:
            return any(wanted in gzip.decompress(part.read_bytes()) for part in self._parts(since))
        except OSError:  # another release has taken its place meanwhile
            return False

    def is_whole(self) -> bool:
        """Whether every page is found in its own part of the index that is served."""
        try:
            return "changed" not in json.loads((self.site / YEAR / "pagefind/menu.json").read_text("utf-8"))
        except OSError:
            return False

    def _parts(self, since: float) -> Iterator[Path]:
        folders = (self.site / YEAR).glob("pagefind*/**/fragment")
        for folder in (each for each in folders if each.stat().st_mtime >= since):  # most are as they were
            with os.scandir(folder) as entries:
                yield from (Path(entry.path) for entry in entries if entry.stat().st_mtime >= since)

    def pages(self) -> int:
        """HTML pages of the year."""
        return sum(
            name.endswith(".html") for _, _, names in os.walk(self.site / YEAR, followlinks=True) for name in names
        )

    def shell(self) -> tuple[str, str]:
        """What stands around the content of the record's page, before and behind it."""
        text = self.page.read_text("utf-8")
        return text[: text.index("<article")], text[text.index("</article>") + len("</article>") :]
