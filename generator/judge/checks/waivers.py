"""Approved exceptions that begin or end inside a window: of that window they spare nothing (design §3, Small print)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.judge.rules import Compiled
from generator.model.period import MONTHS_IN, Window
from generator.model.problem import Phrase, Problem
from generator.model.record import Record
from generator.model.spoken import day, period


def waiver_problems(record: Record, compiled: Compiled) -> Iterator[Problem]:
    """A warning that names the windows of its rule which it touches and does not cover."""
    span, kind = record.values.span("window"), compiled.kinds.get(record.values.text("rule"))
    spared = kind.spared_by() if kind else None
    if span is None or spared is None:
        return
    years = range(span[0].year - 1, span[1].year + 1)
    touched = [
        window
        for year in years
        if date.min.year < year < date.max.year
        for window in compiled.pack.year.windows(spared, year)
        if window.start <= span[1] and span[0] <= window.end
    ]
    cut = [window for window in touched if not (span[0] <= window.start and window.end <= span[1])]
    if cut:
        name = spared.name if spared.name in MONTHS_IN else "span"
        whole = f"[{touched[0].start.isoformat()}, {touched[-1].end.isoformat()}]"
        figures = {
            "rule": record.values.text("rule"),
            "windows": tuple(_said(window, name) for window in cut),
            "whole": Phrase(f"judging.whole.{name}"),
            "right": whole,
        }
        yield record.warning("waiver_cut", "window", **figures)


def _said(window: Window, name: str) -> Phrase:
    if name in MONTHS_IN:
        return period(window.key, "period")
    return Phrase("pages.span", {"first": day(window.start), "last": day(window.end)})
