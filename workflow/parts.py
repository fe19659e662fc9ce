"""What belongs to an initiative and goes a way of its own: tranches, expenses, change requests."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from models import ChangeRequest, Expense, Tranche
from workflow.gate import Move, perform
from workflow.gate.perform import lock


def act_on_part(
    session: Session,
    part: Tranche | Expense | ChangeRequest,
    trigger: str,
    *,
    now: datetime,
    **given: Any,
) -> Move:
    """Take an action on it, as `perform` does, with its initiative locked first: of two who spend
    from one line or answer one request, the second sees what the first did, and whoever pays never
    waits in a circle with whoever terminates. Raises Refusal."""
    lock(session, part.initiative)
    return perform(session, part, trigger, now=now, **given)
