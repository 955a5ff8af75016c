"""The organization as it was read before: a district's thousand branches take longer to read than any one record."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from generator.cache.program import program_key
from generator.cache.store import Store
from generator.cache.table import Table
from generator.model.organization import Organization
from generator.read.organization import read_organization
from generator.types.findings import Findings

LARGE = 4 * 1024
"""Bytes below which no cache is made for it alone; one that is there takes it in."""
_KEY = "organization"


def known_organization(store: Store, path: Path, findings: Findings) -> Organization | None:
    """What `read_organization` gives and finds, taken from the last time where the file has the same content."""
    try:
        content = path.read_bytes()
    except OSError:
        content = b""
    if len(content) < LARGE and not store.is_there:
        return read_organization(path, findings)
    table = Table(store, "organization", program_key("read", "model", "types"))
    held = findings.file, sha256(content).hexdigest()
    kept = table.get(_KEY)
    if isinstance(kept, tuple) and kept[0] == held:
        findings.problems += kept[2]
        found: Organization | None = kept[1]
    else:
        found = read_organization(path, findings)
        if found is not None and not findings.failed:
            table.put([(_KEY, (held, found, tuple(findings.problems)))])
    return found
