"""What an editor needs to help writing: which schema goes with which file, and the extension that reads them.

Visual Studio Code and what is built on it check YAML files by these. No editor checks the fields above the minutes of
a Markdown file by a schema: there `wuhao check --watch` helps.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from generator.shipped import STANDARDS
from generator.types.schema import RECORD, schemas

SETTINGS, EXTENSIONS = ".vscode/settings.json", ".vscode/extensions.json"
FOLDER = ".vscode/schemas"
"""Where a root of one's own has the schemas."""
PACK = "pack.schema.json"
_FILES: Mapping[str, tuple[str, ...]] = {
    "site_config.schema.json": ("site_config.yml",),
    "organization.schema.json": ("records*/organization.yml",),
    "calendar.schema.json": ("records*/calendar/*.yml",),
    "rectification.schema.json": ("records*/*/*/rectification.yml",),
    RECORD: ("records*/*/*/[0-9][0-9]-[0-9][0-9]-*.yml",),
    PACK: ("content/standards/*.yml",),
}
"""Which files each schema describes."""


def editor_files() -> Iterator[tuple[str, str]]:
    """The settings of a root with its own copy of the schemas: the program may be somewhere else on each computer."""
    yield from settings({name: f"{FOLDER}/{name}" for name in _FILES})
    made = schemas()
    for name in _FILES:
        yield f"{FOLDER}/{name}", made[name] if name in made else (STANDARDS / PACK).read_text("utf-8")


def settings(places: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The settings where the schemas lie at these places, seen from the folder that is opened."""
    values = {
        "yaml.schemas": {f"./{places[name]}": list(files) for name, files in _FILES.items()},
        "yaml.schemaStore.enable": False,  # it would ask another host
        "yaml.validate": True,
        "yaml.completion": True,
        "yaml.hover": True,
        "yaml.format.enable": False,  # `wuhao fmt` knows what may be changed
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.insertFinalNewline": True,
        "redhat.telemetry.enabled": False,
    }
    yield SETTINGS, _json(values)
    yield EXTENSIONS, _json({"recommendations": ["redhat.vscode-yaml"]})


def _json(values: object) -> str:
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"
