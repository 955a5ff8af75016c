"""The forced command of an ssh key: fetch from and push to the gate's repositories, and nothing else."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from pathlib import Path

from generator.gate.accounts import Account
from generator.gate.channel import SSH, sealed
from generator.gate.gatehouse import Gatehouse
from generator.model.failure import Failure

_PASSED = ("PATH", "HOME", "USER", "LOGNAME", "SHELL", "TZ", "SSH_CONNECTION", "SSH_CLIENT")
"""What of the environment is passed on: a server may let a client set any other variable."""
_PROTOCOL = re.compile(r"[a-z0-9=:.-]{0,64}")
_SERVICES = {
    "git-receive-pack": "receive-pack",
    "git receive-pack": "receive-pack",
    "git-upload-pack": "upload-pack",
    "git upload-pack": "upload-pack",
}


class ShutDoor(Failure):
    """What the key does not open."""

    def __init__(self, reason: str, **figures: object) -> None:
        super().__init__(f"gate.ssh.{reason}", **figures)


def service(
    house: Gatehouse, name: str, asked: str, environment: Mapping[str, str]
) -> tuple[list[str], dict[str, str]]:
    """The command to become and its environment, for the account that the key is of. Raises ShutDoor, and Broken."""
    account = house.accounts.named(name)
    if account is None or not account.clones:
        raise ShutDoor("unknown", name=name)
    if not asked.strip():
        raise ShutDoor("no_shell", name=name)
    match = re.fullmatch(r"\s*(git[- ][a-z-]+)\s+(.*)", asked, re.DOTALL)
    command = _SERVICES.get(match[1]) if match else None
    try:
        words = shlex.split(match[2]) if match else []
    except ValueError:
        words = []
    if command is None or len(words) != 1:
        raise ShutDoor("only_git", name=name)
    repository = _named(house, words[0], account)
    passed = {key: environment[key] for key in _PASSED if key in environment}
    protocol = environment.get("GIT_PROTOCOL", "")
    if protocol and _PROTOCOL.fullmatch(protocol):
        passed["GIT_PROTOCOL"] = protocol
    return ["git", command, str(repository)], passed | sealed(SSH, name, house.secret)


def _named(house: Gatehouse, path: str, account: Account) -> Path:
    """The repository that is meant by a path: whole, from the home folder, or by its name alone."""
    for number, repository in enumerate(house.repositories):
        names = {str(repository), repository.name, repository.stem}
        plain = path.removeprefix("~/").removeprefix("/").rstrip("/")
        whole = path.rstrip("/")
        if whole in names or plain in names or (Path(whole).name in names and _same(whole, repository)):
            if number and not account.is_office:
                break
            return repository
    raise ShutDoor("no_repository", path=path, name=account.name)


def _same(path: str, repository: Path) -> bool:
    given = Path(path).expanduser() if path.startswith("~/") else Path.home() / path
    return given.resolve() == repository.resolve()


def authorized_key(words: str, key: str) -> str:
    """The line of authorized_keys that ties a public key to the command of one account."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'command="{escaped}",restrict {key.strip()}\n'
