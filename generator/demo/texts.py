"""What stands as YAML beside the code: who there is, and what is said."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def data(name: str) -> Any:
    """A YAML file beside this one; not to be changed by who asks."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((files(__package__) / name).read_text("utf-8"), Loader=loader)


def school() -> Mapping[str, Any]:
    """The named school as written."""
    written: Mapping[str, Any] = data("school.yml")
    return written


def vocabulary() -> Mapping[str, Any]:
    """The words of every kind of branch, and how they are used."""
    written: Mapping[str, Any] = data("bank/words.yml")
    return written
