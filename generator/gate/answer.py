"""A verdict as values, for who pushes by this program itself: the desk shows each problem at its field.

The hook tells people in sentences. Where it is asked for, it also leaves the verdict in the gatehouse, under a name
that can name nothing else: a variable that a client might set must not decide where a hook writes.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from generator.cache.kept import packed, unpacked
from generator.gate.gatehouse import Gatehouse
from generator.gate.verdict import Verdict

ASKED = "WUHAO_ANSWER"
FOLDER = "answers"
_NAME = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Answer:
    """Where a hook is to leave its verdict."""

    file: Path

    @property
    def asked(self) -> dict[str, str]:
        """The variable that asks a hook for it."""
        return {ASKED: self.file.name}

    @property
    def verdict(self) -> Verdict | None:
        """What the hook left; None where it did not come that far."""
        try:
            found = unpacked(self.file.read_bytes(), {})
        except OSError:
            return None
        return Verdict(*found) if isinstance(found, tuple) else None


@contextmanager
def answer(house: Gatehouse) -> Iterator[Answer]:
    """A place for one verdict, which goes when it was read."""
    folder = house.folder / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    place = Answer(folder / secrets.token_hex(16))
    try:
        yield place
    finally:
        place.file.unlink(missing_ok=True)


def leave(house: Gatehouse, environment: Mapping[str, str], verdict: Verdict) -> None:
    """Leaves the verdict where it was asked for."""
    name = environment.get(ASKED, "")
    folder = house.folder / FOLDER
    if _NAME.fullmatch(name) and folder.is_dir():
        said = (verdict.refused, verdict.errors, verdict.warnings, verdict.files)
        with suppress(FileExistsError), (folder / name).open("xb") as file:
            file.write(packed(said, {}))
