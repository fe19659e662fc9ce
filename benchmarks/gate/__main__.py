"""One decision in three ways, on two databases, in one run and on one disk."""

import gc
import platform
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Annotated

import django
import sqlalchemy
import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy.orm import Session

from benchmarks.databases import Pair, pairs
from benchmarks.gate import contest, django_contest
from benchmarks.gate.by_hand import ByHand
from benchmarks.gate.decision import Way
from benchmarks.gate.django_way import Django
from benchmarks.gate.drivers import driver
from benchmarks.gate.ours import Ours
from models.database import engine_for
from workflow.history.verify import verify

WARM_UP = 20
"""Decisions before the clock starts: caches fill, statements are prepared."""

Count = Annotated[int, typer.Option(min=1)]
console = Console(width=100)


def main(decisions: Count = 50, rounds: Count = 20) -> None:
    """Measure decisions a second; for orientation, nothing fails by being slow."""
    table = Table("Database", "Way")
    table.add_column("Decisions/s", justify="right")
    table.add_column("The gate is … as fast", justify="right")
    folder = Path("var")
    folder.mkdir(exist_ok=True)
    with (
        TemporaryDirectory(prefix="bench-", dir=folder.resolve()) as kept,
        pairs(Path(kept)) as found,
    ):
        for pair in found:
            with prepared(pair, WARM_UP + decisions * rounds) as ways:
                _add(table, pair.kind, measured(ways, decisions, rounds))
    versions = [f"{pair.kind} {pair.version}" for pair in found]
    console.print(table)
    console.print(
        f"{rounds} rounds of {decisions} decisions each way in turn, medians. Python "
        f"{platform.python_version()}, SQLAlchemy {sqlalchemy.__version__}, Django "
        f"{django.__version__}, {', '.join(versions)}."
    )


@contextmanager
def prepared(pair: Pair, count: int) -> Iterator[list[Way]]:
    """The three ways, warmed up and seen to do the same work, each with `count` proposals."""
    engine = engine_for(pair.ours)
    made = contest.fill(engine, 2 * count)
    django_contest.use(pair.peer)
    leader, peers = django_contest.fill(made.timetable, count)
    ways: list[Way] = [
        Ours(engine, made.leader_id, iter(made.proposals[::2])),
        ByHand(driver(pair.ours), made, engine, iter(made.proposals[1::2])),
        Django(made.timetable, leader, iter(peers)),
    ]
    with ExitStack() as closes:
        for way in ways:
            closes.enter_context(closing(way))
        _warm_up(ways)
        yield ways
        with Session(engine) as session:
            assert verify(session).sound, "the history written by hand does not prove itself"


def _warm_up(ways: list[Way]) -> None:
    traces = []
    for way in ways:
        proposals = list(islice(way.proposals, WARM_UP))
        for proposal in proposals:
            way.decide(proposal)
        traces.append(way.trace(proposals[0]))
    ours, *others = traces
    assert all(other == ours for other in others), f"the ways differ in what they do: {traces}"


def measured(ways: list[Way], decisions: int, rounds: int) -> Mapping[str, float]:
    """Median rate of each way; every round begins with another, so that none is favoured."""
    rates: dict[str, list[float]] = {way.name: [] for way in ways}
    for n in range(rounds):
        start = n % len(ways)
        for way in ways[start:] + ways[:start]:
            rates[way.name].append(_rate(way, decisions))
    return {name: median(found) for name, found in rates.items()}


def _rate(way: Way, decisions: int) -> float:
    proposals = list(islice(way.proposals, decisions))
    gc.collect()
    started = perf_counter()
    for proposal in proposals:
        way.decide(proposal)
    return decisions / (perf_counter() - started)


def _add(table: Table, kind: str, rates: Mapping[str, float]) -> None:
    ours = rates[Ours.name]
    for name, rate in rates.items():
        share = "" if name == Ours.name else f"{ours / rate:.2f}×"
        table.add_row(kind, name, f"{rate:,.0f}", share)
    table.add_section()


if __name__ == "__main__":
    typer.run(main)
