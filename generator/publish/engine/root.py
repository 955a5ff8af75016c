"""The files that hold the years of one audience together, and each year's list of its pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from generator.publish.engine.csp import script_hash
from generator.publish.engine.shells import THEME

if TYPE_CHECKING:
    from jinja2 import Environment

NOT_FOUND = "404.html"
NO_ADDRESS = "http://localhost/"
"""Stands for a site's address that is not known: a sitemap needs one, and only its paths are read here."""


@dataclass(frozen=True, slots=True)
class Version:
    """One year as the version selector shows it: `2017`, or a superseded `2017-v1`."""

    version: str
    title: str
    state: str = ""
    """`archived` or `superseded`; empty for a year that is still made."""


def ordered(versions: Iterable[Version]) -> tuple[Version, ...]:
    """Newest first; of one year the current one before those it supersedes."""
    return tuple(sorted(versions, key=_age, reverse=True))


def latest(versions: Iterable[Version]) -> Version:
    """The newest year that is not superseded; ValueError where there is none."""
    found = next((each for each in ordered(versions) if "-" not in each.version), None)
    if found is None:
        raise ValueError("no year to lead to")
    return found


def root_files(
    versions: Sequence[Version],
    site_name: str,
    written: Mapping[str, tuple[str, str]],
    made_from: Mapping[str, str],
    language: Literal["zh", "en"] = "zh",
    theme: Path = THEME,
    home: str = "/",
) -> dict[str, bytes]:
    """The files at the audience's root: index.html leads to the latest year, `written` are pages of one's own
    by file, with title and HTML, versions.json is what Material's version selector reads, version.json what each year's
    pages say at their foot, `made_from`, 404.html what is shown for any other address.

    `home` is where the root is served; only 404.html, which is shown at addresses of any depth, has to know.
    """
    listed = ordered(versions)
    newest = latest(versions)
    values = {
        "latest": newest,
        "site_name": site_name,
        "language": language,
        "versions": listed,
        "home": home,
        "config": {"theme": {"language": language}},  # what the theme's words look at
    }
    entries = [
        {
            "version": each.version,
            "title": each.title,
            "aliases": ["latest"] if each == newest else [],
        }
        | ({"properties": {"state": each.state}} if each.state else {})
        for each in listed
    ]
    script = (theme / "root/404.js").read_text("utf-8")
    values |= {"script": script, "script_hash": script_hash(script)}
    page = _environment(theme).get_template
    return {
        **{name: page(f"root/{name}").render(values).encode() for name in ("index.html", NOT_FOUND)},
        **{
            name: page("root/written.html").render(values, title=title, content=html).encode()
            for name, (title, html) in written.items()
        },
        "version.json": json.dumps(made_from, ensure_ascii=False).encode(),
        "versions.json": json.dumps(entries, ensure_ascii=False).encode(),
    }


def sitemap(paths: Iterable[str], year: str, address: str = "", theme: Path = THEME) -> bytes:
    """sitemap.xml of one year: its root and each page, at the site's address where one is known.

    The version selector keeps a reader on the same page of another year only where the sitemap of that
    year lists the page, and the year's root as the common beginning of all.
    """
    base = f"{(address or NO_ADDRESS).rstrip('/')}/{year}/"
    addresses = [base, *(base + quote(path) for path in sorted(set(paths)))]
    return _environment(theme).get_template("root/sitemap.xml.j2").render(addresses=addresses).encode()


def by_folder(files: Mapping[str, bytes], below: str = "") -> dict[str, dict[str, bytes]]:
    """Files by address (`assets/stylesheets/wuhao.css`) as folders of a release, below a folder of it."""
    folders: dict[str, dict[str, bytes]] = {}
    for address, content in files.items():
        folder, _, name = address.rpartition("/")
        folders.setdefault("/".join(part for part in (below, folder) if part), {})[name] = content
    return folders


def _age(version: Version) -> tuple[int, int, int]:
    match = re.fullmatch(r"(\d{4})(?:-v(\d+))?", version.version)
    if match is None:
        raise ValueError(f"{version.version!r} is neither a year nor a superseded one")
    return int(match[1]), 0 if match[2] else 1, int(match[2] or 0)


@cache
def _environment(theme: Path) -> Environment:
    from jinja2 import Environment, FileSystemLoader

    return Environment(loader=FileSystemLoader(theme), autoescape=True, trim_blocks=True)
