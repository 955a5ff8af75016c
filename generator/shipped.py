"""What every release brings along: templates, rule packs, guides. A root that has none of its own works with these.

In a wheel they lie inside the package, in the repository beside it; setup.py puts them there. A root's own template
states the agreement it was written for, as all of these do in their first line (`{# wuhao 2 #}`): what a page hands
its template changes from release to release, and an older template would leave out, or stumble over, what is new.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from functools import cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

_PACKAGE = Path(__file__).resolve().parent
_FOLDER = _PACKAGE / "files" if (_PACKAGE / "files").is_dir() else _PACKAGE.parent

TEMPLATES = _FOLDER / "templates"
CONTENT = _FOLDER / "content"
STANDARDS = CONTENT / "standards"
GUIDES = CONTENT / "guide"
PICTURES = GUIDES / "images"
"""What the guides show of the desk; taken by tests/pictures.py."""

LOCK = _FOLDER / "requirements.lock"
"""The versions, with hashes, of all that this release runs with."""

AGREEMENT = "2"
"""Of this release's templates; raised whenever a template written for the release before would no longer do."""
_STATED = re.compile(rb"\A[^\n]{0,20}\bwuhao (\d+)\b")


_AS_IF = ".py"


class _Yaml(SourceFileLoader):
    """YAML as Python reads its own source: what was parsed lies in __pycache__, used while the file is as it was.

    `fonts.yml` is called `fonts.yml.py`, so that what is kept of it is not taken for what is kept of `fonts.py`.
    """

    def path_stats(self, path: str) -> Mapping[str, Any]:
        """Time and size of the file."""
        return super().path_stats(path.removesuffix(_AS_IF))

    def get_data(self, path: str) -> bytes:
        """The file, or what is kept of it."""
        return super().get_data(path.removesuffix(_AS_IF))

    def source_to_code(self, data: Any, path: Any, *, _optimize: int = -1) -> CodeType:  # type: ignore[override]
        """The code of a module that holds what the file says."""
        import yaml

        found = yaml.load(data, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        return compile(f"found = {found!r}", path, "exec", dont_inherit=True)


@cache
def shipped(file: Path) -> Any:
    """What a YAML file of the program's own says. Every process needs several, and parsing them would take longest."""
    names: dict[str, Any] = {"datetime": datetime}
    code = _Yaml(file.stem, f"{file}{_AS_IF}").get_code(file.stem)
    assert code is not None
    exec(code, names)
    return names["found"]


def stated_agreement(template: Path) -> str | None:
    """What the template says in its first line; None where it says nothing, and it is then taken as it is."""
    with template.open("rb") as file:
        found = _STATED.match(file.read(80))
    return found[1].decode() if found else None


def own_template(folder: Path, name: str) -> Path | None:
    """The root's own template of that name, if there is one and it is not written for another release.

    A link is none: whoever may write it could have any file of this machine published.
    """
    path = folder / name
    if not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
        return None
    return path if stated_agreement(path) in (None, AGREEMENT) else None
