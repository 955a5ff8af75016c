"""Puts a year away: selected, laid out by itself, judged and published from that alone, sealed, put on the shelf.

What is frozen is not taken from the site that is served: it is made from the very files that go into the bag, so that
it can be made from them again. Where these give another result than the whole root does, more of the root goes in.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from generator.archive import origin
from generator.archive.chain import PREVIOUS, PREVIOUS_FINGERPRINT, SOURCE, SOURCE_FINGERPRINT, last
from generator.archive.closing_sheet import Closed, closing_sheet
from generator.archive.frozen import CLOSED_ON, VERSION_REASON, frozen
from generator.archive.layout import ABOUT, DATA, README, RESULT, TAG_MANIFEST, BagName
from generator.archive.making import Asked, Contents, make, result_json
from generator.archive.open_matters import open_matters
from generator.archive.readme import readme
from generator.archive.refusals import Refused
from generator.archive.restoring import inputs, restore
from generator.archive.sealing import seal, settle
from generator.archive.selection import Selection, check_names, entered_csv, places, record_ids
from generator.archive.shelf import Shelf
from generator.archive.signing import SIGNERS, Signer
from generator.archive.tags import Unreadable, bag_info, read_plain
from generator.model.frozen import Frozen
from generator.model.problem import Phrase
from generator.model.record import COMMITTEE
from generator.publish.documents import Fonts, official_docx, official_pdf
from generator.publish.documents.fonts import find_fonts, font_files
from generator.publish.formats.status import config_version
from generator.publish.pieces import STATUS as RESULT_PAGE
from generator.read.revisions import FILE as REVISIONS
from generator.read.revisions import revisions_told
from generator.scan.numbers import find
from generator.shipped import LOCK
from generator.types import Audience
from generator.workspace.workspace import Workspace

FORCED, OPEN = "Forced-Reason", "Open-Matter"
NOT_PUBLIC = ("Payload-Oxum", PREVIOUS, PREVIOUS_FINGERPRINT, FORCED, OPEN)


@dataclass(frozen=True, slots=True)
class Order:
    """What the office asks for."""

    asked: Asked
    reason: str = ""
    """Why there is another version; asked for from the second on."""
    forced: str = ""
    """Why the year is closed although something in it is open."""
    closed_by: str = ""
    sign: Path | None = None
    """The ssh key to sign with."""


@dataclass(frozen=True, slots=True)
class PutAway:
    """A bag that was made."""

    path: Path
    fingerprint: str
    files: int
    sheets: tuple[Path, ...] = ()


def freeze(workspace: Workspace, order: Order, contents: Contents) -> PutAway:
    """Makes the year's next version. Raises Refused, Usage, Broken, what publishing raises; then nothing changed."""
    asked, config = order.asked, workspace.frame.config
    workspace.in_force(asked.year)
    with Shelf(workspace.root, config) as shelf:
        before = [each for each in frozen(workspace.root, config) if each.year == asked.year]
        if before and not order.reason:
            raise Refused("again", name=before[-1].name)
        matters = open_matters(workspace, asked.year, asked.as_of)
        if matters and not order.forced:
            raise Refused("open", matters, year=asked.year)
        _look_through(order)
        signer = Signer(order.sign) if order.sign else None
        name = BagName(asked.year, max((each.version for each in before), default=0) + 1)
        asked = replace(asked, version=name.version, entry_unknown=workspace.source.entry_unknown)
        closed = Closed(
            name, order.closed_by, order.reason, order.forced, matters, last(shelf.bags), signer is not None
        )
        bench = shelf.bench()
        bag = bench / str(name)
        alone = _fill(workspace, asked, contents, bag / DATA, bench)
        info = _info(workspace, asked, closed)
        tags = {README: readme(info)} | ({SIGNERS: signer.allowed(asked.as_of)} if signer else {})
        mark = seal(bag, info, tags)
        if signer:
            signer.sign(bag / TAG_MANIFEST)
            signer.remember(shelf.path / SIGNERS, asked.as_of)
        settle(bag, asked.as_of)
        files = sum(path.is_file() for path in (bag / DATA).rglob("*"))
        pdf, docx, place = shelf.put(*_sheets(alone, asked, closed, mark, bench), bag)
        return PutAway(place, mark, files, (pdf, docx))


def _look_through(order: Order) -> None:
    """What stays in the bag for good, on its sheet and on the page of all years, names nobody's number."""
    said = {"reason": order.reason, "forced": order.forced, "closed_by": order.closed_by}
    if found := [Phrase(f"archive.option.{name}") for name, text in said.items() if any(find(text))]:
        raise Refused("personal_number", found)


def _fill(workspace: Workspace, asked: Asked, contents: Contents, data: Path, bench: Path) -> Workspace:
    """Fills data/; gives the workspace of what lies in it, of which everything derived was made."""
    window, config = workspace.compiled(asked.year).pack.year.window(asked.year), workspace.frame.config
    whole = result_json(workspace, asked)
    selection = Selection(workspace.root, config, range(window.start.year, window.end.year + 1))
    selection.bring(name for held in config.years.each for name in (held.scoring, *held.beside))
    selection.cite(whole.decode())
    if not selection.has_records:
        raise Refused("no_records", year=asked.year)
    alone = _laid_out(workspace, asked, selection, data, bench / "alone")
    if result_json(alone, asked) != whole or not set(alone.rejected) <= set(workspace.rejected):
        selection.take_everything()
        alone = _laid_out(workspace, asked, selection, data, bench / "all")
    fonts = config.fonts_dir
    if fonts and (workspace.root / fonts).is_dir() and not (alone.root / fonts).exists():
        (alone.root / fonts).parent.mkdir(parents=True, exist_ok=True)
        (alone.root / fonts).symlink_to((workspace.root / fonts).resolve())
    make(alone, asked, contents, data)
    _earlier(workspace, asked, data / "results")
    _copy(LOCK, data / "program" / LOCK.name)
    (data / ABOUT).write_text(_about(workspace, asked), "utf-8")
    return alone


def _laid_out(workspace: Workspace, asked: Asked, selection: Selection, data: Path, folder: Path) -> Workspace:
    """The selection in data/, and a root made of it. Raises Refused for a name that others would not find again."""
    check_names(selection.files)
    for place, path in selection.files.items():
        _copy(path, data / place)
    shared = next(place for place, root in places(workspace.frame.config).items() if root.shared)
    entered = data / shared / "entered.csv"
    entered.write_bytes(entered_csv(workspace.source.entered_on, selection.files))
    told = revisions_told(workspace.revisions, record_ids(selection.files), asked.year, asked.as_of)
    if told is not None:
        (data / shared / REVISIONS).write_bytes(told)
    root = restore(inputs(data), workspace.frame.config, folder)
    return Workspace(root, root, asked.language)


def _copy(path: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, to)


def public_part(workspace: Workspace, of: Frozen) -> PutAway:
    """A bag of what anyone may have, taken from the full one. Raises Refused where it is there already."""
    year, audience = str(of.year), str(Audience.PUBLIC)
    with Shelf(workspace.root, workspace.frame.config) as shelf:
        name = BagName(of.year, of.version, public=True)
        if name in shelf.bags:
            raise Refused("again", name=str(name))
        bag = shelf.bench() / str(name)
        site = bag / DATA / "site" / audience
        shutil.copytree(of.path / DATA / "site" / audience, site)
        _copy(site / year / RESULT_PAGE, bag / DATA / RESULT)
        for printed in sorted((of.path / DATA / "notices").glob("*.pdf")):
            public = site / year / COMMITTEE / printed.name
            if public.is_file():
                _copy(public, bag / DATA / "notices" / printed.name)
        said = bag_info(of.path)
        said |= {"External-Identifier": str(name), "Access": workspace.catalogue.text("archive.open_to_all")}
        info = [(label, value) for label, value in said.items() if label not in NOT_PUBLIC]
        info += [(SOURCE, of.name), (SOURCE_FINGERPRINT, of.fingerprint)]
        mark = seal(bag, info, {README: readme(info, "public")})
        settle(bag, of.closed_on or date.min)
        files = sum(path.is_file() for path in (bag / DATA).rglob("*"))
        return PutAway(shelf.put(bag)[0], mark, files)


def _earlier(workspace: Workspace, asked: Asked, to: Path) -> None:
    """The results of earlier years: as they were frozen, else as they are judged on the closing day."""
    kept = {each.year: each for each in frozen(workspace.root, workspace.frame.config) if each.current}
    for year in sorted({*workspace.source.years, *kept}):
        if year >= asked.year or not workspace.compiled(year).pack.valid_in(year):
            continue
        try:
            data = read_plain(kept[year].path / DATA / RESULT) if year in kept else None
        except Unreadable:
            raise Refused("earlier", name=kept[year].name) from None
        to.mkdir(exist_ok=True)
        found = data or result_json(workspace, Asked(year, asked.as_of, asked.language))
        (to / f"{year:04}.json").write_bytes(found)


def _about(workspace: Workspace, asked: Asked) -> str:
    """What the year was judged and published with, and what would make it again."""
    config, folder = workspace.frame.config, workspace.frame.config.fonts_dir
    pack = workspace.compiled(asked.year).pack
    own = font_files(workspace.root / folder) if folder else []
    about = {
        "year": asked.year,
        "version": asked.version,
        "as_of": asked.as_of.isoformat(),
        "language": asked.language,
        "pack": pack.id,
        "config_version": config_version(config.of(asked.year), pack),
        "entry_unknown": dict(asked.entry_unknown),
        "commits": {each.path: origin.commit_of(workspace.root / each.path) for each in config.record_roots},
        "fonts": {path.name: sha256(path.read_bytes()).hexdigest() for path in own},
        "program": origin.program(),
    }
    return json.dumps(about, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _info(workspace: Workspace, asked: Asked, closed: Closed) -> list[tuple[str, str]]:
    """What bag-info.txt says."""
    organization, config, words = workspace.frame.organization, workspace.frame.config, workspace.catalogue
    title = words.text("archive.title", unit=organization.name, year=asked.year)
    info = [
        ("Source-Organization", organization.name),
        ("Title", title),
        ("External-Identifier", str(closed.name)),
        (CLOSED_ON, asked.as_of.isoformat()),
        ("Retention-Period", config.archive_retention),
        ("Access", words.text("archive.controlled")),
        ("Year", str(asked.year)),
        ("Version", str(closed.name.version)),
        (VERSION_REASON, closed.reason),
        (FORCED, closed.forced),
        *((OPEN, words.say(each)) for each in closed.matters),
    ]
    if closed.previous is not None:
        info += [(PREVIOUS, str(closed.previous.name)), (PREVIOUS_FINGERPRINT, closed.previous.fingerprint or "")]
    return [(label, value) for label, value in info if value]


def _sheets(alone: Workspace, asked: Asked, closed: Closed, mark: str, bench: Path) -> list[Path]:
    """The closing sheet as it is signed: PDF, and the same for an office program."""
    document = closing_sheet(alone, asked, closed, mark)
    own, templates = alone.frame.config.fonts_dir, alone.root / "templates"
    fonts: Fonts = find_fonts(alone.root / own if own else None)
    made = {".pdf": official_pdf(document, fonts, templates), ".docx": official_docx(document, fonts, templates)}
    paths = []
    for suffix, data in made.items():
        path = bench / f"{closed.name}-closing{suffix}"
        path.write_bytes(data)
        paths.append(path)
    return paths
