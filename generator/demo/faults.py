"""What is wrong with the demonstration school on purpose, each fault with the records that show it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One deliberate fault, or an edge case that is none but looks like one."""

    branch: str
    what: str
    records: tuple[str, ...] = ()
    """Records that are there and show it."""
    missing: tuple[tuple[str, str], ...] = ()
    """Type and month (2017-02) of what was not held; a group after a slash: `group_meeting/g2`."""


FAULTS: dict[str, Fault] = {
    "very_small": Fault("tuixiu", "5 full members: no committee, no groups, dues by quarter"),
    "committee_missing": Fault(
        "jiaowu",
        "8 full members from 2017-03-15, a committee only from 2017-09-12",
        ("2017/jiaowu/09-12-election",),
        tuple(("committee_meeting", f"2017-{month:02}") for month in range(3, 9)),
    ),
    "founded_in_the_year": Fault("houqin", "founded on 2017-05-20 out of xingzheng", ("2017/houqin/06-02-election",)),
    "late_entries": Fault("caijing", "most records of 2017 were entered more than 7 days after their date"),
    "no_committee_meeting": Fault(
        "jidian",
        "no committee meeting in February and August 2017",
        missing=(("committee_meeting", "2017-02"), ("committee_meeting", "2017-08")),
    ),
    "group_missed_a_month": Fault(
        "jidian", "the group g2 did not meet in March 2017", missing=(("group_meeting/g2", "2017-03"),)
    ),
    "copied_minutes": Fault(
        "xinxi",
        "the minutes of June 2017 are those of May",
        ("2017/xinxi/05-09-committee-meeting", "2017/xinxi/06-07-committee-meeting"),
    ),
    "made_up": Fault(
        "xingzheng",
        "the committee meeting of January 2017 was made up in February",
        ("2017/xingzheng/02-16-committee-meeting",),
        (("committee_meeting", "2017-01"),),
    ),
    "waived": Fault(
        "caijing",
        "the committee meeting of July 2017 was waived",
        ("2017/caijing/07-04-waiver",),
        (("committee_meeting", "2017-07"),),
    ),
    "no_quorum": Fault(
        "xingzheng", "5 of 11 full members at a member meeting", ("2017/xingzheng/09-20-member-meeting",)
    ),
    "no_recorder": Fault("houqin", "no recorder stated", ("2017/houqin/08-30-committee-meeting",)),
    "leave_not_stated": Fault(
        "caijing", "9 of 11 came; leave and absence not stated", ("2017/caijing/10-27-theory-study",)
    ),
}
