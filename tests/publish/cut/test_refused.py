"""A file that an error keeps out is named to those who could have read it, and where nobody can tell, to the office."""

from __future__ import annotations

from pathlib import Path

from generator.publish.edition import Edition
from generator.shipped import TEMPLATES
from generator.types import Audience
from tests.publish.conftest import content
from tests.school import School

_BAD = "应到: 退回\n"
CASES = {
    "03-01-committee-meeting.yml": (_BAD, True),
    "03-02-committee-meeting.yml": (f"公开范围: 党员\n草稿: 否\n{_BAD}", True),
    "03-03-committee-meeting.yml": (f"公开范围: 学校党委\n{_BAD}", False),
    "03-04-committee-meeting.yml": ("公开范围: 只给书记看\n", False),
    "03-05-committee-meeting.yml": (f"公开范畴: 学校党委\n{_BAD}", False),
    "03-06-committee-meeting.yml": (f"草稿: 是\n{_BAD}", False),
    "03-07-committee-meeting.yml": ("草稿: 大概\n", False),
    "03-08-committee-meeting.yml": ("地点: [\n", False),
    "03-09-committee-meeting.yml": ("类型: 没有这种\n", False),
    "03-10-talk.yml": (_BAD, False),
    "03-11-committee-meeting-lisi.docx": ("", False),
    "03-12-no-such-type.yml": (_BAD, True),
}
"""What is written below type and day, and whether members are told of it."""


def with_cases(root: Path) -> School:
    school = School(root)
    for name, (text, _) in CASES.items():
        kind = "" if text.startswith("类型") else f"类型: {'谈心谈话' if 'talk' in name else '支委会'}\n"
        school.write(f"records/2017/jichu/{name}", f"{kind}日期: 2017-{name[:5]}\n{text}")
    return school


def test_who_is_told_of_what_could_not_be_read(tmp_path: Path) -> None:
    school = with_cases(tmp_path)
    made = content(school.root, "2017-12-31")
    assert {Path(each).name for each in made.rejected} == set(CASES)
    told = {}
    for audience in (Audience.MEMBERS, Audience.COMMITTEE):
        problems = Edition(made, audience, "zh", TEMPLATES).site(2017).problems
        named = {Path(each).name for each in (*problems.rejected, *(each.file for each in problems.problems))}
        assert problems.rejected_count == len(named & set(CASES))  # of the others not even how many there are
        told[audience] = named & set(CASES)
    assert told[Audience.MEMBERS] == {name for name, (_, members) in CASES.items() if members}
    assert told[Audience.COMMITTEE] == set(CASES)


def test_no_page_names_one_to_those_who_are_not_told(tmp_path: Path) -> None:
    """Nor is it told of a record that names one that there is none: it would come and go with the error."""
    school = with_cases(tmp_path)
    named = {f"2017/jichu/{Path(name).stem}": members for name, (_, members) in CASES.items()}
    page = school.record("2017/jichu/03-20-committee-meeting", {"related": list(named)})
    made = content(school.root, "2017-12-31")
    assert not [each for each in made.problems if page in each.file]
    told = {each: Edition(made, each, "zh", TEMPLATES).site(2017).records[page] for each in Audience}
    assert told[Audience.COMMITTEE].values.names("related") == tuple(named)
    assert set(told[Audience.MEMBERS].values.names("related")) == {each for each, members in named.items() if members}
    assert "2017/jichu/03-02-committee-meeting" not in told[Audience.PUBLIC].values.names("related")
