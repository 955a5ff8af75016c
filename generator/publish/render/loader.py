"""Where templates are looked for: a root's own first, then this release's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, TemplateNotFound

from generator.shipped import TEMPLATES, own_template


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
