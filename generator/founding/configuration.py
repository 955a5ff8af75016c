"""site_config.yml, with what each key means beside it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from generator.founding.texts import quoted, text
from generator.founding.unit import Beginning


def site_config(beginning: Beginning, private: str, as_of: date | None = None) -> str:
    """The configuration of a root that begins so; a demonstration stands at `as_of`.

    `private` is the folder of what the committee alone may see, from the root.
    """
    return text("site_config.yml", **asdict(beginning), private=quoted(private), as_of=as_of)
