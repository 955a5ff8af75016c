"""--help in the words of the catalogue: what a command does, its parameters, an example, its exit codes.

A command says `cls=Command`, or `cls=Group` where it has commands of its own; all that is said of it stands below its
name in `help.yml`. What several commands say alike of an option stands there once, below `options`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

import click

from generator.commands.table import width, wrapped
from generator.language import Catalogue

PROGRAM = "wuhao"
COLUMNS = 88
"""The widest line of help."""
_LEFT = 26
"""The widest name in the left column beside which its text still begins on the same line."""


class NoCommand(click.UsageError):
    """A command that is not there."""

    def __init__(self, name: str, context: click.Context, near: list[str], known: list[str]) -> None:
        super().__init__(name, context)
        self.name, self.near, self.known = name, near, known


class Command(click.Command):
    """A command whose help stands in the catalogue."""

    def get_help(self, ctx: click.Context) -> str:
        """What --help prints."""
        return _help(self, ctx, ())


class Group(click.Group):
    """A command that has others, in the order of the work."""

    command_class = Command
    sections: dict[str, tuple[str, ...]]
    """Its commands below headings, where it has any."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order in which they are declared, without those that only other programs call."""
        return [name for name, command in self.commands.items() if not command.hidden]

    def get_help(self, ctx: click.Context) -> str:
        """What --help prints, and the program when no command was named."""
        return _help(self, ctx, self.list_commands(ctx))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of that name. Raises NoCommand with those that may be meant."""
        name, known = args[0], self.list_commands(ctx)
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            raise NoCommand(name, ctx, _near(name, known, _code(self, ctx), sentences_of(ctx)), known)
        return super().resolve_command(ctx, args)


def sentences_of(context: click.Context) -> Catalogue:
    """The catalogue of the run: what `main.run` gave, until there is a workspace that has it."""
    found = context.find_object(Catalogue) or getattr(context.find_root().obj, "catalogue", None)
    assert isinstance(found, Catalogue)
    return found


def placeholder(param: click.Parameter, sentences: Catalogue) -> str:
    """What stands in help and messages for what is to be written: 日期, 支部, text|json."""
    if isinstance(param.type, click.Choice):
        return "|".join(str(each) for each in param.type.choices)
    named = (f"help.values.{name}" for name in (_key(param), param.type.name))
    return next((sentences.text(code) for code in named if sentences.has(code)), _key(param).upper())


def listing(sections: Iterable[tuple[str, list[tuple[str, str]]]]) -> Iterator[str]:
    """Sections of names, each with what is said of it beside it, all lined up."""
    every = [*sections]
    left = min(max((width(name) for _, rows in every for name, _ in rows), default=0), _LEFT)
    for heading, rows in every:
        yield from _section(heading, rows, left)


def _near(name: str, known: list[str], code: str, sentences: Catalogue) -> list[str]:
    """The commands of a name like it, or else those whose description has the word."""
    if found := difflib.get_close_matches(name.lower().replace("_", "-"), known, cutoff=0.6):
        return found
    return [each for each in known if name.lower() in sentences.text(f"{_below(code, each)}.does").lower()][:3]


def _code(command: click.Command, context: click.Context) -> str:
    """Where the catalogue speaks of the command."""
    names = context.command_path.split()[1:]
    return ".".join(["help", *names]).replace("-", "_") if names else f"help.{PROGRAM}"


def _below(code: str, name: str) -> str:
    above = "help" if code == f"help.{PROGRAM}" else code
    return f"{above}.{name.replace('-', '_')}"


def _help(command: click.Command, context: click.Context, commands: list[str] | tuple[()]) -> str:
    sentences, code = sentences_of(context), _code(command, context)
    params = command.get_params(context)
    arguments = [each for each in params if isinstance(each, click.Argument)]
    options = [each for each in params if isinstance(each, click.Option) and not each.hidden]
    pieces = [
        context.command_path,
        sentences.text("help.some_options"),
        *(_piece(each, sentences) for each in arguments),
    ]
    if commands:
        pieces.append(sentences.text("help.some_command"))
    lines = [sentences.text("help.usage", line=" ".join(pieces)), ""]
    lines += wrapped(sentences.text(f"{code}.does"), COLUMNS)
    if sentences.has(f"{code}.more"):
        for paragraph in sentences.text(f"{code}.more").splitlines():
            lines += ["", *wrapped(paragraph, COLUMNS)] if paragraph else []
    sections = getattr(command, "sections", {"commands": tuple(commands)})
    lines += listing(
        (
            sentences.text(f"help.headings.{heading}"),
            [(name, sentences.text(f"{_below(code, name)}.does")) for name in names],
        )
        for heading, names in sections.items()
    )
    lines += _section(
        sentences.text("help.headings.arguments"),
        [(_piece(each, sentences), _said(each, code, sentences)) for each in arguments],
    )
    rows = [(_option(each, sentences), _said(each, code, sentences)) for each in options]
    lines += _section(sentences.text("help.headings.options"), rows)
    lines += _listed(sentences.text("help.headings.example"), sentences.text(f"{code}.example"))
    exits = f"{code}.exits" if sentences.has(f"{code}.exits") else "help.exits"
    return "\n".join([*lines, *_listed(sentences.text("help.headings.exits"), sentences.text(exits))])


def _said(param: click.Parameter, code: str, sentences: Catalogue) -> str:
    """What the command says of the parameter, else what all say."""
    own = f"{code}.{_key(param)}"
    said = sentences.text(own if sentences.has(own) else f"help.options.{_key(param)}")
    needed = isinstance(param, click.Option) and param.required
    return sentences.text("help.required", text=said) if needed else said


def _key(param: click.Parameter) -> str:
    """The parameter's name in the catalogue: as it is written on the command line."""
    written = max(param.opts, key=len).lstrip("-") if isinstance(param, click.Option) else str(param.name)
    return written.replace("-", "_")


def _piece(param: click.Parameter, sentences: Catalogue) -> str:
    """An argument as the usage shows it."""
    written = placeholder(param, sentences) + ("…" if param.nargs == -1 else "")
    return written if param.required else f"[{written}]"


def _option(param: click.Option, sentences: Catalogue) -> str:
    names = ", ".join(sorted((*param.opts, *param.secondary_opts), key=len))
    return names if param.is_flag or param.count else f"{names} {placeholder(param, sentences)}"


def _section(heading: str, rows: list[tuple[str, str]], least: int = 0) -> Iterator[str]:
    """Names to the left, what is said of them lined up to the right, at least so many columns on."""
    if not rows:
        return
    left = max(min(max(width(name) for name, _ in rows), _LEFT), least)
    yield from ("", heading)
    for name, text in rows:
        lines = wrapped(text, COLUMNS - left - 4)
        if width(name) > left:
            yield f"  {name}"
            yield from (" " * (left + 4) + line for line in lines)
            continue
        yield f"  {name}{' ' * (left - width(name))}  {lines[0]}"
        yield from (" " * (left + 4) + line for line in lines[1:])


def _listed(heading: str, text: str) -> Iterator[str]:
    yield from ("", heading)
    for line in text.splitlines():
        yield from (f"  {part}" for part in wrapped(line, COLUMNS - 2))
