"""Statements as a bank writes them, for tests to change in one place."""

import csv
from io import StringIO

from workflow.money.statement import Statement, read_statement

COLUMNS = {
    "Дата операции": "01.02.2017",
    "Номер документа": "101",
    "Плательщик": "ООО «Пример»",
    "ИНН": "5400000001",
    "Счет плательщика": "40702810000000000101",
    "Сумма": "1 500,50",
    "Назначение платежа": "По договору пожертвования № 12/2017",
}
"""Column → what stands in it where a test does not care."""


def row(**changed: str) -> dict[str, str]:
    """One payment; the names of changed columns are written with _ for a space."""
    return COLUMNS | {name.replace("_", " "): text for name, text in changed.items()}


def written(*rows: dict[str, str], separator: str = ";") -> str:
    """Rows under the columns of the first of them."""
    out = StringIO()
    table = csv.DictWriter(
        out, fieldnames=list(rows[0]), delimiter=separator, restval="", lineterminator="\n"
    )
    table.writeheader()
    table.writerows(rows)
    return out.getvalue()


def read(text: str, encoding: str = "utf-8", currency: str = "RUB") -> Statement:
    return read_statement(text.encode(encoding), currency=currency)


def rows_of(statement: Statement) -> int:
    return (
        len(statement.lines)
        + len(statement.bad)
        + len(statement.repeated)
        + statement.outgoing
        + statement.aside
    )
