"""How fast all histories are checked, against merely reading and hashing the same rows."""

import gc
import platform
import tracemalloc
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Annotated, Any

import sqlalchemy
import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine, func, insert, select
from sqlalchemy.orm import Session

from benchmarks.databases import databases
from models import HistoryEntry, Initiative, Subject
from models.database import engine_for
from models.gate.subject import GENESIS
from tests.make import NOON, competition
from workflow.history.append import append
from workflow.history.checkpoints.taking import take_checkpoint
from workflow.history.verify import verify

EACH = 10
"""Entries of one history; every third has a reason."""
TOGETHER = 500
"""Histories written at once."""
DAYS = 5
"""Checkpoints in which they grow."""
ROWS = (
    "select subject_id, sequence, action, from_state, to_state, actor_id, flow, on_behalf_of_id, "
    "at, facts, commitments, lifecycle_hash, previous_hash, hash, programme_id, kind, district_id "
    "from history_entry order by subject_id, sequence",
    "select subject_id, sequence, name, text, salt, struck_by_id from entry_text "
    "order by subject_id, sequence",
    "select initiative_id, number, content, salt, commitment from proposal_version "
    "order by initiative_id, number",
    "select position, subject_id, sequence, hash from checkpoint_leaf order by position",
    "select level, position, hash from checkpoint_node order by level, position",
    "select id, kind, code, state, version, head, checkpointed from subject order by id",
)
BATCH = 5_000

console = Console(width=100)


def main(
    entries: Annotated[int, typer.Option(min=EACH)] = 300_000,
    rounds: Annotated[int, typer.Option(min=1)] = 3,
) -> None:
    """Measure it; for orientation, nothing fails by being slow."""
    table = Table("Database", "Entries")
    for title in ("Reading and hashing", "Checking", "Of that rate", "Memory"):
        table.add_column(title, justify="right")
    folder = Path("var")
    folder.mkdir(exist_ok=True)
    with (
        TemporaryDirectory(prefix="bench-", dir=folder.resolve()) as kept,
        databases(Path(kept), ("verify",)) as found,
    ):
        for kind, urls in found.items():
            engine = engine_for(urls["verify"])
            count = fill(engine, entries)
            plain, checked = compare(engine, rounds)
            table.add_row(
                kind,
                f"{count:,}",
                f"{count / plain:,.0f}/s",
                f"{count / checked:,.0f}/s",
                f"{plain / checked:.0%}",
                f"{memory(engine) / 2**20:.0f} MiB",
            )
            engine.dispose()
    console.print(table)
    console.print(
        f"Python {platform.python_version()}, SQLAlchemy {sqlalchemy.__version__}; both in turn, "
        "in one run, with the same driver, on the same rows of all tables that are checked; "
        "Reach: ≥ 50%."
    )


def fill(engine: Engine, entries: int) -> int:
    """So many entries of initiatives that go back and forth, with checkpoints in between."""
    with Session(engine) as session, session.begin():
        made = competition(session)
        first = made.at("expert_review", "1-0")
        about = {
            "programme_id": first.programme_id,
            "kind": first.kind,
            "district_id": first.district_id,
        }
        lifecycle, version = first.lifecycle_version.content_hash, first.lifecycle_version_id
        leader = first.leader_id
    grown = range(10**6, 10**6 + entries // EACH)
    for key in grown[::TOGETHER]:
        keys = range(key, min(key + TOGETHER, grown.stop))
        with Session(engine) as session, session.begin():
            _begin(session, keys, about, version, leader)
    for day in range(DAYS):
        for key in grown[::TOGETHER]:
            keys = range(key, min(key + TOGETHER, grown.stop))
            with Session(engine) as session, session.begin():
                _go_on(session, keys, about, lifecycle, leader, day)
        with Session(engine) as session, session.begin():
            take_checkpoint(session, now=NOON + timedelta(days=day + 1))
    with engine.begin() as connection:
        connection.exec_driver_sql("analyze")
    with Session(engine) as session:
        return session.scalars(select(func.count()).select_from(HistoryEntry)).one()


def _begin(session: Session, keys: range, about: dict[str, Any], version: int, leader: int) -> None:
    subjects = [
        about
        | {
            "id": key,
            "code": f"1-{key}",
            "lifecycle_version_id": version,
            "state": "new",
            "changed_at": NOON,
            "version": 0,
            "head": GENESIS,
        }
        for key in keys
    ]
    connection = session.connection()
    connection.execute(insert(Subject.__table__), subjects)
    initiatives = [
        {
            "id": key,
            "leader_id": leader,
            "title": "Площадка",
            "summary": "",
            "requested": 1,
            "currency": "RUB",
        }
        for key in keys
    ]
    connection.execute(insert(Initiative.__table__), initiatives)


WAY = ("propose", "new", "proposal"), ("revise", "proposal", "proposal")


def _go_on(
    session: Session,
    keys: range,
    about: dict[str, Any],
    lifecycle: str,
    leader: int,
    day: int,
) -> None:
    """The day's entries of each history, chained by the same formula as the gate's."""
    heads = dict(
        session.execute(
            select(Subject.id, Subject.head).where(Subject.id.between(keys.start, keys.stop - 1))
        )
        .tuples()
        .all()
    )
    share = EACH // DAYS
    for sequence in range(day * share + 1, (day + 1) * share + 1):
        action, source, target = WAY[min(sequence, 2) - 1]
        rows = [
            about
            | {
                "remark": None,
                "subject_id": key,
                "sequence": sequence,
                "action": action,
                "from_state": source,
                "to_state": target,
                "actor_id": leader,
                "flow": None,
                "on_behalf_of_id": None,
                "at": NOON + timedelta(days=day, seconds=sequence),
                "facts": f'{{"asked":"{GENESIS}"}}',
                "lifecycle_hash": lifecycle,
                "previous_hash": heads[key],
            }
            for key in keys
        ]
        reason = {"reason": "Уточнили смету после разговора с жителями двора"}
        texts = [reason if (key + sequence) % 3 == 0 else {} for key in keys]
        heads = dict(zip(keys, append(session, rows, texts), strict=True))
    last = {"version": (day + 1) * share, "state": "proposal"}
    session.connection().execute(
        sqlalchemy.update(Subject.__table__)
        .where(Subject.__table__.c.id == sqlalchemy.bindparam("key"))
        .values(head=sqlalchemy.bindparam("new_head"), **last),
        [{"key": key, "new_head": head} for key, head in heads.items()],
    )


def compare(engine: Engine, rounds: int) -> tuple[float, float]:
    """Median times of merely reading and hashing, and of checking, in turn."""
    plain, checked = [], []
    for _ in range(rounds):
        plain.append(_timed(lambda: _read_and_hash(engine)))
        checked.append(_timed(lambda: _check(engine)))
    return median(plain), median(checked)


def _read_and_hash(engine: Engine) -> None:
    """Nothing but the driver and SHA-256."""
    server_side = engine.dialect.name == "postgresql"
    with engine.connect() as connection, connection.begin():
        for number, rows in enumerate(ROWS):
            named = (f"bench_{number}",) if server_side else ()
            cursor = connection.connection.cursor(*named)
            cursor.execute(rows)
            while batch := cursor.fetchmany(BATCH):
                for row in batch:
                    sha256("|".join(map(str, row)).encode()).hexdigest()
            cursor.close()


def _check(engine: Engine) -> None:
    with Session(engine) as session:
        faults = verify(session).faults
    assert not faults, faults[:3]


def memory(engine: Engine) -> int:
    """The most that checking has at once, beyond what was there before."""
    tracemalloc.start()
    _check(engine)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def _timed(act: Callable[[], None]) -> float:
    gc.collect()
    started = perf_counter()
    act()
    return perf_counter() - started


if __name__ == "__main__":
    typer.run(main)
