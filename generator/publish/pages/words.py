"""Figures, dates and labels in the words of one language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from generator.language import Catalogue
from generator.model import spoken
from generator.model.figures import decimal, difference, percent, shown
from generator.model.pack import Rule
from generator.model.problem import Phrase
from generator.model.result import RuleResult, Value


@dataclass(frozen=True)
class Words:
    """The catalogue, with what pages say often."""

    catalogue: Catalogue

    @property
    def language(self) -> str:
        """zh or en."""
        return self.catalogue.language

    def t(self, key: str, **args: object) -> str:
        """A sentence of pages.yml."""
        return self.catalogue.text(f"pages.{key}", **args)

    def label(self, subject: str, key: str) -> str:
        """The label of an identifier."""
        return self.catalogue.label(subject, key)

    def say(self, phrase: Phrase) -> str:
        """A phrase as a sentence."""
        return self.catalogue.say(phrase)

    def name(self, rule: Rule) -> str:
        """What people call the rule."""
        return rule.term.said(self.language)

    def fault(self, found: RuleResult) -> str:
        """What is missing or came late, without the name that it begins with; else why the rule stands as it does."""
        said = self.say(found.fault.said) if found.fault else self.say(found.why)
        return said.removeprefix(self.name(found.rule)).removeprefix(self.t("colon")).lstrip()

    def join(self, items: Iterable[str]) -> str:
        """A list in one line."""
        return self.t("comma").join(items)

    def valid(self, first: date, until: date | None) -> str:
        """From which day to which something is in force; `until` is the first day it is not."""
        if until is None:
            return self.t("valid", first=self.day(first), until="")
        last = self.catalogue.text("beside.until", day=self.day(until - timedelta(days=1)))
        return self.t("valid", first=self.day(first), until=last)

    def day(self, day: date) -> str:
        """2017年3月8日."""
        return self.t("day", year=day.year, month=day.month, day=day.day, iso=day.isoformat())

    def weekday(self, day: date) -> str:
        """星期三."""
        return self.t(f"weekday.{day.isoweekday()}")

    def month_day(self, text: str) -> str:
        """03-31 or next-01-31 as 3月31日, 次年1月31日."""
        year, rest = text[:-6], text[-5:]
        said = self.t("month_day", month=int(rest[:2]), day=int(rest[3:]), text=rest)
        return self.t(f"of_year.{year}", day=said) if year else said

    def span(self, first: date, last: date) -> str:
        """From a day to a day."""
        return self.t("span", first=self.day(first), last=self.day(last))

    def period(self, key: str) -> str:
        """2017-03, 2017-Q1, 2017-H1 or 2017 in words."""
        return self.say(spoken.period(key, "period"))

    def window(self, key: str) -> str:
        """The same without the year, for a cell."""
        return self.say(spoken.period(key))

    def value(self, value: Value | None) -> str:
        """A figure against its threshold: 38/40（95%，不低于95%）."""
        if value is None:
            return ""
        pair = {"numerator": decimal(value.numerator), "denominator": decimal(value.denominator)}
        if value.threshold is None or not value.denominator:
            return self.t("value.pair", **pair)
        if not value.threshold:
            return self.t("value.none_allowed", **pair)
        share = percent(Fraction(value.numerator) / value.denominator, value.threshold)
        return self.t("value.share", **pair, share=share, threshold=percent(value.threshold))


def exact(value: int | Fraction | None) -> str:
    """The figure as the status JSON has it; empty for none."""
    return "" if value is None else decimal(value)


def brief(value: int | Fraction | None) -> str:
    """The figure as pages show it; a dash for none."""
    return "—" if value is None else shown(value)


def change(after: int | Fraction | None, before: int | Fraction | None) -> str:
    """What changed, with its sign, between the figures as they are shown; a dash where one is lacking."""
    return "—" if after is None or before is None else difference(after, before)
