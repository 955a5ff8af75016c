"""The figures of the plan stand in the pack, and rules stand nowhere else."""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction
from typing import Any, ClassVar

import pytest

from tests.cases.busy import (
    PACK,
    RULES,
)
from tests.school import PROJECT_PACK


class TestPack:
    """The figures of the plan stand in the pack, and rules stand nowhere else."""

    # The numbers in the plan's clauses by rule, and the parameters they became.
    WRITTEN: ClassVar[dict[str, tuple[list[str], dict[str, Any]]]] = {
        "L05": (["95"], {"threshold": 0.95}),
        "M05": (["1"], {"period": "year", "min": 1}),
        "O01": (["1"], {"period": "quarter", "min": 1}),
        "O02": (["1"], {"period": "month", "min": 1}),
        "O03": (["1", "2"], {"period": "month", "min": 1, "target": 2, "unit": "group"}),
        "O04": (["1", "2"], {"period": "year", "min": 1, "target": 2}),
        "O05": (["1"], {"period": "half_year", "min": 1, "target_each": "quarter"}),
        "O06": (["1"], {"period": "year", "min": 1}),
        # 底 from the 21st, 上旬 to the 10th, 中旬 to the 20th, 初 to the 10th (domain §0.3)
        "P01": (["9", "10"], {"within": ["09-21", "10-10"]}),
        "P03": (["10"], {"by": "10-20"}),
        "P04": (["10", "11"], {"by": "10-31"}),
        "P06": (["12"], {"within": ["12-01", "12-10"]}),
        "P09": (["10", "11"], {"by": "11-30"}),
    }  # fmt: skip
    # In words, or in no words at all.
    UNDERSTOOD: ClassVar[dict[str, dict[str, Any]]] = {
        "L02": {"by": "03-31"},  # 每年年初
        "L03": {"period": "half_year", "min": 1},  # 定期
        "L04": {"period": "year", "min": 1},  # 每年
        "M06": {"threshold": 0.8},
        "M07": {"threshold": 0.8},
        "M08": {"period": "half_year", "min": 1},  # 定期
        "M12": {"threshold": 1},  # 全部
        "M14": {"threshold": 1},  # 足额
        "M15": {"period": "year", "min": 1, "target_each": "quarter"},
        "M16": {"threshold": 1},  # 完备
        "P02": {"within": ["09-21", "10-10"]},
        "P05": {"within": ["10-11", "11-30"]},  # 11月
        "P07": {"by": "12-10"},
        "G04": {"period": "month", "within": ["10-01", "12-31"], "min": 1},
    }

    @pytest.mark.parametrize("rule", [*WRITTEN, *UNDERSTOOD])
    def test_parameters(self, rule: str) -> None:
        wanted = self.WRITTEN[rule][1] if rule in self.WRITTEN else self.UNDERSTOOD[rule]
        assert {name: RULES[rule].get(name) for name in wanted} == wanted

    def test_every_number_of_the_clauses_is_accounted_for(self) -> None:
        found = {id: re.findall(r"\d+", "\n".join(rule["clause"])) for id, rule in RULES.items()}
        assert {id: numbers for id, numbers in found.items() if numbers} == {
            id: numbers for id, (numbers, _) in self.WRITTEN.items()
        }

    def test_total_and_bands(self) -> None:
        clause = next(each["clause"] for each in PACK["elsewhere"] if "百分制" in each["clause"])
        written = {int(number) for number in re.findall(r"\d+", clause)}
        assert written == {PACK["total"], *PACK["bands"].values(), 89, 79}
        assert PACK["bands"] == {"good": 90, "fairly_good": 80, "average": 70}

    def test_six_contrasts(self) -> None:
        ordinals = [each[0] for each in RULES["P02"]["clause"] if re.match(r"[一二三四五六七]是对照", each)]
        assert ordinals == list("一二三四五六")
        assert RULES["P02"]["need"] == [{"type": "problem_search", "complete": "contrasts"}]

    def test_points_add_up(self) -> None:
        sums: Counter[int] = Counter()
        for rule in RULES.values():
            if rule["points"] is not None:
                sums[rule["standard"]] += Fraction(str(rule["points"]))  # type: ignore[assignment]
            else:
                assert rule["standard"] is None
        assert sums == {number: each["points"] for number, each in PACK["standards"].items()}
        assert sum(sums.values()) == PACK["total"]

    def test_rules_of_the_domain(self) -> None:
        numbers = {"L": 7, "M": 16, "O": 11, "S": 5, "R": 6, "P": 9, "G": 5}
        assert set(RULES) == {f"{letter}{n:02}" for letter, last in numbers.items() for n in range(1, last + 1)}

    def test_no_rule_stands_in_python(self) -> None:  # design §4: every special case is a parameter of a kind
        generator = PROJECT_PACK.parents[2] / "generator"
        pattern = re.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join(RULES)})(?![A-Za-z0-9])")
        found = [
            f"{path.relative_to(generator.parent)}:{number}: {line.strip()}"
            for path in sorted(generator.rglob("*.py"))
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
            if pattern.search(line)
        ]
        assert found == []
