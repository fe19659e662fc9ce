from datetime import datetime
from io import BytesIO
from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from models import Text
from models.text import Language
from workflow.council.scoring.selection import Selection

FIRST_DAY = datetime(1980, 1, 1)  # noqa: DTZ001 - the format knows no zones
LINE = 15
"""Points that a line of text is high."""
SCORES_FROM = 7
"""The first column of the sheet of scores that holds a criterion."""


class Book:
    """What the sheets have in common: formats, texts that fit, and where each other's cells are."""

    def __init__(self, selection: Selection, language: Language) -> None:
        self.selection, self.language = selection, language
        self.buffer = BytesIO()
        # What begins with = or looks like a link was written by people, and stays text.
        self.file = Workbook(
            self.buffer,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
        )
        self.file.set_properties({"created": FIRST_DAY, "title": selection.programme.in_(language)})
        self.head = self.file.add_format(
            {"bold": True, "bg_color": "#E8EEF4", "border": 1, "text_wrap": True, "valign": "top"}
        )
        self.wrap = self.file.add_format({"text_wrap": True, "valign": "top"})
        self.score = self.file.add_format({"num_format": "0.00", "valign": "top"})
        self.share = self.file.add_format({"num_format": "0%", "valign": "top"})
        self.money = self.file.add_format({"num_format": "#,##0.00", "valign": "top"})
        self.flag = self.file.add_format({"bold": True, "font_color": "#9C5700", "valign": "top"})
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

    def begin(self, sheet: Worksheet, titles: list[tuple[str, float]], frozen: int) -> None:
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

    def text(self, sheet: Worksheet, row: int, column: int, text: str) -> None:
        """Write a text, and make room for its lines: not every program does so by itself."""
        sheet.write_string(row, column, text, self.wrap)
        lines = ceil(len(text) * 1.15 / self.widths[sheet.name][column])
        self.lines_in[sheet, row] = max(self.lines_in.get((sheet, row), 1), lines)

    def column(self, sheet: str, letter: str) -> str:
        return f"'{self.names[sheet]}'!${letter}$2:${letter}${self.ends}"

    @property
    def marks(self) -> tuple[str, str]:
        """First and last column of the criteria on the sheet of scores."""
        last = SCORES_FROM + len(self.selection.criteria) - 1
        return xl_col_to_name(SCORES_FROM), xl_col_to_name(last)

    @property
    def totals(self) -> tuple[str, str, str]:
        """Columns of plain mean, weighted total, and total without the expert's leniency."""
        after = SCORES_FROM + len(self.selection.criteria)
        return xl_col_to_name(after), xl_col_to_name(after + 1), xl_col_to_name(after + 2)

    @property
    def settings_row(self) -> int:
        """The row, counted from 1, of the threshold under the criteria."""
        return len(self.selection.criteria) + 3
