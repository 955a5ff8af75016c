"""README.txt of a bag: for somebody who has the bag, and neither this program nor anybody to ask."""

from __future__ import annotations

from collections.abc import Iterable

from generator.archive.layout import TAG_MANIFEST
from generator.archive.signing import NAMESPACE, PRINCIPAL, SIGNERS, SUFFIX
from generator.language import catalogue

_RULE = "-" * 72
_LANGUAGES = ("zh", "en")


def readme(info: Iterable[tuple[str, str]], kind: str = "committee") -> bytes:
    """What is here and how it is checked with tools that are everywhere, in Chinese and in English."""
    said = dict(info)
    sign = f"ssh-keygen -Y verify -f {SIGNERS} -I {PRINCIPAL} -n {NAMESPACE} -s {TAG_MANIFEST}{SUFFIX} < {TAG_MANIFEST}"
    parts = []
    for language in _LANGUAGES:
        words = catalogue(language)
        lines = words.text(
            f"archive.readme.{kind}",
            title=said["Title"],
            name=said["External-Identifier"],
            closed=said["Bagging-Date"],
        )
        checks = words.text("archive.readme.checks", sign=sign, tags=TAG_MANIFEST)
        parts.append(f"{lines.strip()}\n\n{checks.strip()}\n")
    return f"\n{_RULE}\n\n".join(parts).encode()
