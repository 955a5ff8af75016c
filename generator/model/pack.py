"""A rule pack as written: rules are data (design §4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from generator.model.grading import Requirement
from generator.model.interval import Interval
from generator.model.node import Mapping as Written
from generator.model.node import Mark
from generator.model.period import MONTHS_IN, Period, Window, day_of, last_day
from generator.model.problem import Phrase, Term
from generator.model.values import at


@dataclass(frozen=True, slots=True)
class Rule:
    """One checkable requirement; `parameters` belong to its kind, which alone understands them."""

    id: str
    standard: str | None
    kind: str
    points: Fraction | None
    parameters: Written
    mark: Mark
    kind_mark: Mark
    clause: tuple[str, ...] = ()
    """The words of the plan it stands for."""
    name: Mapping[str, str] = field(default_factory=dict)
    """What people call it, by language."""
    gloss: Mapping[str, str] = field(default_factory=dict)
    """What it asks, in our own words, by language."""
    source: str = "local"
    figures: str = "local"
    """Whose the deciding figures are, where that is not the source of the requirement."""
    reading: Mapping[str, str] = field(default_factory=dict)
    """What of it is read into the words of its source, by language: 3月31日前是本校规定."""
    unit: str = "branch"
    audience: str = at("class", "public")
    local: tuple[str, ...] = ()
    """Names of the parameters that site_config.yml overrides."""
    item: str | None = None
    """The pool its points come out of, with other rules."""
    valid_from: date | None = None
    """Where it came into force after the pack did."""

    @property
    def term(self) -> Term:
        """What people call it: its name, else its id."""
        return Term(self.name or {"zh": self.id})

    @property
    def of_committee(self) -> bool:
        """Whether it is the school committee that it asks, and no branch."""
        return self.unit == "committee"

    def asks(self, language: str) -> str:
        """What it asks, in the language where that is told, else in Chinese, else in the words of its clause."""
        return self.gloss.get(language) or self.gloss.get("zh") or (self.clause[0] if self.clause else "")


@dataclass(frozen=True, slots=True)
class Standard:
    """A group of rules with a weight."""

    id: str
    name: str
    points: Fraction
    out_of: Fraction | None = None
    """What its rules add up to, where that is not its weight (a section marked out of 100 that weighs 40)."""
    en: str = ""

    def said(self, language: str) -> str:
        """Its name in that language, else in Chinese."""
        return self.en if language == "en" and self.en else self.name

    @property
    def sum(self) -> Fraction:
        """What its rules and items add up to."""
        return self.points if self.out_of is None else self.out_of


@dataclass(frozen=True, slots=True)
class Item:
    """One pool of points that several rules take from, never below nothing."""

    id: str
    standard: str
    points: Fraction


@dataclass(frozen=True, slots=True)
class PackYear:
    """How a pack's years run: from the 1st of a month; a school year has the name of the year it begins in."""

    first_month: int = 1

    def window(self, year: int) -> Window:
        """The whole year."""
        return self.windows(Period("year"), year)[0]

    def of(self, day: date) -> int:
        """The year that the day belongs to."""
        return day.year if day.month >= self.first_month else day.year - 1

    def day(self, text: str, year: int) -> date | None:
        """The day written MM-DD as it falls within the year; next- and previous- are told from where it begins."""
        found = day_of(text, year)
        return (
            day_of(f"next-{text}", year) if found and found.year == year and found.month < self.first_month else found
        )

    def windows(self, period: Period, year: int) -> tuple[Window, ...]:
        """All windows of the period; quarters and half-years are counted from the year's first month."""
        if period.spans or self.first_month == 1:
            return period.windows(year)
        months = MONTHS_IN[period.name]
        return tuple(self._window(year, number, months) for number in range(12 // months))

    def _window(self, year: int, number: int, months: int) -> Window:
        first, last = (self.first_month - 1 + number * months + more for more in (0, months - 1))
        start = date(year + first // 12, first % 12 + 1, 1)
        names = {1: f"{start:%Y-%m}", 3: f"{year}-Q{number + 1}", 6: f"{year}-H{number + 1}", 12: str(year)}
        return Window(start, last_day(year + last // 12, last % 12 + 1), names[months])


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
    items: tuple[Item, ...] = ()
    year: PackYear = PackYear()
    bonus_cap: Fraction | None = at("bonus/cap", None)
    """The most that all bonuses together add to the total."""
    bonus_above_total: bool = at("bonus/above_total", False)
    """Whether they may lift it above full marks."""
    deduction_cap: Fraction | None = at("deduction/cap", None)
    """The most that all deductions from the total together take off it."""
    recommendable: Requirement | None = None
    """What it asks for before a recommendation; None where it says nothing of one."""

    @property
    def span(self) -> Interval:
        """When it is in force."""
        return Interval(self.valid_from, self.valid_to)

    def valid_in(self, year: int) -> bool:
        """Whether it is in force on some day of the year; a year at the end of all calendars is none."""
        if not date.min.year < year < date.max.year:
            return False
        window = self.year.window(year)
        return self.span.days_in(window.start, window.end) > 0

    def rule(self, rule_id: str) -> Rule | None:
        """The rule of that id."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    def condition(self, code: str) -> Phrase:
        """What a condition of a recommendation is called in a list: a rule by its name and id."""
        rule = self.rule(code)
        if rule is None:
            return Phrase(f"evaluation.condition.short.{code}")
        return Phrase("pages.of_kind", {"type": rule.term, "kind": code})
