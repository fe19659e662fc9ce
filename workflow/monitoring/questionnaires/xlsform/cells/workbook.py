"""The bytes of a workbook → its sheets, or what is wrong with the file."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from files.archives import check_archive
from files.kinds import XLSX, recognise
from files.unfit import Unfit, reading
from workflow.errors import BadDocument, Mistake

LARGEST = 2_000_000
"""Bytes: a workbook of two hundred questions has some thirty thousand."""
LARGEST_UNPACKED = 3_000_000
"""Bytes of its sheets: openpyxl reads a million of them in a second or two."""
MOST_ROWS = 3_000
"""On a sheet."""
SHEETS = ("survey", "choices", "settings")

_OTHER_FILES: Sequence[tuple[bytes, str]] = (
    (rb"\Z", "the file is empty"),
    (
        rb"\xd0\xcf\x11\xe0",
        "this is an old workbook (.xls), or one with a password: open it and save it as XLSX, "
        "without a password",
    ),
    (
        rb"(?!PK)[^\x00-\x08]*\Z",
        "this is text, or a table of one sheet (CSV): an XLSForm has several; save it as XLSX",
    ),
    (rb"(?!PK)", "this is no workbook: save the questionnaire as XLSX"),
)
"""How a file begins that is something else, and what to do."""


@dataclass(frozen=True)
class Sheet:
    name: str
    headings: Sequence[str]
    rows: Sequence[tuple[int, Mapping[str, str]]]
    """Number of the row, and heading → what its cell says; empty cells and rows are left out."""


def open_workbook(content: bytes, name: str) -> Mapping[str, Sheet]:
    """The sheets that an XLSForm has, by name. Raises BadDocument."""
    try:
        _check_file(content, name)
        book = _read(content)
    except Unfit as unfit:
        raise _bad(name, unfit.text.in_("en")) from None
    if not book.get("survey"):
        found = ", ".join(book.get("sheet_names", ()))[:200]
        raise _bad(name, f"the sheet survey is missing or empty; there are the sheets {found}")
    return {sheet: _sheet(book, sheet, name) for sheet in SHEETS}


def _bad(name: str, words: str, sheet: str = "") -> BadDocument:
    return BadDocument(name, [Mistake(0, "", words[:1].lower() + words[1:], sheet)])


def _check_file(content: bytes, name: str) -> None:
    """Raises Unfit or BadDocument where it is not a workbook that may be opened."""
    if len(content) > LARGEST:
        size = LARGEST // 1_000_000
        raise _bad(name, f"the file is larger than {size} MB: leave only the questionnaire in it")
    for beginning, words in _OTHER_FILES:
        if re.match(beginning, content, re.DOTALL):
            raise _bad(name, words)
    kind = recognise(content, "")
    if kind is not XLSX:
        raise _bad(name, f"this is {kind.title.in_('en')}, not a workbook: save it as XLSX")
    with reading(), ZipFile(BytesIO(content)) as archive:
        sheets = [entry for entry in archive.infolist() if entry.filename.endswith(".xml")]
        unpacked = sum(entry.file_size for entry in sheets)
    if unpacked > LARGEST_UNPACKED:
        size = LARGEST_UNPACKED // 1_000_000
        raise _bad(
            name,
            f"unpacked, the workbook is larger than {size} MB, as no questionnaire is: copy its "
            "sheets into a new one",
        )
    check_archive(content)


def _read(content: bytes) -> Mapping[str, Any]:
    """As pyxform reads it: cells as text, headings without stray blanks."""
    from pyxform.errors import PyXFormError  # noqa: PLC0415 -- takes a second
    from pyxform.xls2json_backends import xlsx_to_dict  # noqa: PLC0415

    with reading():
        try:
            book: Mapping[str, Any] = xlsx_to_dict(BytesIO(content))
        except PyXFormError as error:
            if "column header" in str(error):  # the one thing that it refuses by itself
                raise Unfit("repeated", en=str(error), ru=str(error)) from None
            raise
    return book


def _sheet(book: Mapping[str, Any], sheet: str, name: str) -> Sheet:
    rows: Sequence[Mapping[str, str]] = book.get(sheet) or ()
    if len(rows) > MOST_ROWS:
        raise _bad(name, f"there are more than {MOST_ROWS} rows", sheet)
    headings: Sequence[Mapping[str, None]] = book.get(f"{sheet}_header") or ()
    return Sheet(
        sheet,
        [heading for each in headings for heading in each],
        [(number, row) for number, row in enumerate(rows, 2) if row],
    )
