"""Income and expense: told by columns, a sign or a word, and never guessed."""

import pytest

from tests.workflow.money.bank_files import read, row, written
from workflow.errors import Refusal


def amounts(text: str) -> tuple[list[int], int, int]:
    statement = read(text)
    return [line.amount for line in statement.lines], statement.outgoing, len(statement.bad)


@pytest.mark.parametrize(
    ("debit", "credit", "expected"),
    [
        ("", "500,00", ([500_00], 0, 0)),
        ("0,00", "500,00", ([500_00], 0, 0)),
        ("-", "500,00", ([500_00], 0, 0)),
        ("500,00", "", ([], 1, 0)),
        ("500,00", "0,00", ([], 1, 0)),
        ("-500,00", "", ([], 1, 0)),
        ("500,00", "500,00", ([], 0, 1)),
        ("", "", ([], 0, 1)),
        ("0,00", "0,00", ([], 0, 1)),
        ("", "-500,00", ([], 0, 1)),
        ("пять", "500,00", ([], 0, 1)),
    ],
)
def test_debit_and_credit_tell_expense_from_income(
    debit: str, credit: str, expected: tuple[list[int], int, int]
) -> None:
    both = {k: v for k, v in row(Дебет=debit, Кредит=credit).items() if k != "Сумма"}

    assert amounts(written(both)) == expected
    assert amounts(written(row(Сумма="7", Дебет=debit, Кредит=credit))) == expected


@pytest.mark.parametrize(
    ("amount", "expected"),
    [("500", ([500_00], 0, 0)), ("+500", ([500_00], 0, 0)), ("-500", ([], 1, 0))],
)
def test_a_sign_tells_expense_from_income(
    amount: str, expected: tuple[list[int], int, int]
) -> None:
    assert amounts(written(row(Сумма=amount))) == expected


@pytest.mark.parametrize(
    ("word", "amount", "expected"),
    [
        ("Зачисление", "500", ([500_00], 0, 0)),
        ("CREDIT", "+500", ([500_00], 0, 0)),
        ("Списание", "500", ([], 1, 0)),
        ("Debit", "-500", ([], 1, 0)),
        ("Перевод", "+500", ([500_00], 0, 0)),
        ("Перевод", "-500", ([], 1, 0)),
        ("Перевод", "500", ([], 0, 1)),
        ("", "500", ([], 0, 1)),
        ("Зачисление", "-500", ([], 0, 1)),
        ("Списание", "+500", ([], 0, 1)),
    ],
)
def test_a_word_tells_expense_from_income(
    word: str, amount: str, expected: tuple[list[int], int, int]
) -> None:
    assert amounts(written(row(Тип_операции=word, Сумма=amount))) == expected


def test_an_expense_is_left_out_whatever_else_is_in_it() -> None:
    expense = row(Сумма="-500", Плательщик="", Валюта="USD", Дата_операции="")

    assert amounts(written(expense)) == ([], 1, 0)


def test_payments_both_ways_without_a_sign_are_refused() -> None:
    came, went = row(Получатель="Фонд"), row(Получатель="Магазин", Плательщик="Фонд")

    with pytest.raises(Refusal) as caught:
        read(written(came, went))

    assert caught.value.codes == ["statement_both_ways"]
    assert amounts(written(came, came | {"Номер документа": "102"})) == ([1500_50, 1500_50], 0, 0)
    assert amounts(written(came, went | {"Сумма": "-500"})) == ([1500_50], 1, 0)
