"""The site, to each the one they may read: public below /, those of members and of the committee below their names."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from flask import Blueprint, g, redirect, request, send_file
from werkzeug.exceptions import NotFound
from werkzeug.security import safe_join
from werkzeug.wrappers import Response

from generator.desk.desk import audience_of
from generator.desk.web import PREFIX, desk, open_to_all, signed_in, to_sign_in, told
from generator.publish.formats.table_formats import FORMATS
from generator.types import Audience

blueprint = Blueprint("reading", __name__)
_MEDIA = {f".{form.suffix}": form.media for form in FORMATS.values()} | {".atom": "application/atom+xml"}
_HEADERS = {"Content-Security-Policy": "frame-ancestors 'self'; form-action 'self'", "X-Frame-Options": "SAMEORIGIN"}
"""What a header alone can say; each page brings its own policy beside it."""


@blueprint.get("/", defaults={"path": ""})
@blueprint.get("/<path:path>")
@open_to_all
def read(path: str) -> Response:
    """A file of the site, if it is of an audience that who asks belongs to."""
    first, _, rest = path.partition("/")
    closed = {str(each): each for each in Audience if not each.is_everybody}
    audience = closed.get(first, next(each for each in Audience if each.is_everybody))
    if not audience.is_everybody:
        if "/" not in path:
            return redirect(f"/{path}/")
        path = rest
        if signed_in() is None:
            return to_sign_in()
        if not _may(audience):
            return told("not_yours_to_read", 403)
    return _file(audience, path)


@blueprint.get(f"{PREFIX}/may/<name>")
@open_to_all
def may(name: str) -> Response:
    """Whether who asks may read the site of that audience, for a web server that serves it: 204, 401 or 403."""
    if name not in [str(each) for each in Audience]:
        raise NotFound
    if _may(Audience(name)):
        return Response(status=204)
    return Response(status=401 if signed_in() is None else 403)


def _may(audience: Audience) -> bool:
    return audience_of(signed_in()).sees(audience)


def _file(audience: Audience, path: str) -> Response:
    """What lies there. The site's own folders may be links, within the folder of that audience's releases."""
    site = desk().house.site
    found = safe_join(str(site / audience), path)
    hidden = any(part.startswith(".") for part in path.split("/"))
    if found is None or hidden or "\0" in path:
        raise NotFound
    target = Path(found)
    if target.is_dir():
        if path and not path.endswith("/"):
            return redirect(f"{request.path}/")
        target = target / "index.html"
    if not target.is_file() or not target.resolve().is_relative_to((site / f".{audience}").resolve()):
        raise NotFound
    media = _MEDIA.get(target.suffix) or mimetypes.guess_type(target.name)[0] or "application/octet-stream"
    answer = send_file(target, mimetype=media, conditional=True, max_age=0)
    g.is_site = True
    answer.headers.update(_HEADERS)
    answer.headers["Cache-Control"] = "no-cache" if audience.is_everybody else "private, no-cache"
    return answer
