"""Builds one year of an edition: what has not changed is taken over, the rest is made and looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import chain

from generator.cache.store import Store as Memory
from generator.judge.lists.states import Standing, State, Tally
from generator.judge.summary import judge_ahead
from generator.model.key import key_of
from generator.model.problem import Phrase
from generator.model.record import COMMITTEE
from generator.parallel import Cluster, in_parallel
from generator.publish.cut.counted import Counted
from generator.publish.cut.lists import PublicLists
from generator.publish.edition import Edition
from generator.publish.elsewhere import made_elsewhere
from generator.publish.engine import Store, Stored, by_folder, shells, sitemap
from generator.publish.formats.table import Column, Table
from generator.publish.inputs import Inputs
from generator.publish.last_build import JUDGED, Finished, Folder, LastBuild, Piece
from generator.publish.pages.menu import frame
from generator.publish.pages.parts.disclosure import Held
from generator.publish.pages.parts.due import DueRow
from generator.publish.pages.parts.three_lists import Cell
from generator.publish.pages.parts.values import Shown
from generator.publish.pages.summaries import Question
from generator.publish.pages.view import Chip, Link, View
from generator.publish.pages.year.feed import Entry
from generator.publish.pieces import STATUS, YearPieces
from generator.publish.scan.numbers import Hit
from generator.publish.search import Indexable, MadeParts, Published, SearchIndex, indexable
from generator.publish.shown import shown
from generator.publish.why import Address, why

Folders = Mapping[str, Folder]
"""By path from the year's root."""
_WORTH_A_PROCESS = 3
"""So many units, some hundred pages each, are soon more than it takes to begin a process."""
_WORTH_ASKING = 32
"""So many new ones are asked what pages across branches show of them while their own are made."""
ANSWERS = (
    *(Cell, Chip, Column, Counted, DueRow, Entry, Held, Link, PublicLists),
    *(Shown, Standing, State, Table, Tally, View),
)
"""What answers of branches are made of, beside plain values and the model's."""


@dataclass(frozen=True, slots=True)
class BuiltYear:
    """A year in the store, and what of it is to be indexed."""

    year: int
    folders: Folders
    indexable: Indexable
    index: Mapping[str, Stored] | None
    """The folders of its search index, where no part of it has to be made; else None."""
    last: LastBuild

    @property
    def stored(self) -> dict[str, Stored]:
        """Every folder, by path from the year's root."""
        return {path: Stored(folder.stored) for path, folder in self.folders.items()}

    @property
    def hits(self) -> frozenset[Hit]:
        """What in it nobody may read."""
        return frozenset(hit for folder in self.folders.values() for hit in folder.hits)

    @property
    def written(self) -> int:
        """How many files were made, not taken over."""
        return sum(folder.written for folder in self.folders.values())

    def released(self) -> None:
        """Remembers for the next build what was released."""
        self.last.replace(self.folders)

    def why(self, page: Address) -> Phrase:
        """Why the page was made again in this build, or was not."""
        return why(page, self.last, self.folders)


class YearBuild:
    """One year of an edition while it is built."""

    def __init__(self, edition: Edition, year: int, store: Store, memory: Memory) -> None:
        self.year = year
        self._edition, self._store = edition, store
        self._site = site = edition.site(year)
        self._shells = shells(
            frame(site, edition.content.people_of(year), edition.renderer.style), edition.content.root
        )
        self._pieces = YearPieces(edition, site, self._shells)
        self._memory, self._name = memory, f"{edition.audience}-{year}"
        self._last = LastBuild(memory, self._name, store)
        self._inputs = Inputs(edition, site, self._shells)
        self._shown = cache(partial(shown, site=site))
        listed = [*(branch.id for branch in site.branches), COMMITTEE]
        units = (*listed, *sorted(set(edition.records.units(year)) - set(listed)))
        self.units = {unit: self._inputs.unit(unit) for unit in units}
        """Of what the pages of each unit are made, by name and key."""
        self._branches = [unit for unit in self.units if unit != COMMITTEE]
        before = {unit: folder for unit in self._branches if (folder := self._last[unit])}
        same = {unit: each.summary for unit, each in before.items() if each.made_of == self.units[unit]}
        self._again = {unit: each.summary for unit, each in before.items() if unit not in same}
        """What was asked before of the branches that have changed."""
        site.summaries.remember(same, ANSWERS)

    def build(self, jobs: int | None, one_more: Callable[[], None], cluster: Cluster | None = None) -> BuiltYear:
        """Puts the year in the store, and calls `one_more` for each unit; with a cluster its machines make branches."""
        folders: dict[str, Folder] = {}
        for made in self._units(jobs, cluster):
            folders |= made
            one_more()
        for unit, answered in self._again.items():
            self._site.summaries.ask_again(unit, answered, self._site)
        rest = self._rest(folders)
        asked = {unit: replace(folders[unit], summary=self._site.summaries.packed(unit)) for unit in self._branches}
        built = {**folders, **rest, **asked}
        parts = MadeParts(self._memory, self._name, self._store)
        what = indexable(self._site, parts, _published(built), lambda: _published(self._last.folders))
        return BuiltYear(self.year, built, what, SearchIndex(what, parts, self._store).unchanged(), self._last)

    def _units(self, jobs: int | None, cluster: Cluster | None) -> Iterator[Folders]:
        """The folders of each unit; only many that changed are worth several processes, of this machine or others.

        The committee's is the one that takes longest: the first to begin here, and no other machine's.
        """
        changed = []
        self._judge()
        for unit, made_of in self.units.items():
            before = self._last.unchanged(unit, made_of, partial(self._shown, unit))
            if before is None:
                changed.append(unit)
            else:
                yield {unit: before, **self._attachments(unit)}
        changed.sort(key=lambda unit: unit != COMMITTEE)
        new = [unit for unit in changed if self._last[unit] is None]
        questions = self._pieces.questions(self._store) if len(new) >= _WORTH_ASKING else ()
        if cluster is None:
            made = in_parallel(partial(self._unit, questions), changed, jobs, _WORTH_A_PROCESS)
        else:
            here = [unit for unit in changed if unit == COMMITTEE]
            elsewhere = made_elsewhere(self._edition, self._pieces, changed[len(here) :], questions, cluster)
            made = chain(map(partial(self._unit, ()), here), (self._put(*each) for each in elsewhere))
        for folders in made:
            for unit, folder in folders.items():
                if folder.summary:
                    self._site.summaries.know(unit, folder.summary)
            yield folders

    def _judge(self) -> None:
        """Has units judged that are judged from something else than before, and remembers how they stand."""
        anew = [unit for unit in self._branches if not self._is_judged_alike(unit)]
        for found in self._edition.content.results.values():
            judge_ahead(found.branches, anew)

    def _is_judged_alike(self, unit: str) -> bool:
        before = self._last[unit]
        return before is not None and before.made_of.get(JUDGED) == self.units[unit][JUDGED]

    def _unit(self, questions: Sequence[Question], unit: str) -> Folders:
        return self._put(unit, self._pieces.unit(unit), self._pieces.answers(unit, questions))

    def _put(self, unit: str, pieces: Iterable[tuple[str, Piece]], answers: bytes) -> Folders:
        """`answers` are the unit's to what pages across branches are going to ask."""
        folder = self._last.folder(unit, pieces, self.units[unit], self._shown(unit))
        return {unit: replace(folder, summary=answers), **self._attachments(unit)}

    def _attachments(self, unit: str) -> Folders:
        return {path: self._last.folder(path, pieces.items()) for path, pieces in self._pieces.attachments(unit)}

    def _rest(self, units: Folders) -> Folders:
        """Everything that is no unit's; taken over whole where nothing it is made of has changed."""
        addresses, listed = _addresses(units), {branch.id: units[branch.id] for branch in self._site.branches}
        statuses = [folder.files[STATUS][1] for folder in listed.values()]
        before = self._last.all_unchanged(self._inputs.rest(units[COMMITTEE], statuses, addresses))
        if "" in before:
            return before
        shells = by_folder({**self._shells.pages(), **self._shells.assets()})
        folders = {"standards": self._last.folder("standards", self._pieces.standards().items())}
        folders |= {path: self._last.folder(path, self._of_shells(path, shells[path])) for path in shells if path}
        others = [*addresses, *_addresses(folders)]
        folders[""] = self._last.folder("", self._root(listed, shells.get("", {}), others))
        made_of = self._inputs.rest(units[COMMITTEE], statuses, addresses)  # more may have been asked
        return {path: replace(folder, made_of=made_of) for path, folder in folders.items()}

    def _root(
        self, listed: Mapping[str, Folder], files: Mapping[str, bytes], addresses: Sequence[str]
    ) -> Iterator[tuple[str, Piece]]:
        """The files at the year's root; the last is the list of all pages, of which these are the others."""
        own = []
        for name, piece in chain(self._pieces.top(listed, self._store), self._of_shells("", files)):
            own += [name] if name.endswith(".html") else []
            yield name, piece
        listing = sitemap([*addresses, *own], str(self.year), self._site.address)
        yield "sitemap.xml", Piece(key_of(listing), lambda: Finished(listing))

    def _of_shells(self, path: str, files: Mapping[str, bytes]) -> Iterator[tuple[str, Piece]]:
        """Of a folder, the pages that people wrote, and what every page needs."""
        for name, data in files.items():
            yield name, self._pieces.shell_file(f"{path}/{name}".lstrip("/"), data)


def _published(folders: Folders) -> Published:
    return Published({path: Stored(folder.stored) for path, folder in folders.items()}, _addresses(folders))


def _addresses(folders: Folders) -> list[str]:
    """The HTML pages in them, from the year's root."""
    pages = ((path, name) for path, folder in folders.items() for name in folder.files if name.endswith(".html"))
    return [f"{path}/{name}" if path else name for path, name in pages]
