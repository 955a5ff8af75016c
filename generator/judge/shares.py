"""How a share is said: its two figures in the words of the pack, per cent, and what it had to be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from generator.judge.faults import listed
from generator.judge.records.events import Event
from generator.model.expression import Number
from generator.model.figures import decimal, percent
from generator.model.pack import Rule
from generator.model.period import Window
from generator.model.problem import Phrase, Term
from generator.model.result import Fault, Status, WindowResult
from generator.model.spoken import day, periods
from generator.types import registry

_ALL = Fraction(1)


@dataclass(frozen=True, slots=True)
class Said:
    """A share with its words; without words its figures are told as 9/10."""

    met: Number
    of: Number
    threshold: Fraction | None = None
    says: Term | None = None
    called: Term | None = None

    def why(self, code: str, lacks: tuple[Phrase, ...] = ()) -> Phrase:
        """What there is, and whether it reaches what was asked."""
        wanted = percent(self.threshold or 0)
        return Phrase(
            f"kinds.ratio.why.{code}",
            {
                "figures": self._figures,
                "share": self._share("kinds.ratio.why.share"),
                "wanted": wanted,
                "records": lacks,
            },
        )

    def fault(self, rule: Rule) -> Fault:
        """What there is, and what it had to be; without figures only the latter."""
        said = {"what": rule.term, "wanted": wanted(self.threshold or Fraction(0))}
        return Fault(
            Phrase(
                "kinds.ratio.fault.said",
                {**said, "figures": self._figures, "share": self._share("kinds.ratio.fault.share")},
            ),
            Phrase("kinds.ratio.fault.bare", said),
        )

    def aid(self) -> Phrase:
        """The share alone, by its name."""
        return Phrase("judging.aid.called", {"share": self._share("kinds.ratio.why.share"), "figures": self._figures})

    @property
    def _figures(self) -> Term | str:
        met, of = decimal(self.met), decimal(self.of)
        return self.says.filled(met=met, of=of) if self.says else f"{met}/{of}"

    def _share(self, nameless: str) -> Phrase:
        figure = percent(Fraction(self.met) / self.of, self.threshold)
        if self.called is None:
            return Phrase(nameless, {"percent": figure})
        return Phrase("kinds.ratio.fault.share_called", {"percent": figure, "called": self.called})


def wanted(threshold: Fraction) -> Phrase:
    """应不低于80%; where it is all, 应为100%."""
    return Phrase(
        "kinds.ratio.fault.all" if threshold >= _ALL else "kinds.ratio.fault.at_least", {"wanted": percent(threshold)}
    )


def event_said(event: Event, year: int) -> dict[str, object]:
    """An event by its day and what it was."""
    return {"day": day(event.date, year), "type": tuple(registry().types[each].term for each in event.record.types)}


def lacks(event: Event, name: str, year: int) -> Phrase:
    """9月20日换届选举没有批复日期."""
    declared = registry().field(name, event.record.types)
    return Phrase("kinds.ratio.fault.lacks", {**event_said(event, year), "field": declared.term if declared else name})


def of_months(
    rule: Rule, windows: Iterable[WindowResult], threshold: Fraction, unmet: Term | None, late: Term | None
) -> Fault | None:
    """Which months fall short, and which were made good late."""
    found: dict[Status, list[Window]] = {Status.FAIL: [], Status.LATE: []}
    for each in windows:
        if each.status in found:
            found[each.status].append(each.window)
    asked = wanted(threshold)
    parts = []
    for status, word, code in ((Status.FAIL, unmet, "month_unmet"), (Status.LATE, late, "month_late")):
        if found[status]:
            said = word or Phrase(f"kinds.ratio.fault.{code}", {"wanted": asked})
            parts.append(Phrase("kinds.ratio.fault.months", {"months": periods(found[status]), "said": said}))
    return listed(rule, parts)
