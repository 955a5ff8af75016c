"""The command `wuhao`: one function a command, each in its own module."""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import click

from generator import __version__
from generator.commands.help import PROGRAM, Command, Group
from generator.commands.usage import wrong_usage
from generator.language import Catalogue, catalogue
from generator.model.failure import Failure

OK, ERRORS, WRONG_USAGE, STOPPED = 0, 1, 2, 130
_REFUSED = {
    "space": (errno.ENOSPC, errno.EDQUOT, errno.EFBIG),
    "read_only": (errno.EROFS,),
    "right": (errno.EACCES, errno.EPERM),
}
"""Why the machine refused something, by its number; of anything else it is `other`."""


SECTIONS = {
    "begin": ("init", "year", "demo", "calendar"),
    "write": ("new", "import", "check", "fmt"),
    "see": ("status", "explain", "due"),
    "publish": ("build", "serve", "export", "print"),
    "receive": ("gate", "account", "desk"),
    "supervise": ("remind", "spot-check", "bulletin", "notice"),
    "archive": ("archive", "verify", "diff"),
}
"""The commands in the order of the work: each the function of its name in the module of its name (see `_OTHERWISE`).

What --help says of one stands below its name in language/*/help.yml.
"""
_OTHERWISE = {"import": "bring_in", "print": "print_"}
"""What cannot be called by its name in Python."""
COMMANDS = tuple(name for names in SECTIONS.values() for name in names)


class _Commands(Group):
    """Loads a command when it is asked for: a build needs nothing of the others."""

    sections = SECTIONS

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        own = _OTHERWISE.get(cmd_name, cmd_name.replace("-", "_"))
        found = getattr(import_module(f"generator.commands.{own}"), own)
        assert isinstance(found, Command | Group)
        return found


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--root", type=click.Path(path_type=Path))
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh")
@click.version_option(__version__, prog_name=PROGRAM, message="%(prog)s %(version)s")
@click.pass_context
def wuhao(context: click.Context, root: Path | None, lang: str) -> None:
    """Record keeping, compliance and public notices for five-good Party branches."""
    from generator.workspace.workspace import Workspace

    workspace = Workspace(Path.cwd(), root, lang)
    context.obj = workspace
    context.call_on_close(workspace.save)


def run(arguments: Sequence[str]) -> int:
    """Runs one command line and gives its exit code.

    0 well, 1 errors in what was read, 2 wrong usage, 130 stopped by Ctrl+C.
    """
    language = "en" if "en" in _after(arguments, "--lang") else "zh"
    sentences = catalogue(language)
    try:
        code = wuhao.main(list(arguments), prog_name=PROGRAM, standalone_mode=False, obj=sentences)
        return code if isinstance(code, int) else OK
    except Failure as failure:
        from generator.commands.report import said

        click.echo(said(failure, sentences), err=True)
        return failure.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return WRONG_USAGE
    except click.ClickException as error:
        click.echo(wrong_usage(error, sentences), err=True)
        return WRONG_USAGE
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.exceptions.Abort:
        return STOPPED
    except OSError as error:
        with suppress(OSError):
            click.echo(_of_the_machine(error, sentences), err=True)
        return ERRORS
    except MemoryError:
        click.echo(sentences.text("commands.usage.memory"), err=True)
        return ERRORS


def _of_the_machine(error: OSError, sentences: Catalogue) -> str:
    """What the machine refused, where, and what to do about it."""
    reason = next((name for name, numbers in _REFUSED.items() if error.errno in numbers), "other")
    place = error.filename2 or error.filename  # where one was copied to another, it is the second that is written
    file = os.fsencode(place).decode("utf-8", "replace") if isinstance(place, str | bytes) else ""
    return sentences.text(f"commands.usage.refused.{reason}", file=file, detail=error.strerror or str(error))


def _after(arguments: Sequence[str], option: str) -> Sequence[str]:
    """The word that follows the option, if any."""
    return [value for name, value in pairwise(arguments) if name == option] + [
        name.removeprefix(f"{option}=") for name in arguments if name.startswith(f"{option}=")
    ]


def _in_utf8() -> None:
    """Begins again in Python's UTF-8 mode where the locale names files otherwise: in git their names are UTF-8.

    What is printed stays in the terminal's own encoding, if that has Chinese characters.
    """
    if sys.getfilesystemencoding() == "utf-8":
        return
    terminal = sys.stdout.encoding
    environment = dict(os.environ)
    with suppress(UnicodeEncodeError):
        "五好党支部".encode(terminal)
        environment.setdefault("PYTHONIOENCODING", f"{terminal}:replace")
    again = [sys.executable, "-X", "utf8", *sys.orig_argv[1:]]
    os.execve(sys.executable, [each.encode("utf-8", "surrogateescape") for each in again], environment)


def main() -> None:
    """The console entry point. Many records live until the end: looking for garbage among them takes half the time."""
    _in_utf8()
    gc.disable()
    code = run(sys.argv[1:])
    gc.freeze()  # or Python looks through all of them once more before it ends
    sys.exit(code)
