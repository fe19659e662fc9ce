"""What can be read in a report's files, with words whole and lines joined."""

import re
from collections.abc import Mapping
from functools import cache
from io import BytesIO

from docx import Document
from pypdf import PdfReader

from models.text import Language
from papers.effectiveness.files import effectiveness_files
from tests.papers.effectiveness import findings


@cache
def made(language: Language) -> Mapping[str, bytes]:
    """The files of the final report by their kinds; made once, for it takes a while."""
    files = effectiveness_files(findings.report(), language)
    return {name.rpartition(".")[2]: content for name, content in files.items()}


def pdf_words(made: bytes) -> str:
    """Words that were broken at the end of a line are whole again."""
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)
    return re.sub(r"\s+", " ", re.sub(r"[-\u00ad\u2010]\s*\n", "", text))


def docx_words(made: bytes) -> str:
    paper = Document(BytesIO(made))
    cells = [cell.text for table in paper.tables for cell in table._cells]
    return " ".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])
