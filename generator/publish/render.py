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
    """Fills the templates of one folder in one language."""

    def __init__(self, templates: Path, words: Catalogue) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals["t"] = lambda key, **args: words.text(f"pages.{key}", **args)
        self._environment.globals["label"] = words.label
        self.style = (templates / STYLE).read_text("utf-8")
        """Rules for what the pages need beside the theme's."""
        digest = sha256()
        for path in sorted(templates.glob(f"*{SUFFIX}")):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
        self.key = digest.hexdigest()
        """Changes with every template."""

    def page(self, name: str, view: object) -> str:
        """The content of a page: the template of that name, given its view as `page`."""
        return self._environment.get_template(name + SUFFIX).render(page=view)
