"""How a branch does from year to year, and how often it records this year against the last (design §10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.model.figures import difference, percent
from generator.model.result import BranchResult, StandardResult
from generator.publish.pages.parts.basis import basis, raw
from generator.publish.pages.parts.chart import Chart, Series, chart
from generator.publish.pages.parts.tabs import TREND, Tabs, branch_tabs, crumbs, page_tabs
from generator.publish.pages.words import brief
from generator.publish.pages.year_site import Link, YearSite

DEPTH = 1
MOST_YEARS = 6
_HUNDRED, _MONTHS, _QUARTER = 100, 12, 3


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year: its score and what each standard earned; `missing` says why there is nothing."""

    year: Link
    score: str
    basis: str
    why: str
    """The same with why the rest is not in it."""
    change: str
    standards: tuple[str, ...]
    missing: str


@dataclass(frozen=True, slots=True)
class QuarterRow:
    """Records of a quarter in both years."""

    name: str
    before: str
    now: str
    change: str


@dataclass(frozen=True, slots=True)
class TrendView:
    """What the template shows."""

    title: str
    crumbs: tuple[Link, ...]
    branches: Tabs
    pages: Tabs
    lead: str
    scores_shown: bool
    scores: Chart | None
    standards: Chart | None
    heads: tuple[str, ...]
    rows: tuple[YearRow, ...]
    months: Chart
    years: tuple[str, str]
    quarters: tuple[QuarterRow, ...]
    no_before: str


def trend_view(unit: str, site: YearSite) -> TrendView:
    """The page's data: at most the years that are judged now, and those of which there is a site."""
    say, period = site.catalogue.text, site.words.period
    years = [year for year in sorted({*site.years, *site.history}) if year <= site.year][-MOST_YEARS:]
    found = {year: site.history[year].result.branches.get(unit) if year in site.history else None for year in years}
    shown = site.public.scores_shown
    now, before = _by_month(unit, site.year, site), _by_month(unit, site.year - 1, site)
    names = (period(str(site.year - 1)), period(str(site.year)))
    return TrendView(
        title=say("trend.title", unit=site.unit_name(unit)),
        crumbs=crumbs(unit, TREND, site),
        branches=branch_tabs(unit, TREND, site),
        pages=page_tabs(TREND, site),
        lead=say("trend.lead", day=site.words.day(site.as_of)),
        scores_shown=shown,
        scores=_scores(found, site) if shown else None,
        standards=_standards(found, site) if shown else None,
        heads=tuple(site.words.t("standard_name", number=each.id, name=each.name) for each in site.pack.standards),
        rows=tuple(_row(unit, year, found, site) for year in reversed(years)) if shown else (),
        months=chart(
            say("trend.records"),
            say("trend.month"),
            [site.words.window(f"{site.year}-{month:02}") for month in range(1, _MONTHS + 1)],
            [Series(names[0], before, bars=True), Series(names[1], now, bars=True)],
        ),
        years=names,
        quarters=tuple(_quarter(number, before, now, site) for number in range(_MONTHS // _QUARTER)),
        no_before="" if any(each is not None for each in before) else say("trend.no_before", year=site.year - 1),
    )


def _scores(found: dict[int, BranchResult | None], site: YearSite) -> Chart | None:
    figures = [result.computed_score if result else None for result in found.values()]
    if all(figure is None for figure in figures):
        return None
    title, score = site.catalogue.text("trend.scores"), site.words.t("home.score")
    names = [_named(year, result, site) for year, result in found.items()]
    breaks = frozenset(number for number, year in enumerate(found) if not _alike(found.get(year - 1), found[year]))
    series = [Series(score, tuple(figures), breaks=breaks)]
    return chart(title, site.catalogue.text("trend.year"), names, series, _HUNDRED)


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
        )
        for year, result in known
    ]
    names = [each.name for each in site.pack.standards]
    return chart(site.catalogue.text("trend.standards"), site.words.t("scorecard.standard"), names, series, _HUNDRED)


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


def _row(unit: str, year: int, found: dict[int, BranchResult | None], site: YearSite) -> YearRow:
    result, last = found[year], found.get(year - 1)
    score = result.computed_score if result else None
    earned = [result.standards.get(each.id) if result else None for each in site.pack.standards]
    say = site.catalogue.text
    missing = "" if result else say("trend.not_judged" if year not in site.history else "trend.not_listed")
    return YearRow(
        year=Link(site.words.period(str(year)), site.unit_href(unit, DEPTH, year) if result else None),
        score=brief(score),
        basis=_basis(result, site) if result else "—",
        why=basis(result, site) if result else "",
        change=_change(last, result, site),
        standards=tuple(_of(each, site) for each in earned),
        missing=missing,
    )


def _change(last: BranchResult | None, now: BranchResult | None, site: YearSite) -> str:
    """Against the year before, where both rest on as many points."""
    if last is None or now is None or last.computed_score is None or now.computed_score is None:
        return "—"
    if not _alike(last, now):
        return site.catalogue.text("trend.unlike")
    return difference(now.computed_score, last.computed_score)


def _of(found: StandardResult | None, site: YearSite) -> str:
    if found is None or found.earned is None:
        return "—"
    share = percent(found.earned / found.points) if found.points else ""
    return f"{site.words.t('out_of', earned=brief(raw(found)), points=brief(found.judged))} {share}".strip()


def _by_month(unit: str, year: int, site: YearSite) -> tuple[int | None, ...]:
    """Records dated in each month; None where the month has not begun, or the year has neither records nor a site."""
    records = site.records.of(year, unit)
    if not records and year not in site.years:
        return (None,) * _MONTHS
    found = Counter(record.date.month for record in records if record.date.year == year)
    begun = (year, _MONTHS) if year < site.as_of.year else (site.as_of.year, site.as_of.month)
    return tuple(found[month] if (year, month) <= begun else None for month in range(1, _MONTHS + 1))


def _quarter(number: int, before: Sequence[int | None], now: Sequence[int | None], site: YearSite) -> QuarterRow:
    sums = [_sum(each[_QUARTER * number : _QUARTER * (number + 1)]) for each in (before, now)]
    was, has = sums
    return QuarterRow(
        name=site.words.window(f"{site.year}-Q{number + 1}"),
        before="—" if was is None else str(was),
        now="—" if has is None else str(has),
        change="—" if was is None or has is None else difference(has, was),
    )


def _sum(counts: Sequence[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None
