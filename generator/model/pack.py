"""A rule pack as written: rules are data (design §4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from generator.model.interval import Interval
from generator.model.node import Mapping as Written
from generator.model.node import Mark


@dataclass(frozen=True, slots=True)
class Rule:
    """One checkable requirement; `parameters` belong to its kind, which alone understands them."""

    id: str
    standard: str | None
    kind: str
    points: Fraction | None
    parameters: Written
    mark: Mark
    clause: tuple[str, ...] = ()
    """The words of the plan it stands for."""
    gloss: Mapping[str, str] = field(default_factory=dict)
    """What it asks, in our own words, by language."""
    source: str = "local"
    figures: str = "local"
    """Whose the deciding figures are, where that is not the source of the requirement."""
    unit: str = "branch"
    audience: str = "public"
    local: tuple[str, ...] = ()
    """Names of the parameters that site_config.yml overrides."""


@dataclass(frozen=True, slots=True)
class Standard:
    """A group of rules with a weight."""

    id: str
    name: str
    points: Fraction


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole standard, valid over a span of time."""

    id: str
    title: str
    file: str
    valid_from: date
    valid_to: date | None
    total: Fraction
    standards: tuple[Standard, ...]
    rules: tuple[Rule, ...]
    bands: Mapping[str, Fraction] = field(default_factory=dict)
    canonical: object = None
    """The pack as plain data, for the configuration's fingerprint."""

    def valid_in(self, year: int) -> bool:
        """Whether it is in force on some day of the year."""
        return Interval(self.valid_from, self.valid_to).days_in(date(year, 1, 1), date(year, 12, 31)) > 0

    def rule(self, rule_id: str) -> Rule | None:
        """The rule of that id."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)
