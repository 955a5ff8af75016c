"""A rule's parameters in plain words, for the page of its pack."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache

from generator.model.figures import decimal
from generator.model.node import plain
from generator.model.pack import Rule
from generator.publish.pages.words import Words
from generator.types import Field, registry
from generator.types.field import Choice

_DAY = re.compile(r"(?:next-|previous-)?\d{2}-\d{2}")
_UNITS = {"min": "times", "target": "times", "founded_within": "days", "successor_within": "days"}
_WORDING = ("says", "unmet", "late_said")
"""How the rule's figures are told, which asks nothing of anybody."""
_SHARES = ("threshold", "flag_off_over")
_NAME = re.compile(r"[A-Za-z_][A-Za-z_0-9.]*")


def parameters(rule: Rule, words: Words) -> tuple[tuple[str, str], ...]:
    """Each parameter as a label and a text, in the order written; a term nobody has named stays as written.

    How points are given is left out where there are none.
    """
    written = plain(rule.parameters)
    if not isinstance(written, dict):
        return ()
    types = _types(written)
    made = []
    for name, value in written.items():
        if name in _WORDING or (name == "scoring" and rule.points is None):
            continue
        keys = (f"kinds.{rule.kind}.parameters.{name}", f"pages.parameter.{name}")
        label = next((words.catalogue.text(key) for key in keys if words.catalogue.has(key)), name)
        text = _share(value) if name in _SHARES else _say(value, types, words)
        if name == "within" and isinstance(value, list):
            text = words.t("to").join(_say(each, types, words) for each in value)
        if name in _UNITS and text.isdigit():
            text = words.t(f"unit.{_UNITS[name]}", number=text)
        if text:
            made.append((label, text))
    return tuple(made)


def condition(written: object, types: tuple[str, ...], words: Words) -> str:
    """A condition on records of those types (`resolutions have for`), in the words of their fields."""
    return _say(written, types, words)


def _types(written: Mapping[str, object]) -> tuple[str, ...]:
    found = written.get("types") or written.get("evidence")
    names = found if isinstance(found, list) else []
    return tuple(name for name in names if name in registry().types)


def _share(value: object) -> str:
    try:
        return f"{decimal(Fraction(str(value)) * 100, 2)}%"
    except ValueError:
        return str(value)


def _say(value: object, types: tuple[str, ...], words: Words) -> str:
    if isinstance(value, list):
        return words.join(_say(each, types, words) for each in value)
    if isinstance(value, dict) and "zh" in value:
        return str(value.get(words.language, value["zh"]))
    if isinstance(value, dict) and "of" in value:
        return _say(value["called"], types, words)
    if isinstance(value, dict):
        own = (value["type"],) if value.get("type") in registry().types else types
        if "type" in value:
            rest = {key: inner for key, inner in value.items() if key not in ("type", "called")}
            said = _say(rest, own, words)
            name = _say(value["type"], own, words)
            return words.t("with_condition", name=name, condition=said) if said else name
        return words.t("semicolon").join(_pair(key, inner, own, words) for key, inner in value.items())
    return _word(str(value), types, words)


def _pair(key: str, value: object, types: tuple[str, ...], words: Words) -> str:
    """A condition by itself; a choice by the words of its field; what has parts of its own in brackets."""
    if key == "where":
        return _say(value, types, words)
    if key == "class":
        return f"{_say(key, types, words)}{words.t('colon')}{words.label('audience', str(value))}"
    declared = next((each for each in registry().fields_of(types) if each.id == key), None) if types else None
    chosen = declared.choice(str(value)) if declared else None
    name = _say(key, types, words)
    if chosen is not None:
        return f"{name}{words.t('colon')}{chosen.label(words.language)}"
    said = _say(value, types, words)
    return words.t("of_kind", type=name, kind=said) if isinstance(value, dict) else f"{name}{words.t('colon')}{said}"


def _word(text: str, types: tuple[str, ...], words: Words) -> str:
    if _DAY.fullmatch(text):
        return words.month_day(text)
    if ".." in text:
        return words.t("to").join(_word(part, types, words) for part in text.split(".."))
    if " " in text:
        return _NAME.sub(lambda match: _word(match[0], types, words), text)
    own = next((each for each in registry().fields_of(types) if each.id == text), None) if types else None
    if own is not None:
        return own.label(words.language)
    if words.catalogue.has(f"pages.word.{text}"):
        return words.t(f"word.{text}")
    if text in registry().types:
        return registry().types[text].label(words.language)
    return _field_label(text, types, words) or _choice_label(text, words) or text


def _field_label(text: str, types: tuple[str, ...], words: Words) -> str:
    first, _, rest = text.partition(".")
    declared = _field(first, types)
    if declared is None:
        return ""
    inner = declared.fields.get(rest) if rest else None
    label = declared.label(words.language)
    return words.t("of_kind", type=label, kind=inner.label(words.language)) if inner else label


def _field(name: str, types: tuple[str, ...]) -> Field | None:
    for known in registry().fields_of(types):
        if known.id == name:
            return known
    return _field_of_any(name)


@cache
def _field_of_any(name: str) -> Field | None:
    return next((known for known in _everything() if known.id == name), None)


def _everything() -> Iterator[Field]:
    """The fields of all types, and those inside them."""
    outer = (known for each in registry().types.values() for known in each.fields.values())
    return (known for each in outer for known in each.all_inside())


def _choice_label(text: str, words: Words) -> str:
    choice = _choice_of_any(text)
    return choice.label(words.language) if choice else ""


@cache
def _choice_of_any(text: str) -> Choice | None:
    return next((choice for each in _everything() if (choice := each.choice(text))), None)
