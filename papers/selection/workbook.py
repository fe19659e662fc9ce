from models.text import Language
from papers.selection.book import LINE, Book
from papers.selection.experts_sheet import criteria, experts
from papers.selection.ranking_sheet import ranking
from papers.selection.scores_sheet import justifications, scores
from workflow.council.scoring.selection import Selection


def selection_xlsx(selection: Selection, language: Language) -> bytes:
    """The workbook. Means, totals, adjustments, flags and ranks are formulas over the scores, with
    their values beside; the experts' leniencies are values, each with a formula that checks that
    it solves its equation. The same selection makes the same bytes."""
    book = Book(selection, language)
    sheets = {name: book.file.add_worksheet(title) for name, title in book.names.items()}
    ranking(book, sheets["ranking"])
    scores(book, sheets["scores"])
    justifications(book, sheets["why"])
    experts(book, sheets["experts"])
    criteria(book, sheets["criteria"])
    for (sheet, row), lines in book.lines_in.items():
        sheet.set_row(row, lines * LINE)
    book.file.close()
    return book.buffer.getvalue()
