"""How a branch does from year to year, and how often it records this year against the last (design §10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from generator.model.figures import difference, percent
from generator.model.pack import Standard
from generator.model.result import BranchResult, StandardResult
from generator.publish.formats.table import Table
from generator.publish.pages.parts.basis import basis, of_judged
from generator.publish.pages.parts.chart import Chart, Series, Tone, chart
from generator.publish.pages.parts.columns import Head, table_of
from generator.publish.pages.parts.conditions import standard_name
from generator.publish.pages.parts.downloads import downloads
from generator.publish.pages.parts.findings import months_finding, scores_finding, shares_finding
from generator.publish.pages.parts.tabs import TREND, unit_top
from generator.publish.pages.view import Link, View
from generator.publish.pages.words import brief
from generator.publish.pages.year_site import YearSite

DEPTH = 1
MOST_YEARS = 6
TABLES = ("record_counts", "years")
_HUNDRED, _MONTHS, _QUARTER = 100, 12, 3
_MOST_NAMED = 3
"""Of so many years each is drawn with what its score rests on; of more there is room for the year alone."""
_TONES = (Tone.OLDER, Tone.PAST, Tone.MAIN)


def trend_view(unit: str, site: YearSite) -> View:
    """The page's data: at most the years that are judged now, and those of which there is a site."""
    say, period, found = site.catalogue.text, site.words.period, _years(unit, site)
    shown = site.public.scores_shown
    now, before = _by_month(unit, site.year, site), _by_month(unit, site.year - 1, site)
    names = (period(str(site.year - 1)), period(str(site.year)))
    return View(
        **unit_top(unit, TREND, site, "trend.title"),
        as_of=site.as_of,
        scores_shown=shown,
        scores=_scores(found, site) if shown else None,
        standards=_standards(found, site) if shown else None,
        heads=tuple(standard_name(each.id, site) for each in site.pack.standards),
        rows=tuple(_row(unit, year, found, site) for year in reversed(found)) if shown else (),
        months=chart(
            say("trend.records"),
            say("trend.month"),
            [site.words.window(f"{site.year}-{month:02}") for month in range(1, _MONTHS + 1)],
            [Series(names[0], before, True, Tone.PAST), Series(names[1], now, True)],
            finding=months_finding(now, before, site),
        ),
        years=names,
        quarters=tuple(
            (f"{site.year}-Q{number + 1}", _quarter(number, before), _quarter(number, now))
            for number in range(_MONTHS // _QUARTER)
        ),
        # The year before, where it is not here to be counted.
        unknown=site.year - 1 if all(each is None for each in before) else None,
        downloads=downloads(TABLES if shown else TABLES[:1], site),
    )


def _years(unit: str, site: YearSite) -> dict[int, BranchResult | None]:
    years = [year for year in sorted({*site.years, *site.history}) if year <= site.year][-MOST_YEARS:]
    return {year: site.history[year].result.branches.get(unit) if year in site.history else None for year in years}


def _scores(found: dict[int, BranchResult | None], site: YearSite) -> Chart | None:
    figures = [result.computed_score if result else None for result in found.values()]
    if all(figure is None for figure in figures):
        return None
    title, score = site.catalogue.text("trend.scores"), site.words.t("home.score")
    few = len(found) <= _MOST_NAMED
    names = [_named(year, result if few else None, site) for year, result in found.items()]
    breaks = frozenset(number for number, year in enumerate(found) if not _alike(found.get(year - 1), found[year]))
    series = [Series(score, tuple(figures), breaks=breaks)]
    known = {year: (figures[number], number not in breaks) for number, year in enumerate(found)}
    finding = scores_finding(known, site)
    return chart(title, site.catalogue.text("trend.year"), names, series, _HUNDRED, finding=finding)


def _alike(before: BranchResult | None, now: BranchResult | None) -> bool:
    """Whether both scores rest on as many points: only then does one year's say anything of the other's."""
    return before is not None and now is not None and before.computed_basis == now.computed_basis


def _standards(found: dict[int, BranchResult | None], site: YearSite) -> Chart | None:
    """The share of its points that each standard earned, the last years side by side."""
    known = [(year, result) for year, result in found.items() if result and result.computed_score is not None][-3:]
    if not known:
        return None
    ids = [each.id for each in site.pack.standards]
    series = [
        Series(
            _named(year, result, site),
            tuple(_share(result.standards.get(each)) for each in ids),
            bars=True,
            tone=tone,
        )
        for (year, result), tone in zip(known, _TONES[-len(known) :], strict=True)
    ]
    names = [each.said(site.words.language) for each in site.pack.standards]
    title = site.catalogue.text("trend.standards")
    finding = shares_finding(zip(names, series[-1].figures, strict=True), site)
    return chart(title, site.words.t("scorecard.standard"), names, series, _HUNDRED, finding=finding)


def _named(year: int, result: BranchResult | None, site: YearSite) -> str:
    """The year, and how many points its score rests on."""
    name = site.words.period(str(year))
    return site.words.t("of_kind", type=name, kind=_basis(result, site)) if result else name


def _basis(result: BranchResult, site: YearSite) -> str:
    return site.words.t("basis.short", basis=brief(result.computed_basis))


def _share(found: StandardResult | None) -> Fraction | None:
    """As it is shown: the chart says no other figure than the table."""
    if found is None or found.earned is None or not found.points:
        return None
    return Fraction(percent(found.earned / found.points).removesuffix("%"))


def _row(unit: str, year: int, found: dict[int, BranchResult | None], site: YearSite) -> View:
    """One year: its score, what each standard earned, and what it rests on; or why there is nothing."""
    result, last = found[year], found.get(year - 1)
    return View(
        year=Link(site.words.period(str(year)), site.unit_href(unit, DEPTH, year) if result else None),
        score=result.computed_score if result else None,
        basis=_basis(result, site) if result else "—",
        why=basis(result, site) if result else "",
        change=_change(last, result, site),
        standards=tuple(_of(result.standards.get(each.id) if result else None, site) for each in site.pack.standards),
        missing="" if result else "not_judged" if year not in site.history else "not_listed",
    )


def _change(last: BranchResult | None, now: BranchResult | None, site: YearSite) -> str:
    """Against the year before, where both rest on as many points."""
    if last is None or now is None or last.computed_score is None or now.computed_score is None:
        return "—"
    if not _alike(last, now):
        return site.catalogue.text("trend.unlike")
    return difference(now.computed_score, last.computed_score)


def _of(found: StandardResult | None, site: YearSite) -> str:
    if found is None or found.earned is None or not found.points:
        return "—"
    return f"{of_judged(found, site)} {percent(found.earned / found.points)}"


def _by_month(unit: str, year: int, site: YearSite) -> tuple[int | None, ...]:
    """Records dated in each month; None where the month has not begun, or the year has neither records nor a site.

    A year that is being frozen has of others only the records it rests on: how many there were, they do not tell.
    """
    records = site.records.of(year, unit)
    alone = site.settings.frozen_as is not None and year != site.year
    if alone or (not records and year not in site.years):
        return (None,) * _MONTHS
    found = Counter(record.date.month for record in records if record.date.year == year)
    begun = (year, _MONTHS) if year < site.as_of.year else (site.as_of.year, site.as_of.month)
    return tuple(found[month] if (year, month) <= begun else None for month in range(1, _MONTHS + 1))


def _quarter(number: int, months: Sequence[int | None]) -> int | None:
    """Records of a quarter; None where none of its months is known."""
    known = [count for count in months[_QUARTER * number : _QUARTER * (number + 1)] if count is not None]
    return sum(known) if known else None


def record_counts_table(unit: str, site: YearSite) -> Table:
    """How many records of each month there are, this year and the last, to download."""
    month = Head[tuple[int, int | None, int | None]]
    heads = (
        month("month", "trend.month", lambda row: site.words.window(f"{site.year}-{row[0]:02}")),
        month("before", "pages.period.year", lambda row: row[1], named={"year": str(site.year - 1)}),
        month("now", "pages.period.year", lambda row: row[2], named={"year": str(site.year)}),
    )
    counts = (_by_month(unit, site.year - 1, site), _by_month(unit, site.year, site))
    return table_of(TABLES[0], heads, zip(range(1, _MONTHS + 1), *counts, strict=True), site)


_Year = tuple[int, BranchResult | None]


def years_table(unit: str, site: YearSite) -> Table:
    """Each year to download: the branch's score, what it rests on, and the share that each standard earned."""
    year = Head[_Year]

    def share(standard: Standard) -> Head[_Year]:
        names = {"number": standard.id, "name": standard.said(site.words.language)}
        return Head(
            f"standard_{standard.id}", "pages.standard_name", lambda row: _earned(row, standard.id), "share", names
        )

    heads = (
        year("year", "trend.year", lambda row: row[0]),
        year("score", "pages.home.score", lambda row: row[1].computed_score if row[1] else None),
        year("basis", "pages.home.basis", lambda row: row[1].computed_basis if row[1] else None),
        *(share(each) for each in site.pack.standards),
    )
    return table_of(TABLES[1], heads, reversed(_years(unit, site).items()), site)


def _earned(row: _Year, standard: str) -> Fraction | None:
    found = row[1].standards.get(standard) if row[1] else None
    return found.earned / found.points if found and found.earned is not None and found.points else None
