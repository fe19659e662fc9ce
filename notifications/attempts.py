"""How often something is tried that another system has to take, and when again."""

from datetime import datetime, timedelta

CLAIM = timedelta(minutes=10)
"""How long a worker may take over one attempt before another may try."""
MOST_ATTEMPTS = 10
_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(hours=6)


def next_attempt(attempts: int, now: datetime) -> datetime | None:
    """When to try again after so many attempts that failed; None where that is enough."""
    if attempts >= MOST_ATTEMPTS:
        return None
    return now + min(_FIRST_WAIT * int(4 ** (attempts - 1)), _LONGEST_WAIT)
