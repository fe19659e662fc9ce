"""Files that are no bearable workbook are refused in words, quickly, whatever is in them."""

from io import BytesIO
from time import perf_counter
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.workflow.monitoring.questionnaires.forms import form
from tests.workflow.monitoring.questionnaires.workbooks import complaints, survey, workbook
from workflow.errors import BadDocument
from workflow.monitoring.questionnaires.xlsform import read_xlsform, write_xlsform

GOOD = survey(("text", "a", "А"))
TEXT = ": this is text, or a table of one sheet (CSV): an XLSForm has several; save it as XLSX"
OLD = (
    ": this is an old workbook (.xls), or one with a password: open it and save it as XLSX, "
    "without a password"
)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
DAMAGED = (
    ": the file is damaged: it does not open to its end. Open it on your own device, save it anew "
    "and attach it again."
)


def with_entry(name: str, data: bytes, content: bytes = GOOD) -> bytes:
    """The workbook with an entry more, or with another in its place."""
    written = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, data)
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", ": the file is empty"),
        (b"type,name,label\ntext,a,A\n", TEXT),
        (b"| survey |\n", TEXT),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), OLD),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), ": this is no workbook: save the questionnaire as XLSX"),
        (b"PK\x03\x04 and no more", DAMAGED),
        (GOOD[: len(GOOD) // 2], DAMAGED),
        (with_entry("xl/workbook.xml", b"<workbook"), DAMAGED),
        (with_entry("xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY a "aa">]><workbook/>'), DAMAGED),
        (b"x" * 2_000_001, ": the file is larger than 2 MB: leave only the questionnaire in it"),
    ],
)
def test_what_is_no_workbook_is_refused(content: bytes, said: str) -> None:
    assert complaints(content) == [said]


def test_a_workbook_with_a_macro_is_refused() -> None:
    assert complaints(with_entry("xl/vbaProject.bin", b"x"), "form.xlsm")[0].startswith(
        ": the document has a program (a macro) or another file inside: save it without"
    )


def test_another_office_document_is_refused() -> None:
    types = f'<Types><Override ContentType="{WORD}"/></Types>'.encode()

    assert complaints(with_entry("[Content_Types].xml", types)) == [
        ": this is a Word document, not a workbook: save it as XLSX"
    ]


def test_what_unpacks_to_too_much_is_refused_before_it_is_read() -> None:
    bomb = with_entry("xl/worksheets/sheet9.xml", b"<a>" + b" " * 4_000_000 + b"</a>")

    started = perf_counter()

    assert len(bomb) < 100_000
    assert complaints(bomb) == [
        ": unpacked, the workbook is larger than 3 MB, as no questionnaire is: copy its sheets "
        "into a new one"
    ]
    assert perf_counter() - started < 2


def test_a_sheet_of_very_many_rows_is_refused() -> None:
    rows = [("text", f"q{n}", "А") for n in range(3_001)]

    assert complaints(survey(*rows)) == [", sheet survey: there are more than 3000 rows"]


def test_cells_far_away_are_not_waited_for() -> None:
    """One cell in the last row and column of a sheet, as hostile files have it."""
    cell = (
        '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    )
    with ZipFile(BytesIO(GOOD)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    far = with_entry("xl/worksheets/sheet1.xml", sheet.replace("</sheetData>", cell).encode())

    started = perf_counter()

    assert list(read_xlsform(far, "form.xlsx").document.questions) == ["a"]
    assert perf_counter() - started < 5


FORM = write_xlsform(form())


@given(st.binary(max_size=60) | st.binary(max_size=60).map(b"PK\x03\x04".__add__))
@example(GOOD[:-1])
def test_any_bytes_are_refused_in_words(content: bytes) -> None:
    with pytest.raises(BadDocument):
        read_xlsform(content, "form.xlsx")


@given(st.integers(0, len(FORM) - 1), st.binary(min_size=1, max_size=4))
def test_a_damaged_workbook_is_refused_or_read(at: int, other: bytes) -> None:
    """Never anything else than BadDocument, wherever it is damaged."""
    damaged = FORM[:at] + other + FORM[at + len(other) :]
    try:
        document = read_xlsform(damaged, "residents.xlsx").document
    except BadDocument as bad:
        assert bad.lines[0].startswith("residents.xlsx")  # noqa: PT017 -- either is right
    else:
        assert document == form()


def test_words_that_cells_cannot_hold_are_refused_like_in_yaml() -> None:
    assert complaints(workbook(survey=[("type", "name", "label"), ("text", "a", "А" * 4001)])) == [
        ", sheet survey, row 2, a, label: string should have at most 4000 characters (given: "
        + "А" * 60
        + ")"
    ]
