"""Templates: one for each page, filled with the data one function gives; HTML is escaped, nothing is computed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.language import Catalogue
from generator.publish.render.bounds import bounded
from generator.publish.render.fault import TemplateFault
from generator.shipped import TEMPLATES, own_template

if TYPE_CHECKING:
    from jinja2 import Environment

STYLE = "pages.css"
SUFFIX = ".html.j2"


class Renderer:
    """Fills templates in one language: those of a folder, and this release's for what it does not have.

    Making it and filling raise TemplateFault where a file of the folder is not as it should be.
    """

    def __init__(
        self, templates: Path, words: Catalogue, filters: Mapping[str, Callable[..., object]] = MappingProxyType({})
    ) -> None:
        folders = self._folders = tuple(dict.fromkeys((templates, TEMPLATES)))
        self._words, self._filters = words, filters
        self._own = has_own(templates)
        style = own_template(templates, STYLE) or TEMPLATES / STYLE
        try:
            self.style = style.read_text("utf-8")
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            raise TemplateFault(style, line, error.reason) from error
        """Rules for what the pages need beside the theme's."""
        digest = sha256()
        for path in (path for folder in folders for path in sorted(folder.glob(f"*{SUFFIX}"))):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
        self.key = digest.hexdigest()
        """Changes with every template."""

    def move(self, templates: Path) -> None:
        """Has a copy of the folder's templates, on another machine, stand for them."""
        self._folders = (templates, TEMPLATES)
        self.__dict__.pop("_environment", None)

    def __getstate__(self) -> dict[str, object]:
        """What goes to another machine, where templates are compiled anew."""
        return {name: value for name, value in self.__dict__.items() if name != "_environment"}

    @cached_property
    def _environment(self) -> Environment:
        """Jinja, loaded with the first page that is filled: where nothing has changed none is."""
        from generator.publish.render.loader import sandbox

        words = self._words
        # A root's own templates come from whoever may push them: they fill in values and reach nothing else.
        environment = sandbox(self._folders[0])
        environment.globals["t"] = lambda key, **args: words.text(f"pages.{key}", **args)
        environment.globals["text"] = words.text
        environment.globals["label"] = words.label
        environment.filters |= self._filters
        return environment

    def page(self, name: str, view: object) -> str:
        """The content of a page: the template of that name, given its view as `page`. Raises TemplateFault."""
        file = name + SUFFIX
        try:
            with bounded() if self._own else nullcontext():
                return self._environment.get_template(file).render(page=view)
        except Exception as error:  # whatever a template does with plain values
            raise self._fault(file, error) from error

    def _fault(self, file: str, error: Exception) -> TemplateFault:
        """Where the template went wrong: the innermost line of any template on the way."""
        from traceback import walk_tb

        from jinja2 import TemplateNotFound, TemplateSyntaxError

        if isinstance(error, TemplateSyntaxError):
            return TemplateFault(Path(error.filename or file), error.lineno, error.message or "")
        places = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
        within = [(path, line) for path, line in places if path.endswith(SUFFIX)]
        path, line = within[-1] if within else (self._path(file), 1)
        detail = f"? {error}" if isinstance(error, TemplateNotFound) else str(error)
        return TemplateFault(Path(path), line, detail)

    def _path(self, file: str) -> str:
        return str(own_template(self._folders[0], file) or TEMPLATES / file)


def has_own(templates: Path, below: str = "") -> bool:
    """Whether the root has templates of its own, whose cost nobody has measured."""
    folder = templates / below
    return templates != TEMPLATES and any(folder.glob("*.j2"))
