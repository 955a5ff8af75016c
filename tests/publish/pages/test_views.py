"""A page is one template and one function: each knows the names the other uses, and no more."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from generator.publish.edition import Edition
from generator.publish.pages.contents import COMMITTEE_PAGE, UNIT_PAGES, YEAR_PAGES
from generator.publish.pages.filters import filters
from generator.publish.pages.unit.record import record_view
from generator.publish.pages.year.pack import pack_view
from generator.publish.pages.year_site import YearSite
from generator.publish.render.renderer import TEMPLATES
from generator.types import Audience
from tests.publish.conftest import content

SHARED = ("macros", "three_lists")
"""Templates with macros that are given a whole page, under the name `page`."""


@pytest.fixture(scope="module")
def site(school: Path) -> YearSite:
    return Edition(content(school, "2017-12-31"), Audience.COMMITTEE, "zh", TEMPLATES, frozenset()).site(2017)


def _tree(template: str, site: YearSite) -> nodes.Template:
    environment = Environment()
    environment.filters |= filters(site.words)
    return environment.parse((TEMPLATES / f"{template}.html.j2").read_text("utf-8"))


def _asked(tree: nodes.Node) -> set[str]:
    return {
        each.attr
        for each in tree.find_all(nodes.Getattr)
        if isinstance(each.node, nodes.Name) and each.node.name == "page"
    }


def _used(template: str, site: YearSite) -> set[str]:
    """What the template, and each macro it hands the whole page, asks of the page."""
    macros = {macro.name: macro for name in SHARED for macro in _tree(name, site).find_all(nodes.Macro)}
    tree = _tree(template, site)
    handed = [
        macros[call.node.attr]
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Getattr)
        if any(isinstance(arg, nodes.Name) and arg.name == "page" for arg in call.args)
    ]
    return _asked(tree).union(*map(_asked, handed))


def test_each_page_and_its_template_know_the_same_names(site: YearSite) -> None:
    record = next(iter(site.own_records("jichu")))
    views = {
        COMMITTEE_PAGE.template: COMMITTEE_PAGE.view("_committee", site),
        "record": record_view(record, site),
        "pack": pack_view(site.pack, site),
        **{page.template: page.view("jichu", site) for page in UNIT_PAGES if page.shown(site)},
        **{page.template: page.view(site) for page in YEAR_PAGES if page.shown(site)},
    }
    known = {name: set(vars(view)) for name, view in views.items()}
    # The shell shows a page's title where the template does not.
    assert {name: names ^ _used(name, site) - {"title"} for name, names in known.items()} == {
        name: names & {"title"} for name, names in known.items()
    }
