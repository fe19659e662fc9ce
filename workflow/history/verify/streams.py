"""Rows in an order, as the driver gives them."""

import sys
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from typing import Any

from sqlalchemy import ColumnElement, Select, String, func, type_coerce
from sqlalchemy.orm import Session

from models import HistoryEntry

BATCH = 5_000
Row = tuple[Any, ...]
END = sys.maxsize
_numbers = count()


def stream(session: Session, statement: Select[Any]) -> Iterator[Row]:
    """The rows, a batch in memory at a time: plain tuples past SQLAlchemy, whose own rows and types
    would take longer than all that is checked."""
    connection = session.connection()
    sql = statement.compile(connection, compile_kwargs={"literal_binds": True}).string
    server_side = connection.dialect.name == "postgresql"
    named = (f"verify_{next(_numbers)}",) if server_side else ()
    with closing(connection.connection.cursor(*named)) as cursor:
        cursor.execute(sql)
        while batch := cursor.fetchmany(BATCH):
            yield from batch


def moment_of_entry(session: Session) -> ColumnElement[str]:
    """An entry's moment as the chain writes it."""
    if session.get_bind().dialect.name == "postgresql":
        pattern = 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
        return func.to_char(func.timezone("UTC", HistoryEntry.at), pattern)
    return func.replace(type_coerce(HistoryEntry.at, String), " ", "T").concat("Z")


class Beside:
    """Rows that belong to entries, read beside them: each begins with the subject and the entry's
    sequence, and they come in that order."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._rows = rows
        self._next()

    def _next(self) -> None:
        self._row = next(self._rows, None)
        self.subject, self.sequence = self._row[:2] if self._row else (END, END)

    def of_entry(self, subject_id: int, sequence: int) -> list[Row]:
        found = []
        while self.sequence == sequence and self.subject == subject_id:
            assert self._row is not None
            found.append(self._row)
            self._next()
        return found

    def through(self, subject_id: int) -> Iterator[Row]:
        """What is left of all subjects up to this one."""
        while self.subject <= subject_id and self._row is not None:
            row = self._row
            self._next()
            yield row
