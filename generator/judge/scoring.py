"""How far a rule was met, and the share of its points that earns (design §4, Scoring).

A scoring is a word (proportional, all_or_nothing, half_below, by_window) or one of

    {per_miss: 2}                       2 points off for each window, case or person that is missing
    {per_miss: 1/2, each: 0.01}         ½ point off for each begun percentage point below the threshold
    {steps: [[1, 5], [0.9, 3]]}         5 points from 100 %, 3 from 90 %; `[0.9, {share: 1/2}]` gives a share
    {steps: [[4, 5], [2, 3]], by: count}    the same by the number held in each window
    {levels: {target_met: 5, pass: 4, late: 1}}    by status, a window at a time where there are windows
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Any

from generator.judge.combining import MET
from generator.judge.parameters import Described, Schema, Wrong, described, figure, one_of, scalar, schema_of
from generator.model.expression import Number
from generator.model.figures import decimal
from generator.model.node import Listing, Node
from generator.model.node import Mapping as Written
from generator.model.problem import Phrase
from generator.model.result import Status

_ALL, _NONE = "all_or_nothing", "none"
FORMS = ("per_miss", "steps", "levels")
LEVELS = (Status.TARGET_MET, Status.PASS, Status.LATE, Status.FAIL)


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a rule, or one window of it, was met: so much of so much, against the share that is asked for."""

    status: Status
    number: Number = 0
    of: Number = 1
    threshold: Fraction = Fraction(1)
    count: int = 0
    """How often something was held, for a window."""
    parts: tuple[Reached, ...] = ()
    """What it is made of where each is met for itself, a late one perhaps in part: windows, halves."""

    @property
    def value(self) -> Fraction:
        """The share."""
        return Fraction(self.number) / self.of

    @property
    def missing(self) -> Fraction:
        """Windows, cases or persons short of the threshold; nobody is short in part."""
        short = max(Fraction(0), self.threshold * self.of - self.number)
        return short if self.parts else Fraction(ceil(short))

    @property
    def met(self) -> bool:
        """Whether it was reached in full."""
        return self.status in MET


@dataclass(frozen=True, slots=True)
class Rung:
    """From this figure on, so many points, or such a share of them."""

    at: Fraction
    points: Fraction
    is_share: bool

    def share(self, points: Fraction) -> Fraction:
        """Its share of the rule's points."""
        return self.points if self.is_share else self.points / points


@dataclass(frozen=True)
class Scoring:
    """From what was reached to the share of the points that are earned."""

    name: str
    per_miss: Fraction = Fraction(0)
    each: Fraction | None = None
    steps: tuple[Rung, ...] = ()
    levels: Mapping[Status, Fraction] | None = None
    by: str | None = None
    """`count`: steps by the number held in each window; `window`: a ratio judged month by month."""

    @property
    def per_window(self) -> bool:
        """Whether each window earns for itself, the rule earning their mean."""
        return self.name == "levels" or self.by == "count"

    @property
    def by_status(self) -> bool:
        """Whether the status alone decides."""
        return self.name in (_ALL, _NONE, "levels")

    def share(self, reached: Reached, points: Fraction | None) -> Fraction:
        """The share of the points, from 0 to 1; a rule without points earns all or nothing."""
        if self.per_window and reached.parts:
            return sum((self.share(each, points) for each in reached.parts), Fraction(0)) / len(reached.parts)
        if not points or self.name in (_ALL, _NONE):
            return Fraction(reached.met)
        found = getattr(self, f"_{self.name}")(reached, points)
        return min(Fraction(1), max(Fraction(0), Fraction(found)))

    def misses(self, reached: Reached) -> Fraction:
        """How many times `per_miss` is taken off."""
        if self.each is None:
            return reached.missing
        return Fraction(max(0, ceil((reached.threshold - reached.value) / self.each)))

    def said(self, reached: Reached, points: Fraction, earned: Fraction) -> Phrase:
        """The arithmetic as one step a person can check."""
        figures: dict[str, object] = {"points": decimal(points), "earned": decimal(earned)}
        if reached.parts:
            judged = len(reached.parts)
            if self.per_window:
                return Phrase("packs.step.windows", {**figures, "sum": decimal(earned * judged), "judged": judged})
            if self.name in ("proportional", "by_window"):
                return Phrase("judging.step.share", {**figures, "met": decimal(reached.number), "judged": judged})
        figures |= {"value": decimal(reached.value), "threshold": decimal(reached.threshold)}
        if self.name in FORMS:
            off, misses = decimal(self.per_miss), decimal(self.misses(reached))
            return Phrase(f"packs.step.{self.name}", {**figures, "off": off, "misses": misses})
        return Phrase(f"judging.step.{'full' if reached.met else self.name}", figures)

    def _proportional(self, reached: Reached, points: Fraction) -> Fraction:
        if reached.met:
            return Fraction(1)
        return min(Fraction(1), reached.value / reached.threshold) if reached.threshold else Fraction(0)

    _by_window = _proportional

    def _half_below(self, reached: Reached, points: Fraction) -> Fraction:
        below = self._proportional(reached, points)
        return below if reached.met else below / 2

    def _per_miss(self, reached: Reached, points: Fraction) -> Fraction:
        return 1 - self.misses(reached) * self.per_miss / points

    def _steps(self, reached: Reached, points: Fraction) -> Fraction:
        figure = Fraction(reached.count) if self.by == "count" else reached.value
        return next((rung.share(points) for rung in self.steps if figure >= rung.at), Fraction(0))

    def _levels(self, reached: Reached, points: Fraction) -> Fraction:
        levels = self.levels or {}
        usual = levels.get(Status.PASS) if reached.status is Status.TARGET_MET else None
        return levels.get(reached.status, usual or Fraction(0)) / points


PROPORTIONAL = Scoring("proportional")
ALL_OR_NONE = Scoring(_NONE)
"""The same as all_or_nothing, of a rule that has no other scoring: its step does not speak of a threshold."""

_SHARE: Schema = {
    "type": "object",
    "properties": {"share": schema_of(figure)},
    "required": ["share"],
    "additionalProperties": False,
}
_RUNG: Schema = {
    "type": "array",
    "prefixItems": [schema_of(figure), {"anyOf": [schema_of(figure), _SHARE]}],
    "minItems": 2,
    "maxItems": 2,
}


def _rung(node: Node) -> Rung:
    if not isinstance(node, Listing) or len(node.items) != 2:
        raise Wrong("parameter_list", node.mark)
    at, reward = node.items
    share = reward.get("share") if isinstance(reward, Written) else None
    return Rung(figure(at), figure(share if share is not None else reward), share is not None)


def _form(node: Written, windows: bool) -> Scoring:
    """One of the three forms that are mappings."""
    written = {key.text: value for key, value in node.pairs}
    name = next((form for form in FORMS if form in written), None)
    if name is None:
        raise Wrong("parameter_choice", node.mark, value="、".join(written), options="、".join(FORMS))
    orders = _orders(name, windows)
    allowed = (*(("each",) if name == "per_miss" else ()), *(("by",) if orders else ()))
    for key, _ in node.pairs:
        if key.text != name and key.text not in allowed:
            raise Wrong("parameter_unknown", key.mark, parameter=key.text, known="、".join((name, *allowed)))
    by = one_of(*orders)(written["by"]) if "by" in written else None
    if name == "per_miss":
        each = figure(written["each"]) if "each" in written else None
        if each == 0:
            raise Wrong("parameter_figure", written["each"].mark, value="0")
        return Scoring(name, per_miss=figure(written[name]), each=each, by=by)
    if name == "steps":
        listing = written[name]
        if not isinstance(listing, Listing) or not listing.items:
            raise Wrong("parameter_list", listing.mark)
        rungs = sorted((_rung(item) for item in listing.items), key=lambda rung: rung.at, reverse=True)
        return Scoring(name, steps=tuple(rungs), by=by)
    return Scoring(name, levels=_levels(written[name]), by=by)


def _orders(name: str, windows: bool) -> tuple[str, ...]:
    """What `by` may say: a cadence has windows anyway and may count in them, a ratio may be judged by them."""
    if windows:
        return ("count",) if name == "steps" else ()
    return ("window",)


def _levels(node: Node) -> dict[Status, Fraction]:
    if not isinstance(node, Written):
        raise Wrong("parameter_map", node.mark)
    found = {Status(one_of(*LEVELS)(key)): figure(value) for key, value in node.pairs}
    if Status.PASS not in found:
        raise Wrong("parameter_map", node.mark)
    return found


def scoring(*names: str, windows: bool = False) -> Described[Scoring]:
    """One of the words, or one of the forms; `windows` where the rule is judged window by window."""

    @described(_schema(names, windows))
    def read(node: Node) -> Scoring:
        if isinstance(node, Written):
            return _form(node, windows)
        text = scalar(node)
        if text not in names:
            raise Wrong("parameter_choice", node.mark, value=text, options="、".join((*names, *FORMS)))
        return Scoring(text)

    return read


def _schema(names: tuple[str, ...], windows: bool) -> Schema:
    levels = {"properties": {str(level): schema_of(figure) for level in LEVELS}, "required": [str(Status.PASS)]}
    forms: dict[str, dict[str, Any]] = {
        "per_miss": {"per_miss": schema_of(figure), "each": schema_of(figure)},
        "steps": {"steps": {"type": "array", "items": _RUNG, "minItems": 1}},
        "levels": {"levels": {"type": "object", **levels, "additionalProperties": False}},
    }
    made = [
        {
            "type": "object",
            "properties": properties | ({"by": {"enum": list(orders)}} if (orders := _orders(name, windows)) else {}),
            "required": [name],
            "additionalProperties": False,
        }
        for name, properties in forms.items()
    ]
    return {"anyOf": [{"enum": list(names)}, *made]}
