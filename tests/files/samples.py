"""Real files of every kind, small, and what may be wrong with them."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile
from zlib import compress

from docx import Document
from openpyxl import Workbook
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfWriter
from pypdf.annotations import Link
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

ODF = "application/vnd.oasis.opendocument"
SECRET = b"Novosibirsk-54.758N-83.107E"
"""What cameras and programs remark, and nobody must read."""


def picture(width: int = 60, height: int = 40, mode: str = "RGB") -> Image.Image:
    """White, with its upper left quarter dark: which side is up can be seen."""
    drawn = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(drawn).rectangle(
        (0, 0, max(width // 2 - 1, 0), max(height // 2 - 1, 0)), fill="black"
    )
    return drawn.convert(mode)


def written(image: Image.Image, form: str, **given: object) -> bytes:
    made = BytesIO()
    image.save(made, form, **given)
    return made.getvalue()


def jpeg(width: int = 60, height: int = 40, **given: object) -> bytes:
    return written(picture(width, height), "JPEG", **given)


def png(width: int = 60, height: int = 40, **given: object) -> bytes:
    return written(picture(width, height), "PNG", **given)


def webp(width: int = 60, height: int = 40, **given: object) -> bytes:
    return written(picture(width, height), "WEBP", **given)


def remarks(orientation: int = 1) -> Image.Exif:
    """EXIF as a telephone writes it, with the place in it."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = SECRET.decode()
    place = exif.get_ifd(0x8825)
    place.update({1: "N", 2: (54.0, 45.0, 30.0), 3: "E", 4: (83.0, 6.0, 25.0)})
    place[29] = SECRET.decode()
    return exif


def telling_jpeg(orientation: int = 1) -> bytes:
    """With EXIF, GPS, XMP, IPTC and a comment."""
    made = jpeg(exif=remarks(orientation), comment=SECRET, xmp=b"<x:xmpmeta>" + SECRET)
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + len(SECRET).to_bytes(4, "big") + SECRET
    return made[:2] + b"\xff\xed" + (len(iptc) + 2).to_bytes(2, "big") + iptc + made[2:]


def telling_png() -> bytes:
    info = PngInfo()
    info.add_text("Comment", SECRET.decode())
    info.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    return png(pnginfo=info, exif=remarks(), dpi=(300, 300))


def telling_webp() -> bytes:
    return webp(exif=remarks(), xmp=SECRET)


def pdf() -> bytes:
    return _saved(_writer())


def linked_pdf() -> bytes:
    writer = _writer()
    writer.add_annotation(0, Link(rect=(0, 0, 9, 9), url="https://example.org/"))
    return _saved(writer)


def scripted_pdf() -> bytes:
    """Its script has a name of its own, as programs write it."""
    writer = _writer()
    script = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x()")}
    )
    named = ArrayObject([TextStringObject("first"), writer._add_object(script)])
    tree = DictionaryObject({NameObject("/Names"): named})
    writer.root_object[NameObject("/Names")] = DictionaryObject({NameObject("/JavaScript"): tree})
    return _saved(writer)


def carrying_pdf() -> bytes:
    writer = _writer()
    writer.add_attachment("program.exe", b"MZ")
    return _saved(writer)


def locked_pdf(password: str = "1234") -> bytes:
    writer = _writer()
    writer.encrypt(password, algorithm="RC4-128")
    return _saved(writer)


def acting_pdf(act: str, *, opens: bool = True) -> bytes:
    """Acts when it is opened, or else when a page is turned to."""
    writer = _writer()
    action = DictionaryObject(
        {NameObject("/S"): NameObject(act), NameObject("/F"): TextStringObject("calc.exe")}
    )
    kept = writer._add_object(action)
    if opens:
        writer.root_object[NameObject("/OpenAction")] = kept
    else:
        writer.pages[0][NameObject("/AA")] = DictionaryObject(
            {NameObject("/O"): ArrayObject([kept])}
        )
    return _saved(writer)


def packed_pdf() -> bytes:
    """Its script stands in an object stream, where its words cannot be read without unpacking."""
    inner = b"<< /S /JavaScript /JS (x()) >>"
    packed = compress(b"5 0 " + inner)
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction 5 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
        % (len(packed), packed),
    ]
    made, places = b"%PDF-1.5\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    rows = b"".join(b"\1" + place.to_bytes(2, "big") + b"\0" for place in places)
    table = b"\0\0\0\0" + rows + b"\2\0\4\0" + b"\1" + len(made).to_bytes(2, "big") + b"\0"
    words = b"<< /Type /XRef /Size 7 /W [1 2 1] /Root 1 0 R /Length %d >>" % len(table)
    return made + (
        b"6 0 obj\n%s\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
        % (words, table, len(made))
    )


def manifold_pdf(parts: int) -> bytes:
    """With so many parts, thousand by thousand."""
    writer = _writer()
    thousand = DictionaryObject({NameObject(f"/P{n}"): ArrayObject() for n in range(1000)})
    for n in range(parts // 1000):
        writer.root_object[NameObject(f"/Part{n}")] = thousand
    return _saved(writer)


def circular_pdf() -> bytes:
    writer = _writer()
    pages = writer.root_object["/Pages"]
    assert isinstance(pages, DictionaryObject)
    kids = pages["/Kids"]
    assert isinstance(kids, ArrayObject)
    kids.append(pages.indirect_reference)
    return _saved(writer)


def _writer() -> PdfWriter:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    return writer


def _saved(writer: PdfWriter) -> bytes:
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def docx() -> bytes:
    document, made = Document(), BytesIO()
    document.add_paragraph("Договор пожертвования № 1")
    document.save(made)
    return made.getvalue()


def xlsx() -> bytes:
    workbook, made = Workbook(), BytesIO()
    workbook.active.append(["Скамейка", 4, 12_500])
    workbook.save(made)
    return made.getvalue()


def odf(kind: str = "text", more: Mapping[str, bytes] | None = None) -> bytes:
    parts = {"mimetype": f"{ODF}.{kind}".encode(), "content.xml": b"<content>\xd0\x90</content>"}
    return archive(parts | dict(more or {}))


def archive(parts: Mapping[str, bytes]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def with_part(document: bytes, name: str, content: bytes) -> bytes:
    """An archive's parts and one more, which takes the place of another of its name."""
    with ZipFile(BytesIO(document)) as opened:
        parts = {entry: opened.read(entry) for entry in opened.namelist()}
    return archive(parts | {name: content})


EVERY_KIND: Mapping[str, tuple[bytes, str]] = {
    "jpg": (jpeg(), "image/jpeg"),
    "png": (png(), "image/png"),
    "webp": (webp(), "image/webp"),
    "pdf": (pdf(), "application/pdf"),
    "docx": (docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": (xlsx(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "odt": (odf(), f"{ODF}.text"),
    "ods": (odf("spreadsheet"), f"{ODF}.spreadsheet"),
    "txt": ("Спасибо всем!\n".encode(), "text/plain"),
    "csv": ("что;сколько\nскамейка;4\n".encode(), "text/csv"),
}
"""Extension → a sound file, and its media type."""
