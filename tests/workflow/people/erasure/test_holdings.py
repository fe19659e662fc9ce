"""Nothing is kept in a column that nobody has classified."""

from models.base import Base
from workflow.people.erasure.holdings import Holding, fields, holding_of, is_textual


def test_every_column_with_text_is_classified() -> None:
    unknown = [
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if is_textual(column) and holding_of(column) is None
    ]
    assert unknown == [], "say in workflow/people/erasure/holdings.py what it is"


def test_only_columns_that_there_are_are_classified() -> None:
    for holding in (Holding.STRIKE, Holding.FIXED):
        for field in fields(holding):
            assert is_textual(field.column), field.name
            assert holding_of(field.column) is holding
