"""The first draft of a bulletin, from what was judged at its as-of day: people go on from there (domain §3.2).

Branches are named, never members; what is not due yet is no defect and is not in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.judge.bulletins.figures import Figures
from generator.judge.summary import rule_figures
from generator.language import Catalogue
from generator.model.frozen import Frozen, grouped
from generator.model.organization import Organization
from generator.model.pack import Rule
from generator.model.problem import Phrase
from generator.model.result import BranchResult, Result, RuleResult, Status
from generator.types import Audience

_FAULTS = (Status.FAIL, Status.LATE)
_MEASURES = {"due": "judged", "done": "done", "percent": "share"}
"""Which figure of a rule an argument of its sentence is, where it says the same."""
_PLAIN = ("faults.windows", "faults.bare")
"""Sentences that read on from the rule's name: 支委会2月没有召开; others are set off from it."""
_NUMERALS = "一二三四五六七八九"
_LEAST_WINDOWS = 2
"""Periods a year from which a duty stands in the table."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What goes into the bulletin."""

    known: Figures
    public: Result
    """The same result, of which only what everybody may see is left: what is said of faults is taken from it."""
    organization: Organization
    words: Catalogue
    archived: Frozen | None = None
    """The year before as it is archived: its fingerprint goes out with the bulletin, so that many have it on paper."""

    def body(self) -> str:
        """The text, with every figure written so that it is checked."""
        say, result = self._say, self.known.result
        day = self.words.text("pages.day", year=result.as_of.year, month=result.as_of.month, day=result.as_of.day,
                              iso=result.as_of.isoformat())  # fmt: skip
        parts = [say("opening", day=day, year=result.year), say("facts"), self._table(), say("table")]
        parts += [say("good"), self._good(), say("problems"), *self._problems(), say("requirements")]
        parts += [say(f"requirement_{number}") for number in ("one", "two", "three")]
        if self.archived is not None:
            mark = grouped(self.archived.fingerprint)
            parts.append(say("archived", year=self.archived.year, name=self.archived.name, fingerprint=mark))
        return "\n\n".join(parts) + "\n"

    def _say(self, key: str, **args: object) -> str:
        return self.words.text(f"bulletins.draft.{key}", **args)

    def _name(self, unit: str) -> str:
        """The branch by its name; one that has ended is said to have."""
        branch = self.organization.by_id[unit]
        if not branch.span.ended(self.known.result.as_of):
            return branch.name
        closed = self.words.label("reason", "closed")
        return self.words.text("pages.of_kind", type=branch.name, kind=closed)

    def _regular(self) -> tuple[Rule, ...]:
        """Duties of several periods a year, as far as everybody may read of them."""
        found = []
        for rule in self.known.result.pack.rules:
            results = [each.rules[rule.id] for each in self.known.result.branches.values() if rule.id in each.rules]
            often = any(len({each.window for each in one.windows}) >= _LEAST_WINDOWS for one in results)
            if rule.kind == "cadence" and often and Audience(rule.audience).is_everybody:
                found.append(rule)
        return tuple(found)

    def _figure(self, subject: str, measure: str, unit: str) -> str:
        figure = self.known.figure(subject, measure, unit)
        return f"{{{{fig:{subject}.{measure}@{unit}={figure}}}}}" if isinstance(figure, str) else "—"

    def _table(self) -> str:
        rules = self._regular()
        rows = [[self._say("branch"), *(self._called(rule) for rule in rules)]]
        rows.append(["---", *("---:" for _ in rules)])
        rows += [
            [self._name(unit), *(self._figure(rule.id, "met", unit) for rule in rules)]
            for unit in self.known.result.branches
        ]
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)

    def _called(self, rule: Rule) -> str:
        return rule.term.said(self.words.language)

    def _good(self) -> str:
        """Branches without any fault, as far as they have regular duties: none of them is named below."""
        rules, branches = self._regular(), self.public.branches
        good = [unit for unit, each in branches.items() if self._complete(each, rules) and not _faults(each)]
        names = "、".join(map(self._name, good))
        return self._say("good_branches", branches=names) if good else self._say("good_none")

    def _complete(self, branch: BranchResult, rules: Iterable[Rule]) -> bool:
        figures = [rule_figures(branch.rules[rule.id]).met for rule in rules if rule.id in branch.rules]
        pairs = [each for each in figures if each is not None]
        return bool(pairs) and all(met == judged for met, judged in pairs)

    def _problems(self) -> list[str]:
        found = [*self._of_branches(), *self._counted("late", "records"), *self._counted("overdue", "rectification")]
        return found or [self._say("no_problems")]

    def _of_branches(self) -> Iterator[str]:
        """What each branch did not do or did late, one sentence a branch, as a notice says it."""
        found = [(unit, faults) for unit, each in self.public.branches.items() if (faults := _faults(each))]
        for number, (unit, faults) in enumerate(found, 1):
            said = self._say("semicolon").join(self._fault(each, unit) for each in faults)
            yield self._say("problem", number=self._numeral(number), branch=self._name(unit), faults=said)

    def _fault(self, found: RuleResult, unit: str) -> str:
        name, phrase = self._called(found.rule), found.fault.said if found.fault else found.why
        said = self.words.say(self._checked(phrase, found.rule.id, unit))
        rest = said.removeprefix(name).removeprefix(self.words.text("pages.colon")).lstrip()
        return self._say("fault" if phrase.code in _PLAIN else "fault_of", what=name, fault=rest)

    def _checked(self, phrase: Phrase, rule: str, unit: str) -> Phrase:
        """The sentence with the rule's figures in it written so that they are checked in a draft."""
        return Phrase(phrase.code, {name: self._marked(name, arg, rule, unit) for name, arg in phrase.args.items()})

    def _marked(self, name: str, arg: object, rule: str, unit: str) -> object:
        if isinstance(arg, Phrase):
            return self._checked(arg, rule, unit)
        if isinstance(arg, tuple):
            return tuple(self._marked(name, each, rule, unit) for each in arg)
        measure = _MEASURES.get(name)
        same = measure is not None and self.known.figure(rule, measure, unit) == str(arg)
        return self._figure(rule, str(measure), unit) if same else arg

    def _numeral(self, number: int) -> str:
        """（十二） in Chinese, (12) in other languages."""
        tens, ones = divmod(number, 10)
        if self.words.language != "zh" or tens > len(_NUMERALS):
            return str(number)
        first = ("" if tens == 1 else _NUMERALS[tens - 1]) + "十" if tens else ""
        return first + (_NUMERALS[ones - 1] if ones else "")

    def _counted(self, measure: str, subject: str) -> Iterator[str]:
        units = [
            unit for unit in self.known.result.branches if self.known.figure(subject, measure, unit) not in ("0", None)
        ]
        named = [
            self._say(f"{measure}_of", branch=self._name(unit), figure=self._figure(subject, measure, unit))
            for unit in units
            if isinstance(self.known.figure(subject, measure, unit), str)
        ]
        if named:
            yield self._say(measure, branches="、".join(named))


def _faults(branch: BranchResult) -> list[RuleResult]:
    """What failed or came late."""
    return [each for each in branch.rules.values() if each.status in _FAULTS]
