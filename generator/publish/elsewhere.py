"""Makes the files of units on other machines: what is sent there, and what comes back.

Sent, once, are the pieces of a year as this machine found them: records cut for the audience, results, shells, words,
and the root's own templates, so that a worker needs nothing but this program. Back come the bytes of each file of a
unit, which are put in the store here as if they had been made here.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from generator.parallel import Cluster, on_cluster
from generator.publish.edition import Edition
from generator.publish.last_build import Finished, Piece
from generator.publish.pieces import YearPieces
from generator.publish.scan.numbers import Hit

_Made = tuple[str, dict[str, tuple[str, Finished, tuple[Hit, ...]]]]


def made_elsewhere(
    edition: Edition, pieces: YearPieces, units: Sequence[str], cluster: Cluster
) -> Iterator[tuple[str, dict[str, Piece]]]:
    """Each unit with its files, in order; those with documents set in the unit's own fonts are made here."""
    sent = [unit for unit in units if not edition.own_fonts or not pieces.prints(unit)]
    there = on_cluster(_Sent(edition, pieces), sent, cluster)
    for unit in units:
        if unit in sent:
            _, files = next(there)
            yield unit, {name: Piece(key, lambda made=made: made, hits) for name, (key, made, hits) in files.items()}  # type: ignore[misc]
        else:
            yield unit, dict(pieces.unit(unit))


class _Sent:
    """The pieces of a year where another machine makes files of them."""

    def __init__(self, edition: Edition, pieces: YearPieces) -> None:
        self._edition, self._pieces = edition, pieces
        own = edition.templates
        files = [path for path in own.rglob("*") if path.is_file()] if own.is_dir() else []
        self._templates = {path.relative_to(own).as_posix(): path.read_bytes() for path in files}

    def __call__(self, unit: str) -> _Made:
        """The unit with its files, all made."""
        return unit, {name: (piece.key, piece.make(), piece.hits) for name, piece in self._pieces.unit(unit)}

    def __getstate__(self) -> dict[str, Any]:
        """A worker may send it on to another."""
        return {name: value for name, value in self.__dict__.items() if name != "_folder"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Where it has arrived, the root's own templates lie in a folder of that machine's."""
        self.__dict__.update(state)
        self._folder = tempfile.TemporaryDirectory(prefix="wuhao-")
        for name, data in self._templates.items():
            place = Path(self._folder.name, name)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        self._edition.move(Path(self._folder.name))
