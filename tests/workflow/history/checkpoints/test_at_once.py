"""Two that take a checkpoint at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests import make
from tests.conftest import DATABASES
from workflow.history.checkpoints.taking import take_checkpoint
from workflow.history.verify import verify


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest, new_database: Callable[[str], str]) -> str:
    return new_database(request.param)


def test_of_two_at_once_one_takes_it(engine: Engine) -> None:
    with Session(engine) as session, session.begin():
        make.competition(session)

    def take(_: int) -> int | None:
        with Session(engine) as session, session.begin():
            taken = take_checkpoint(session, now=make.NOON)
            return taken.number if taken else None

    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(take, range(4)))

    assert sorted(numbers, key=lambda n: n or 0) == [None, None, None, 1]
    with Session(engine) as session:
        assert verify(session).faults == []
