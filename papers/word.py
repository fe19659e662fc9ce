"""What every DOCX paper has in common."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from models.text import Language

GREY = RGBColor(0x55, 0x55, 0x55)
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that an archive can write."""


def new_paper(page: str, *, size: int, after: int) -> Paper:
    """An A4 sheet with letters of `size` and `after` below a paragraph, in points. `page` stands
    at its foot, with {n} for the page and {all} for how many there are."""
    paper = Document()
    style = paper.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(size)
    style.paragraph_format.space_after = Pt(after)
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, _, rest = page.partition("{n}")
    between = rest.partition("{all}")[0]
    for text, field in ((before, "PAGE"), (between, "NUMPAGES")):
        footer.add_run(text)
        _field(footer, field)
    return paper


def _field(paragraph: Paragraph, name: str) -> None:
    """A number that the word processor counts."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)


def centred(paper: Paper, text: str, size: int, *, bold: bool = False) -> None:
    """A line in the middle; nothing where there is no text."""
    if text:
        paragraph = paper.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(text)
        run.font.size, run.bold = Pt(size), bold


def new_table(
    paper: Paper, widths: Sequence[int], rows: Sequence[Sequence[str]], *, ruled: bool = False
) -> Table:
    """A table of these texts; `widths` are its columns', in millimetres."""
    table: Table = paper.add_table(
        rows=len(rows), cols=len(widths), style="Table Grid" if ruled else "Normal Table"
    )
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)  # LibreOffice goes by these
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, width, text in zip(row.cells, widths, texts, strict=True):
            cell.width = Mm(width)
            cell.paragraphs[0].add_run(text)
    return table


def saved(paper: Paper, *, title: str, author: str, language: Language, at: datetime) -> bytes:
    """The paper's file, which knows no other moment than `at`."""
    properties = paper.core_properties
    properties.title, properties.author, properties.language = title[:255], author[:255], language
    properties.created = properties.modified = at.astimezone(UTC)
    return _timeless(paper)


def _timeless(paper: Paper) -> bytes:
    """Saved, without the moments at which the archive was written."""
    written, timeless = BytesIO(), BytesIO()
    paper.save(written)
    with ZipFile(written) as source, ZipFile(timeless, "w") as target:
        for name in sorted(source.namelist()):
            entry = ZipInfo(name, FIRST_DAY)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return timeless.getvalue()
