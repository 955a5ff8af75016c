"""Why a page was made again, or was not: what it is made of now beside what it was made of before (`build --why`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from generator.model.failure import Failure
from generator.model.problem import Phrase
from generator.publish.last_build import JUDGED, Folder, LastBuild

_ADDRESS = re.compile(r"(?:^|/)(?P<year>\d{4})/(?P<path>[^?#]*)")
_FEW = 5


class NoPage(Failure):
    """What was given names no page."""

    exit_code = 2

    def __init__(self, said: str) -> None:
        super().__init__("commands.why.address", said=said)


@dataclass(frozen=True, slots=True)
class Address:
    """A page's year, and its path from the year's root."""

    year: int
    path: str

    def __str__(self) -> str:
        return f"{self.year}/{self.path}"


def address(said: str) -> Address | None:
    """A page as people name it: by its path, a file of the site, or what the browser shows; None for anything else."""
    match = _ADDRESS.search(unquote(said.replace("\\", "/")))
    if match is None:
        return None
    path = match["path"]
    return Address(int(match["year"]), f"{path}index.html" if not path or path.endswith("/") else path)


def why(asked: Address, before: LastBuild, now: Mapping[str, Folder]) -> Phrase:
    """What there is to say of the page: made again and what changed, or not made again, or no such page."""
    path, _, name = asked.path.rpartition("/")
    folder, was = now.get(path), before[path]
    if folder is None or name not in folder.files:
        return _said("none", asked)
    if was is None or name not in was.files:
        return _said("first", asked)
    changed = _changed(path, was, folder, before, now)
    if was.files[name][0] != folder.files[name][0]:
        return _said("again", asked, inputs=changed or (Phrase("commands.why.input.file"),))
    return _said("same", asked, inputs=changed) if changed else _said("untouched", asked)


def _changed(
    path: str, was: Folder, folder: Folder, before: LastBuild, now: Mapping[str, Folder]
) -> tuple[Phrase, ...]:
    """The inputs of the folder that are others, and which branches or records these are."""
    records = [name for name in {**folder.files, **was.files} if name[:2].isdigit() and name.endswith(".html")]
    units = [unit for unit, each in now.items() if "records" in each.made_of]
    places = {
        "units": [unit for unit in units if (old := before[unit]) is None or _across(old) != _across(now[unit])],
        "records": [f"{path}/{name}" for name in records if was.files.get(name) != folder.files.get(name)],
    }
    found = []
    for name in (name for name, key in folder.made_of.items() if was.made_of.get(name) != key):
        code, which = f"commands.why.input.{name}", places.get(name, [])
        figures = {"which": tuple(which[:_FEW]), "count": len(which)}
        found.append(Phrase(f"{code}_of", figures) if which else Phrase(code))
    return tuple(found)


def _across(folder: Folder) -> object:
    """What pages across branches show of a unit: what it answered them; of the committee whatever it shows."""
    return folder.summary or {**folder.made_of, JUDGED: folder.shown}


def _said(how: str, asked: Address, **figures: object) -> Phrase:
    return Phrase(f"commands.why.{how}", {"page": str(asked), **figures})
