"""Files: whatever the encoding it is the same statement; what is none is refused in words."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflow.money.bank_files import COLUMNS, read, row, written
from workflow.errors import Refusal
from workflow.money.statement import Statement, read_statement
from workflow.money.statement.decoding import LARGEST

TEXT = written(row(), row(Номер_документа="102"))
HEADER = ";".join(COLUMNS)
ENCODINGS = ["utf-8", "utf-8-sig", "cp1251", "utf-16", "utf-16-le", "utf-16-be"]


def refused(content: bytes) -> tuple[list[str], str]:
    with pytest.raises(Refusal) as caught:
        read_statement(content, currency="RUB")
    return caught.value.codes, str(caught.value)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_encoding_changes_nothing(encoding: str) -> None:
    assert read(TEXT, encoding) == read(TEXT)
    assert [line.payer for line in read(TEXT, encoding).lines] == ["ООО «Пример»"] * 2


def test_utf_16_with_the_larger_byte_first_is_read_by_its_mark() -> None:
    content = codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")

    assert read_statement(content, currency="RUB") == read(TEXT)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_separators_and_ends_of_lines_change_nothing(separator: str, end: str) -> None:
    text = written(row(), row(Номер_документа="102"), separator=separator).replace("\n", end)

    assert read(text) == read(TEXT)


TAKE_CSV = "Take the statement from the bank again, as CSV."
NO_TEXT = f"The file is no text, or it is damaged. {TAKE_CSV}"


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"", "statement_empty", "The file is empty."),
        (b" \r\n\t", "statement_empty", "The file is empty."),
        (codecs.BOM_UTF8, "statement_empty", "The file is empty."),
        (codecs.BOM_UTF16_LE, "statement_empty", "The file is empty."),
        (
            b"PK\x03\x04\x14\x00\x06\x00",
            "statement_of_another_kind",
            "The file is an Excel workbook or an archive, whatever its name says.",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "statement_of_another_kind",
            "The file is an old Excel workbook, whatever its name says.",
        ),
        (
            b"%PDF-1.7\n",
            "statement_of_another_kind",
            "The file is a PDF, whatever its name says.",
        ),
        (
            b"{\\rtf1\\ansi",
            "statement_of_another_kind",
            "The file is a text document (RTF), whatever its name says.",
        ),
        (
            b"\n <!DOCTYPE html><table>",
            "statement_of_another_kind",
            "The file is a web page or XML, whatever its name says.",
        ),
        (
            b"1CClientBankExchange\r\n",
            "statement_of_another_kind",
            "The file is an exchange file for 1C, whatever its name says.",
        ),
        (b"\x98\x99\xff", "statement_no_text", "The file is no text, or it is damaged."),
        (b"a\x00b\x00\x00", "statement_no_text", "The file is no text, or it is damaged."),
        (b"\xff\xfea", "statement_no_text", "The file is no text, or it is damaged."),
        (
            "Дата;Сумма".encode()[:-1] + b";",
            "statement_no_text",
            "The file is no text, or it is damaged.",
        ),
        (
            b"0" * (LARGEST + 1),
            "statement_too_large",
            "The file is larger than 10 MB: take a shorter period.",
        ),
        (
            "Здравствуйте!\nЭто не выписка.".encode(),
            "statement_no_header",
            "The file has no row that names the columns (date, amount, payer, purpose).",
        ),
        (
            TEXT.encode("koi8-r", errors="ignore"),
            "statement_no_header",
            "The file has no row that names the columns (date, amount, payer, purpose).",
        ),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_what_is_no_statement_is_refused_in_words(content: bytes, code: str, words: str) -> None:
    assert refused(content) == ([code], f"{words} {TAKE_CSV}")


def test_a_statement_in_utf_8_with_a_damaged_letter_is_not_read_as_another_encoding() -> None:
    content = TEXT.encode().replace("Пример".encode(), "Пример".encode()[:-1])

    assert refused(content) == (["statement_no_text"], NO_TEXT)


def test_a_refusal_is_said_in_russian_too() -> None:
    with pytest.raises(Refusal) as caught:
        read_statement(b"", currency="RUB")

    (blocker,) = caught.value.blockers
    assert blocker.text.ru == "Файл пуст. Выгрузите выписку из банка ещё раз, в формате CSV."


@given(
    st.binary()
    | st.text().map(str.encode)
    | st.binary(max_size=80).map(lambda tail: TEXT.encode("cp1251") + tail)
    | st.text().map(lambda tail: f"{HEADER}\n{tail}".encode())
    | st.text('0;",\n№Итог.\t+-', max_size=80).map(lambda tail: f"{HEADER}\n{tail}".encode())
    | st.text().map(lambda tail: f"{HEADER}\n{tail}".encode("utf-16"))
)
def test_any_bytes_are_a_statement_or_a_refusal(content: bytes) -> None:
    try:
        statement = read_statement(content, currency="RUB")
    except Refusal:
        return
    assert isinstance(statement, Statement)
    assert all(line.amount > 0 and line.payer for line in statement.lines)
