"""The one door of judging: records and a pack in, everything shown anywhere out (design §4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from generator.judge.across import alike, quota
from generator.judge.facts import Facts, Setting
from generator.judge.known import listed
from generator.judge.memory import Forgetful, Memory, Places, recalled
from generator.judge.records.events import Books
from generator.judge.rules import Compiled
from generator.judge.similar import Pairs
from generator.judge.summary import Branches, summarized
from generator.judge.unit import judge_branch, judge_rules
from generator.model.key import key_of
from generator.model.on_demand import OnDemand
from generator.model.record import COMMITTEE
from generator.model.rectification import Rectification
from generator.model.result import BranchResult, BranchSummary, Result

_SUMMARY = ":summary"


def judge(facts: Facts, compiled: Compiled, year: int, as_of: date, memory: Memory | None = None) -> Result:
    """How every branch stands in the year, as known at the end of the as-of day. Pure; all figures exact.

    A branch is judged when its result is asked for; `memory` gives back what was judged from the very same before.
    """
    memory = memory or Forgetful()
    books = Books(facts.organization, facts.units, as_of, facts.counted)
    setting = Setting(facts, compiled, year, as_of, books)

    def at(unit: str, what: str = "") -> str:
        return f"{compiled.pack.id}/{year}/{as_of.isoformat()}/{unit}{what}"

    similar = alike(setting)
    on_list = {each.id: each for each in facts.organization.branches if listed(each, setting.window, as_of)}
    keys = OnDemand((*on_list, COMMITTEE), _keys(setting, similar))

    def judged(unit: str) -> BranchResult:
        return judge_branch(setting, on_list[unit], similar.get(unit, ()))

    def branch(unit: str) -> BranchResult:
        return recalled(memory, at(unit), keys[unit], lambda: judged(unit))

    def summary(unit: str) -> BranchSummary:
        return recalled(memory, at(unit, _SUMMARY), keys[unit], lambda: summarized(branches[unit]))

    def both(unit: str) -> Places:
        card = judged(unit)
        return {at(unit): card, at(unit, _SUMMARY): summarized(card)}

    def ahead(units: Iterable[str]) -> None:
        memory.ahead([(unit, at(unit, _SUMMARY), keys[unit]) for unit in units], both)

    branches = Branches(on_list, branch, summary, ahead)
    committee = recalled(memory, at(COMMITTEE), keys[COMMITTEE], lambda: judge_rules(setting, None))
    return Result(year, as_of, compiled.pack, branches, committee, quota(branches, setting.config), keys)


def _keys(setting: Setting, similar: Mapping[str, Pairs]) -> Callable[[str], str]:
    """Gives for each unit a key that changes with all it is judged from.

    That is its records and the committee's (of the committee: everybody's), its lists, and when its records came in.
    """
    facts, books, as_of = setting.facts, setting.books, setting.as_of
    # From canonical data: a comment, which moves every place in the file, is no reason to judge again.
    written = setting.config.canonical, setting.compiled.pack.canonical
    frame = key_of(facts.organization.key, *written, setting.year, as_of)
    lists: dict[str, list[Rectification]] = {}
    for (_, unit), of_year in facts.rectification.items():
        lists.setdefault(unit, []).append(of_year)

    def key(unit: str) -> str:
        own = books.of_unit(unit)
        days = own.entered(facts.entered_on)[: len(own.seen(as_of))]
        return key_of(
            frame,
            unit,
            [books.of_unit(each).key(as_of) for each in (books if unit == COMMITTEE else (unit, COMMITTEE))],
            lists.get(unit),
            own.fact(("entered", days), lambda: key_of(" ".join(map(str, days)))),
            [(record, _print(record, facts)) for pair in similar.get(unit, ()) for record in pair],
        )

    return key


def _print(record: str, facts: Facts) -> str | None:
    found = facts.record(record)
    return found.fingerprint if found else None
