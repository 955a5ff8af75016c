"""What must hold for every rule of the pack, whatever its kind (design §4, §5)."""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.school import ANSWERS, CAMPAIGN, PRIVATE, PROJECT_PACK, School, branch, private, working_calendar
from tests.spared import read_once
from tests.sweep import over

PACK: dict[str, Any] = yaml.safe_load(PROJECT_PACK.read_text("utf-8"))
RULES: dict[str, dict[str, Any]] = {rule["id"]: rule for rule in PACK["rules"]}
COMMITTEE = "_committee"
each_rule = over("rule", RULES)
SLOW = settings(max_examples=30, deadline=None, derandomize=True)
FIGURES = ("status", "reason", "points", "earned", "windows", "evidence", "value")


def unit_of(rule: str) -> str:
    return COMMITTEE if RULES[rule].get("unit") == "committee" else "jichu"


def of_kind(*kinds: str) -> list[str]:
    return [id for id, rule in RULES.items() if rule["kind"] in kinds]


@dataclass(frozen=True)
class Record:
    """A record to be written, or not."""

    id: str
    fields: dict[str, Any] = field(default_factory=dict, hash=False)
    restricted: bool = False

    @property
    def day(self) -> date:
        return date.fromisoformat(f"{self.id[:4]}-{self.id.rsplit('/', 1)[1][:5]}")


KEYS = [key for rule in of_kind("document") for key in RULES[rule].get("systems", {})]
TOPICS = ["讲政治、有信念"]
VOTED = [{"text": "通过学习计划", "for": 5, "against": 0, "abstain": 0}]


def busy_year() -> list[Record]:
    """A year in which something happened for every rule, well or badly."""
    records = [
        *(Record(f"2016/jichu/03-{number:02}-system-document", {"key": key}) for number, key in enumerate(KEYS, 1)),
        Record("2016/jichu/03-20-development-plan", {"kind": "multi_year", "covers": ["2016-01-01", "2018-12-31"]}),
        Record("2017/jichu/01-10-development-plan"),
        Record("2017/jichu/01-12-plan-document"),
        Record("2017/jichu/02-20-responsibility-letter"),
        Record("2017/jichu/03-10-work-report"),
        Record("2017/jichu/03-15-task", {"done_on": "2017-03-28"}),
        Record("2017/jichu/04-10-opinion", {"handled_on": "2017-04-18"}),
        Record("2017/jichu/05-05-activity", {"school_goal": "技能大赛备赛"}),
        Record("2017/jichu/05-06-award", {"for": "members"}),
        Record("2017/jichu/05-10-relation-check", {"floating": 3, "floating_managed": 2}),
        Record("2017/jichu/05-11-dossier-check", {"complete": 11}),
        Record("2017/jichu/05-12-structure-statistics"),
        Record("2017/jichu/05-20-talk"),
        Record("2017/jichu/05-21-pledge"),
        Record("2017/jichu/05-22-hardship-visit"),
        Record("2017/jichu/05-23-party-spirit-analysis"),
        Record("2017/jichu/05-24-affairs-disclosure"),
        Record("2017/jichu/05-25-dues-disclosure"),
        Record("2017/jichu/06-10-centralized-training"),
        Record("2017/jichu/06-28-party-lecture"),
        Record("2017/jichu/07-05-committee-meeting-2", {"make_up_for": "2017-06"}),
        Record("2017/jichu/08-05-waiver", {"rule": "O02", "window": ["2017-08-01", "2017-08-31"]}),
        Record("2017/jichu/09-08-election", {"present": 10}),
        Record("2017/jichu/09-20-theory-study", {"topics": TOPICS}),
        Record("2017/jichu/09-28-party-day", {"topics": TOPICS, "present": 9}),
        Record("2017/jichu/10-09-problem-search"),
        Record("2017/jichu/10-12-self-assessment", {"round": "baseline", "points": {"1": 15}}),
        Record("2017/jichu/10-14-mass-survey", {"round": "baseline"}),
        Record("2017/jichu/10-18-organization-review", {"round": "baseline", "points": {"L01": 3, "R02": 2.5}}),
        Record("2017/jichu/11-15-relation-check"),
        Record("2017/jichu/12-02-self-assessment"),
        Record("2017/jichu/12-04-mass-survey", {"questions": dict.fromkeys(["improved", "solved"], ANSWERS)}),
        Record("2017/jichu/12-08-organization-review", {"points": {"L01": 4, "R02": 3, "O07": 0, "G02": "met"}}),
        Record("2017/jichu/12-15-work-summary"),
        Record("2017/jichu/12-18-archive-list"),
        Record("2017/jichu/12-20-member-appraisal"),
        Record("2018/jichu/01-10-accountability-review", {"reported_year": 2017}),
        Record("2017/_committee/09-18-campaign-plan"),
        Record("2017/_committee/09-19-mobilization"),
        Record("2017/_committee/10-20-inspection"),
        Record("2017/_committee/11-20-bulletin", {"issued_on": "2017-11-20"}),
        Record("2017/_committee/12-11-committee-decision"),
        Record("2017/_committee/12-12-public-notice"),
        Record("2017/jichu/03-01-relation-transfer", {"letter_issued_on": "2017-03-01"}, restricted=True),
        Record(
            "2017/jichu/05-08-disposition",
            {"talked_on": "2017-05-08", "committee_on": "2017-05-15", "voted_on": "2017-05-22"},
            restricted=True,
        ),
        Record(
            "2017/jichu/03-20-development-case",
            {"milestones": {"applied": "2015-03-10", "activist": "2015-10-12", "candidate": "2017-03-20"}},
            restricted=True,
        ),
    ]
    for month in (1, 2, 3, 5, 6, 7, 9, 10, 12):
        votes = {"resolutions": VOTED, "campaign": "是"} if month == 10 else {}
        records.append(Record(f"2017/jichu/{month:02}-08-committee-meeting", votes))
        records.append(Record(f"2017/jichu/{month:02}-09-group-meeting", {"groups": ["g1", "g2"][: month % 2 + 1]}))
        records.append(Record(f"2017/jichu/{month:02}-20-dues", {"month": f"2017-{month:02}"}))
        recorded = {"month": f"2017-{month:02}", "recorded": 12 - month}
        records.append(Record(f"2017/jichu/{month:02}-21-daily-record", recorded))
    for day in ("02-10", "05-12", "11-10"):
        records.append(Record(f"2017/jichu/{day}-member-meeting", {"present": 10}))
        records.append(Record(f"2017/jichu/{day}-organizational-life-meeting-2"))
    return records


BUSY = busy_year()
LISTS = """\
problems:
  - {id: P1, standard: 3, problem: 不经常, source: organizational_life_meeting, found_on: 2017-10-12}
tasks:
  - {id: T1, problem: P1, goal: 经常, measures: [按月开], due: 2017-11-30, listed_on: 2017-10-25}
responsibilities:
  - {id: R1, task: T1, leader: 支部书记, responsible: 组织委员, supervisor: 组织科, listed_on: 2017-10-26}
"""


def write(school: School, records: Sequence[Record]) -> None:
    for record in records:
        if record.restricted:
            private(school, record.id, record.fields)
        else:
            school.record(record.id, record.fields, body=f"{record.id}的记录。\n")


@contextmanager
def school_with(records: Sequence[Record]) -> Iterator[School]:
    with tempfile.TemporaryDirectory() as folder:
        school = School(Path(folder), branch(groups=["g1", "g2"]), config=CAMPAIGN | PRIVATE)
        working_calendar(school)
        school.write("records/2017/jichu/rectification.yml", LISTS)
        write(school, records)
        yield school


@pytest.fixture(scope="module")
def busy() -> Iterator[School]:
    with school_with(BUSY) as school, read_once(school.root):
        assert school.problems(severity="error") == []
        yield school


def judged(school: School, as_of: date | str, *argv: str) -> dict[str, dict[str, Any]]:
    """Every rule's result."""
    ran = school.run(*argv, "status", "--year", "2017", "--as-of", str(as_of), "--format", "json")
    assert ran.code == 0, ran
    status = json.loads(ran.out)
    found: dict[str, dict[str, Any]] = status["branches"]["jichu"]["rules"] | status["committee"]["rules"]
    return found


class TestExplanation:
    """`explain` tells of each rule just what `status` gives."""

    @pytest.fixture(scope="class", params=["2017-11-20", "2017-12-31", "2018-02-01"])
    def as_of(self, request: pytest.FixtureRequest) -> str:
        return str(request.param)

    @pytest.fixture(scope="class")
    def status(self, busy: School, as_of: str) -> dict[str, dict[str, dict[str, Any]]]:
        return {lang: judged(busy, as_of, "--lang", lang) for lang in ("zh", "en")}

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
        assert RULES[rule]["gloss"][lang] in told
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


@pytest.mark.parametrize("as_of", ["2017-01-01", "2017-06-30", "2017-12-05", "2017-12-31", "2018-02-01"])
def test_every_result_is_well_formed(busy: School, as_of: str) -> None:
    statuses = {"target_met", "pass", "fail", "late", "pending", "not_applicable", "exempt", "no_evidence"}
    for rule, result in judged(busy, as_of).items():
        points = RULES[rule]["points"]
        assert result["status"] in statuses | {"needs_review", "assessed"}, rule
        assert {each["status"] for each in result["windows"]} <= statuses, rule
        assert (result["points"] is None) == (points is None), rule
        if points is None:
            assert result["earned"] is None, rule
        else:
            assert Fraction(result["points"]) == Fraction(str(points)), rule
        if result["earned"] is not None:
            assert 0 <= Decimal(result["earned"]) <= Decimal(result["points"]), rule
            assert re.fullmatch(r"\d+(\.\d{0,5}[1-9])?", result["earned"]), rule
        if result["status"] in ("pass", "target_met"):
            assert result["earned"] in (None, result["points"]), rule
        for day in (each["to"] for each in result["windows"] if each["status"] in ("fail", "no_evidence")):
            assert day <= as_of, rule
        evidence = [*result["evidence"], *(each for one in result["windows"] for each in one["evidence"])]
        for each in evidence:
            assert each.startswith("2017/jichu/rectification") or any(
                record.id == each and str(record.day) <= as_of for record in BUSY
            ), (rule, each)


def test_order_of_writing_changes_nothing() -> None:
    for as_of in ("2017-11-20", "2018-02-01"):
        argv = ("status", "--year", "2017", "--as-of", as_of, "--format", "json")
        with school_with(BUSY) as one, school_with(BUSY[::-1]) as other:
            assert one.run(*argv).out == other.run(*argv).out
            assert one.run("check", "--format", "json").out == other.run("check", "--format", "json").out


DECISION, NOTICE = "2017/_committee/12-11-committee-decision", "2017/_committee/12-12-public-notice"


def sound(records: list[Record]) -> list[Record]:
    """With the decision that a notice rests on: without it the notice is refused."""
    ids = {record.id for record in records}
    needed = [record for record in BUSY if record.id == DECISION]
    return [*records, *needed] if NOTICE in ids and DECISION not in ids else records


# Any part of the year; documents of 2016 or none, so that nothing open is closed and opened again.
parts = st.lists(st.sampled_from(BUSY), unique_by=lambda record: record.id, max_size=45).map(sound)
days_of_two_years = st.dates(date(2017, 1, 1), date(2018, 2, 28))


@SLOW
@given(parts, days_of_two_years, st.integers(1, 200))
def test_a_later_as_of_never_turns_fail_into_pending(records: list[Record], as_of: date, later: int) -> None:
    with school_with(records) as school:
        first, second = judged(school, as_of), judged(school, as_of + timedelta(days=later))
    for rule, before in first.items():
        assert (before["status"], second[rule]["status"]) != ("fail", "pending"), rule
        then = {(each["from"], each["unit"]): each["status"] for each in second[rule]["windows"]}
        for each in before["windows"]:
            assert (each["status"], then[each["from"], each["unit"]]) != ("fail", "pending"), (rule, each)


# Records that can only help: no case that makes a system applicable, no check that finds somebody.
HELPFUL = [
    "system_document",
    "member_meeting",
    "committee_meeting",
    "group_meeting",
    "party_day",
    "theory_study",
    "party_lecture",
    "organizational_life_meeting",
    "member_appraisal",
    "centralized_training",
    "work_report",
    "accountability_review",
    "development_plan",
    "plan_document",
    "work_summary",
    "affairs_disclosure",
    "dues_disclosure",
    "talk",
    "hardship_visit",
    "pledge",
    "party_spirit_analysis",
    "task",
    "archive_list",
    "relation_check",
    "daily_record",
    "dues",
]
helpful = st.tuples(st.sampled_from(HELPFUL), st.dates(date(2016, 1, 1), date(2017, 12, 31)), st.sampled_from(KEYS))


@SLOW
@given(parts, helpful, days_of_two_years)
def test_another_valid_record_never_lowers_a_cadence_or_a_document(
    records: list[Record], more: tuple[str, date, str], as_of: date
) -> None:
    kind, day, key = more
    fields = {"key": key} if kind == "system_document" else {}
    added = Record(f"{day.year}/jichu/{day:%m-%d}-{kind.replace('_', '-')}-9", fields)
    with school_with(records) as school:
        before = judged(school, as_of)
        write(school, [added])
        after = judged(school, as_of)
    for rule in of_kind("cadence", "document"):
        was, now = before[rule], after[rule]
        if was["status"] not in ("fail", "late"):
            assert now["status"] not in ("fail", "late"), rule
        if was["earned"] is not None and now["earned"] is not None:
            assert Decimal(now["earned"]) >= Decimal(was["earned"]), rule


@SLOW
@given(parts, days_of_two_years)
def test_standards_and_total_add_up(records: list[Record], as_of: date) -> None:
    with school_with(records) as school:
        status = school.status(as_of=as_of.isoformat())["branches"]["jichu"]
    weights = {number: Decimal(str(each["points"])) for number, each in PACK["standards"].items()}
    assert sum(weights.values()) == PACK["total"] == 100
    basis, earned, of = Decimal(0), Decimal(0), Decimal(0)
    for number, weight in weights.items():
        mine = [
            each
            for rule, each in status["rules"].items()
            if RULES[rule]["standard"] == number and each["earned"] is not None
        ]
        left = sum((Decimal(each["points"]) for each in mine), Decimal(0))
        basis += left
        shown = status["standards"][str(number)]
        assert Decimal(shown["points"]) == weight
        if not left:
            assert shown["earned"] is None
            continue
        whole = weight * sum(Decimal(each["earned"]) for each in mine) / left
        assert abs(Decimal(shown["earned"]) - whole) < Decimal("0.0001"), number
        earned += Decimal(shown["earned"])
        of += weight
    assert Decimal(status["computed_basis"]) == basis
    if of:
        assert abs(Decimal(status["computed_score"]) - 100 * earned / of) < Decimal("0.0001")
    else:
        assert status["computed_score"] is None


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
