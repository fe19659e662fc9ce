from collections.abc import Iterator
from contextlib import closing, contextmanager
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
        "secure_delete=on",  # what is erased is overwritten, not only left out
        "recursive_triggers=on",  # else INSERT OR REPLACE gets past the append-only triggers
    ):
        connection.execute(f"pragma {pragma}")


def _begin(connection: Connection) -> None:
    """Writers queue at the door: a lock taken later could only fail, not wait."""
    mode = "" if connection.get_execution_options().get(READ_ONLY) else "immediate"
    connection.exec_driver_sql(f"begin {mode}")


def scrub(engine: Engine) -> bool:
    """Write the database's files anew, so that nothing that was changed or removed is left in them;
    False where somebody's reading kept SQLite's log from being emptied.

    It takes as much room again as the database has, and nobody else writes meanwhile.
    """
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("vacuum (full, freeze)")
        return True
    with closing(engine.raw_connection()) as pooled:
        cursor = pooled.cursor()  # beside SQLAlchemy, which would begin a transaction
        for statement in ("pragma secure_delete=on", "vacuum"):
            cursor.execute(statement)
        cursor.execute("pragma wal_checkpoint(truncate)")
        answer: tuple[int, ...] = cursor.fetchone() or (1,)
        return not answer[0]


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
