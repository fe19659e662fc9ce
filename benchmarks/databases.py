"""The databases to measure on: files and a server in one folder, so on one disk."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pgserver
from sqlalchemy import create_engine, make_url, text

from config.settings import settings
from models import database, migrations

Urls = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Pair:
    """Two databases of one kind: one with our schema, one empty for Django's."""

    kind: str
    version: str
    ours: str
    peer: str


@contextmanager
def pairs(folder: Path) -> Iterator[list[Pair]]:
    with _empty(folder, ("ours", "peer")) as (found, versions):
        for urls in found.values():
            _migrate(urls["ours"])
        yield [Pair(kind, versions[kind], **urls) for kind, urls in found.items()]


@contextmanager
def databases(folder: Path, names: Sequence[str]) -> Iterator[Urls]:
    """Kind → name → URL of a database with our schema."""
    with _empty(folder, names) as (found, _):
        for urls in found.values():
            for url in urls.values():
                _migrate(url)
        yield found


def _migrate(url: str) -> None:
    engine = database.engine_for(url)
    migrations.upgrade(engine)
    engine.dispose()


@contextmanager
def _empty(folder: Path, names: Sequence[str]) -> Iterator[tuple[Urls, Mapping[str, str]]]:
    """Empty databases of both kinds, and the kinds' versions."""
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        sqlite = str(connection.scalar(text("select sqlite_version()")))
    files = {name: f"sqlite:///{folder}/{name}.db" for name in names}
    with _server(folder) as server, _postgresql(server, names) as (urls, postgresql):
        yield (
            {"SQLite": files, "PostgreSQL": urls},
            {"SQLite": sqlite, "PostgreSQL": postgresql},
        )


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    """The PostgreSQL that VMESTE_TEST_POSTGRES names, or one from a package."""
    if named := settings().test_postgres:
        yield named
        return
    server = pgserver.get_server(folder / "postgres")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


@contextmanager
def _postgresql(server: str, names: Sequence[str]) -> Iterator[tuple[Mapping[str, str], str]]:
    url = make_url(server).set(drivername="postgresql+psycopg")
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    called = {name: f"vmeste_bench_{os.getpid()}_{name}" for name in names}
    with admin.connect() as connection:
        version = str(connection.scalar(text("show server_version")))
        try:
            for name in called.values():
                connection.execute(text(f"create database {name} template template0"))
            own = url.set(drivername="postgresql")
            yield (
                {
                    name: own.set(database=database).render_as_string(hide_password=False)
                    for name, database in called.items()
                },
                version,
            )
        finally:
            for name in called.values():
                connection.execute(text(f"drop database if exists {name} with (force)"))
    admin.dispose()
