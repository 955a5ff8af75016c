"""What a record's path says."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath

import pytest

from generator.model.interval import Interval
from generator.model.organization import Branch, Organization
from generator.read.record_path import RecordPath, read_record_path
from generator.types.findings import Findings

SCHOOL = Organization("委员会", "党委", (Branch("jichu", "基础部党支部", Interval(date(2014, 9, 1))),))


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (
            "2017/jichu/03-08-committee-meeting.md",
            RecordPath("2017/jichu/03-08-committee-meeting", 2017, "jichu", "03-08", "committee-meeting"),
        ),
        ("2017/jichu/03-08-dues-2.yml", RecordPath("2017/jichu/03-08-dues-2", 2017, "jichu", "03-08", "dues")),
        ("2017/jichu/03-08-dues-12.md", RecordPath("2017/jichu/03-08-dues-12", 2017, "jichu", "03-08", "dues")),
        ("0001/_committee/12-31-inspection.md", RecordPath("0001/_committee/12-31-inspection", 1, "_committee", "12-31",
                                                      "inspection")),
    ],
)  # fmt: skip
def test_place(path: str, place: RecordPath) -> None:
    findings = Findings(path)
    assert read_record_path(PurePosixPath(path), SCHOOL, findings) == place
    assert findings.problems == []


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("2017/jichu/03-08-支委会.md", "name_not_ascii"),
        ("２０１７/jichu/03-08-dues.md", "name_not_ascii"),
        ("2017/03-08-dues.md", "misplaced"),
        ("2017/jichu/sub/03-08-dues.md", "misplaced"),
        ("17/jichu/03-08-dues.md", "misplaced"),
        ("0000/jichu/03-08-dues.md", "misplaced"),
        ("archive/jichu/03-08-dues.md", "misplaced"),
        ("2017/nosuch/03-08-dues.md", "unknown_branch"),
        ("2017/没有的支部/03-08-dues.md", "unknown_branch"),
        ("2017/基础部党支部/03-08-dues.md", "folder_by_name"),
        ("2017/基础部党支部/03-08-支委会.md", "folder_by_name"),
        ("2017/JICHU/03-08-dues.md", "unknown_branch"),
        ("2017/jichu/dues.md", "bad_name"),
        ("2017/jichu/3-8-dues.md", "bad_name"),
        ("2017/jichu/03-08.md", "bad_name"),
        ("2017/jichu/03-08-Dues.md", "bad_name"),
        ("2017/jichu/03-08-dues-.md", "bad_name"),
        ("2017/jichu/03-08-dues_check.md", "bad_name"),
        ("2017/jichu/03-08-dues.v2.md", "bad_name"),
        ("2017/jichu/2017-03-08-dues.md", "bad_name"),
    ],
)
def test_no_place(path: str, code: str) -> None:
    findings = Findings(path)
    assert read_record_path(PurePosixPath(path), SCHOOL, findings) is None
    assert [each.code for each in findings.problems] == [code]
    assert findings.failed
