"""Published copies show what was seen, and say nothing of who made the file, where, with what (design §7)."""

from __future__ import annotations

import io
import re
import zlib

import openpyxl
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageOps

from generator.attached import Cleaning, Held, apart
from tests.attached import samples
from tests.attached.samples import SECRET, docx, jpeg, pdf, png, said, sample, unzipped, xlsx


def copy(name: str, data: bytes) -> bytes:
    return Cleaning().of(name, data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jpg", jpeg()),
        ("a.jpeg", jpeg(3, progressive=True)),
        ("a.PNG", png()),
        ("a.pdf", pdf()),
        ("a.pdf", samples.revised_pdf()),
        ("a.pdf", pdf(object_stream_mode=pikepdf.ObjectStreamMode.generate)),
        ("a.docx", docx()),
        ("a.docx", docx(main="application/vnd.ms-word.document.macroEnabled.main+xml")),
        ("a.xlsx", xlsx()),
    ],
)
def test_what_is_seen_stays_and_the_rest_goes(name: str, data: bytes) -> None:
    before, made = said(data), copy(name, data)
    after = said(made)
    assert SECRET in before
    assert [after[max(0, at.start() - 60) : at.end() + 30] for at in re.finditer(SECRET, after)] == []
    assert set(re.findall("SEEN [a-z ]*[a-z]", before)) == set(re.findall("SEEN [a-z ]*[a-z]", after))
    assert copy(name, data) == made  # the same bytes every time
    assert SECRET not in said(copy(name, made))


@pytest.mark.parametrize("data", [jpeg(), jpeg(1), jpeg(8, progressive=True), png()])
def test_not_a_pixel_of_a_picture_changes_and_the_same_side_is_up(data: bytes) -> None:
    name = "a.png" if data.startswith(b"\x89") else "a.jpg"
    before, after = Image.open(io.BytesIO(data)), Image.open(io.BytesIO(copy(name, data)))
    assert before.tobytes() == after.tobytes() and before.size == after.size
    turned, again = ImageOps.exif_transpose(before), ImageOps.exif_transpose(after)
    assert turned.tobytes() == again.tobytes()
    assert {*after.getexif()} <= {0x0112} and not after.getexif().get_ifd(0x8825)
    assert name == "a.jpg" or before.info.get("dpi") == after.info.get("dpi")


def test_a_pdf_looks_as_before() -> None:
    def shown(data: bytes) -> bytes:
        return pypdfium2.PdfDocument(data)[0].render(scale=2).to_pil().crop((0, 60, 600, 400)).tobytes()

    # Below the sign of a note, which stands in a corner and goes with it.
    assert shown(pdf()) == shown(copy("a.pdf", pdf()))
    made = pikepdf.open(io.BytesIO(copy("a.pdf", pdf())))
    links = [each for each in made.pages[0].Annots if "/A" in each]
    assert [str(each.A.URI) for each in links] == ["https://SEEN.example/"]
    assert made.Root.Outlines.First.Title == "SEEN heading"


def test_a_workbook_holds_what_its_visible_sheets_show() -> None:
    book = openpyxl.load_workbook(io.BytesIO(copy("a.xlsx", xlsx())))
    assert book.sheetnames == ["Shown", "Last"]
    shown = {cell.coordinate: cell.value for row in book["Shown"].iter_rows() for cell in row if cell.value is not None}
    assert shown == {
        "A1": "SEEN head",
        "C1": "SEEN behind it",
        "A3": "SEEN result",
        "A4": 4711,
        "B5": "SEEN joined",
        "A6": "SEEN link",
        "A7": "SEEN words",
    }
    assert book["Shown"].print_area == "'Shown'!$A$1:$F$20" and len(book["Shown"]._charts) == 1
    assert book["Shown"].column_dimensions["B"].hidden and len(book["Shown"]._images) == 1


def test_a_document_keeps_its_fields_of_pages_and_its_links() -> None:
    text = unzipped(copy("a.docx", docx()))["word/document.xml"].decode()
    assert text.count("fldCharType") == 3 and "<w:instrText> PAGE </w:instrText>" in text
    assert text.count("<w:hyperlink") == 1


HELD = [
    ("a.pdf", jpeg(), "other_kind"),
    ("a.jpg", png(), "other_kind"),
    ("a.docx", xlsx(), "other_kind"),
    ("a.xlsx", b"\0" * 500, "other_kind"),
    ("a.png", b"", "other_kind"),
    ("a.docx", samples.zipped({"a.txt": "x"}), "damaged"),
    ("a.docx", docx()[:-300], "damaged"),
    ("a.jpg", jpeg()[:700], "damaged"),
    ("a.png", png()[:300], "damaged"),
    ("a.pdf", b"%PDF-1.7\nnothing", "damaged"),
    ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_format"),
    ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ("a.pdf", pdf(encryption=pikepdf.Encryption(owner="x", user="y")), "encrypted"),
    ("a.pdf", pdf(encryption=pikepdf.Encryption(owner="x", user="")), "encrypted"),
    ("a.docx", docx(body='<w:p><w:ins w:author="x"><w:r><w:t>x</w:t></w:r></w:ins></w:p>'), "tracked"),
    ("a.docx", docx(body='<w:p><w:pPr><w:rPr><w:del w:author="x"/></w:rPr></w:pPr></w:p>'), "tracked"),
    ("a.docx", docx(body='<w:altChunk r:id="rIdFile"/>'), "embedded_text"),
    ("a.docx", docx(more={"word/media/image1.jpeg": b"\xd7\xcd\xc6\x9a metafile"}), "picture_format"),
    ("a.docx", docx(more={"word/styles.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "damaged"),
    ("a.docx", docx(more={"x.xml": "0" * (65 * 1024 * 1024)}), "inflates"),
    ("a.docx", docx(more={f"x{number}.xml": "" for number in range(4100)}), "inflates"),
    ("a.xlsx", xlsx(uncalculated=True), "uncalculated"),
    ("a.xlsx", xlsx(look="Hidden"), "hidden_used"),
]


@pytest.mark.parametrize(("name", "data", "reason"), HELD)
def test_what_cannot_be_cleaned_is_held_back(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(Held) as held:
        copy(name, data)
    assert held.value.reason == reason


def test_a_linked_picture_is_held_back() -> None:
    body = samples.PICTURE.replace('r:embed="rIdPicture"', 'r:link="rIdOut"')
    with pytest.raises(Held, match="picture_linked"):
        copy("a.docx", docx(body=body, rIdOut="image https://tracker.example/x.png"))


def test_pdfs_that_hide_or_stand_for_more_are_held_back() -> None:
    name = pikepdf.Name

    def collection(made: pikepdf.Pdf) -> None:
        made.Root.Collection = pikepdf.Dictionary()

    def layers(made: pikepdf.Pdf) -> None:
        group = made.make_indirect(pikepdf.Dictionary(Type=name.OCG, Name=pikepdf.String("x")))
        made.Root.OCProperties = pikepdf.Dictionary(OCGs=[group], D=pikepdf.Dictionary(OFF=[group]))

    def field(made: pikepdf.Pdf, **about: object) -> None:
        made.Root.AcroForm = pikepdf.Dictionary(Fields=[made.make_indirect(pikepdf.Dictionary(**about))])

    def signed(made: pikepdf.Pdf) -> None:
        field(made, FT=name.Sig, V=pikepdf.Dictionary(Contents=pikepdf.String("x")))

    def unfilled(made: pikepdf.Pdf) -> None:
        field(made, FT=name.Tx, V=pikepdf.String("x"))

    for change, reason in ((collection, "portfolio"), (layers, "layers"), (signed, "signed"), (unfilled, "unfilled")):
        with pytest.raises(Held) as held:
            copy("a.pdf", pdf(change))
        assert held.value.reason == reason


def test_a_pdf_that_would_take_all_memory_ends_nobody_but_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "MEMORY", 48 << 20)
    bomb = pdf(object_stream_mode=pikepdf.ObjectStreamMode.generate)
    packed = zlib.compress(b"1 0 " + b" " * (128 << 20), 9)
    at = bomb.index(b"/ObjStm")
    start, end = bomb.index(b"stream\n", at) + 7, bomb.index(b"\nendstream", at)
    head = re.sub(rb"/Length \d+", b"/Length %d" % len(packed), bomb[:start])
    with pytest.raises(Held) as held:
        copy("a.pdf", head + packed + bomb[end:])
    assert held.value.reason in ("too_complex", "damaged")


@pytest.mark.parametrize("name", ["a.pdf", "a.jpg", "a.png", "a.docx", "a.xlsx"])
def test_any_damage_is_cleaned_or_held_back(name: str) -> None:
    whole = sample(name)
    step = max(1, len(whole) // (12 if name == "a.pdf" else 60))
    for at in range(0, len(whole), step):
        for broken in (whole[:at], whole[:at] + b"\xff\0\xff" + whole[at + 3 :], whole[:at] + whole[at + 7 :]):
            try:
                made = copy(name, broken)
            except Held:
                continue
            assert SECRET not in said(made), (name, at)
