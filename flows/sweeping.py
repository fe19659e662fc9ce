"""What the sweeps have in common."""

from collections.abc import Callable, Sequence

from prefect.runtime import flow_run

from config.clock import now


def run_name() -> str:
    """The sweep and the moment it counts from, as Prefect's pages show it."""
    as_of = flow_run.parameters.get("as_of") or now()
    return f"{flow_run.flow_name} as of {str(as_of)[:16]}"


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
