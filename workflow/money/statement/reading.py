"""A statement's file → its payments."""

from collections.abc import Iterator, Sequence

from models import Text
from workflow.money.statement.aside import is_aside
from workflow.money.statement.cells.agreements import agreement_in
from workflow.money.statement.cells.amounts import is_currency
from workflow.money.statement.cells.days import day
from workflow.money.statement.cells.text import Unreadable, clean, inn, number, plain, shown
from workflow.money.statement.decoding import decode
from workflow.money.statement.header import Header, find_header
from workflow.money.statement.lines import BadLine, RepeatedLine, Statement, StatementLine
from workflow.money.statement.received import received, refusal_of_both_ways
from workflow.money.statement.rows import Row, lines_of, rows
from workflow.money.statement.spellings import Field


def read_statement(content: bytes, *, currency: str) -> Statement:
    """Read a bank's CSV file; `currency` is the programme's, as in ISO 4217.

    A row that cannot be read, or could be read in two ways, is in `bad` with what to do about it;
    the others are read nevertheless.

    Raises Refusal where the file as a whole is no statement: empty, of another kind, without a
    header, or such that income cannot be told from expense.
    """
    lines = lines_of(decode(content))
    header = find_header(lines, currency)
    start = header.row.number - 1 + header.row.height
    body = list(rows(lines, start, header.separator))
    payments = [row for row in body if not is_aside(row, header)]
    if refusal := refusal_of_both_ways(payments, header):
        raise refusal
    read = list(_read(payments, header, currency))
    return Statement(
        lines=tuple(line for line in read if isinstance(line, StatementLine)),
        repeated=tuple(line for line in read if isinstance(line, RepeatedLine)),
        bad=tuple(line for line in read if isinstance(line, BadLine)),
        outgoing=read.count(None),
        aside=header.row.number + len(body) - len(payments),
    )


def _read(
    payments: Sequence[Row], header: Header, currency: str
) -> Iterator[StatementLine | RepeatedLine | BadLine | None]:
    """Each row as what it is; None where the money went out."""
    first: dict[str, StatementLine] = {}
    for row in payments:
        try:
            line = _line(row, header, currency)
            yield line and _told_apart(line, first)
        except Unreadable as error:
            yield BadLine(row.number, clean(row.text), error.why)


def _told_apart(
    line: StatementLine, first: dict[str, StatementLine]
) -> StatementLine | RepeatedLine:
    """Raises Unreadable where nothing tells a repeated row from a second payment."""
    earlier = first.setdefault(line.fingerprint, line)
    if earlier is line:
        return line
    if line.has_reference:
        return RepeatedLine(line, earlier.number)
    raise Unreadable(
        Text(
            en=f"The row looks like line {earlier.number} and has no document number: if it is "
            "another payment, write its number; if it is the same, remove the row.",
            ru=f"Строка похожа на строку {earlier.number}, а номера документа нет: если это "
            "другой платёж, укажите его номер; если тот же, удалите строку.",
        )
    )


def _line(row: Row, header: Header, currency: str) -> StatementLine | None:
    _check_shape(row, header)
    came = received(row, header, currency)
    if came is None:
        return None
    _check_currency(row, header, currency)
    payer = clean(header.cell(row, Field.PAYER))
    if not plain(payer):
        raise Unreadable(
            Text(
                en="The payer is not named: write who gave the money.",
                ru="Плательщик не указан: напишите, от кого деньги.",
            )
        )
    purpose = clean(header.cell(row, Field.PURPOSE))
    return StatementLine(
        number=row.number,
        received_on=day(header.cell(row, Field.DATE)),
        amount=came,
        payer=payer,
        payer_inn=inn(header.cell(row, Field.INN)),
        payer_account=number(header.cell(row, Field.ACCOUNT)) or None,
        purpose=purpose,
        reference=number(header.cell(row, Field.REFERENCE)),
        agreement=agreement_in(purpose),
    )


def _check_shape(row: Row, header: Header) -> None:
    if row.cells is None:
        raise Unreadable(
            Text(
                en="The row cannot be cut into cells: a quotation mark is not closed or stands in "
                'the middle. Write a double one ("") inside a cell, or remove it.',
                ru="Строка не делится на ячейки: кавычка не закрыта или стоит посередине. "
                'Внутри ячейки удвойте её ("") или уберите.',
            )
        )
    extra = any(cell.strip() for cell in row.cells[header.width :])
    if len(row.cells) < header.width or extra:
        count, separator = len(row.cells), header.separator.replace("\t", "Tab")
        raise Unreadable(
            Text(
                en=f"The row has {count} cells and the header has {header.width}: correct the row. "
                f"A text with “{separator}” in it goes in quotation marks.",
                ru=f"В строке {count} ячеек, а в заголовке {header.width}: исправьте строку. "
                f"Текст, в котором есть «{separator}», берут в кавычки.",
            )
        )


def _check_currency(row: Row, header: Header, currency: str) -> None:
    if Field.CURRENCY not in header.places:
        return
    written = header.cell(row, Field.CURRENCY) or "—"
    if not is_currency(written, currency):
        raise Unreadable(
            Text(
                en=f"The currency is “{shown(written)}”, and the programme counts in {currency}: "
                "enter this donation by hand.",
                ru=f"Валюта «{shown(written)}», а программа считает в {currency}: внесите это "
                "пожертвование вручную.",
            )
        )
