"""The site of a workspace: what the commands that publish, or take something from it, have in common."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

import click

from generator.commands.report import held_back
from generator.papers.editions import TEMPLATES, site_content
from generator.parallel import Cluster, apart
from generator.publish.engine import Releases
from generator.publish.publication import Publication, Released, Told, release, releasing
from generator.publish.why import Address
from generator.workspace.workspace import Workspace

_MANY = 200
"""Units of all years."""


def publish_site(
    workspace: Workspace,
    year: int | None,
    as_of: date,
    audience: str,
    out: Path,
    jobs: int | None = None,
    full: bool = False,
    asked: Sequence[Address] = (),
    told: Told | None = None,
    cluster: Cluster | None = None,
    ends: bool = False,
) -> Publication:
    """Judges and publishes; says what is wrong with bags of frozen years. Raises what `release` raises, and Broken.

    A process that `ends` with it needs nothing of what was read once the pages are out: of very many records that is
    held by another then, which ends before the index is made.
    """
    pages = partial(_pages, workspace, year, as_of, jobs, asked, told, cluster)
    with releasing(out, audience, workspace.root, full) as releases:
        alone = ends and cluster is None and _is_large(workspace)
        done = (apart(partial(pages, releases)) if alone else pages(releases)).searchable(releases, jobs)
    for problem in done.problems:
        click.echo(workspace.catalogue.say(problem), err=True)
    return done


def _pages(
    workspace: Workspace,
    year: int | None,
    as_of: date,
    jobs: int | None,
    asked: Sequence[Address],
    told: Told | None,
    cluster: Cluster | None,
    releases: Releases,
) -> Released:
    workspace.frame.store.take_over()
    content = site_content(workspace, year, as_of)
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

        templates = workspace.root / TEMPLATES
        done = release(content, releases, workspace.language, templates, one_more, jobs, asked, pages_out, cluster)
    workspace.save()
    return done


def _is_large(workspace: Workspace) -> bool:
    """Whether there are so many units that what is held of all their records is worth giving back."""
    roots = (workspace.root / each.path for each in workspace.frame.config.record_roots)
    return sum(1 for root in roots for _ in root.glob("[0-9]*/*/")) > _MANY


def tell_rejected(workspace: Workspace) -> None:
    """Says how many files are left out, and names in red those that hold what nobody may read."""
    for line in held_back(workspace.problems, workspace.catalogue):
        click.secho(line, fg="red", err=True)
    if workspace.rejected:
        click.echo(workspace.catalogue.text("commands.rejected", count=len(workspace.rejected)), err=True)
