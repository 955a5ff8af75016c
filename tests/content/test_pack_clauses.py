"""The five-good pack holds every clause of the plan, and its points add up (plan 一 to 四, domain §4.1)."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from tests.sweep import over

ROOT = Path(__file__).resolve().parents[2]


def written(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


PACK = written("content/standards/five-good.yml")
RULES = {rule["id"]: rule for rule in PACK["rules"]}
ELSEWHERE = {entry["clause"]: entry for entry in PACK["elsewhere"]}
SECTIONS = written("tests/content/clauses.yml")
CLAUSES = [clause for section in SECTIONS for clause in section["clauses"]]
CAMPAIGN = written("site_config.yml")["campaigns"][2017]

IDS = [
    f"{letter}{n:02}"
    for letter, last in zip("LMOSRPG", (7, 16, 11, 5, 6, 9, 5), strict=True)
    for n in range(1, last + 1)
]


def test_every_requirement_has_one_rule() -> None:
    assert [rule["id"] for rule in PACK["rules"]] == IDS


@over("clause", CLAUSES, lambda clause: clause["words"][:16])
def test_every_clause_of_the_plan_has_a_home(clause: dict[str, Any]) -> None:
    if "rules" in clause:
        assert clause["rules"]
        for rule in clause["rules"]:
            assert clause["words"] in RULES[rule]["clause"]
    else:
        assert ELSEWHERE[clause["words"]]["where"] == clause["page"]


def test_nothing_is_quoted_that_the_plan_does_not_say() -> None:
    known = {clause["words"]: clause for clause in CLAUSES}
    assert len(known) == len(CLAUSES)
    for rule in RULES.values():
        for words in rule["clause"]:
            assert rule["id"] in known[words]["rules"]
    assert set(ELSEWHERE) == {clause["words"] for clause in CLAUSES if "page" in clause}


@over("rule", RULES.values(), lambda rule: rule["id"])
def test_quotations_are_short_and_glosses_plain(rule: dict[str, Any]) -> None:
    assert rule["clause"]
    assert all(0 < len(words) <= 120 for words in rule["clause"])
    assert rule["gloss"].keys() == {"zh", "en"}
    assert 0 < len(rule["gloss"]["zh"]) <= 60
    assert rule["gloss"]["en"].endswith((".", '".'))
    assert rule["source"] in ("plan", "local")
    assert rule.get("figures", "local") in ("local", "regulation")


@over("rule", RULES.values(), lambda rule: rule["id"])
def test_what_is_read_into_the_words_of_the_plan_is_said(rule: dict[str, Any]) -> None:
    """A rule that is local in whole says so itself; one with a figure of ours, or of another, says which."""
    assert ("reading" in rule) == ("figures" in rule)
    if "figures" in rule:
        assert rule["reading"].keys() == {"zh", "en"}
        assert 0 < len(rule["reading"]["zh"]) <= 60 and rule["reading"]["zh"][-1] not in "。；"


def test_days_orders_and_shares_that_the_plan_does_not_state_are_marked() -> None:
    local = {rule["id"] for rule in RULES.values() if rule.get("figures") == "local"}
    assert local >= {"L02", "L04", "L05", "M02", "M12", "M14", "O03", "O05", "O06", "P03", "P08"}
    assert {rule["id"] for rule in RULES.values() if rule.get("figures") == "regulation"} == {"O01", "O02"}


@over("entry", PACK["elsewhere"], lambda entry: entry["clause"][:16])
def test_a_clause_without_a_rule_says_where_it_went(entry: dict[str, Any]) -> None:
    assert 0 < len(entry["clause"]) <= 120
    assert entry["note"]["zh"] and entry["note"]["en"]
    assert (ROOT / "content" / entry["where"]).with_suffix(".md").is_file()


def test_points_add_up() -> None:
    stated = {number: standard["points"] for number, standard in PACK["standards"].items()}
    assert stated == {1: 20, 2: 22, 3: 24, 4: 16, 5: 18}
    assert sum(stated.values()) == PACK["total"] == 100
    for number, points in stated.items():
        assert sum(Fraction(str(rule["points"])) for rule in RULES.values() if rule["standard"] == number) == points


def test_gates_have_no_points() -> None:
    gates = [rule for rule in RULES.values() if rule["standard"] is None]
    assert [rule["id"][0] for rule in gates] == ["P"] * 9 + ["G"] * 5
    assert all(rule["points"] is None for rule in gates)


def test_standards_are_the_headings_of_the_plan() -> None:
    headings = [section["heading"] for section in SECTIONS if section["section"].startswith("二.")]
    assert headings == [standard["name"] for standard in PACK["standards"].values()]


def test_the_plan_page_sets_out_every_section_and_rule() -> None:
    page = (ROOT / "content/plan.md").read_text(encoding="utf-8")
    for section in SECTIONS:
        if "heading" in section:
            assert re.search(rf"^#+ {re.escape(section['section'])} {section['heading']}$", page, re.MULTILINE)
    for rule in IDS:
        assert f"[`{rule}`](standards/five-good.html#{rule})" in page


def test_campaign_steps_end_when_their_rules_do() -> None:
    for step in CAMPAIGN["steps"]:
        rules = [RULES[rule] for rule in step["rules"]]
        days = [rule["by"] if "by" in rule else rule["within"][1] for rule in rules if "by" in rule or "within" in rule]
        assert max(days) == step["to"]
    assert sorted(rule for step in CAMPAIGN["steps"] for rule in step["rules"]) == [
        rule for rule in IDS if rule[0] == "P"
    ]
