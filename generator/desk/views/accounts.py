"""Accounts, for the office: who may send in what, a first password for whoever needs one."""

from __future__ import annotations

from flask import Blueprint, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from generator.desk.web import PREFIX, account, desk, only, shown
from generator.gate.accounts import Account, Role, change_accounts
from generator.gate.lookalikes import mistaken

blueprint = Blueprint("accounts", __name__, url_prefix=f"{PREFIX}/accounts")
LONGEST = 60
"""Characters of a name."""


@blueprint.get("/")
@only(Role.OFFICE)
def index() -> Response:
    """Every account and what it may."""
    return _page()


@blueprint.post("/add")
@only(Role.OFFICE)
def add() -> Response:
    """Adds an account, or gives one another role; a new one gets a first password."""
    here, form = desk(), request.form
    name, role = form.get("name", "").strip(), form.get("role", "")
    branches = tuple(each for each in form.getlist("branch") if each in _branches())
    if not name or len(name) > LONGEST or not name.isprintable() or set(name) & set("<>/\\:"):
        return _page(400, fault="name")
    if role not in [str(each) for each in Role]:
        return _page(400, fault="role", name=name)
    if role == Role.RECORDER and not branches:
        return _page(400, fault="branch", name=name)
    if name == account().name and role != Role.OFFICE:
        return _page(400, fault="own", name=name)
    known = here.house.accounts.named(name)
    display = form.get("display", "").strip() or (known.display if known else "")
    if len(display) > LONGEST or not display.isprintable() or set(display) & set("<>"):
        return _page(400, fault="display", name=name)
    made = Account(name, Role(role), branches if role == Role.RECORDER else (), display)
    if mistaken(made, here.house.accounts) is not None:
        return _page(400, fault="alike", name=name)
    change_accounts(here.house.accounts_file, lambda known: known.having(made))
    if known is None:
        here.sessions.end_all(name)  # of somebody of that name whom the server's own list had and lost
    needs = not here.settings.identity_header and not here.passwords.has(name)
    return _page(done="added", name=name, password=here.passwords.give_first(name) if needs else "")


@blueprint.post("/password")
@only(Role.OFFICE)
def password() -> Response:
    """Gives an account a new first password, and ends its sessions."""
    here, name = desk(), _known()
    if here.settings.identity_header:
        raise NotFound
    here.sessions.end_all(name)
    here.attempts.forgive_all(name)
    return _page(done="password", name=name, password=here.passwords.give_first(name))


@blueprint.post("/remove")
@only(Role.OFFICE)
def remove() -> Response:
    """Takes an account away; what it sent in stays."""
    here, name = desk(), _known()
    if name == account().name:
        return _page(400, fault="own", name=name)
    change_accounts(here.house.accounts_file, lambda known: known.without(name))
    here.passwords.forget(name)
    here.sessions.end_all(name)
    return _page(done="removed", name=name)


def _known() -> str:
    name = request.form.get("name", "")
    if desk().house.accounts.named(name) is None:
        raise NotFound
    return name


def _branches() -> dict[str, str]:
    with desk().standings.now() as standing:
        return {each.id: each.name for each in standing.workspace.frame.organization.branches}


def _page(status: int = 200, fault: str = "", done: str = "", name: str = "", password: str = "") -> Response:
    accounts = sorted(desk().house.accounts.by_name.values(), key=lambda each: (list(Role).index(each.role), each.name))
    said = {"fault": fault, "done": done, "name": name, "password": password}
    states = {each.name: _state(each) for each in accounts}
    return shown("accounts", status, accounts=accounts, states=states, branches=_branches(), roles=list(Role), **said)


def _state(account: Account) -> str:
    """What keeps the account from being used as it should be; empty where nothing does."""
    here = desk()
    if here.settings.identity_header:
        return ""
    if not here.passwords.has(account.name):
        return "none"
    return "first" if here.passwords.is_first(account.name) else ""
