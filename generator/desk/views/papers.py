"""Papers to print, made when somebody asks: of a branch and a year, as far as the site they may read goes."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

from flask import Blueprint, make_response, request
from werkzeug.exceptions import NotFound, ServiceUnavailable
from werkzeug.wrappers import Response

from generator.desk.desk import audience_of
from generator.desk.standing import Standing
from generator.desk.web import PREFIX, account, desk, sentences, shown, told
from generator.gate.accounts import Account
from generator.papers.editions import edition, site_content
from generator.papers.files import MEDIA, Ready, ready, ready_record
from generator.publish.edition import Edition
from generator.publish.pages.forms.minutes import meetings
from generator.publish.pages.forms.papers import PAPERS

blueprint = Blueprint("papers", __name__, url_prefix=f"{PREFIX}/papers")
_SETTING = threading.Lock()
"""One file is made at a time: a year's minutes take a processor for seconds."""
OF_ONE, OF_ALL = 2, 6
"""Files that an account, and that all together, may have asked for and not got: whoever waits holds a thread."""
_WAITING: Counter[str] = Counter()
_COUNTING = threading.Lock()


@blueprint.get("/")
def index() -> Response:
    """The papers that the branch has in the year, for who asks."""
    with desk().standings.now() as standing:
        years = _years(standing)
        year = request.args.get("year", years[0], int)
        if year not in years:
            raise NotFound
        papers = _edition(standing, year, account())
        site = papers.site(year)
        units = {each.id: each.name for each in site.branches}
        unit = request.args.get("branch") or next((each for each in account().branches if each in units), "")
        unit = unit or next(iter(units), "")
        if units and unit not in units:
            raise NotFound
        there = [each for each in PAPERS if units and each.there(unit, site)]
        held = [(each.stem, each.date, site.record_title(each)) for each in meetings(unit, site)] if units else []
        return shown(
            "papers",
            units=units,
            unit=unit,
            years=years,
            year=year,
            papers=there,
            meetings=held,
            audience=papers.audience,
        )


@blueprint.get("/<int:year>/<unit>/<paper>.<form>")
def file(year: int, unit: str, paper: str, form: str) -> Response:
    """One of them as a file."""
    wanted = [each for each in PAPERS if each.id == paper and form in each.formats]
    with _turn():
        with desk().standings.now() as standing:
            if not wanted or year not in _years(standing):
                raise NotFound
            papers = _edition(standing, year, account())
            site = papers.site(year)
            if unit not in [each.id for each in site.branches]:
                raise NotFound
            found = next(ready(standing.workspace, wanted, [unit], site), None)
        if found is None:
            return told("no_paper", 404, name=sentences().text(f"printed.paper.{paper}"), year=year)
        return _sent(found, form, papers)


@blueprint.get("/<int:year>/<unit>/<stem>/minutes.<form>")
def minutes(year: int, unit: str, stem: str, form: str) -> Response:
    """The minutes of one meeting as a file."""
    with _turn():
        with desk().standings.now() as standing:
            if year not in _years(standing):
                raise NotFound
            papers = _edition(standing, year, account())
            found = ready_record(standing.workspace, f"{year}/{unit}/{stem}", papers.site(year))
        if found is None or form not in found.formats:
            raise NotFound
        return _sent(found, form, papers)


@contextmanager
def _turn() -> Iterator[None]:
    """Waits until nobody else's is made. Raises ServiceUnavailable where too many wait already."""
    who = account().name
    with _COUNTING:
        if _WAITING[who] >= OF_ONE or _WAITING.total() >= OF_ALL:
            raise ServiceUnavailable
        _WAITING[who] += 1
    try:
        with _SETTING:
            yield
    finally:
        with _COUNTING:
            _WAITING[who] -= 1


def _sent(found: Ready, form: str, papers: Edition) -> Response:
    answer = make_response(found.data(form, papers))
    answer.content_type = MEDIA[form]
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.file(form))}"
    return answer


def _years(standing: Standing) -> list[int]:
    """The years with records, the newest first."""
    workspace = standing.workspace
    now = workspace.year(None, standing.as_of)
    return sorted({now, *(each for each in workspace.recorded if each <= standing.as_of.year)}, reverse=True)


def _edition(standing: Standing, year: int, who: Account) -> Edition:
    content = site_content(standing.workspace, year, standing.as_of)
    return edition(standing.workspace, content, audience_of(who), "zh")
