"""The kinds of rules: a file for each, found by being here; `Kind.name` is the word that packs use.

To add one: write `kinds/<name>.py` with one frozen dataclass, a `Kind`, and `language/kinds/<name>.yml` with what it
says, both languages beside each other (`name`, what pages call its `parameters`, its sentences). Nothing else has to
know of it: the schema and the page of the pack, `check` and `explain` work from these two files.

The class names its parameters by readers (`judge/parameters.py`) and says in `find` how a case stands; the base class
(`judge/kind.py`) has asked before whether it is to be judged, and reckons the points after. A reader of field names
knows what they are read for; other fields that a kind reads stand in `shows` or `looks_at`, so that the cut can tell
who may see a figure; `tells` says what its sentences tell of single records whatever stands in their fields: that they
are there, on which day, how many. In tests a kind that reads any other field raises: a field forgotten would be shown
to everybody. Windows of the calendar are put together in `judge/windows.py`. Read zero.py first: it is short and has
all of this.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from generator.judge.kind import Kind


@cache
def kinds() -> dict[str, type[Kind]]:
    """Every kind by the name packs give it."""
    here = {import_module(f"{__name__}.{module.name}").__name__ for module in iter_modules(__path__)}
    return {kind.name: kind for kind in Kind.__subclasses__() if kind.__module__ in here}
