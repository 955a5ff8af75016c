"""Runs typst: this release's template here if it can, a root's own in a process without files, network, and end.

A template of typst may read any file below its root, fetch packages, and take any amount of time and memory; memory
it does not get ends the process it runs in.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

SECONDS = 60
"""Of a processor: a document of a hundred pages takes two."""
MEMORY = 2 * 1024 * 1024 * 1024
_NOWHERE = "http://127.0.0.1:9"
"""The port of RFC 863, where nobody answers."""
_CHILD = """
import json, sys
from pathlib import Path
sys.path[:] = json.loads(sys.argv[1])
from generator.publish.documents.setting import Unset, set_here
asked = json.loads(sys.stdin.buffer.read())
try:
    sys.stdout.buffer.write(b"+" + set_here(asked["template"].encode(), asked["data"], asked["fonts"], Path.cwd()))
except Unset as error:
    sys.stdout.buffer.write(b"-" + str(error).encode())
"""


_set_by = 0
"""The process that has set a document here: one forked of it has not the threads with which that goes on."""


class Unset(Exception):
    """Typst could not set the document; says why in its first line, and of each place where below."""


def may_set_here() -> bool:
    """Whether this process can: it has not been forked of one that did."""
    return _set_by in (0, os.getpid())


def set_here(template: bytes, data: str, fonts: Sequence[str], empty: Path, key: str = "") -> bytes:
    """The document as PDF in the fonts of these folders; files are found in the `empty` folder alone. Raises Unset.

    `key` changes with the fonts that are there.
    """
    global _set_by
    import typst

    _set_by = os.getpid()
    settle: Any = typst.compile  # whose types want bytes and paths to be of one kind
    try:
        made: bytes = settle(
            template,
            root=empty,
            font_paths=_opened(tuple(fonts), key),
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"document": data},
            pdf_standards=["a-2a", "ua-1"],
            package_path=empty,
            package_cache_path=empty,
        )
        return made
    except typst.TypstError as error:
        raise Unset(f"{error.message}\n{error.diagnostic}") from None


@lru_cache(maxsize=1)
def _opened(fonts: tuple[str, ...], key: str) -> Any:
    """The fonts of these folders. Opened anew for each document they would be half of what setting it costs."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[*map(Path, fonts)])


def set_apart(template: bytes, data: str, fonts: list[str], trusted: bool = False) -> bytes:
    """The same by a process of its own: of a template that nobody has looked at, or where none can be set here.

    One that is `trusted` may take what it needs. Raises Unset.
    """
    asked = json.dumps({"template": template.decode("utf-8", "replace"), "data": data, "fonts": fonts})
    with tempfile.TemporaryDirectory() as empty:
        ran = subprocess.run(
            [sys.executable, "-I", "-X", "utf8", "-c", _CHILD, json.dumps(sys.path)],
            input=asked.encode(),
            capture_output=True,
            check=False,
            cwd=empty,
            env=_environment(os.environ),
            preexec_fn=None if trusted else _limit,
        )
    if ran.stdout[:1] == b"+":
        return ran.stdout[1:]
    raise Unset(ran.stdout[1:].decode("utf-8", "replace") or f"> {SECONDS} s / {MEMORY >> 20} MB")


def _environment(now: Mapping[str, str]) -> dict[str, str]:
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), _NOWHERE)
    return {name: now[name] for name in ("PATH", "TMPDIR") if name in now} | proxies


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
