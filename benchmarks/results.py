"""What was measured, as Markdown: a table for each size, and what was to be reached beside what was."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from statistics import median

from benchmarks.measuring import ALL, COLD, COLD_PAGES, COPY, OWN, PAGE, SEARCH, WARM_PAGE, WARM_SEARCH, Size
from benchmarks.peers import PEERS, Hugo, Material
from benchmarks.root import AUDIENCE, PROJECT

SCHOOL, DISTRICT = 10, 1000
_OURS = ("mkdocs", "mkdocs-material", "pagefind_bin", "jinja2", "pyyaml")
_ABSENT = "–"
_SECONDS = {
    SCHOOL: {COLD: 4.0, PAGE: 0.5, SEARCH: 1.5, WARM_PAGE: 0.3, WARM_SEARCH: 1.0},
    DISTRICT: {COLD_PAGES: 60.0, COLD: 120.0, ALL: 240.0, PAGE: 2.0, WARM_PAGE: 0.3, WARM_SEARCH: 1.0},
}
"""The most that each was to take on two cores."""


def document(sizes: Sequence[Size], versions: Sequence[str]) -> str:
    """The whole of it."""
    lines = [
        "# What it takes",
        "",
        "Written by `make bench` (`benchmarks/results.py`); every line is of this one machine and run.",
        "",
        *(f"- {line}" for line in _surroundings(versions)),
        f"- The site is that of the {AUDIENCE}, who read the minutes; the others build the same minutes, each record's",
        "  fields in a table above them. Seconds are medians of whole processes, `÷` what others need for a page goes",
        "  into what we need for one. Judging every record by every rule is within ours.",
        "",
        "## What was to be reached",
        "",
        *table(["", "wanted", "found", ""], [*_targets({size.branches: size for size in sizes})]),
    ]
    for size in sizes:
        lines += ["", *of_size(size)]
    return "\n".join([*lines, ""])


def of_size(size: Size) -> Iterator[str]:
    """The table of one size."""
    yield f"## {size.branches:,} branches: {size.records:,} records, {size.pages:,} HTML pages"
    yield ""
    peers = [kind.name for kind in PEERS if kind.name in size.runs]
    short = [name.split()[0].rstrip(",") for name in peers]
    heads = ["", "s", "min–max", "CPU s", "MB", "ms a page", "÷ cp", *(f"÷ {name}" for name in short)]
    yield from table(heads, [_row(size, name, peers) for name in (*OWN, COPY, *peers) if name in size.runs])
    yield ""
    yield f"Load {size.load}."


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table of Markdown that can be read as it stands: the first column to the left, figures to the right."""
    widths = [max(len(row[column]) for row in (heads, *rows)) for column in range(len(heads))]

    def line(row: Sequence[str]) -> str:
        return "| " + " | ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) + " |"

    yield line(heads)
    yield "|" + "|".join(["-" * (widths[0] + 2), *("-" * (width + 1) + ":" for width in widths[1:])]) + "|"
    yield from map(line, rows)


def _row(size: Size, name: str, peers: Sequence[str]) -> list[str]:
    runs = size.runs[name]
    times = [run.seconds for run in runs]
    whole = name in (COLD, COLD_PAGES, COPY, *peers)
    return [
        name,
        f"{median(times):.2f}",
        f"{min(times):.2f}–{max(times):.2f}" if len(times) > 1 else _ABSENT,
        f"{median(run.cpu for run in runs):.1f}" if runs[0].cpu else _ABSENT,
        f"{size.peak([name]):.0f}" if size.peak([name]) else _ABSENT,
        _figure(size.per_page(name)) if whole else _ABSENT,
        _figure(_over(size.seconds(name), size.seconds(COPY))) if whole else _ABSENT,
        *(_figure(_over(size.per_page(name), size.per_page(peer))) if whole else _ABSENT for peer in peers),
    ]


def _targets(sizes: Mapping[int, Size]) -> Iterator[list[str]]:
    """Each that these sizes can tell, and whether it was reached."""
    for branches, wanted in _SECONDS.items():
        if size := sizes.get(branches):
            for name, most in wanted.items():
                yield _target(f"{branches:,} branches, {name}", size.seconds(name), most, " s")
    school, district = sizes.get(SCHOOL), sizes.get(DISTRICT)
    if district:
        yield _target("1,000 branches, memory of all processes together", district.peak(OWN), 1024, " MB")
    if school and district:
        large, small = (_over(size.seconds(COLD), size.records) for size in (district, school))
        yield _target("time for a record at 1,000 branches ÷ at 10", _over(large, small), 1.2)
    if size := _largest(sizes.values(), Material.name):
        name = f"{size.branches:,} branches, {Material.name}: its time for a page ÷ ours"
        yield _target(name, _over(size.per_page(Material.name), size.per_page(COLD)), 7, at_least=True)
    if size := _largest(sizes.values(), Hugo.name):
        for ours, how in ((COLD, "judged and made searchable"), (COLD_PAGES, "judged")):
            name = f"{size.branches:,} branches, our time for a page, {how} ÷ {Hugo.name}"
            yield _target(name, _over(size.per_page(ours), size.per_page(Hugo.name)), 1.5)


def _largest(sizes: Iterable[Size], peer: str) -> Size | None:
    """The largest at which the peer was measured."""
    return max((size for size in sizes if peer in size.runs), key=lambda size: size.branches, default=None)


def _target(name: str, found: float | None, limit: float, unit: str = "", at_least: bool = False) -> list[str]:
    if found is None:
        return [name, "", _ABSENT, ""]
    reached = found >= limit if at_least else found <= limit
    return [name, f"{'≥' if at_least else '≤'} {limit:g}{unit}", f"{found:.2f}{unit}", "yes" if reached else "NO"]


def _over(one: float | None, other: float | None) -> float | None:
    return one / other if one is not None and other else None


def _figure(found: float | None) -> str:
    return _ABSENT if found is None else f"{found:.2f}"


def _surroundings(versions: Sequence[str]) -> Iterator[str]:
    yield f"{date.today().isoformat()}, commit {_commit()}"
    yield f"{_processor()}, {os.cpu_count()} cores, {_memory()}; {platform.platform()}"
    yield f"Python {platform.python_version()}, {', '.join(f'{name} {version(name)}' for name in _OURS)}"
    if versions:
        yield f"beside it: {', '.join(versions)}"


def _commit() -> str:
    """What was measured; that these results are written meanwhile makes it no other."""
    commit = _git("rev-parse", "--short", "HEAD")
    changed = _git("status", "--porcelain", "--untracked-files=no", "--", ".", ":(exclude)benchmarks/RESULTS.md")
    return f"{commit}-dirty" if changed else commit or "unknown"


def _git(*argv: str) -> str:
    return subprocess.run(["git", *argv], cwd=PROJECT, capture_output=True, text=True, check=False).stdout.strip()


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _memory() -> str:
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB"
