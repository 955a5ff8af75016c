"""What documents and workbooks share: pictures, charts, drawings, and whatever refers to a part that is left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.attached.held import Held, listed
from generator.attached.jpeg import START, clean_jpeg
from generator.attached.package import REFERS, Cleaner, Part, drop, local, parsed, unwrap, written
from generator.attached.png import SIGNATURE, clean_png

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SHARED = listed(
    "theme image hyperlink chart chartStyle chartColorStyle chartUserShapes themeOverride"
    " diagramData diagramLayout diagramQuickStyle diagramColors diagramDrawing"
)
"""Kinds of relations by which something is shown; that to a theme's own pictures too."""
_UNSEEN = frozenset(("externalData", "OLEObject", "control", "contentPart", "videoFile", "audioFile", "svgBlip"))
"""Elements that hold something beside its picture: what was embedded, scripts, films."""
_SHOWN_ELSEWHERE = frozenset(("altChunk", "subDoc", "chartEx"))
_PATH = re.compile(r"[\\/]|\.(?:jpe?g|png|gif|bmp|tiff?|heic)\b", re.IGNORECASE)


def clean_picture(part: Part) -> bytes:
    """A picture by what it is, whatever it is called. Raises Held."""
    if part.data.startswith(START):
        part.type = "image/jpeg"
        return clean_jpeg(part.data)
    if part.data.startswith(SIGNATURE):
        part.type = "image/png"
        return clean_png(part.data)
    raise Held("picture_format")


def clean_drawing(part: Part) -> bytes:
    """A part that says nothing of its makers by itself: charts, drawings, styles, themes."""
    root = parsed(part.data)
    tidy(root, part)
    return written(root)


CLEANERS: dict[str, Cleaner] = {
    kind: clean_picture if kind == "image" else clean_drawing for kind in SHARED - {"hyperlink"}
}


def tidy(root: Element, part: Part) -> None:
    """Takes out what is not shown, and what refers to a part that is left out. Raises Held."""
    for each in list(root.iter("*")):
        name = local(each)
        if name in _SHOWN_ELSEWHERE:
            raise Held("embedded_text")
        if name in _UNSEEN or name.startswith("filtered"):
            drop(_extension(each))
        elif name in ("docPr", "cNvPr"):
            _unnamed(each)
    for each in list(root.iter("*")):
        _referring(each, part)


def _unnamed(element: Element) -> None:
    """Takes away what a drawing is called where that is the file it was taken from; a hidden one goes."""
    if element.get("hidden") in ("1", "true"):
        shape = element.getparent()
        while shape is not None and local(shape) not in _WHOLE:
            shape = shape.getparent()
        drop(_anchor(element if shape is None else shape))
        return
    for name in ("name", "descr", "title"):
        if _PATH.search(element.get(name, "")):
            element.set(name, "")


def _anchor(shape: Element) -> Element:
    """What holds a shape in its place where it holds nothing else."""
    parent = shape.getparent()
    return parent if parent is not None and local(parent).endswith("Anchor") else shape


def _extension(element: Element) -> Element:
    """The extension that an element stands in, else itself: without what it extends by it would say nothing."""
    for each in element.iterancestors():
        if local(each) == "ext" and each.get("uri"):
            return each
    return element


_WHOLE = frozenset(("drawing", "twoCellAnchor", "oneCellAnchor", "absoluteAnchor", "pict", "sp", "pic"))
"""What a drawing is as a whole."""


def _referring(element: Element, part: Part) -> None:
    named = {name: value for name, value in element.attrib.items() if str(name).startswith(REFERS)}
    gone = [name for name, value in named.items() if value in part.left_out]
    if not gone:
        return
    if local(element) == "blip":
        for name in gone:
            del element.attrib[name]
        if len(gone) == len(named):
            raise Held("picture_linked")
    elif local(element) == "imagedata":
        raise Held("picture_linked")
    elif local(element) == "hyperlink" and len(element):
        unwrap(element)
    else:
        drop(_extension(element))
