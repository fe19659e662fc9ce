from xlsxwriter.worksheet import Worksheet

from papers.minutes.phrases import MOTIONS
from papers.selection.book import Book
from workflow.council.scoring.selection import InitiativeLine


def ranking(book: Book, sheet: Worksheet) -> None:
    book.begin(
        sheet,
        [
            (book.say("Rank", "Место"), 7),
            (book.say("Code", "Код"), 9),
            (book.say("Initiative", "Инициатива"), 38),
            (book.say("District", "Округ"), 24),
            (book.say("Asked for", "Запрошено"), 13),
            (book.say("Reviews", "Экспертиз"), 9),
            (book.say("Raw mean", "Простое среднее"), 10),
            (book.say("Weighted", "С весами"), 10),
            (book.say("Adjusted", "С поправкой"), 10),
            (book.say("Spread", "Расхождение"), 11),
            (book.say("Disputed", "Спорная"), 9),
            (book.say("Above the cut", "Выше черты"), 9),
            (book.say("Decision", "Решение"), 20),
            (book.say("Reason", "Обоснование"), 50),
            (book.say("Awarded", "Выделено"), 13),
            (book.say("Line", "Строка"), 7),
        ],
        3,
    )
    for row, line in enumerate(book.selection.initiatives, start=1):
        _ranked(book, sheet, row, line)
    sheet.autofilter(0, 0, len(book.selection.initiatives), 15)


def _ranked(book: Book, sheet: Worksheet, row: int, line: InitiativeLine) -> None:
    n, last = row + 1, len(book.selection.initiatives) + 1
    basis = {"raw": "G", "weighted": "H", "adjusted": "I"}[book.selection.ranked_by]
    here, all_ = f"ROUND({basis}{n},9)", f"ROUND({basis}$2:{basis}${last},9)"
    before = f"SUMPRODUCT(--(ROUND({basis}$2:{basis}{n},9)={here}))-1"
    rank = f"=SUMPRODUCT(--({all_}>{here}))+1+{before}"
    sheet.write_formula(row, 0, rank, book.wrap, line.rank)
    book.text(sheet, row, 1, line.code)
    book.text(sheet, row, 2, line.title)
    book.text(sheet, row, 3, line.district.in_(book.language))
    sheet.write_number(row, 4, line.request.minor / 100, book.money)
    counted = f"{book.column('scores', 'A')},ROW()-1,{book.column('scores', 'G')},1"
    sheet.write_formula(row, 5, f"=COUNTIFS({counted})", book.wrap, line.reviews)
    for column, letter, value in zip(
        (6, 7, 8), book.totals, (line.raw, line.weighted, line.adjusted), strict=True
    ):
        mean = f"=AVERAGEIFS({book.column('scores', letter)},{counted})"
        sheet.write_formula(row, column, mean, book.score, value)
    totals = book.column("scores", book.totals[1])
    spread = f"=_xlfn.MAXIFS({totals},{counted})-_xlfn.MINIFS({totals},{counted})"
    sheet.write_formula(row, 9, spread, book.score, line.spread)
    threshold = f"'{book.names['criteria']}'!$B${book.settings_row}"
    yes = book.say("yes", "да")
    disputed = f'=IF(ROUND(J{n},9)>{threshold},"{yes}","")'
    sheet.write_formula(row, 10, disputed, book.flag, yes if line.disputed else "")
    if line.above_cut is not None:
        sheet.write_number(row, 11, line.above_cut, book.share)
    if line.decision is not None:
        book.text(sheet, row, 12, MOTIONS[line.decision].in_(book.language))
    book.text(sheet, row, 13, line.reason or "")
    if line.award is not None:
        sheet.write_number(row, 14, line.award.minor / 100, book.money)
    sheet.write_number(row, 15, row, book.wrap)
