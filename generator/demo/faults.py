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
    "draft": Fault("caijing", "a draft counts for nothing", ("2017/caijing/12-18-committee-meeting",)),
    "letter_late": Fault("xingzheng", "signed after 31 March 2017", ("2017/xingzheng/04-11-responsibility-letter",)),
    "good_below_95": Fault("jidian", "94 of 100 ballots say good", ("2017/jidian/12-06-accountability-review",)),
    "good_at_95": Fault("caijing", "19 of 20 ballots say good: enough", ("2017/caijing/12-06-accountability-review",)),
    "dues_late": Fault("xinxi", "3 of 14 paid the dues of May 2017 late", ("2017/xinxi/05-31-dues",)),
    "dues_by_quarter": Fault("tuixiu", "dues by quarter, as approved", ("2017/tuixiu/11-30-dues",)),
    "check_incomplete": Fault(
        "caijing", "the first check of relations of 2017 left one member out", ("2017/caijing/05-11-relation-check",)
    ),
    "found_again": Fault(
        "jidian",
        "one member lost at the first check of 2017, found by the second",
        ("2017/jidian/05-16-relation-check",),
    ),
    "none_found_against_the_records": Fault(
        "jidian",
        "finds nothing under the fourth contrast, though meetings were missed",
        ("2017/jidian/10-09-problem-search",),
    ),
    "lists_late": Fault("xingzheng", "the three lists stood on 6 November 2017, after 31 October"),
    "task_overdue": Fault("jidian", "a task from a life meeting is past its day; one from a life meeting was closed"),
    "out_of_order": Fault(
        "jiaowu",
        "the final self-assessment came after the mass survey",
        ("2017/jiaowu/12-05-mass-survey", "2017/jiaowu/12-06-self-assessment"),
    ),
    "several_in_one": Fault(
        "jiaowu",
        "the life meeting of December 2017 was the appraisal too",
        ("2017/jiaowu/12-14-organizational-life-meeting",),
    ),
    "lecture_on_a_party_day": Fault(
        "xinxi", "a party day with a lecture counts for both", ("2017/xinxi/06-23-party-day",)
    ),
    "joint_group_meeting": Fault(
        "jidian", "the groups g1 and g3 met together in October 2017", ("2017/jidian/10-20-group-meeting",)
    ),
    "new_secretary": Fault(
        "jidian", "elected on 2017-06-14, a letter of the successor's own", ("2017/jidian/06-14-election",)
    ),
    "notice_over_new_year": Fault(
        "jiaowu", "a notice of ten working days that spans a holiday", ("2017/_committee/12-20-public-notice",)
    ),
    "objected": Fault(
        "houqin",
        "an objection to its notice, found unfounded; the objection lies in the private root",
        ("2017/_committee/12-08-public-notice",),
    ),
    "condition_not_met": Fault(
        "jidian",
        "not recommended: neither its grade nor the ballots of its review suffice",
        ("2017/_committee/12-08-committee-decision-4",),
    ),
    "withheld": Fault(
        "xinxi",
        "not recommended while its copied minutes are unexplained",
        ("2017/_committee/12-08-committee-decision-2",),
    ),
}
