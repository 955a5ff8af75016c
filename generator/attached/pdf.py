"""PDF (ISO 32000-1): written anew by pikepdf with its pages, links and outline, and nothing else of it.

Only what is reached from the pages is written, so earlier states of the file go too. What annotations show is drawn
into the page; what their authors wrote beside the text goes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING, Any

from generator.attached.apart import apart
from generator.attached.held import Held, listed
from generator.attached.jpeg import START, clean_jpeg

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

SIGNATURE = b"%PDF-"
_ROOT = listed(
    "/Type /Version /Pages /PageLabels /Names /Dests /ViewerPreferences /PageLayout /PageMode /Outlines"
    " /StructTreeRoot /MarkInfo /Lang /OCProperties /OutputIntents"
)
"""Entries of the catalog that say how pages are shown (§7.7.2)."""
_PAGE = listed(
    "/Type /Parent /Kids /Count /Resources /MediaBox /CropBox /BleedBox /TrimBox /ArtBox /Contents /Rotate /Group"
    " /Annots /StructParents /Tabs /UserUnit"
)
"""Entries of a page that say how it is shown (§7.7.3)."""
_ABOUT = ("/Metadata", "/PieceInfo", "/LastModified", "/AA", "/AF", "/EF", "/Thumb", "/OPI", "/Measure")
"""Entries of any object that say who made it when and with what, or hold files and what runs."""
_LINK = listed("/Type /Subtype /Rect /Border /BS /C /H /QuadPoints /Dest /A /F /StructParent")
_BESIDE = listed(
    "/Text /Popup /FileAttachment /Sound /Movie /Screen /RichMedia /3D /PrinterMark /TrapNet /Redact /Projection"
)
"""Annotations beside the text: notes, files, films."""
_LEADS = frozenset(("/GoTo", "/URI"))
_SCHEMES = ("http://", "https://", "mailto:")
_HIDDEN, _NO_VIEW = 2, 32
"""Flags of annotations that nobody sees (§12.5.3)."""


def clean_pdf(data: bytes) -> bytes:
    """The document with what is seen of it. Raises Held."""
    return apart(_cleaned, data)


def _cleaned(data: bytes) -> bytes:
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            _refuse(pdf)
            _clean(pdf)
            made = BytesIO()
            pdf.save(
                made,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,  # what it says can be looked through
                deterministic_id=True,
                fix_metadata_version=False,
            )
            return made.getvalue()
    except pikepdf.PasswordError:
        raise Held("encrypted") from None
    except Held:
        raise
    except Exception:  # whatever the library makes of bytes that are no PDF
        raise Held("damaged") from None


def _refuse(pdf: Pdf) -> None:
    """Raises Held where something is seen that cannot be kept, or kept away that cannot be told."""
    root = pdf.Root
    if pdf.is_encrypted:
        raise Held("encrypted")
    if "/Collection" in root:
        raise Held("portfolio")
    if not len(pdf.pages):
        raise Held("damaged")
    layers: Any = root.get("/OCProperties", {})
    for shown in (layers.get("/D", {}), *_items(layers.get("/Configs"))):
        if len(_items(shown.get("/OFF"))) or str(shown.get("/BaseState", "/ON")) != "/ON":
            raise Held("layers")
    form: Any = root.get("/AcroForm", {})
    fields = list(_fields(form.get("/Fields")))
    if any(str(field.get("/FT", "")) == "/Sig" and "/V" in field for field in fields):
        raise Held("signed")
    if "/XFA" in form or any("/V" in field and _undrawn(field) for field in fields):
        raise Held("unfilled")


def _fields(fields: Any, depth: int = 0) -> Iterator[Any]:
    for field in _items(fields):
        if hasattr(field, "get") and depth < 50:
            yield field
            yield from _fields(field.get("/Kids"), depth + 1)


def _undrawn(field: Any) -> bool:
    """Whether what was filled in is shown by whoever opens the file, and is in none of its pages."""
    return "/Kids" not in field and "/AP" not in field and str(field.get("/FT", "/Tx")) != "/Sig"


def _items(found: Any) -> list[Any]:
    import pikepdf

    return list(found) if isinstance(found, pikepdf.Array | list) else []


def _clean(pdf: Pdf) -> None:
    root = pdf.Root
    with suppress(KeyError):
        del pdf.trailer["/Info"]
    for page in pdf.pages:
        _annotations(page.obj)
    pdf.flatten_annotations("screen")
    for page in pdf.pages:
        _only(page.obj, _PAGE)
        links = [each for each in _items(page.obj.get("/Annots")) if str(each.get("/Subtype", "")) == "/Link"]
        if "/Annots" in page.obj:
            del page.obj["/Annots"]
        if links:
            page.obj["/Annots"] = pdf.make_indirect(_array(links))
    _only(root, _ROOT)
    if "/Names" in root:
        _only(root["/Names"], frozenset(("/Dests",)))
    for each in pdf.objects:
        _forget(each, 0)
        _picture(each)


def _array(items: list[Any]) -> Object:
    import pikepdf

    return pikepdf.Array(items)


def _only(found: Any, names: frozenset[str]) -> None:
    for name in [name for name in found.keys() if name not in names]:  # noqa: SIM118  an object of pikepdf, no dict
        del found[name]


def _annotations(page: Any) -> None:
    """Leaves what is seen on the page; of links, where they lead."""
    import pikepdf

    left = []
    for each in _items(page.get("/Annots")):
        if not isinstance(each, pikepdf.Dictionary):
            continue
        kind, flags = str(each.get("/Subtype", "")), int(each.get("/F", 0))
        if kind in _BESIDE or flags & (_HIDDEN | _NO_VIEW):
            continue
        if kind == "/Link":
            _only(each, _LINK)
            if "/A" in each and not _leads(each["/A"]):
                del each["/A"]
        left.append(each)
    if "/Annots" in page:
        page["/Annots"] = _array(left)


def _leads(action: Any) -> bool:
    """Whether an action only leads somewhere: within the document, or to an address of the web."""
    kind = str(action.get("/S", "")) if hasattr(action, "get") else ""
    if kind == "/URI" and not str(action.get("/URI", "")).lower().startswith(_SCHEMES):
        return False
    return kind in _LEADS and "/Next" not in action


def _forget(found: Any, depth: int) -> None:
    """Takes from an object, and from what it holds without reference, what is not shown."""
    import pikepdf

    if isinstance(found, pikepdf.Dictionary | pikepdf.Stream) and depth < 100:
        for name in _ABOUT:
            if name in found:
                del found[name]
        action = found.get("/A")  # of a structure element it is no action, and has no kind
        if isinstance(action, pikepdf.Dictionary) and "/S" in action and not _leads(action):
            del found["/A"]
        inner = [found[name] for name in found.keys()]  # noqa: SIM118  an object of pikepdf, no dict
    else:
        inner = _items(found) if depth < 100 else []
    for each in inner:
        if isinstance(each, pikepdf.Dictionary | pikepdf.Array) and not each.is_indirect:
            _forget(each, depth + 1)


def _picture(found: Any) -> None:
    """Takes from a photograph what the camera wrote."""
    import pikepdf

    if not isinstance(found, pikepdf.Stream) or str(found.get("/Subtype", "")) != "/Image":
        return
    filters: Any = found.get("/Filter")
    names = [str(each) for each in _items(filters)] or [str(filters)]
    if names == ["/DCTDecode"]:
        data = found.read_raw_bytes()
        place = data.find(START)
        if place >= 0:
            parameters: Any = found.get("/DecodeParms")
            found.write(clean_jpeg(data[place:]), filter=filters, decode_parms=parameters)
    elif names[-1] in ("/DCTDecode", "/JPXDecode"):
        with suppress(pikepdf.PdfError):
            _told_in_data(found)


def _told_in_data(found: Any) -> None:
    """A picture that is packed twice, or as JPEG 2000, is left as it is unless what a camera writes stands in it."""
    data = found.read_raw_bytes()
    if b"Exif" in data or b"xmpmeta" in data:
        raise Held("picture_format")
