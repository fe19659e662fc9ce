"""The columns of a statement, and how banks call them."""

from collections.abc import Mapping
from enum import StrEnum

from models import Text


class Field(StrEnum):
    DATE = "date"
    AMOUNT = "amount"
    CREDIT = "credit"
    DEBIT = "debit"
    DIRECTION = "direction"
    CURRENCY = "currency"
    PAYER = "payer"
    INN = "inn"
    ACCOUNT = "account"
    RECIPIENT = "recipient"
    PURPOSE = "purpose"
    REFERENCE = "reference"


SPELLINGS: Mapping[Field, tuple[tuple[str, ...], ...]] = {
    Field.DATE: (
        ("дата проводки", "дата поступления", "дата зачисления", "posting date", "booking date"),
        ("дата операции", "дата проведения", "operation date", "transaction date"),
        ("дата", "date"),
    ),
    Field.AMOUNT: (
        ("сумма", "сумма операции", "сумма платежа", "amount", "transaction amount"),
    ),
    Field.CREDIT: (
        ("кредит", "сумма по кредиту", "сумма кредит", "кредит сумма", "обороты кредит"),
        ("поступление", "поступления", "приход", "зачисление", "зачислено"),
        ("credit", "credit amount", "paid in", "money in"),
    ),
    Field.DEBIT: (
        ("дебет", "сумма по дебету", "сумма дебет", "дебет сумма", "обороты дебет"),
        ("расход", "расходы", "списание", "списания", "списано"),
        ("debit", "debit amount", "paid out", "money out"),
    ),
    Field.DIRECTION: (
        ("тип операции", "направление", "направление операции", "приход расход", "дебет кредит"),
        ("direction", "debit credit", "credit debit"),
    ),
    Field.CURRENCY: (
        ("валюта операции", "валюта платежа", "currency"),
        ("валюта", "валюта счета", "код валюты", "currency code"),
    ),
    Field.PAYER: (
        ("плательщик", "наименование плательщика", "payer", "payer name"),
        ("контрагент", "наименование контрагента", "counterparty", "отправитель", "sender"),
    ),
    Field.INN: (
        ("инн плательщика", "инн кпп плательщика", "payer inn", "payer tax id"),
        ("инн контрагента", "инн кпп контрагента", "инн отправителя"),
        ("инн", "инн кпп", "inn", "tax id"),
    ),
    Field.ACCOUNT: (
        ("счет плательщика", "номер счета плательщика", "расчетный счет плательщика"),
        ("счет контрагента", "номер счета контрагента", "счет отправителя", "payer account"),
    ),
    Field.RECIPIENT: (
        ("получатель", "наименование получателя", "recipient", "payee", "beneficiary"),
    ),
    Field.PURPOSE: (
        ("назначение платежа", "назначение", "purpose", "payment purpose", "purpose of payment"),
        ("основание", "основание платежа", "details", "payment details", "description"),
    ),
    Field.REFERENCE: (
        ("номер документа", "№ документа", "n документа", "номер док", "№ док", "n док"),
        ("номер платежного документа", "номер платежного поручения"),
        ("document number", "document no", "doc no", "doc number", "reference"),
    ),
}  # fmt: skip
"""Names in small letters with nothing but letters, figures and № (`header.name_of`); of several
columns that could be meant, one of an earlier group is."""

NAMES: Mapping[Field, Text] = {
    Field.DATE: Text(en="date (“Date”)", ru="дата («Дата операции»)"),
    Field.CREDIT: Text(en="amount (“Amount” or “Credit”)", ru="сумма («Сумма» или «Кредит»)"),
    Field.PAYER: Text(en="payer (“Payer”)", ru="плательщик («Плательщик»)"),
    Field.PURPOSE: Text(en="purpose (“Purpose”)", ru="назначение («Назначение платежа»)"),
}
"""Columns that no statement can do without, in words."""
