"""What a bag says its files are, for who reads some of them (RFC 8493 §2.1.3)."""

from __future__ import annotations

import re
from hashlib import sha256

from generator.archive.layout import TAG_MANIFEST
from generator.archive.tags import Unreadable, read_plain
from generator.model.frozen import Frozen
from generator.publish.frozen_years import BagDamaged

MANIFEST = "manifest-sha256.txt"
_LINE = re.compile(r"([0-9a-fA-F]{64})\s+\*?(\S.*)")
_ESCAPED = {"%0a": "\n", "%0d": "\r", "%25": "%"}


def digests(frozen: Frozen) -> dict[str, str]:
    """The sha256 of each payload file by its path in the bag.

    Raises BagDamaged where the manifest is not the one that the tagmanifest names, which itself is the one that the
    fingerprint is of.
    """
    tags = _read(frozen, TAG_MANIFEST)
    if sha256(tags).hexdigest() != frozen.fingerprint:
        raise BagDamaged(TAG_MANIFEST, "changed")
    listed = _read(frozen, MANIFEST)
    if _listed(tags, TAG_MANIFEST).get(MANIFEST) != sha256(listed).hexdigest():
        raise BagDamaged(MANIFEST, "changed")
    return _listed(listed, MANIFEST)


def _read(frozen: Frozen, name: str) -> bytes:
    try:
        return read_plain(frozen.path / name)
    except Unreadable:
        raise BagDamaged(name, "missing") from None


def _listed(manifest: bytes, name: str) -> dict[str, str]:
    """By path; only what RFC 8493 has escaped is escaped."""
    found = {}
    try:
        lines = manifest.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        raise BagDamaged(name, "changed") from None
    for line in filter(None, lines):
        match = _LINE.fullmatch(line.removesuffix("\r"))
        if match is None:
            raise BagDamaged(name, "changed")
        path = re.sub("%0[aAdD]|%25", lambda each: _ESCAPED[each[0].lower()], match[2])
        found[path] = match[1].lower()
    return found
