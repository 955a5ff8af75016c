"""A rule's value, counts and sentences have the class of the fields they are made of (design §7)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.publish.served import served
from tests.school import CAMPAIGN, School

OF_THE_COMMITTEE = {
    "lost": 613,
    "pocket": 617,
    "floating": 673,
    "floating_managed": 607,
    "good": 811,
    "on_leave": 239,
    "expected - on_leave": 661,
}
"""Figures that stand nowhere else, and what they are of."""


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> School:
    """A branch with figures of its own, its site for the public, members and the committee."""
    found = OF_THE_COMMITTEE
    school = School(tmp_path_factory.mktemp("figures"), config=CAMPAIGN)
    check = {name: found[name] for name in ("lost", "pocket", "floating", "floating_managed")}
    school.record("2017/jichu/12-03-relation-check", {"roster_count": 700, "checked_count": 700, **check})
    ballots = {"issued": 997, "returned": 997, "invalid": 0, "good": found["good"]}
    school.record("2017/jichu/12-04-accountability-review", {"ballots": ballots})
    meeting = {"expected": 900, "present": 401, "on_leave": found["on_leave"], "absent": 260}
    school.record("2017/jichu/03-04-party-day", meeting)
    for audience in ("public", "members", "committee"):
        argv = ("build", "--audience", audience, "--out", "site", "--as-of", "2018-02-02")
        assert school.run(*argv).code == 0
    return school


def _written(school: School, audience: str) -> Iterator[tuple[str, str]]:
    for path in served(school.root / "site" / audience):
        if path.suffix in (".html", ".json", ".csv", ".xml", ".ics"):
            yield path.name, path.read_text("utf-8")


@pytest.mark.parametrize("audience", ["public", "members"])
def test_no_such_figure_is_in_any_file(school: School, audience: str) -> None:
    figure = re.compile(rf"(?<![0-9a-fA-F.])(?:{'|'.join(map(str, OF_THE_COMMITTEE.values()))})(?![0-9a-fA-F])")
    found = [(name, match.group()) for name, text in _written(school, audience) for match in figure.finditer(text)]
    assert not found


def test_the_committee_has_them(school: School) -> None:
    everything = "".join(text for _, text in _written(school, "committee"))
    assert [name for name, figure in OF_THE_COMMITTEE.items() if str(figure) not in everything] == []


def test_the_plain_share_is_for_everybody(school: School) -> None:
    for audience in ("public", "members", "committee"):
        everything = "".join(text for _, text in _written(school, audience))
        assert "到会率（实到/应到）44.6%（401/900）" in everything
        assert ("扣除请假后的到会率60.7%" in everything) is (audience == "committee")


def test_what_is_missing_is_said_without_them(school: School) -> None:
    everything = "".join(text for name, text in _written(school, "public") if name == "status.json")
    for said in (
        "失联党员：排查发现有",
        "党员参加活动：没有达到要求（应不低于80%）",
        "流动党员管理：没有达到要求（应为100%）",
    ):
        assert said in everything
