"""The texts that lie in texts/, filled in."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined

_PLAIN = re.compile(r"[./]*[^\W\d_][\w./（）·-]*")
_NO_WORDS = frozenset(["null", "true", "false", "yes", "no", "on", "off", "y", "n"])


def text(name: str, **values: object) -> str:
    """The text of that name with the values in it."""
    return _environment().get_template(name).render(values)


def quoted(words: str) -> str:
    """The words as YAML takes them for words."""
    plain = _PLAIN.fullmatch(words) and words.lower() not in _NO_WORDS
    return words if plain else json.dumps(words, ensure_ascii=False)


@cache
def _environment() -> Environment:
    folder = files(__package__) / "texts"
    return Environment(  # plain text, nothing of it is HTML
        loader=FunctionLoader(lambda name: (folder / f"{name}.j2").read_text("utf-8")),
        autoescape=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
