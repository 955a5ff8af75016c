"""A unit that begins to keep its records in the middle of a year is told of nothing nobody could record (design §4)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.publish.one_page import page
from tests.school import CAMPAIGN, School, branch

OF_DECEMBER = {"G04", "O01", "O02", "O03", "O04", "M05", "M06", "M14", "P06", "P07", "P08"}
"""Rules with a month of their own, and the steps of that month."""
WRONG = {"fail", "late"}


def started(folder: Path, day: str | None, **config: Any) -> School:
    given = {**CAMPAIGN, **config, **({"start_on": day} if day else {})}
    return School(folder, branch("jichu", groups=["g1"]), branch("jidian"), config=given)


def rules(school: School, as_of: str, year: int = 2017) -> dict[str, dict[str, Any]]:
    found = school.status(year=year, as_of=as_of)
    of_branches = {
        f"{name}/{rule}": each for name, card in found["branches"].items() for rule, each in card["rules"].items()
    }
    return of_branches | {f"committee/{rule}": each for rule, each in found["committee"]["rules"].items()}


@pytest.mark.parametrize("as_of", ["2017-11-29", "2017-11-30", "2018-01-01", "2018-03-01"])
def test_nothing_that_began_before_is_held_against_anybody(tmp_path: Path, as_of: str) -> None:
    found = rules(started(tmp_path, "2017-11-29"), as_of)
    for name, rule in found.items():
        for window in rule["windows"]:
            assert (window["from"] >= "2017-11-29") or (window["status"], window["reason"]) in {
                ("not_applicable", "before_start"),
                ("not_applicable", "no_groups"),
            }, name
    # What begins afterwards is asked for.
    wrong = {name for name, rule in found.items() if rule["status"] in WRONG}
    rests = {name.split("/")[1] for name in wrong}
    assert rests <= (OF_DECEMBER if as_of > "2017-12" else set())


def test_without_a_day_to_begin_all_of_it_is(tmp_path: Path) -> None:
    found = rules(started(tmp_path, None), "2018-03-01")
    assert len([name for name, rule in found.items() if rule["status"] in WRONG]) > 30
    assert {rule["reason"] for rule in found.values()}.isdisjoint({"before_start"})


@pytest.mark.parametrize(("day", "status"), [("2017-12-01", "fail"), ("2017-12-02", "not_applicable")])
def test_the_day_itself_counts(tmp_path: Path, day: str, status: str) -> None:
    found = rules(started(tmp_path, day), "2018-01-01")["jichu/O02"]
    (window,) = (each for each in found["windows"] if each["from"] == "2017-12-01")
    assert (window["status"], found["status"]) == (status, status)


@pytest.mark.parametrize(
    ("day", "rule", "reason"),
    [
        ("2017-01-01", "L02", None),
        ("2017-01-02", "L02", "before_start"),
        ("2017-10-01", "P04", None),
        ("2017-10-02", "P04", "before_start"),
        ("2017-10-11", "P05", None),
        ("2017-10-12", "P05", "before_start"),
        ("2017-01-01", "M02", None),
        ("2017-01-02", "M02", "before_start"),
        ("2017-01-02", "S01", "before_start"),
        ("2017-01-02", "M10", "before_start"),
        ("2017-01-02", "L05", "before_start"),
    ],
)
def test_a_deadline_by_the_day_it_began(tmp_path: Path, day: str, rule: str, reason: str | None) -> None:
    assert rules(started(tmp_path, day), "2018-03-01")[f"jichu/{rule}"]["reason"] == reason


def test_a_new_secretary_after_it_has_a_letter_to_sign(tmp_path: Path) -> None:
    new = branch("jichu", secretaries=[{"from": "2015-09-10"}, {"from": "2017-09-01"}])
    found = School(tmp_path, new, config={"start_on": "2017-06-01"}).rule("L02", as_of="2017-12-01")
    assert found["status"] == "fail"


def test_the_base_shrinks_and_other_years_do_not_move(tmp_path: Path) -> None:
    school = started(tmp_path, "2017-11-29")
    held = school.record("2018/jichu/01-08-committee-meeting")
    card = school.status(as_of="2018-03-01")["branches"]["jichu"]
    assert float(card["computed_basis"]) < 20
    later = school.status(year=2018, as_of="2018-03-01")
    window = later["branches"]["jichu"]["rules"]["O02"]["windows"][0]
    assert (window["status"], window["evidence"]) == ("pass", [held])
    before = school.status(year=2016, as_of="2018-03-01")["branches"]["jichu"]["rules"].values()
    assert not [rule for rule in before if rule["status"] in WRONG]
    plain = started(tmp_path / "plain", None)
    plain.record("2018/jichu/01-08-committee-meeting")
    assert plain.status(year=2018, as_of="2018-03-01") == later


def test_a_record_of_the_time_before_did_not_come_in_late(tmp_path: Path) -> None:
    school = started(tmp_path, "2017-11-29")
    ids = [school.record(f"2017/jichu/{day}-committee-meeting") for day in ("03-08", "12-01")]
    school.write("records/entered.csv", "record,entered_on\n" + "".join(f"{each},2017-12-20\n" for each in ids))
    assert school.status(as_of="2017-12-31")["branches"]["jichu"]["late_entries"] == ids[1:]


def test_it_is_said_in_plain_words(tmp_path: Path) -> None:
    school = started(tmp_path, "2017-11-29")
    school.record("2017/jichu/12-01-committee-meeting")
    said = "从2017-11-29起用本系统记录"
    assert said in school.run("status", "--as-of", "2017-12-20").out
    assert "启用前已开始" in school.explain("M02", as_of="2017-12-20")
    assert "M02" not in school.run("due", "--as-of", "2017-12-20", "--days", "60").out
    for address in ("2017/index.html", "2017/jichu/index.html"):
        assert "起用本系统记录" in page(school.root, address, "public", as_of="2017-12-20")


def test_a_recommendation_is_not_held_up_by_it(tmp_path: Path) -> None:
    unmet = started(tmp_path, "2017-11-29").status(as_of="2017-12-20")["branches"]["jichu"]["recommendable"]["unmet"]
    assert unmet == ["grade", "decision"]
