"""Files by which a forge checks what is pushed, before anybody merges it: `wuhao check`, answering in Chinese.

They lie here as they are written into a root, one for each forge; the runner is a machine on which the program is
installed, so nothing is fetched from anywhere. They tell, and the gate decides.
"""

from __future__ import annotations

from importlib.resources import files

_PATHS = {"gitea": ".gitea/workflows/wuhao.yml", "gitlab": ".gitlab-ci.yml"}
FORGES = tuple(_PATHS)
"""Gitea's file is Forgejo's too."""


def workflow(forge: str) -> tuple[str, str]:
    """The path below the root, and the text, of the file for one of FORGES."""
    return _PATHS[forge], (files(__package__) / f"{forge}.yml").read_text("utf-8")
