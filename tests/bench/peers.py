"""What others need for the same: a copy of the output, and a plain MkDocs with Material over the same minutes."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from tests.bench.process import Run, run
from tests.bench.root import Root

MOST_PAGES = 5000
"""More than so many pages Material is not asked to make: it takes minutes, and gigabytes."""

_CONFIG = """\
site_name: 同样多的页面
theme: {name: material, language: zh, font: false, features: [navigation.tabs, navigation.prune]}
plugins: [search]
use_directory_urls: false
"""


def copy(root: Root, target: Path) -> Run:
    """`cp -r` of the site, links followed: nothing that writes the site can be faster."""
    shutil.rmtree(target, ignore_errors=True)
    return run(["cp", "-rL", str(root.out / "public"), str(target)], root.folder)


class MkDocs:
    """A project of as many pages, each with the minutes of one record."""

    def __init__(self, folder: Path, root: Root, pages: int) -> None:
        self.folder = folder
        minutes = root.minutes()
        (folder / "docs").mkdir(parents=True)
        (folder / "mkdocs.yml").write_text(_CONFIG, "utf-8")
        for number in range(pages):
            path = folder / "docs" / f"unit-{number % 10}" / f"{number}.md" if number else folder / "docs" / "index.md"
            path.parent.mkdir(exist_ok=True)
            path.write_text(f"# 记录{number}\n\n{minutes[number % len(minutes)]}", "utf-8")

    def build(self) -> Run:
        """Builds it from nothing."""
        shutil.rmtree(self.folder / "site", ignore_errors=True)
        return run([sys.executable, "-m", "mkdocs", "build", "--quiet"], self.folder)
