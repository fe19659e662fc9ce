"""The selection as a workbook whose figures recompute themselves."""

from datetime import datetime
from io import BytesIO
from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from models import Text
from models.text import Language
from papers.selection_words import settings
from papers.wording import MOTIONS
from workflow.council.selection import InitiativeLine, ReviewLine, Selection

FIRST_DAY = datetime(1980, 1, 1)  # noqa: DTZ001 - the format knows no zones
LINE = 15
"""Points that a line of text is high."""
SCORES_FROM = 7
"""The first column of the sheet of scores that holds a criterion."""


def selection_xlsx(selection: Selection, language: Language) -> bytes:
    """The workbook. Means, totals, adjustments, flags and ranks are formulas over the scores, with
    their values beside; the experts' leniencies are values, each with a formula that checks that
    it solves its equation. The same selection makes the same bytes."""
    return _Book(selection, language).made()


class _Book:
    """The sheets, which refer to each other's cells."""

    def __init__(self, selection: Selection, language: Language) -> None:
        self.selection, self.language = selection, language
        self.buffer = BytesIO()
        # What begins with = or looks like a link was written by people, and stays text.
        self.book = Workbook(
            self.buffer,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
        )
        self.book.set_properties({"created": FIRST_DAY, "title": selection.programme.in_(language)})
        self.head = self.book.add_format(
            {"bold": True, "bg_color": "#E8EEF4", "border": 1, "text_wrap": True, "valign": "top"}
        )
        self.wrap = self.book.add_format({"text_wrap": True, "valign": "top"})
        self.score = self.book.add_format({"num_format": "0.00", "valign": "top"})
        self.share = self.book.add_format({"num_format": "0%", "valign": "top"})
        self.money = self.book.add_format({"num_format": "#,##0.00", "valign": "top"})
        self.flag = self.book.add_format({"bold": True, "font_color": "#9C5700", "valign": "top"})
        self.names = {
            name: self.say(*titles)
            for name, titles in {
                "ranking": ("Ranking", "Рейтинг"),
                "scores": ("Scores", "Оценки"),
                "why": ("Justifications", "Обоснования"),
                "experts": ("Experts", "Эксперты"),
                "criteria": ("Criteria", "Критерии"),
            }.items()
        }
        self.lines = {line.code: n for n, line in enumerate(selection.initiatives, start=1)}
        self.experts = {name: n for n, name in enumerate(sorted(selection.leniency), start=1)}
        self.widths: dict[str, list[float]] = {}
        self.lines_in: dict[tuple[Worksheet, int], int] = {}
        self.ends = len(selection.reviews) + 1
        """The last row of the sheet of scores."""

    def say(self, en: str, ru: str) -> str:
        return Text(en=en, ru=ru).in_(self.language)

    def made(self) -> bytes:
        sheets = {name: self.book.add_worksheet(title) for name, title in self.names.items()}
        self._ranking(sheets["ranking"])
        self._scores(sheets["scores"])
        self._why(sheets["why"])
        self._experts(sheets["experts"])
        self._criteria(sheets["criteria"])
        for (sheet, row), lines in self.lines_in.items():
            sheet.set_row(row, lines * LINE)
        self.book.close()
        return self.buffer.getvalue()

    def _sheet(self, sheet: Worksheet, titles: list[tuple[str, float]], frozen: int) -> None:
        self.widths[sheet.name] = [width for _, width in titles]
        for column, (title, width) in enumerate(titles):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, self.head)
        sheet.set_row(0, 3 * LINE)
        sheet.freeze_panes(1, frozen)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def _text(self, sheet: Worksheet, row: int, column: int, text: str) -> None:
        """Write a text, and make room for its lines: not every program does so by itself."""
        sheet.write_string(row, column, text, self.wrap)
        lines = ceil(len(text) * 1.15 / self.widths[sheet.name][column])
        self.lines_in[sheet, row] = max(self.lines_in.get((sheet, row), 1), lines)

    def _column(self, sheet: str, letter: str) -> str:
        return f"'{self.names[sheet]}'!${letter}$2:${letter}${self.ends}"

    @property
    def _marks(self) -> tuple[str, str]:
        """First and last column of the criteria on the sheet of scores."""
        last = SCORES_FROM + len(self.selection.criteria) - 1
        return xl_col_to_name(SCORES_FROM), xl_col_to_name(last)

    @property
    def _totals(self) -> tuple[str, str, str]:
        """Columns of plain mean, weighted total, and total without the expert's leniency."""
        after = SCORES_FROM + len(self.selection.criteria)
        return xl_col_to_name(after), xl_col_to_name(after + 1), xl_col_to_name(after + 2)

    def _ranking(self, sheet: Worksheet) -> None:
        self._sheet(
            sheet,
            [
                (self.say("Rank", "Место"), 7),
                (self.say("Code", "Код"), 9),
                (self.say("Initiative", "Инициатива"), 38),
                (self.say("District", "Округ"), 24),
                (self.say("Asked for", "Запрошено"), 13),
                (self.say("Reviews", "Экспертиз"), 9),
                (self.say("Raw mean", "Простое среднее"), 10),
                (self.say("Weighted", "С весами"), 10),
                (self.say("Adjusted", "С поправкой"), 10),
                (self.say("Spread", "Расхождение"), 11),
                (self.say("Disputed", "Спорная"), 9),
                (self.say("Above the cut", "Выше черты"), 9),
                (self.say("Decision", "Решение"), 20),
                (self.say("Reason", "Обоснование"), 50),
                (self.say("Awarded", "Выделено"), 13),
                (self.say("Line", "Строка"), 7),
            ],
            3,
        )
        for row, line in enumerate(self.selection.initiatives, start=1):
            self._ranked(sheet, row, line)
        sheet.autofilter(0, 0, len(self.selection.initiatives), 15)

    def _ranked(self, sheet: Worksheet, row: int, line: InitiativeLine) -> None:
        n, last = row + 1, len(self.selection.initiatives) + 1
        basis = {"raw": "G", "weighted": "H", "adjusted": "I"}[self.selection.ranked_by]
        here, all_ = f"ROUND({basis}{n},9)", f"ROUND({basis}$2:{basis}${last},9)"
        before = f"SUMPRODUCT(--(ROUND({basis}$2:{basis}{n},9)={here}))-1"
        rank = f"=SUMPRODUCT(--({all_}>{here}))+1+{before}"
        sheet.write_formula(row, 0, rank, self.wrap, line.rank)
        self._text(sheet, row, 1, line.code)
        self._text(sheet, row, 2, line.title)
        self._text(sheet, row, 3, line.district.in_(self.language))
        sheet.write_number(row, 4, line.request.minor / 100, self.money)
        counted = f"{self._column('scores', 'A')},ROW()-1,{self._column('scores', 'G')},1"
        sheet.write_formula(row, 5, f"=COUNTIFS({counted})", self.wrap, line.reviews)
        for column, letter, value in zip(
            (6, 7, 8), self._totals, (line.raw, line.weighted, line.adjusted), strict=True
        ):
            mean = f"=AVERAGEIFS({self._column('scores', letter)},{counted})"
            sheet.write_formula(row, column, mean, self.score, value)
        totals = self._column("scores", self._totals[1])
        spread = f"=_xlfn.MAXIFS({totals},{counted})-_xlfn.MINIFS({totals},{counted})"
        sheet.write_formula(row, 9, spread, self.score, line.spread)
        threshold = f"'{self.names['criteria']}'!$B${self._settings_row}"
        yes = self.say("yes", "да")
        disputed = f'=IF(ROUND(J{n},9)>{threshold},"{yes}","")'
        sheet.write_formula(row, 10, disputed, self.flag, yes if line.disputed else "")
        if line.above_cut is not None:
            sheet.write_number(row, 11, line.above_cut, self.share)
        if line.decision is not None:
            self._text(sheet, row, 12, MOTIONS[line.decision].in_(self.language))
        self._text(sheet, row, 13, line.reason or "")
        if line.award is not None:
            sheet.write_number(row, 14, line.award.minor / 100, self.money)
        sheet.write_number(row, 15, row, self.wrap)

    def _scores(self, sheet: Worksheet) -> None:
        criteria = [
            (f"{c.title.in_(self.language)} (×{c.coefficient})", 14.0)
            for c in self.selection.criteria
        ]
        self._sheet(
            sheet,
            [
                (self.say("Line", "Строка"), 7),
                (self.say("Code", "Код"), 9),
                (self.say("Expert's line", "Строка эксперта"), 9),
                (self.say("Expert", "Эксперт"), 30),
                (self.say("Constituency", "Представляет"), 26),
                (self.say("Set aside because", "Отведена, причина"), 24),
                (self.say("Counts", "Учтена"), 8),
                *criteria,
                (self.say("Plain mean", "Простое среднее"), 10),
                (self.say("Weighted total", "Балл с весами"), 10),
                (self.say("Without leniency", "Без поправки эксперта"), 12),
            ],
            4,
        )
        for row, review in enumerate(self.selection.reviews, start=1):
            self._review(sheet, row, review)
        sheet.autofilter(0, 0, len(self.selection.reviews), SCORES_FROM + len(criteria) + 2)

    def _review(self, sheet: Worksheet, row: int, review: ReviewLine) -> None:
        # Lines refer to each other by number: a code like 1-01 would be matched as a date.
        sheet.write_number(row, 0, self.lines.get(review.initiative, 0), self.wrap)
        self._text(sheet, row, 1, review.initiative)
        sheet.write_number(row, 2, self.experts.get(review.expert, 0), self.wrap)
        self._text(sheet, row, 3, review.expert)
        self._text(sheet, row, 4, review.constituency.in_(self.language))
        self._text(sheet, row, 5, review.set_aside or "")
        counts = int(review.set_aside is None)
        sheet.write_formula(row, 6, f"=IF(LEN(F{row + 1})=0,1,0)", self.wrap, counts)
        for column, criterion in enumerate(self.selection.criteria, start=SCORES_FROM):
            if criterion.code in review.scores:
                sheet.write_number(row, column, review.scores[criterion.code], self.wrap)
        n, (first, last), total = row + 1, self._marks, self._totals[1]
        marks, column = f"{first}{n}:{last}{n}", SCORES_FROM + len(self.selection.criteria)
        scores = [review.scores.get(c.code, 0) for c in self.selection.criteria]
        weights = [c.coefficient for c in self.selection.criteria]
        weighted = sum(s * w for s, w in zip(scores, weights, strict=True)) / sum(weights)
        sheet.write_formula(
            row, column, f"=AVERAGE({marks})", self.score, sum(scores) / len(scores)
        )
        coefficients = f"'{self.names['criteria']}'!$B$2:$B${len(weights) + 1}"
        formula = f"=SUMPRODUCT({marks},TRANSPOSE({coefficients}))/SUM({coefficients})"
        sheet.write_array_formula(
            row, column + 1, row, column + 1, f"{{{formula}}}", self.score, weighted
        )
        leniency = self.selection.leniency.get(review.expert, 0.0)
        theirs = f"INDEX('{self.names['experts']}'!$B:$B,C{n}+1)"
        without = f"={total}{n}-IF(C{n}>0,{theirs},0)"
        sheet.write_formula(row, column + 2, without, self.score, weighted - leniency)

    def _why(self, sheet: Worksheet) -> None:
        titles = [(c.title.in_(self.language), 50.0) for c in self.selection.criteria]
        self._sheet(
            sheet,
            [(self.say("Code", "Код"), 9), (self.say("Expert", "Эксперт"), 28), *titles],
            2,
        )
        for row, review in enumerate(self.selection.reviews, start=1):
            self._text(sheet, row, 0, review.initiative)
            self._text(sheet, row, 1, review.expert)
            for column, criterion in enumerate(self.selection.criteria, start=2):
                text = review.justifications.get(criterion.code, "")
                self._text(sheet, row, column, text)

    def _experts(self, sheet: Worksheet) -> None:
        self._sheet(
            sheet,
            [
                (self.say("Expert", "Эксперт"), 30),
                (self.say("Leniency, points", "Мягкость, баллы"), 12),
                (self.say("Reviews", "Экспертиз"), 10),
                (self.say("By the equation", "По уравнению"), 12),
                (self.say("Difference", "Разница"), 12),
            ],
            1,
        )
        ranking = f"'{self.names['ranking']}'"
        shrinkage = f"'{self.names['criteria']}'!$B${self._settings_row + 1}"
        for row, (expert, points) in enumerate(sorted(self.selection.leniency.items()), start=1):
            n, own = row + 1, [r for r in self.selection.reviews if r.expert == expert]
            theirs = f"{self._column('scores', 'C')},ROW()-1,{self._column('scores', 'G')},1"
            self._text(sheet, row, 0, expert)
            sheet.write_number(row, 1, points, self.score)
            counted = sum(review.set_aside is None for review in own)
            sheet.write_formula(row, 2, f"=COUNTIFS({theirs})", self.wrap, counted)
            last = len(self.selection.initiatives) + 1
            counting = f"({self._column('scores', 'G')}=1)"
            mine = f"({self._column('scores', 'C')}=ROW()-1)*{counting}"
            adjusted = (
                f"SUMIF({ranking}!$P$2:$P${last},{self._column('scores', 'A')},"
                f"{ranking}!$I$2:$I${last})"
            )
            differences = f"({self._column('scores', self._totals[1])}-{adjusted})"
            equation = (
                f"=IF(ISNUMBER({shrinkage}),SUMPRODUCT({mine}*{differences})/(C{n}+{shrinkage}),0)"
            )
            sheet.write_formula(row, 3, equation, self.score, points)
            sheet.write_formula(row, 4, f"=ROUND(B{n}-D{n},6)", self.score, 0)

    @property
    def _settings_row(self) -> int:
        """The row, counted from 1, of the threshold under the criteria."""
        return len(self.selection.criteria) + 3

    def _criteria(self, sheet: Worksheet) -> None:
        self._sheet(
            sheet,
            [
                (self.say("Criterion", "Критерий"), 44),
                (self.say("Coefficient", "Коэффициент"), 16),
                (self.say("What it means", "Что это значит"), 96),
            ],
            1,
        )
        low, high = self.selection.lowest, self.selection.highest
        scale = self.say(f"Whole numbers from {low} to {high}", f"Целые числа от {low} до {high}")
        for row, criterion in enumerate(self.selection.criteria, start=1):
            self._text(sheet, row, 0, criterion.title.in_(self.language))
            sheet.write_number(row, 1, criterion.coefficient, self.wrap)
            self._text(sheet, row, 2, scale)
        for row, (title, value, meaning) in enumerate(
            settings(self.selection, self.language), self._settings_row - 1
        ):
            self._text(sheet, row, 0, title)
            if isinstance(value, str):
                self._text(sheet, row, 1, value)
            else:
                sheet.write_number(row, 1, value, self.score)
            self._text(sheet, row, 2, meaning)
