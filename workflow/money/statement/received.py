"""How much a row brought in: from two columns, or from one with a sign or a word beside it."""

import re
from collections.abc import Iterable

from models import Text
from workflow.errors import Refusal
from workflow.money.statement.cells.amounts import amount, sign_of
from workflow.money.statement.cells.text import Unreadable, plain, shown
from workflow.money.statement.decoding import no_statement
from workflow.money.statement.header import Header
from workflow.money.statement.rows import Row
from workflow.money.statement.spellings import Field

_IN = ("зачисление", "поступление", "приход", "кредит", "credit", "cr", "in", "incoming")
_OUT = ("списание", "расход", "дебет", "debit", "dr", "out", "outgoing")
_DIRECTIONS = {**dict.fromkeys(_IN, 1), **dict.fromkeys(_OUT, -1)}


def received(row: Row, header: Header, currency: str) -> int | None:
    """The amount in the smallest unit, above zero; None where the money went out.

    Raises Unreadable.
    """
    if Field.CREDIT in header.places:
        return _of_two_columns(row, header, currency)
    written = header.cell(row, Field.AMOUNT)
    found = _amount(written, currency)
    if found == 0:
        raise _without_amount()
    if Field.DIRECTION in header.places:
        word = header.cell(row, Field.DIRECTION)
        found = abs(found) * _direction(word, sign_of(written))
    return found if found > 0 else None


def refusal_of_both_ways(rows: Iterable[Row], header: Header) -> Refusal | None:
    """Why amounts without any sign cannot be read where payments went to several recipients: some
    of them went out."""
    if {Field.CREDIT, Field.DIRECTION} & header.places.keys() or (
        Field.RECIPIENT not in header.places
    ):
        return None
    recipients = set()
    for row in rows:
        if sign_of(header.cell(row, Field.AMOUNT)):
            return None
        recipients.add(plain(header.cell(row, Field.RECIPIENT)))
    if len(recipients - {""}) < 2:
        return None
    return no_statement(
        "statement_both_ways",
        "The file has payments to several recipients, and nothing says which of them came in: "
        "choose only incoming payments, or columns for debit and credit.",
        "В файле платежи разным получателям, и не видно, какие из них поступили вам: выберите "
        "только поступления или отдельные столбцы «Дебет» и «Кредит».",
    )


def _of_two_columns(row: Row, header: Header, currency: str) -> int | None:
    credit = _amount(header.cell(row, Field.CREDIT), currency)
    debit = _amount(header.cell(row, Field.DEBIT), currency)
    if credit and debit:
        raise Unreadable(
            Text(
                en="The row has both a debit and a credit: leave the one that is right.",
                ru="В строке и дебет, и кредит: оставьте то, что верно.",
            )
        )
    if credit < 0:
        raise Unreadable(
            Text(
                en="The credit is below zero: the bank has reversed a payment. Find the payment "
                "and settle it by hand.",
                ru="Кредит меньше нуля: банк сторнировал платёж. Найдите этот платёж и исправьте "
                "его вручную.",
            )
        )
    if not credit and not debit:
        raise _without_amount()
    return credit or None


def _amount(written: str, currency: str) -> int:
    """0 also where nothing is written, or a dash."""
    return 0 if re.fullmatch(r"[\s—–-]*", written) else amount(written, currency)


def _direction(word: str, sign: int) -> int:
    """1 for money that came, -1 for money that went, as the word or else the sign says."""
    told = _DIRECTIONS.get(plain(word), 0)
    if told and sign and told != sign:
        raise Unreadable(
            Text(
                en=f"“{shown(word)}” and the sign of the amount contradict each other: correct "
                "the one that is wrong.",
                ru=f"«{shown(word)}» и знак суммы противоречат друг другу: исправьте то, что "
                "неверно.",
            )
        )
    if not told and not sign:
        raise Unreadable(
            Text(
                en=f"“{shown(word)}” does not say whether the money came or went: write credit "
                "or debit.",
                ru=f"Из «{shown(word)}» не видно, пришли деньги или ушли: напишите «кредит» или "
                "«дебет».",
            )
        )
    return told or sign


def _without_amount() -> Unreadable:
    return Unreadable(
        Text(
            en="The row has no amount, or it is zero: write how much came, or remove the row.",
            ru="В строке нет суммы или она равна нулю: укажите сумму или удалите строку.",
        )
    )
