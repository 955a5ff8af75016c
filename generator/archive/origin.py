"""Where what is put away comes from: commits of the records, and the program with everything it works by."""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from generator import __version__
from generator.cache.program import program_key
from generator.model.key import key_of
from generator.read.git import Git
from generator.shipped import GUIDES, LOCK, STANDARDS, TEMPLATES

_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", re.MULTILINE)
_MAKES_YEARS = ("model", "types", "language", "read", "judge", "workspace", "publish")


def commit_of(folder: Path) -> dict[str, object] | None:
    """The commit that the folder's files are of, and whether they are as they are in it; None outside a repository."""
    git = Git(folder)
    if not folder.is_dir() or git.line("ls-files", "--error-unmatch", ".") is None:
        return None
    commit = git.line("rev-parse", "HEAD")
    return {"commit": commit, "clean": git.line("status", "--porcelain", "--", ".") == ""} if commit else None


def closer(folder: Path) -> str:
    """Who works here, by git's configuration; empty where it does not say."""
    return Git(folder).line("config", "user.name") or ""


def program() -> dict[str, object]:
    """What the bytes of a site depend on beside its root: this program, Python, and the packages it runs with."""
    own = program_key(*_MAKES_YEARS)
    return {
        "wuhao": __version__,
        "program": key_of(own, *_shipped()),
        "python": ".".join(map(str, sys.version_info[:2])),
        "packages": packages(LOCK),
    }


def packages(lock: Path) -> dict[str, str]:
    """The versions that are installed of the packages in the lock file."""
    found: dict[str, str] = {}
    for name in sorted(set(_PIN.findall(lock.read_text("utf-8")))):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def _shipped() -> list[bytes]:
    """What the release brings along that pages are made of."""
    folders = (TEMPLATES, STANDARDS, GUIDES)
    return [path.read_bytes() for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]


def differences(frozen: object) -> list[str]:
    """What of the program is another now than it was when it made what is frozen, by name and versions."""
    before = frozen if isinstance(frozen, dict) else {}
    now = program()
    found = [
        f"{name} {before.get(name)} → {now[name]}" for name in ("wuhao", "python") if before.get(name) != now[name]
    ]
    there = before.get("packages")
    old, new = (each if isinstance(each, dict) else {} for each in (there, now["packages"]))
    found += [
        f"{name} {old.get(name, '—')} → {new.get(name, '—')}"
        for name in sorted({*old, *new})
        if old.get(name) != new.get(name)
    ]
    if not found and before.get("program") != now["program"]:
        found.append(f"wuhao {__version__} ({before.get('program')} → {now['program']})")
    return found
