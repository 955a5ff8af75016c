"""The first draft of a bulletin, from what was judged at its as-of day: people go on from there (domain §3.2).

Branches are named, never members; what is not due yet is no defect and is not in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.judge.quoted import Known, pair
from generator.language import Catalogue
from generator.model.organization import Organization
from generator.model.pack import Rule
from generator.model.result import RuleResult, Status
from generator.types import registry
from generator.types.declaration import Audience

_FAULTS = (Status.FAIL, Status.LATE)
_LEAST_WINDOWS = 2
"""Periods a year from which a duty stands in the table."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What goes into the bulletin."""

    known: Known
    organization: Organization
    words: Catalogue

    def body(self) -> str:
        """The text, with every figure written so that it is checked."""
        say, result = self._say, self.known.result
        day = self.words.text("pages.day", year=result.as_of.year, month=result.as_of.month, day=result.as_of.day,
                              iso=result.as_of.isoformat())  # fmt: skip
        parts = [say("opening", day=day, year=result.year), say("facts"), self._table(), say("table")]
        parts += [say("good"), self._good(), say("problems"), *self._problems(), say("requirements")]
        parts += [say(f"requirement_{number}") for number in ("one", "two", "three")]
        return "\n\n".join(parts) + "\n"

    def _say(self, key: str, **args: object) -> str:
        return self.words.text(f"bulletins.draft.{key}", **args)

    def _name(self, unit: str) -> str:
        return self.organization.by_id[unit].name

    def _regular(self) -> tuple[Rule, ...]:
        """Duties of several periods a year, as far as everybody may read of them."""
        found = []
        for rule in self.known.result.pack.rules:
            results = [each.rules[rule.id] for each in self.known.result.branches.values() if rule.id in each.rules]
            often = any(len({each.window for each in one.windows}) >= _LEAST_WINDOWS for one in results)
            if rule.kind == "cadence" and often and Audience(rule.audience) is Audience.PUBLIC:
                found.append(rule)
        return tuple(found)

    def _figure(self, subject: str, measure: str, unit: str) -> str:
        figure = self.known.figure(subject, measure, unit)
        return f"{{{{fig:{subject}.{measure}@{unit}={figure}}}}}" if isinstance(figure, str) else "—"

    def _table(self) -> str:
        rules = self._regular()
        rows = [[self._say("branch"), *(f"{rule.id} {self._types(rule)}".strip() for rule in rules)]]
        rows.append(["---", *("---:" for _ in rules)])
        rows += [
            [self._name(unit), *(self._figure(rule.id, "met", unit) for rule in rules)]
            for unit in self.known.result.branches
        ]
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)

    def _types(self, rule: Rule) -> str:
        """What the rule counts, in the words of its records."""
        written = rule.parameters.get("types")
        names = [each.text for each in getattr(written, "items", ()) if hasattr(each, "text")]
        known = registry().types
        return "、".join(known[each].label(self.words.language) for each in names if each in known)

    def _good(self) -> str:
        rules = self._regular()
        good = [unit for unit in self.known.result.branches if self._complete(unit, rules)]
        names = "、".join(map(self._name, good))
        return self._say("good_branches", branches=names) if good else self._say("good_none")

    def _complete(self, unit: str, rules: Iterable[Rule]) -> bool:
        own = self.known.result.branches[unit].rules
        pairs = [two for rule in rules if rule.id in own and (two := pair(own[rule.id])) is not None]
        return bool(pairs) and all(met == judged for met, judged in pairs)

    def _problems(self) -> list[str]:
        found = [*self._standards(), *self._counted("late", "records"), *self._counted("overdue", "rectification")]
        return found or [self._say("no_problems")]

    def _standards(self) -> Iterator[str]:
        """What failed or came late, standard by standard."""
        result = self.known.result
        for standard in result.pack.standards:
            lines: list[str] = []
            for rule in result.pack.rules:
                if rule.standard != standard.id or Audience(rule.audience) is not Audience.PUBLIC:
                    continue
                failed = [unit for unit, each in result.branches.items() if _fails(each.rules.get(rule.id))]
                if failed:
                    gloss = (rule.gloss.get(self.words.language) or rule.gloss.get("zh", "")).rstrip("。.")
                    named = "、".join(self._problem_of(rule.id, unit) for unit in failed)
                    lines.append(self._say("problem", number=len(lines) + 1, gloss=gloss, rule=rule.id, branches=named))
            if lines:
                yield "\n".join([f"**{standard.name}**", "", *lines])

    def _problem_of(self, rule: str, unit: str) -> str:
        figure = self._figure(rule, "met", unit)
        return self._say("problem_of", branch=self._name(unit), figure="" if figure == "—" else figure)

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


def _fails(found: RuleResult | None) -> bool:
    return found is not None and found.status in _FAULTS
