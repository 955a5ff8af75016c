"""The lists of problems, tasks and duties as a step, and what became of relations (plan 三; design §4 step)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from tests.school import OMIT, School, reasons


class TestLists:
    """P04: the three lists by 31 October, and nobody's row left alone."""

    def lists(
        self,
        school: School,
        problems: Iterable[dict[str, Any]] = ({},),
        tasks: Iterable[dict[str, Any]] = ({},),
        responsibilities: Iterable[dict[str, Any]] = ({},),
    ) -> None:
        rows: dict[str, list[dict[str, Any]]] = {
            "problems": [
                {"id": f"P{n}", "standard": 3, "problem": "不经常", "source": "self", "found_on": "2017-10-12", **row}
                for n, row in enumerate(problems, 1)
            ],
            "tasks": [
                {
                    "id": f"T{n}",
                    "problem": f"P{n}",
                    "goal": "经常",
                    "measures": ["按月开"],
                    "due": "2017-11-30",
                    "listed_on": "2017-10-25",
                    **row,
                }
                for n, row in enumerate(tasks, 1)
            ],
            "responsibilities": [
                {
                    "id": f"R{n}",
                    "task": f"T{n}",
                    "leader": "支部书记",
                    "responsible": "组织委员",
                    "supervisor": "组织科",
                    "listed_on": "2017-10-26",
                    **row,
                }
                for n, row in enumerate(responsibilities, 1)
            ],
        }
        lines = []
        for name, entries in rows.items():
            lines.append(f"{name}:" if entries else f"{name}: []")
            for entry in entries:
                fields = [f"{key}: {value}" for key, value in entry.items() if value is not OMIT]
                lines.append("  - {" + ", ".join(fields).replace("'", "") + "}")
        school.write("records/2017/jichu/rectification.yml", "\n".join(lines) + "\n")

    @pytest.mark.parametrize(
        ("problem", "task", "duty", "as_of", "status"),
        [
            ({}, {}, {}, "2017-10-25", "pending"),
            ({}, {}, {}, "2017-10-26", "pass"),
            ({}, {}, {}, "2017-12-31", "pass"),
            ({}, {}, {"listed_on": "2017-10-31"}, "2017-10-30", "pending"),
            ({}, {}, {"listed_on": "2017-10-31"}, "2017-10-31", "pass"),
            ({}, {}, {"listed_on": "2017-11-01"}, "2017-11-01", "late"),
            ({}, {"listed_on": "2017-11-01"}, {"listed_on": "2017-11-01"}, "2017-11-01", "late"),
            ({"found_on": "2017-10-31"}, {"listed_on": "2017-10-31"}, {"listed_on": "2017-10-31"}, "2017-10-31",
             "pass"),
            ({"listed_on": "2017-11-01"}, {"listed_on": "2017-11-01"}, {"listed_on": "2017-11-01"}, "2017-11-01",
             "late"),
            ({}, {}, {"listed_on": "2017-11-01"}, "2017-10-30", "pending"),
        ],
    )  # fmt: skip
    def test_by_31_october(
        self,
        school: School,
        problem: dict[str, Any],
        task: dict[str, Any],
        duty: dict[str, Any],
        as_of: str,
        status: str,
    ) -> None:
        self.lists(school, [problem], [task], [duty])
        assert school.problems(severity="error") == []
        assert school.rule("P04", as_of=as_of)["status"] == status

    @pytest.mark.parametrize(
        ("problems", "tasks", "duties"),
        [(0, 0, 0), (1, 0, 0), (1, 1, 0), (2, 1, 1), (2, 2, 1)],
        ids=["empty", "problems alone", "nobody responsible", "problem without a task", "task without anybody"],
    )
    def test_incomplete_or_orphaned(self, school: School, problems: int, tasks: int, duties: int) -> None:
        self.lists(school, [{}] * problems, [{}] * tasks, [{}] * duties)
        assert school.rule("P04", as_of="2017-10-30")["status"] == "pending"
        assert school.rule("P04", as_of="2017-11-01")["status"] == "fail"

    def test_no_file(self, school: School) -> None:
        assert school.rule("P04", as_of="2017-10-30")["status"] == "pending"
        assert school.rule("P04", as_of="2017-11-01")["status"] == "fail"

    def test_several_rows(self, school: School) -> None:
        self.lists(school, [{}, {}], [{}, {}, {"problem": "P1"}], [{}, {}, {}])
        assert school.rule("P04", as_of="2017-11-01")["status"] == "pass"

    def test_who_stands_alone_is_named(self, school: School) -> None:
        self.lists(school, [{}] * 3, [{}] * 2, [{}])
        assert school.rule("P04", as_of="2017-11-01")["fault"] == "建立三张清单：问题P3没有任务；任务T2没有责任人"

    def test_lists_that_are_not_there_are_named(self, school: School) -> None:
        self.lists(school, [{}], [], [])
        assert school.rule("P04", as_of="2017-11-01")["fault"] == "建立三张清单：没有任务清单、责任清单"

    @pytest.mark.parametrize(("listed", "status"), [("2017-10-31", "fail"), ("2017-11-01", "pass")])
    def test_what_came_onto_the_lists_later_undoes_nothing(self, school: School, listed: str, status: str) -> None:
        self.lists(school, [{}, {"listed_on": listed}], [{}], [{}])
        assert school.rule("P04", as_of="2017-12-31")["status"] == status

    def test_an_orphan_put_right_later_is_late(self, school: School) -> None:
        later = {"listed_on": "2017-11-05"}
        self.lists(school, [{}, {}], [{}, later], [{}, later])
        assert school.rule("P04", as_of="2017-11-04")["status"] == "fail"
        found = school.rule("P04", as_of="2017-11-05")
        assert (found["status"], found["fault"]) == ("late", "建立三张清单：应于10月31日前完成，11月5日才完成")

    CLOSED = '{by: 组织科, date: "%s", evidence: 照片}'

    @pytest.mark.parametrize(
        ("task", "closed", "as_of", "status"),
        [
            ({}, None, "2017-11-29", "pending"),
            ({}, None, "2017-11-30", "fail"),
            ({}, "2017-11-30", "2017-11-29", "pending"),
            ({}, "2017-11-30", "2017-11-30", "pass"),
            ({}, "2017-12-01", "2017-11-30", "fail"),
            ({}, "2017-12-01", "2017-12-01", "late"),
            ({"due": "2017-12-01"}, None, "2017-12-31", "not_applicable"),
            ({"long_term": "是", "review_on": "2017-12-15"}, None, "2017-12-31", "not_applicable"),
        ],
    )
    def test_tasks_due_by_the_end_of_november(
        self, school: School, task: dict[str, Any], closed: str | None, as_of: str, status: str
    ) -> None:
        done = {"done_on": "2017-11-20", "evidence": "[照片]"} if closed else {}
        self.lists(school, [{}], [task | done], [{"verified": self.CLOSED % closed} if closed else {}])
        assert school.problems(severity="error") == []
        found = school.rule("P09", as_of=as_of)
        assert (found["status"], found["points"], found["earned"]) == (status, None, None)

    @pytest.mark.parametrize(
        ("due", "asked", "to", "status"),
        [
            ("2017-11-30", "2017-11-30", "2017-12-15", "pass"),
            ("2017-11-30", "2017-11-25", "2017-12-01", "pass"),
            ("2017-11-10", "2017-11-10", "2017-11-30", "fail"),
        ],
    )
    def test_extended_beyond_november_by_then(self, school: School, due: str, asked: str, to: str, status: str) -> None:
        extended = f'[{{asked_on: "{asked}", new_due: "{to}", approved_by: 学校党委}}]'
        self.lists(school, [{}], [{"due": due, "extensions": extended}], [{}])
        assert school.problems(severity="error") == []
        assert school.rule("P09", as_of="2017-12-31")["status"] == status

    def test_open_tasks_are_named(self, school: School) -> None:
        self.lists(school, [{}, {}], [{}, {"due": "2017-11-10"}], [{}, {}])
        found = school.rule("P09", as_of="2017-12-31")
        assert found["fault"] == "整改落实：任务T1、T2到11月30日没有销号"
        assert found["value"] == {"numerator": 0, "denominator": 2, "threshold": None}

    def test_no_lists_no_tasks(self, school: School) -> None:
        found = school.rule("P09", as_of="2017-12-31")
        assert (found["status"], reasons(found)) == ("not_applicable", {"none_due"})

    def test_a_task_is_listed_with_its_problem_where_it_says_no_day(self, school: School) -> None:
        self.lists(school, tasks=[{"listed_on": OMIT}])
        assert school.rule("P04", as_of="2017-11-01")["status"] == "pass"


class TestRelations:
    """P05: a check of relations from 11 October to 30 November."""

    @pytest.mark.parametrize(
        ("day", "as_of", "status"),
        [
            ("10-10", "2017-11-29", "pending"),
            ("10-10", "2017-12-01", "fail"),
            ("10-11", "2017-10-11", "pass"),
            ("11-30", "2017-11-29", "pending"),
            ("11-30", "2017-11-30", "pass"),
            ("12-01", "2017-11-30", "fail"),
            ("12-01", "2017-12-01", "late"),
        ],
    )
    def test_window(self, school: School, day: str, as_of: str, status: str) -> None:
        school.record(f"2017/jichu/{day}-relation-check")
        assert school.rule("P05", as_of=as_of)["status"] == status
