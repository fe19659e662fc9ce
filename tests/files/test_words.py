"""The words of a file are read wherever a name may stand in it."""

from io import BytesIO

import pytest
from docx import Document
from openpyxl import Workbook
from typst import compile as typeset

from files.kinds import CSV, DOCX, ODT, PDF, PLAIN, PNG, XLSX
from files.words import words_in
from tests.files.samples import locked_pdf, odf, png

NAME = "Осокина"


def typeset_pdf() -> bytes:
    made = typeset(f"Сообщает {NAME}, двор".encode(), ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


def word_document() -> bytes:
    """The name in two runs, as a word processor leaves a corrected word."""
    document, buffer = Document(), BytesIO()
    paragraph = document.add_paragraph("Сообщает ")
    paragraph.add_run(NAME[:3])
    paragraph.add_run(NAME[3:]).bold = True
    document.save(buffer)
    return buffer.getvalue()


def authored_document() -> bytes:
    """The name nowhere in the text, but in what the file says of its author."""
    document, buffer = Document(), BytesIO()
    document.core_properties.author = NAME
    document.add_paragraph("Двор")
    document.save(buffer)
    return buffer.getvalue()


def workbook() -> bytes:
    book, buffer = Workbook(), BytesIO()
    book.worksheets[0]["B2"] = NAME
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (typeset_pdf(), PDF.media_type),
        (word_document(), DOCX.media_type),
        (authored_document(), DOCX.media_type),
        (workbook(), XLSX.media_type),
        (odf(more={"meta.xml": f"<dc:creator>{NAME}</dc:creator>".encode()}), ODT.media_type),
        (f"Сообщает {NAME}".encode(), PLAIN.media_type),
        (f"имя;{NAME}\r\n".encode(), CSV.media_type),
    ],
    ids=["pdf", "runs", "author", "workbook", "odt", "plain", "csv"],
)
def test_a_name_in_a_document_is_among_its_words(content: bytes, media_type: str) -> None:
    words = words_in(content, media_type)

    assert words is not None
    assert NAME in words


@pytest.mark.parametrize(
    ("content", "media_type"),
    [(png(), PNG.media_type), (locked_pdf(), PDF.media_type), (b"", PDF.media_type)],
    ids=["picture", "locked", "empty"],
)
def test_what_cannot_be_read_has_no_words(content: bytes, media_type: str) -> None:
    assert words_in(content, media_type) is None
