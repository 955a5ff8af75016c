"""Makes the files of units on other machines: what is sent there, and what comes back.

Sent, once, are the pieces of a year as this machine found them: records, and what they are judged and cut by, shells,
words, and the root's own templates, so that a worker needs nothing but this program. Back come the bytes of each file
of a unit, which are put in the store here as if they had been made here.
"""

from __future__ import annotations

import io
import os
import pickle
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from generator.parallel import Cluster, on_cluster
from generator.publish.edition import Edition
from generator.publish.last_build import Finished, Piece
from generator.publish.pages.summaries import Question
from generator.publish.pieces import YearPieces
from generator.publish.scan.numbers import Hit

_Made = tuple[list[tuple[str, str, Finished, tuple[Hit, ...]]], bytes]


def made_elsewhere(
    edition: Edition, pieces: YearPieces, units: Sequence[str], questions: Sequence[Question], cluster: Cluster
) -> Iterator[tuple[str, Iterable[tuple[str, Piece]], bytes]]:
    """Each unit with its files and its answers, in order; what is set in the unit's own fonts is made here."""
    sent = [unit for unit in units if not edition.own_fonts or not pieces.prints(unit)]
    there = on_cluster(_Sent(edition, pieces, questions), sent, cluster)
    for unit in units:
        if unit in sent:
            files, answers = next(there)
            yield unit, [(name, Piece(key, lambda made=made: made, hits)) for name, key, made, hits in files], answers  # type: ignore[misc]
        else:
            yield unit, pieces.unit(unit), pieces.answers(unit, questions)


class _Sent:
    """The pieces of a year where another machine makes files of them."""

    def __init__(self, edition: Edition, pieces: YearPieces, questions: Sequence[Question]) -> None:
        self._pieces: YearPieces | None = pieces
        self._questions = questions
        self._packed = _packed((edition, pieces))
        own = edition.templates
        files = [path for path in own.rglob("*") if path.is_file()] if own.is_dir() else []
        self._templates = {path.relative_to(own).as_posix(): path.read_bytes() for path in files}

    def __call__(self, unit: str) -> _Made:
        """The unit's files, all made, and its answers."""
        if self._pieces is None:
            self._pieces = self._unpacked()
        files = [(name, piece.key, piece.make(), piece.hits) for name, piece in self._pieces.unit(unit)]
        return files, self._pieces.answers(unit, self._questions)

    def __getstate__(self) -> dict[str, Any]:
        """A worker may send it on to another, as it came."""
        kept = {"_packed": self._packed, "_templates": self._templates, "_questions": self._questions}
        return {"_pieces": None, **kept}

    def _unpacked(self) -> YearPieces:
        """The pieces, with the root's own templates in a folder of this machine's."""
        self._folder = tempfile.TemporaryDirectory(prefix="wuhao-")
        for name, data in self._templates.items():
            place = Path(self._folder.name, name)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        edition, pieces = pickle.loads(self._packed)
        edition.move(Path(self._folder.name))
        assert isinstance(pieces, YearPieces)
        return pieces


def _packed(value: object) -> bytes:
    """By value also what is defined within a function, and what such a one remembers is left behind."""
    import cloudpickle

    class Pickler(cloudpickle.Pickler):  # type: ignore[misc]
        def reducer_override(self, found: Any) -> Any:
            if isinstance(found, _Cached) and "<locals>" in found.__qualname__:
                return cache, (found.__wrapped__,)
            if isinstance(found, os.DirEntry):
                return Path, (found.path,)
            return super().reducer_override(found)

    file = io.BytesIO()
    Pickler(file, protocol=pickle.HIGHEST_PROTOCOL).dump(value)
    return file.getvalue()


_Cached = type(cache(lambda: None))
