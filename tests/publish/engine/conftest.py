from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.publish.engine import Shells, shells
from tests.publish.engine import sample
from tests.spared import mkdocs_run


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project's root whose cache of shells all tests share."""
    return tmp_path_factory.mktemp("root")


@pytest.fixture(scope="session")
def made(root: Path) -> Shells:
    with mkdocs_run():
        return shells(sample.frame(), root)


@pytest.fixture(scope="session")
def out(tmp_path_factory: pytest.TempPathFactory, root: Path, made: Shells) -> Path:
    """The sample site, published."""
    folder = tmp_path_factory.mktemp("out")
    sample.publish(folder, root)
    return folder


@pytest.fixture(autouse=True)
def mkdocs() -> Iterator[None]:
    """Here MkDocs itself is tested: it runs for each test that asks for it."""
    with mkdocs_run():
        yield
