"""What is wrong with a command line, in the words of the catalogue instead of click's own English."""

from __future__ import annotations

import re

import click

from generator.language import Catalogue

_EXTRA = re.compile(r"unexpected extra arguments? \((.*)\)")
_NO_COMMAND = re.compile(r"No such command '(.*)'")


def wrong_usage(error: click.ClickException, sentences: Catalogue) -> str:
    """One sentence that says what is wrong and what to write."""
    code, args = _code(error)
    between = sentences.text("pages.comma")
    said = {name: between.join(value) if isinstance(value, list) else value for name, value in args.items()}
    return sentences.text(f"commands.usage.{code}", **said)


def _code(error: click.ClickException) -> tuple[str, dict[str, object]]:
    if isinstance(error, click.NoSuchOption):
        near = sorted(error.possibilities or ())
        return ("no_option_near" if near else "no_option"), {"option": error.option_name, "near": near}
    if isinstance(error, click.BadOptionUsage):
        return "option_alone", {"option": error.option_name}
    if isinstance(error, click.MissingParameter):
        return "missing", {"name": _name(error.param, error)}
    if isinstance(error, click.BadParameter) and error.param is not None:
        return _bad_value(error.param, _name(error.param, error), error)
    said = error.format_message()
    if found := _EXTRA.search(said):
        return "extra", {"words": found[1]}
    if found := _NO_COMMAND.search(said):
        context = error.ctx if isinstance(error, click.UsageError) else None
        group = context.command if context else None
        known = group.list_commands(context) if context and isinstance(group, click.Group) else []
        return "no_command", {"command": found[1], "known": known}
    return "wrong", {"detail": said}


def _bad_value(param: click.Parameter, name: str, error: click.BadParameter) -> tuple[str, dict[str, object]]:
    kind = param.type
    if isinstance(kind, click.Choice):
        return "not_a_choice", {"name": name, "known": [str(each) for each in kind.choices]}
    if isinstance(kind, click.IntRange):
        least, most = ("" if each is None else each for each in (kind.min, kind.max))
        return "not_in_range", {"name": name, "least": least, "most": most}
    if kind.name == "date":
        return "not_a_date", {"name": name}
    return "bad_value", {"name": name, "detail": error.message}


def _name(param: click.Parameter | None, error: click.BadParameter) -> str:
    """How the option or argument is written."""
    if isinstance(param, click.Option):
        return param.opts[0] if len(param.opts[0]) > 2 or len(param.opts) == 1 else param.opts[1]
    return param.make_metavar(error.ctx) if param is not None and error.ctx else str(error.param_hint or "")
