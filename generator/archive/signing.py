"""Signatures with an ssh key over a bag's tagmanifest: made and checked by ssh-keygen as it is."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from datetime import date
from pathlib import Path

from generator.cache.whole import write_whole
from generator.model.failure import Usage

NAMESPACE = "wuhao-archive"
PRINCIPAL = "archive"
SIGNERS = "allowed_signers"
"""The keys that may sign, each with the day from which it may: a tag file of each bag for its own key, and beside the
bags, for who checks them, all keys ever used."""
SUFFIX = ".sig"
_VALID_AFTER = re.compile(r'valid-after="(\d{8})"')
_LONGEST = 30


class Signer:
    """A key to sign with."""

    def __init__(self, key: Path) -> None:
        """Raises Usage where there is no key to be had of it."""
        self._key = key
        public = key if key.suffix == ".pub" else key.with_name(f"{key.name}.pub")
        text = public.read_text("utf-8") if public.is_file() else _run("-y", "-f", str(key))
        parts = (text or "").split()
        if len(parts) < 2:
            raise Usage("sign", key=str(key))
        self._public = " ".join(parts[:2])

    def allowed(self, day: date) -> bytes:
        """The key as one that may sign from the day on (ssh-keygen(1), ALLOWED SIGNERS)."""
        return f'{PRINCIPAL} namespaces="{NAMESPACE}",valid-after="{day:%Y%m%d}" {self._public}\n'.encode()

    def sign(self, file: Path) -> None:
        """Writes the signature beside the file. Raises Usage."""
        done = _run("-Y", "sign", "-n", NAMESPACE, "-f", str(self._key), str(file), ask=True)
        if done is None or not file.with_name(file.name + SUFFIX).is_file():
            raise Usage("sign", key=str(self._key))

    def remember(self, signers: Path, day: date) -> None:
        """Keeps the key among those that may sign; what people wrote there of other keys stays."""
        lines = signers.read_text("utf-8").splitlines() if signers.is_file() else []
        for number, line in enumerate(lines):
            if self._public in line:
                found = _VALID_AFTER.search(line)
                if found and found[1] > f"{day:%Y%m%d}":
                    lines[number] = line.replace(found[0], f'valid-after="{day:%Y%m%d}"')
                break
        else:
            lines.append(self.allowed(day).decode().rstrip())
        write_whole(signers, "\n".join([*lines, ""]))


def is_signed(data: bytes, signature: bytes, signers: bytes, day: date) -> bool:
    """Whether a key that might sign on the day has signed the data."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "signature").write_bytes(signature)
        (place / SIGNERS).write_bytes(signers)
        files = ("-f", str(place / SIGNERS), "-s", str(place / "signature"), "-O", f"verify-time={day:%Y%m%d}")
        return _run("-Y", "verify", *files, "-I", PRINCIPAL, "-n", NAMESPACE, given=data) is not None


def _run(*arguments: str, given: bytes | None = None, ask: bool = False) -> str | None:
    """What ssh-keygen prints; None where it says no, or is not there. With `ask` it may ask for a passphrase."""
    environment = {**os.environ, "LC_ALL": "C"}
    waits = None if ask else _LONGEST
    stdin = None if ask else subprocess.DEVNULL
    try:
        if given is not None:
            done = subprocess.run(
                ["ssh-keygen", *arguments],
                env=environment,
                capture_output=True,
                check=False,
                timeout=waits,
                input=given,
            )
        else:
            done = subprocess.run(
                ["ssh-keygen", *arguments],
                env=environment,
                capture_output=True,
                check=False,
                timeout=waits,
                stdin=stdin,
            )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
