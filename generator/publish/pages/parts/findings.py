"""What a plot shows, in a sentence: made of the very figures that are drawn, so that it never says another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from generator.judge.lists.states import Tally
from generator.model.figures import difference, shown
from generator.model.period import windows
from generator.publish.pages.year_site import YearSite

_MONTHS = 12
_MOST_NAMED = 3
"""So many months or duties are named; of more only their number is said."""


def months_finding(now: Sequence[int | None], before: Sequence[int | None], site: YearSite) -> str:
    """How many records there are, in which month the fewest, and whether they are more than in the year before.

    A month that still runs, or of which nothing is known, is compared with none.
    """
    over = _over(site)
    counts = {month: count for month, count in enumerate(now[:over], 1) if count is not None}
    parts = [_counted(sum(count or 0 for count in now), over, site)]
    if len(counts) > 1 and any(now):
        parts.append(_fewest(counts, site))
    pairs = [(count, before[month - 1]) for month, count in counts.items()]
    both = [(one, other) for one, other in pairs if other is not None]
    if both and len(both) == len(pairs):
        parts.append(_against(sum(one for one, _ in both), sum(other for _, other in both), over, site))
    return site.catalogue.text("findings.and").join(parts)


def scores_finding(figures: Mapping[int, tuple[int | Fraction | None, bool]], site: YearSite) -> str:
    """The year's score against that of the year before; by year the score, and whether the one before is like it."""
    say, period = site.catalogue.text, site.words.period
    score, alike = figures.get(site.year, (None, False))
    year, last = period(str(site.year)), figures.get(site.year - 1, (None, False))[0]
    if score is None:
        return say("findings.no_score", year=year)
    so_far = {"year": year, "score": shown(score)}
    if last is None:
        return say("findings.score", **so_far)
    if not alike:
        return say("findings.score_unlike", **so_far, last=period(str(site.year - 1)))
    change = difference(score, last)
    how = "same" if change == "0" else "lower" if change.startswith("-") else "higher"
    return say(f"findings.score_{how}", **so_far, last=period(str(site.year - 1)), change=change.lstrip("+-"))


def shares_finding(shares: Iterable[tuple[str, int | Fraction | None]], site: YearSite) -> str:
    """Which standards have the highest and the lowest share of their points."""
    say, known = site.catalogue.text, [(name, share) for name, share in shares if share is not None]
    if not known:
        return ""
    most, least = max(share for _, share in known), min(share for _, share in known)
    if most == least:
        return say("findings.share_alike", count=len(known), share=shown(most))

    def named(figure: int | Fraction) -> str:
        return site.words.join(name for name, share in known if share == figure)

    figures = {"best": named(most), "most": shown(most), "worst": named(least), "least": shown(least)}
    return say("findings.shares", **figures)


def extremes_finding(counts: Mapping[str, int], site: YearSite) -> str:
    """Which branches have the most records and which the fewest."""
    say, most, least = site.catalogue.text, max(counts.values()), min(counts.values())
    if most == least:
        return say("findings.branches_alike", count=most) if len(counts) > 1 else ""

    def named(figure: int) -> str:
        names = [site.unit_name(unit) for unit, count in counts.items() if count == figure]
        if len(names) > _MOST_NAMED:
            return say("findings.branches", count=len(names))
        return site.words.join(names)

    return say("findings.extremes", most=most, best=named(most), least=least, worst=named(least))


def tasks_finding(found: Tally, site: YearSite) -> str:
    """How many tasks there are, how many of them closed, and how many are overdue: the figures of the cards."""
    say = site.catalogue.text
    if found.total and found.verified == found.total:
        return say("findings.all_closed", total=found.total)
    code = "tasks_overdue" if found.overdue else "tasks"
    figures = {"total": found.total, "verified": found.verified, "unclosed": found.unclosed}
    return say(f"findings.{code}", **figures, overdue=found.overdue)


def duties_finding(faults: Sequence[tuple[str, tuple[str, ...]]], duties: int, site: YearSite) -> str:
    """Which duties are not met, each with the months that fail where it is asked for month by month."""
    say = site.catalogue.text
    if not faults:
        return say("findings.duties_met", count=duties)
    named = [
        say("findings.duty", name=name, months=_months(months, site)) if months else name
        for name, months in faults[:_MOST_NAMED]
    ]
    more = say("findings.more_duties", count=len(faults)) if len(faults) > _MOST_NAMED else ""
    return say("findings.duties", count=duties, unmet=len(faults), named=site.words.join(named), more=more)


def _over(site: YearSite) -> int:
    """How many months of the year are over."""
    return sum(window.end <= site.as_of for window in windows("month", site.year))


def _counted(count: int, over: int, site: YearSite) -> str:
    say = site.catalogue.text
    if over == _MONTHS:
        return say("findings.year" if count else "findings.year_none", count=count)
    return say("findings.so_far" if count else "findings.so_far_none", count=count, day=site.words.day(site.as_of))


def _fewest(counts: Mapping[int, int], site: YearSite) -> str:
    say, least = site.catalogue.text, min(counts.values())
    keys = tuple(f"{site.year}-{month:02}" for month, count in counts.items() if count == least)
    if len(keys) == len(counts):
        return say("findings.alike", count=least)
    if not least:
        return say("findings.none_in", months=_months(keys, site))
    return say("findings.fewest" if len(keys) == 1 else "findings.fewest_each", months=_months(keys, site), count=least)


def _months(keys: Sequence[str], site: YearSite) -> str:
    if len(keys) > _MOST_NAMED:
        return site.catalogue.text("findings.months", count=len(keys))
    return site.words.join(site.words.window(key) for key in keys)


def _against(now: int, before: int, over: int, site: YearSite) -> str:
    say, change = site.catalogue.text, now - before
    how = "same" if not change else "more" if change > 0 else "fewer"
    last = site.words.window(f"{site.year}-{over:02}")
    than = say("findings.last_year") if over == _MONTHS else say("findings.last_year_until", month=last)
    return say(f"findings.{how}", than=than, count=abs(change))
