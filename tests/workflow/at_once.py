"""Acts begun together, each on a connection and in a transaction of its own."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from models import HistoryEntry
from tests import make
from tests.make import Competition
from workflow.errors import Refusal
from workflow.history.verify import verify

Act = Callable[[Session], object]
PATIENCE = 60
"""Seconds after which a deadlock is one, whatever the database thinks of it."""


def at_once(engine: Engine, *acts: Act) -> list[str]:
    """How each act ended: done, or the codes of its refusal. A fault is raised."""
    together = Barrier(len(acts))

    def run(act: Act) -> str:
        together.wait(PATIENCE)
        try:
            with Session(engine, expire_on_commit=False) as session, session.begin():
                act(session)
        except Refusal as refusal:
            return " ".join(refusal.codes)
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        ended = [pool.submit(run, act) for act in acts]
        return [end.result(PATIENCE) for end in ended]


@contextmanager
def prepared(engine: Engine) -> Iterator[Competition]:
    """A competition that others will see: committed when the block ends."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield make.competition(session)


@contextmanager
def afterwards(engine: Engine) -> Iterator[Session]:
    """What is left, with every history sound."""
    with Session(engine) as session:
        assert verify(session).faults == []
        yield session


def actions(session: Session, action: str, **given: Any) -> int:
    """How many entries of the histories tell of an action."""
    return session.query(HistoryEntry).filter_by(action=action, **given).count()
