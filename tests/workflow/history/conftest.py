from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from models.database import engine_for
from tests import make
from tests.conftest import IN_A_HURRY
from workflow.history.checkpoints.taking import take_checkpoint


@pytest.fixture(scope="session")
def finished(new_database: Callable[[str], str]) -> Iterator[Callable[[str], Engine]]:
    """Kind → a database with a finished competition of two initiatives, and two checkpoints of it,
    between which a third was begun; made when it is first asked for."""
    engines: dict[str, Engine] = {}

    def of(kind: str) -> Engine:
        if kind not in engines:
            engines[kind] = engine_for(new_database(kind))
            with Session(engines[kind], expire_on_commit=False) as session, session.begin():
                _finish(make.competition(session))
        return engines[kind]

    yield of
    for engine in engines.values():
        engine.dispose()


def _finish(competition: make.Competition) -> None:
    competition.at("completed", "1-01")
    competition.at("funding", "1-02")
    take_checkpoint(competition.session, now=competition.now)
    competition.initiative("1-03")
    take_checkpoint(competition.session, now=competition.later(days=1))


@pytest.fixture(params=IN_A_HURRY)
def checkpointed(
    request: pytest.FixtureRequest, finished: Callable[[str], Engine]
) -> Iterator[Session]:
    """It in the hands of somebody who may switch off triggers and foreign keys; what they do is
    undone at the end."""
    with finished(request.param).connect() as connection:
        if request.param == "sqlite":
            connection.connection.cursor().execute("pragma foreign_keys=off")
        with Session(connection, expire_on_commit=False) as session:
            switch_off(session)
            yield session
            session.rollback()
        connection.invalidate()


def switch_off(session: Session) -> None:
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("set local session_replication_role = replica"))
        return
    asked = text("select name from sqlite_master where type = 'trigger'")
    for name in session.scalars(asked).all():
        session.execute(text(f"drop trigger {name}"))


@pytest.fixture
def administered(checkpointed: Session) -> Session:
    """The same without checkpoints: what histories prove by themselves."""
    for statement in (
        "delete from checkpoint_node",
        "delete from checkpoint_leaf",
        "delete from checkpoint",
        "update subject set checkpointed = 0",
    ):
        checkpointed.execute(text(statement))
    return checkpointed
