"""What stands now: a root laid out at the tip of main, read and judged once until somebody changes it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.desk.forms.trial import Proposal, Trial
from generator.gate import publishing
from generator.gate.gatehouse import MAIN, Gatehouse
from generator.gate.git import Git
from generator.model.failure import Failure
from generator.publish.pages.year_site import YearSite
from generator.types import Audience
from generator.workspace.clock import today
from generator.workspace.workspace import Workspace

_TRIALS = 4
"""How many are kept: of several people who write at once."""


@dataclass(frozen=True)
class Standing:
    """The whole as it stands at one time."""

    commits: tuple[str | None, ...]
    """The tip of main of each of the gate's repositories."""
    day: date
    root: Path
    workspace: Workspace
    sites: dict[tuple[int, Audience], YearSite] = field(default_factory=dict)
    """What was asked of the pages of a year, by audience: each view of what stands would cut them anew."""

    trials: list[Trial] = field(default_factory=list)
    """The last of what was proposed: whoever looks at it first and then submits it has it judged once."""

    def tried(self, proposal: Proposal) -> Trial:
        """What comes of it here."""
        known = next((each for each in self.trials if each.proposal == proposal), None)
        if known is None:
            known = Trial(self.workspace, proposal)
            self.trials[:] = (known, *self.trials[: _TRIALS - 1])
        return known

    @property
    def seen(self) -> str:
        """The commit an editor sees whose form is made now (`Submissions.submit`)."""
        return self.commits[0] or ""

    @property
    def as_of(self) -> date:
        """The day by which it is judged."""
        return self.workspace.as_of(None)


@dataclass
class Standings:
    """Keeps what stands warm. One thread at a time works on it: what it finds out on the way is not made for more."""

    house: Gatehouse
    language: str
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _who: int = 0
    """The thread that looks, and how often it began to before it was done."""
    _times: int = 0
    _last: Standing | None = None

    @contextmanager
    def now(self) -> Iterator[Standing]:
        """What stands now, for as long as it is looked at. Raises Broken where it cannot be read, and GitFailed."""
        with self._lock:
            self._who, self._times = threading.get_ident(), self._times + 1
            try:
                yield self._renewed()
            finally:
                self._times -= 1

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Lets others look for as long as who looks waits for something else, as for a push; then it looks on.

        Meanwhile the whole may have moved on: what is asked of the same standing then is answered by files of now.
        """
        times = self._times if self._who == threading.get_ident() else 0
        self._times -= times
        for _ in range(times):
            self._lock.release()
        try:
            yield
        finally:
            for _ in range(times):
                self._lock.acquire()
            if times:
                self._who, self._times = threading.get_ident(), times

    def warm(self) -> None:
        """Has ready what whoever comes first would else wait for; what cannot be read is theirs to be told of."""
        with suppress(Failure, OSError), self.now():
            pass

    def _renewed(self) -> Standing:
        commits = tuple(Git(each).tip(MAIN) for each in self.house.repositories)
        last = self._last
        if last is not None and (last.commits, last.day) == (commits, today()):
            return last
        laid = publishing.lay_out(self.house, self.house.desk / "now")
        known, at = (last.workspace, last.commits) if last is not None else (None, None)
        workspace = laid.workspace(known, at, self.language)
        self._last = Standing(laid.commits, today(), laid.root, workspace)
        _ = workspace.problems
        workspace.save()
        return self._last
