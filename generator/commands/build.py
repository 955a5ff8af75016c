"""build: the site of one audience."""

from __future__ import annotations

import shutil
import sys
from datetime import date
from pathlib import Path

import click

from generator.commands.options import Day
from generator.commands.session import Session
from generator.publish.content import Content, people_pages
from generator.publish.site import Publication, publish
from generator.types import Audience

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
    session: Session,
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
        shutil.rmtree(session.root / CACHE, ignore_errors=True)
    sentences = session.catalogue
    day = session.as_of(as_of)
    done = publish_site(session, year, day, audience, session.root / out, jobs, full)
    home = Path(out) / audience / "index.html"
    click.echo(sentences.text("commands.build.done", as_of=day.isoformat(), pages=done.pages, written=done.written))
    click.echo(sentences.text("commands.build.open", home=home, path=session.root / home))
    if session.rejected:
        click.echo(sentences.text("commands.rejected", count=len(session.rejected)), err=True)
    return 1 if strict and session.rejected else 0


def site_content(session: Session, year: int | None, as_of: date) -> Content:
    """Everything judged, ready to publish: the year, or every year with records. Raises Broken."""
    recorded = [each for each in session.source.years if session.compiled.pack.valid_in(each)]
    years = [year] if year else recorded or [as_of.year]
    return Content(
        root=session.root,
        organization=session.frame.organization,
        config=session.frame.config,
        packs=session.frame.packs,
        compiled=session.compiled,
        records=session.records,
        results={each: session.result(each, as_of) for each in years},
        problems=session.problems,
        rejected=session.rejected,
        entered_on=session.source.entered_on,
        rectification=session.rectification,
        calendar=session.frame.calendar,
        people=people_pages(session.root / "content"),
        known=session.known,
        beside={year: session.results_beside(year, as_of) for year in years},
    )


def publish_site(
    session: Session,
    year: int | None,
    as_of: date,
    audience: str,
    out: Path,
    jobs: int | None = None,
    full: bool = False,
) -> Publication:
    """Judges and publishes. Raises what `publish` raises, and Broken."""
    content = site_content(session, year, as_of)
    label = session.catalogue.text("commands.build.progress")
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=0, label=label, file=sys.stderr, hidden=hidden) as bar:
        reached = 0

        def progress(done: int, total: int) -> None:
            nonlocal reached
            bar.length = total
            bar.update(done - reached if done > reached else 0)
            reached = done

        templates = session.root / "templates"
        return publish(content, audience, out, session.language, templates, progress, jobs, full)
