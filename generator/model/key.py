"""Keys that tell whether anything has changed."""

from __future__ import annotations

from hashlib import sha256


def key_of(*inputs: object) -> str:
    """A key that changes with any of the inputs as `repr` shows them."""
    digest = sha256()
    for each in inputs:
        digest.update((each if isinstance(each, str) else repr(each)).encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()[:32]
