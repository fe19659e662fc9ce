"""Writing very many rows at once: past the gate, without indexes, which are made at the end.

A million entries are made one by one; the database copies them as often as it takes, each time with
new keys and later.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, inspect

from benchmarks.history.archive import COLUMNS, YEARS, Row, blocks, world

TABLES = tuple(COLUMNS)
PATTERN = 1_000_000
"""Entries that are made, and then copied."""
FIRST, LAST, STRIDE = 1_000, 2_000_000, 10_000_000
"""Keys of what is copied, far from those that the database gives; and what a copy adds to them."""
KEYS = {
    "subject": "id",
    "initiative": "id",
    "history_entry": "id subject_id",
    "entry_text": "id subject_id",
}
MOMENTS = ("at", "changed_at")


def load(engine: Engine, entries: int) -> None:
    """Fill an empty database with our schema."""
    made = world(engine)
    if engine.dialect.name == "sqlite":
        _sqlite(engine, made, entries)
    else:
        _postgresql(engine, made, entries)


def _sqlite(engine: Engine, made: Any, entries: int) -> None:
    connection = engine.raw_connection()
    driver: Any = connection.driver_connection
    for pragma in ("journal_mode=off", "synchronous=off", "foreign_keys=off", "cache_size=-800000"):
        driver.execute(f"pragma {pragma}")
    apart = driver.execute(
        "select type, name, sql from sqlite_master where sql is not null and "
        "((type = 'index' and tbl_name in ('subject', 'initiative', 'history_entry', 'entry_text'))"
        " or (type = 'trigger' and tbl_name in ('history_entry', 'entry_text')))"
    ).fetchall()
    driver.execute("begin")
    for type_, name, _ in apart:
        driver.execute(f"drop {type_} {name}")
    statements = {
        table: f"insert into {table} ({', '.join(names.split())}) "  # noqa: S608
        f"values ({', '.join('?' * len(names.split()))})"
        for table, names in COLUMNS.items()
    }
    for block in blocks(made, min(entries, PATTERN)):
        for table, rows in _rows(block).items():
            driver.executemany(statements[table], map(_as_text, rows))
    for statement in copies(entries, SQLITE_SHIFT):
        driver.execute(statement)
    for type_, _, sql in sorted(apart):
        driver.execute(sql) if type_ == "index" else None
    driver.execute("insert into entry_words (entry_words) values ('rebuild')")
    for type_, _, sql in apart:
        driver.execute(sql) if type_ == "trigger" else None
    driver.execute("commit")
    driver.execute("pragma journal_mode=wal")
    connection.close()
    engine.dispose()


SQLITE_SHIFT = "strftime('%Y-%m-%d %H:%M:%f000', {0}, '+{1} days')"
POSTGRESQL_SHIFT = "{0} + interval '{1} days'"


def copies(entries: int, shift: str) -> Iterator[str]:
    """Statements that copy what was made until there is enough; each copy is later."""
    for number in range(1, entries // PATTERN):
        for table, names in COLUMNS.items():
            values = ", ".join(_copied(table, name, number, shift) for name in names.split())
            yield (
                f"insert into {table} ({', '.join(names.split())}) select {values} "  # noqa: S608
                f"from {table} where id between {FIRST} and {LAST} order by id"
            )


def _copied(table: str, name: str, number: int, shift: str) -> str:
    if name in KEYS[table].split():
        return f"{name} + {number * STRIDE}"
    if name in MOMENTS:
        return shift.format(name, number * 365 * YEARS)
    return f"code || '-{number}'" if (table, name) == ("subject", "code") else name


def _as_text(row: Row) -> Row:
    return tuple(
        f"{cell:%Y-%m-%d %H:%M:%S.%f}" if isinstance(cell, datetime) else cell for cell in row
    )


def _postgresql(engine: Engine, made: Any, entries: int) -> None:
    connection = engine.raw_connection()
    driver: Any = connection.driver_connection
    with driver.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")
        cursor.execute("set maintenance_work_mem = '1GB'")
        apart = _indexes(cursor)
        for name, _ in apart:
            cursor.execute(f"drop index {name}")
        for block in blocks(made, min(entries, PATTERN)):
            for table, rows in _rows(block).items():
                names = ", ".join(COLUMNS[table].split())
                with cursor.copy(f"copy {table} ({names}) from stdin") as copy:
                    copy.write("".join(map(_line, rows)))
        for statement in copies(entries, POSTGRESQL_SHIFT):
            cursor.execute(statement)
        for _, sql in apart:
            cursor.execute(sql)
    driver.commit()
    driver.autocommit = True
    driver.execute("vacuum (analyze)")
    driver.autocommit = False
    connection.close()
    engine.dispose()


def _indexes(cursor: Any) -> Sequence[tuple[str, str]]:
    """Those that are made by themselves, not with a constraint."""
    cursor.execute(
        "select indexname, indexdef from pg_indexes where tablename = any(%s) and not exists "
        "(select from pg_constraint where conname = indexname)",
        (list(TABLES),),
    )
    return list(cursor.fetchall())


def _line(row: Row) -> str:
    return "\t".join("\\N" if cell is None else str(cell) for cell in row) + "\n"


def _rows(block: Any) -> dict[str, list[Row]]:
    return dict(
        zip(TABLES, (block.subjects, block.initiatives, block.entries, block.texts), strict=True)
    )


def size(engine: Engine) -> int:
    """Bytes of the whole database."""
    assert inspect(engine)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            pages = connection.exec_driver_sql("pragma page_count").scalar_one()
            return int(pages * connection.exec_driver_sql("pragma page_size").scalar_one())
        return int(
            connection.exec_driver_sql("select pg_database_size(current_database())").scalar_one()
        )
