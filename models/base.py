from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import JSON, BigInteger, DateTime, Integer, MetaData
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

from models.text import Text


class UtcDateTime(TypeDecorator[datetime]):
    """Aware datetimes in, aware UTC datetimes out, on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class TranslatedText(TypeDecorator[Text]):
    """A `Text` kept as a JSON object with a key for each language."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Text | None, dialect: Dialect) -> dict[str, str] | None:
        return None if value is None else value.model_dump(exclude_none=True)

    def process_result_value(self, value: dict[str, str] | None, dialect: Dialect) -> Text | None:
        return None if value is None else Text.model_validate(value)


BigKey = BigInteger().with_variant(Integer, "sqlite")
"""A key of 64 bits; SQLite numbers rows only for its own word INTEGER, which has 64 bits too."""

MinorUnits = Annotated[int, mapped_column(BigInteger)]
"""An amount of money in the currency's smallest unit; 32 bits would end at 21 million roubles."""


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        datetime: UtcDateTime,
        Text: TranslatedText,
        dict[str, Any]: JSON,
        list[str]: JSON,
        list[int]: JSON,
    }
