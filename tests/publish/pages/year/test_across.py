"""Pages across branches read nothing of a branch but what it answers: nothing else makes them again when it changes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.demo import demonstration
from generator.model.record import COMMITTEE
from generator.publish.cut.records import PublicRecords
from generator.publish.edition import Edition
from generator.publish.pages.contents import YEAR_FILES, YEAR_PAGES
from generator.publish.pages.summaries import Summaries
from generator.publish.pages.tables import year_tables
from generator.publish.pages.year_site import YearSite
from generator.shipped import TEMPLATES
from generator.types import Audience
from tests.publish.conftest import AUDIENCES, content, make_root, write
from tests.shop import Shop
from tests.thinned import thinned


class Watch:
    """Notes what is read of a branch while no branch answers."""

    def __init__(self) -> None:
        self.answering = 0
        self.read: list[tuple[str, str]] = []

    def note(self, unit: str, what: str) -> None:
        """`what` of the unit is read now."""
        if not self.answering and unit != COMMITTEE:
            self.read.append((what, _by()))


def _by() -> str:
    """The pages' code that reads, and what had it read."""
    frame, found = sys._getframe(1), []
    while frame.f_back is not None:
        if "/publish/pages/" in frame.f_code.co_filename and frame.f_code.co_filename != __file__:
            found.append(f"{Path(frame.f_code.co_filename).stem}.{frame.f_code.co_name}")
        frame = frame.f_back
    return " < ".join(found)


class Watched(Mapping[Any, Any]):
    """A mapping of which every value read is noted with the unit it is of; its keys anybody may know."""

    def __init__(self, values: Mapping[Any, Any], unit_of: Callable[[Any], str], what: str, watch: Watch) -> None:
        self._values, self._unit_of, self._what, self._watch = values, unit_of, what, watch

    def __getitem__(self, key: Any) -> Any:
        self._watch.note(self._unit_of(key), self._what)
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._values, name)


@contextmanager
def watching(monkeypatch: pytest.MonkeyPatch, watch: Watch, named: frozenset[str]) -> Iterator[None]:
    """Notes records that are cut, but those `named`, and knows when a branch answers."""
    ask, cut = Summaries.ask, PublicRecords.__getitem__

    def asked(self: Summaries, *given: Any) -> Any:
        watch.answering += 1
        try:
            return ask(self, *given)
        finally:
            watch.answering -= 1

    def record(self: PublicRecords, record_id: str) -> Any:
        if record_id not in named:
            watch.note(record_id.split("/")[1], "record")
        return cut(self, record_id)

    with monkeypatch.context() as patched:
        patched.setattr(Summaries, "ask", asked)
        patched.setattr(PublicRecords, "__getitem__", record)
        yield


def watched(site: YearSite, watch: Watch) -> YearSite:
    """The site, of which every value of a branch is noted."""

    def itself(unit: str) -> str:
        return unit

    def of_record(record_id: str) -> str:
        return record_id.split("/")[1]

    branches = Watched(site.public.result.branches, itself, "result", watch)
    due = tuple(replace(each, branches=Watched(each.branches, itself, "result", watch)) for each in site.due_results)
    return replace(
        site,
        public=replace(site.public, result=replace(site.public.result, branches=branches)),
        due_results=due,
        lists_cut=Watched(site.lists_cut, itself, "lists", watch),
        entered_on=Watched(site.entered_on, of_record, "entry", watch),
        uncounted=Watched(site.uncounted, of_record, "uncounted", watch),
        disclosed=Watched(site.disclosed, lambda key: key[0], "disclosed", watch),
        history={
            year: replace(
                each,
                result=replace(each.result, branches=Watched(each.result.branches, itself, "another year", watch)),
            )
            for year, each in site.history.items()
        },
    )


def two_years(root: Path) -> None:
    """Two years of a school, with something of everything that its office sees to."""
    make_root(root)
    for path, text in thinned(demonstration(3, [2018]), 3):
        if path.startswith("records/2018/"):
            write(root, path, text)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_page_of_all_reads_of_a_branch_only_what_it_answers(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, audience: str
) -> None:
    root = shop.once("two-years", two_years)
    edition = Edition(content(root, "2018-12-31"), Audience(audience), "zh", TEMPLATES)
    for year in edition.results:
        site, watch = edition.site(year), Watch()
        with watching(monkeypatch, watch, frozenset(_known_otherwise(edition, site))):
            seen = watched(site, watch)
            shown = [page.view(seen) for page in YEAR_PAGES if page.file in seen.pages]
            files = [file(seen) for file in YEAR_FILES.values()]
            tables = year_tables(seen)
        assert len(shown) > 8 and files and len(tables) > 10
        assert not set(watch.read), year


def _known_otherwise(edition: Edition, site: YearSite) -> Iterator[str]:
    """Records that the committee names, and those that problems are told of: of these there is a key of its own."""
    yield from (site.record_of_file(each.file) for each in site.problems.problems)
    for rule in site.public.result.committee.values():
        yield from rule.rests_on
    for record in site.own_records(COMMITTEE):
        found = edition.content.facts.record(record.id)
        yield from found.named if found else ()
