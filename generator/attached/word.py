"""Documents (.docx, ECMA-376 part 1 §17): the text as it stands, without comments, fields that look elsewhere, makers.

Changes that are marked and neither taken nor refused hold the document back: which text is the agreed one, nobody but
its writers can say. Changes of the looks alone are taken as they look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from generator.attached.drawing import CLEANERS, SHARED, tidy
from generator.attached.held import Held, listed
from generator.attached.package import Cleaner, Package, Part, drop, local, parsed, unwrap, written

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = (MAIN_TYPE, "application/vnd.ms-word.document.macroEnabled.main+xml")
_KEPT = SHARED | listed("styles numbering settings fontTable font header footer footnotes endnotes")
_TEXTS = listed("officeDocument header footer footnotes endnotes")
_TRACKED = listed(
    "ins del moveFrom moveTo cellIns cellDel cellMerge moveFromRangeStart moveToRangeStart customXmlInsRangeStart"
    " customXmlDelRangeStart customXmlMoveFromRangeStart customXmlMoveToRangeStart delText delInstrText"
)
_LOOKS_CHANGED = listed(
    "rPrChange pPrChange sectPrChange tblPrChange tblPrExChange tcPrChange trPrChange tblGridChange numberingChange"
)
_BESIDE = listed(
    "commentRangeStart commentRangeEnd commentReference annotationRef proofErr permStart permEnd dataBinding"
    " placeholder printerSettings attachedTemplate docPartObj objectEmbed objectLink"
)
_WRAPS = frozenset(("smartTag", "customXml"))
_SETTINGS = listed(
    "zoom view displayBackgroundShape mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader"
    " bordersDoNotSurroundFooter gutterAtTop defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone"
    " doNotHyphenateCaps evenAndOddHeaders bookFoldPrinting bookFoldRevPrinting bookFoldPrintingSheets"
    " drawingGridHorizontalSpacing drawingGridVerticalSpacing displayHorizontalDrawingGridEvery"
    " displayVerticalDrawingGridEvery characterSpacingControl noLineBreaksAfter noLineBreaksBefore"
    " strictFirstAndLastChars printTwoOnOne hdrShapeDefaults shapeDefaults footnotePr endnotePr compat themeFontLang"
    " clrSchemeMapping decimalSymbol listSeparator mathPr"
)
"""Settings by which a page looks as it does (§17.15.1)."""
_LIVE = listed("PAGE NUMPAGES SECTION SECTIONPAGES PAGEREF REF NOTEREF SEQ STYLEREF TOC HYPERLINK EQ SYMBOL ADVANCE")
"""Fields that look at nothing but the document (§17.16.5); of others what they showed last stays, as text."""
_ELSEWHERE = re.compile(r'^\s*HYPERLINK\s+"?(?!\\l|https?://|mailto:|"?\s*\\l)', re.IGNORECASE)


def clean_document(package: Package) -> bytes:
    """The document as it may be published. Raises Held."""
    main = package.main()
    hidden = _Hidden(package)
    cleaners: dict[str, Cleaner] = {
        **CLEANERS,
        **dict.fromkeys(_TEXTS, hidden.clean),
        **dict.fromkeys(("styles", "numbering", "fontTable"), _clean_beside),
        "settings": _clean_settings,
    }
    package.copy(main, "", _KEPT, cleaners)
    for part in package.copied.values():
        if part.kind == main.kind:
            part.type = MAIN_TYPE
    return package.packed(main)


class _Hidden:
    """Texts, of which what a style or a run hides goes."""

    def __init__(self, package: Package) -> None:
        self._styles = frozenset(
            name
            for part, data in package.parts.items()
            if part.casefold().endswith("styles.xml")
            for name in _hiding(parsed(data))
        )

    def clean(self, part: Part) -> bytes:
        """The text of a part. Raises Held."""
        root = parsed(part.data)
        for each in list(root.iter("*")):
            name = local(each)
            if name in _TRACKED and str(each.tag).startswith(W):
                raise Held("tracked")
            if name in _LOOKS_CHANGED or name in _BESIDE:
                drop(each)
        _settle_fields(root)
        for run in list(root.iter(f"{W}r")):
            if self._hides(run):
                drop(run)
        for each in list(root.iter(*(f"{W}{name}" for name in _WRAPS))):
            unwrap(each)
        _forget_sessions(root)
        tidy(root, part)
        return written(root)

    def _hides(self, run: Element) -> bool:
        about = run.find(f"{W}rPr")
        direct = None if about is None else about.find(f"{W}vanish")
        if direct is not None:
            return _on(direct)
        paragraph = next(run.iterancestors(f"{W}p"), None)
        named = [
            each.get(f"{W}val")
            for each in (
                None if about is None else about.find(f"{W}rStyle"),
                None if paragraph is None else paragraph.find(f"{W}pPr/{W}pStyle"),
            )
            if each is not None
        ]
        return not self._styles.isdisjoint(named)


def _hiding(styles: Element) -> Iterable[str]:
    """The styles that hide text, by themselves or by what they rest on."""
    found = {each.get(f"{W}styleId", ""): each for each in styles.iter(f"{W}style")}
    for name in found:
        style, seen = found.get(name), set()
        while style is not None and style.get(f"{W}styleId") not in seen:
            seen.add(style.get(f"{W}styleId"))
            mark = style.find(f"{W}rPr/{W}vanish")
            if mark is not None:
                if _on(mark):
                    yield name
                break
            base = style.find(f"{W}basedOn")
            style = None if base is None else found.get(base.get(f"{W}val", ""))


def _on(mark: Element) -> bool:
    return mark.get(f"{W}val", "1") not in ("0", "false", "off")


def _clean_beside(part: Part) -> bytes:
    root = parsed(part.data)
    for each in list(root.iter("*")):
        if local(each) in _LOOKS_CHANGED:
            drop(each)
    _forget_sessions(root)
    tidy(root, part)
    return written(root)


def _clean_settings(part: Part) -> bytes:
    root = parsed(part.data)
    for each in list(root):
        if local(each) not in _SETTINGS:
            root.remove(each)
    part.relations = {}
    return written(root)


def _forget_sessions(root: Element) -> None:
    """Takes away the marks by which sittings, and so writers, can be told apart."""
    for each in list(root.iter("*")):
        if local(each).startswith("rsid"):
            drop(each)
        for name in [name for name in each.attrib if str(name).startswith(f"{W}rsid")]:
            del each.attrib[name]


def _settle_fields(root: Element) -> None:
    """Leaves of every field that looks elsewhere what it showed last."""
    for each in list(root.iter(f"{W}fldSimple")):
        if not _is_live(each.get(f"{W}instr", "")):
            unwrap(each)
    open_fields: list[list[Element]] = []
    for each in list(root.iter(f"{W}fldChar", f"{W}instrText")):
        if local(each) == "instrText":
            if open_fields:
                open_fields[-1].append(each)
            continue
        kind = each.get(f"{W}fldCharType")
        if kind == "begin":
            open_fields.append([each])
        elif open_fields:
            open_fields[-1].append(each)
            if kind == "end":
                _settle(open_fields.pop())
    for field in open_fields:
        _settle(field)


def _settle(field: list[Element]) -> None:
    said = "".join(each.text or "" for each in field if local(each) == "instrText")
    if not _is_live(said):
        for each in field:
            drop(each)
    else:
        for mark in field:
            for inner in list(mark):  # what a form field remembers
                drop(inner)


def _is_live(said: str) -> bool:
    words = said.split()
    return bool(words) and words[0].upper() in _LIVE and not _ELSEWHERE.match(said)
