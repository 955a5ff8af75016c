"""Serves the application to browsers: waitress, which holds slow clients off until their request is whole."""

from __future__ import annotations

import ipaddress
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import waitress

from generator.desk.application import LARGEST, create_app
from generator.desk.desk import Settings
from generator.gate.gatehouse import Gatehouse
from generator.model.failure import Usage

THREADS = 32
"""Nearly all of which may wait for pushes, one of which is made at a time, and others still read."""
CONNECTIONS = 500
SLOW = 60
"""Seconds without a byte after which a connection is closed."""


@dataclass(frozen=True, slots=True)
class Listen:
    """Where the desk listens: an address and a port, or the socket of a path."""

    host: str = ""
    port: int = 0
    socket: str = ""

    @classmethod
    def read(cls, text: str) -> Listen:
        """As written: HOST:PORT, [IPv6]:PORT, or unix:PATH. Raises Usage."""
        if text.startswith("unix:"):
            return cls(socket=text.removeprefix("unix:"))
        host, _, port = text.rpartition(":")
        if not port.isdecimal() or not host or int(port) > 65535:
            raise Usage("listen", given=text)
        return cls(host.strip("[]"), int(port))

    @property
    def is_of_this_machine(self) -> bool:
        """Whether nobody but programs of this machine can reach it."""
        if self.socket or self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def address(self) -> str:
        """As one types it."""
        if self.socket:
            return f"unix:{self.socket}"
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}/desk/"


def server(house: Gatehouse, settings: Settings, listen: Listen, ready: Callable[[], None] = lambda: None) -> Any:
    """A server that runs by `run()`; `ready` is called once what stands was read, in a thread of its own.

    Raises Usage where the place is taken, or anybody's header would be believed.
    """
    if settings.proxied and not listen.is_of_this_machine:
        raise Usage("proxy_from_afar", given=listen.host)
    where: dict[str, Any] = (
        {"unix_socket": listen.socket, "unix_socket_perms": "660"}
        if listen.socket
        else {"host": listen.host, "port": listen.port}
    )
    app = create_app(house, settings)
    try:
        found = waitress.create_server(
            app,
            threads=THREADS,
            connection_limit=CONNECTIONS,
            channel_timeout=SLOW,
            max_request_body_size=LARGEST,
            max_request_header_size=64 * 1024,
            clear_untrusted_proxy_headers=not settings.proxied,
            ident="",
            **where,
        )
    except (OSError, ValueError) as error:
        raise Usage("listen_taken", given=listen.address, detail=str(error)) from None

    def get_ready() -> None:
        app.extensions["desk"].standings.warm()
        ready()

    threading.Thread(target=get_ready, daemon=True).start()
    return found
