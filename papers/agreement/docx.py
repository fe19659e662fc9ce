from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table

from models.text import Language
from papers.agreement.wording import Clause, Grid, Wording, wording
from papers.typography import noon_of
from papers.word import GREY, centred, new_paper, new_table, saved
from workflow.work.agreements import Agreement

LINE = 165
"""Millimetres between the margins."""
INDENT = 10
"""Millimetres that the clauses' numbers take."""


def agreement_docx(agreement: Agreement, language: Language) -> bytes:
    """The agreement as DOCX; the same agreement makes the same bytes."""
    words = wording(agreement, language)
    paper = new_paper(words.page, size=10, after=3)
    _head(paper, words)
    for part in words.parts:
        _heading(paper, part.heading)
        for clause in part.clauses:
            _clause(paper, clause)
    _signatures(paper, words)
    return saved(
        paper,
        title=f"{words.title} {words.subtitle}",
        author=agreement.foundation.in_(language),
        language=language,
        at=noon_of(agreement.day),
    )


def _head(paper: Paper, words: Wording) -> None:
    centred(paper, words.title, 16, bold=True)
    centred(paper, words.subtitle, 12)
    centred(paper, words.sample, 9, bold=True)
    place_and_day = new_table(paper, (110, LINE - 110), [(words.place, words.day)])
    place_and_day.cell(0, 1).paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paper.add_paragraph(words.parties).paragraph_format.space_before = Pt(4)


def _heading(paper: Paper, text: str) -> None:
    paragraph = paper.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(8)
    paragraph.paragraph_format.keep_with_next = True
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(11), True


def _clause(paper: Paper, clause: Clause) -> None:
    paragraph = paper.add_paragraph()
    paragraph.paragraph_format.left_indent = Mm(INDENT)
    paragraph.paragraph_format.first_line_indent = Mm(-INDENT)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(INDENT))
    paragraph.add_run(f"{clause.number}\t").font.color.rgb = GREY
    paragraph.add_run(clause.text)
    for text in clause.more:
        paper.add_paragraph(text).paragraph_format.left_indent = Mm(INDENT)
    if clause.grid is not None:
        paragraph.paragraph_format.keep_with_next = True
        _grid(paper, clause.grid)


def _grid(paper: Paper, grid: Grid) -> None:
    widths = [width * (LINE - INDENT) // 100 for width in grid.widths]
    table = new_table(paper, widths, (grid.head, *grid.rows), ruled=True)
    _indent(table)
    for n, row in enumerate(table.rows):
        for column, cell in enumerate(row.cells):
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(1)
            paragraph.runs[0].bold = n == 0 or (grid.summed and n == len(grid.rows))
            if column in grid.figures:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paper.add_paragraph().paragraph_format.space_after = Pt(0)


def _indent(table: Table) -> None:
    """As far as the clauses' texts; python-docx has no word for it."""
    indent = OxmlElement("w:tblInd")
    indent.set(qn("w:w"), str(Mm(INDENT).twips))
    indent.set(qn("w:type"), "dxa")
    table._tbl.tblPr.append(indent)


def _signatures(paper: Paper, words: Wording) -> None:
    _heading(paper, words.signatures_heading)
    for party, name in words.signatures:
        by_hand = "" if name else words.named_here
        lines = (party, "_" * 22, name or "_" * 30), ("", words.signed_here, by_hand)
        for n, cell in enumerate(new_table(paper, (35, 45, 85), lines)._cells):
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.keep_with_next = True
            paragraph.paragraph_format.space_before = Pt(10 if n < 3 else 0)
            if n >= 3:
                paragraph.runs[0].font.size, paragraph.runs[0].font.color.rgb = Pt(8), GREY
    note = paper.add_paragraph()
    note.paragraph_format.space_before = Pt(8)
    run = note.add_run(words.translation)
    run.font.size, run.font.color.rgb = Pt(8), GREY
