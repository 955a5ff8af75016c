"""Editors find the schema of every file that has one, in a new root and in this repository."""

from __future__ import annotations

import json
from fnmatch import fnmatch
from pathlib import Path

from generator.founding.editor import FOLDER, PACK, editor_files, settings
from generator.types.schema import DOCUMENTS, RECORD

PROJECT = Path(__file__).resolve().parents[2]
HERE = {name: f"content/schemas/{name}" for name in (*(f"{each}.schema.json" for each in DOCUMENTS), RECORD)}
HERE[PACK] = f"content/standards/{PACK}"
HINT = (
    "python -c 'from pathlib import Path; from tests.founding.test_editor import HERE; "
    "from generator.founding.editor import settings; "
    "[Path(path).write_text(text) for path, text in settings(HERE)]'"
)


def test_this_repository_has_them() -> None:
    for path, text in settings(HERE):
        assert (PROJECT / path).read_text("utf-8") == text, f"{path} is out of date: {HINT}"


def test_every_schema_is_there_and_every_file_of_the_demonstration_has_one() -> None:
    made = dict(editor_files())
    mapped = json.loads(made[".vscode/settings.json"])["yaml.schemas"]
    assert {path.removeprefix("./") for path in mapped} == {path for path in made if path.startswith(FOLDER)}
    assert all(json.loads(text) for text in made.values())
    assert all((PROJECT / path).is_file() for path in HERE.values())
    patterns = [pattern for files in mapped.values() for pattern in files]
    files = ["site_config.yml"]
    for folder in ("records", "records-private", "content/standards"):
        files += [path.relative_to(PROJECT).as_posix() for path in (PROJECT / folder).rglob("*.yml")]
    missing = [file for file in files if sum(fnmatch(file, each) for each in patterns) != 1]
    assert missing == []
