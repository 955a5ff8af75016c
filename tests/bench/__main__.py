"""Measures, and prints one table. Nothing is judged: figures of one machine are not those of another."""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench.peers import MOST_PAGES, MkDocs, copy
from tests.bench.process import Run
from tests.bench.root import Root

START, CHECK, STATUS = "process start (--version)", "check", "status"
COLD, UNCHANGED, CHANGED = "build, cold", "build, unchanged", "build, one record changed"
SEEN = "   … until its page shows it"
COPY, MKDOCS = "cp -r of the site (floor)", "mkdocs build, Material, pruned"
SCHOOL = 20
"""Up to so many branches five runs are no burden."""


def main() -> None:
    """Reads the arguments, measures, prints."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--branches", type=int, default=10)
    parser.add_argument("--runs", type=int, help=f"default: 5, or 1 with more than {SCHOOL} branches")
    parser.add_argument("--no-peer", action="store_true", help="leave MkDocs out")
    given = parser.parse_args()
    runs = given.runs or (5 if given.branches <= SCHOOL else 1)
    with tempfile.TemporaryDirectory(prefix="wuhao-bench-") as folder:
        print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores, {_load()}")
        root = Root(Path(folder) / "root", given.branches)
        root.wuhao("build")
        pages = root.pages()
        print(f"{given.branches} branches, {root.records} records, {pages} pages; {runs} runs after a first one\n")
        peer = MkDocs(Path(folder) / "peer", root, pages) if pages <= MOST_PAGES and not given.no_peer else None
        found: dict[str, list[Run]] = {}
        for _ in range(runs):
            for name, each in _round(root, Path(folder) / "copy", peer):
                found.setdefault(name, []).append(each)
        print(_table(found))
        print(f"\nAfter the runs: {_load()}. The demonstration itself took {root.made.seconds:.1f} s.")
        if peer is None:
            print(f"MkDocs was not measured: left out, or more than {MOST_PAGES} pages.")


def _round(root: Root, target: Path, peer: MkDocs | None) -> Iterator[tuple[str, Run]]:
    """Everything once, so that a ratio compares what ran at nearly the same time."""
    yield START, root.wuhao("--version", root=False)
    root.forget()
    yield COLD, root.wuhao("build")
    yield UNCHANGED, root.wuhao("build")
    title = root.change()
    changed = root.wuhao("build", seen=title)
    if changed.seen is None or not root.finds(title):
        raise SystemExit("the changed record is not on its page, or not found by search")
    yield SEEN, Run(changed.seen, changed.cpu, changed.peak)
    yield CHANGED, changed
    yield CHECK, root.wuhao("check")
    yield STATUS, root.wuhao("status")
    yield COPY, copy(root, target)
    if peer:
        yield MKDOCS, peer.build()


def _table(found: dict[str, list[Run]]) -> str:
    """A row for each, with medians, and medians of the ratios run by run."""
    peers = [name for name in (COPY, MKDOCS) if name in found]
    heads = ["", "median s", "min–max", "CPU s", "peak MB", *(f"÷ {name.split()[0]}" for name in peers)]
    rows = [heads]
    for name in (START, CHECK, STATUS, COLD, UNCHANGED, SEEN, CHANGED, *peers):
        runs = found[name]
        times = [each.seconds for each in runs]
        ratios = [_ratio(runs, found[peer]) for peer in peers]
        rows.append(
            [
                name,
                f"{median(times):.2f}",
                f"{min(times):.2f}–{max(times):.2f}",
                f"{median(each.cpu for each in runs):.2f}",
                f"{median(each.peak for each in runs):.0f}",
                *(f"{ratio:.2f}" for ratio in ratios),
            ]
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    lines = ("  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in rows)
    return "\n".join(line.rstrip() for line in lines)


def _ratio(runs: list[Run], peers: list[Run]) -> float:
    """The median of the ratios, round by round."""
    return median(own.seconds / other.seconds for own, other in zip(runs, peers, strict=True))


def _load() -> str:
    return "load " + " ".join(f"{each:.1f}" for each in os.getloadavg())


if __name__ == "__main__":
    main()
