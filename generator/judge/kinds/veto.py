"""veto: what rules a branch out whatever its score (domain §4.5 一票否决); off unless enabled."""

from __future__ import annotations

from dataclasses import dataclass

from generator.judge.case import Case
from generator.judge.kind import Finding, Kind
from generator.judge.parameters import (
    Where,
    described,
    flag,
    list_of,
    one_of,
    parameter,
    type_id,
    where,
    whole,
    year_field,
)
from generator.model.node import Mapping as Written
from generator.model.node import Node
from generator.model.problem import Phrase
from generator.model.result import Fault, Status

NOT_RECOMMENDABLE = "not_recommendable"
GRADE_AT_MOST = "grade_at_most"
GRADES = ("good", "fairly_good", "average", "poor")
_GRADE = one_of(*GRADES)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a veto does: no recommendation, and perhaps no grade above one. People still decide."""

    grade_at_most: str | None = None

    @property
    def said(self) -> Phrase:
        """The effect in words."""
        if self.grade_at_most is None:
            return Phrase(f"kinds.veto.effect.{NOT_RECOMMENDABLE}")
        return Phrase(f"kinds.veto.effect.{GRADE_AT_MOST}", {"grade": Phrase(f"labels.grade.{self.grade_at_most}")})


@described(
    {
        "anyOf": [
            {"const": NOT_RECOMMENDABLE},
            {
                "type": "object",
                "properties": {GRADE_AT_MOST: {"enum": list(GRADES)}},
                "required": [GRADE_AT_MOST],
                "additionalProperties": False,
            },
        ]
    }
)
def _effect(node: Node) -> Effect:
    if isinstance(node, Written):
        for key, value in node.pairs:
            one_of(GRADE_AT_MOST)(key)
            return Effect(_GRADE(value))
    one_of(NOT_RECOMMENDABLE)(node)
    return Effect()


@dataclass(frozen=True)
class Veto(Kind):
    """Fails, and so rules the branch out, where so many counted records of the year meet the condition."""

    name = "veto"

    types_: tuple[str, ...] = parameter(list_of(type_id), name="types")
    effect: Effect = parameter(_effect)
    where: Where | None = parameter(where, default=None)
    min: int = parameter(whole, default=1)
    pick: str | None = parameter(one_of("latest"), default=None)
    year_field: str | None = parameter(year_field, default=None)
    enabled: bool = parameter(flag, default=False)

    def find(self, case: Case) -> Finding:
        """Fail where it is called, else pass; it has no points, its effect is the grade's and the recommendation's."""
        events = case.in_year(case.book.counted(self.types_), self.year_field)
        found = [event.id for event in events[-1 if self.pick else None :] if event.meets(self.where)]
        figures: dict[str, object] = {"count": len(found), "min": self.min, "effect": self.effect.said}
        called = bool(found) and len(found) >= self.min
        return Finding(
            Status.FAIL if called else Status.PASS,
            Phrase("kinds.veto.why.said" if called else "kinds.veto.why.clear", figures),
            evidence=found,
            steps=[Phrase("kinds.veto.step", figures)],
            fault=Fault(Phrase("kinds.veto.fault", {"what": case.rule.term, **figures})) if called else None,
        )
