"""account: who may send in what at a gate."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import click

from generator.commands.desk import demand_desk
from generator.commands.gate import house_option
from generator.commands.help import Group
from generator.gate.accounts import Account, Role, change_accounts
from generator.gate.channel import DESK
from generator.gate.gatehouse import Gatehouse
from generator.gate.lookalikes import mistaken
from generator.language import Catalogue
from generator.model.failure import Usage
from generator.workspace.workspace import Workspace


@click.group(cls=Group)
def account() -> None:
    """Who may send in what."""


@account.command()
@click.argument("who")
@click.option("--role", type=click.Choice([str(each) for each in Role]), required=True)
@click.option("--branch", "branches", multiple=True)
@click.option("--display")
@house_option
@click.pass_obj
def add(workspace: Workspace, who: str, role: str, branches: tuple[str, ...], display: str | None, house: Path) -> int:
    """Add the account WHO, or give it another role; the name people read stays unless another is given."""
    there = Gatehouse.at(house)
    known = there.accounts.named(who)
    called = (known.display if known else "") if display is None else display.strip()
    made = Account(who, Role(role), branches if role == Role.RECORDER else (), called)
    if made.role is Role.RECORDER and not branches:
        raise Usage("recorder_branch")
    if (other := mistaken(made, there.accounts)) is not None:
        raise Usage("account_alike", name=made.called, other=other.called, account=other.name)
    change_accounts(there.accounts_file, lambda known: known.having(made))
    click.echo(workspace.catalogue.text("gate.account.added", name=who, role=_said(made, workspace.catalogue)))
    if DESK in there.settings.trust:
        _give_password(there, who, workspace.catalogue, anew=False)
    return 0


@account.command()
@click.argument("who")
@house_option
@click.pass_obj
def password(workspace: Workspace, who: str, house: Path) -> int:
    """Give the account WHO a new first password; the one it had is no more."""
    there = Gatehouse.at(house)
    if there.accounts.named(who) is None:
        raise Usage("no_account", name=who, known="、".join(there.accounts.by_name))
    _give_password(there, who, workspace.catalogue, anew=True)
    return 0


def _give_password(house: Gatehouse, who: str, sentences: Catalogue, anew: bool) -> None:
    """Tells a first password once: an account that has a password keeps it, unless it is to have another."""
    demand_desk()
    from generator.desk.desk import Desk

    passwords = Desk(house).passwords
    if anew or not passwords.has(who):
        Desk(house).sessions.end_all(who)
        Desk(house).attempts.forgive_all(who)
        click.echo(sentences.text("gate.account.password", name=who, password=passwords.give_first(who)))


@account.command()
@click.argument("who")
@house_option
@click.pass_obj
def remove(workspace: Workspace, who: str, house: Path) -> int:
    """Take the account WHO away; what it sent in stays."""
    there = Gatehouse.at(house)
    accounts = there.accounts
    if accounts.named(who) is None:
        raise Usage("no_account", name=who, known="、".join(accounts.by_name))
    change_accounts(there.accounts_file, lambda known: known.without(who))
    if find_spec("argon2"):
        from generator.desk.passwords import Passwords

        Passwords.of(there).forget(who)
    click.echo(workspace.catalogue.text("gate.account.removed", name=who))
    return 0


@account.command("list")
@house_option
@click.pass_obj
def list_(workspace: Workspace, house: Path) -> int:
    """Every account and what it may."""
    accounts = Gatehouse.at(house).accounts.by_name.values()
    for each in accounts:
        click.echo("  ".join(filter(None, (each.name, each.display, _said(each, workspace.catalogue)))))
    if not accounts:
        click.echo(workspace.catalogue.text("gate.account.none"))
    return 0


def _said(account: Account, sentences: Catalogue) -> str:
    role = sentences.label("role", account.role)
    if not account.branches:
        return role
    return sentences.text("gate.account.branches", role=role, branches="、".join(account.branches))
