"""What is shown beside the score without changing it: late entry, near-identical minutes, school events (design §3)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.school import School, branch, window

MINUTES = "会议听取了一季度工作情况，研究了党员发展、教育、管理和监督等事项，逐项作了讨论并形成一致意见。"


class TestLateEntry:
    @pytest.mark.parametrize(("entered", "late"), [("2017-03-08", False), ("2017-03-15", False), ("2017-03-16", True)])
    def test_more_than_seven_days(self, school: School, entered: str, late: bool) -> None:
        record = school.record("2017/jichu/03-08-committee-meeting")
        school.write("records/entered.csv", f"record,entered_on\n{record},{entered}\n")
        jichu = school.status(as_of="2017-12-05")["branches"]["jichu"]
        assert jichu["late_entries"] == ([record] if late else [])
        assert window(jichu["rules"]["O02"], "2017-03")["status"] == "pass"  # it still counts

    def test_unknown_without_history(self, school: School) -> None:
        school.record("2017/jichu/03-08-committee-meeting")
        assert school.status(as_of="2017-12-05")["branches"]["jichu"]["late_entries"] == []


class TestSimilarMinutes:
    """At least 0.9 alike over at least 100 characters, in one year."""

    def similar(self, school: School, first: str, second: str, other: str = "2017/jichu/04-10") -> list[list[str]]:
        records = [
            school.record("2017/jichu/03-08-committee-meeting", body=first),
            school.record(f"{other}-committee-meeting", body=second),
        ]
        jichu = school.status(as_of="2017-12-31")["branches"]["jichu"]
        assert jichu["similar"] in ([], [records])
        assert window(jichu["rules"]["O02"], "2017-03")["status"] == "pass"
        pairs: list[list[str]] = jichu["similar"]
        return pairs

    def test_the_same(self, school: School) -> None:
        assert self.similar(school, MINUTES * 3, MINUTES * 3)

    def test_one_word_changed(self, school: School) -> None:
        long = "".join(f"{MINUTES[:-1]}，第{number}项。" for number in range(12))
        assert self.similar(school, long, long.replace("第7项", "末项"))

    def test_short_ones_are_left_alone(self, school: School) -> None:
        assert not self.similar(school, MINUTES[:45] * 2, MINUTES[:45] * 2)

    def test_different_ones(self, school: School) -> None:
        other = "支部书记通报了上级部署，与会人员就下一步安排提出建议，确定了责任人和时间表，要求按月报告进展。" * 3
        assert not self.similar(school, MINUTES * 3, other)


class TestSchoolEvents:
    """A 全校活动 counts for each branch that attended, as its types."""

    def write(self, school: School, attended: str) -> None:
        fields = f"类型: [全校活动, 党课]\n日期: 2017-06-28\n主讲人: 学校党委书记\n题目: 合格党员\n{attended}"
        school.write("records/2017/_committee/06-28-school-event.md", f"---\n{fields}---\n讲了党课。\n")

    def test_counts_for_those_who_attended(self, tmp_path: Path) -> None:
        school = School(tmp_path, branch(), branch("xinxi"))
        self.write(school, "attended: [{branch: jichu, present: 10}]\n")
        status = school.status(as_of="2017-12-31")["branches"]
        counts = {unit: window(each["rules"]["O04"], "2017", unit)["count"] for unit, each in status.items()}
        assert counts == {"jichu": 1, "xinxi": 0}
        assert school.check()[1]["problems"] == []

    def test_of_an_unknown_branch(self, school: School) -> None:
        self.write(school, "attended: [{branch: nosuch, present: 10}]\n")
        assert school.problems(severity="error", line=6)  # "an unknown branch or field: error"
