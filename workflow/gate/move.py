from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Move:
    """What an action did; `repeated` where an earlier request with the same key had done it."""

    subject_id: int
    sequence: int
    trigger: str
    from_state: str
    to_state: str
    at: datetime
    repeated: bool = False
