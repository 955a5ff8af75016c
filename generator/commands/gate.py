"""gate: the one door through which records come in by git: its hooks, its keys, what follows a push (design §8)."""

from __future__ import annotations

import os
import shlex
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import click

from generator.commands.help import Group
from generator.commands.report import report
from generator.gate import publishing
from generator.gate.answer import leave
from generator.gate.before_commit import HOOK, checked_index, install_hook
from generator.gate.channel import CHANNELS, DESK, SSH, pusher_of
from generator.gate.days import note, write_down
from generator.gate.gatehouse import MAIN, Gatehouse, Settings
from generator.gate.git import Git, without_git
from generator.gate.install import install as install_gate
from generator.gate.ssh import authorized_key, service
from generator.gate.verdict import Push, Update, Verdict
from generator.gate.workflows import FORGES, workflow
from generator.language import Catalogue
from generator.model.failure import Broken
from generator.model.problem import Problem
from generator.types import Audience
from generator.workspace.workspace import Workspace

MOST_TOLD = 60
"""So many faults are told at once: who pushes a thousand bad files mends the first ones first."""

house_option = click.option("--gate", "house", type=click.Path(path_type=Path), required=True)


@click.group(cls=Group)
def gate() -> None:
    """The one door through which records come in by git."""


@gate.command()
@click.argument("repository", type=click.Path(path_type=Path))
@click.option("--site", type=click.Path(path_type=Path))
@click.option("--private", type=click.Path(path_type=Path), multiple=True)
@click.option("--trust", type=click.Choice(CHANNELS), multiple=True)
@click.pass_obj
def install(
    workspace: Workspace, repository: Path, site: Path | None, private: tuple[Path, ...], trust: tuple[str, ...]
) -> int:
    """Write the hooks of a bare repository, making it where there is none; safe to run again."""
    sentences = workspace.catalogue
    settings = Settings(
        repository.absolute(),
        tuple(each.absolute() for each in private),
        site.absolute() if site else None,
        tuple(each for each in CHANNELS if each in (trust or (SSH,))),
    )
    done = install_gate(settings, workspace.language)
    for phrase in done.told:
        click.echo(sentences.say(phrase))
    if not done.told:
        click.echo(sentences.text("gate.install.unchanged"))
    click.echo(sentences.text("gate.install.trust", channels="、".join(settings.trust)))
    click.echo(sentences.text("gate.install.sites", path=done.house.site))
    if not done.house.accounts.by_name:
        click.echo(sentences.text("gate.install.accounts", path=repository))
    if SSH in settings.trust:
        click.echo(sentences.text("gate.install.ssh", path=repository))
    click.echo(sentences.text("gate.install.nightly", path=repository))
    if DESK not in settings.trust:  # which brings one along
        click.echo(sentences.text("gate.install.stay", path=repository))
    return 0


@gate.command()
@click.argument("repository", type=click.Path(path_type=Path))
@click.option("--stay", is_flag=True)
@click.pass_obj
def publish(workspace: Workspace, repository: Path, stay: bool) -> int:
    """Publish every audience's site of what the repository holds now."""
    house, sentences = Gatehouse.at(repository), workspace.catalogue
    publishing.become_owner(house)
    publishing.ask(house)
    for number in range(len(house.repositories)):
        write_down(house, number)
    if stay:
        from generator.commands.resident import reside  # and with it all that makes pages, of which no hook needs any

        reside(house, workspace.language)
        return 0
    outcome = publishing.publish(house, publishing.separately(house))
    if outcome is None:
        click.echo(sentences.text("gate.publishing"))
    elif outcome:
        click.echo(sentences.text("gate.published", site=house.site))
    else:
        click.echo(sentences.text("gate.not_published", detail=house.failure), err=True)
    return 1 if outcome is False else 0


@gate.command()
@click.argument("who")
@click.argument("key", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@house_option
@click.pass_obj
def key(workspace: Workspace, who: str, key: Path, house: Path) -> int:
    """Print the line of authorized_keys that ties the public key in the file KEY to the account WHO."""
    folder = Gatehouse.at(house).folder
    words = [*publishing.program(), "--lang", workspace.language, "gate", "shell", str(folder), "--as", who]
    click.echo(authorized_key(" ".join(map(shlex.quote, words)), key.read_text()), nl=False)
    return 0


@gate.command(hidden=True)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--as", "name", required=True)
def shell(folder: Path, name: str) -> int:
    """What an ssh key may do: fetch from and push to the gate's repositories."""
    asked = os.environ.get("SSH_ORIGINAL_COMMAND", "")
    words, environment = service(Gatehouse.at(folder), name, asked, os.environ)
    os.execvpe(words[0], words, environment)


@gate.command("pre-receive", hidden=True)
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("number", type=int)
@click.pass_obj
def pre_receive(workspace: Workspace, folder: Path, number: int) -> int:
    """Git's hook: whether what is pushed is taken."""
    environment = _alone()
    house = Gatehouse.at(folder)
    git = Git.in_hook(house.repositories[number], environment)
    updates = tuple(Update.read(sys.stdin))

    def wait() -> None:
        click.echo(workspace.catalogue.text("gate.wait"), err=True)

    pusher = pusher_of(environment, house.settings.trust, house.secret)
    with tempfile.TemporaryDirectory(
        prefix=publishing.SCRATCH, dir=house.folder, ignore_cleanup_errors=True
    ) as scratch:
        verdict = Push(house, git, number, updates, pusher, Path(scratch), house.frozen, wait).verdict()
    leave(house, environment, verdict)
    _tell(verdict, workspace.catalogue)
    for update in updates if verdict.taken else ():
        if update.ref == MAIN and pusher is not None:
            note(house, number, update, pusher.name)
    return 0 if verdict.taken else 1


@gate.command("post-receive", hidden=True)
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("number", type=int)
@click.pass_obj
def post_receive(workspace: Workspace, folder: Path, number: int) -> int:
    """Git's hook: the day of the push is written down, and the sites are published in the background."""
    environment = _alone()
    house, sentences = Gatehouse.at(folder), workspace.catalogue
    updates = Update.read(sys.stdin)
    if not any(update.ref == MAIN for update in updates):
        return 0
    write_down(house, number)
    if failure := house.failure:
        click.echo(sentences.text("gate.failed", detail=failure), err=True)
    words = ("--lang", workspace.language, "gate", "publish", str(house.folder))
    publishing.start(house, words, _who_waits(house, environment))
    address = publishing.address(house)
    click.echo(sentences.text("gate.building", site=address) if address else sentences.text("gate.building_plain"))
    return 0


@gate.command()
@click.argument("which", type=click.Choice([HOOK]))
@click.pass_obj
def hook(workspace: Workspace, which: str) -> int:
    """Have git check changed records before each commit in this clone."""
    click.echo(workspace.catalogue.say(install_hook(workspace.start, workspace.language)))
    return 0


@gate.command(HOOK, hidden=True)
@click.pass_obj
def pre_commit(workspace: Workspace) -> int:
    """Git's hook in a clone: whether what is about to be committed is right."""
    sentences = workspace.catalogue
    found = checked_index(workspace.start, _alone())
    if found:
        click.echo(sentences.text("gate.hook.refused", errors=len(found)), err=True)
        click.echo(report(found, "text", sentences), err=True)
    return 1 if found else 0


@gate.command("workflow")
@click.argument("forge", type=click.Choice(FORGES))
@click.pass_obj
def workflow_(workspace: Workspace, forge: str) -> int:
    """Write the file by which a forge checks what is pushed."""
    path, text = workflow(forge)
    target = workspace.root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")
    click.echo(workspace.catalogue.text("gate.workflow.written", path=target))
    return 0


def _alone() -> dict[str, str]:
    """The environment of a hook, which from now on is nobody else's: its names of a repository mislead children."""
    found = dict(os.environ)
    for name in found.keys() - without_git(found).keys():
        del os.environ[name]
    return found


def _who_waits(house: Gatehouse, environment: Mapping[str, str]) -> Audience:
    """Whose site is looked at by who pushed."""
    pusher = pusher_of(environment, house.settings.trust, house.secret)
    with suppress(Broken):
        account = house.accounts.named(pusher.name) if pusher else None
        if account is not None and account.is_office:
            return Audience.COMMITTEE
    return Audience.MEMBERS


def _tell(verdict: Verdict, sentences: Catalogue) -> None:
    """What becomes of the push, to who pushed."""
    if verdict.taken:
        if verdict.files:
            click.echo(sentences.text("gate.taken", files=verdict.files))
        if verdict.warnings:
            click.echo(sentences.text("gate.warned", count=len(verdict.warnings)))
            _list(verdict.warnings, sentences)
        return
    if verdict.refused:
        click.echo(sentences.text("gate.refused_push"), err=True)
        for phrase in verdict.refused:
            click.echo(sentences.say(phrase), err=True)
    else:
        click.echo(sentences.text("gate.refused", files=verdict.files, errors=len(verdict.errors)), err=True)
    if verdict.errors:
        _list(verdict.errors, sentences)
        click.echo(sentences.text("gate.amend"), err=True)


def _list(problems: Sequence[Problem], sentences: Catalogue) -> None:
    click.echo(report(problems[:MOST_TOLD], "text", sentences), err=True)
    if (more := len(problems) - MOST_TOLD) > 0:
        click.echo(sentences.text("gate.more", count=more), err=True)
