"""desk: the web application by which people without git record."""

from __future__ import annotations

import gc
from importlib.util import find_spec
from pathlib import Path

import click

from generator.commands.gate import house_option
from generator.commands.help import Command
from generator.gate import publishing
from generator.gate.channel import DESK
from generator.gate.gatehouse import Gatehouse
from generator.model.failure import Usage
from generator.workspace.workspace import Workspace

NEEDED = ("flask", "waitress", "argon2")


@click.command(cls=Command)
@house_option
@click.option("--listen", default="127.0.0.1:8080")
@click.option("--host", "hosts", multiple=True)
@click.option("--proxied", is_flag=True)
@click.option("--identity-header", default="")
@click.pass_obj
def desk(
    workspace: Workspace, house: Path, listen: str, hosts: tuple[str, ...], proxied: bool, identity_header: str
) -> int:
    """Serve the desk of a gate until stopped."""
    there = Gatehouse.at(house)
    demand_desk()
    from generator.desk.desk import Settings
    from generator.desk.serving import Listen, server

    if DESK not in there.settings.trust:
        raise Usage("desk_not_trusted", path=str(there.settings.repository))
    publishing.become_owner(there)
    place = Listen.read(listen)
    known = tuple(dict.fromkeys((*hosts, place.host, "localhost", "127.0.0.1", "[::1]")))
    settings = Settings(
        workspace.language, tuple(filter(None, known)), proxied or bool(identity_header), identity_header
    )
    found = server(there, settings, place)
    gc.enable()  # this command goes on and on
    click.echo(workspace.catalogue.text("commands.desk.running", address=place.address))
    try:
        found.run()
    finally:
        found.close()
    return 0


def demand_desk() -> None:
    """Raises Usage where what the desk needs is not installed."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise Usage("desk_missing", missing="、".join(missing))
