"""Why nobody can tell when records came in: said once by each command that shows late entry."""

from __future__ import annotations

from contextlib import suppress

import click

from generator.model.entries import why_unknown
from generator.model.failure import Broken
from generator.workspace.workspace import Workspace


def tell_unknown_entries(workspace: Workspace, err: bool = False) -> None:
    """Says it with what people read, or beside what programs do (`err`); nothing where nothing could be read."""
    with suppress(Broken):
        for reason in why_unknown(workspace.source.entry_unknown):
            click.echo(workspace.catalogue.say(reason), err=err)
