"""The root that is measured, and the one record that changes in it."""

from __future__ import annotations

import gzip
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from generator.publish.search.text import spaced
from tests.bench.process import Run, run

PROJECT = Path(__file__).resolve().parents[2]
YEAR = "2017"
UNIT = "jichu"
_NUMBERS = "零一二三四五六七八九"


class Root:
    """A demonstration of one year."""

    def __init__(self, folder: Path, branches: int) -> None:
        self.folder = folder
        self.out = folder / "site"
        self.made = self.wuhao("demo", str(folder), "--branches", str(branches), "--years", YEAR, root=False)
        self.records = sum(1 for path in (folder / "records" / YEAR).glob("*/[01][0-9]-*") if path.is_file())
        self._record = sorted((folder / "records" / YEAR / UNIT).glob("*-committee-meeting.md"))[0]
        self._text = self._record.read_text("utf-8")
        self.page = self.out / "public" / YEAR / UNIT / f"{self._record.stem}.html"
        self._titles = 0

    def wuhao(self, *argv: str, root: bool = True, seen: str = "") -> Run:
        """One run of the program; `seen` is a word waited for on the page of the record that changes."""
        where = ("--root", str(self.folder)) if root else ()
        command = [sys.executable, "-m", "generator", *where, *argv]
        return run(command, PROJECT, (lambda: self._shows(seen)) if seen else None)

    def forget(self) -> None:
        """As nothing had ever been built."""
        shutil.rmtree(self.out, ignore_errors=True)
        shutil.rmtree(self.folder / ".wuhao", ignore_errors=True)

    def change(self) -> str:
        """Gives the record a title nobody has used; gives the title."""
        self._titles += 1
        title = "量测用题" + "".join(_NUMBERS[int(digit)] for digit in str(self._titles))
        self._record.write_text(self._text.replace("---\n", f"---\n标题: {title}\n", 1), "utf-8")
        return title

    def finds(self, word: str) -> bool:
        """Whether the index that is served has the word."""
        wanted = spaced(word).encode()
        fragments = (self.out / "public" / YEAR / "pagefind" / "fragment").glob("*.pf_fragment")
        return any(wanted in gzip.decompress(path.read_bytes()) for path in fragments)

    def pages(self) -> int:
        """HTML pages of the year."""
        return sum(1 for _ in (self.out / "public" / YEAR).resolve().rglob("*.html")) + sum(
            len(list(folder.glob("*.html"))) for folder in (self.out / "public" / YEAR).iterdir() if folder.is_symlink()
        )

    def minutes(self) -> Sequence[str]:
        """The minutes of all records."""
        files = sorted((self.folder / "records" / YEAR).glob("*/[01][0-9]-*.md"))
        return [path.read_text("utf-8").split("---\n", 2)[2] for path in files]

    def _shows(self, word: str) -> bool:
        try:
            return word in self.page.read_text("utf-8")
        except OSError:
            return False
