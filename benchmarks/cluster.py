"""What a Dask cluster costs and gives: the same builds alone and with workers, all of them on this machine.

`python -m benchmarks.cluster --branches 200 1000`. The machine's processors are shared by all, so that no build can be
faster here than alone with as many processes; what is told is how much dearer it is, and how little is left for the
machine that builds: its own time is what no number of workers takes away.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.process import ENVIRONMENT, Run
from benchmarks.results import table
from benchmarks.root import PROJECT, Root


def main() -> None:
    """Reads the arguments, measures, prints."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cluster", description=__doc__)
    parser.add_argument("--branches", type=int, nargs="+", default=(200, 1000), metavar="N")
    parser.add_argument("--work", type=Path, help="a folder with room for it")
    given = parser.parse_args()
    rows = []
    for branches in given.branches:
        with tempfile.TemporaryDirectory(prefix="wuhao-cluster-", dir=given.work) as folder:
            root = Root(Path(folder) / "root", branches)
            for how, run in _runs(root, Path(folder)):
                seen = f"{run.seen[0]:.1f}" if run.seen else ""
                rows.append(
                    [f"{branches:,} branches, {how}", seen, f"{run.seconds:.1f}", f"{run.cpu:.1f}", f"{run.peak:.0f}"]
                )
                print(rows[-1], flush=True)
    print("\n".join(table(["", "s to pages", "s with search", "CPU s of the builder", "MB of the builder"], rows)))


def _runs(root: Root, folder: Path) -> Iterator[tuple[str, Run]]:
    for jobs in (1, 2):
        yield f"alone, {jobs} process{'es' * (jobs > 1)}", _cold(root, "--jobs", str(jobs))
    for workers in (1, 2):
        with machines(folder, workers) as address:
            yield f"cluster, {workers} worker{'s' * (workers > 1)}", _cold(root, "--jobs", "1", "--scheduler", address)


def _cold(root: Root, *argv: str) -> Run:
    root.forget()
    return root.wuhao("build", "--audience", "members", *argv, awaited=[lambda: root.shows("</html>")])


@contextmanager
def machines(folder: Path, workers: int) -> Iterator[str]:
    """A scheduler and so many workers; gives the address."""
    processes: list[subprocess.Popen[str]] = []

    def started(*argv: object, says: str) -> str:
        command = [sys.executable, "-m", f"distributed.cli.dask_{argv[0]}", *map(str, argv[1:]), "--no-dashboard"]
        log = (folder / f"{len(processes)}.log").open("w+", encoding="utf-8")
        processes.append(subprocess.Popen(command, cwd=PROJECT, env=ENVIRONMENT, stderr=log, text=True))
        while processes[-1].poll() is None:
            if found := re.search(says, Path(log.name).read_text("utf-8")):
                return found[1]
            time.sleep(0.1)
        raise SystemExit(f"{argv[0]} did not begin")

    try:
        address = started("scheduler", "--host", "127.0.0.1", "--port", 0, says=r"Scheduler at:\s+(tcp://\S+)")
        for _ in range(workers):
            started(
                "worker", address, "--nthreads", 1, "--no-nanny", "--local-directory", folder, says="(Registered to)"
            )
        yield address
    finally:
        for process in processes:
            process.kill()
            process.wait()


if __name__ == "__main__":
    main()
