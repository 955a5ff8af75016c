"""What publishing cannot go on with."""

from __future__ import annotations

from pathlib import Path

from generator.model.failure import Failure


class TemplateFault(Failure):
    """A template, most likely one of the root's own, cannot be filled; nothing was published."""

    def __init__(self, file: Path, line: int, detail: str) -> None:
        super().__init__("commands.build.template", file=file, line=line, detail=detail)
        self.file, self.line, self.detail = file, line, detail
