"""Signing in and out, and choosing a password."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from generator.desk.passwords import LEAST
from generator.desk.web import PREFIX, account, begin_session, desk, end_session, open_to_all, shown, signed_in

blueprint = Blueprint("signin", __name__, url_prefix=PREFIX)
MOST = 200
"""Characters of a name that is looked at."""


@blueprint.route("/signin", methods=["GET", "POST"])
@open_to_all
def sign_in() -> Response:
    """Lets somebody in who knows the password of an account, and tells nobody which half was wrong."""
    here, onward = desk(), _local(request.values.get("next", ""))
    if here.settings.identity_header:
        raise NotFound
    if request.method == "GET":
        return redirect(onward) if signed_in() else shown("signin", onward=onward)
    name, password = request.form.get("name", "").strip()[:MOST], request.form.get("password", "")
    address = request.remote_addr or ""
    if wait := here.attempts.wait(name, address):
        answer = shown("signin", 429, onward=onward, name=name, wait=-(-wait // 60))
        answer.headers["Retry-After"] = str(wait)
        return answer
    if not here.passwords.match(name, password) or here.house.accounts.named(name) is None:
        here.attempts.failed(name, address)
        return shown("signin", 403, onward=onward, name=name, wrong=True)
    here.attempts.forgive(name, address)
    begin_session(name)
    return redirect(url_for("signin.password") if here.passwords.is_first(name) else onward, 303)


@blueprint.post("/signout")
@open_to_all
def sign_out() -> Response:
    """Ends the session."""
    end_session()
    return redirect(url_for("signin.sign_in"), 303)


@blueprint.route("/password", methods=["GET", "POST"])
def password() -> Response:
    """Has somebody choose a password; every other session of the account ends."""
    here, name = desk(), account().name
    if here.settings.identity_header:
        raise NotFound
    first = here.passwords.is_first(name)
    if request.method == "GET":
        return shown("password", first=first, least=LEAST)
    old, new, again = (request.form.get(each, "") for each in ("old", "new", "again"))
    address = request.remote_addr or ""
    if here.attempts.wait(name, address):
        return shown("password", 429, first=first, least=LEAST, fault="wait")
    if not here.passwords.match(name, old):
        here.attempts.failed(name, address)
        return shown("password", 403, first=first, least=LEAST, fault="old")
    fault = here.passwords.fault(name, new)
    if fault is not None or new != again:
        return shown("password", 400, first=first, least=LEAST, fault=fault.name.lower() if fault else "again")
    here.passwords.change(name, new)
    here.sessions.end_all(name)
    begin_session(name)
    return redirect(url_for("home.home", changed=1), 303)


def _local(target: str) -> str:
    """Where to go on, if that is an address of this desk; else home."""
    plain = target.startswith("/") and not target.startswith("//") and "\\" not in target and target.isprintable()
    parts = urlsplit(target) if plain else None
    return target if parts is not None and not parts.netloc and not parts.scheme else url_for("home.home")
