"""Templates: one for each page, filled with the data one function gives; HTML is escaped, nothing is computed."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.language import Catalogue

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
"""The templates of this release."""
STYLE = "pages.css"
SUFFIX = ".html.j2"


class Renderer:
    """Fills templates in one language: those of a folder, and this release's for what it does not have."""

    def __init__(self, templates: Path, words: Catalogue) -> None:
        folders = tuple(dict.fromkeys((templates, TEMPLATES)))
        self._environment = Environment(
            loader=FileSystemLoader(folders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals["t"] = lambda key, **args: words.text(f"pages.{key}", **args)
        self._environment.globals["text"] = words.text
        self._environment.globals["label"] = words.label
        style = next(folder / STYLE for folder in folders if (folder / STYLE).is_file())
        self.style = style.read_text("utf-8")
        """Rules for what the pages need beside the theme's."""
        digest = sha256()
        for path in (path for folder in folders for path in sorted(folder.glob(f"*{SUFFIX}"))):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
        self.key = digest.hexdigest()
        """Changes with every template."""

    def page(self, name: str, view: object) -> str:
        """The content of a page: the template of that name, given its view as `page`."""
        return self._environment.get_template(name + SUFFIX).render(page=view)
