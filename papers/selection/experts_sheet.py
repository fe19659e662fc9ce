from xlsxwriter.worksheet import Worksheet

from papers.selection.book import Book
from papers.selection.words import settings


def experts(book: Book, sheet: Worksheet) -> None:
    book.begin(
        sheet,
        [
            (book.say("Expert", "Эксперт"), 30),
            (book.say("Leniency, points", "Мягкость, баллы"), 12),
            (book.say("Reviews", "Экспертиз"), 10),
            (book.say("By the equation", "По уравнению"), 12),
            (book.say("Difference", "Разница"), 12),
        ],
        1,
    )
    ranking = f"'{book.names['ranking']}'"
    shrinkage = f"'{book.names['criteria']}'!$B${book.settings_row + 1}"
    for row, (expert, points) in enumerate(sorted(book.selection.leniency.items()), start=1):
        n, own = row + 1, [r for r in book.selection.reviews if r.expert == expert]
        theirs = f"{book.column('scores', 'C')},ROW()-1,{book.column('scores', 'G')},1"
        book.text(sheet, row, 0, expert)
        sheet.write_number(row, 1, points, book.score)
        counted = sum(review.set_aside is None for review in own)
        sheet.write_formula(row, 2, f"=COUNTIFS({theirs})", book.wrap, counted)
        last = len(book.selection.initiatives) + 1
        counting = f"({book.column('scores', 'G')}=1)"
        mine = f"({book.column('scores', 'C')}=ROW()-1)*{counting}"
        adjusted = (
            f"SUMIF({ranking}!$P$2:$P${last},{book.column('scores', 'A')},{ranking}!$I$2:$I${last})"
        )
        differences = f"({book.column('scores', book.totals[1])}-{adjusted})"
        equation = (
            f"=IF(ISNUMBER({shrinkage}),SUMPRODUCT({mine}*{differences})/(C{n}+{shrinkage}),0)"
        )
        sheet.write_formula(row, 3, equation, book.score, points)
        sheet.write_formula(row, 4, f"=ROUND(B{n}-D{n},6)", book.score, 0)


def criteria(book: Book, sheet: Worksheet) -> None:
    book.begin(
        sheet,
        [
            (book.say("Criterion", "Критерий"), 44),
            (book.say("Coefficient", "Коэффициент"), 16),
            (book.say("What it means", "Что это значит"), 96),
        ],
        1,
    )
    low, high = book.selection.lowest, book.selection.highest
    scale = book.say(f"Whole numbers from {low} to {high}", f"Целые числа от {low} до {high}")
    for row, criterion in enumerate(book.selection.criteria, start=1):
        book.text(sheet, row, 0, criterion.title.in_(book.language))
        sheet.write_number(row, 1, criterion.coefficient, book.wrap)
        book.text(sheet, row, 2, scale)
    for row, (title, value, meaning) in enumerate(
        settings(book.selection, book.language), book.settings_row - 1
    ):
        book.text(sheet, row, 0, title)
        if isinstance(value, str):
            book.text(sheet, row, 1, value)
        else:
            sheet.write_number(row, 1, value, book.score)
        book.text(sheet, row, 2, meaning)
