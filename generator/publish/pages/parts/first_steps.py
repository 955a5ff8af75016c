"""What to do first, on the home page of a year in which nothing has been recorded yet."""

from __future__ import annotations

from generator.publish.pages.view import Link, View
from generator.publish.pages.year_site import YearSite


def first_steps(site: YearSite) -> View | None:
    """The way to the first record: for the office, and for who records; None once there is one."""
    if site.lists or any(site.records.units(site.year).values()) or not site.branches:
        return None
    recorder, office = (f"guide/{name}.html" for name in ("recorder", "office"))
    return View(
        branches=tuple((branch.name, f"records/{site.year}/{branch.id}/") for branch in site.branches),
        example=f"wuhao new 支部党员大会 --branch {site.branches[0].id}",
        recorder=Link(site.catalogue.text("pages.home.first.recorder_guide"), recorder),
        office=Link(site.catalogue.text("pages.home.first.office_guide"), office),
        plan="plan.html" in site.pages,
    )
