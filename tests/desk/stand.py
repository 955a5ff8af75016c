"""A desk before a real gate with a small school behind it; browsers are Flask's, the repository and its hooks git's."""

from __future__ import annotations

import fcntl
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from argon2 import PasswordHasher
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from generator.desk.application import create_app
from generator.desk.desk import Desk, Settings
from generator.desk.passwords import Passwords
from generator.desk.serving import Listen, server
from generator.gate import publishing
from generator.gate.accounts import Accounts, write_accounts
from generator.gate.channel import DESK
from generator.gate.gatehouse import MAIN, Gatehouse
from generator.gate.gatehouse import Settings as GateSettings
from generator.gate.git import Git
from generator.gate.install import install
from tests.gate.door import ACCOUNTS, Clone, git
from tests.school import School, branch

QUICK = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
"""Hashes that cost a test nothing."""
PASSWORD = "一句好记的话，谁也猜不到"
AS_OF = "2017-03-20"


def school(folder: Path, as_of: str, private: bool) -> None:
    """A repository with a gate, whose first record is in; nobody builds. Made once a process, and copied."""
    made = _made(as_of, private)
    shutil.copytree(made, folder, symlinks=True, dirs_exist_ok=True)
    for path in (folder / "party.gate/gate.yml", *folder.glob("*.git/hooks/p*-receive")):
        path.write_text(path.read_text("utf-8").replace(str(made), str(folder)), "utf-8")


@cache
def _made(as_of: str, private: bool) -> Path:
    _PLACES.append(TemporaryDirectory(prefix="stand-"))
    folder = Path(_PLACES[-1].name)
    _make(folder, as_of, private)
    return folder


_PLACES: list[TemporaryDirectory[str]] = []
"""They go with the process."""


def _make(folder: Path, as_of: str, private: bool) -> None:
    clone = Clone(folder / "clone")
    roots = {"record_roots": [{"path": "records", "shared": True}, {"path": "../secret", "shared": False}]}
    config = {"demonstration": {"as_of": as_of}, **(roots if private else {})}
    found = School(clone.folder, branch(), branch("caijing"), config=config)
    found.record("2017/jichu/03-08-committee-meeting")
    commit = clone.commit()
    secrets = (folder / "party-private.git",) if private else ()
    house = install(GateSettings(folder / "party.git", secrets, folder / "site", (DESK,)), "zh").house
    git(folder / "party.git", "fetch", "--quiet", str(clone.folder), f"+{commit}:{MAIN}")
    write_accounts(house.accounts_file, Accounts({each.name: each for each in ACCOUNTS}))
    passwords = Passwords(Passwords.of(house).file, QUICK)
    for each in ACCOUNTS:
        passwords.change(each.name, PASSWORD)


class Stand:
    """The desk, and what stands behind it."""

    def __init__(self, folder: Path, as_of: str = AS_OF, private: bool = False) -> None:
        self.folder = folder
        self.settings = Settings()
        school(folder, as_of, private)
        self.house = Gatehouse.at(folder / "party.git")
        self.open()

    def open(self, settings: Settings | None = None) -> None:
        """Starts the desk, or starts it anew."""
        self.app = create_app(self.house, settings or self.settings)
        self.desk: Desk = self.app.extensions["desk"]
        self.desk.__dict__["passwords"] = Passwords(Passwords.of(self.house).file, QUICK)

    @property
    def main(self) -> Git:
        """The repository."""
        return Git(self.house.repositories[0])

    @property
    def tip(self) -> str:
        """Where main stands."""
        return self.main.tip(MAIN) or ""

    def file(self, path: str) -> bytes | None:
        """What main holds there."""
        return self.desk.submissions.text(path)

    def browser(self, who: str | None = None, address: str = "127.0.0.1") -> Browser:
        """A browser, signed in as somebody."""
        browser = Browser(self.app.test_client(), address)
        if who:
            assert browser.sign_in(who).status_code == 303
        return browser

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Nobody builds meanwhile."""
        with ExitStack() as locks:
            for name in (publishing.LOCK, publishing.RESIDENT):  # nor is a process started that would
                fcntl.flock(locks.enter_context((self.house.folder / name).open("a")), fcntl.LOCK_EX)
            yield


class Browser:
    """What somebody clicks and fills in."""

    def __init__(self, client: FlaskClient, address: str) -> None:
        self.client, self.address = client, address

    def get(self, path: str, **options: object) -> TestResponse:
        """Opens an address."""
        return self.client.get(path, environ_base={"REMOTE_ADDR": self.address}, **options)  # type: ignore[arg-type]

    def post(self, path: str, data: dict[str, object], seen: str | None = None, **options: object) -> TestResponse:
        """Sends a form with the token that its page (`seen`, else the same address) carries."""
        said = dict(data)
        if "token" not in said:
            said["token"] = token(self.get(seen or path))
        return self.client.post(path, data=said, environ_base={"REMOTE_ADDR": self.address}, **options)  # type: ignore[arg-type]

    def sign_in(self, who: str, password: str = PASSWORD, **more: object) -> TestResponse:
        """Signs in, or is told why not."""
        return self.post("/desk/signin", {"name": who, "password": password, **more})

    @property
    def cookie(self) -> str:
        """The session's cookie."""
        found = self.client.get_cookie("wuhao")
        return found.value if found else ""


def token(answer: TestResponse) -> str:
    """What the forms of a page carry."""
    found = re.search(r'name="token" value="([^"]+)"', answer.text)
    assert found, answer.text
    return found[1]


@contextmanager
def served(stand: Stand, listen: str = "127.0.0.1:0") -> Iterator[Any]:
    """The desk behind a real server, with the stand's quick hashes."""
    found = server(stand.house, stand.settings, Listen.read(listen))
    thread = threading.Thread(target=found.run, daemon=True)
    thread.start()
    yield found
    found.trigger.pull_trigger(lambda: [each.close() for each in [*found._map.values()]])
    thread.join(timeout=30)
    assert not thread.is_alive()
