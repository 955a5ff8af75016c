"""init: a root of one's own, with nothing in it that nobody said."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

import click

from generator.commands.calendar import write_calendar
from generator.commands.help import Command
from generator.commands.options import Day, Year
from generator.founding import Beginning, FoundedBranch, Unit, private_files, root_files
from generator.founding.root import HOOK
from generator.founding.unit import COMMITTEE_FROM, ID, free_id
from generator.language import Catalogue
from generator.language.unit import short_name_of
from generator.model.config import FILE as CONFIG_FILE
from generator.model.failure import Usage
from generator.workspace.workspace import Workspace

FIRST_YEAR, LAST_YEAR = 1950, 9000
Answer = TypeVar("Answer")
PRIVATE = "-private"
"""Behind the name of a root's folder: that of the records the committee alone may see."""
MOST_MEMBERS, MOST_SEATS, MOST_GROUPS, LONGEST = 9999, 31, 99, 60
_BRANCH = re.compile(r"(?:([^=]*)=)?([^=:]+):([0-9]+)(?::([0-9]+))?(?::([0-9]+))?")
_UNFIT = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\ufeff<>|`{}\[\]*#\\]")
"""What has no place in the name of a unit, and would be read as something else in a page or a list."""


@click.command(cls=Command)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", "unit_name")
@click.option("--short-name")
@click.option("--branch", "each_branch", multiple=True)
@click.option("--year", type=Year())
@click.option("--start-on", type=Day())
@click.option("--campaign/--no-campaign", default=None)
@click.pass_obj
def init(
    workspace: Workspace,
    folder: Path,
    unit_name: str | None,
    short_name: str | None,
    each_branch: tuple[str, ...],
    year: int | None,
    start_on: date | None,
    campaign: bool | None,
) -> int:
    """Make a root of one's own in FOLDER, which must be new or empty; what is not given is asked for."""
    words = workspace.catalogue
    root = (workspace.start / folder).resolve()
    beside = root.with_name(root.name + PRIVATE)
    for each in (root, beside):
        _refuse_occupied(each)
    asking = sys.stdin.isatty()
    found = _branches(each_branch)
    name = _named(unit_name if unit_name is not None or not asking else _asked(words, "name"), "name")
    if short_name is None:
        short_name = _asked(words, "short_name", short_name_of(name)) if asking else short_name_of(name)
    short_name = _named(short_name, "short_name")
    if not found and asking:
        found = _ask_branches(words)
    if not found:
        raise Usage("init_no_branch")
    beginning = _beginning(workspace, year, start_on, campaign, asking)
    unit = Unit(name, short_name, tuple(found))
    files = root_files(unit, beginning, f"../{beside.name}")
    calendars = (beginning.year, beginning.year + 1)
    made = _write(root, files, beside, private_files(unit, beginning.year), calendars)
    told = {"folder": root, "private": beside, "files": made, "branches": len(found), "year": beginning.year}
    click.echo(words.text("commands.init.done", **told))
    for unknown in (each for each in calendars if not (root / f"records/calendar/{each}.yml").exists()):
        click.echo(words.text("commands.init.no_calendar", year=unknown))
    if not beginning.start_on and beginning.year == workspace.today.year:
        click.echo(words.text("commands.init.whole_year", year=beginning.year, today=workspace.today.isoformat()))
    click.echo(words.text("commands.init.next", folder=folder))
    return 0


def _beginning(
    workspace: Workspace, year: int | None, start_on: date | None, campaign: bool | None, asking: bool
) -> Beginning:
    """With what the unit begins, asked for where it can be. Raises Usage."""
    words, today = workspace.catalogue, workspace.today
    if year is None:
        default = start_on or today
        year = _asked_for(words, "year", str(default.year), Year()) if asking else default.year
    if start_on is None and asking:
        default = today if year == today.year else date(year, 1, 1)
        start_on = _asked_for(words, "start_on", default.isoformat(), Day())
    if not FIRST_YEAR <= year <= LAST_YEAR or (start_on and start_on.year != year):
        raise Usage("init_year", year=year, start_on=start_on or "", first=FIRST_YEAR, last=LAST_YEAR)
    if campaign is None:
        question = words.text("commands.init.ask.campaign", year=year)
        campaign = asking and click.confirm(question, default=False, err=True)
    return Beginning(year, None if start_on == date(year, 1, 1) else start_on, campaign)


def _refuse_occupied(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Usage("not_empty", path=str(folder))


# ── What is said ────────────────────────────────────────────────────────────────────────────────────────────────


def _branches(written: Iterable[str]) -> list[FoundedBranch]:
    """The branches as given on the command line. Raises Usage."""
    found: list[FoundedBranch] = []
    for each in written:
        match = _BRANCH.fullmatch(each.strip())
        if match is None:
            raise Usage("init_branch", written=each)
        given, name, *figures = match.groups()
        members, seats, groups = (None if figure is None else int(figure) for figure in figures)
        _add(found, given, name, members or 0, seats, groups or 0)
    return found


def _add(
    found: list[FoundedBranch], given: str | None, name: str, members: int, seats: int | None, groups: int
) -> None:
    """One more branch, if it can be one. Raises Usage."""
    name = _named(name, "branch")
    taken = {each.id for each in found}
    own = (given or "").strip() or free_id(taken)
    if not ID.fullmatch(own):
        raise Usage("init_id", id=own, branch=name)
    if own in taken:
        raise Usage("init_id_twice", id=own)
    if name in {each.name for each in found}:
        raise Usage("init_name_twice", branch=name)
    if not 1 <= members <= MOST_MEMBERS or (seats or 0) > MOST_SEATS or groups > MOST_GROUPS:
        raise Usage("init_figures", branch=name, members=MOST_MEMBERS, seats=MOST_SEATS, groups=MOST_GROUPS)
    found.append(FoundedBranch(own, name, members, seats, groups))


def _named(name: str | None, what: str) -> str:
    """The name without blanks around it. Raises Usage where there is none, or none that could be printed."""
    name = (name or "").strip()
    if not name:
        raise Usage(f"init_no_{what}")
    if _UNFIT.search(name) or len(name) > LONGEST or not any(map(str.isalnum, name)):
        raise Usage("init_name", name=name[:LONGEST], most=LONGEST)
    return name


def _ask_branches(words: Catalogue) -> list[FoundedBranch]:
    """Asks for one branch after the other, until an empty name."""
    found: list[FoundedBranch] = []
    while True:
        ask = "first_branch" if not found else "next_branch"
        name = _asked(words, ask, "")
        if not name.strip() and found:
            return found
        try:
            own = _asked(words, "id", free_id({each.id for each in found}))
            members = _asked_for(words, "members", "", click.IntRange(1, MOST_MEMBERS))
            seats = _asked_for(
                words, "committee", "" if members >= COMMITTEE_FROM else "0", click.IntRange(0, MOST_SEATS)
            )
            groups = _asked_for(words, "groups", "0", click.IntRange(0, MOST_GROUPS))
            _add(found, own, name, members, seats, groups)
        except Usage as wrong:
            click.echo("\n".join(map(words.say, wrong.phrases)), err=True)


def _asked(words: Catalogue, what: str, default: str = "") -> str:
    """An answer at the terminal."""
    question = words.text(f"commands.init.ask.{what}")
    return str(click.prompt(question, default=default, show_default=bool(default), err=True))


def _asked_for(words: Catalogue, what: str, default: str, kind: click.ParamType[Answer]) -> Answer:
    """An answer of the kind, asked for again until it is one."""
    while True:
        answer = _asked(words, what, default)
        try:
            return kind.convert(answer, None, click.get_current_context())
        except click.BadParameter:
            click.echo(words.text("commands.init.again", answer=answer), err=True)


# ── What is written ─────────────────────────────────────────────────────────────────────────────────────────────


def _write(
    root: Path,
    files: Iterable[tuple[str, str]],
    beside: Path,
    private: Iterable[tuple[str, str]],
    calendars: Sequence[int],
) -> int:
    """Both folders, whole or not at all: they are written beside their places and moved there. Gives how many files."""
    root.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{root.name}-", dir=root.parent))
    try:
        for place, texts in ((work / "root", files), (work / "private", private)):
            for path, text in texts:
                target = place / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, "utf-8")
        (work / "root" / HOOK).chmod(0o755)
        for year in calendars:
            write_calendar(work / "root" / "records", year)
        made = sum(path.is_file() for path in work.rglob("*"))
        (work / "private").chmod(0o700)
        _move({work / "private": beside, work / "root": root})
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return made


def _move(places: Mapping[Path, Path]) -> None:
    """Moves each folder to its place, all or none. An empty folder that is there stays the one it is, for somebody
    may stand in it: what belongs in it is moved, the configuration that makes it a root last.
    """
    moved: list[tuple[Path, Path]] = []
    try:
        for source, target in places.items():
            pairs = [(source, target)]
            if target.is_dir():
                inside = sorted(source.iterdir(), key=lambda each: each.name == CONFIG_FILE)
                pairs = [(each, target / each.name) for each in inside]
            for old, new in pairs:
                old.rename(new)
                moved.append((old, new))
    except OSError:
        for old, new in reversed(moved):
            new.rename(old)
        raise
