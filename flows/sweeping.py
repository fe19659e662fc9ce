"""What the sweeps have in common."""

from collections.abc import Callable, Iterator, Sequence

from prefect.runtime import flow_run

from config.clock import now

TOGETHER = 200
"""How many of what is due one task run takes on: each costs Prefect more than it costs us."""


def run_name() -> str:
    """The sweep and the moment it counts from, as Prefect's pages show it."""
    as_of = flow_run.parameters.get("as_of") or now()
    return f"{flow_run.flow_name} as of {str(as_of)[:16]}"


def in_parts(ids: Sequence[int], size: int = TOGETHER) -> Iterator[Sequence[int]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))


def one_by_one(ids: Sequence[int], act: Callable[[int], int]) -> int:
    """The sum of what `act` did for each. A fault holds up nothing but its own one: it is raised
    when the rest is done."""
    done = 0
    faults: list[Exception] = []
    for each in ids:
        try:
            done += act(each)
        except Exception as fault:
            faults.append(fault)
    if faults:
        raise ExceptionGroup(f"{len(faults)} of {len(ids)} failed", faults)
    return done


def together_or_one_by_one(ids: Sequence[int], act: Callable[[Sequence[int]], int]) -> int:
    """What `act` did for all at once; where that fails, it is tried with each alone, so that one
    which cannot be done holds up no other."""
    try:
        return act(ids)
    except Exception:
        if len(ids) == 1:
            raise
    return one_by_one(ids, lambda each: act([each]))
