"""The code has the shape it promises: small modules, everything said, and a new thing costs one entry or one class."""

from __future__ import annotations

import ast
import importlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.judge.kinds import kinds
from generator.judge.schema import pack_schema
from generator.language import catalogue
from generator.types import registry
from tests.school import PROJECT_PACK, School
from tests.sweep import over

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "generator").rglob("*.py"))
MOST_LINES = 400
VAGUE = {"utils", "util", "helpers", "helper", "manager", "managers", "misc", "common", "tools"}
each_module = over("path", MODULES, lambda path: str(path.relative_to(ROOT)))


@each_module
def test_no_module_is_long(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES


@each_module
def test_no_module_has_a_vague_name(path: Path) -> None:
    assert not {path.stem, path.parent.name} & VAGUE


@each_module
def test_everything_public_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree)
    assert [f"{node.name}:{node.lineno}" for node in _public(tree) if not ast.get_docstring(node)] == []


def _public(node: ast.Module | ast.ClassDef) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    for inner in node.body:
        if isinstance(inner, ast.FunctionDef | ast.ClassDef) and not inner.name.startswith("_"):
            yield inner
            if isinstance(inner, ast.ClassDef):
                yield from _public(inner)


def packs() -> Iterator[str]:
    from generator.read.pack import read_pack
    from generator.types.findings import Findings

    for path in sorted((ROOT / "content" / "standards").glob("*.yml")):
        pack = read_pack(path, path.name, {}, Findings(path.name))
        assert pack is not None
        yield from (rule.id for rule in pack.rules)


def test_no_rule_is_named_in_the_code() -> None:
    """Every special case is a parameter of a kind (design §4)."""
    named = set(packs())
    assert "O02" in named
    for path in (path for path in MODULES if "demo" not in path.parts):
        tree = ast.parse(path.read_text("utf-8"))
        found = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and node.value in named}
        assert not found, path


# ── What adding something costs ─────────────────────────────────────────────────────────────────────────────────

NEW_TYPE = """\
rehearsal:
  zh: [消防演练]
  en: Fire drill
  needs: [place, recorded]
  shows: [place]
  help: {zh: 支部组织的消防演练, en: A fire drill of the branch}
  fields:
    members:
      {zh: [人数], en: Members, type: count, class: public, example: 12, help: {zh: 多少人参加, en: How many came}}
    hours:
      {zh: [学时], en: Rest, type: lines, class: committee, example: "[甲]", help: {zh: 谁歇, en: Who rests}}
    recorded:
      {zh: [到场], en: Recorded, type: count, class: public, example: 9, help: {zh: 多少人到场, en: How many stayed}}
  checks:
    recorded_above_members: recorded <= members
"""
NEW_RULE = """
- id: X01
  kind: cadence
  types: [party_day]
  period: half_year
  min: 1
  source: local
  clause: 每半年一次
  gloss: {zh: 每半年至少一次, en: At least once each half-year}
"""
RECORD = "2017/jichu/03-08-rehearsal"
AS_OF = "2017-12-31"


def with_rule(root: Path, rule: str) -> School:
    """A school whose pack has one more rule."""
    pack = PROJECT_PACK.read_text("utf-8")
    assert pack.count("\nrules:\n") == 1
    return School(root, pack=pack.replace("\nrules:\n", f"\nrules:\n{rule}"))


@pytest.fixture
def one_more_type(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The declarations of this release, and one file with one entry beside them."""
    module = importlib.import_module("generator.types.registry")
    copy = tmp_path / "types"
    shutil.copytree(ROOT / "generator" / "types", copy)
    (copy / "records" / "drills.yml").write_text(NEW_TYPE, "utf-8")
    monkeypatch.setattr(module, "HERE", copy)
    registry.cache_clear()
    yield
    monkeypatch.undo()
    registry.cache_clear()
    assert "rehearsal" not in registry().types


@pytest.mark.usefixtures("one_more_type")
def test_a_new_record_type_is_one_entry(tmp_path: Path) -> None:
    rule = NEW_RULE.replace("party_day", "rehearsal")
    school = with_rule(tmp_path / "school", rule)
    assert school.run("new", "消防演练", "--branch", "jichu", "--date", "2017-03-08").code == 0
    path = school.root / f"records/{RECORD}.md"
    text = path.read_text("utf-8")
    assert "到场:   # 多少人到场" in text
    assert {problem["code"] for problem in school.problems()} == {"incomplete"}

    path.write_text("---\n类型: 消防演练\n日期: 2017-03-08\n地点: 操场\n人数: 12\n到场: 9\n---\n", "utf-8")
    assert school.check("--strict")[1]["problems"] == []
    first, second = school.rule("X01", as_of=AS_OF)["windows"]
    assert (first["status"], first["evidence"], second["status"]) == ("pass", [RECORD], "fail")
    assert school.run("build", "--as-of", AS_OF, "--strict").code == 0
    assert "消防演练" in (school.root / f"site/public/{RECORD}.html").read_text("utf-8")

    path.write_text(path.read_text("utf-8").replace("到场: 9", "到场: 13"), "utf-8")
    assert [problem["code"] for problem in school.problems()] == ["recorded_above_members"]


@pytest.mark.usefixtures("one_more_type")
def test_a_new_type_that_uses_a_name_otherwise_leaves_records_of_others_right(tmp_path: Path) -> None:
    school = School(tmp_path / "school")
    study = school.record("2017/jichu/03-08-theory-study", {"学时": 3})
    school.record("2017/jichu/04-08-centralized-training", {"hours": 8})
    assert school.check("--strict")[1]["problems"] == []
    assert school.run("build", "--as-of", AS_OF, "--strict").code == 0
    page = (school.root / f"site/public/{study}.html").read_text("utf-8")
    assert "学时" not in page  # it may be what only the committee sees
    school.record("2017/jichu/05-08-theory-study", {"学时": {"甲": "乙"}})  # fits neither
    assert [each["code"] for each in school.problems(severity="error")] == ["unknown_field"]


def test_a_new_rule_is_one_entry(tmp_path: Path) -> None:
    school = with_rule(tmp_path, NEW_RULE)
    record = school.record("2017/jichu/03-08-party-day")
    assert school.check("--strict")[1]["problems"] == []
    rule = school.rule("X01", as_of=AS_OF)
    assert [(each["status"], each["evidence"]) for each in rule["windows"]] == [("pass", [record]), ("fail", [])]
    assert "每半年至少一次" in school.explain("X01", as_of=AS_OF)
    assert school.run("build", "--as-of", AS_OF, "--strict").code == 0
    assert "X01" in (school.root / "site/public/2017/jichu/index.html").read_text("utf-8")


NEW_KIND = '''\
"""fewest: what is written in every record of the year is not below a figure."""

from dataclasses import dataclass

from generator.judge.case import Case
from generator.judge.faults import no_record
from generator.judge.kind import Finding, Kind, unproven
from generator.judge.parameters import field_name, list_of, parameter, type_id, whole
from generator.judge.scoring import Reached
from generator.model.problem import Phrase
from generator.model.result import Fault, Status


@dataclass(frozen=True)
class Fewest(Kind):
    """Every record of the year gives at least so many."""

    name = "fewest"
    types_: tuple[str, ...] = parameter(list_of(type_id), name="types")
    field: str = parameter(field_name)
    at_least: int = parameter(whole)

    def find(self, case: Case) -> Finding:
        """By the lowest figure."""
        events = case.in_year(case.book.counted(self.types_))
        if not events:
            return unproven(case, no_record(case.rule, self.types_))
        low = min(events, key=lambda event: event.values.count(self.field) or 0)
        figures = {"what": case.rule.term, "fewest": low.values.count(self.field) or 0, "wanted": self.at_least}
        status = Status.PASS if figures["fewest"] >= self.at_least else Status.FAIL
        fault = Fault(Phrase("kinds.fewest.fault", figures)) if status is Status.FAIL else None
        return Finding(status, Phrase("kinds.fewest.why", figures), Reached(status), evidence=[low.id], fault=fault)
'''
ITS_SENTENCES = """\
name: {zh: 下限, en: lower limit}
parameters:
  at_least: {zh: 每次不少于, en: each time at least}
why: {zh: "最少的一次{fewest}，应不少于{wanted}", en: "{fewest} at the least, {wanted} wanted"}
fault: {zh: "{what}：有一次只有{fewest}", en: "{what}: only {fewest} once"}
"""


@pytest.fixture
def one_more_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One more file with a kind, and one with what it says."""
    (tmp_path / "kinds").mkdir()
    (tmp_path / "kinds" / "fewest.py").write_text(NEW_KIND, "utf-8")
    copy = tmp_path / "language"
    shutil.copytree(ROOT / "generator" / "language", copy)
    (copy / "kinds" / "fewest.yml").write_text(ITS_SENTENCES, "utf-8")
    package = importlib.import_module("generator.judge.kinds")
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path / "kinds")])
    monkeypatch.setattr(importlib.import_module("generator.language.catalogue"), "HERE", copy)
    kinds.cache_clear()
    catalogue.cache_clear()
    yield
    monkeypatch.undo()
    kinds.cache_clear()
    catalogue.cache_clear()
    assert "fewest" not in kinds()


@pytest.mark.usefixtures("one_more_kind")
def test_a_new_kind_is_one_file_with_its_sentences(tmp_path: Path) -> None:
    rules = "".join(
        f"\n- {{id: {key}, name: {{zh: 下限}}, kind: fewest, types: [party_day], field: {field}, at_least: 700,"
        " clause: 每次不少于700人}"
        for key, field in (("X02", "present"), ("X03", "on_leave"))
    )
    school = with_rule(tmp_path / "school", rules + "\n")
    most = school.record("2017/jichu/03-08-party-day", {"expected": 1507, "present": 700, "on_leave": 807, "absent": 0})
    least = school.record(
        "2017/jichu/04-12-party-day", {"expected": 1304, "present": 701, "on_leave": 603, "absent": 0}
    )
    assert school.check("--strict")[1]["problems"] == []
    found = [school.rule(key, as_of=AS_OF) for key in ("X02", "X03")]
    assert [(each["status"], each["evidence"]) for each in found] == [("pass", [most]), ("fail", [least])]
    assert "最少的一次603，应不少于700" in school.explain("X03", as_of=AS_OF)
    assert "fewest" in pack_schema()["$defs"]

    # A figure has the class of the field that the parameter names, and nobody had to say so.
    for audience, hidden in (("public", True), ("committee", False)):
        assert school.run("build", "--audience", audience, "--as-of", AS_OF, "--strict").code == 0
        site = school.root / "site" / audience
        page = (site / "2017/jichu/index.html").read_text("utf-8")
        assert "最少的一次700，应不少于700" in page
        assert ("603" not in page, "有一次只有603" not in page) == (hidden, hidden)
        assert "每次不少于" in (site / "2017/standards/five-good.html").read_text("utf-8")

    wrong = with_rule(tmp_path / "wrong", rules.replace("on_leave", "on_holiday") + "\n")
    assert [problem["code"] for problem in wrong.problems()] == ["parameter_field"]
