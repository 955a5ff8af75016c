"""The three lists as a step: who is on them is known as everywhere else."""

from __future__ import annotations

from datetime import date

from generator.judge.lists.steps import LISTS, drawn_up
from generator.model.rectification import Rectification
from tests.values import rows

D = date.fromisoformat


def test_a_task_is_on_no_list_before_the_problem_it_answers() -> None:
    lists = Rectification(
        "jichu",
        2017,
        "f",
        rows({"id": "P1", "listed_on": D("2017-11-05")}),
        rows({"id": "T1", "problem": "P1", "listed_on": D("2017-10-20")}),
        rows({"id": "R1", "task": "T1", "listed_on": D("2017-10-20")}),
    )

    def drawn(at: str) -> date | None:
        return drawn_up(lists, LISTS, "listed_on", True, D("2017-10-31"), D(at)).done

    assert [drawn(at) for at in ("2017-10-31", "2017-11-04", "2017-11-05")] == [None, None, D("2017-11-05")]
    (lack,) = drawn_up(lists, LISTS, "listed_on", True, D("2017-10-31"), D("2017-10-31")).lacks
    assert len(lack.args["types"]) == len(LISTS)  # type: ignore[arg-type]
