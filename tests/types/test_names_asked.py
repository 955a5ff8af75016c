"""Every name by which the program asks for a value is a declared field of a kind that can be answered so."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from generator.types import Field, registry
from generator.types.kinds import KINDS

ROOT = Path(__file__).resolve().parents[2]
LINES = frozenset({"lines", "frame", "types", "groups", "branches", "records", "files", "days", "times"})
GIVES: Mapping[str, frozenset[str]] = {
    "day": frozenset({"date", "pack_date"}),
    "count": frozenset({"count", "year"}),
    "figure": frozenset({"number", "figure"}),
    "text": frozenset({"text", "choice", "branch", "rule", "record", "month", "window"}),
    "flag": frozenset({"flag"}),
    "names": LINES,
    "span": frozenset({"span"}),
    "rows": frozenset({"entries", "table"}),
    "by_year": frozenset({"of_years"}),
    "parts": frozenset({"parts", "section", "scores", "counts", "figures"}),
    "says": frozenset(KINDS),
    "of": frozenset(KINDS),
    "mark_of": frozenset(KINDS),
}
"""What each question of `model.values.Values` can answer."""
IDENTIFIER = re.compile(r"[a-z][a-z_]*")
"""Codes of the catalogue have dots; what else has such a method (`str.count`, `PackYear.day`) is asked no such word."""


def declared() -> Mapping[str, frozenset[str]]:
    """The kinds of every field there is, those inside others too, by name."""
    found: defaultdict[str, set[str]] = defaultdict(set)

    def take(fields: Iterable[Field]) -> None:
        for each in fields:
            found[each.id].add(each.kind)
            take(each.fields.values())

    known = registry()
    take(known.shared.values())
    take(known.documents.values())
    take(field for kind in known.types.values() for field in kind.fields.values())
    return {name: frozenset(kinds) for name, kinds in found.items()}


def constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The module's own constants that are one string each."""
    for node in tree.body:
        if not isinstance(node, ast.Assign):
            continue
        names, value = node.targets[0], node.value
        several = isinstance(names, ast.Tuple) and isinstance(value, ast.Tuple)
        for name, each in zip(names.elts, value.elts, strict=False) if several else [(names, value)]:
            if isinstance(name, ast.Name) and isinstance(each, ast.Constant) and isinstance(each.value, str):
                yield name.id, each.value


@cache
def imported(module: str) -> Mapping[str, str]:
    """The constants of a module of the program."""
    file = ROOT.joinpath(*module.split(".")).with_suffix(".py")
    return dict(constants(ast.parse(file.read_text("utf-8")))) if file.is_file() else {}


def known_in(tree: ast.Module) -> Mapping[str, str]:
    """The names that stand for one string in the module: its own constants and those it imports."""
    found = dict(constants(tree))
    for node in tree.body:
        for alias in node.names if isinstance(node, ast.ImportFrom) and node.module else ():
            if alias.name in imported(str(node.module)):
                found[alias.asname or alias.name] = imported(str(node.module))[alias.name]
    return found


def asked(source: str) -> Iterator[tuple[int, str, str]]:
    """Line, question and name of everything asked for by a constant name."""
    tree = ast.parse(source)
    known = known_in(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or len(node.args) != 1:
            continue
        given = node.args[0]
        name = given.value if isinstance(given, ast.Constant) else known.get(getattr(given, "id", ""))
        if node.func.attr in GIVES and isinstance(name, str) and IDENTIFIER.fullmatch(name):
            yield node.lineno, node.func.attr, name


def faults(source: str, fields: Mapping[str, frozenset[str]]) -> Iterator[str]:
    for line, question, name in asked(source):
        kinds = fields.get(name)
        if kinds is None:
            yield f"{line}: .{question}({name!r}): no such field"
        elif GIVES[question].isdisjoint(kinds):
            yield f"{line}: .{question}({name!r}): {', '.join(sorted(kinds))} cannot be asked so"


def test_every_name_is_a_field_of_such_a_kind() -> None:
    fields = declared()
    # The engine that releases pages knows nothing of records: what it counts is its own.
    files = [each for each in sorted((ROOT / "generator").rglob("*.py")) if "engine" not in each.parts]
    found = [f"{file.relative_to(ROOT)}:{fault}" for file in files for fault in faults(file.read_text("utf-8"), fields)]
    assert not found, f"{len(found)}:\n" + "\n".join(found)


def test_a_renamed_field_and_a_wrong_kind_are_found() -> None:
    source = 'KEY = "kind"\nvalues.day("due")\nvalues.day("duo")\nvalues.count(KEY)\nsay.text("pages.day")\n'
    assert list(faults(source, {"due": frozenset({"date"}), "kind": frozenset({"choice"})})) == [
        "3: .day('duo'): no such field",
        "4: .count('kind'): choice cannot be asked so",
    ]
