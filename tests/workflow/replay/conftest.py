from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from models import migrations
from models.database import engine_for


@pytest.fixture(scope="session")
def _nowhere() -> Iterator[Session]:
    engine = engine_for("sqlite://")
    migrations.upgrade(engine)
    with Session(engine, expire_on_commit=False) as session:
        yield session
    engine.dispose()


@pytest.fixture
def scratch(_nowhere: Session) -> Iterator[Session]:
    """A database in memory, as `vmeste replay` looks at a log in."""
    yield _nowhere
    _nowhere.rollback()
