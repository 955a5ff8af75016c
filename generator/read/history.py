"""How each record came to be what it is, by git: its versions on the main line of history (design §3).

The main line is what everyone records into. It is followed by first parents, except where somebody pulled it into work
of their own: there it is the second (`Merge branch 'main' of …`), for what others had recorded came in when they
recorded it, not when it was fetched.

**The day of a push.** A commit's own day is what its writer's clock says. A gate knows better: it writes, for each
commit that came through it, a git note under PUSHED that begins with the moment of the push in ISO 8601 (whatever
follows a blank is not read here). That day is used instead, and notes are as good later as at once.

A version is followed back through names: where content was moved, or taken away and put back, it is the same record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from generator.cache.program import program_key
from generator.cache.store import Store
from generator.cache.table import Table
from generator.read.git import Git
from generator.read.record_path import RECORD_SUFFIXES

PUSHED = "refs/notes/wuhao/pushed"
"""Git notes of a gate: for each commit that came through it, the moment of the push (ISO 8601) and who pushed."""
SCHOOL_OFFSET = timezone(timedelta(hours=8))
"""Asia/Shanghai, which has kept no other time since 1992."""
SHALLOW = "shallow"
ALIKE = 60
"""Per cent of a file that must be the same under another name for git to call it moved."""
FEW = 50
"""So few records are looked up again in no time: for them no cache is made."""
_MAIN = ("main", "master")


class Version(NamedTuple):
    """What a record was from a day on."""

    day: date | None
    """None behind the edge of a shallow clone."""
    blob: str
    """Git's name for its content."""
    renamed: bool
    """Whether it was then called otherwise, and is not the same to the letter."""
    by: str = ""
    """Who brought it in: the account that pushed it, else the name in the commit; never an address."""


@dataclass(frozen=True, slots=True)
class History:
    """The versions of every record below a folder, by record id; why there are none, where nobody can tell."""

    versions: Mapping[str, Sequence[Version]] = field(default_factory=dict)
    taken_away: Mapping[str, Version] = field(default_factory=dict)
    """What was a record and was taken away, by its id: as it last was, with the day it went and who took it."""
    unknown: str = ""
    """no_git, no_repository, other_owner or no_commits; shallow where only the beginning is missing."""
    head: str = ""
    """The commit at which it was read, as git names it."""


_Step = tuple[str, str, bool]
"""One version as it is kept: its commit (whose day may yet change), its content, whether it was called otherwise."""


@dataclass(slots=True)
class _Known:
    """What was read of history up to a commit."""

    head: str = ""
    notes: str = ""
    stamps: dict[str, str] = field(default_factory=dict)
    """The moment of each commit of the main line."""
    authors: dict[str, str] = field(default_factory=dict)
    """Who brought each of them in."""
    lines: dict[str, list[_Step]] = field(default_factory=dict)
    """By path."""
    gone: dict[str, list[_Step]] = field(default_factory=dict)
    """By content, of what was taken away."""
    gone_from: dict[str, list[_Step]] = field(default_factory=dict)
    """By path."""
    taken: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By path, the commit that took it away, and what was in it."""


def history(folder: Path, store: Store) -> History:
    """The history of the records below the folder; `store` keeps what was read for the next time."""
    git = Git(folder)
    try:
        head = git.run("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    except OSError:
        return History(unknown="no_git" if folder.is_dir() else "no_repository")
    if head.returncode:
        return History(unknown=_why_not(git))
    table = Table(store, "history", program_key("read", "model"))
    key = str(folder)
    before = table.get(key)
    known = _Known(*before) if isinstance(before, tuple) else _Known()
    read = _read_on(git, head.stdout.decode().strip(), known)
    if read is not known and (store.is_there or len(read.lines) >= FEW):
        table.put([(key, tuple(getattr(read, name) for name in _Known.__slots__))])
    edge = _edge(git, folder)
    versions = {
        str(PurePosixPath(path).with_suffix("")): tuple(_version(step, read, edge) for step in steps)
        for path, steps in read.lines.items()
    }
    taken = {
        str(PurePosixPath(path).with_suffix("")): _version((*step, False), read, edge)
        for path, step in read.taken.items()
    }
    return History(versions, taken, SHALLOW if edge else "", read.head)


def _why_not(git: Git) -> str:
    """Why there is no commit to begin with."""
    said = git.run("rev-parse", "HEAD").stderr.decode("utf-8", "replace")
    if "dubious ownership" in said:
        return "other_owner"
    return "no_repository" if "not a git repository" in said else "no_commits"


def _version(step: _Step, read: _Known, edge: frozenset[str]) -> Version:
    commit, blob, renamed = step
    day = None if commit in edge else datetime.fromisoformat(read.stamps[commit]).astimezone(SCHOOL_OFFSET).date()
    return Version(day, blob, renamed, read.authors[commit])


def _edge(git: Git, folder: Path) -> frozenset[str]:
    """The commits at which a shallow clone was cut off: they seem to add everything."""
    path = folder / git.says("rev-parse", "--git-path", "shallow").strip()
    return frozenset(path.read_text().split()) if path.is_file() else frozenset()


class _Commit(NamedTuple):
    parents: list[str]
    stamp: str
    subject: str
    by: str


def _read_on(git: Git, head: str, known: _Known) -> _Known:
    """What is known up to the head: what was, and what came since; anew where history was written anew."""
    notes = git.says("rev-parse", "--verify", "--quiet", PUSHED).strip()
    if (head, notes) == (known.head, known.notes):
        return known
    commits = _commits(git, head, (f"^{known.head}",) if known.head else ())
    if known.head and notes != known.notes and not _noted(git, known.notes, notes) <= commits.keys():
        commits = _commits(git, head, ())  # of what is known another moment was written down
    names = {*_MAIN, git.says("symbolic-ref", "--short", "--quiet", "HEAD").strip()}
    line, start = _main_line(head, known.head, commits, names)
    if start is None and known.head:
        return _read_on(git, head, _Known())
    of_line = {*known.stamps, *line}
    known.stamps |= {commit: each.stamp for commit, each in commits.items() if commit in of_line}
    known.authors |= {commit: each.by for commit, each in commits.items() if commit in of_line}
    for commit, changes in _changes(git, line, start):
        for change in changes:
            _apply(change, commit, known)
    return replace(known, head=head, notes=notes)


def _noted(git: Git, before: str, now: str) -> set[str]:
    """The commits whose notes are others now; where nobody can tell, one that there is not."""
    done = git.run("diff-tree", "-r", "-z", "--name-only", before, now) if before and now else None
    if done is None or done.returncode:
        return {""}
    return {name.replace("/", "") for name in done.stdout.decode().split("\0") if name}


def _commits(git: Git, head: str, since: Sequence[str]) -> dict[str, _Commit]:
    """Every commit that leads to the head; its moment is that of the push where it has one."""
    form = "--format=%H%x00%P%x00%cI%x00%s%x00%an%x00%N"
    words = git.says("log", "-z", form, f"--notes={PUSHED}", head, *since).split("\0")
    found = {}
    for commit, parents, committed, subject, author, note in zip(*(iter(words),) * 6, strict=False):
        pushed = _moment(note)
        who = note.strip().partition(" ")[2] if pushed else ""
        found[commit] = _Commit(parents.split(), pushed or committed, subject, _name(who or author))
    return found


def _moment(note: str) -> str:
    """The moment a note begins with; nothing where it begins with none."""
    first = (note.split() or [""])[0]
    try:
        return first if datetime.fromisoformat(first).tzinfo else ""
    except ValueError:
        return ""


def _name(words: str) -> str:
    """Who somebody is, without an address; nothing where that is all there is."""
    return " ".join(word for word in words.split() if "@" not in word)


def _main_line(
    head: str, known: str, commits: Mapping[str, _Commit], names: Iterable[str]
) -> tuple[list[str], str | None]:
    """The commits of the main line, the oldest first, up to the known one, which is given too if it lies on it."""
    pulled = re.compile(
        rf"Merge (?:remote-tracking )?branch '(?:[^/']+/)?(?:{'|'.join(map(re.escape, filter(None, names)))})'"
        r"(?: of \S+)?(?: into \S+)?"
    )
    line = []
    at: str | None = head
    while at is not None and at != known and at in commits:
        line.append(at)
        parents = commits[at].parents
        own = len(parents) == 2 and pulled.fullmatch(commits[at].subject) is not None
        at = parents[1] if own else parents[0] if parents else None
    return line[::-1], at if at == known and known else None


class _Change(NamedTuple):
    status: str
    blob: str
    path: str
    before: str
    blob_before: str


def _changes(git: Git, line: Sequence[str], start: str | None) -> Iterator[tuple[str, list[_Change]]]:
    """What each commit of the main line changed in records, as against the one before it on that line."""
    pairs = zip(line, (start, *line[:-1]), strict=True) if line else ()
    asked = "".join(f"{commit} {before}\n" if before else f"{commit}\n" for commit, before in pairs)
    said = git.says("diff-tree", "--stdin", "-r", "--root", "--raw", "--no-abbrev", "-z", f"-M{ALIKE}%",
                    "--relative", "--", ".", given=asked) if asked else ""  # fmt: skip
    words = iter(said.split("\0"))
    commit, changes = "", list[_Change]()
    for word in words:
        if not word.startswith(":"):
            if commit:
                yield commit, changes
            commit, changes = word.strip(), []
            continue
        _, _, blob_before, blob, status = word.split(" ")
        before = next(words)
        path = next(words) if status[0] in "RC" else before
        if path.endswith(RECORD_SUFFIXES) or before.endswith(RECORD_SUFFIXES):
            changes.append(_Change(status, blob, path, before, blob_before))


def _apply(change: _Change, commit: str, known: _Known) -> None:
    """Puts one change on the line of the record it is of."""
    lines, status = known.lines, change.status[0]
    known.taken.pop(change.path, None)
    if status == "D":
        steps = lines.pop(change.path, [])
        known.taken[change.path] = (commit, change.blob_before)
        known.gone[change.blob_before] = known.gone_from[change.path] = steps
    elif status == "R":
        steps = lines.pop(change.before, [])
        same = change.blob == change.blob_before
        lines[change.path] = [
            *(steps if same else [(commit, blob, True) for commit, blob, _ in steps]),
            (commit, change.blob, False),
        ]
    elif status in "MT":
        lines[change.path] = [*lines.get(change.path, ()), (commit, change.blob, False)]
    else:
        before = known.gone.get(change.blob) or known.gone_from.get(change.path) or []
        lines[change.path] = [*before, (commit, change.blob, False)]
