"""The page that tells what each year's pages were made of; the pages themselves read a line of it by a script.

They do not say it themselves: with each commit every page would be another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator import __version__
from generator.model.commit import Commit
from generator.publish.engine import Version, ordered
from generator.publish.pages.view import View
from generator.publish.pages.words import Words


def made_from_view(
    versions: Sequence[Version], configured: Mapping[str, str], commits: Sequence[Commit], words: Words
) -> View:
    """The page's data; `configured` is, of each year that is made now, the version of its rules and configuration."""
    return View(
        title=words.t("made_from.title"),
        program=__version__,
        commits=tuple(commits),
        years=tuple(
            View(href=f"{each.version}/index.html", title=each.title, configured=configured.get(each.version, ""))
            for each in ordered(versions)
        ),
    )


def made_from_lines(years: Sequence[str], commits: Sequence[Commit], words: Words) -> dict[str, str]:
    """The line at the foot of the pages of each year that is made now."""
    named = (
        words.t("made_from.changed" if each.changed else "made_from.commit", commit=each.name)
        for each in commits
        if each.name
    )
    said = words.join(dict.fromkeys(named)) or words.t("made_from.no_commit")
    return dict.fromkeys(years, words.t("made_from.line", commits=said, program=__version__))
