from collections.abc import Mapping, Sequence
from io import BytesIO

from docx.document import Document as Paper
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table

from models.text import Language
from papers.charts.chart import table_of
from papers.charts.table import DataTable
from papers.effectiveness.blocks import (
    Block,
    Facts,
    Figure,
    Grid,
    Links,
    Numbers,
    Paragraph,
    Points,
    Quote,
    Section,
    Subheading,
)
from papers.effectiveness.pictures import name_of, pngs, svgs
from papers.effectiveness.wording import Wording, wording
from papers.typography import noon_of
from papers.word import GREY, centred, new_paper, new_table, saved
from workflow.monitoring.evaluation.report import EffectivenessReport

_WIDTH = 165
"""Of what is between the margins, in millimetres."""


def effectiveness_docx(report: EffectivenessReport, language: Language) -> bytes:
    """The report as DOCX; the same report makes the same bytes. Charts are pictures in it, each
    with its figures below."""
    words = wording(report, language)
    paper = new_paper(words.page, size=11, after=4)
    _head(paper, words)
    pictures = pngs(svgs(words.sections, language))
    for section in words.sections:
        paper.add_heading(section.heading, level=1)
        _section(paper, words, section, pictures, language)
    return saved(
        paper,
        title=f"{words.kind}. {words.title}",
        author=words.foundation,
        language=language,
        at=noon_of(report.header.as_of),
    )


def _head(paper: Paper, words: Wording) -> None:
    centred(paper, words.foundation, 11)
    centred(paper, words.kind.upper(), 15, bold=True)
    centred(paper, words.title, 13, bold=True)
    centred(paper, f"{words.place} · {words.as_of}", 11)
    centred(paper, words.period, 11)
    centred(paper, words.sample, 10, bold=True)


def _section(
    paper: Paper,
    words: Wording,
    section: Section,
    pictures: Mapping[str, bytes],
    language: Language,
) -> None:
    for number, block in enumerate(section.blocks, start=1):
        if isinstance(block, Figure):
            _pictures(paper, block, name_of(section, number), pictures)
            _grid(paper, table_of(block.chart, language), words.table)
        else:
            _block(paper, block)


def _block(paper: Paper, block: Block) -> None:
    match block:
        case Paragraph(text, small):
            run = paper.add_paragraph().add_run(text)
            if small:
                run.font.size, run.font.color.rgb = Pt(9), GREY
        case Subheading(text):
            paper.add_heading(text, level=2)
        case Points(lines):
            _points(paper, lines)
        case Numbers(pairs):
            new_table(paper, (80, _WIDTH - 80), [(what, figure) for figure, what in pairs])
        case Facts(pairs):
            new_table(paper, (80, _WIDTH - 80), pairs)
        case Grid(table):
            _grid(paper, table)
        case Quote(lines, by):
            _quote(paper, lines, by)
        case Links(links):
            _points(paper, [f"{shown}. {beside}. {address}" for address, shown, beside in links])


def _points(paper: Paper, lines: Sequence[str]) -> None:
    for line in lines:
        paper.add_paragraph(line, style="List Bullet")


def _quote(paper: Paper, lines: Sequence[str], by: str) -> None:
    for line in lines:
        paper.add_paragraph(line, style="Quote")
    paper.add_paragraph().add_run(f"— {by}").font.color.rgb = GREY


def _pictures(paper: Paper, figure: Figure, name: str, pictures: Mapping[str, bytes]) -> None:
    for file, picture in pictures.items():
        if file.startswith(name):
            paper.add_picture(BytesIO(picture), width=Mm(_WIDTH))
            described = paper.inline_shapes[-1]._inline.docPr
            described.set("descr", figure.chart.title)


def _grid(paper: Paper, data: DataTable, caption: str = "") -> None:
    heading = paper.add_paragraph()
    heading.paragraph_format.keep_with_next = True
    heading.add_run(caption or data.caption).bold = not caption
    widths = [_WIDTH * width // sum(data.widths) for width in data.widths]
    table = new_table(paper, widths, (data.heads, *data.rows), ruled=True)
    _small(table, data)
    _repeats_head(table)
    paper.add_paragraph()


def _small(table: Table, data: DataTable) -> None:
    for number, row in enumerate(table.rows):
        for cell, numeric in zip(row.cells, data.numeric, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.alignment = 2 if numeric else 0
            for run in paragraph.runs:
                run.font.size, run.bold = Pt(8), number == 0


def _repeats_head(table: Table) -> None:
    """On every page that the table goes on to."""
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(head)
