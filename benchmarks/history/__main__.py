"""How long a search's first page and one history take among very many entries, against among few.

Both are measured in turn, in one process and on one disk, so that whatever else the machine does
is the same for both. `--entries 10000000` takes half an hour and 15 GB for each database.
"""

import gc
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Annotated

import sqlalchemy
import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from benchmarks.databases import databases
from benchmarks.history.loading import load, size
from benchmarks.history.searches import Deed, deeds
from models.database import READ_ONLY, engine_for

FEW = 10_000
WARM, TIMES = 3, 25
Seconds = Mapping[str, Sequence[float]]
console = Console(width=100)


def main(entries: Annotated[int, typer.Option(min=FEW)] = 1_000_000) -> None:
    """Measure; for orientation, nothing fails by being slow."""
    folder = Path("var")
    folder.mkdir(exist_ok=True)
    with (
        TemporaryDirectory(prefix="bench-", dir=folder.resolve()) as kept,
        databases(Path(kept), ("few", "many")) as found,
    ):
        for kind, urls in found.items():
            few, many = engine_for(urls["few"]), engine_for(urls["many"])
            started = perf_counter()
            load(few, FEW)
            load(many, entries)
            built = perf_counter() - started
            report(kind, few, many, entries)
            console.print(f"{kind}: built in {built:.0f} s, {size(many) / 1e9:.1f} GB.")
            few.dispose()
            many.dispose()
    console.print(
        f"Medians of {TIMES}. Python {platform.python_version()}, "
        f"SQLAlchemy {sqlalchemy.__version__}."
    )


def report(kind: str, few: Engine, many: Engine, entries: int) -> None:
    fewer, more = measured(few, many)
    table = Table(kind, f"ms at {FEW:,}", f"ms at {entries:,}", "Ratio", "Reach")
    for column in table.columns[1:]:
        column.justify = "right"
    for name in fewer:
        low, high = median(fewer[name]), median(more[name])
        ratio = f"{high / low:.2f}×"
        table.add_row(name, f"{low * 1000:.1f}", f"{high * 1000:.1f}", ratio, "≤ 1.5×")
    console.print(table)


def measured(few: Engine, many: Engine) -> tuple[Seconds, Seconds]:
    """Deed → seconds, in each of both."""
    with Session(few) as first, Session(many) as second:
        both = [(session, reading(session)) for session in (first, second)]
        taken: tuple[dict[str, list[float]], ...] = ({}, {})
        for name in both[0][1]:
            gc.collect()
            for number in range(WARM + TIMES):
                for (session, known), times in zip(both, taken, strict=True):
                    started = perf_counter()
                    known[name](session)
                    if number >= WARM:
                        times.setdefault(name, []).append(perf_counter() - started)
        return taken[0], taken[1]


def reading(session: Session) -> Mapping[str, Deed]:
    session.connection(execution_options={READ_ONLY: True})
    return deeds(session)


if __name__ == "__main__":
    typer.run(main)
