"""Files as programs make them: what is seen in each says SEEN, what nobody is to read says SECRET."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import cache

import pikepdf
import xlsxwriter

from tests.attached.pictures import SECRET, SIZE, jpeg, png

# ── PDF ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def pdf(change: Callable[[pikepdf.Pdf], object] = lambda made: None, **options: object) -> bytes:
    """A document with all that may stand beside its pages; `change` does more to it."""
    made = pikepdf.new()
    page = made.add_blank_page(page_size=(300, 200))
    name = pikepdf.Name
    font = made.make_indirect(pikepdf.Dictionary(Type=name.Font, Subtype=name.Type1, BaseFont=name.Helvetica))
    photo = made.make_stream(jpeg(), Type=name.XObject, Subtype=name.Image, Width=SIZE[0], Height=SIZE[1])
    photo.ColorSpace, photo.BitsPerComponent, photo.Filter = name.DeviceRGB, 8, name.DCTDecode
    photo.Metadata = made.make_stream(b"SECRET of the picture")
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font), XObject=pikepdf.Dictionary(P=photo))
    page.Contents = made.make_stream(b"BT /F 12 Tf 20 150 Td (SEEN text) Tj ET q 96 0 0 64 20 20 cm /P Do Q")
    page.obj.PieceInfo = pikepdf.Dictionary(Some=pikepdf.Dictionary(Private=pikepdf.String("SECRET")))
    page.obj.Thumb = made.make_stream(b"SECRET small picture")
    page.obj.AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=name.JavaScript, JS=pikepdf.String("SECRET()")))
    drawn = made.make_stream(b"BT /F 10 Tf 2 4 Td (SEEN stamp) Tj ET", Type=name.XObject, Subtype=name.Form)
    drawn.BBox, drawn.Resources = [0, 0, 80, 16], pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    page.obj.Annots = pikepdf.Array(
        [
            annotation(made, name.Text, Rect=[270, 180, 290, 200], Contents="SECRET note", T="SECRET author"),
            annotation(made, name.Popup, Contents="SECRET window"),
            annotation(made, name.FileAttachment, FS=file_of(made, "SECRET file")),
            annotation(made, name.Stamp, T="SECRET author", AP=pikepdf.Dictionary(N=drawn)),
            annotation(made, name.FreeText, F=2, Contents="SECRET hidden", AP=pikepdf.Dictionary(N=drawn)),
            annotation(made, name.Link, A=pikepdf.Dictionary(S=name.URI, URI=pikepdf.String("https://SEEN.example/"))),
            annotation(made, name.Link, NM="SECRET", A=pikepdf.Dictionary(S=name.Launch, F=pikepdf.String("SECRET"))),
            annotation(made, name.Link, A=pikepdf.Dictionary(S=name.URI, URI=pikepdf.String("javascript:SECRET"))),
        ]
    )
    with made.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("SEEN heading", 0))
    made.docinfo["/Author"], made.docinfo["/Title"] = f"{SECRET} author", f"{SECRET} title"
    made.Root.Metadata = made.make_stream(b"<x:xmpmeta>SECRET</x:xmpmeta>")
    made.Root.OpenAction = pikepdf.Dictionary(S=name.JavaScript, JS=pikepdf.String("SECRET()"))
    made.Root.AF = pikepdf.Array([file_of(made, "SECRET associated")])
    made.attachments["SECRET.txt"] = pikepdf.AttachedFileSpec(made, b"SECRET attached", filename="SECRET.txt")
    made.Root.Names.JavaScript = pikepdf.Dictionary(
        Names=[pikepdf.String("SECRET"), pikepdf.Dictionary(S=name.JavaScript)]
    )
    made.Root.AcroForm = pikepdf.Dictionary(Fields=[], DA=pikepdf.String("SECRET"))
    change(made)
    data = io.BytesIO()
    made.save(data, **{"deterministic_id": "encryption" not in options, **options})
    return data.getvalue()


def annotation(made: pikepdf.Pdf, kind: pikepdf.Name, **more: object) -> pikepdf.Object:
    """An annotation of a page."""
    about = {key: pikepdf.String(value) if isinstance(value, str) else value for key, value in more.items()}
    return made.make_indirect(
        pikepdf.Dictionary(**{"Type": pikepdf.Name.Annot, "Subtype": kind, "Rect": [150, 20, 230, 36], **about})
    )


def file_of(made: pikepdf.Pdf, text: str) -> pikepdf.Object:
    """A file inside the document."""
    held = made.make_stream(text.encode(), Type=pikepdf.Name.EmbeddedFile)
    about = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F=pikepdf.String(text), EF=pikepdf.Dictionary(F=held))
    return made.make_indirect(about)


def revised_pdf() -> bytes:
    """A document that was changed by adding to it: what its page said before is still in the file."""

    def say_else(made: pikepdf.Pdf) -> None:
        made.pages[0].Contents = made.make_stream(b"BT /F 12 Tf 20 150 Td (SECRET before) Tj ET")

    earlier = pdf(say_else, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    start = int(re.findall(rb"startxref\s+(\d+)", earlier)[-1])
    size = int(re.findall(rb"/Size (\d+)", earlier)[-1])
    root = re.findall(rb"/Root (\d+) 0 R", earlier)[-1].decode()
    said_by = re.findall(rb"(\d+) 0 obj", earlier[: earlier.index(b"(SECRET before)")])[-1].decode()
    at, content = len(earlier) + 1, "BT /F 12 Tf 20 150 Td (SEEN text) Tj ET q 96 0 0 64 20 20 cm /P Do Q"
    added = f"{said_by} 0 obj\n<< /Length {len(content)} >>\nstream\n{content}\nendstream\nendobj\n"
    table = f"xref\n{said_by} 1\n{at:010} 00000 n \ntrailer\n<< /Size {size} /Root {root} 0 R /Prev {start} >>\n"
    return earlier + f"\n{added}{table}startxref\n{at + len(added)}\n%%EOF\n".encode()


# ── Office ──────────────────────────────────────────────────────────────────────────────────────────────────────────

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:v="urn:schemas-microsoft-com:vml"'
)
PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="952500" cy="635000"/>'
    '<wp:docPr id="1" name="C:\\Users\\SECRET\\a.jpg" descr="D:\\SECRET\\b.jpg"/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
    '<pic:cNvPr id="0" name="SECRET.jpg"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdPicture"/>'
    '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="952500" cy="635000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


def _run(text: str, about: str = "") -> str:
    return f'<w:r w:rsidR="0SECRET0"><w:rPr>{about}</w:rPr><w:t>{text}</w:t></w:r>'


def _field(instruction: str, shown: str) -> str:
    marks = {kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")}
    said = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return f"<w:p>{marks['begin']}{said}{marks['separate']}{_run(shown)}{marks['end']}</w:p>"


BODY = "".join(
    (
        '<w:p w:rsidR="0SECRET0"><w:pPr><w:pPrChange w:author="SECRET"><w:pPr/></w:pPrChange></w:pPr>',
        _run("SEEN one"),
        _run("SEEN bold", "<w:b/><w:rPrChange w:author='SECRET'><w:rPr/></w:rPrChange>"),
        '<w:commentRangeStart w:id="0"/><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>',
        "<w:p>",
        _run("SECRET hidden", "<w:vanish/>"),
        _run("SECRET by style", "<w:rStyle w:val='Gone'/>"),
        _run("SEEN two", "<w:vanish w:val='0'/>"),
        f'</w:p><w:p><w:hyperlink r:id="rIdWeb">{_run("SEEN link")}</w:hyperlink>',
        f'<w:hyperlink r:id="rIdFile">{_run("SEEN words of a path")}</w:hyperlink></w:p>',
        _field(" AUTHOR ", "SEEN shown of a field"),
        _field(" INCLUDEPICTURE C:\\\\SECRET\\\\x.jpg ", "SEEN place"),
        _field(' HYPERLINK "file:///C:/SECRET" ', "SEEN file"),
        _field(" PAGE ", "1"),
        f'<w:p><w:smartTag w:element="SECRET">{_run("SEEN tagged")}</w:smartTag>',
        '<w:permStart w:id="1" w:ed="SECRET"/></w:p><w:sdt><w:sdtPr><w:dataBinding w:xpath="SECRET"/></w:sdtPr>',
        f"<w:sdtContent><w:p>{_run('SEEN bound')}</w:p></w:sdtContent></w:sdt>",
        '<w:p><w:r><w:object><o:OLEObject r:id="rIdObject" ProgID="SECRET"/></w:object></w:r></w:p>',
        PICTURE,
    )
)
_STYLES = (
    f'<w:styles {_NAMESPACES}><w:style w:type="character" w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Gone"><w:basedOn w:val="Base"/><w:rsid w:val="0SECRET0"/></w:style>'
    "</w:styles>"
)
_SETTINGS = (
    f'<w:settings {_NAMESPACES}><w:zoom w:percent="100"/><w:attachedTemplate r:id="rIdTemplate"/>'
    '<w:documentProtection w:hash="SECRET"/><w:docVars><w:docVar w:name="a" w:val="SECRET"/></w:docVars>'
    '<w:rsids><w:rsid w:val="0SECRET0"/></w:rsids><w:defaultTabStop w:val="420"/></w:settings>'
)
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


_OUTSIDE = ' TargetMode="External"'


def relations(**targets: str) -> str:
    """Relations by id: `kind target`; a target with a scheme lies outside."""
    made = "".join(
        f'<Relationship Id="{name}" Type="{_R}/{kind}" Target="{target}"{_OUTSIDE if ":" in target else ""}/>'
        for name, (kind, target) in ((name, said.split(" ", 1)) for name, said in targets.items())
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{made}</Relationships>'


def docx(body: str = BODY, main: str = _MAIN, more: Mapping[str, bytes | str] | None = None, **links: str) -> bytes:
    """A document with all that Word writes beside its text; `more` are parts instead of these, or beside them."""
    beside = {
        "rIdStyles": "styles styles.xml",
        "rIdSettings": "settings settings.xml",
        "rIdFooter": "footer footer1.xml",
        "rIdPicture": "image media/image1.jpeg",
        "rIdComments": "comments comments.xml",
        "rIdWeb": "hyperlink https://SEEN.example/",
        "rIdFile": "hyperlink file:///C:/SECRET/x.docx",
        "rIdObject": "oleObject embeddings/oleObject1.bin",
        "rIdMacro": "vbaProject vbaProject.bin",
        "rIdXml": "customXml ../customXml/item1.xml",
    }
    root = relations(
        rId1="officeDocument word/document.xml",
        rId2="extended-properties docProps/app.xml",
        rId3="custom-properties docProps/custom.xml",
        rId4="thumbnail docProps/thumbnail.jpeg",
        rId5="metadata docProps/core.xml",
    )
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>'
        + "".join(
            f'<Override PartName="/word/{name}.xml"'
            f' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
            for name, kind in (("styles", "styles"), ("settings", "settings"), ("footer1", "footer"))
        )
        + "</Types>",
        "_rels/.rels": root,
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}<w:sectPr>"
        '<w:footerReference w:type="default" r:id="rIdFooter"/></w:sectPr></w:body></w:document>',
        "word/_rels/document.xml.rels": relations(**beside, **links),
        "word/styles.xml": _STYLES,
        "word/settings.xml": _SETTINGS,
        "word/_rels/settings.xml.rels": relations(rIdTemplate="attachedTemplate file:///C:/SECRET.dotm"),
        "word/footer1.xml": f"<w:ftr {_NAMESPACES}><w:p>{_run('SEEN footer')}</w:p></w:ftr>",
        "word/media/image1.jpeg": jpeg(),
        "word/comments.xml": f'<w:comments {_NAMESPACES}><w:comment w:author="SECRET"/></w:comments>',
        "word/embeddings/oleObject1.bin": b"SECRET",
        "word/vbaProject.bin": b"SECRET",
        "customXml/item1.xml": "<a>SECRET</a>",
        "docProps/app.xml": "<Properties><Company>SECRET</Company></Properties>",
        "docProps/core.xml": "<cp><creator>SECRET</creator><lastModifiedBy>SECRET</lastModifiedBy></cp>",
        "docProps/custom.xml": "<Properties><property>SECRET</property></Properties>",
        "docProps/thumbnail.jpeg": jpeg(),
        **(more or {}),
    }
    return zipped(parts)


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """An archive of parts; text that is none of XML's beginning gets it."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content if isinstance(content, bytes) else f"<?xml version='1.0'?>{content}")
        archive.comment = b"SECRET of the archive"
    return data.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """The members of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {each.filename: archive.read(each) for each in archive.infolist()}


def xlsx(
    uncalculated: bool = False, look: str = "Shown", change: Callable[[dict[str, bytes]], object] | None = None
) -> bytes:
    """A workbook with all that Excel writes beside its cells; a chart takes its figures from the sheet `look`."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        book.set_properties({"author": f"{SECRET} author", "company": SECRET, "created": datetime(2017, 1, 1)})
        book.set_custom_property("Checked by", SECRET)
        shown, hidden = book.add_worksheet("Shown"), book.add_worksheet("Hidden")
        last = book.add_worksheet("Last")
        very = book.add_worksheet("VeryHidden")
        book.define_name("Some", "=Hidden!$A$1")
        shown.write_string("A1", "SEEN head")
        shown.write_string("B1", "SECRET of a hidden column")
        shown.write_string("C1", "SEEN behind it")
        shown.write_string("A2", "SECRET of a hidden row")
        shown.write_formula("A3", '=Hidden!A1&"SECRET"', value="" if uncalculated else "SEEN result")
        shown.write_number("A4", 4711)
        shown.merge_range("B5:C5", "SEEN joined")
        shown.set_column("B:B", None, None, {"hidden": True})
        shown.set_row(1, None, None, {"hidden": True})
        shown.write_comment("A1", f"{SECRET} note", {"author": SECRET})
        shown.write_url("A6", "https://SEEN.example/", string="SEEN link")
        shown.write_url("A7", "external:C:\\SECRET\\x.xlsx", string="SEEN words")
        shown.data_validation("A8", {"validate": "list", "source": ["SECRET", "b"]})
        shown.insert_image("E1", "C:\\SECRET.jpg", {"image_data": io.BytesIO(jpeg()), "description": "C:\\SECRET.jpg"})
        shown.protect(SECRET)
        shown.print_area("A1:F20")
        for sheet in (hidden, very):
            sheet.write_string("A1", "SECRET of a sheet")
            sheet.write_number("A2", 5)
        hidden.hide()
        very.very_hidden()
        last.write_string("A1", "SEEN last")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": f"={look}!$A$1:$A$4", "name": "SEEN series"})
        shown.insert_chart("E12", chart)
    parts = unzipped(data.getvalue())
    book_xml = parts["xl/workbook.xml"].decode()
    path = '<x15ac:absPath xmlns:x15ac="urn:x" url="C:\\Users\\SECRET\\"/>'
    parts["xl/workbook.xml"] = book_xml.replace(
        "<bookViews>", f'<fileSharing userName="SECRET"/>{path}<bookViews>'
    ).encode()
    rels = parts["xl/_rels/workbook.xml.rels"].decode()
    outside = (
        f'<Relationship Id="rIdOut" Type="{_R}/externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>'
    )
    parts["xl/_rels/workbook.xml.rels"] = rels.replace("</Relationships>", outside).encode()
    parts["xl/externalLinks/externalLink1.xml"] = b"<externalLink>SECRET</externalLink>"
    parts["xl/vbaProject.bin"] = b"SECRET"
    parts["xl/printerSettings/printerSettings1.bin"] = b"SECRET printer"
    return zipped(parts)


PLAIN: dict[str, Callable[[], bytes]] = {
    "pdf": pdf,
    "jpg": jpeg,
    "jpeg": jpeg,
    "png": png,
    "docx": docx,
    "xlsx": xlsx,
}
"""A good file of each kind that is published, by its ending."""


def sample(name: str) -> bytes:
    """A good file of the kind that the name says; of what is not published any file."""
    return _made(name.rpartition(".")[2].lower())


@cache
def _made(ending: str) -> bytes:
    return PLAIN[ending]() if ending in PLAIN else b"x"


def said(data: bytes) -> str:
    """Everything in a file that could be found by looking: members, streams and strings, in all ways of writing."""
    found = [data]
    if data.startswith(b"PK"):
        found += [inner for name, part in unzipped(data).items() for inner in (name.encode(), part)]
    if data.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(data)) as opened:
            for each in opened.objects:
                if isinstance(each, pikepdf.Stream):
                    found.append(each.read_raw_bytes())
                    with suppress(pikepdf.PdfError):
                        found.append(each.read_bytes())
            found += [each.unparse(resolved=False) for each in opened.objects]
    if data.startswith(b"\x89PNG"):
        for body in re.findall(rb"(?:zTXt|iTXt|IDAT)(.{0,4000})", data, re.DOTALL):
            for start in range(min(len(body), 40)):
                try:
                    found.append(zlib.decompressobj().decompress(body[start:]))
                except zlib.error:
                    continue
    return "\n".join(each.decode("latin-1") + each.decode("utf-16-le", "replace") for each in found)
