"""Both catalogues say the same things, each in its own language, and every code the program uses is in them."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from generator.judge.kinds import kinds
from generator.language import Catalogue, catalogue
from generator.model.period import MONTHS_IN
from generator.model.problem import Phrase, Severity
from generator.model.result import Status
from generator.read.nodes import read_mapping
from generator.read.pack import SOURCES
from generator.types import Audience, Field, registry
from generator.types.field import Kind
from generator.types.findings import Findings
from generator.types.kind import read_fields
from generator.types.kinds import KINDS, Anything, Rules
from tests.sweep import over

ROOT = Path(__file__).resolve().parents[2]
GENERATOR = ROOT / "generator"
ZH, EN = catalogue("zh"), catalogue("en")
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+")
FILES = sorted(path.stem for path in (GENERATOR / "language" / "zh").glob("*.yml"))
SUBJECTS = ["kinds", *(name for name in FILES if name not in ("problems", "labels"))]
each_code = over("code", sorted(ZH.sentences))


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_the_same_codes_in_both() -> None:
    assert set(ZH.sentences) == set(EN.sentences)


@each_code
def test_the_same_figures_in_both(code: str) -> None:
    """A hint may leave out what its message says; pages may put a date differently."""
    zh, en = (placeholders(each.sentences[code]) for each in (ZH, EN))
    if code.startswith("problems.") and code.endswith(".hint"):
        message = code.removesuffix("hint") + "message"
        assert (zh ^ en) <= placeholders(ZH.sentences[message]) & placeholders(EN.sentences[message])
    elif not code.startswith("pages."):
        assert zh == en


@each_code
def test_each_in_its_own_language(code: str) -> None:
    """An English hint may show what stands in a file, which is Chinese."""
    assert ZH.sentences[code].strip()
    assert EN.sentences[code].strip()
    chinese = set(CHINESE.findall(EN.sentences[code]))
    assert not chinese - (written_in_files() if code.endswith(".hint") else set())


def written_in_files() -> set[str]:
    """The names and examples of fields that any record has."""
    shared = registry().shared.values()
    return {name for field in shared for name in (*field.zh, field.example)}


def test_figures_are_filled_in() -> None:
    assert EN.text("commands.summary", errors=1, warnings=2) == "1 error, 2 warnings"
    assert ZH.text("commands.summary", errors=1, warnings=2) == "错误1处，提醒2处"
    inner = Phrase("commands.summary", {"errors": 1, "warnings": 0})
    forms = Catalogue("en", {"a": "{count} {count:file has|files have} errors, {name}"})
    assert [forms.text("a", count=each, name="|") for each in (1, "1", 0, 2)] == [
        "1 file has errors, |", "1 file has errors, |", "0 files have errors, |", "2 files have errors, |"
    ]  # fmt: skip
    assert EN.text("commands.hint", hint=inner) == f"hint: {EN.say(inner)}"


def test_what_nobody_wrote() -> None:
    assert not ZH.has("commands.nosuch")
    assert ZH.label("status", "nosuch") == "nosuch"
    with pytest.raises(KeyError):
        ZH.text("commands.nosuch")
    with pytest.raises(KeyError):
        ZH.text("commands.summary", errors=1)


# ── What the program says ───────────────────────────────────────────────────────────────────────────────────────


@cache
def sources() -> dict[str, ast.Module]:
    return {str(path.relative_to(ROOT)): ast.parse(path.read_text("utf-8")) for path in GENERATOR.rglob("*.py")}


@cache
def calls() -> tuple[tuple[str, str, ast.Call], ...]:
    """File, name called, and the call."""
    return tuple(
        (f"{file}:{node.lineno}", node.func.attr if isinstance(node.func, ast.Attribute) else _name(node.func), node)
        for file, tree in sources().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    )


def _name(node: ast.expr) -> str:
    return getattr(node, "id", "")


def literals(node: ast.expr) -> list[str] | None:
    """The strings an expression can be, where it is written out."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else None
    if isinstance(node, ast.IfExp):
        return [*(literals(node.body) or ()), *(literals(node.orelse) or ())] or None
    return None


def code_of(name: str, call: ast.Call) -> ast.expr | None:
    """The argument of a call that is the code of a problem."""
    severe = [
        number
        for number, each in enumerate(call.args[:-1])
        if isinstance(each, ast.Attribute) and getattr(each.value, "id", "") == "Severity"
    ]
    if severe:
        return call.args[severe[0] + 1] if name in ("Problem", "_found", "_fault", "_of_sheet") else None
    if name in ("_remind", "_ask", "_refuse"):
        return call.args[1] if len(call.args) > 1 else None
    if name in ("error", "warning", "leaves_out") and isinstance(call.func, ast.Attribute):
        return call.args[0] if ast.unparse(call.func.value).endswith(("indings", "record", "row")) else None
    return call.args[0] if name in ("Wrong", "Doubtful") else None


@cache
def raised() -> tuple[tuple[str, str, ast.Call], ...]:
    """Place, code and call of every problem whose code is written out."""
    return tuple(
        (place, code, call)
        for place, name, call in calls()
        if (node := code_of(name, call)) is not None
        for code in literals(node) or ()
    )


@cache
def declared_codes() -> dict[str, set[str]]:
    """Codes of the declarations' checks, with the figures each can name."""
    from generator.model.expression import parse_condition

    checks = [*registry().shared_checks, *(check for kind in registry().types.values() for check in kind.checks)]
    return {check.code: {name.replace(".", "_") for name in parse_condition(check.holds).names} for check in checks}


@cache
def every_problem_code() -> set[str]:
    homes = {kind.folder for kind in registry().types.values()} - {"any"}
    syntax = {
        code
        for tree in sources().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name == "_syntax_code"
        for inner in ast.walk(node)
        if isinstance(inner, ast.Return) and inner.value
        for code in literals(inner.value) or ()
    }
    found = {code for _, code, _ in raised()} | set(declared_codes()) | syntax
    found |= {each.code for kind in registry().types.values() for each in kind.counts_if}
    own = (kind for kind in KINDS.values() if type(kind).wrong is Kind.wrong)
    kinds = (kind for kind in own if not isinstance(kind, (Anything, Rules)))
    found |= {f"not_a_{getattr(kind, 'item', kind).name}" for kind in kinds}
    return found | {f"belongs_to_{home}" for home in homes}


def test_only_these_codes_are_put_together() -> None:
    for place, name, call in calls():
        node = code_of(name, call)
        if isinstance(node, ast.JoinedStr):
            assert ast.unparse(node).startswith(("f'not_a_{", "f'belongs_to_{")), f"{place}: {ast.unparse(node)}"


def test_problems_are_found_where_they_are_raised() -> None:
    assert {"unnormalised", "task_without_problem", "parameter_choice", "dues_roster", "alias", "key_twice", "tab",
            "unknown_kind", "attendance_sum", "not_a_date", "belongs_to_committee"} <= every_problem_code()  # fmt: skip


@over("code", lambda: sorted(every_problem_code()))
@over("part", ["message", "hint"])
def test_every_problem_has_a_message_and_a_hint(code: str, part: str) -> None:
    assert ZH.has(f"problems.{code}.{part}")
    assert EN.has(f"problems.{code}.{part}")


def test_no_sentence_for_a_problem_that_cannot_be() -> None:
    said = {code.split(".")[1] for code in ZH.sentences if code.startswith("problems.")}
    assert said == every_problem_code()


def test_a_problem_gives_the_figures_its_sentences_name() -> None:
    given_to = {"Wrong": {"rule", "kind"}, "Doubtful": {"field", "value"}, "_of_sheet": {"sheet"}}
    for place, code, call in raised():
        names = {each.arg for each in call.keywords}
        if None in names:
            continue
        if isinstance(call.func, ast.Name) and call.func.id == "Problem":
            given = call.args[4] if len(call.args) > 4 else None
            if not isinstance(given, ast.Dict):
                continue
            names = {key.value for key in given.keys if isinstance(key, ast.Constant)}
        wanted = {
            name
            for part in ("message", "hint")
            for language in (ZH, EN)
            for name in placeholders(language.sentences[f"problems.{code}.{part}"])
        }
        extra = given_to.get(getattr(call.func, "id", getattr(call.func, "attr", "")), set())
        assert wanted - extra <= names, f"{place}: {code}"


@over("code", lambda: sorted(declared_codes()))
def test_a_check_gives_the_figures_its_sentences_name(code: str) -> None:
    for part in ("message", "hint"):
        assert placeholders(ZH.sentences[f"problems.{code}.{part}"]) <= declared_codes()[code]


@over("kind", sorted(KINDS.keys() - {"node"}))
def test_a_value_of_the_wrong_form_can_be_told_of_any_kind(kind: str) -> None:
    """A list where a word is wanted, and the like: said with the sentences of the kind."""
    declared = Field(
        "it", ("此项",), "It", KINDS[kind], example="甲", fields={"a": Field("a", ("一",), "A", KINDS["count"])}
    )
    for text in ("it: word", "it: [[x]]", "it: {x: {y: z}}"):
        findings = Findings("a.yml")
        mapping = read_mapping(text, findings)
        assert mapping is not None
        read_fields(mapping, {"it": declared}, findings)
        for problem in findings.problems:
            for language in (ZH, EN):
                for part in ("message", "hint"):
                    assert language.text(f"problems.{problem.code}.{part}", **problem.args)


CODE = re.compile(rf"(?:{'|'.join(SUBJECTS)})\.[a-z][a-z_0-9.]*[a-z0-9]")


@cache
def spoken() -> tuple[tuple[str, str], ...]:
    """Every code in the program and its templates, with its place."""
    return tuple(_spoken())


def _spoken() -> Iterator[tuple[str, str]]:
    """Every string that has the form of a code, with its place; those with a part to fill in end in a star."""
    for file, tree in sources().items():
        inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
                if CODE.fullmatch(node.value):
                    yield f"{file}:{node.lineno}", node.value
            elif isinstance(node, ast.JoinedStr) and re.match(rf"(?:{'|'.join(SUBJECTS)})\.", _start(node)):
                yield f"{file}:{node.lineno}", _start(node) + "*"
    for path in (ROOT / "templates").rglob("*.j2"):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            for code in re.findall(rf"[\"']({CODE.pattern})[\"']", line):
                yield f"{path.name}:{number}", code


def _start(node: ast.JoinedStr) -> str:
    first = node.values[0] if node.values else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""


FILE_NAME = re.compile(r".*\.(?:yml|md|csv|css|html|py|xml|ics|json|xlsx)")


@over("code", lambda: sorted({code for _, code in spoken() if not FILE_NAME.fullmatch(code)}))
def test_every_code_used_is_a_sentence(code: str) -> None:
    places = [place for place, each in spoken() if each == code]
    for language in (ZH, EN):
        if code.endswith("*"):
            assert any(each.startswith(code[:-1]) for each in language.sentences), places
        else:
            assert language.has(code), places


def page_codes() -> set[str]:
    """What pages and templates say by `t("…")`."""
    found = {
        code
        for place, name, call in calls()
        if name == "t" and place.startswith("generator/publish") and "/engine/" not in place and call.args
        for code in literals(call.args[0]) or ()
    }
    for path in (ROOT / "templates").glob("*.j2"):
        found |= set(re.findall(r"\bt\([\"']([a-z_.0-9]+)[\"']", path.read_text("utf-8")))
    return found


@over("code", lambda: sorted(page_codes()))
def test_every_sentence_of_a_page_is_there(code: str) -> None:
    """A code that ends in a stop is the beginning of several."""
    for language in (ZH, EN):
        if code.endswith("."):
            assert any(each.startswith(f"pages.{code}") for each in language.sentences)
        else:
            assert language.has(f"pages.{code}")


def wrong_usages() -> set[str]:
    return {code for _, name, call in calls() if name == "Usage" for code in literals(call.args[0]) or ()}


@over("code", lambda: sorted(wrong_usages()))
def test_every_wrong_usage_is_told(code: str) -> None:
    assert ZH.has(f"commands.usage.{code}")
    assert EN.has(f"commands.usage.{code}")


# ── Labels ──────────────────────────────────────────────────────────────────────────────────────────────────────


def reasons() -> set[str]:
    """Every reason the judging gives, as written out in its code."""
    found: set[str] = set()
    for file, tree in sources().items():
        if "/judge/" not in file:
            continue
        for node in ast.walk(tree):
            found |= set(_reasons_in(node))
    return found


def _reasons_in(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        named = [each.value for each in node.keywords if each.arg == "reason"]
        for value in [*named, *(node.args if called.endswith("outside") else ())]:
            yield from literals(value) or ()
    elif isinstance(node, ast.Assign) and "reason" in ast.unparse(node.targets[0]):
        values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
        for value in values:
            yield from literals(value) or ()
    elif isinstance(node, ast.FunctionDef) and "reason" in node.name:
        for inner in ast.walk(node):
            if isinstance(inner, ast.Return) and inner.value:
                values = inner.value.elts if isinstance(inner.value, ast.Tuple) else [inner.value]
                for value in values:
                    yield from literals(value) or ()


def test_reasons_are_found_where_they_are_given() -> None:
    assert {"part_window", "no_committee", "committee_missing", "no_groups", "made_up", "waived"} <= reasons()


@cache
def labelled() -> dict[str, set[str]]:
    return {
        "status": {str(each) for each in Status},
        "reason": reasons(),
        "source": set(SOURCES),
        "severity": {str(each) for each in Severity},
        "audience": {str(each) for each in Audience},
        "period": set(MONTHS_IN),
        "leak": {"id_number", "mobile", "bank_card"},
    }


@over("label", lambda: [f"labels.{subject}.{key}" for subject, keys in labelled().items() for key in sorted(keys)])
def test_every_identifier_has_a_label(label: str) -> None:
    assert ZH.has(label)
    assert EN.has(label)


def test_every_audience_is_told_what_is_open_to_it() -> None:
    told: dict[str, set[str]] = {}
    for code in ZH.sentences:
        place, _, audience = code.rpartition(".")
        if place.endswith(".shown_to"):
            told.setdefault(place, set()).add(audience)
    assert told and all(audiences == labelled()["audience"] for audiences in told.values()), told


def test_every_kind_of_rule_has_a_name_and_none_is_told_of_that_is_not() -> None:
    assert {code.split(".")[1] for code in ZH.sentences if code.startswith("kinds.")} == set(kinds())
    assert all(ZH.has(f"kinds.{kind}.name") for kind in kinds())


@pytest.mark.parametrize("subject", ["status", "source", "severity", "audience"])
def test_no_label_for_what_is_not(subject: str) -> None:
    assert {code.split(".")[2] for code in ZH.sentences if code.startswith(f"labels.{subject}.")} == labelled()[subject]
