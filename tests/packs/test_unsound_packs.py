"""What does not fit in a pack is told by `check`, at its place, before anything is judged (design §4)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.school import School

PACK = """\
id: five-good
title: 示例
valid_from: 2017-01-01
total: 20
standards: {1: {name: 一, points: 12}, 2: {name: 二, points: 8, out_of: 10}}
items: {pool: {standard: 1, points: 8}}
bonus: {cap: 5}
rules:
- {id: A1, standard: 1, item: pool, kind: cadence, types: [member_meeting], period: quarter,
   scoring: {per_miss: 2}, clause: 一}
- {id: A2, standard: 1, kind: cadence, points: 4, types: [party_day], period: month,
   scoring: {steps: [[1, 4], [0.8, 3]]}, clause: 二}
- {id: B1, standard: 2, kind: cadence, points: 10, types: [party_lecture], period: year,
   scoring: {levels: {pass: 10}}, clause: 三}
- {id: B2, standard: null, kind: veto, types: [relation_check], where: lost > 0, effect: not_recommendable, clause: 四}
- {id: B3, standard: null, kind: structure, facts: {full_members: [3, 50]}, clause: 五}
- {id: B4, standard: null, kind: coverage, types: [theory_study], topics: campaign, clause: 六}
- {id: B5, standard: null, kind: occurrence, effect: bonus, types: [award], each: 1, clause: 七}
- {id: B6, standard: null, kind: sequence, types: [relation_transfer], order: [letter_issued_on, handed_in_on],
   within: {letter_issued_on..handed_in_on: valid_days}, clause: 八}
"""


def problems(root: Path, pack: str) -> tuple[int, list[dict[str, Any]]]:
    code, found = School(root, pack=pack).check()
    return code, found["problems"]


def test_the_pack_itself_is_sound(tmp_path: Path) -> None:
    assert problems(tmp_path, PACK) == (0, [])


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("total: 20", "total: 21", "pack_total"),
        ("points: 8}}\nbonus", "points: 7}}\nbonus", "pack_sum"),
        ("out_of: 10", "out_of: 8", "pack_sum"),
        ("points: 4, types", "points: 3, types", "pack_sum"),
        ("item: pool, kind", "item: pol, kind", "pack_choice"),
        ("standard: 1, item: pool", "standard: 2, item: pool", "pack_choice"),
        ("item: pool, kind", "item: pool, points: 9, kind", "points_above"),
        ("{standard: 1, points: 8}", "{standard: 1}", "parameter_missing"),
        ("{standard: 1, points: 8}", "{standard: 9, points: 8}", "pack_standard_unknown"),
        ("item: pool, kind", "points: 8, kind", "parameter_missing"),
        ("[0.8, 3]", "[0.8, 5]", "points_above"),
        ("{pass: 10}", "{pass: 11}", "points_above"),
        ("{pass: 10}", "{late: 3}", "parameter_map"),
        ("{pass: 10}", "{excellent: 3}", "parameter_choice"),
        ("[0.8, 3]", "0.8", "parameter_list"),
        ("{per_miss: 2}", "{per_miss: two}", "parameter_figure"),
        ("{per_miss: 2}", "{per_mis: 2}", "parameter_choice"),
        ("{per_miss: 2}", "{per_miss: 2, of: 3}", "parameter_unknown"),
        ("{per_miss: 2}", "{per_miss: 2, each: 0}", "parameter_figure"),
        ("{per_miss: 2}", "halves", "parameter_choice"),
        ("[member_meeting]", "[staff_meeting]", "parameter_type"),
        ("standard: null, kind: veto", "standard: null, points: 3, kind: veto", "pack_choice"),
        ("effect: not_recommendable", "effect: {grade_at_most: best}", "parameter_choice"),
        ("effect: not_recommendable", "effect: disgrace", "parameter_choice"),
        (", effect: not_recommendable", "", "parameter_missing"),
        ("[3, 50]", "[50, 3]", "parameter_list"),
        ("{full_members: [3, 50]}", "{}", "parameter_map"),
        ("{full_members: [3, 50]}", "{members: [3, 50]}", "parameter_unknown"),
        ("topics: campaign", "topics: plan", "parameter_list"),
        ("effect: bonus", "effect: gift", "parameter_choice"),
        ("each: 1", "each: []", "parameter_text"),
        ("bonus: {cap: 5}", "bonus: {cap: five}", "pack_figure"),
        ("bonus: {cap: 5}", "bonus: 5", "not_a_mapping"),
        ("bonus: {cap: 5}", "year: {from: 09-15}", "parameter_day"),
        ("bonus: {cap: 5}", "year: {from: 13-01}", "parameter_day"),
        ("kind: structure", "kind: structures", "unknown_kind"),
        ("where: lost > 0", "where: losst > 0", "where_unknown"),
        ("where: lost > 0", "where: {losst: 0}", "where_unknown"),
        ("within: {letter_issued_on..handed_in_on", "within: {letter_isued_on..handed_in_on", "parameter_field"),
        ("within: {letter_issued_on..handed_in_on", "apart: {letter_issued_on", "parameter_field"),
        ("within: {letter_issued_on..handed_in_on: valid_days}", "within: 30", "parameter_map"),
    ],
)
def test_errors(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert PACK.count(old) == 1
    exit_code, found = problems(tmp_path, PACK.replace(old, new))
    assert exit_code == 1
    errors = [each for each in found if each["severity"] == "error"]
    assert code in {each["code"] for each in errors}
    assert {each["file"] for each in errors} == {"content/standards/five-good.yml"}
    assert all(each["line"] > 1 and each["message"] and each["hint"] for each in errors)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("total: 20", "total: ▸21", "pack_total"),
        ("{name: 一, points: 12}", "{name: 一, points: ▸13}", "pack_sum"),
        ("[member_meeting]", "[▸staff_meeting]", "parameter_type"),
        ("kind: structure", "kind: ▸structures", "unknown_kind"),
        ("period: month", "period: ▸fortnight", "parameter_period"),
        ("where: lost > 0", "where: {lost: 0, ▸losst: 0}", "where_unknown"),
        ("where: lost > 0", "where: ▸losst > 0", "where_unknown"),
        ("{letter_issued_on..handed_in_on", "{▸letter_issued_on..handed_inn_on", "parameter_field"),
        ("valid_from: 2017-01-01", "valid_from: ▸2017-02-30", "not_a_date"),
        ("- {id: B3, standard: null", "- {id: ▸B2, standard: null", "pack_rule_twice"),
        ("- {id: B1, standard: 2", "- {id: B1, standard: ▸9", "pack_standard_unknown"),
        ("- {id: B3, standard: null, kind: structure, facts: {full_members: [3, 50]}, clause: 五}",
         "- ▸{id: B3, standard: null, kind: structure, facts: {full_members: [3, 50]}}", "parameter_missing"),
    ],
)  # fmt: skip
def test_at_the_offending_value(tmp_path: Path, old: str, new: str, code: str) -> None:
    marked = PACK.replace(old, new, 1)
    before, after = marked.split("▸")
    _, found = problems(tmp_path, before + after)
    place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert (code, *place) in {(each["code"], each["line"], each["column"]) for each in found}


@pytest.mark.parametrize(("old", "new"), [(", clause: 五", ""), ("bonus: {cap: 5}", "bonuses: {cap: 5}")])
def test_warnings(tmp_path: Path, old: str, new: str) -> None:
    exit_code, found = problems(tmp_path, PACK.replace(old, new))
    assert (exit_code, [each["severity"] for each in found]) == (0, ["warning"])
    assert School(tmp_path, pack=PACK.replace(old, new)).run("check", "--strict").code == 1


def test_both_languages_say_the_same() -> None:
    from generator.language import catalogue

    zh, en = ({key for key in catalogue(each).sentences if key.startswith("packs.")} for each in ("zh", "en"))
    assert zh == en
