"""How long it takes to find experts for proposals, as a competition grows."""

import gc
import platform
from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import version
from random import Random
from statistics import median
from time import perf_counter
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from workflow.council.assignment import Member, Need, assign

SIZES = [(500, 50), (1000, 100), (2000, 100)]
"""Proposals and experts."""
WANTED = 3
CONSTITUENCIES = 4
BARRED = 0.05
"""How likely a conflict of interest between an expert and a proposal is."""

Count = Annotated[int, typer.Option(min=1)]
console = Console(width=100)


def main(rounds: Count = 5) -> None:
    """Measure whole plans, their reasons in words included; nothing fails by being slow."""
    table = Table("Proposals × experts")
    for title in ("Seconds", "Times the first", "Pairs, times the first", "Times without mixing"):
        table.add_column(title, justify="right")
    first: tuple[float, int] | None = None
    for proposals, experts in SIZES:
        seconds, unmixed = measured(*competition(proposals, experts), rounds)
        first = first or (seconds, proposals * experts)
        table.add_row(
            f"{proposals:,} × {experts}",
            f"{seconds:.2f}",
            f"{seconds / first[0]:.1f}×",
            f"{proposals * experts / first[1]:.1f}×",
            f"{seconds / unmixed:.2f}×",
        )
    console.print(table)
    console.print(
        f"{WANTED} experts for each proposal, {CONSTITUENCIES} constituencies, {BARRED:.0%} of the "
        f"pairs barred; medians of {rounds} rounds. Python {platform.python_version()}, OR-Tools "
        f"{version('ortools')}."
    )


def competition(proposals: int, experts: int) -> tuple[list[Need], list[Member]]:
    """The same one every time."""
    random = Random(2017)
    members = [Member(id, f"constituency {id % CONSTITUENCIES}") for id in range(experts)]
    needs = [
        Need(
            id,
            WANTED,
            barred={one.id: "declared" for one in members if random.random() < BARRED},
        )
        for id in range(proposals)
    ]
    return needs, members


def measured(needs: Sequence[Need], members: Sequence[Member], rounds: int) -> tuple[float, float]:
    """Median seconds of a plan, and of one for a council of a single constituency."""
    alike = [replace(member, constituency="one") for member in members]
    times = [(_seconds(needs, members), _seconds(needs, alike)) for _ in range(rounds)]
    return median(mixed for mixed, _ in times), median(unmixed for _, unmixed in times)


def _seconds(needs: Sequence[Need], members: Sequence[Member]) -> float:
    gc.collect()
    started = perf_counter()
    plan = assign(needs, members)
    seconds = perf_counter() - started
    assert len(plan.choices) == WANTED * len(needs), "some proposals lack experts"
    return seconds


if __name__ == "__main__":
    typer.run(main)
