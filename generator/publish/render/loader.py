"""Where templates are looked for: a root's own first, then this release's."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from jinja2 import ChoiceLoader, FileSystemBytecodeCache, FileSystemLoader, TemplateNotFound
from jinja2 import Environment as Jinja

from generator.cache.program import program_key
from generator.publish.render.sandbox import Sandbox
from generator.shipped import TEMPLATES, own_template


def sandbox(templates: Path, below: str = "") -> Sandbox:
    """Finds a template in the folder, and in this release's where the folder has none that fits it."""
    return Sandbox(ChoiceLoader([_Own(templates / below), FileSystemLoader(TEMPLATES / below)]), _compiled())


shared_sandbox = lru_cache(maxsize=4)(sandbox)
"""The same for all who ask for the same: a template is compiled once, and again when it was changed."""


class _Own(FileSystemLoader):
    """A root's own templates, but for those written for another release."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._folder = folder

    def get_source(self, environment: Jinja, template: str) -> tuple[str, str, Callable[[], bool]]:
        if own_template(self._folder, template) is None:
            raise TemplateNotFound(template)
        return super().get_source(environment, template)


def _compiled() -> FileSystemBytecodeCache | None:
    """Templates as compiled before: code, so kept where only this user can write, never in the root.

    By this very program: another would have compiled them for another sandbox, or for none.
    """
    try:
        return FileSystemBytecodeCache(pattern=f"__wuhao_{program_key('publish')[:32]}_%s.cache")
    except (RuntimeError, OSError):
        return None
