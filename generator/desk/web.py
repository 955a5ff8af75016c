"""What every view of the desk uses: who asks, whether they may, the token of a form, a page, its headers."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Iterator
from typing import Any, TypeVar, cast

from flask import Flask, Response, current_app, g, make_response, redirect, render_template, request, session, url_for
from flask.globals import request_ctx
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from generator.desk.desk import Desk, audience_of
from generator.desk.file_names import file_name, in_names
from generator.gate.accounts import Account, Role
from generator.language import Catalogue, Reader
from generator.language import catalogue as catalogue_of
from generator.model.failure import Broken, Failure
from generator.model.problem import Problem
from generator.model.spoken import day as spoken_day
from generator.workspace.problem_text import sentence
from generator.workspace.workspace import Workspace

PREFIX = "/desk"
TOKEN = "token"
"""The field of every form that says the form is ours."""
TOKEN_VALID = 12 * 3600
MENU = {
    "home": "home.home",
    "records": "records.index",
    "lists": "rectification.index",
    "upload": "upload.index",
    "papers": "papers.index",
    "office": "committee_office.index",
    "accounts": "accounts.index",
}
"""Where each area begins. No endpoint has the name of a subject of the catalogue: it would be taken for a sentence."""
_SAFE = ("GET", "HEAD", "OPTIONS")
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}
_EVERYWHERE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}
View = TypeVar("View", bound=Callable[..., Any])


# ── For views ───────────────────────────────────────────────────────────────────────────────────────────────────────


def desk() -> Desk:
    """The desk that answers."""
    return cast(Desk, current_app.extensions["desk"])


def account() -> Account:
    """Who asks. Only for views that are not open to everybody."""
    found = signed_in()
    assert found is not None
    return found


def signed_in() -> Account | None:
    """Who asks, if they have signed in."""
    return cast(Account | None, g.get("account"))


def sentences(reader: Reader = Reader.FORM) -> Catalogue:
    """The catalogue of the desk's language, for who has a form before them."""
    return catalogue_of(desk().settings.language, None, reader)


def said(problem: Problem, part: str = "message", reader: Reader = Reader.FORM) -> str:
    """The message or hint of a problem in the words of a form, or of a sheet."""
    words = sentences(reader)
    return sentence(problem, words, part, lambda text: in_names(text, _workspace(), words))


def open_to_all(view: View) -> View:
    """Marks a view that asks for no account."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


def only(*roles: Role) -> Callable[[View], View]:
    """Marks a view that is for these roles alone."""

    def mark(view: View) -> View:
        view.roles = roles  # type: ignore[attr-defined]
        return view

    return mark


def shown(template: str, status: int = 200, **data: Any) -> Response:
    """The page made of templates/desk/<template>.html.j2."""
    return make_response(render_template(f"{template}.html.j2", **data), status)


def told(code: str, status: int = 400, **figures: object) -> Response:
    """A page that says one thing: what went wrong, and what to do."""
    return shown(
        "told",
        status,
        title=sentences().text(f"desk.told.{code}.title"),
        said=sentences().text(f"desk.told.{code}.said", **figures),
    )


# ── For the application ─────────────────────────────────────────────────────────────────────────────────────────────


class CookieAsTheProxySays(SecureCookieSessionInterface):
    """The session's cookie goes over https alone where the request came so."""

    def get_cookie_secure(self, app: Flask) -> bool:
        """Whether the browser asked by https."""
        return request.is_secure


def furnish(app: Flask) -> None:
    """Has every request looked at before its view is, and every answer get its headers."""
    app.before_request(_enter)
    app.after_request(_headed)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Failure, _failure)
    app.register_error_handler(Exception, _slip)
    app.context_processor(_context)


def begin_session(name: str) -> None:
    """Signs the account in, by a session of another name than the browser had before."""
    end_session()
    session["id"] = desk().sessions.begin(name)


def end_session() -> None:
    """Ends the browser's session."""
    if known := session.get("id"):
        desk().sessions.end(known)
    session.clear()


def token() -> str:
    """What a form must carry: made for who asks, so that it still counts when they have signed in anew."""
    return _serializer().dumps(_holder())


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(cast(str, current_app.secret_key), salt="form")


def _holder() -> str:
    """Whom a form is made for: the account, else this browser."""
    if (found := signed_in()) is not None:
        return f"account {found.name}"
    if "browser" not in session:
        session["browser"] = secrets.token_urlsafe(16)
    return f"browser {session['browser']}"


def _is_ours(given: str) -> bool:
    try:
        return bool(_serializer().loads(given, max_age=TOKEN_VALID) == _holder())
    except BadData:
        return False


def _enter() -> AnyResponse | None:
    """What stands before every view: who asks, whether they may, and that a form that changes something is ours."""
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None:
        return None
    if request.mimetype != "multipart/form-data":
        request.max_content_length = current_app.config["MAX_FORM_MEMORY_SIZE"]
    g.account = _who()
    if not getattr(view, "open_to_all", False):
        if g.account is None:
            return to_sign_in()
        roles = cast(Collection[Role], getattr(view, "roles", tuple(Role)))
        if g.account.role not in roles:
            return told("not_yours", 403, role=sentences().label("role", g.account.role))
        if _has_first_password(g.account) and request.blueprint != "signin":
            return redirect(url_for("signin.password"))
    if request.method not in _SAFE and not _is_ours(request.form.get(TOKEN, "")):
        return told("form", 400)
    return None


def _who() -> Account | None:
    here = desk()
    if here.settings.identity_header:
        name: str | None = request.headers.get(here.settings.identity_header, "") if _from_this_machine() else None
    else:
        name = here.sessions.account(session["id"]) if session.get("id") else None
    return here.house.accounts.named(name) if name else None


def _from_this_machine() -> bool:
    """Whether who asks runs on this machine, as the web server does that stands before the desk."""
    told_of = request.environ.get("werkzeug.proxy_fix.orig") or {"REMOTE_ADDR": request.remote_addr}
    return told_of.get("REMOTE_ADDR") in ("127.0.0.1", "::1", "localhost", "", None)


def _has_first_password(account: Account) -> bool:
    here = desk()
    return not here.settings.identity_header and here.passwords.is_first(account.name)


def to_sign_in() -> AnyResponse:
    """Where somebody goes who has to sign in first."""
    if desk().settings.identity_header:
        return told("not_let_in", 403)
    if request.method in _SAFE:
        return redirect(url_for("signin.sign_in", next=request.full_path.rstrip("?")))
    return told("ended", 401)


def _headed(response: Response) -> Response:
    response.headers.update(_EVERYWHERE)
    if not g.get("is_site"):
        response.headers.update(_HEADERS)
    return response


def _http_error(error: HTTPException) -> AnyResponse:
    if error.response is not None or (error.code or 500) < 400:
        return error.get_response()
    code = str(error.code)
    if request_ctx.url_adapter is None:  # asked for under another name: no address can be made of it
        return Response(sentences().text("desk.told.host"), 400, content_type="text/plain; charset=utf-8")
    return told(code if sentences().has(f"desk.told.{code}.title") else "400", error.code or 400)


def _failure(failure: Failure) -> AnyResponse:
    """What keeps anything from being read or done, as a sentence."""
    current_app.logger.warning("%s", failure)
    if isinstance(failure, Broken):
        return told("broken", 503)
    return told("failed", 503, detail=" ".join(map(sentences().say, failure.phrases)))


def _slip(error: Exception) -> AnyResponse:
    """A fault of the program: said without its words, which go to the log."""
    current_app.logger.exception("%s %s", request.method, request.path, exc_info=error)
    return told("500", 500)


def _context() -> dict[str, Any]:
    """What every template may use."""
    found = sentences()
    return {
        "text": found.text,
        "say": found.say,
        "sentence": said,
        "label": found.label,
        "called": _called,
        "day": lambda day, of=None: found.say(spoken_day(day, of)),
        "language": found.language,
        "account": signed_in(),
        "token": token,
        "TOKEN": TOKEN,
        "Role": Role,
        "menu": [*_menu()],
        "endpoints": current_app.view_functions,
        "site": f"/{audience_of(signed_in())}/",
        "signs_in_here": not desk().settings.identity_header,
    }


def _called(path: str) -> str:
    """What people call a file of the records."""
    return file_name(path, _workspace(), sentences())


def _workspace() -> Workspace:
    """By which units are called on the whole of a page."""
    if "workspace" not in g:
        with desk().standings.now() as standing:
            g.workspace = standing.workspace
    return cast(Workspace, g.workspace)


def _menu() -> Iterator[dict[str, Any]]:
    """The areas that are there for who asks."""
    for area, endpoint in MENU.items():
        view = current_app.view_functions.get(endpoint)
        if view is not None and (found := signed_in()) and found.role in getattr(view, "roles", tuple(Role)):
            label = sentences().text(f"desk.areas.{area}")
            yield {"href": url_for(endpoint), "label": label, "here": request.blueprint == endpoint.partition(".")[0]}
