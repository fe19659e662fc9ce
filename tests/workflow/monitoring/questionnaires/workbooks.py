"""Workbooks as people make them, with whatever is wrong in them."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from workflow.errors import BadDocument
from workflow.monitoring.questionnaires.xlsform import ReadForm, read_xlsform

Rows = Sequence[Sequence[Any]]

CHOICES: Rows = (
    ("list_name", "name", "label"),
    ("yn", "yes", "Да"),
    ("yn", "no", "Нет"),
)


def workbook(**sheets: Rows) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def survey(*rows: Sequence[Any], columns: str = "type name label", **sheets: Rows) -> bytes:
    """With these rows from the second on, and a list `yn` to choose from."""
    choices = {"choices": CHOICES} | sheets
    return workbook(survey=[columns.split(), *rows], **choices)


def read(content: bytes, name: str = "form.xlsx") -> ReadForm:
    return read_xlsform(content, name)


def complaints(content: bytes, name: str = "form.xlsx") -> list[str]:
    with pytest.raises(BadDocument) as caught:
        read_xlsform(content, name)
    return [line.removeprefix(name) for line in caught.value.lines]


def notices(content: bytes) -> list[str]:
    return [notice.in_("en") for notice in read(content).notices]
