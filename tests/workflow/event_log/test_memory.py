"""A log of any length is written in the same memory."""

import gc
import tracemalloc
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from models import Programme
from tests import make
from tests.event_logs import Nowhere, grow, put_ocel, put_xes, scope_of

pytestmark = pytest.mark.long

FEW, EACH = 1_100, 2
"""Initiatives, and entries of each: of either more than two whole batches, for while one is let go
of the next is there already."""


def peak(
    session: Session, programme: Programme, put: Callable[[BytesIO, Session, Any], Any]
) -> tuple[int, int]:
    """The most memory that writing takes, in bytes, and how many events are written."""
    scope = scope_of(session, programme)
    put(Nowhere(), session, scope)  # what is compiled and kept for good is there from now on
    thresholds = gc.get_threshold()
    gc.collect()
    gc.set_threshold(100, 2, 2)  # else it is chance how much garbage is there at the peak
    tracemalloc.start()
    written = put(Nowhere(), session, scope)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    gc.set_threshold(*thresholds)
    return most, written.events


@pytest.mark.long
@pytest.mark.parametrize("put", [put_xes, put_ocel], ids=["xes", "ocel"])
def test_ten_times_as_many_events_take_no_more_memory(
    engine: Engine, put: Callable[[BytesIO, Session, Any], Any]
) -> None:
    with Session(engine, expire_on_commit=False) as session, session.begin():
        competition = make.competition(session)
        competition.initiative()
        grow(session, competition.programme, FEW, EACH)
    with Session(engine) as session:
        programme = session.get_one(Programme, competition.programme.id)
        few, events = peak(session, programme, put)
    with Session(engine) as session, session.begin():
        more = session.get_one(Programme, competition.programme.id)
        grow(session, more, FEW * 9, EACH, first=2_000_000)
    with Session(engine) as session:
        programme = session.get_one(Programme, competition.programme.id)
        many, ten_times = peak(session, programme, put)

    print(f"{events} events: {few / 1e6:.2f} MB, {ten_times} events: {many / 1e6:.2f} MB")
    assert ten_times > 9.5 * events
    assert many < 1.3 * few
