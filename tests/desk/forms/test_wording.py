"""Every fault of a form or a workbook is told in the words of the form, or the sheet: no path, no file, no id."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from generator.desk.file_names import in_names
from generator.desk.forms.record_text import new_text
from generator.desk.forms.trial import Proposal, Trial
from generator.language import Reader, catalogue
from generator.model.problem import Problem
from generator.workspace.problem_text import sentence
from generator.workspace.workspace import Workspace
from tests.desk.forms.test_trial import FILE, MEETING
from tests.language.test_reader import OF_GIT
from tests.school import School, branch, group
from tests.shop import Shop
from tests.workbook.sheets import book, planned
from tests.workbook.test_bad_cells import BAD
from tests.workbook.test_bad_cells import school as of_workbooks

ID = re.compile(r"\d{4}/[a-z_]+/\d\d-\d\d|\b(jichu|caijing|_committee)\b(?!党)", re.ASCII)
LITERAL = re.compile("“[^”]*”")
Fault = tuple[str, str, dict[str, Any]]
FAULTS: dict[str, Fault] = {
    "impossible": ("committee_meeting", FILE, {"date": "2017-02-30"}),
    "not_a_date": ("committee_meeting", FILE, {"end_date": "三月上旬"}),
    "date_misplaced": ("committee_meeting", FILE, {"date": "2017-03-09"}),
    "not_a_count": ("committee_meeting", FILE, {"expected": "五个半"}),
    "attendance_sum": ("committee_meeting", FILE, {"on_leave": "0"}),
    "present_above_expected": ("committee_meeting", FILE, {"present": "6", "on_leave": "0"}),
    "not_a_times": ("committee_meeting", FILE, {"time": "下班后"}),
    "time_backwards": ("committee_meeting", FILE, {"time": "15:30-14:00"}),
    "morning_or_afternoon": ("committee_meeting", FILE, {"time": "2:30"}),
    "incomplete": ("committee_meeting", FILE, {"place": None}),
    "votes_above": ("committee_meeting", FILE, {"resolutions": [{"text": "通过", "for": "9"}]}),
    "entry_incomplete": ("committee_meeting", FILE, {"resolutions": [{"text": "", "for": "3"}]}),
    "attachment_missing": ("committee_meeting", FILE, {"attachments": ["签到表.pdf"]}),
    "attachment_kind": ("committee_meeting", FILE, {"attachments": ["签到表.exe"]}),
    "record_unknown": ("committee_meeting", FILE, {"related": ["2017/jichu/03-07-committee-meeting"]}),
    "personal_number": ("committee_meeting", FILE, {"place": "13800138000"}),
    "in_future": ("committee_meeting", "records/2099/jichu/03-08-committee-meeting.md", {"date": "2099-03-08"}),
    "not_a_window": ("committee_meeting", FILE, {"make_up_for": "上个月"}),
    "secret_public": ("committee_meeting", FILE, {"secrecy": "秘密"}),
    "branch_of_folder": ("committee_meeting", FILE, {"branch": "caijing"}),
    "slug_mismatch": ("member_meeting", FILE, {}),
    "unknown_group": ("group_meeting", "records/2017/jichu/03-08-group-meeting.md", {"groups": ["第九党小组"]}),
    "group_not_then": ("group_meeting", "records/2017/jichu/03-08-group-meeting.md", {"groups": ["g1"]}),
    "branch_not_then": ("committee_meeting", "records/2012/jichu/03-08-committee-meeting.md", {"date": "2012-03-08"}),
    "belongs_to_branch": ("committee_meeting", "records/2017/_committee/03-08-committee-meeting.md", {}),
    "belongs_to_committee": ("committee_decision", "records/2017/jichu/03-08-committee-decision.md", {}),
    "review_unnamed": ("organization_review", FILE, {}),
    "notice_basis": ("public_notice", "records/2017/_committee/03-08-public-notice.md", {"basis": "党委会"}),
    "unknown_branch": ("public_notice", "records/2017/_committee/03-08-public-notice.md", {"branches": ["机电部？"]}),
    "restricted_in_shared": ("disposition", "records/2017/jichu/03-08-disposition.md", {}),
}  # fmt: skip
"""By the code of what is told, a record's type, file and what is entered in it."""


def of_forms(folder: Path) -> School:
    found = School(folder, branch(groups=[group("g1", "2017-06-01")]), branch("caijing"))
    found.record("2017/jichu/03-06-committee-meeting")
    return found


def told(problem: Problem, workspace: Workspace, reader: Reader) -> str:
    words = catalogue("zh", None, reader)
    parts = ("message", "hint")
    return "；".join(sentence(problem, words, part, lambda text: in_names(text, workspace, words)) for part in parts)


@pytest.fixture(scope="module")
def forms(shop: Shop) -> Workspace:
    root = shop.once("faults of forms", of_forms)
    return Workspace(root, root, "zh")


def test_a_form_tells_every_fault_in_its_own_words(forms: Workspace) -> None:
    silent, strange = [], []
    for code, (kind, file, entered) in FAULTS.items():
        values = {name: each for name, each in {**MEETING, **entered}.items() if each is not None}
        trial = Trial(forms, Proposal(file, new_text((kind,), values, "")))
        problems = (*trial.problems, *trial.elsewhere)
        if code not in {each.code for each in problems}:
            silent.append((code, [each.code for each in problems]))
        said = [told(each, forms, Reader.FORM) for each in problems]
        strange += [(code, each) for each in said if is_strange(each) or ID.search(LITERAL.sub("", each))]
    assert (silent, strange) == ([], [])


def test_a_workbook_tells_every_fault_in_its_own_words(shop: Shop) -> None:
    root = shop.once("workbooks", of_workbooks)
    workspace, strange = Workspace(root, root, "zh"), []
    for name, (sheets, *_) in BAD.items():
        said = [told(each.problem, workspace, Reader.SHEET) for each in planned(root, book(sheets)).faults]
        strange += [(name, each) for each in said if is_strange(each)]
    assert strange == []


def is_strange(said: str) -> bool:
    """Whether it speaks of what only a file has; what somebody typed is quoted as they typed it."""
    return bool(OF_GIT.search(LITERAL.sub("", said))) or set("[{") & {*LITERAL.sub("", said)} != set()
