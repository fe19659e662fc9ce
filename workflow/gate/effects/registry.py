from collections.abc import Callable, Mapping
from typing import Any, Literal

from workflow.gate.attempt import Attempt

Effect = Callable[[Attempt], Mapping[str, Any] | None]
RecordKind = Literal["person", "people", "number", "text"]

EFFECTS: dict[str, Effect] = {}
RECORDS: dict[str, RecordKind] = {}
"""Name of a recorded fact → what it is, for whoever shows a history."""


def effect(**records: RecordKind) -> Callable[[Effect], Effect]:
    """Register an effect, with the facts that it records."""

    def register(function: Effect) -> Effect:
        EFFECTS[function.__name__] = function
        for name, kind in records.items():
            assert RECORDS.setdefault(name, kind) == kind, f"{name} is recorded as two kinds"
        return function

    return register
