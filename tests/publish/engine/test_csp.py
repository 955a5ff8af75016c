from __future__ import annotations

import pytest

from generator.publish.engine.csp import inline_scripts, policy, script_hash


def test_hash_as_the_specification_gives_it() -> None:
    # CSP Level 3, section 8.4: the hash of alert('Hello, world.');
    assert script_hash("alert('Hello, world.');") == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"


def test_only_inline_scripts_that_run_are_found() -> None:
    html = """<script>a()</script><script src="x.js"></script><script type="application/json">{}</script>
    <script type="module">b()</script><SCRIPT id="c">
    c()</SCRIPT>"""
    assert inline_scripts(html) == ("a()", "b()", "\n    c()")


def test_policy_names_no_host_and_allows_no_inline_script_at_large() -> None:
    directives = dict(part.split(" ", 1) for part in policy(["a()"]).split("; "))
    assert directives["default-src"] == "'self'"
    assert directives["script-src"] == f"'self' {script_hash('a()')}"
    assert "unsafe-inline" not in directives["script-src"]
    assert "http" not in policy(["a()"])


def test_additions_join_their_directive() -> None:
    text = policy([], [("script-src", "'wasm-unsafe-eval'"), ("worker-src", "blob:")])
    assert "script-src 'self' 'wasm-unsafe-eval'" in text
    assert "worker-src 'self' blob:" in text


@pytest.mark.parametrize("source", ["example.org", "https:", "'self'\"", "*"])
def test_an_addition_is_never_a_host(source: str) -> None:
    with pytest.raises(ValueError):
        policy([], [("script-src", source)])
