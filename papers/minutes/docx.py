from docx.document import Document as Paper
from docx.shared import Mm, Pt

from models.text import Language
from papers.minutes.wording import Wording, wording
from papers.word import GREY, centred, new_paper, saved
from workflow.meetings.record import Minutes


def minutes_docx(minutes: Minutes, language: Language) -> bytes:
    """The minutes as DOCX; the same minutes make the same bytes."""
    words = wording(minutes, language)
    paper = new_paper(words.page, size=12, after=4)
    _head(paper, words)
    _pairs(paper, words.facts)
    _heading(paper, words.agenda_heading)
    for number, line in enumerate(words.agenda, start=1):
        _paragraph(paper, f"{number}. {line}")
    for section in words.sections:
        _heading(paper, section.heading)
        _pairs(paper, section.paragraphs)
    _signatures(paper, words)
    return saved(
        paper,
        title=f"{words.title} {words.subtitle}",
        author=words.foundation,
        language=language,
        at=minutes.closed_at,
    )


def _head(paper: Paper, words: Wording) -> None:
    centred(paper, words.foundation, 11)
    centred(paper, words.title.upper(), 18, bold=True)
    centred(paper, words.subtitle, 13)
    centred(paper, words.programme, 11)
    centred(paper, words.sample, 10, bold=True)


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
