"""How branches stand by one set of records, at whatever day and by whatever pack it is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from generator.judge.bulletins.figures import Figures
from generator.judge.engine import judge
from generator.judge.facts import Facts
from generator.judge.lists.states import tallies
from generator.judge.memory import Memory
from generator.judge.rules import Compiled
from generator.judge.summary import summary_of
from generator.language import catalogue
from generator.model.by_year import ByYear
from generator.model.result import Result


@dataclass(frozen=True)
class Results:
    """The results by these facts, by pack, year and day."""

    facts: Facts
    packs: ByYear[tuple[Compiled, ...]]
    """Those of each year, the one that scores first."""
    memory: Memory
    _judged: dict[tuple[str, int, date], Result] = field(init=False, default_factory=dict, repr=False)

    def at(self, year: int, as_of: date, compiled: Compiled | None = None) -> Result:
        """How every branch stands by a pack of the year, the one that scores if none is given."""
        compiled = compiled or self.packs.of(year)[0]
        place = compiled.pack.id, year, as_of
        if place not in self._judged:
            self._judged[place] = judge(self.facts, compiled, year, as_of, self.memory)
        return self._judged[place]

    def known(self, year: int, as_of: date) -> Figures:
        """What the figures of a bulletin are taken from; bulletins are written in Chinese."""
        return Figures(
            self.at(year, as_of),
            tallies(self.facts.rectification, year, as_of),
            catalogue("zh", self.facts.organization),
            all(own.dated_in(year) <= self.facts.entered_on.keys() for own in self.facts.units.values()),
        )

    def unmet(self, branch: str, year: int, as_of: date) -> tuple[str, ...] | None:
        """The conditions of a recommendation that the branch does not meet; None where none are asked for."""
        if not self.packs.of(year)[0].pack.valid_in(year):
            return None
        branches = self.at(year, as_of).branches
        return summary_of(branch, branches).unmet if branch in branches else None
