"""The bare drivers, on the same terms as `models.database` sets."""

import sqlite3
from abc import ABC, abstractmethod
from datetime import UTC, datetime
from typing import Any

import psycopg
from sqlalchemy import make_url


class Driver(ABC):
    """A connection, and how it wants its SQL and its moments."""

    connection: Any

    @abstractmethod
    def sql(self, statement: str) -> str:
        """The statement, given with `%s` and `for update`, as this driver takes it."""

    @abstractmethod
    def begin(self) -> Any:
        """Open a transaction; the cursor to work with."""

    @abstractmethod
    def written(self, moment: datetime) -> Any: ...

    @abstractmethod
    def read(self, moment: Any) -> datetime: ...


class Sqlite(Driver):
    def __init__(self, path: str) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        for pragma in (
            "journal_mode=wal",
            "synchronous=full",
            "foreign_keys=on",
            "busy_timeout=30000",
            "recursive_triggers=on",
        ):
            self.connection.execute(f"pragma {pragma}")

    def sql(self, statement: str) -> str:
        return statement.replace("%s", "?").replace("for update of subject", "")

    def begin(self) -> Any:
        return self.connection.execute("begin immediate")

    def written(self, moment: datetime) -> str:
        return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")

    def read(self, moment: str) -> datetime:
        return datetime.fromisoformat(moment).replace(tzinfo=UTC)


class Postgresql(Driver):
    def __init__(self, url: str) -> None:
        self.connection = psycopg.connect(url)

    def sql(self, statement: str) -> str:
        return statement

    def begin(self) -> Any:
        return self.connection.cursor()  # psycopg itself begins with the first statement

    def written(self, moment: datetime) -> datetime:
        return moment

    def read(self, moment: datetime) -> datetime:
        return moment


def driver(url: str) -> Driver:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return Sqlite(parsed.database or "")
    return Postgresql(url)
