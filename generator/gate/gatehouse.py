"""What lies where beside a repository that has a gate, and what was chosen when it was installed.

party.git/            the repository; its hooks name the gatehouse and the interpreter of this machine
party.gate/           the gatehouse, for the account that runs the hooks and nobody else
    gate.yml          what was chosen at install
    accounts.yml      who may send in what
    secret            what seals names (see `channel`)
    pushes/           what was let through and is not yet written down (see `days`)
    cache/            what was found out about excerpts, for the next push of the same units
    checked/          the whole, as it was last checked
    published/        the whole, as it was last published
    answers/          verdicts on their way from a hook to who asked for them (see `answer`)
    desk/             what the desk keeps: its sessions, the whole as it last saw it
    current/          which commits each audience's site shows
    door              the socket of who waits for hooks to ask (see `knock`)
    publish.log, publish.lock, again, failed
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import yaml

from generator.archive.frozen import frozen
from generator.gate.accounts import FILE as ACCOUNTS_FILE
from generator.gate.accounts import Accounts, read_accounts, replace_file
from generator.model.config import FILE as CONFIG_FILE
from generator.model.failure import Broken, Usage
from generator.read.config import read_config
from generator.read.document import read_document
from generator.types.findings import Findings

SUFFIX = ".gate"
EXCERPTS = "cache"
FILE = "gate.yml"
MAIN = "refs/heads/main"
ROOT = "root"
"""Where the root lies in a folder that holds the whole: private roots may lie beside it."""
_HEAD = "# 由 wuhao gate install 写成；要改就再运行一次。\n"


@dataclass(frozen=True, slots=True)
class Settings:
    """What was chosen at install; every path is absolute."""

    repository: Path
    private: tuple[Path, ...] = ()
    """Private repositories, in the order of the record roots that are not shared."""
    site: Path | None = None
    trust: tuple[str, ...] = ()
    """The channels that are believed when they say who pushes."""


@dataclass(frozen=True, slots=True)
class Gatehouse:
    """The folder beside a repository."""

    folder: Path
    settings: Settings

    @classmethod
    def beside(cls, repository: Path) -> Path:
        """Where the gatehouse of a repository lies."""
        return repository.with_name(repository.name.removesuffix(".git") + SUFFIX)

    @classmethod
    def at(cls, folder: Path) -> Gatehouse:
        """The gatehouse in that folder, or beside that repository. Raises Usage where there is none, and Broken."""
        folder = folder.absolute()
        folder = folder if (folder / FILE).is_file() else cls.beside(folder)
        if not (folder / FILE).is_file():
            raise Usage("no_gate", path=str(folder))
        findings = Findings(FILE)
        values = read_document("gate", folder / FILE, findings)
        if values is None or findings.problems or not values.text("repository"):
            raise Broken(findings.problems)
        site = values.text("site")
        private = tuple(map(Path, values.names("private")))
        trust = values.names("trust")
        return cls(folder, Settings(Path(values.text("repository")), private, Path(site) if site else None, trust))

    def write(self) -> None:
        """Writes what was chosen, and makes what is not there yet: folder, secret."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        if os.geteuid() == 0:
            owner = self.settings.repository.stat()
            os.chown(self.folder, owner.st_uid, owner.st_gid)
        chosen = self.settings
        said: dict[str, object] = {"repository": str(chosen.repository)}
        said |= {"private": list(map(str, chosen.private))} if chosen.private else {}
        said |= {"site": str(chosen.site)} if chosen.site else {}
        replace_file(
            self.folder / FILE, _HEAD + yaml.safe_dump(said | {"trust": list(chosen.trust)}, allow_unicode=True)
        )
        if not (self.folder / "secret").exists():
            replace_file(self.folder / "secret", secrets.token_hex(32))

    @property
    def repositories(self) -> tuple[Path, ...]:
        """The repositories this gate guards, the one everybody records in first."""
        return (self.settings.repository, *self.settings.private)

    @property
    def secret(self) -> bytes:
        """What names are sealed with."""
        return (self.folder / "secret").read_bytes()

    @property
    def accounts_file(self) -> Path:
        """Where the accounts are written."""
        return self.folder / ACCOUNTS_FILE

    @property
    def accounts(self) -> Accounts:
        """Who may send in what. Raises Broken."""
        return read_accounts(self.accounts_file)

    @property
    def site(self) -> Path:
        """Where the sites of all audiences are published."""
        return self.settings.site or self.folder.with_suffix(".site")

    @property
    def checked(self) -> Path:
        """The folder with the whole as it was last checked."""
        return self.folder / "checked"

    @property
    def published(self) -> Path:
        """The folder with the whole as it was last published."""
        return self.folder / "published"

    @property
    def desk(self) -> Path:
        """The folder of the desk."""
        return self.folder / "desk"

    @property
    def frozen(self) -> frozenset[int]:
        """The years that are put away, by the archive of the root as it was last published."""
        root = self.published / ROOT
        config = read_config(root / CONFIG_FILE, Findings(CONFIG_FILE))
        return frozenset(each.year for each in frozen(root, config)) if config else frozenset()

    @property
    def failure(self) -> str:
        """What kept the site from being published the last time; empty where nothing did."""
        with suppress(OSError):
            return (self.folder / "failed").read_text("utf-8")
        return ""
