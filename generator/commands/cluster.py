"""Other machines to build on: a Dask cluster, asked for by the address of its scheduler."""

from __future__ import annotations

import logging
import platform
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from generator.cache.program import program_key
from generator.model.failure import Usage
from generator.parallel import Cluster
from generator.shipped import TEMPLATES

_PATIENCE = 10
"""Seconds in which the scheduler must have answered."""
_MAKE_PAGES = ("jinja2", "markupsafe", "nh3", "xlsxwriter", "typst", "pylopdf-fonts-zh-cn", "cloudpickle")
"""What of other releases makes other bytes, or cannot read what is sent."""


class _Dask:
    """A `Cluster` of Dask's workers."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self.executor: Executor = client.get_executor(pure=False)

    @property
    def processes(self) -> int:
        """How many workers the scheduler knows; none where it is gone too."""
        try:
            return len(self._client.scheduler_info(n_workers=-1)["workers"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0

    def shared(self, value: object) -> Any:
        """Sent to every worker."""
        return self._client.scatter(value, broadcast=True, hash=False)


@contextmanager
def cluster(address: str) -> Iterator[Cluster]:
    """The cluster at the address. Raises Usage where it cannot be used, and says why."""
    try:
        import distributed
    except ImportError:
        raise Usage("no_distributed") from None

    class Client(distributed.Client):
        def __del__(self) -> None:
            with suppress(Exception):  # one that never was connected cannot be closed, and would say so
                super().__del__()  # type: ignore[no-untyped-call]

    for name in ("distributed", "distributed.comm", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what matters of it is said in words of our own
    try:
        client: Any = Client(address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except Exception as error:  # whatever Dask makes of an address
        detail = next(iter(str(error).splitlines()), type(error).__name__)
        raise Usage("no_scheduler", address=address, detail=detail) from None
    try:
        made_by = client.run(_made_by)
        if not made_by:
            raise Usage("no_workers", address=address)
        if others := sorted(worker for worker, known in made_by.items() if known != _made_by()):
            raise Usage("other_workers", workers="、".join(others))
        yield _Dask(client)
    finally:
        client.close(timeout=_PATIENCE)


def _made_by() -> list[str]:
    """What makes pages: machines where it is another would make others."""
    templates = sha256()
    for path in sorted(path for path in TEMPLATES.rglob("*") if path.is_file()):
        templates.update(path.relative_to(TEMPLATES).as_posix().encode() + b"\0" + path.read_bytes())
    libraries = (f"{name} {version(name)}" for name in _MAKE_PAGES)
    return [platform.python_version(), program_key(""), templates.hexdigest(), *libraries]
