"""Puts what every release brings along into the wheel: pyproject.toml cannot take in what lies beside the package."""

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

SHIPPED = ("templates", "content/guide", "content/standards", "content/schemas")
LOCK = "requirements.lock"
"""As generator/shipped.py looks for them."""
INSIDE = Path("generator", "files")


class BuildWithFiles(build_py):
    """An editable installation, and the repository itself, find them where they lie."""

    def run(self) -> None:
        """Copies them beside the modules."""
        super().run()
        if not self.editable_mode:
            for source, target in self._shipped():
                self.mkpath(str(target.parent))
                self.copy_file(str(source), str(target))

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        """What was written, for whoever takes it away again."""
        return [*super().get_outputs(include_bytecode), *(str(target) for _, target in self._shipped())]

    def _shipped(self) -> list[tuple[Path, Path]]:
        files = (path for folder in SHIPPED for path in sorted(Path(folder).rglob("*")) if path.is_file())
        return [(path, Path(self.build_lib) / INSIDE / path) for path in (*files, Path(LOCK))]


setup(cmdclass={"build_py": BuildWithFiles})
