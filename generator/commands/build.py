"""build: the site of one audience."""

from __future__ import annotations

import shutil
import sys
from datetime import date
from pathlib import Path

import click

from generator.commands.options import Day
from generator.publish.content import Content, people_pages
from generator.publish.publication import Publication, publish
from generator.types import Audience
from generator.workspace.workspace import Workspace

CACHE = ".wuhao"


@click.command()
@click.option("--year", type=click.IntRange(1, 9999), help="Default: every year with records.")
@click.option("--as-of", type=Day(), help="The end of this day; default: today in Asia/Shanghai.")
@click.option("--audience", type=click.Choice([str(each) for each in Audience]), default="public")
@click.option("--out", default="site", help="Folder of the site, relative to the root.")
@click.option("--jobs", type=click.IntRange(1, 64), help="Processes at once; default: one for each processor.")
@click.option("--full", is_flag=True, help="Make everything anew.")
@click.option("--strict", is_flag=True, help="Fail if any file was rejected.")
@click.pass_obj
def build(
    workspace: Workspace,
    year: int | None,
    as_of: date | None,
    audience: str,
    out: str,
    jobs: int | None,
    full: bool,
    strict: bool,
) -> int:
    """Publish what is good; only what changed is made again."""
    if full:
        shutil.rmtree(workspace.root / CACHE, ignore_errors=True)
    sentences = workspace.catalogue
    day = workspace.as_of(as_of)
    done = publish_site(workspace, year, day, audience, workspace.root / out, jobs, full)
    home = Path(out) / audience / "index.html"
    click.echo(sentences.text("commands.build.done", as_of=day.isoformat(), pages=done.pages, written=done.written))
    click.echo(sentences.text("commands.build.open", home=home, path=workspace.root / home))
    if workspace.rejected:
        click.echo(sentences.text("commands.rejected", count=len(workspace.rejected)), err=True)
    return 1 if strict and workspace.rejected else 0


def site_content(workspace: Workspace, year: int | None, as_of: date) -> Content:
    """Everything judged, ready to publish: the year, or every year with records. Raises Broken."""
    recorded = [each for each in workspace.source.years if workspace.compiled.pack.valid_in(each)]
    years = [year] if year else recorded or [as_of.year]
    return Content(
        root=workspace.root,
        organization=workspace.frame.organization,
        config=workspace.frame.config,
        packs=workspace.frame.packs,
        compiled=workspace.compiled,
        records=workspace.records,
        results={each: workspace.result(each, as_of) for each in years},
        problems=workspace.problems,
        rejected=workspace.rejected,
        entered_on=workspace.source.entered_on,
        rectification=workspace.rectification,
        calendar=workspace.frame.calendar,
        people=people_pages(workspace.root / "content"),
        known=workspace.known,
        beside={year: workspace.results_beside(year, as_of) for year in years},
    )


def publish_site(
    workspace: Workspace,
    year: int | None,
    as_of: date,
    audience: str,
    out: Path,
    jobs: int | None = None,
    full: bool = False,
) -> Publication:
    """Judges and publishes. Raises what `publish` raises, and Broken."""
    content = site_content(workspace, year, as_of)
    label = workspace.catalogue.text("commands.build.progress")
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=0, label=label, file=sys.stderr, hidden=hidden) as bar:
        reached = 0

        def progress(done: int, total: int) -> None:
            nonlocal reached
            bar.length = total
            bar.update(done - reached if done > reached else 0)
            reached = done

        templates = workspace.root / "templates"
        return publish(content, audience, out, workspace.language, templates, progress, jobs, full)
