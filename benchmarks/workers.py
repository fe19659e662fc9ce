"""Two workers against one: the same sweep, spread by programme over real Prefect workers."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from benchmarks import stage
from benchmarks.databases import databases
from cli.server import services
from config.settings import settings
from flows.deadlines import IN_PROGRAMME
from models import Initiative, Programme
from models.database import engine_for

Count = Annotated[int, typer.Option(min=1)]
console = Console(width=100)


def main(programmes: Count = 8, proposals: Count = 2_000) -> None:
    """Close a stage in so many programmes with one worker, and in as many with two."""
    folder = Path("var")
    folder.mkdir(exist_ok=True)
    with (
        TemporaryDirectory(prefix="bench-", dir=folder.resolve()) as kept,
        databases(Path(kept), ("workers",)) as found,
    ):
        os.environ["VMESTE_HOME"] = kept
        os.environ["VMESTE_DATABASE_URL"] = found["PostgreSQL"]["workers"]
        settings.cache_clear()
        engine = engine_for(settings().database_url)
        closes = stage.fill(engine, proposals, 2 * programmes)
        with Session(engine) as session:
            ids = session.scalars(select(Programme.id).order_by(Programme.id)).all()
        with services.prefect_server():
            _prefect("work-pool", "create", services.POOL, "--type", "process")
            _prefect("--no-prompt", "deploy", "--name", IN_PROGRAMME.split("/")[1])
            one = seconds(engine, ids[:programmes], closes, workers=1)
            two = seconds(engine, ids[programmes:], closes, workers=2)
    table = Table("What", "Against", "Times as fast")
    table.add_row(
        f"two workers, {programmes} programmes of {proposals:,}", "one", f"{one / two:.2f}×"
    )
    console.print(table)
    console.print(f"On {os.cpu_count()} cores, database and Prefect's server on the same machine.")


def seconds(engine: Engine, programmes: Sequence[int], closes: datetime, workers: int) -> float:
    """From the moment that the workers start until the last proposal is closed."""
    for programme_id in programmes:
        _ask(programme_id, closes)
    with ExitStack() as stack:
        started = perf_counter()
        for _ in range(workers):
            stack.enter_context(_worker())
        while _open(engine, programmes):
            sleep(0.2)
        return perf_counter() - started


def _ask(programme_id: int, closes: datetime) -> None:
    parameters = [
        "--param",
        f"programme_id={programme_id}",
        "--param",
        f"as_of={closes.isoformat()}",
    ]
    _prefect("deployment", "run", IN_PROGRAMME, *parameters)


def _prefect(*arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "prefect", *arguments],
        cwd=services.ROOT,
        env=os.environ | services.environment(),
        capture_output=True,
        check=True,
    )


@contextmanager
def _worker() -> Iterator[None]:
    """One that takes one run at a time."""
    command = ["worker", "start", "--pool", services.POOL, "--type", "process", "--limit", "1"]
    with subprocess.Popen(
        [sys.executable, "-m", "prefect", *command],
        cwd=services.ROOT,
        env=os.environ | services.environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as worker:
        try:
            yield
        finally:
            worker.terminate()


def _open(engine: Engine, programmes: Sequence[int]) -> int:
    waiting = select(func.count(Initiative.id)).where(
        Initiative.programme_id.in_(programmes), Initiative.state == "proposal"
    )
    with Session(engine) as session:
        return session.scalars(waiting).one()


if __name__ == "__main__":
    typer.run(main)
