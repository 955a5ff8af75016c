"""What is said over a plot is true of its figures: none, one, all alike, a year that still runs, no year before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

from generator.judge.lists.states import Tally
from generator.language import catalogue
from generator.publish.pages.parts.findings import (
    duties_finding,
    extremes_finding,
    months_finding,
    scores_finding,
    shares_finding,
    tasks_finding,
)
from generator.publish.pages.words import Words

Counts = Sequence[int | None]
FULL = (9, 15, 14, 13, 16, 14, 12, 5, 15, 17, 16, 18)
UNKNOWN = (None,) * 12


def site(as_of: str = "2018-01-31") -> Any:
    words = Words(catalogue("zh"))
    return SimpleNamespace(words=words, catalogue=words.catalogue, year=2017, as_of=date.fromisoformat(as_of))


def test_months() -> None:
    five: Counts = (3, 0, 2, 4, 1, *(None,) * 7)
    cases: list[tuple[str, Counts, Counts, str]] = [
        ("2018-01-31", FULL, UNKNOWN, "全年164条；8月最少（5条）"),
        ("2018-01-31", FULL, (*FULL[:11], 15), "全年164条；8月最少（5条）；比上年多3条"),
        ("2018-01-31", FULL, FULL, "全年164条；8月最少（5条）；与上年一样多"),
        ("2018-01-31", (1,) * 12, (2,) * 12, "全年12条；每月都是1条；比上年少12条"),
        ("2018-01-31", (0,) * 12, UNKNOWN, "全年没有记录"),
        ("2018-01-31", (0,) * 12, (1,) * 12, "全年没有记录；比上年少12条"),
        ("2018-01-31", (2, 1, 1, *(2,) * 9), UNKNOWN, "全年22条；2月、3月最少（各1条）"),
        ("2018-01-31", (0, 0, 0, 0, *(2,) * 8), UNKNOWN, "全年16条；4个月没有记录"),
        # A month that still runs is neither the poorest nor compared.
        ("2017-05-20", five, (1,) * 12, "到2017年5月20日共10条；2月没有记录；比上年同期（到4月）多5条"),
        ("2017-01-20", (3, *(None,) * 11), (1,) * 12, "到2017年1月20日共3条"),
        ("2017-01-20", (0, *(None,) * 11), UNKNOWN, "到2017年1月20日还没有记录"),
        ("2017-01-31", (3, *(None,) * 11), (3,) * 12, "到2017年1月31日共3条；与上年同期（到1月）一样多"),
    ]
    said = [(months_finding(now, before, site(as_of)), wanted) for as_of, now, before, wanted in cases]
    assert [each for each in said if each[0] != each[1]] == []


def test_scores() -> None:
    cases: list[tuple[dict[int, tuple[Any, bool]], str]] = [
        ({2016: (90, False), 2017: (Fraction(956, 10), True)}, "2017年95.6分，比2016年高5.6分"),
        ({2016: (90, False), 2017: (88, True)}, "2017年88分，比2016年低2分"),
        ({2016: (Fraction(9001, 100), False), 2017: (90, True)}, "2017年90分，与2016年相同"),
        ({2016: (100, False), 2017: (82, False)}, "2017年82分；与2016年所依据的分值不同，不作比较"),
        ({2016: (None, False), 2017: (82, False)}, "2017年82分"),
        ({2015: (70, False), 2017: (82, False)}, "2017年82分"),
        ({2016: (82, False), 2017: (None, False)}, "2017年还没有可以测算的条目"),
    ]
    said = [(scores_finding(figures, site()), wanted) for figures, wanted in cases]
    assert [each for each in said if each[0] != each[1]] == []


def test_shares() -> None:
    one, two, three = Fraction(100), Fraction(855, 10), Fraction(855, 10)
    assert shares_finding([("甲", one), ("乙", two)], site()) == "甲得分率最高（100%），乙最低（85.5%）"
    said = shares_finding([("甲", one), ("乙", two), ("丙", three)], site())
    assert said == "甲得分率最高（100%），乙、丙最低（85.5%）"
    assert shares_finding([("甲", one), ("乙", one), ("丙", None)], site()) == "2项标准的得分率都是100%"
    assert shares_finding([("甲", None)], site()) == ""


def test_branches() -> None:
    named = SimpleNamespace(**vars(site()), unit_name=str.upper)
    assert extremes_finding({"a": 3, "b": 1, "c": 1}, named) == "A最多（3条），B、C最少（1条）"
    assert extremes_finding({"a": 3, **dict.fromkeys("bcde", 0)}, named) == "A最多（3条），4个支部最少（0条）"
    assert extremes_finding({"a": 3, "b": 3}, named) == "各支部都是3条"
    assert extremes_finding({"a": 3}, named) == ""


def test_tasks_are_those_of_the_cards() -> None:
    assert tasks_finding(Tally(39, 13, 2, 24), site()) == "整改任务39项：已销号24项，未销号15项，其中逾期2项"
    assert tasks_finding(Tally(3, 2, 0, 1), site()) == "整改任务3项：已销号1项，未销号2项，没有逾期"
    assert tasks_finding(Tally(1, 0, 0, 1), site()) == "1项整改任务全部销号"


def test_duties() -> None:
    faults = [("支部委员会", ("2017-02", "2017-08")), ("党课", ()), ("党小组会", ("2017-08",)), ("党日活动", ())]
    assert duties_finding([], 9, site()) == "9类履职都没有未达标"
    assert duties_finding(faults[:1], 9, site()) == "9类履职中1类有未达标：支部委员会（2月、8月）"
    assert duties_finding(faults, 9, site()).endswith("支部委员会（2月、8月）、党课、党小组会（8月）等4类")
    assert "（12个月）" in duties_finding([("甲", tuple(f"2017-{month:02}" for month in range(1, 13)))], 1, site())
