from datetime import UTC
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from models.text import Language
from papers.minutes.wording import Wording, wording
from workflow.meetings.record import Minutes

GREY = RGBColor(0x55, 0x55, 0x55)
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that an archive can write."""


def minutes_docx(minutes: Minutes, language: Language) -> bytes:
    """The minutes as DOCX; the same minutes make the same bytes."""
    words, paper = wording(minutes, language), Document()
    _page(paper, words)
    _head(paper, words)
    _pairs(paper, words.facts)
    _heading(paper, words.agenda_heading)
    for number, line in enumerate(words.agenda, start=1):
        _paragraph(paper, f"{number}. {line}")
    for section in words.sections:
        _heading(paper, section.heading)
        _pairs(paper, section.paragraphs)
    _signatures(paper, words)
    properties = paper.core_properties
    properties.title = f"{words.title} {words.subtitle}"
    properties.author = words.foundation
    properties.language = language
    properties.created = properties.modified = minutes.closed_at.astimezone(UTC)
    return _timeless(paper)


def _page(paper: Paper, words: Wording) -> None:
    style = paper.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(12)
    style.paragraph_format.space_after = Pt(4)
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, _, rest = words.page.partition("{n}")
    between = rest.partition("{all}")[0]
    for text, field in ((before, "PAGE"), (between, "NUMPAGES")):
        footer.add_run(text)
        _field(footer, field)


def _field(paragraph: Paragraph, name: str) -> None:
    """A number that the word processor counts."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)


def _head(paper: Paper, words: Wording) -> None:
    for text, size, bold in (
        (words.foundation, 11, False),
        (words.title.upper(), 18, True),
        (words.subtitle, 13, False),
        (words.programme, 11, False),
        (words.sample, 10, True),
    ):
        if text:
            paragraph = paper.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run = paragraph.add_run(text)
            run.font.size, run.bold = Pt(size), bold


def _heading(paper: Paper, text: str) -> None:
    paragraph = paper.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(12)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run(text).bold = True


def _paragraph(paper: Paper, text: str) -> None:
    paper.add_paragraph(text)


def _pairs(paper: Paper, pairs: tuple[tuple[str, str], ...]) -> None:
    table = paper.add_table(rows=0, cols=2)
    table.autofit = False
    table.columns[0].width, table.columns[1].width = Mm(36), Mm(129)  # LibreOffice goes by these
    for label, text in pairs:
        left, right = table.add_row().cells
        left.width, right.width = Mm(36), Mm(129)
        left.paragraphs[0].add_run(label).font.color.rgb = GREY
        right.paragraphs[0].add_run(text)


def _signatures(paper: Paper, words: Wording) -> None:
    paper.add_paragraph().paragraph_format.space_before = Pt(24)
    table = paper.add_table(rows=0, cols=3)
    table.autofit = False
    for office, name in words.signatures:
        cells = table.add_row().cells
        for cell, width, text in zip(
            cells, (Mm(60), Mm(45), Mm(60)), (office, "_" * 18, name), strict=True
        ):
            cell.width = width
            cell.paragraphs[0].paragraph_format.space_after = Pt(18)
            cell.paragraphs[0].add_run(text)


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
