"""Templates: one for each page, filled with the data one function gives; HTML is escaped, nothing is computed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from traceback import walk_tb
from types import MappingProxyType

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.language import Catalogue
from generator.publish.render.fault import TemplateFault
from generator.shipped import TEMPLATES, own_template

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
        # A root's own templates come from whoever may push them: they fill in values and reach nothing else.
        self._environment = ImmutableSandboxedEnvironment(
            loader=template_loader(templates),
            bytecode_cache=_compiled(),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals["t"] = lambda key, **args: words.text(f"pages.{key}", **args)
        self._environment.globals["text"] = words.text
        self._environment.globals["label"] = words.label
        self._environment.filters |= filters
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

    def page(self, name: str, view: object) -> str:
        """The content of a page: the template of that name, given its view as `page`. Raises TemplateFault."""
        file = name + SUFFIX
        try:
            return self._environment.get_template(file).render(page=view)
        except Exception as error:  # whatever a template does with plain values
            raise self._fault(file, error) from error

    def _fault(self, file: str, error: Exception) -> TemplateFault:
        """Where the template went wrong: the innermost line of any template on the way."""
        if isinstance(error, TemplateSyntaxError):
            return TemplateFault(Path(error.filename or file), error.lineno, error.message or "")
        places = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
        within = [(path, line) for path, line in places if path.endswith(SUFFIX)]
        path, line = within[-1] if within else (self._path(file), 1)
        detail = f"? {error}" if isinstance(error, TemplateNotFound) else str(error)
        return TemplateFault(Path(path), line, detail)

    def _path(self, file: str) -> str:
        return str(own_template(self._folders[0], file) or TEMPLATES / file)


def template_loader(templates: Path, below: str = "") -> ChoiceLoader:
    """Finds a template in the folder, and in this release's where the folder has none that fits it."""
    return ChoiceLoader([_Own(templates / below), FileSystemLoader(TEMPLATES / below)])


class _Own(FileSystemLoader):
    """A root's own templates, but for those written for another release."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._folder = folder

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        if own_template(self._folder, template) is None:
            raise TemplateNotFound(template)
        return super().get_source(environment, template)


def _compiled() -> FileSystemBytecodeCache | None:
    """Templates as compiled before: code, so kept where only this user can write, never in the root."""
    try:
        return FileSystemBytecodeCache()
    except (RuntimeError, OSError):
        return None
