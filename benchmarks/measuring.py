"""Everything at one size, in turns, so that a ratio compares what ran at nearly the same time."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.peers import PEERS, Peer, Tools, copy
from benchmarks.process import Run
from benchmarks.root import AUDIENCE, OTHERS, Root
from benchmarks.serving import serving

START, CHECK, STATUS = "process start (`--version`)", "`check`", "`status`"
COLD, COLD_PAGES = "build, cold: with search", "build, cold: pages"
ALL = "build, cold: all three audiences, one after the other"
UNCHANGED = "build, nothing changed"
PAGE, SEARCH = "one record changed: until its page shows it", "one record changed: until search finds it"
ENDED = "one record changed: until the command ends"
WARM_PAGE, WARM_SEARCH = "the same while `serve` runs: page", "the same while `serve` runs: search"
COPY = "`cp -rL` of the site (floor)"
OWN = (START, CHECK, STATUS, COLD_PAGES, COLD, ALL, UNCHANGED, PAGE, SEARCH, ENDED, WARM_PAGE, WARM_SEARCH)
FAULTY = (0, 1)
"""How a command may end that tells of errors: a demonstration of ten branches has some to be found."""
EDITS = 5
"""How often one record is changed at any size: what it costs is what matters most, and it is soon over."""


@dataclass(frozen=True)
class Size:
    """What was measured with so many branches."""

    branches: int
    records: int
    pages: int
    runs: dict[str, list[Run]] = field(default_factory=dict)
    made: dict[str, int] = field(default_factory=dict)
    """HTML pages of each peer."""
    load: str = ""

    def seconds(self, name: str) -> float | None:
        """The median."""
        return median(run.seconds for run in self.runs[name]) if name in self.runs else None

    def peak(self, names: Sequence[str]) -> float:
        """The most memory any of them ever took, in MB."""
        return max((run.peak for name in names for run in self.runs.get(name, ())), default=0.0)

    def per_page(self, name: str) -> float | None:
        """Milliseconds for each HTML page it makes."""
        seconds = self.seconds(name)
        return None if seconds is None else seconds * 1000 / self.made.get(name, self.pages)


def measured(folder: Path, branches: int, runs: int, tools: Tools | None) -> Size:
    """Measures in an empty folder. Raises SystemExit where a change does not come out."""
    root = Root(folder / "root", branches)
    root.build()  # what Python and the templates are compiled to is there from now on, as it is in daily use
    size = Size(branches, root.records, root.pages(), load=f"before {load()}")
    peers = _peers(folder, root, tools) if tools else []
    for _ in range(runs):
        for name, run in _round(root, folder / "copy", peers):
            size.runs.setdefault(name, []).append(run)
    for name, run in _edits(root):
        size.runs.setdefault(name, []).append(run)
    size.made.update({peer.name: peer.pages() for peer in peers})
    return Size(size.branches, size.records, size.pages, size.runs, size.made, f"{size.load}, after {load()}")


def load() -> str:
    """How busy the machine is: processes that want to run, of the last 1, 5 and 15 minutes."""
    return " ".join(f"{each:.1f}" for each in os.getloadavg())


def _peers(folder: Path, root: Root, tools: Tools) -> list[Peer]:
    asked = [kind for kind in PEERS if len(root.texts) <= kind.most_texts]
    return [kind(tools, folder / kind.__name__, root) for kind in asked]


def _round(root: Root, target: Path, peers: Sequence[Peer]) -> Iterator[tuple[str, Run]]:
    yield START, root.wuhao("--version", root=False)
    root.forget()
    cold = root.build(awaited=[lambda: root.shows("</html>")])
    (pages,) = cold.seen
    yield COLD_PAGES, Run(pages)
    yield COLD, cold
    others = [root.build(audience) for audience in OTHERS]
    cpu, peak = sum(run.cpu for run in (cold, *others)), max(run.peak for run in (cold, *others))
    yield ALL, Run(sum(run.seconds for run in (cold, *others)), cpu, peak)
    yield UNCHANGED, root.build()
    yield CHECK, root.wuhao("check", codes=FAULTY)
    yield STATUS, root.wuhao("status", codes=FAULTY)
    yield COPY, copy(root, target)
    for peer in peers:
        yield peer.name, peer.build()


def _edits(root: Root) -> Iterator[tuple[str, Run]]:
    """One record, changed again and again: first for a build each, then while a server runs."""
    for _ in range(EDITS):
        moment, title = time.time() - 1, root.change()
        run = root.build(awaited=[partial(root.shows, title), partial(root.finds, title, moment)])
        if len(run.seen) < 2:
            raise SystemExit(f"the changed record is not on its page of {AUDIENCE}, or not found by search")
        yield PAGE, Run(run.seen[0])
        yield SEARCH, Run(run.seen[1])
        yield ENDED, run
    with serving(root) as served:
        served.change()  # the first finds nothing in memory yet
        for _ in range(EDITS):
            shown, found = served.change()
            yield WARM_PAGE, shown
            yield WARM_SEARCH, found
