"""Feedback forms on paper, typed into a file: YAML, or a table that a spreadsheet saves as CSV."""

import csv
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from workflow.documents import LARGEST, Document, Source, check, read
from workflow.errors import BadDocument, Mistake
from workflow.life.feedback import LONGEST_COMMENT, Form
from workflow.yaml_text import Place

_ANSWERS: Mapping[str, bool] = {"да": True, "yes": True, "1": True} | {
    "нет": False,
    "no": False,
    "0": False,
}
_HEADINGS: Mapping[str, str] = {
    "полезность": "usefulness",
    "рекомендую": "recommends",
    "позитивный опыт": "positive",
    "комментарий": "comment",
}


def _answer(written: Any) -> Any:
    return _ANSWERS.get(written.strip().lower(), written) if isinstance(written, str) else written


def _some(forms: tuple[Any, ...]) -> tuple[Any, ...]:
    if not forms:
        raise ValueError("there is no form here")
    return forms


Answer = Annotated[bool, BeforeValidator(_answer)]
"""yes, no, да, нет, true, false."""


class FormEntry(Document):
    """One form; an answer that was not given is left out."""

    usefulness: Annotated[int, Field(ge=1, le=5, strict=True)]
    recommends: Answer
    positive: Answer | None = None
    comment: Annotated[str, StringConstraints(max_length=LONGEST_COMMENT)] = ""

    @property
    def form(self) -> Form:
        return Form(self.usefulness, self.recommends, self.positive, self.comment)


class Sheet(Document):
    forms: Annotated[tuple[FormEntry, ...], AfterValidator(_some)]


def read_sheet(text: str, name: str) -> list[Form]:
    """The forms in a file: a CSV table with a heading row if `name` ends so, YAML otherwise.

    Columns are usefulness, recommends, positive, comment, or their Russian names; they are divided
    by commas or, as a Russian spreadsheet does, by semicolons. Raises BadDocument with every
    mistake.
    """
    plain = text.removeprefix("\ufeff")
    if not name.lower().endswith(".csv"):
        sheet, _ = read(plain, name, Sheet)
    else:
        sheet = _read_table(plain, name)
    return [entry.form for entry in sheet.forms]


def _read_table(text: str, name: str) -> Sheet:
    lines: dict[Place, int] = {(): 1, ("forms",): 1}
    source = Source(name, lines)
    if len(text) > LARGEST:
        words = f"the file is larger than {LARGEST:,} characters; divide it"
        raise BadDocument(name, [source.mistake((), words)])
    forms: list[dict[str, Any]] = []
    for line, form in _rows(text, source):
        place: Place = ("forms", len(forms))
        lines |= dict.fromkeys([place, *((*place, column) for column in form)], line)
        forms.append(form)
    return check({"forms": forms}, source, Sheet)


def _rows(text: str, source: Source) -> Iterator[tuple[int, dict[str, Any]]]:
    """Line and answers of each row that has any. A row may be short of its last cells."""
    heading = text.split("\n", 1)[0]
    table = csv.reader(StringIO(text, newline=""), delimiter=";" if ";" in heading else ",")
    try:
        columns = [_column(title) for title in next(table, [])]
        for row in table:
            if any(row[len(columns) :]):
                words = "more cells than columns: put text that has commas in quotes"
                raise BadDocument(source.name, [Mistake(table.line_num, "", words)])
            cells = zip(columns, (cell.strip() for cell in row), strict=False)
            if form := {column: _cell(column, cell) for column, cell in cells if cell}:
                yield table.line_num, form
    except csv.Error as error:
        words = f"cannot be read as a table ({error})"
        raise BadDocument(source.name, [Mistake(table.line_num, "", words)]) from None


def _column(title: str) -> str:
    written = title.strip().lower()
    return _HEADINGS.get(written, written)


def _cell(column: str, written: str) -> int | str:
    whole = column == "usefulness" and written.isascii() and written.isdecimal()
    return int(written) if whole and len(written) < 4 else written
