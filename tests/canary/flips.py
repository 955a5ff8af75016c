"""Changes by which a rule stands otherwise, each with all that the public and members may see move, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.school import School, private

Fields = Mapping[str, Any]
_RESULT = frozenset({"status", "earned", "why", "fault", "reason"})
"""What is told of a rule: whether it is met, in which words, and the points that follow from that."""
TOTALS = frozenset({"standards", "computed_score", "computed_basis", "rounds"})
"""Scores are the same for all (design §7), so that these move with whatever moves them."""


@dataclass(frozen=True, slots=True)
class Flip:
    """A record before and after, and the rules of which it may be told that they stand otherwise."""

    name: str
    record: str
    before: Fields
    after: Fields
    rules: tuple[str, ...]
    also: frozenset[str] = frozenset()
    """What else may move of these rules: `parts`, `windows`, `evidence`."""
    restricted: bool = False

    def write(self, school: School, fields: Fields) -> None:
        """The record with these fields."""
        write: Callable[..., object] = private if self.restricted else School.record
        write(school, self.record, fields)

    @property
    def may_move(self) -> frozenset[str]:
        """Of the branch's result in status.json: `rules.M10.status` and the like."""
        return frozenset(f"rules.{rule}.{each}" for rule in self.rules for each in _RESULT | self.also)


_CHECK = {"roster_count": 12, "checked_count": 12, "lost": 0, "pocket": 0, "floating": 5, "floating_managed": 5}
_BALLOTS = {"issued": 40, "returned": 40, "invalid": 0}
_DAY = "2017/jichu/{}"


def _check(**other: int) -> dict[str, int]:
    return {**_CHECK, **other}


FLIPS = (
    Flip("lost", "2017/jichu/10-16-relation-check", _check(), _check(lost=4), ("M10",)),
    Flip("more lost", "2017/jichu/10-16-relation-check", _check(lost=3), _check(lost=9), ()),
    Flip("pocket", "2017/jichu/10-16-relation-check", _check(), _check(pocket=3), ("M11",)),
    Flip("floating not managed", "2017/jichu/10-16-relation-check", _check(), _check(floating_managed=4), ("M12",)),
    Flip(
        "fewer managed",
        "2017/jichu/10-16-relation-check",
        _check(floating_managed=4),
        _check(floating_managed=1),
        (),
    ),
    Flip(
        "no floating member",
        "2017/jichu/10-16-relation-check",
        _check(),
        _check(floating=0, floating_managed=0),
        ("M12", "S03"),
        frozenset({"parts", "value", "evidence"}),
    ),
    Flip(
        "absent instead of excused",
        "2017/jichu/03-08-party-day",
        {"expected": 12, "present": 6, "on_leave": 6, "absent": 0},
        {"expected": 12, "present": 6, "on_leave": 0, "absent": 6},
        ("M07",),
    ),
    Flip(
        "more absent",
        "2017/jichu/03-08-party-day",
        {"expected": 12, "present": 6, "on_leave": 1, "absent": 5},
        {"expected": 12, "present": 6, "on_leave": 0, "absent": 6},
        (),
    ),
    Flip(
        "ballots",
        "2017/jichu/12-20-accountability-review",
        {"ballots": {**_BALLOTS, "good": 40, "fairly_good": 0, "average": 0, "poor": 0, "abstain": 0}},
        {"ballots": {**_BALLOTS, "good": 30, "fairly_good": 10, "average": 0, "poor": 0, "abstain": 0}},
        ("L05",),
    ),
    Flip(
        "worse ballots",
        "2017/jichu/12-20-accountability-review",
        {"ballots": {**_BALLOTS, "good": 30, "fairly_good": 10, "average": 0, "poor": 0, "abstain": 0}},
        {"ballots": {**_BALLOTS, "good": 20, "fairly_good": 10, "average": 10, "poor": 0, "abstain": 0}},
        (),
    ),
    Flip(
        "grades of members",
        "2017/jichu/12-22-member-appraisal",
        {"ballots": {"excellent": 3, "qualified": 9, "basically_qualified": 0, "unqualified": 0}},
        {"ballots": {"excellent": 4, "qualified": 5, "basically_qualified": 0, "unqualified": 3}},
        (),
    ),
    Flip(
        "talks",
        "2017/jichu/05-10-talk",
        {"talks": 6, "members_covered": 6},
        {"talks": 9, "members_covered": 7},
        (),
    ),
    Flip(
        "no talks at all",
        "2017/jichu/05-10-talk",
        {"talks": 6, "members_covered": 6},
        {"talks": 0, "members_covered": 0},
        ("S02",),
        frozenset({"parts", "value"}),
    ),
    Flip("visits", "2017/jichu/05-11-hardship-visit", {"visits": 3}, {"visits": 11}, ()),
    Flip("dues", "2017/jichu/01-20-dues", {"amount_due": 650}, {"amount_due": 720}, ()),
    Flip(
        "an admission in the wrong order",
        "2017/jichu/03-20-development-case",
        {"milestones": {"applied": "2015-03-10", "activist": "2015-10-12", "candidate": "2017-03-20"}},
        {"milestones": {"applied": "2015-03-10", "activist": "2017-10-12", "candidate": "2017-03-20"}},
        ("M03",),
        restricted=True,
    ),
    Flip(
        "a transfer that took too long",
        "2017/jichu/03-21-relation-transfer",
        {
            "direction": "in",
            "letter_issued_on": "2017-03-21",
            "handed_in_on": "2017-04-01",
            "received_on": "2017-04-02",
        },
        {
            "direction": "in",
            "letter_issued_on": "2017-03-21",
            "handed_in_on": "2017-11-01",
            "received_on": "2017-11-02",
        },
        (),
        restricted=True,
    ),
    Flip(
        "a letter never handed in",
        "2017/jichu/03-21-relation-transfer",
        {"direction": "out", "letter_issued_on": "2017-03-21", "handed_in_on": "2017-04-01"},
        {"direction": "out", "letter_issued_on": "2017-03-21"},
        ("M11",),
        restricted=True,
    ),
    Flip(
        "a disposition in the wrong order",
        "2017/jichu/05-08-disposition",
        {"talked_on": "2017-05-08", "committee_on": "2017-05-15", "voted_on": "2017-05-22"},
        {"talked_on": "2017-05-23", "committee_on": "2017-05-15", "voted_on": "2017-05-22"},
        (),
        restricted=True,
    ),
    Flip(
        "a review that gives other points",
        "2017/jichu/12-07-organization-review",
        {"round": "final", "points": {"1": 18, "2": 18, "3": 20, "4": 14, "5": 15}},
        {"round": "final", "points": {"1": 12, "2": 18, "3": 20, "4": 14, "5": 15}},
        (),
    ),
    Flip(
        "a survey with other ballots",
        "2017/jichu/12-05-mass-survey",
        {
            "ballots": {
                "issued": 60,
                "returned": 57,
                "invalid": 0,
                "good": 50,
                "fairly_good": 7,
                "average": 0,
                "poor": 0,
            }
        },
        {
            "ballots": {
                "issued": 90,
                "returned": 57,
                "invalid": 7,
                "good": 43,
                "fairly_good": 7,
                "average": 0,
                "poor": 0,
            }
        },
        (),
    ),
)
NARROWED = tuple(
    Flip(
        f"of a closed record: {each.name}",
        each.record,
        {**each.before, "audience": "committee"},
        {**each.after, "audience": "committee"},
        each.rules,
        each.also | {"windows"},
    )
    for each in FLIPS
    if not each.restricted
)
"""The same of records that only the committee may open."""
