"""The application: a gate's desk, and the views that speak for it."""

from __future__ import annotations

import secrets
from datetime import datetime
from importlib import import_module
from pathlib import Path

from flask import Flask, Response, send_file
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from generator.desk.desk import Desk, Settings
from generator.desk.web import PREFIX, CookieAsTheProxySays, furnish, open_to_all
from generator.gate.accounts import replace_file
from generator.gate.gatehouse import Gatehouse
from generator.shipped import TEMPLATES
from generator.workspace.clock import SCHOOL_ZONE

AREAS = ("signin", "home", "records", "lists", "office", "upload", "papers", "taken", "accounts", "reading")
"""The views, each `blueprint` of the module of its name; `reading` last, whose addresses are all that is left."""
FOLDER = TEMPLATES / "desk"
LARGEST = 64 * 1024 * 1024
"""Bytes of a request: six attachments."""
LARGEST_FIELDS = 4 * 1024 * 1024
"""Bytes of what is filled in, without files."""
MOST_PARTS = 2000
KEY = "key"


def create_app(house: Gatehouse, settings: Settings | None = None) -> Flask:
    """The desk of a gate."""
    app = Flask("wuhao.desk", root_path=str(FOLDER), template_folder=str(FOLDER), static_folder=None)
    app.jinja_options = {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    app.jinja_env.filters["moment"] = _moment
    desk = Desk(house, settings or Settings())
    app.extensions["desk"] = desk
    app.secret_key = _key(house.desk)
    app.session_interface = CookieAsTheProxySays()
    app.config.update(
        SESSION_COOKIE_NAME="wuhao",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        TRUSTED_HOSTS=list(desk.settings.hosts),
        MAX_CONTENT_LENGTH=LARGEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_FIELDS,
        MAX_FORM_PARTS=MOST_PARTS,
    )
    for area in AREAS:
        app.register_blueprint(import_module(f"generator.desk.views.{area}").blueprint)
    app.add_url_rule(f"{PREFIX}/desk.css", "stylesheet", open_to_all(_stylesheet))
    app.add_url_rule(f"{PREFIX}/mark.svg", "icon", open_to_all(_icon))
    furnish(app)
    if desk.settings.proxied:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
    return app


def _stylesheet() -> Response:
    """The one file that says what pages look like."""
    return send_file(FOLDER / "desk.css", max_age=3600)


def _icon() -> Response:
    """The site's own mark."""
    return send_file(TEMPLATES / "theme/assets/images/mark.svg", max_age=3600)


def _key(folder: Path) -> str:
    """What cookies and forms are signed with; made once, so that a restart signs nobody out."""
    file = folder / KEY
    if not file.is_file():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_file(file, secrets.token_hex(32))
    return file.read_text()


def _moment(seconds: float) -> str:
    """A moment as people read it, where the unit is."""
    return datetime.fromtimestamp(seconds, SCHOOL_ZONE).strftime("%Y-%m-%d %H:%M")
