"""The content security policy of a page: its own host, and the shell's own inline scripts by hash."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

_DIRECTIVES = {
    "default-src": ("'self'",),
    "script-src": ("'self'",),
    "style-src": ("'self'", "'unsafe-inline'"),
    "img-src": ("'self'", "data:"),
    "object-src": ("'none'",),
    "form-action": ("'self'",),
    "base-uri": ("'none'",),
}
_INLINE_SCRIPT = re.compile(r"<script(?P<attributes>(?:\s[^>]*)?)>(?P<code>.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_EXECUTABLE_TYPES = ("", "module", "text/javascript", "application/javascript")


def inline_scripts(html: str) -> tuple[str, ...]:
    """The inline scripts a browser would run, in their order; data blocks and linked scripts are none."""
    found = []
    for match in _INLINE_SCRIPT.finditer(html):
        attributes = dict(re.findall(r"""([a-z-]+)=["']([^"']*)["']""", match["attributes"].lower()))
        if "src" not in attributes and attributes.get("type", "") in _EXECUTABLE_TYPES:
            found.append(match["code"])
    return tuple(found)


def script_hash(code: str) -> str:
    """The source expression that allows exactly this inline script (CSP Level 3, sha256)."""
    return f"'sha256-{b64encode(sha256(code.encode()).digest()).decode()}'"


def policy(scripts: Iterable[str], additions: Iterable[tuple[str, str]] = ()) -> str:
    """The policy as the content of a `meta` element in double quotes.

    Raises ValueError for an addition that names a host or would end the attribute.
    """
    directives = {name: list(sources) for name, sources in _DIRECTIVES.items()}
    directives["script-src"] += dict.fromkeys(script_hash(code) for code in scripts)
    for name, source in additions:
        if not re.fullmatch(r"'[a-z0-9-]+'|data:|blob:", source) or not re.fullmatch(r"[a-z-]+", name):
            raise ValueError(f"not a source this site may add: {name} {source}")
        sources = directives.setdefault(name, ["'self'"])
        if source not in sources:
            sources.append(source)
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())
