"""Who pushes, as the channel says it: never as the commit does, whose author anybody can write.

A forge or a web server sets its variable itself; over ssh a server that accepts variables (`AcceptEnv`) would let the
client set the same. So each channel is believed only where it was named at install, and what comes through this
program's own doors (the forced command of an ssh key, the desk) carries a seal made with a secret beside the
repository: a variable without it is nobody's word.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection, Mapping
from dataclasses import dataclass

DESK, SSH = "desk", "ssh"
SEALED = "WUHAO_PUSHER"
_BY_VARIABLE = {"gitea": "GITEA_PUSHER_NAME", "gitlab": "GL_USERNAME", "http": "REMOTE_USER"}
CHANNELS = (DESK, *_BY_VARIABLE, SSH)
"""In the order in which they are believed where several speak."""


@dataclass(frozen=True, slots=True)
class Pusher:
    """A name, and who says so."""

    name: str
    channel: str


def sealed(channel: str, name: str, secret: bytes) -> dict[str, str]:
    """The variable by which one of the program's own doors tells a hook who it let in."""
    return {SEALED: f"{channel}:{_seal(channel, name, secret)}:{name}"}


def pusher_of(environment: Mapping[str, str], trusted: Collection[str], secret: bytes) -> Pusher | None:
    """Who pushes, by the first channel that speaks and is trusted; None where none does."""
    named = _unsealed(environment.get(SEALED, ""), secret)
    for channel in CHANNELS:
        if channel not in trusted:
            continue
        variable = _BY_VARIABLE.get(channel)
        name = environment.get(variable, "") if variable else named.get(channel, "")
        if name:
            return Pusher(name, channel)
    return None


def _unsealed(value: str, secret: bytes) -> Mapping[str, str]:
    channel, _, rest = value.partition(":")
    seal, _, name = rest.partition(":")
    true = hmac.compare_digest(seal.encode(), _seal(channel, name, secret).encode())
    return {channel: name} if true else {}


def _seal(channel: str, name: str, secret: bytes) -> str:
    said = f"{channel}\0{name}".encode("utf-8", "surrogateescape")
    return hmac.new(secret, said, hashlib.sha256).hexdigest()
