"""Who reads what is published, and what each of them may see: the one table of it (design §7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Audience(StrEnum):
    """A circle of readers, from the widest to the narrowest; also the class of what a wider circle may not see."""

    PUBLIC = "public"
    MEMBERS = "members"
    COMMITTEE = "committee"

    @property
    def may(self) -> Rights:
        """What it may see."""
        return _RIGHTS[self]

    def sees(self, audience_class: Audience) -> bool:
        """Whether somebody of this circle may see what belongs to that class."""
        return _ORDER[audience_class] <= _ORDER[_RIGHTS[self].fields]

    @property
    def is_everybody(self) -> bool:
        """Whether what is of this class is open to every circle."""
        return all(circle.sees(self) for circle in Audience)


@dataclass(frozen=True, slots=True)
class Rights:
    """What an audience may see; nothing but its class of fields unless it is said."""

    fields: Audience
    """The narrowest class of fields and records."""
    files: bool = False
    """What is wrong with files whose records it may read: it writes them, or sees to it that they are written."""
    history: bool = False
    """How records came to be what they are."""
    quoted: bool = False
    """What messages quote from a file, whatever the class of the field."""
    office: bool = False
    """The pages of those who put things right: every file's problems, why a record does not count, whom no
    inspection has reached, a bulletin's figures as they are written."""
    drafts: bool = False
    """Records that are not finished."""
    unissued: bool = False
    """Records that are not issued yet, or are disclosed no more."""
    sheets: bool = False
    """Points and ballots sheet by sheet, and the working papers made of them."""
    readiness: bool = False
    """Which branches are ready to be recommended, and what the others lack."""
    restricted: bool = False
    """How many records there are of types without pages, and figures made of such."""


_RIGHTS = {
    Audience.PUBLIC: Rights(Audience.PUBLIC),
    Audience.MEMBERS: Rights(Audience.MEMBERS, files=True, history=True),
    Audience.COMMITTEE: Rights(
        Audience.COMMITTEE,
        files=True,
        history=True,
        quoted=True,
        office=True,
        drafts=True,
        unissued=True,
        sheets=True,
        readiness=True,
        restricted=True,
    ),
}
_ORDER = {audience: place for place, audience in enumerate(Audience)}
UNSAID = Audience.COMMITTEE
"""The class of whatever nobody gave one."""


def narrowest(classes: Iterable[Audience]) -> Audience:
    """The class of what belongs to all of these. Raises ValueError where there is none."""
    return max(classes, key=_ORDER.__getitem__)
