"""The site of a workspace: what the commands that publish, or take something from it, have in common."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator.archive.digests import digests
from generator.archive.frozen import frozen
from generator.archive.since import Since
from generator.commands.report import held_back
from generator.parallel import Cluster
from generator.publish.content import Content, people_pages
from generator.publish.edition import Edition
from generator.publish.publication import Publication, Told, publish
from generator.publish.scan.numbers import Hit, Leak
from generator.scan.numbers import find, released
from generator.types import Audience
from generator.workspace.workspace import Workspace

TEMPLATES = "templates"


def site_content(workspace: Workspace, year: int | None, as_of: date) -> Content:
    """Everything judged, ready to publish: the year, or every year with records. Raises Broken."""
    recorded = [each for each in workspace.source.years if workspace.compiled(each).pack.valid_in(each)]
    years = [year] if year else recorded or [as_of.year]
    return Content(
        root=workspace.root,
        facts=workspace.facts,
        packs=workspace.packs,
        changed_on=workspace.source.changed_on,
        recorded=frozenset(recorded),
        results={each: workspace.result(each, as_of) for each in years},
        problems=workspace.problems,
        rejected=workspace.rejected,
        entry_unknown=workspace.source.entry_unknown,
        calendar=workspace.frame.calendar,
        people=people_pages(workspace.root / "content"),
        known=workspace.known,
        beside={each: workspace.results_beside(each, as_of) for each in years},
        revisions=lambda: workspace.revisions,
        bags=tuple(frozen(workspace.root, workspace.frame.config)),
        digests=digests,
        moved=Since(workspace.root, workspace.frame.config).moved,
    )


def edition(workspace: Workspace, content: Content, audience: str, language: str) -> Edition:
    """The content as the audience may read it, to take from it a table or a document."""
    return Edition(content, Audience(audience), language, workspace.root / TEMPLATES)


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


def look_through(workspace: Workspace, name: str, text: str) -> None:
    """The last look at what is to leave the program as a file of that name, by the text in it. Raises Leak."""
    free = frozenset[str]().union(*(released(record.values) for record in workspace.records))
    if hits := tuple(Hit(name, "", each.kind, each.digits) for each in find(text) if each.digits not in free):
        raise Leak(hits, "commands.leak")


def tell_rejected(workspace: Workspace) -> None:
    """Says how many files are left out, and names in red those that hold what nobody may read."""
    for line in held_back(workspace.problems, workspace.catalogue):
        click.secho(line, fg="red", err=True)
    if workspace.rejected:
        click.echo(workspace.catalogue.text("commands.rejected", count=len(workspace.rejected)), err=True)
