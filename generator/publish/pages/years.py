"""The page above all years: each year there is, and of those that are archived by what they are known and checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.model.frozen import Frozen, grouped
from generator.publish.engine import Version, latest, ordered
from generator.publish.pages.view import View
from generator.publish.pages.words import Words


def years_view(versions: Sequence[Version], frozen: Mapping[str, Frozen], committee: str, words: Words) -> View:
    """The page's data; `frozen` are the archived versions by their address."""
    newest = latest(versions)
    return View(
        title=words.t("years.title"),
        years=[_row(each, frozen.get(each.version), each == newest) for each in ordered(versions)],
        committee=committee,
        # One of the bags, as an example in commands that are copied; the newest.
        example=next((frozen[each.version].name for each in ordered(versions) if each.version in frozen), None),
    )


def _row(version: Version, frozen: Frozen | None, newest: bool) -> View:
    return View(
        title=version.title,
        href=f"{version.version}/index.html",
        newest=newest,
        superseded=version.state == "superseded",
        bag=frozen.name if frozen else "",
        version=frozen.version if frozen else None,
        closed_on=frozen.closed_on if frozen else None,
        reason=frozen.reason if frozen else "",
        fingerprint=grouped(frozen.fingerprint) if frozen else "",
        public=frozen.public.name if frozen and frozen.public else "",
    )
