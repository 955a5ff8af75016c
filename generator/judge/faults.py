"""Sentences that several kinds share of what is missing, and of how much is there (design §5, `fault`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce

from generator.judge.combining import JUDGED, MET, NOT_MET, combined
from generator.judge.units import NEEDS_COMMITTEE_FROM
from generator.model.interval import Interval
from generator.model.organization import Branch
from generator.model.pack import Rule
from generator.model.period import Window
from generator.model.problem import Phrase, Term
from generator.model.result import Fault, Status, WindowResult
from generator.model.spoken import lengths, periods, sort_of
from generator.types import registry
from generator.types.declaration import DONE

UNCOUNTED = ("no_quorum", "incomplete", "not_counted")
"""Why a window failed in which something was held: too few came, the record lacks something, another condition."""
_ORDER = ("none", "fewer", *UNCOUNTED, "late")
COMMITTEE_MISSING = "committee_missing"

Rows = Sequence[Sequence[WindowResult]]
"""The windows of a rule in order of time; a row has the result of each unit."""


def acts(types: Iterable[str]) -> tuple[Term, Term]:
    """How people say that records of these types are made: in full, and before a number; 完成, 做 for a mixture."""
    found = {tuple(sorted(registry().types[each].act.items())) for each in types}
    act = dict(next(iter(found))) if len(found) == 1 else DONE
    return Term({language: words[0] for language, words in act.items()}), Term(
        {language: words[1] for language, words in act.items()}
    )


def not_made(type_name: str) -> Phrase:
    """That nothing of the type was made, without its name; what no type says of itself is 开展."""
    said = acts((type_name,))
    if said == acts(()):
        return Phrase("faults.not_done")
    return Phrase("faults.not_made", {"act": said[0]})


def terms(types: Iterable[str]) -> tuple[Term, ...]:
    """What people call records of these types."""
    return tuple(registry().types[each].term for each in types)


def no_record(rule: Rule, types: Iterable[str]) -> Fault:
    """That there is no record at all, which is no figure."""
    found = Phrase("faults.no_record", {"what": rule.term, "types": terms(types)})
    return Fault(found, found)


def listed(rule: Rule, parts: Sequence[Phrase], bare: Sequence[Phrase] | None = None) -> Fault | None:
    """One thing after the other; `bare` is what everybody may see of it."""
    if not parts:
        return None
    return Fault(_sentence(rule, parts), None if bare is None or not bare else _sentence(rule, bare))


def _sentence(rule: Rule, parts: Sequence[Phrase]) -> Phrase:
    return Phrase("faults.told", {"what": rule.term, "said": _in_words(joined(parts))})


def _in_words(phrase: Phrase) -> Phrase:
    """The phrase with its windows as a sentence says them: January, the first half-year."""
    said = {name: _each_in_words(arg) for name, arg in phrase.args.items()}
    code = phrase.code
    if code == "pages.window.month":
        code = f"faults.month.{said['number']}"
    elif code.startswith("pages.window."):
        code = code.replace("pages.", "faults.", 1)
    return Phrase(code, said)


def _each_in_words(arg: object) -> object:
    if isinstance(arg, tuple):
        return tuple(map(_each_in_words, arg))
    return _in_words(arg) if isinstance(arg, Phrase) else arg


def joined(phrases: Sequence[Phrase], code: str = "faults.also") -> Phrase:
    """One phrase out of several, with a semicolon, or as another code says."""
    return reduce(lambda first, second: Phrase(code, {"first": first, "second": second}), phrases)


def plain(said: Term | str) -> Phrase:
    """A word as a phrase, so that it can be joined."""
    return Phrase("faults.plain", {"said": said})


@dataclass(frozen=True, slots=True)
class Tally:
    """How often it was due in the windows judged, and how often it was done in time."""

    due: int
    done: int
    """What was really held; by windows no more than each of them asks for."""
    pending: int
    by: str | None
    """The sort of window (`month`) where what was held would hide one that is missing: told by windows then."""

    def said(self, types: Iterable[str], code: str = "faults.tally") -> Phrase:
        """As people say it: 应开12次，实开10次; 按月计 before it where some windows had more than was due."""
        counted = Phrase(code, {"short": acts(types)[1], "due": self.due, "done": self.done})
        return Phrase(f"faults.by.{self.by}", {"tally": counted}) if self.by else counted


def tally(rows: Rows, each: int = 1) -> Tally:
    """The figures of the rows; `each` is how many one window asks for."""
    statuses = [combined(result.status for result in row) for row in rows]
    done = held = due = 0
    for row, status in zip(rows, statuses, strict=True):
        if status in JUDGED:
            counts = [result.count or 0 for result in row if result.status in JUDGED]
            due += each
            done += each if status in MET else min(each - 1, *counts)
            held += sum(counts)
    pending = sum(status is Status.PENDING for status in statuses) * each
    if done == due and all(len(row) == 1 for row in rows):
        return Tally(due, max(done, held), pending, None)
    sorts = {sort_of(result.window) for row in rows for result in row}
    return Tally(due, done, pending, sorts.pop() if held != done and due > each and len(sorts) == 1 else None)


def many(number: int, rows: Rows) -> Phrase:
    """So many windows: 12个月, 4个季度."""
    return lengths(number, rows[0][0].window)


def of_windows(
    rule: Rule,
    branch: Branch | None,
    rows: Rows,
    types: Iterable[str],
    each: int = 1,
    reason: str | None = None,
    *,
    told: Rows | None = None,
    as_of: date | None = None,
) -> Fault | None:
    """Which windows, of which groups, are missing or came late, and why; how many were due, how many there are.

    `each` is how many one window asks for; `reason` that of the rule itself; `told` are the
    rows as the fault names them, where other units are to be named; until the year's end `as_of` is no whole year.
    """
    types = tuple(types)
    long, short = acts(types)
    mixed = (
        joined([plain(each) for each in terms(types)], "faults.or")
        if len(types) > 1 and acts(types) == acts(())
        else None
    )
    missed: dict[tuple[str, int], list[WindowResult]] = {}
    for result in (result for row in told or rows for result in row if result.status in NOT_MET):
        missed.setdefault(_how(result, each), []).append(result)
    if not missed:
        return None
    clauses = [
        Phrase(
            "faults.none_of" if how == "none" and mixed else f"faults.{how}",
            {
                "windows": of_units(branch, results, as_of),
                "act": long,
                "short": short,
                "count": count,
                "types": mixed,
            },
        )
        for (how, count), results in sorted(missed.items(), key=lambda item: _ORDER.index(item[0][0]))
    ]
    found = tally(rows, each)
    late = any(how == "late" for how, _ in missed)
    code = "faults.tally_late" if late else "faults.tally_none" if found.due == 1 else "faults.tally"
    said = {"what": rule.term, "missing": joined(clauses), "tally": found.said(types, code)}
    fault = Phrase("faults.windows", said)
    if reason == COMMITTEE_MISSING:
        fault = Phrase("faults.committee_missing", {"fault": fault, "members": NEEDS_COMMITTEE_FROM})
    return Fault(fault)


def _how(result: WindowResult, each: int) -> tuple[str, int]:
    """In which way a window was not met, and how often it was done where that was too seldom."""
    if result.status is Status.LATE:
        return "late", 0
    if result.count and result.count < each:
        return "fewer", result.count
    return result.reason if result.reason in UNCOUNTED else "none", 0


def of_units(branch: Branch | None, results: Iterable[WindowResult], as_of: date | None = None) -> tuple[Phrase, ...]:
    """The windows of the results; those of groups under the group's name."""
    found: dict[str, list[Window]] = {}
    for result in results:
        found.setdefault(result.unit.partition("/")[2], []).append(result.window)
    said: list[Phrase] = []
    for unit, windows in found.items():
        group = branch.group(unit) if branch and unit else None
        spans = [each.span for each in (branch, group) if each is not None]
        named = tuple(map(_in_words, periods(windows)))
        if sort_of(windows[0]) == "year" and not all(_whole(each, spans, as_of) for each in windows):
            named = tuple(Phrase("faults.window.part_year") for _ in named)
        if group is None:
            said += named
        else:
            said.append(Phrase("faults.of_group", {"group": group.name, "windows": named}))
    return tuple(said)


def _whole(year: Window, spans: Iterable[Interval], as_of: date | None) -> bool:
    """Whether the year is over, and all of them were there on each of its days."""
    over = as_of is None or year.end <= as_of
    return over and all(span.days_in(year.start, year.end) == year.days for span in spans)
