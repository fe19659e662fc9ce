from xlsxwriter.worksheet import Worksheet

from papers.selection.book import SCORES_FROM, Book
from workflow.council.scoring.selection import ReviewLine


def scores(book: Book, sheet: Worksheet) -> None:
    criteria = [
        (f"{c.title.in_(book.language)} (×{c.coefficient})", 14.0) for c in book.selection.criteria
    ]
    book.begin(
        sheet,
        [
            (book.say("Line", "Строка"), 7),
            (book.say("Code", "Код"), 9),
            (book.say("Expert's line", "Строка эксперта"), 9),
            (book.say("Expert", "Эксперт"), 30),
            (book.say("Constituency", "Представляет"), 26),
            (book.say("Set aside because", "Отведена, причина"), 24),
            (book.say("Counts", "Учтена"), 8),
            *criteria,
            (book.say("Plain mean", "Простое среднее"), 10),
            (book.say("Weighted total", "Балл с весами"), 10),
            (book.say("Without leniency", "Без поправки эксперта"), 12),
        ],
        4,
    )
    for row, review in enumerate(book.selection.reviews, start=1):
        _review(book, sheet, row, review)
    sheet.autofilter(0, 0, len(book.selection.reviews), SCORES_FROM + len(criteria) + 2)


def _review(book: Book, sheet: Worksheet, row: int, review: ReviewLine) -> None:
    # Lines refer to each other by number: a code like 1-01 would be matched as a date.
    sheet.write_number(row, 0, book.lines.get(review.initiative, 0), book.wrap)
    book.text(sheet, row, 1, review.initiative)
    sheet.write_number(row, 2, book.experts.get(review.expert, 0), book.wrap)
    book.text(sheet, row, 3, review.expert)
    book.text(sheet, row, 4, review.constituency.in_(book.language))
    book.text(sheet, row, 5, review.set_aside or "")
    counts = int(review.set_aside is None)
    sheet.write_formula(row, 6, f"=IF(LEN(F{row + 1})=0,1,0)", book.wrap, counts)
    for column, criterion in enumerate(book.selection.criteria, start=SCORES_FROM):
        if criterion.code in review.scores:
            sheet.write_number(row, column, review.scores[criterion.code], book.wrap)
    n, (first, last), total = row + 1, book.marks, book.totals[1]
    marks, column = f"{first}{n}:{last}{n}", SCORES_FROM + len(book.selection.criteria)
    scores = [review.scores.get(c.code, 0) for c in book.selection.criteria]
    weights = [c.coefficient for c in book.selection.criteria]
    weighted = sum(s * w for s, w in zip(scores, weights, strict=True)) / sum(weights)
    sheet.write_formula(row, column, f"=AVERAGE({marks})", book.score, sum(scores) / len(scores))
    coefficients = f"'{book.names['criteria']}'!$B$2:$B${len(weights) + 1}"
    formula = f"=SUMPRODUCT({marks},TRANSPOSE({coefficients}))/SUM({coefficients})"
    sheet.write_array_formula(
        row, column + 1, row, column + 1, f"{{{formula}}}", book.score, weighted
    )
    leniency = book.selection.leniency.get(review.expert, 0.0)
    theirs = f"INDEX('{book.names['experts']}'!$B:$B,C{n}+1)"
    without = f"={total}{n}-IF(C{n}>0,{theirs},0)"
    sheet.write_formula(row, column + 2, without, book.score, weighted - leniency)


def justifications(book: Book, sheet: Worksheet) -> None:
    titles = [(c.title.in_(book.language), 50.0) for c in book.selection.criteria]
    book.begin(
        sheet,
        [(book.say("Code", "Код"), 9), (book.say("Expert", "Эксперт"), 28), *titles],
        2,
    )
    for row, review in enumerate(book.selection.reviews, start=1):
        book.text(sheet, row, 0, review.initiative)
        book.text(sheet, row, 1, review.expert)
        for column, criterion in enumerate(book.selection.criteria, start=2):
            text = review.justifications.get(criterion.code, "")
            book.text(sheet, row, column, text)
