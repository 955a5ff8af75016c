"""`explain` tells of every rule of the pack just what `status` gives."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.cases.busy import (
    FIGURES,
    RULES,
    TOPICS,
    judged,
    unit_of,
)
from tests.school import School
from tests.sweep import over

each_rule = over("rule", RULES)


@pytest.fixture(scope="module", params=["2017-11-20", "2017-12-31", "2018-02-01"])
def as_of(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def status(busy: School, as_of: str) -> dict[str, dict[str, dict[str, Any]]]:
    return {lang: judged(busy, as_of, "--lang", lang) for lang in ("zh", "en")}


class TestExplanation:
    """`explain` tells of each rule just what `status` gives."""

    def explain(self, busy: School, rule: str, as_of: str, lang: str, form: str) -> str:
        argv = ("--branch", unit_of(rule), "--year", "2017", "--as-of", as_of, "--format", form)
        ran = busy.run("--lang", lang, "explain", rule, *argv)
        assert (ran.code, ran.err) == (0, ""), ran
        return ran.out

    @pytest.mark.parametrize("lang", ["zh", "en"])
    @each_rule
    def test_json(self, busy: School, status: dict[str, Any], rule: str, as_of: str, lang: str) -> None:
        told = json.loads(self.explain(busy, rule, as_of, lang, "json"))
        assert {name: told[name] for name in FIGURES} == {name: status[lang][rule][name] for name in FIGURES}
        assert told["why"] == status[lang][rule]["why"]
        assert told["why"]
        assert told["clause"] == RULES[rule]["clause"]

    @pytest.mark.parametrize("lang", ["zh", "en"])
    @each_rule
    def test_text(self, busy: School, status: dict[str, Any], rule: str, as_of: str, lang: str) -> None:
        told = self.explain(busy, rule, as_of, lang, "text")
        result = status[lang][rule]
        assert rule in told
        assert as_of in told
        assert re.sub("[‹›]", "", RULES[rule]["gloss"][lang]) in told  # words of a unit, here of a school
        assert result["why"] in told
        clauses = [clause.translate({ord("“"): "‘", ord("”"): "’"}) for clause in RULES[rule]["clause"]]
        for clause in clauses:  # in quotes, so that its own are inner ones
            assert f"“{clause}”" in told
        for figure in (result["earned"], result["points"]):
            if figure is not None:
                assert figure in told, figure
        for evidence in (*result["evidence"], *(each for one in result["windows"] for each in one["evidence"])):
            assert evidence in told
        if result["value"]:
            numbers = re.findall(r"\d+", told)
            assert str(result["value"]["numerator"]) in numbers
            if RULES[rule]["kind"] != "zero":  # where the roster is no part of the reckoning
                assert str(result["value"]["denominator"]) in numbers
        if lang == "en":
            for quoted in (*clauses, *TOPICS):  # in their own words; the rest is English
                told = told.replace(quoted, "")
            assert not re.search(r"[\u4e00-\u9fff]", told), told

    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_no_rule_is_missing(self, status: dict[str, Any], lang: str) -> None:
        assert set(status[lang]) == set(RULES)

    def test_language_changes_no_figure(self, status: dict[str, Any]) -> None:
        zh, en = ({rule: {f: each[f] for f in FIGURES} for rule, each in status[lang].items()} for lang in ("zh", "en"))
        assert zh == en


@pytest.mark.parametrize("argv", [("Z99", "--branch", "jichu"), ("L01", "--branch", "nosuch"), ("L01",)])
def test_explaining_what_is_not_there_is_wrong_usage(busy: School, argv: tuple[str, ...]) -> None:
    ran = busy.run("explain", *argv, "--year", "2017", "--as-of", "2017-12-31")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err
