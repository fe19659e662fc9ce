from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.orm import Session, sessionmaker

from config.settings import settings

READ_ONLY = "vmeste_read_only"


def engine_for(url: str) -> Engine:
    """An engine that treats SQLite with the care the history needs, and PostgreSQL as it is."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    if parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed)
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _set_pragmas(connection: SqliteConnection, _record: object) -> None:
    connection.isolation_level = None  # the driver leaves BEGIN to the listener below
    for pragma in (
        "journal_mode=wal",
        "synchronous=full",
        "foreign_keys=on",
        "busy_timeout=30000",
        "recursive_triggers=on",  # else INSERT OR REPLACE gets past the append-only triggers
    ):
        connection.execute(f"pragma {pragma}")


def _begin(connection: Connection) -> None:
    """Writers queue at the door: a lock taken later could only fail, not wait."""
    mode = "" if connection.get_execution_options().get(READ_ONLY) else "immediate"
    connection.exec_driver_sql(f"begin {mode}")


@cache
def engine() -> Engine:
    return engine_for(settings().database_url)


@cache
def _sessions() -> sessionmaker[Session]:
    return sessionmaker(engine(), expire_on_commit=False)


@contextmanager
def transaction() -> Iterator[Session]:
    """Commit on leaving, roll back on error. Only entry points open one."""
    with _sessions().begin() as session:
        yield session


@contextmanager
def reading() -> Iterator[Session]:
    """One consistent view of the database, which waits for no writer; nothing is kept."""
    options: dict[str, Any] = {READ_ONLY: True}
    if engine().dialect.name == "postgresql":
        options["isolation_level"] = "REPEATABLE READ"
    with _sessions()() as session:
        session.connection(execution_options=options)
        yield session
