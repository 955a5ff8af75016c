"""What of a workspace is published, and what one audience may read of it."""

from __future__ import annotations

from datetime import date

from generator.archive.digests import digests
from generator.archive.frozen import frozen
from generator.archive.since import Since
from generator.publish.content import Content, people_pages
from generator.publish.edition import Edition
from generator.publish.scan.numbers import Hit, Leak
from generator.read.commit import commits
from generator.scan.numbers import find, released
from generator.types import Audience
from generator.workspace.workspace import Workspace

TEMPLATES = "templates"


def site_content(workspace: Workspace, year: int | None, as_of: date) -> Content:
    """Everything judged, ready to publish: the year, or every year with records. Raises Broken."""
    recorded = workspace.recorded
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
        commits=lambda: commits(workspace.root, workspace.frame.config.record_roots, workspace.source.histories),
        moved=Since(workspace.root, workspace.frame.config).moved,
    )


def edition(workspace: Workspace, content: Content, audience: str, language: str) -> Edition:
    """The content as the audience may read it, to take from it a table or a document."""
    return Edition(content, Audience(audience), language, workspace.root / TEMPLATES)


def look_through(workspace: Workspace, name: str, text: str) -> None:
    """The last look at what is to leave the program as a file of that name, by the text in it. Raises Leak."""
    free = frozenset[str]().union(*(released(record.values) for record in workspace.records))
    if hits := tuple(Hit(name, "", each.kind, each.digits) for each in find(text) if each.digits not in free):
        raise Leak(hits, "commands.leak")
