"""What is wrong with a command line, in the words of the catalogue instead of click's own English."""

from __future__ import annotations

import re

import click

from generator.commands.help import NoCommand, placeholder
from generator.language import Catalogue

_EXTRA = re.compile(r"unexpected extra arguments? \((.*)\)")


def wrong_usage(error: click.ClickException, sentences: Catalogue) -> str:
    """One sentence that says what is wrong and what to write."""
    code, args = _code(error, sentences)
    between = sentences.text("pages.comma")
    said = {name: between.join(value) if isinstance(value, list) else value for name, value in args.items()}
    return sentences.text(f"commands.usage.{code}", **said)


def _code(error: click.ClickException, sentences: Catalogue) -> tuple[str, dict[str, object]]:
    if isinstance(error, NoCommand):
        near = "no_command_near" if error.near else "no_command"
        return near, {"command": error.name, "near": error.near, "known": error.known}
    if isinstance(error, click.NoSuchOption):
        return _no_option(error)
    if isinstance(error, click.BadOptionUsage):
        return ("option_no_value" if _is_flag(error) else "option_alone"), {"option": error.option_name}
    if isinstance(error, click.MissingParameter):
        return "missing", {"name": _name(error.param, sentences)}
    if isinstance(error, click.BadParameter) and error.param is not None:
        return _bad_value(error.param, _name(error.param, sentences), error)
    said = error.format_message()
    if found := _EXTRA.search(said):
        return "extra", {"words": found[1]}
    return "wrong", {"detail": said}


def _no_option(error: click.NoSuchOption) -> tuple[str, dict[str, object]]:
    """One like it; one that stands before the command; or none."""
    above = error.ctx.find_root() if error.ctx else None
    if above and any(error.option_name in each.opts for each in above.command.params):
        return "option_before", {"option": error.option_name, "program": above.command_path}
    near = sorted(error.possibilities or ())
    return ("no_option_near" if near else "no_option"), {"option": error.option_name, "near": near}


def _is_flag(error: click.BadOptionUsage) -> bool:
    params = error.ctx.command.get_params(error.ctx) if error.ctx else []
    return any(isinstance(each, click.Option) and each.is_flag and error.option_name in each.opts for each in params)


def _bad_value(param: click.Parameter, name: str, error: click.BadParameter) -> tuple[str, dict[str, object]]:
    kind = param.type
    if isinstance(kind, click.Choice):
        return "not_a_choice", {"name": name, "known": [str(each) for each in kind.choices]}
    if isinstance(kind, click.IntRange):
        least, most = ("" if each is None else each for each in (kind.min, kind.max))
        return "not_in_range", {"name": name, "least": least, "most": most}
    if isinstance(kind, click.types.IntParamType):
        return "not_a_number", {"name": name}
    if kind.name in ("date", "year"):
        return f"not_a_{kind.name}", {"name": name}
    return "bad_value", {"name": name, "detail": error.message}


def _name(param: click.Parameter | None, sentences: Catalogue) -> str:
    """How the option is written, or what is to be written as the argument."""
    if isinstance(param, click.Option):
        return param.opts[0] if len(param.opts[0]) > 2 or len(param.opts) == 1 else param.opts[1]
    return "" if param is None else placeholder(param, sentences)
