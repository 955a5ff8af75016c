"""--help of every command in the reader's language: everything said, nothing in another language (design §5)."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from generator.commands.main import COMMANDS, SECTIONS, wuhao
from generator.commands.table import width, wrapped
from generator.language import catalogue
from tests.school import command

CHINESE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
NAMES = {"wuhao", "site", "config", "yml", "json", "xlsx", "practice", "records", "md", "pdf", "word", "bom", "utf",
         "gb", "ctrl", "sha", "jichu", "committee", "public", "notice", "print", "bulletin", "git",
         "ssh", "id", "authorized", "keys", "ed", "pub", "forgejo", "commit", "excel", "xls",
         "template", "docx", "txt", "html"}  # fmt: skip
"""What has no other name in Chinese."""


def _below(group: click.Group, context: click.Context, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        assert found is not None
        yield (*path, name)
        if isinstance(found, click.Group):
            yield from _below(found, click.Context(found, parent=context, info_name=name), (*path, name))


PATHS = [(), *_below(wuhao, click.Context(wuhao, info_name="wuhao"), ())]
each_command = pytest.mark.parametrize("path", PATHS, ids=" ".join)


def found(path: tuple[str, ...]) -> click.Command:
    group: click.Command = wuhao
    for name in path:
        assert isinstance(group, click.Group)
        inner = group.get_command(click.Context(group, info_name="wuhao"), name)
        assert inner is not None
        group = inner
    return group


def named(param: click.Parameter) -> set[str]:
    choices = param.type.choices if isinstance(param.type, click.Choice) else ()
    return {*param.opts, *param.secondary_opts, *map(str, choices)}


@each_command
@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_is_said_in_the_language(path: tuple[str, ...], language: str) -> None:
    ran = command("--lang", language, *path, "--help")
    assert (ran.code, ran.err) == (0, "")
    for param in found(path).params:
        if isinstance(param, click.Option):
            assert all(name in ran.out for name in named(param)), param.opts
    for heading in ("example", "exits"):
        assert f"\n{catalogue(language).text(f'help.headings.{heading}')}\n" in ran.out
    assert f"wuhao {' '.join(path)}".strip() in ran.out
    for code in "02":
        assert re.search(rf"^  {code}  ", ran.out, re.MULTILINE)
    if language == "en":
        assert not CHINESE.search(ran.out)
    else:
        assert foreign(ran.out, path) == set()


def foreign(text: str, path: tuple[str, ...]) -> set[str]:
    """English words that are no names of what is there."""
    params = [each for name in [path, *PATHS] for each in found(name).params]
    known = {word for param in params for name in named(param) for word in re.findall("[a-z]+", name)}
    known |= {word for each in PATHS for name in each for word in name.split("-")} | NAMES | {"help", "version"}
    return set(re.findall(r"[a-z]{2,}", text.lower())) - known


@each_command
def test_its_lines_fit_a_terminal(path: tuple[str, ...]) -> None:
    for language in ("zh", "en"):
        assert max(map(width, command("--lang", language, *path, "--help").out.splitlines())) <= 88


@each_command
@pytest.mark.parametrize("language", ["zh", "en"])
def test_its_examples_can_be_typed(path: tuple[str, ...], language: str) -> None:
    code = ".".join(["help", *(path or ("wuhao",))]).replace("-", "_")
    for line in catalogue(language).text(f"{code}.example").splitlines():
        program, *words = shlex.split(line)
        assert program == "wuhao"
        typed = next(each for each in reversed(PATHS) if each and tuple(words[: len(each)]) == each)
        assert not path or typed[: len(path)] == path
        inner = found(typed)
        rest = inner.make_parser(click.Context(inner)).parse_args(words[len(typed) :])[1]
        assert rest == []


def test_nothing_is_said_of_what_is_not() -> None:
    """A word for a parameter that was taken away would stay in the catalogue unseen."""
    shared = {"does", "more", "example", "exits"}
    for code in catalogue("zh").sentences:
        subject, *rest = code.split(".")
        if subject != "help" or not rest or rest[0] in {"headings", "values", "options", "usage"} or len(rest) == 1:
            continue
        *names, last = rest
        path = () if names == ["wuhao"] else tuple(name.replace("_", "-") for name in names)
        params = {max(each.opts, key=len).lstrip("-").replace("-", "_") for each in found(path).params}
        assert last in shared | params, code


def test_every_command_stands_in_the_order_of_the_work() -> None:
    out = command("--help").out
    at = [out.index(f"\n  {name}  ") for name in COMMANDS]
    assert at == sorted(at)
    assert [heading for heading in SECTIONS if catalogue("zh").text(f"help.headings.{heading}") in out] == [*SECTIONS]


def test_no_line_begins_with_a_closing_mark() -> None:
    text = "公示以后，没有异议的（截至当日），由学校党委“研究决定”，命名。" * 4
    for columns in range(12, 60):
        lines = wrapped(text, columns)
        assert "".join(lines) == text
        assert not [line for line in lines if line[0] in "，。）”" or line[-1] in "（“"]
        assert max(map(width, lines)) <= columns


@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_where_there_is_no_root_yet_speaks_of_no_school(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.chdir(tmp_path)
    said = "".join(command("--lang", language, *path, "--help").out for path in PATHS)
    assert re.findall(r".{0,20}(?:学校|全校|本校|师生|\bschools?\b|[‹›]).{0,20}", said) == []
