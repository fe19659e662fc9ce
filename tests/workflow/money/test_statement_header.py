"""The header: found under any preamble and by many names, refused where it could mean two."""

from dataclasses import replace

import pytest

from tests.workflow.money.bank_files import COLUMNS, read, row, rows_of, written
from workflow.errors import Refusal
from workflow.money.statement.header import FARTHEST, name_of
from workflow.money.statement.spellings import SPELLINGS, Field

TEXT = written(row())


def renamed(old: str, new: str, **changed: str) -> str:
    return written({new if name == old else name: text for name, text in row(**changed).items()})


def refused(text: str, currency: str = "RUB") -> tuple[list[str], str]:
    with pytest.raises(Refusal) as caught:
        read(text, currency=currency)
    return caught.value.codes, str(caught.value)


def test_every_spelling_is_of_one_column_and_can_be_met() -> None:
    assert list(SPELLINGS) == list(Field)
    spellings = [s for groups in SPELLINGS.values() for group in groups for s in group]

    assert len(spellings) == len(set(spellings))
    assert [name_of(spelling, "RUB") for spelling in spellings] == spellings


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Дата операции", "Дата проводки"),
        ("Дата операции", "Дата"),
        ("Дата операции", "DATE"),
        ("Дата операции", "Дата\nоперации"),
        ("Сумма", "Кредит"),
        ("Сумма", "Поступление"),
        ("Сумма", "Приход"),
        ("Сумма", "Credit"),
        ("Сумма", "Amount"),
        ("Сумма", "Сумма, руб."),
        ("Сумма", "Сумма (RUB)"),
        ("Сумма", "Сумма в рублях"),
        ("Плательщик", "Контрагент"),
        ("Плательщик", "Наименование контрагента"),
        ("Плательщик", "Payer"),
        ("ИНН", "ИНН плательщика"),
        ("ИНН", "ИНН/КПП"),
        ("Счет плательщика", "Счёт плательщика"),
        ("Назначение платежа", "Назначение"),
        ("Назначение платежа", "Purpose"),
        ("Номер документа", "№ документа"),
        ("Номер документа", "№ док."),
        ("Номер документа", "№док"),
        ("Номер документа", "Document number"),
    ],
)
def test_a_column_has_many_names(old: str, new: str) -> None:
    (line,) = read(renamed(old, new)).lines

    assert replace(line, number=2) == read(TEXT).lines[0]


@pytest.mark.parametrize(
    "preamble",
    [
        "",
        "sep=;\n",
        "Выписка\n\nКлиент;ООО Пример\n",
        "Дата;01.02.2017\n",
        'Клиент: "Пример\n',
        '"Клиент, Пример" ООО\n',
        "Счет;1\n" * (FARTHEST - 1),
    ],
)
def test_what_stands_before_the_header_is_no_bad_row(preamble: str) -> None:
    statement = read(preamble + TEXT)

    assert (len(statement.lines), statement.bad) == (1, ())
    assert statement.lines[0].number == preamble.count("\n") + 2
    assert statement.aside == preamble.count("\n") + 1
    assert rows_of(statement) == preamble.count("\n") + 2


def test_a_header_is_not_looked_for_endlessly() -> None:
    assert refused("Счет;1\n" * FARTHEST + TEXT)[0] == ["statement_no_header"]


TAKE_CSV = "Take the statement from the bank again, as CSV."


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("Дата операции", "date (“Date”)"),
        ("Сумма", "amount (“Amount” or “Credit”)"),
        ("Плательщик", "payer (“Payer”)"),
        ("Назначение платежа", "purpose (“Purpose”)"),
    ],
)
def test_a_header_without_a_necessary_column_is_refused_by_its_name(
    column: str, words: str
) -> None:
    said = f"The header in line 3 has no column for: {words}. {TAKE_CSV}"

    assert refused("Выписка\n\n" + renamed(column, "Прочее")) == (
        ["statement_column_missing"],
        said,
    )


@pytest.mark.parametrize("column", ["Номер документа", "ИНН", "Счет плательщика"])
def test_other_columns_may_be_missing(column: str) -> None:
    statement = read(renamed(column, "Прочее"))

    assert (len(statement.lines), statement.bad) == (1, ())


def test_a_debit_without_a_credit_says_nothing_of_income() -> None:
    assert refused(renamed("Сумма", "Дебет"))[0] == ["statement_column_missing"]
    assert refused(written(row(Дебет="5")))[0] == ["statement_column_missing"]


def test_an_amount_in_another_currency_is_not_the_amount() -> None:
    assert refused(renamed("Сумма", "Сумма, USD"))[0] == ["statement_column_missing"]
    for name in ("Сумма, руб.", "Сумма в рублях", "Сумма (RUB)"):
        assert refused(renamed("Сумма", name), "USD")[0] == ["statement_column_missing"]
    assert len(read(renamed("Сумма", "Сумма, USD"), currency="USD").lines) == 1


def test_two_columns_that_could_be_meant_are_refused() -> None:
    assert refused("Дата;Плательщик;ИНН;Получатель;ИНН;Сумма;Назначение\n") == (
        ["statement_header_ambiguous"],
        "Line 1 names columns of which either could be meant: 3. “ИНН”, 5. “ИНН”. Rename the one "
        "that is not about the payer or the income, and read the file again.",
    )


def test_of_two_columns_the_one_about_the_payer_is_read() -> None:
    (line,) = read(written(row(Контрагент="Чужой", ИНН_плательщика="5400000009"))).lines

    assert (line.payer, line.payer_inn) == ("ООО «Пример»", "5400000009")


def test_the_day_on_which_the_bank_entered_the_money_comes_first() -> None:
    (line,) = read(written(row(Дата_проводки="03.02.2017", Дата="04.02.2017"))).lines

    assert line.received_on.isoformat() == "2017-02-03"


def test_columns_may_stand_in_any_order() -> None:
    backwards = {name: row()[name] for name in reversed(COLUMNS)}

    assert read(written(backwards)) == read(TEXT)
