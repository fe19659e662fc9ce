"""What a sweep costs: with nothing due among very many deadlines, and when a whole stage closes."""

import gc
import platform
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Annotated

import sqlalchemy
import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine, func, insert, select
from sqlalchemy.orm import Session

from benchmarks import stage
from benchmarks.databases import databases
from flows.deadlines import COMPETITION
from flows.sweeping import in_parts
from models import Deadline, HistoryEntry, OutboxMessage, Reminder
from models.database import engine_for
from notifications import outbox
from tests.make import NOON, competition
from workflow.actor import Actor
from workflow.deadlines.sweep import due_programmes, enforce, overdue, waiting_reminders
from workflow.gate import perform
from workflow.history.verify import verify

CLOCK = Actor.clock("enforce_deadlines")
BATCH = 10_000

Count = Annotated[int, typer.Option(min=1)]
console = Console(width=100)


def main(
    few: Count = 1_000, many: Count = 1_000_000, proposals: Count = 10_000, singles: Count = 300
) -> None:
    """Measure sweeps; for orientation, nothing fails by being slow."""
    table = Table("Database", "What", "Against")
    table.add_column("Ratio", justify="right")
    table.add_column("Reach", justify="right")
    folder = Path("var")
    folder.mkdir(exist_ok=True)
    with (
        TemporaryDirectory(prefix="bench-", dir=folder.resolve()) as kept,
        databases(Path(kept), ("few", "many", "stage")) as found,
    ):
        for kind, urls in found.items():
            idle = idle_ratio(engine_for(urls["few"]), engine_for(urls["many"]), few, many)
            table.add_row(
                kind, f"idle sweep at {many:,} open", f"at {few:,}", f"{idle:.2f}×", "≤ 3×"
            )
            closing = closing_ratio(engine_for(urls["stage"]), proposals, singles)
            table.add_row(
                kind, f"closing a stage of {proposals:,}", "one by one", f"{closing:.1f}×", "≥ 10×"
            )
            table.add_section()
    console.print(table)
    console.print(
        f"Python {platform.python_version()}, SQLAlchemy {sqlalchemy.__version__}; a thing and "
        "what it is measured against in turn, in one run and on one disk."
    )


def idle_ratio(few: Engine, many: Engine, counts_few: int, counts_many: int) -> float:
    """Median time of looking for what is due where nothing is."""
    for engine, count in ((few, counts_few), (many, counts_many)):
        _wait_for_long(engine, count)
    times: dict[Engine, list[float]] = {few: [], many: []}
    for _ in range(60):
        for engine, taken in times.items():
            taken.append(_timed(lambda engine=engine: _look(engine)))  # type: ignore[misc]
    return median(times[many][10:]) / median(times[few][10:])


def _wait_for_long(engine: Engine, count: int) -> None:
    """So many deadlines of one proposal, a year ahead, each with a reminder that waits."""
    far = NOON + timedelta(days=365)
    with Session(engine) as session, session.begin():
        subject_id = competition(session).initiative("1-0").id
        connection = session.connection()
        for part in in_parts(range(10, 10 + count), BATCH):
            connection.execute(
                insert(Deadline),
                [
                    {
                        "id": n,
                        "subject_id": subject_id,
                        "name": "submission",
                        "opened_by": n,
                        "opened_at": NOON,
                        "due_at": far + timedelta(seconds=n),
                        "acts_at": far + timedelta(seconds=n),
                    }
                    for n in part
                ],
            )
            connection.execute(insert(Reminder), [{"deadline_id": n, "due_at": far} for n in part])
    with engine.begin() as connection:
        connection.exec_driver_sql("analyze")


def _look(engine: Engine) -> None:
    """Everything that the sweeps ask for when they wake up."""
    with Session(engine) as session:
        found = [
            *due_programmes(session, NOON, kinds=COMPETITION),
            *overdue(session, NOON, kinds=COMPETITION),
            *waiting_reminders(session, NOON),
        ]
        outbox.waiting(session, NOON)
    assert not found, "something is due"


def closing_ratio(engine: Engine, proposals: int, singles: int) -> float:
    """How many times as fast a proposal is closed in batches as alone; the batches are measured
    between two halves of the singles."""
    closes = stage.fill(engine, proposals + singles)
    with Session(engine) as session:
        passed = overdue(session, closes, kinds=COMPETITION)
        letters = _count(session, OutboxMessage)
    assert len(passed) == proposals + singles
    half = singles // 2
    alone = [*passed[:half], *passed[-(singles - half) :]]
    batches = list(in_parts(passed[half : half + proposals]))
    slow = _timed(lambda: _one_by_one(engine, closes, alone[:half]))
    fast = _timed(lambda: _together(engine, closes, batches))
    slow += _timed(lambda: _one_by_one(engine, closes, alone[half:]))
    _check(engine, proposals + singles, letters)
    return (slow / singles) / (fast / proposals)


def _one_by_one(engine: Engine, closes: datetime, deadlines: Sequence[int]) -> None:
    """The gate's single path: a transaction for each."""
    for deadline_id in deadlines:
        with Session(engine, expire_on_commit=False) as session, session.begin():
            deadline = session.get_one(Deadline, deadline_id)
            perform(session, deadline.subject, "lapse", actor=CLOCK, now=closes, overdue=deadline)


def _together(engine: Engine, closes: datetime, batches: Sequence[Sequence[int]]) -> None:
    for batch in batches:
        with Session(engine, expire_on_commit=False) as session, session.begin():
            enforce(session, batch, actor=CLOCK, now=closes)


def _check(engine: Engine, count: int, letters: int) -> None:
    """Each has its own entry and its letters to leader and coordinator; the histories are sound."""
    with Session(engine) as session:
        lapsed = select(func.count(HistoryEntry.id)).where(HistoryEntry.action == "lapse")
        assert session.scalar(lapsed) == count
        assert _count(session, OutboxMessage) == letters + 2 * count
        assert verify(session).sound


def _count(session: Session, table: type[OutboxMessage]) -> int:
    return session.scalars(select(func.count()).select_from(table)).one()


def _timed(act: Callable[[], None]) -> float:
    gc.collect()
    started = perf_counter()
    act()
    return perf_counter() - started


if __name__ == "__main__":
    typer.run(main)
