"""What can be read in a paper, as plain text."""

import re
from io import BytesIO

from docx import Document
from pypdf import PdfReader


def pdf_text(made: bytes) -> str:
    """Without blanks and hyphens: where a line is broken says nothing."""
    return bare(" ".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages))


def docx_text(made: bytes) -> str:
    paper = Document(BytesIO(made))
    cells = [cell.text for table in paper.tables for cell in table._cells]
    return bare(" ".join([*(paragraph.text for paragraph in paper.paragraphs), *cells]))


def bare(text: str) -> str:
    return re.sub(r"[\s\u200b\u00ad\u2010-]", "", text)


def pages(made: bytes) -> int:
    return len(PdfReader(BytesIO(made)).pages)
