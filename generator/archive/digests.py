"""What a bag says its files are, for who serves some of them (RFC 8493 §2.1.3)."""

from __future__ import annotations

from hashlib import sha256

from generator.archive.layout import TAG_MANIFEST
from generator.archive.manifests import read_manifest
from generator.archive.tags import Unreadable, read_plain
from generator.model.frozen import Frozen
from generator.publish.frozen_years import BagDamaged

MANIFEST = "manifest-sha256.txt"


def digests(frozen: Frozen) -> dict[str, str]:
    """The sha256 of each payload file by its path in the bag.

    Raises BagDamaged where the manifest is not the one that the tagmanifest names, which itself is the one that the
    fingerprint is of.
    """
    if _sha256(frozen, TAG_MANIFEST) != frozen.fingerprint:
        raise BagDamaged(TAG_MANIFEST, "changed")
    if _listed(frozen, TAG_MANIFEST).get(MANIFEST) != _sha256(frozen, MANIFEST):
        raise BagDamaged(MANIFEST, "changed")
    return _listed(frozen, MANIFEST)


def _sha256(frozen: Frozen, name: str) -> str:
    try:
        return sha256(read_plain(frozen.path / name)).hexdigest()
    except Unreadable:
        raise BagDamaged(name, "missing") from None


def _listed(frozen: Frozen, name: str) -> dict[str, str]:
    found = read_manifest(frozen.path, name)
    if found.findings:
        raise BagDamaged(name, "changed")
    return found.digests
