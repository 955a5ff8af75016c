"""Who pushes is what a trusted channel says, and nothing that a client can set."""

from __future__ import annotations

import pytest

from generator.gate.channel import CHANNELS, SEALED, Pusher, pusher_of, sealed

SECRET, OTHER = b"one", b"another"
VARIABLES = {"gitea": "GITEA_PUSHER_NAME", "gitlab": "GL_USERNAME", "http": "REMOTE_USER"}


@pytest.mark.parametrize("channel", CHANNELS)
def test_each_is_believed_where_it_is_trusted(channel: str) -> None:
    said = {VARIABLES[channel]: "wang"} if channel in VARIABLES else sealed(channel, "wang", SECRET)
    assert pusher_of(said, [channel], SECRET) == Pusher("wang", channel)
    assert pusher_of(said, [each for each in CHANNELS if each != channel], SECRET) is None
    assert pusher_of(said, [], SECRET) is None


def test_the_first_that_speaks() -> None:
    said = {"GITEA_PUSHER_NAME": "g", "GL_USERNAME": "l", "REMOTE_USER": "r"} | sealed("ssh", "s", SECRET)
    assert pusher_of(said, CHANNELS, SECRET) == Pusher("g", "gitea")
    assert pusher_of(said, ["ssh", "http"], SECRET) == Pusher("r", "http")
    assert pusher_of({**said, "REMOTE_USER": ""}, ["ssh", "http"], SECRET) == Pusher("s", "ssh")


@pytest.mark.parametrize(
    "value",
    [
        "ssh::wang",
        "ssh:wang",
        "wang",
        "",
        sealed("ssh", "wang", OTHER)[SEALED],
        sealed("ssh", "wang", SECRET)[SEALED].replace("wang", "office"),
        sealed("ssh", "wang", SECRET)[SEALED].replace("ssh", "desk"),
    ],
)
def test_a_seal_of_nobody(value: str) -> None:
    assert pusher_of({SEALED: value}, CHANNELS, SECRET) is None


def test_names_may_hold_anything() -> None:
    for name in ("王伟", "a:b", "DOMAIN\\wang", "wang@REALM"):
        assert pusher_of(sealed("desk", name, SECRET), ["desk"], SECRET) == Pusher(name, "desk")
