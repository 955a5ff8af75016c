"""build: the site of one audience."""

from __future__ import annotations

import shutil
import sys
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path

import click

from generator.commands.help import Command
from generator.commands.options import as_of_option, audience_option, year_option
from generator.commands.site import publish_site, tell_rejected
from generator.parallel import Cluster, at_most
from generator.publish.publication import Publication
from generator.publish.why import NoPage, address
from generator.workspace.workspace import Workspace

CACHE = ".wuhao"


@click.command(cls=Command)
@year_option
@as_of_option
@audience_option
@click.option("--out", default="site")
@click.option("--jobs", type=click.IntRange(1, 64))
@click.option("--scheduler")
@click.option("--full", is_flag=True)
@click.option("--why", metavar="ADDRESS")
@click.option("--strict", is_flag=True)
@click.pass_obj
def build(
    workspace: Workspace,
    year: int | None,
    as_of: date | None,
    audience: str,
    out: str,
    jobs: int | None,
    scheduler: str | None,
    full: bool,
    why: str | None,
    strict: bool,
) -> int:
    """Publish what is good; only what changed is made again. Pages are out before they can be searched."""
    page = address(why) if why else None
    if why and page is None:
        raise NoPage(why)
    asked = [page] if page else []
    if full:
        shutil.rmtree(workspace.root / CACHE, ignore_errors=True)
    at_most(jobs)
    sentences = workspace.catalogue
    day = workspace.as_of(as_of)

    def told(done: Publication) -> None:
        home = Path(out) / audience / "index.html"
        figures = {"as_of": day.isoformat(), "pages": done.pages, "written": done.written}
        click.echo(sentences.text("commands.build.done", **figures))
        click.echo(sentences.text("commands.build.open", home=home, path=workspace.root / home))
        tell_rejected(workspace)
        sys.stdout.flush()

    site = workspace.root / out
    with _cluster(scheduler) as cluster:
        done = publish_site(workspace, year, day, audience, site, jobs, full, asked, told, cluster, ends=True)
    for line in (sentences.text("commands.build.searchable"), *map(sentences.say, done.why)):
        click.echo(line)
    return 1 if done.problems or (strict and done.rejected) else 0


def _cluster(scheduler: str | None) -> AbstractContextManager[Cluster | None]:
    """The machines behind the scheduler; none where none was named. Raises Usage."""
    if scheduler is None:
        return nullcontext()
    from generator.commands.cluster import cluster

    return cluster(scheduler)
