import shutil
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path

import hypothesis
import pgserver.postgres_server as pgserver
import pytest
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.orm import Session

from config.settings import settings
from models import database, migrations
from tests import make

DATABASES = ("sqlite", "postgresql")
IN_A_HURRY = ("sqlite", pytest.param("postgresql", marks=pytest.mark.long))
"""What is not about the database is tested on SQLite in a hurry, and on both before it lands."""

hypothesis.settings.register_profile("vmeste", deadline=None)  # machines are slow at times
hypothesis.settings.load_profile("vmeste")


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL server: the one that VMESTE_TEST_POSTGRES names, or one from a package."""
    if named := settings().test_postgres:
        yield named
        return
    server = pgserver.get_server(tmp_path_factory.mktemp("postgres"))
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="session")
def new_database(
    postgres_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], str]]:
    """Gives the URL of a fresh migrated database of either kind: a copy of a migrated one."""
    folder = tmp_path_factory.mktemp("sqlite")
    server = make_url(postgres_url).set(drivername="postgresql+psycopg")
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    run = f"vmeste_test_{abs(hash(folder)) % 10**8}"
    numbers = count()
    made: list[str] = []

    def postgres(name: str, template: str = "template0") -> str:
        with admin.connect() as connection:
            connection.execute(text(f"create database {name} template {template}"))
        made.append(name)
        return server.set(database=name).render_as_string(hide_password=False)

    def migrated(url: str) -> str:
        engine = database.engine_for(url)
        migrations.upgrade(engine)
        engine.dispose()
        return url

    templates = {
        "sqlite": migrated(f"sqlite:///{folder}/template.db"),
        "postgresql": migrated(postgres(f"{run}_template")),
    }

    def copy(kind: str) -> str:
        number = next(numbers)
        if kind == "sqlite":
            path = folder / f"{number}.db"
            shutil.copy(make_url(templates[kind]).database or "", path)
            return f"sqlite:///{path}"
        return postgres(f"{run}_{number}", f"{run}_template")

    yield copy
    if settings().test_postgres:  # a server of the tests' own goes with all that it has
        with admin.connect() as connection:
            for name in reversed(made):
                connection.execute(text(f"drop database if exists {name} with (force)"))
    admin.dispose()


@pytest.fixture(params=IN_A_HURRY)
def url(request: pytest.FixtureRequest, new_database: Callable[[str], str]) -> str:
    """A fresh database, once of each kind."""
    return new_database(request.param)


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = database.engine_for(url)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def shared_engines(new_database: Callable[[str], str]) -> Iterator[Mapping[str, Engine]]:
    """Kind → a database for all tests that keep nothing, with the small competition in it: making
    both anew, and compiling every statement anew, takes longer than most tests."""
    engines = {kind: database.engine_for(new_database(kind)) for kind in DATABASES}
    for engine in engines.values():
        with Session(engine) as session, session.begin():
            make.competition(session)
    yield engines
    for engine in engines.values():
        engine.dispose()


@pytest.fixture(params=IN_A_HURRY)
def competition(
    request: pytest.FixtureRequest, shared_engines: Mapping[str, Engine]
) -> Iterator[make.Competition]:
    """The small competition; what a test does, even what it commits, is undone at its end."""
    with shared_engines[request.param].connect() as connection:
        undone = connection.begin()
        with Session(
            connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
        ) as session:
            yield make.competition(session)
        undone.rollback()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session on a fresh and empty database; what a test does is rolled back at its end."""
    with Session(engine, expire_on_commit=False) as session:
        yield session


@pytest.fixture
def configured(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The fresh database as the configured one, with mail in a folder of the test's own."""
    monkeypatch.setenv("VMESTE_HOME", str(tmp_path))
    monkeypatch.setenv("VMESTE_DATABASE_URL", url)
    _forget()
    yield url
    database.engine().dispose()
    _forget()


def _forget() -> None:
    settings.cache_clear()
    database.engine.cache_clear()
    database._sessions.cache_clear()
