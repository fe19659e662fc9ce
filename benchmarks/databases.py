"""The databases to measure on: files and a server in one folder, so on one disk."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pgserver
from sqlalchemy import create_engine, make_url, text

from config.settings import settings
from models import database, migrations


@dataclass(frozen=True)
class Pair:
    """Two databases of one kind: one with our schema, one empty for Django's."""

    kind: str
    version: str
    ours: str
    peer: str


@contextmanager
def pairs(folder: Path) -> Iterator[list[Pair]]:
    with _server(folder) as server, _postgresql(server) as postgresql:
        found = [_sqlite(folder), postgresql]
        for pair in found:
            engine = database.engine_for(pair.ours)
            migrations.upgrade(engine)
            engine.dispose()
        yield found


def _sqlite(folder: Path) -> Pair:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        version = str(connection.scalar(text("select sqlite_version()")))
    return Pair("SQLite", version, f"sqlite:///{folder}/ours.db", f"sqlite:///{folder}/peer.db")


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
def _postgresql(server: str) -> Iterator[Pair]:
    url = make_url(server).set(drivername="postgresql+psycopg")
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    names = [f"vmeste_bench_{os.getpid()}_{use}" for use in ("ours", "peer")]
    with admin.connect() as connection:
        version = str(connection.scalar(text("show server_version")))
        try:
            for name in names:
                connection.execute(text(f"create database {name} template template0"))
            ours, peer = (
                url.set(drivername="postgresql", database=name).render_as_string(
                    hide_password=False
                )
                for name in names
            )
            yield Pair("PostgreSQL", version, ours, peer)
        finally:
            for name in names:
                connection.execute(text(f"drop database if exists {name} with (force)"))
    admin.dispose()
