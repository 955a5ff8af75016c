"""The record as it would stand: what is wrong with it at which field, and for which duties it will count."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.desk.forms.form import record_form
from generator.desk.forms.posted import value_posted
from generator.desk.forms.record_text import new_text, taken_apart
from generator.desk.forms.trial import Proposal, Trial
from generator.model.result import Status
from generator.types import RecordType, registry
from generator.types.example import example
from generator.workspace.workspace import Workspace
from tests.attached.samples import pdf
from tests.cases.test_type_examples import TYPES, with_example
from tests.desk.forms.browser import Nothing, posts
from tests.school import School

ASKED = frozenset(
    ["committee_meeting", "member_meeting", "dues", "organization_review", "public_notice", "disposition"]
)
"""Types for which some rule asks, of each sort."""
MEETING = {
    "date": "2017-03-08",
    "place": "第一会议室",
    "chair": "支部书记",
    "recorder": "组织委员",
    "expected": "5",
    "present": "4",
    "on_leave": "1",
    "absent": "0",
    "agenda": ["研究一季度工作"],
}
FILE = "records/2017/jichu/03-08-committee-meeting.md"


def workspace(school: School) -> Workspace:
    return Workspace(school.root, school.root, "zh")


def tried(root: Path, **changes: object) -> Trial:
    values = {name: each for name, each in {**MEETING, **changes}.items() if each is not None}
    text = new_text(("committee_meeting",), values, "")  # type: ignore[arg-type]
    return Trial(workspace(School(root)), Proposal(FILE, text))


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.id)
def test_what_the_form_of_every_type_makes_of_its_example_counts(tmp_path: Path, kind: RecordType) -> None:
    school = with_example(tmp_path / kind.id, kind)
    made = example(kind, registry())
    file = f"{'private' if kind.restricted else 'records'}/{made.path}"
    path = school.root / file
    found = taken_apart(file, path.read_bytes())
    path.unlink()
    form = record_form((kind,), found.values, Nothing())
    posted = posts(form)
    values = {each.name: value_posted(each.field, each.name, posted) for each in form.boxes}
    trial = Trial(workspace(school), Proposal(file, new_text((kind.id,), values, found.body)))
    assert not trial.problems
    assert not trial.elsewhere
    assert trial.record is not None
    assert not trial.not_counted
    if kind.id in ASKED:
        assert trial.duties


def test_a_problem_is_told_at_its_field(tmp_path: Path) -> None:
    wrong = {
        "place": None,
        "expected": "五个半",
        "resolutions": [{"text": "通过", "for": "9"}, {"text": "", "for": "3"}],
        "time": "25:00",
        "end_date": "昨天",
    }
    trial = tried(tmp_path, **wrong)
    assert not trial.fit
    found = {each.problem.code: each.names for each in trial.placed(("committee_meeting",))}
    assert found["not_a_count"] == ("expected",)
    assert found["votes_above"] == ("resolutions.0",)
    assert found["entry_incomplete"] == ("resolutions.1",)
    assert found["impossible"] == ("time",)
    assert found["not_a_date"] == ("end_date",)
    assert not trial.duties
    for each in trial.problems:
        assert trial.workspace.catalogue.text(f"problems.{each.code}.hint", **each.args)


def test_what_it_lacks_is_told_at_the_fields_it_lacks(tmp_path: Path) -> None:
    trial = tried(tmp_path, place="", chair="待补", agenda=[])
    assert trial.fit
    told = [each.names for each in trial.placed(("committee_meeting",)) if each.problem.code == "incomplete"]
    assert set(told[0]) == {"place", "chair", "body", "agenda"}
    assert trial.not_counted
    assert not trial.duties


def test_duties_are_those_it_brings(tmp_path: Path) -> None:
    trial = tried(tmp_path)
    assert not trial.problems
    duties = {each.rule.id: each for each in trial.duties}
    months = [each for each in duties.values() if [window.key for window in each.windows] == ["2017-03"]]
    assert [each.status for each in months] == [Status.PASS]
    assert all(each.better for each in months)
    few = tried(tmp_path, present="2", on_leave="3")
    assert {each.code for each in few.problems} == {"no_quorum"}
    assert not [each for each in few.duties if each.windows]


def test_what_it_does_to_other_files_is_told(tmp_path: Path) -> None:
    school = School(tmp_path)
    school.record("2017/jichu/03-08-committee-meeting", {"related": ["2017/jichu/02-08-committee-meeting"]})
    school.record("2017/jichu/02-08-committee-meeting")
    text = (school.root / "records/2017/jichu/02-08-committee-meeting.md").read_text("utf-8")
    moved = text.replace("2017-02-08", "2017-02-09")
    trial = Trial(
        workspace(school),
        Proposal(
            "records/2017/jichu/02-09-committee-meeting.md", moved, "records/2017/jichu/02-08-committee-meeting.md"
        ),
    )
    assert not trial.problems
    assert [each.file for each in trial.elsewhere] == [FILE]


def test_a_file_that_is_to_be_attached_is_there(tmp_path: Path) -> None:
    school = School(tmp_path)
    text = new_text(("committee_meeting",), {**MEETING, "attachments": ["签到表.pdf"]}, "")
    assert [each.code for each in Trial(workspace(school), Proposal(FILE, text)).problems] == ["attachment_missing"]
    proposal = Proposal(FILE, text, attached={"签到表.pdf": pdf()})
    assert not Trial(workspace(school), proposal).problems
