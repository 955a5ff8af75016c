"""What others need for the same texts, and what a copy of the output does."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.process import ENVIRONMENT, Run, run
from benchmarks.root import Root
from benchmarks.texts import Text, texts

_MKDOCS = """\
site_name: 同样多的文字
theme: {name: material, language: zh, font: false, features: [navigation.tabs, navigation.prune]}
plugins: [search]
markdown_extensions: [tables]
use_directory_urls: false
"""
_HUGO = """\
baseURL = "https://example.invalid/"
title = "同样多的文字"
languageCode = "zh"
uglyURLs = true
disableKinds = ["taxonomy", "term", "RSS"]
"""


@dataclass(frozen=True)
class Tools:
    """The virtual environment with the programs to compare with (requirements-bench.lock)."""

    folder: Path

    def __getitem__(self, name: str) -> str:
        return str(self.folder / "bin" / name)

    def versions(self) -> list[str]:
        """What is installed: Material 9.8.2, …"""
        listed = subprocess.run(
            [self["python"], "-m", "pip", "--disable-pip-version-check", "list", "--format", "json"],
            check=True, capture_output=True, env=ENVIRONMENT,
        )  # fmt: skip
        found = {each["name"].lower(): each["version"] for each in json.loads(listed.stdout)}
        return [f"{name} {found[name]}" for name in ("mkdocs", "mkdocs-material", "jieba", "zensical", "hugo")]


def copy(root: Root, target: Path) -> Run:
    """`cp -rL` of the site, links followed: nothing that writes the site can be faster."""
    shutil.rmtree(target, ignore_errors=True)
    return run(["cp", "-rL", str(root.site), str(target)], root.folder)


class Peer:
    """Another program, with the texts of a root as its pages."""

    name: str
    most_texts: int
    """Of more it is not asked: it would take minutes, and gigabytes."""

    def __init__(self, tools: Tools, folder: Path, root: Root) -> None:
        self.tools, self.folder = tools, folder
        folder.mkdir()
        self.prepare(texts(root), root)

    @abstractmethod
    def prepare(self, pages: Iterable[Text], root: Root) -> None:
        """Writes its sources."""

    @abstractmethod
    def command(self) -> list[str]:
        """Builds all of it."""

    out: str
    cache: str | None = None

    def build(self) -> Run:
        """Builds it from nothing."""
        for name in filter(None, (self.out, self.cache)):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        return run(self.command(), self.folder)

    def pages(self) -> int:
        """HTML pages it made."""
        return sum(name.endswith(".html") for _, _, names in os.walk(self.folder / self.out) for name in names)


class Material(Peer):
    """MkDocs with Material as quick as it goes with search: a navigation that is pruned, nothing else."""

    name, out, most_texts = "MkDocs, Material (pruned, with search)", "site", 10_000

    def prepare(self, pages: Iterable[Text], root: Root) -> None:
        """A folder for each unit."""
        (self.folder / "mkdocs.yml").write_text(_MKDOCS, "utf-8")
        _write(self.folder / "docs/index.md", "# 首页\n")
        for page in pages:
            _write(self.folder / f"docs/{page.unit}/{page.stem}.md", f"# {page.title}\n\n{page.body}")

    def command(self) -> list[str]:
        """As it comes."""
        return [self.tools["mkdocs"], "build", "--quiet"]


class Zensical(Material):
    """By the makers of Material, of the same configuration and sources."""

    name, cache = "Zensical (pruned, with search)", ".cache"

    def command(self) -> list[str]:
        """As it comes, without what it remembers."""
        return [self.tools["zensical"], "build", "--clean"]


class Hugo(Peer):
    """A theme of one page: what stands around our own record pages, byte for byte. It has no search."""

    name, out, most_texts = "Hugo (no search)", "public", 1_000_000

    def prepare(self, pages: Iterable[Text], root: Root) -> None:
        """A section for each unit."""
        before, behind = map(_verbatim, root.shell())
        _write(self.folder / "hugo.toml", _HUGO)
        page = f"{before}<article><h1>{{{{ .Title }}}}</h1>{{{{ .Content }}}}</article>{behind}"
        linked = '<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>'
        _write(self.folder / "layouts/_default/single.html", page)
        _write(self.folder / "layouts/_default/list.html", page.replace("{{ .Content }}", linked))
        for text in pages:
            head = json.dumps({"title": text.title}, ensure_ascii=False)
            _write(self.folder / f"content/{text.unit}/{text.stem}.md", f"{head}\n\n{text.body}")

    def command(self) -> list[str]:
        """As it comes."""
        return [self.tools["hugo"], "build", "--quiet"]


PEERS = (Material, Zensical, Hugo)


def _verbatim(text: str) -> str:
    """As a template that gives just that."""
    return text.replace("{{", '{{ "{{" }}')


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
