"""Workers die, the database goes away, Prefect is gone for three days: afterwards every deadline
has fired once, in order, and every letter has come, at most twice and under one Message-ID."""

import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pgserver.postgres_server as pgserver
import pytest
from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.orm import Session

from cli.server import services
from config.settings import settings
from flows.deadlines import COMPETITION
from flows.monitoring import MONITORING
from models import migrations
from models.database import engine_for
from tests import make
from tests.cli.conftest import free_port
from tests.make import NOON
from tests.notifications.conftest import MailServer
from tests.outages.figures import Figures, deliveries, figures
from tests.outages.machinery import NOTHING, Machinery
from tests.outages.worker import POINTS
from workflow.actor import Actor
from workflow.deadlines.sweep import enforce, next_moment, overdue, remind, waiting_reminders

Fault = tuple[str, int, str]
KILLS: list[Fault] = [(point, hit, "kill") for hit in (1, 2, 4) for point in POINTS]
RESTARTS: list[Fault] = [(point, 2, "restart") for point in POINTS]
OUTAGE = timedelta(hours=72)
CLAIM_RUNS_OUT = timedelta(minutes=11)
PATIENCE_SECONDS = 300
MOST_CALM_RUNS = 10
NOWHERE = "http://127.0.0.1:9/api"
"""The discard port: nobody listens."""
KINDS = (*COMPETITION, *MONITORING)


@pytest.fixture
def machinery(
    tmp_path: Path, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Machinery]:
    """Servers of the test's own: what is torn down here nobody else may lean on."""
    monkeypatch.setenv("VMESTE_HOME", str(tmp_path))
    settings.cache_clear()
    monkeypatch.setattr(settings(), "prefect_port", free_port())
    postgres = tmp_path / "postgres"
    server = pgserver.get_server(postgres)
    with services.prefect_server():
        yield Machinery(server.get_uri(), postgres, mail_server, tmp_path)
    server.cleanup()
    settings.cache_clear()


def database_of(machinery: Machinery, name: str) -> Engine:
    """A database of the server, with the competition in it."""
    url = make_url(machinery.database).set(drivername="postgresql+psycopg")
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"create database {name}"))
    admin.dispose()
    engine = engine_for(url.set(database=name).render_as_string(hide_password=False))
    migrations.upgrade(engine)
    with Session(engine) as session, session.begin():
        _fill(make.competition(session))
    return engine


def _fill(competition: make.Competition) -> None:
    """Something at every step of the way."""
    for n in range(1, 5):
        competition.initiative(f"1-0{n}")
    for n in range(5, 8):
        competition.reviews(competition.at("expert_review", f"1-0{n}"))
        competition.later(days=1)  # so that they fall due one after another
    for n, state in enumerate(("returned", "approval", "funding", "implementation"), start=10):
        competition.at(state, f"1-{n}")


def undisturbed(engine: Engine) -> Figures:
    """What becomes of the competition when nothing fails: each moment at its time."""
    moment, actor = NOON, Actor.clock("enforce_deadlines")
    while (following := _next(engine, moment)) is not None:
        moment = following
        with Session(engine) as session, session.begin():
            enforce(session, overdue(session, moment, kinds=KINDS), actor=actor, now=moment)
            for reminder in waiting_reminders(session, moment):
                remind(session, reminder, now=moment)
    return figures(engine)


def _next(engine: Engine, after: datetime) -> datetime | None:
    with Session(engine) as session:
        return next_moment(session, after)


class Storm:
    """The same competition, with a fault at every moment until all have struck."""

    def __init__(self, machinery: Machinery, engine: Engine) -> None:
        url = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        self.machinery = replace(machinery, database=url)
        self.engine = engine
        self.left: list[Fault | str] = ["outage", *RESTARTS, *["two at once"] * 3, *KILLS]
        self.struck: Counter[str] = Counter()

    def run(self) -> Figures:
        moment = NOON
        while (following := _next(self.engine, moment)) is not None:
            moment = self._suffer(following)
        for _ in range(MOST_CALM_RUNS):
            if not figures(self.engine).waiting:
                break
            moment += CLAIM_RUNS_OUT
            self._work(moment, NOTHING)
        return figures(self.engine)

    def _suffer(self, moment: datetime) -> datetime:
        """Sweep at a moment with the next fault; the moment that was reached."""
        fault = self.left.pop(0) if self.left else NOTHING
        if fault == "outage":
            self._work(moment, NOTHING, prefect=NOWHERE)
            self.struck["Prefect gone for 72 hours"] += 1
            self._work(moment + OUTAGE, NOTHING)
            return moment + OUTAGE
        if fault == "two at once":
            workers = [self.machinery.start(moment) for _ in range(2)]
            self._end(workers)
            self.struck["two sweeps at once"] += 1
        elif isinstance(fault, tuple):
            if not self._work(moment, fault):
                self.left.append(fault)  # the point was not reached so often
                return moment
            # The next sweep comes before the next fault. A letter that were struck once more
            # between its sending and the mark would come a third time, and nobody could know.
            moment += CLAIM_RUNS_OUT
            self._work(moment, NOTHING)
        return moment

    def _work(self, moment: datetime, fault: Fault, prefect: str | None = None) -> bool:
        """One worker; whether its fault struck."""
        worker = self.machinery.start(moment, fault, prefect=prefect)
        (printed,) = self._end([worker])
        point, _, deed = fault
        struck = worker.returncode == -signal.SIGKILL or "restarted" in printed
        if struck:
            self.struck[f"{deed} {point}"] += 1
        elif prefect is None:
            assert worker.returncode == 0, printed
        return struck

    def _end(self, workers: list[subprocess.Popen[str]]) -> list[str]:
        return [worker.communicate(timeout=PATIENCE_SECONDS)[0] for worker in workers]


@pytest.mark.long
@pytest.mark.alone
@pytest.mark.timeout(3600)
def test_whatever_fails_every_deadline_fires_once_and_every_letter_comes(
    machinery: Machinery, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = undisturbed(database_of(machinery, "calm"))
    storm = Storm(machinery, database_of(machinery, "stormy"))

    found = storm.run()

    times = deliveries(storm.engine, machinery.mail.received())
    with capsys.disabled():
        _print(storm.struck, expected, found, times)
    assert {f"kill {point}" for point in POINTS} <= storm.struck.keys()
    assert {f"restart {point}" for point in POINTS} <= storm.struck.keys()
    assert found == replace(expected, queued=found.queued, waiting=0)
    assert times.keys() <= {1, 2}
    assert times[2] <= storm.struck.total()


def _print(struck: Counter[str], expected: Figures, found: Figures, times: Counter[int]) -> None:
    faults = Table("Fault", "Injected", title="What went wrong")
    for name, count in sorted(struck.items()):
        faults.add_row(name, str(count))
    lost, doubled = expected.steps - found.steps, found.steps - expected.steps
    results = Table("", "Expected", "Lost", "Doubled", title="What came of it")
    results.add_row(
        "Steps of the clock",
        str(expected.steps.total()),
        str(lost.total()),
        str(doubled.total()),
    )
    results.add_row("Letters", str(times.total()), str(times[0]), f"{times[2]} came twice")
    console = Console(width=100)
    console.print()
    console.print(faults, results)
