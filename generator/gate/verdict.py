"""Whether a push is taken: as a whole or not at all, with everything that stands against it in one answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.gate.accounts import Account
from generator.gate.channel import Pusher
from generator.gate.contents import Contents
from generator.gate.gatehouse import EXCERPTS, MAIN, Gatehouse
from generator.gate.git import Git, NoEnd, is_none
from generator.gate.holdings import Holdings
from generator.gate.paths import not_text, unfit
from generator.gate.rights import denied
from generator.gate.trees import Tree
from generator.model.config import FILE as CONFIG_FILE
from generator.model.failure import Broken
from generator.model.problem import Phrase, Problem, Severity
from generator.read.record_path import RECORD_SUFFIXES


@dataclass(frozen=True, slots=True)
class Update:
    """A ref that is to move, as git tells a hook."""

    old: str
    new: str
    ref: str

    @classmethod
    def read(cls, lines: Iterable[str]) -> list[Update]:
        """The updates of a hook's input."""
        return [cls(*line.rstrip("\n").split(" ", 2)) for line in lines if line.strip()]

    @property
    def deletes(self) -> bool:
        """Whether the ref is to go."""
        return is_none(self.new)

    @property
    def creates(self) -> bool:
        """Whether there was no such ref."""
        return is_none(self.old)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a push."""

    refused: tuple[Phrase, ...] = ()
    """What stands against the push itself."""
    errors: tuple[Problem, ...] = ()
    """What stands against files of it."""
    warnings: tuple[Problem, ...] = ()
    """What is told of files that are taken."""
    files: int = 0
    """How many files it changes."""

    @property
    def taken(self) -> bool:
        """Whether nothing stands against it."""
        return not self.refused and not self.errors


def no(reason: str, **figures: object) -> Phrase:
    """A reason against the push itself."""
    return Phrase(f"gate.no.{reason}", figures)


@dataclass(frozen=True)
class Push:
    """What is pushed to one of a gate's repositories, before it is taken."""

    house: Gatehouse
    git: Git
    """The repository, with the objects that are being pushed."""
    number: int
    """Which of the gate's repositories it is."""
    updates: tuple[Update, ...]
    pusher: Pusher | None
    scratch: Path
    """An empty folder."""
    frozen: Collection[int] = frozenset()
    """The years that nobody changes any more."""
    wait: Callable[[], None] = lambda: None
    """Called where everything has to be checked, which takes longer than people expect of a push."""

    def verdict(self) -> Verdict:
        """The whole examination; what a later part rests on is not looked at before it is sound."""
        try:
            account = self._account()
        except Broken:
            return Verdict((no("accounts"),))
        try:
            return self._examined(account)
        except NoEnd:
            return Verdict((no("no_end"),))

    def _examined(self, account: Account | Phrase) -> Verdict:
        if isinstance(account, Phrase):
            return Verdict((account,))
        against = tuple(phrase for update in self.updates for phrase in self._of_ref(update, account))
        main = next((update for update in self.updates if update.ref == MAIN), None)
        if against or main is None:
            return Verdict(against)
        if main.creates and self.number == 0 and (first := self._of_first(main, account)):
            return Verdict((first,))
        contents = self._contents(main)
        if contents.after.homes[self.number] is None:
            return Verdict((no("no_root"),))
        wrong = tuple(self._of_paths(contents, account))
        files = len(contents.change.paths)
        if wrong or not files:
            return Verdict(errors=_in_order(wrong), files=files)
        if contents.concerns_all:
            self.wait()
        found, brought = contents.found()
        if brought or found.broken:
            told = (no("broken"),) if found.broken and not brought else ()
            return Verdict(told, _in_order(brought or found.problems), files=files)
        changed = {place.path for place in contents.places(contents.change.paths)}
        # What lies beside a record is told of at the line that names it.
        changed |= {f"{path.rpartition('/')[0]}{suffix}" for path in changed for suffix in RECORD_SUFFIXES}
        warnings = [each for each in found.problems if each.severity is Severity.WARNING and each.file in changed]
        return Verdict(warnings=_in_order(warnings), files=files)

    def _account(self) -> Account | Phrase:
        """Who it is, or why it is nobody who may push here. Raises Broken."""
        if self.pusher is None:
            return no("nobody")
        account = self.house.accounts.named(self.pusher.name)
        if account is None:
            return no("unknown", name=self.pusher.name)
        if not account.clones:
            return no("member", name=account.name)
        return no("private", name=account.name) if self.number and not account.is_office else account

    def _of_first(self, update: Update, account: Account) -> Phrase | None:
        """Why this cannot be the first that comes into an empty repository: there has to be a root for records."""
        if not account.is_office:
            return no("empty")
        has_root = self.git.says("cat-file", "-e", f"{update.new}:{CONFIG_FILE}")
        return None if has_root else no("no_config", file=CONFIG_FILE)

    def _of_ref(self, update: Update, account: Account) -> Iterator[Phrase]:
        """What no careful keeper of records lets happen to a line of history."""
        name = update.ref.removeprefix("refs/heads/").removeprefix("refs/tags/")
        if update.deletes:
            yield no("deletes", name=name)
        elif update.ref != MAIN and not account.is_office:
            yield no("tag" if update.ref.startswith("refs/tags/") else "other_branch", name=name)
        elif not update.ref.startswith(("refs/heads/", "refs/tags/")):
            yield no("other_ref", name=update.ref)
        elif not (follows := self._follows(update)) and not self.git.says("cat-file", "-e", f"{update.new}^{{commit}}"):
            yield no("no_commit", name=name)
        elif not update.creates and not follows:
            yield no("rewrites", name=name)
        elif update.ref == MAIN and (self.git.tip(MAIN) or update.old) != update.old:
            yield no("overtaken")

    def _follows(self, update: Update) -> bool:
        """Whether the commit comes after what the ref stands at."""
        return not update.creates and self.git.says("merge-base", "--is-ancestor", update.old, update.new)

    def _contents(self, update: Update) -> Contents:
        others = {each: Git(path) for each, path in enumerate(self.house.repositories) if each != self.number}
        trees = {each: Tree.of(git, git.tip(MAIN)) for each, git in others.items()}

        def with_main_at(commit: str | None) -> Holdings:
            at = trees | {self.number: Tree.of(self.git, commit)}
            return Holdings(tuple(at[each] for each in sorted(at)), self.scratch, self.house.folder / EXCERPTS)

        before = with_main_at(None if update.creates else update.old)
        return Contents(before, with_main_at(update.new), self.number, self.house.checked)

    def _of_paths(self, contents: Contents, account: Account) -> Iterator[Problem]:
        """What keeps changed files from lying where they lie, and this account from changing what it changes."""
        yield from unfit(contents.change, contents.home, contents.after.own_folders)
        yield from not_text(contents.change, contents.home)
        for place in contents.places(contents.change.paths):
            yield from denied(account, place, self.frozen)


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each once, in reading order."""
    return tuple(sorted({each.order: each for each in problems}.values(), key=lambda each: each.order))
