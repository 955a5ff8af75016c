"""desk: the web application by which people without git record."""

from __future__ import annotations

import gc
import signal
from contextlib import suppress
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.help import Command
from generator.commands.resident import residing
from generator.gate import publishing
from generator.gate.channel import DESK
from generator.gate.gatehouse import Gatehouse
from generator.model.failure import Usage
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from generator.desk.desk import Settings

NEEDED = ("flask", "waitress", "argon2")


@click.command(cls=Command)
@click.option("--gate", "house", type=click.Path(path_type=Path))
@click.option("--trial", "tried", is_flag=True)
@click.option("--listen", default="127.0.0.1:8080")
@click.option("--host", "hosts", multiple=True)
@click.option("--proxied", is_flag=True)
@click.option("--identity-header", default="")
@click.pass_obj
def desk(
    workspace: Workspace,
    house: Path | None,
    tried: bool,
    listen: str,
    hosts: tuple[str, ...],
    proxied: bool,
    identity_header: str,
) -> int:
    """Serve the desk of a gate until stopped."""
    demand_desk()
    from generator.desk.demonstration import trial
    from generator.desk.desk import Settings

    if (house is None) is not tried:
        raise Usage("gate_or_trial")
    names = (*hosts, "localhost", "127.0.0.1", "[::1]")
    settings = Settings(workspace.language, names, proxied or bool(identity_header), identity_header)
    gc.enable()  # this command goes on and on
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.default_int_handler)
    if house is not None:
        there = Gatehouse.at(house)
        if DESK not in there.settings.trust:
            raise Usage("desk_not_trusted", path=str(there.settings.repository))
        publishing.become_owner(there)
        _serve(workspace, there, settings, listen)
        return 0
    with trial(workspace) as found:
        for name, password in found.passwords.items():
            role = workspace.catalogue.label("role", found.house.accounts.by_name[name].role)
            click.echo(workspace.catalogue.text("commands.desk.account", name=name, role=role, password=password))
        _serve(workspace, found.house, settings, listen)
    return 0


def _serve(workspace: Workspace, house: Gatehouse, settings: Settings, listen: str) -> None:
    from generator.desk.serving import Listen, server

    place = Listen.read(listen)
    hosts = (*settings.hosts, place.host or "localhost")
    click.echo(workspace.catalogue.text("commands.desk.preparing"))
    with residing(house, workspace.language) as settled:

        def ready() -> None:
            settled()  # so that the first who sends something in waits no longer than the next
            click.echo(workspace.catalogue.text("commands.desk.running", address=place.address))

        found = server(house, replace(settings, hosts=hosts), place, ready)
        with suppress(KeyboardInterrupt):
            found.run()
        found.close()


def demand_desk() -> None:
    """Raises Usage where what the desk needs is not installed."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise Usage("desk_missing", missing="、".join(missing))
