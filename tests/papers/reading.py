"""What can be read in a paper, as plain text."""

import re
from io import BytesIO

from docx import Document
from pypdf import PdfReader


def pdf_text(made: bytes) -> str:
    """Without blanks, hyphens and numbers of pages: where a line is broken says nothing."""
    read = [page.extract_text() for page in PdfReader(BytesIO(made)).pages]
    return bare(" ".join(re.sub(r"(стр\.|page)\s\d+\s(из|of)\s\d+\s*$", "", text) for text in read))


def docx_text(made: bytes) -> str:
    paper = Document(BytesIO(made))
    cells = [cell.text for table in paper.tables for cell in table._cells]
    return bare(" ".join([*(paragraph.text for paragraph in paper.paragraphs), *cells]))


def bare(text: str) -> str:
    return re.sub(r"[\s\u200b\u00ad\u2010-]", "", text)


def pages(made: bytes) -> int:
    return len(PdfReader(BytesIO(made)).pages)


def lowest(made: bytes) -> float:
    """How far the lowest text of any page is above the edge of the sheet, in points."""
    heights: list[float] = []

    def see(text: str, sheet: list[float], line: list[float], *_font: object) -> None:
        if text.strip():
            heights.append(line[4] * sheet[1] + line[5] * sheet[3] + sheet[5])

    for page in PdfReader(BytesIO(made)).pages:
        page.extract_text(visitor_text=see)
    return min(heights)
