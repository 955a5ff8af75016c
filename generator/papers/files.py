"""Papers as files: which a branch has, what they are called, and their bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.cache.whole import write_whole
from generator.model.failure import Usage
from generator.papers.editions import look_through
from generator.publish.documents import Fonts
from generator.publish.edition import Edition
from generator.publish.forms import Form, form_docx, form_pdf, form_xlsx, words
from generator.publish.pages.forms.papers import (
    DOCX,
    MINUTES,
    PAPERS,
    PDF,
    XLSX,
    Paper,
    paper_name,
    printed,
    printed_record,
)
from generator.publish.pages.year_site import YearSite
from generator.workspace.workspace import Workspace

_UNNAMEABLE = re.compile(r'[\0-\x1f<>:"/\\|?*\s]+')
_LONGEST = 120
"""Characters of a name: file systems take 255 bytes."""
MEDIA = {
    PDF: "application/pdf",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Media types (RFC 6838) by format."""
_WRITERS: Mapping[str, Callable[[Form, Fonts, Path], bytes]] = {
    PDF: form_pdf,
    DOCX: form_docx,
    XLSX: lambda form, fonts, templates: form_xlsx(form),
}


@dataclass(frozen=True, slots=True)
class Ready:
    """A paper that has been looked through and can be written in any of its formats."""

    form: Form
    stem: str
    """Its file's name without the format: 2017-jichu-考核评分表."""
    formats: tuple[str, ...]

    def file(self, format: str) -> str:
        """What the file is called."""
        return f"{self.stem}.{format}"

    def data(self, format: str, papers: Edition) -> bytes:
        """The file, the same for the same records. Raises TemplateFault."""
        return _WRITERS[format](self.form, papers.fonts, papers.templates)


def ready(workspace: Workspace, papers: Sequence[Paper], units: Sequence[str], site: YearSite) -> Iterator[Ready]:
    """These papers of these branches, as far as they are there for the audience. Raises Leak."""
    for unit in units:
        for paper in papers:
            form = printed(paper, unit, site)
            if form is not None:
                yield _looked(workspace, form, f"{site.year}-{unit}-{paper_name(paper, site)}", paper.formats)


def ready_record(workspace: Workspace, record: str, site: YearSite) -> Ready | None:
    """The minutes of one meeting; None where there are none for the audience. Raises Leak."""
    form, minutes = printed_record(record, site), next(each for each in PAPERS if each.id == MINUTES)
    if form is None:
        return None
    return _looked(workspace, form, f"{record.replace('/', '-')}-{paper_name(minutes, site)}", minutes.formats)


def _looked(workspace: Workspace, form: Form, name: str, formats: tuple[str, ...]) -> Ready:
    stem = _UNNAMEABLE.sub("-", name)[:_LONGEST]
    look_through(workspace, stem, words(form))
    return Ready(form, stem, formats)


def write_all(made: Mapping[Path, bytes], replace: bool) -> None:
    """Writes every file whole, or none where one is there that says something else: it may have been retouched.

    Raises Usage.
    """
    for path, data in made.items():
        if path.is_dir() or (not replace and path.exists() and path.read_bytes() != data):
            raise Usage("print_there", path=str(path))
    for path, data in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
