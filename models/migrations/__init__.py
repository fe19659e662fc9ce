"""The database's schema, step by step."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

FULL_TEXT = "entry_words"
"""What the names of the index of words begin with, for which models have no language."""


def is_declared(
    _object: object, name: str | None, _type: str, reflected: bool, _to: object
) -> bool:
    """Whether something in the database is there because a model says so: what alembic compares."""
    return not (reflected and (name or "").startswith(FULL_TEXT))


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the schema forward to `revision`, in one transaction."""
    with _transaction(engine) as connection:
        command.upgrade(_config(connection=connection), revision)


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Take the schema back to `revision`, in one transaction."""
    with _transaction(engine) as connection:
        command.downgrade(_config(connection=connection), revision)


@contextmanager
def _transaction(engine: Engine) -> Iterator[Connection]:
    """SQLite changes a table by making it anew, and would take the old one's rows from under those
    that refer to them: references are checked at the end instead of all along."""
    with engine.connect() as connection:
        driver = connection.connection.dbapi_connection
        assert driver is not None
        if engine.dialect.name != "sqlite":
            with connection.begin():
                yield connection
            return
        driver.execute("pragma foreign_keys=off")
        try:
            with connection.begin():
                yield connection
                if lost := connection.exec_driver_sql("pragma foreign_key_check").first():
                    raise RuntimeError(f"the migration would lose what {lost.table} refers to")
        finally:
            driver.execute("pragma foreign_keys=on")


def _config(**attributes: object) -> Config:
    config = Config()
    config.set_main_option("script_location", "models:migrations")
    config.attributes.update(attributes)
    return config
