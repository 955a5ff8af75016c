"""The site of a workspace: what the commands that publish, or take something from it, have in common."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator.commands.report import held_back
from generator.papers.editions import TEMPLATES, site_content
from generator.parallel import Cluster
from generator.publish.publication import Publication, Told, publish
from generator.workspace.workspace import Workspace


def publish_site(
    workspace: Workspace,
    year: int | None,
    as_of: date,
    audience: str,
    out: Path,
    jobs: int | None = None,
    full: bool = False,
    told: Told | None = None,
    cluster: Cluster | None = None,
) -> Publication:
    """Judges and publishes; says what is wrong with bags of frozen years. Raises what `publish` raises, and Broken."""
    content = site_content(workspace, year, as_of)
    templates = workspace.root / TEMPLATES
    label = workspace.catalogue.text("commands.build.progress")
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=0, label=label, file=sys.stderr, hidden=hidden) as bar:

        def one_more(total: int) -> None:
            bar.length = total
            bar.update(1)

        def pages_out(done: Publication) -> None:
            bar.render_finish()
            bar.hidden = True
            if told:
                told(done)

        done = publish(content, audience, out, workspace.language, templates, one_more, jobs, full, pages_out, cluster)
    for problem in done.problems:
        click.echo(workspace.catalogue.say(problem), err=True)
    return done


def tell_rejected(workspace: Workspace) -> None:
    """Says how many files are left out, and names in red those that hold what nobody may read."""
    for line in held_back(workspace.problems, workspace.catalogue):
        click.secho(line, fg="red", err=True)
    if workspace.rejected:
        click.echo(workspace.catalogue.text("commands.rejected", count=len(workspace.rejected)), err=True)
