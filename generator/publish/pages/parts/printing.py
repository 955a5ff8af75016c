"""What official documents are printed in: for the office, which can name other fonts; readers need not know."""

from __future__ import annotations

from generator.publish.pages.view import View
from generator.publish.pages.year_site import YearSite


def printed_in(site: YearSite) -> View | None:
    """Font by font the parts that are set in it, and whether each is of the kind the standard names (GB/T 9704-2012).

    None where nothing has been printed: looking for fonts takes the time of the program that sets them.
    """
    if not site.courses or site.fonts is None:
        return None
    fonts, say = site.fonts(), site.catalogue.text
    parts: dict[str, list[str]] = {}
    for part, family in fonts.used:
        parts.setdefault(family, []).append(part)
    said = tuple(say("office.font", parts=site.words.join(own), font=family) for family, own in parts.items())
    return View(fonts=said, complete=fonts.complete)
