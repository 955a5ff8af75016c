"""Measures every size asked for, prints a table after each, and writes them down where that is wanted."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from benchmarks.measuring import Size, measured
from benchmarks.peers import Tools
from benchmarks.results import document, of_size

SIZES = (1, 10, 100, 1000)
_RUNS = {1: 5, 10: 5, 100: 3}
"""Rounds at each size; one of a larger."""
_ROOM = 20_000_000
"""Bytes that a branch takes: three sites, a copy of one, and the same texts for the others."""


def main() -> None:
    """Reads the arguments, measures, prints."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--branches", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument("--runs", type=int, help="rounds at every size")
    parser.add_argument("--peers", type=Path, metavar="VENV", help="where requirements-bench.lock is installed")
    parser.add_argument("--results", type=Path, metavar="FILE", help="written after every size, as far as it is known")
    parser.add_argument("--work", type=Path, help="a folder with room for it (1,000 branches: some 20 GB)")
    given = parser.parse_args()
    free = shutil.disk_usage(given.work or tempfile.gettempdir()).free
    if free < (needed := _ROOM * max(given.branches)):
        parser.error(f"{needed / 1e9:.0f} GB of disk are needed, {free / 1e9:.0f} GB are free; name a folder by --work")
    tools = Tools(given.peers.absolute()) if given.peers else None
    versions = tools.versions() if tools else []
    sizes: list[Size] = []
    for branches in given.branches:
        with tempfile.TemporaryDirectory(prefix="wuhao-bench-", dir=given.work) as folder:
            sizes.append(measured(Path(folder), branches, given.runs or _RUNS.get(branches, 1), tools))
        print("\n".join(of_size(sizes[-1])), flush=True)
        if given.results:
            given.results.write_text(document(sizes, versions), "utf-8")
    print(f"\n{document(sizes, versions)}")


if __name__ == "__main__":
    main()
