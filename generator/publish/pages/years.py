"""The page above all years: each year there is, and of those that are archived by what they are known and checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from generator.model.frozen import Frozen, Moved, grouped
from generator.publish.engine import Version, latest, ordered
from generator.publish.pages.view import View
from generator.publish.pages.words import Words

Compare = Callable[[Frozen, Frozen | None], Moved | None]


def years_view(
    versions: Sequence[Version], frozen: Mapping[str, Frozen], committee: str, words: Words, moved: Compare
) -> View:
    """The page's data; `frozen` are the archived versions by their address, `moved` compares one with the next."""
    newest = latest(versions)
    earlier = {(each.year, each.version + 1): each for each in frozen.values()}
    return View(
        title=words.t("years.title"),
        years=[_row(each, frozen.get(each.version), each == newest, earlier, moved) for each in ordered(versions)],
        committee=committee,
        # One of the bags, as an example in commands that are copied; the newest.
        example=next((frozen[each.version].name for each in ordered(versions) if each.version in frozen), None),
    )


def _row(
    version: Version,
    frozen: Frozen | None,
    newest: bool,
    earlier: Mapping[tuple[int, int], Frozen],
    moved: Compare,
) -> View:
    before = earlier.get((frozen.year, frozen.version)) if frozen else None
    return View(
        corrected=moved(before, frozen) if before else None,
        since=moved(frozen, None) if frozen and version.state == "archived" else None,
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
